"""The API: its description is valid, every answer holds to it, and refusals say what to do."""

import datetime
import hashlib
import json

import jsonschema
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openapi_spec_validator import OpenAPIV31SpecValidator

from releases import workflow
from releases.models import Release
from tests import factories
from tests.newsroom.sealed import LONG_AGO, corrected, figure, published, scheduled

pytestmark = pytest.mark.django_db
BASE = "https://ir.example.com/api/v1"


@pytest.fixture(scope="module")
def site(module_database):
    drug = factories.drug(code_name="MBY-101", generic_name="marrowtinib")
    made = factories.release(headline="Marrow Bay Counts", category="clinical", drugs=[drug])
    made.trials.add(factories.trial(acronym="HARBOR-API", nct_number="NCT01234567", status="RECRUITING"))
    figure(made)
    corrected(published(made), live_at=LONG_AGO + datetime.timedelta(days=9))
    for day in range(1, 5):
        published(headline=f"Day {day}", on=LONG_AGO + datetime.timedelta(days=day))
    scheduled(headline="Zebra", drugs=[factories.drug(code_name="ZEBRA")])
    return made


@pytest.fixture
def ask(client):
    """An answer's data, held against the description."""
    description = client.get("/api/v1/openapi.json").json()

    def asked(path: str, status: int = 200) -> dict:
        response = client.get(f"/api/v1/{path}")
        assert response.status_code == status
        data = response.json()
        bare = path.partition("?")[0]
        template = {4: "/{year}/{month}/{day}/{slug}", 1: "/{slug}"}.get(bare.count("/"), "")
        if template and bare.count("/") == 4:
            operation = description["paths"]["/releases/{year}/{month}/{day}/{slug}"]["get"]
        else:
            operation = description["paths"][f"/{bare.partition('/')[0]}{template}"]["get"]
        (content,) = operation["responses"][str(status)]["content"].items()
        assert response.headers["Content-Type"] == content[0]
        schema = content[1]["schema"] | {"components": description["components"]}
        checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
        jsonschema.validate(data, schema, jsonschema.Draft202012Validator, format_checker=checker)
        return data

    return asked


def test_the_description_is_openapi_3_1(client):
    description = client.get("/api/v1/openapi.json").json()
    assert description["openapi"] == "3.1.0"
    assert list(OpenAPIV31SpecValidator(description).iter_errors()) == []


def test_pages_by_key_bring_every_release_once(ask, site):
    seen, path = [], "releases?limit=2"
    while path:
        data = ask(path)
        seen += [item["headline"] for item in data["items"]]
        path = data["next"] and data["next"].removeprefix(f"{BASE}/")
    assert seen == ["Day 4", "Day 3", "Day 2", "Day 1", "Marrow Bay Counts"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("category=clinical", 1),
        ("category=earnings", 0),
        ("drug=mby-101", 1),
        ("drug=zebra", 0),
        ("trial=harbor-api", 1),
        ("trial=NCT01234567", 1),
        ("trial=NCT07654321", 0),
        ("year=2021", 5),
        ("year=2020", 0),
        ("updated_since=2021-03-08T00:00:00Z", 2),
        ("updated_since=2021-03-08T00:00:00%2B05:00", 2),
        ("updated_since=0001-01-02T00:00:00Z", 5),
        ("updated_since=9999-12-30T00:00:00Z", 0),
        ("updated_since=9999-12-30T00:00:00Z&category=corporate", 0),
        ("year=1000&category=corporate", 0),
        ("year=9998&category=corporate", 0),
    ],
)
def test_filters(ask, site, query, found):
    assert len(ask(f"releases?{query}")["items"]) == found


def test_a_release_can_be_verified_from_its_answer(ask, site):
    data = ask("releases/2021/03/04/marrow-bay-counts")
    edition = data["edition"]
    header = {
        "feed_id": data["id"],
        "live_at": edition["live_at"],
        "number": edition["number"],
        "previous": edition["previous_digest"],
        "scheme": "irsite-edition-1",
    }
    canonical = {"ensure_ascii": False, "sort_keys": True, "separators": (",", ":")}
    text = json.dumps(header, **canonical) + "\n" + json.dumps(data["document"], **canonical)
    assert hashlib.sha256(text.encode()).hexdigest() == edition["digest"] == site.editions.get(number=2).digest
    assert (edition["number"], edition["is_current"], data["published_at"]) == (2, True, "2021-03-04T17:00:00Z")


