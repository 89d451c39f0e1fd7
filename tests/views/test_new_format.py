"""A format that is added to the registry is everywhere without another edit."""

import dataclasses
import importlib
import json
import re

import pytest
from django.urls import clear_url_caches

import irsite.urls.both
import irsite.urls.public
import releases.urls
from releases import editions
from releases.rendering import formats
from releases.watch import channels
from releases.watch.judging import expected
from releases.watch.releases import watched
from tests.embargo import probes
from tests.newsroom.sealed import address, published, scheduled

pytestmark = pytest.mark.django_db
ORIGIN = "https://ir.example.com"
LINES = formats.Format(
    ending="lines.csv",
    content_type="text/csv; charset=utf-8",
    label="Lines",
    write=lambda source: f"{source.document.headline}\n{source.facts.digest}\n".encode(),
)


def _read_again() -> None:
    """The addresses are made from the registry once, when a process starts."""
    for module in (releases.urls, irsite.urls.public, irsite.urls.both):
        importlib.reload(module)
    clear_url_caches()


@pytest.fixture
def planted(monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(formats, "FORMATS", (*formats.FORMATS, LINES))
        _read_again()
        yield
    _read_again()


def test_a_new_format_is_on_the_page_in_feeds_and_in_the_api(client, planted):
    edition = published(headline="Marrow Bay Counts Its Lines")
    path = f"{address(edition).rstrip('/')}.lines.csv"
    answer = client.get(path)
    assert (answer.status_code, answer.content.decode()) == (200, f"Marrow Bay Counts Its Lines\n{edition.digest}\n")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert client.get(f"{address(edition)}editions/1.lines.csv").content == answer.content
    page = client.get(address(edition))
    assert f'<{path}>; rel="alternate"; type="text/csv"' in page.headers["Link"]
    html = page.content.decode()
    assert f'<a href="{ORIGIN}{path}" type="text/csv">Lines</a>' in html
    assert f'<link rel="alternate" type="text/csv" title="Lines" href="{ORIGIN}{path}">' in html
    assert f'"contentUrl":"{ORIGIN}{path}"' in html
    links = re.findall(r"<link [^>]*>", client.get("/feeds/releases.atom").content.decode())
    assert [link for link in links if f'href="{ORIGIN}{path}"' in link and 'type="text/csv"' in link] != []
    assert client.get("/api/v1/releases").json()["items"][0]["formats"]["lines.csv"] == ORIGIN + path
    described = client.get("/api/v1/openapi.json").json()["components"]["schemas"]
    assert "lines.csv" in described["ReleaseSummary"]["properties"]["formats"]["properties"]
    item = json.loads(client.get(f"{address(edition).rstrip('/')}.ninjs.json").content)
    assert {"name": "lines.csv", "href": ORIGIN + path, "contentType": "text/csv"} in item["renditions"]
    assert "`.lines.csv`" in client.get("/llms.txt").content.decode()


def test_a_new_format_is_watched_and_probed(planted, settings):
    scheduled(headline="Marrow Bay Plans Its Lines")
    (release,) = watched(editions.database_now())
    assert {"/releases/….lines.csv", "/releases/…/editions/1.lines.csv"} <= {
        question.channel for question, _ in channels.own(release)
    }
    # After a correction it is expected to name its edition, as its entry says.
    known = dataclasses.replace(release, is_known=True, number=2)
    marks = {question.channel: [mark.text for mark in marks] for question, marks in expected(known)}
    assert release.digest[:12] in marks["/releases/….lines.csv"]
    settings.ROOT_URLCONF = "irsite.urls.public"
    facts = {
        "releases": [["2021", "03", "04", "marrow-bay", ""]],
        "files": [],
        "drugs": [],
        "trials": [],
        "contacts": [],
    }
    assert "/releases/2021/03/04/marrow-bay.lines.csv" in probes.addresses(facts)


def test_without_it_there_is_none(client):
    edition = published(headline="Marrow Bay Counts Its Lines")
    assert client.get(f"{address(edition).rstrip('/')}.lines.csv").status_code == 404
