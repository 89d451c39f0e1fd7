"""Each list of releases says where it can be followed; each address answers."""

import re

import pytest

from tests import factories
from tests.newsroom.sealed import published

pytestmark = pytest.mark.django_db
ORIGIN = "https://ir.example.com"
ENDINGS = ("rss", "atom", "json")


@pytest.fixture(autouse=True)
def release():
    made = factories.release(
        headline="Marrow Bay Counts", category="clinical", drugs=[factories.drug(code_name="MBY-101")]
    )
    made.trials.add(factories.trial(acronym="HARBOR-FOLLOW", nct_number="NCT01234567"))
    return published(made)


@pytest.mark.parametrize(
    ("path", "stems"),
    [
        ("/releases/", ["/feeds/releases"]),
        ("/releases/?category=clinical", ["/feeds/categories/clinical"]),
        ("/releases/?drug=mby-101&category=clinical", ["/feeds/categories/clinical", "/feeds/drugs/mby-101"]),
        ("/releases/?trial=harbor-follow", ["/feeds/trials/harbor-follow"]),
        ("/releases/?year=2021", ["/feeds/releases"]),
        ("/drugs/mby-101/", ["/feeds/drugs/mby-101"]),
        ("/trials/harbor-follow/", ["/feeds/trials/harbor-follow"]),
    ],
)
def test_a_page_names_its_feeds_to_people_and_to_readers(client, path, stems):
    page = client.get(path).content.decode()
    shown = re.findall(r'<a href="([^"]+)" type="[^"]+">(?:RSS|Atom|JSON)</a>', page)
    assert shown == [f"{stem}.{ending}" for stem in stems for ending in ENDINGS]
    linked = re.findall(r'<link rel="alternate" type="[^"]+" title="[^"]+" href="([^"]+[.](?:rss|atom|json))">', page)
    assert linked == [
        f"{ORIGIN}{stem}.{ending}" for stem in dict.fromkeys(["/feeds/releases", *stems]) for ending in ENDINGS
    ]
    assert {client.get(address.removeprefix(ORIGIN)).status_code for address in (*shown, *linked)} == {200}


def test_nothing_found_is_nothing_to_follow(client):
    assert "Follow " not in client.get("/releases/?q=zebra").content.decode()


@pytest.mark.parametrize("path", ["/", "/releases/", "/drugs/", "/drugs/mby-101/", "/trials/harbor-follow/", "/contacts/", "/feeds/", "/record/", "/releases/2021/03/04/marrow-bay-counts/"])  # fmt: skip
def test_every_page_describes_itself_once(client, path):
    (description,) = re.findall(r'<meta name="description" content="([^"]*)">', client.get(path).content.decode())
    assert len(description) > 40
    assert "Marrow Bay" in description