def test_drugs_trials_and_contacts(ask, site):
    (drug,) = ask("drugs")["items"]
    assert drug == ask("drugs/mby-101")
    assert (drug["name"], drug["generic_name"]) == ("MBY-101", "marrowtinib")
    assert drug["releases_url"] == f"{BASE}/releases?drug=mby-101"
    assert ask("trials/harbor-api")["status"] == "RECRUITING"
    assert "ZEBRA" not in json.dumps([ask("trials"), ask("contacts"), ask("drugs")])
    assert ask("contacts")["items"][0]["email"] == "ir@marrowbay.example"


def test_a_withdrawn_release_is_its_notice(ask, site):
    Release.objects.filter(pk=site.pk).update(state="sealed")
    workflow.withdraw(Release.objects.get(pk=site.pk), by=None, notice="In error.")
    data = ask("releases/2021/03/04/marrow-bay-counts")
    assert (data["is_withdrawn"], data["correction"]["note"], data["formats"]) == (True, "In error.", {})
    assert data["document"]["body_html"] == ""


@pytest.mark.parametrize(
    ("query", "detail"),
    [
        ("limit=0", "“limit” is a number from 1 to 100."),
        ("limit=101", "“limit” is a number from 1 to 100."),
        ("limit=２", "“limit” is a number from 1 to 100."),
        ("year=21", "“year” has four digits, as 2025."),
        ("updated_since=yesterday", "“updated_since” is an instant with its offset, as 2025-03-04T12:00:00Z."),
        (
            "updated_since=2025-03-04T12:00:00",
            "“updated_since” is an instant with its offset, as 2025-03-04T12:00:00Z.",
        ),
        ("year=2021&year=2022", "“year” is given more than once. Give it once."),
        ("drug=", "A parameter is empty or too long. Leave it out, or take it from the address of a page."),
        (
            "after=0",
            "“after” is the address of a release, as 2025/03/04/the-headline. Take it from “next” of the page before.",
        ),
        (
            "document__headline__startswith=Z",
            "A parameter here is unknown. Known here: limit, after, year, category, drug, trial, updated_since.",
        ),
    ],
)
def test_refusals_are_sentences(ask, site, query, detail):
    assert ask(f"releases?{query}", 400)["detail"] == detail


@pytest.mark.parametrize("place", ["2021/03/04/zebra", "2021/02/31/x"])
def test_a_place_that_is_not_public_is_missing_like_any_other(ask, site, place):
    problem = ask(f"releases?after={place}", 404)
    assert problem["detail"] == "“after” names no public release. Take it from “next” of the page before."


def test_everything_else_is_missing_alike(client, site, whole):
    paths = ["drugs/zebra", "trials/zebra", "zebra", "releases/2021/03/04/zebra", "releases/2021/02/31/x", "releases/1"]
    assert len({whole(f"/api/v1/{path}") for path in paths}) == 1
    assert client.get("/api/v1/drugs/%0a%5c%00").headers["Content-Type"] == "application/problem+json"
    written = {whole(f"/api/v1/{path}", method="post") for path in (*paths, "releases", "drugs")}
    ((status, headers, _),) = written
    assert (status, dict(headers)["Allow"]) == (405, "GET, HEAD")
    assert client.get("/api/v1/zebra").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "path", ["releases", "releases?category=clinical", "drugs", "contacts", "releases?drug=mby-101"]
)
def test_queries_do_not_grow(client, site, path):
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/api/v1/{path}").status_code == 200
        return len(captured)

    before = count()
    for day in range(10, 20):
        release = factories.release(category="clinical", drugs=[site.drugs.get()])
        published(release, on=LONG_AGO + datetime.timedelta(days=day))
    assert count() == before <= 3
