"""One edition or record that can't be read breaks no page that lists it: the others are served."""

import datetime
import json

import pytest
from django.db import connection

from releases import newsroom
from releases.models import Program
from releases.vocabulary import RecordKind
from tests import factories
from tests.editions.test_verify import tamper
from tests.newsroom.sealed import LONG_AGO, address, corrected, published

pytestmark = pytest.mark.django_db

LISTS = [
    "/", "/releases/", "/releases/?q=marrow", "/releases/?q=marrow&order=newest", "/releases/?year=2021", "/releases/?category=corporate",
    "/drugs/", "/drugs/mby-101/", "/trials/harbor-9/", "/contacts/", "/feeds/", "/record/", "/feeds/releases.rss",
    "/feeds/releases.atom", "/feeds/releases.json", "/feeds/drugs/mby-101.atom", "/feeds/categories/corporate.rss",
    "/feed/PressRelease.svc/GetPressReleaseList", "/feed/PressRelease.svc/GetPressReleaseList?tagList=MBY-101", "/api/v1/releases",
    "/api/v1/drugs", "/api/v1/trials", "/api/v1/releases?trial=NCT01234567", "/sitemap.xml", "/sitemaps/pages.xml",
    "/sitemaps/releases-2021.xml", "/llms.txt",
]  # fmt: skip
#: Ways of being damaged: no JSON, JSON of another form, and values that no document has.
DAMAGE = ["{", "[]", '{"headline": 7}']


@pytest.fixture
def site():
    """Three releases of one drug and trial, the last of them corrected; a contact in each."""
    drug = factories.drug(code_name="MBY-101")
    Program.objects.create(drug=drug, indication="glioma", phase="phase-2")
    trial = factories.trial(acronym="HARBOR-9", nct_number="NCT01234567")
    found = []
    for day, headline in enumerate(("Marrow Bay Begins", "Marrow Bay Counts", "Marrow Bay Grows")):
        release = factories.release(headline=headline, drugs=[drug])
        release.trials.add(trial)
        found.append(published(release, on=LONG_AGO + datetime.timedelta(days=day)))
    found.append(corrected(found[-1], live_at=LONG_AGO + datetime.timedelta(days=9), headline="Marrow Bay Grows Well"))
    return found


def damage(table: str, key: int, how: str) -> None:
    if how.startswith('{"'):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT document_json FROM {table} WHERE id = %s", [key])
            how = json.dumps(json.loads(cursor.fetchone()[0]) | json.loads(how))
    tamper(f"UPDATE {table} SET document_json = %s WHERE id = %s", how, key)


@pytest.mark.parametrize("how", DAMAGE)
@pytest.mark.parametrize("which", [0, 1, 3], ids=["oldest", "middle", "newest"])
def test_a_damaged_edition_breaks_no_list(client, site, which, how):
    damage("releases_edition", site[which].pk, how)
    broken = [path for path in LISTS if client.get(path).status_code != 200]
    assert broken == []
    others = [edition for number, edition in enumerate(site) if number not in (which, 2)]
    page = client.get("/releases/").content.decode()
    assert [address(edition) in page for edition in others] == [True, True]
    assert client.get(address(others[0])).status_code == 200


@pytest.mark.parametrize("how", DAMAGE)
def test_a_damaged_earlier_edition_does_not_break_the_current_one(client, site, how):
    damage("releases_edition", site[2].pk, how)
    page = client.get(address(site[3]))
    assert page.status_code == 200
    assert b"Marrow Bay Grows Well" in page.content


@pytest.mark.parametrize("how", DAMAGE)
def test_beside_a_damaged_edition_an_earlier_one_is_not_the_current_one(client, site, how):
    damage("releases_edition", site[3].pk, how)
    page = client.get(f"{address(site[2])}editions/1/")
    assert page.status_code == 200
    assert b"This is an earlier edition." in page.content


@pytest.mark.parametrize("how", ["{", "[]"])
@pytest.mark.parametrize("kind", ["drug", "trial", "contact", "company"])
def test_a_damaged_record_breaks_no_list(client, site, kind, how):
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM releases_sealedrecord WHERE kind = %s", [kind])
        keys = [key for (key,) in cursor.fetchall()]
    for key in keys:
        damage("releases_sealedrecord", key, how)
    own = {"drug": "/drugs/mby-101", "trial": "/trials/harbor-9"}.get(kind, "nothing")
    paths = [path for path in LISTS if own not in path and f"{own}." not in path]
    paths = [path for path in paths if f"/feeds{own}" not in path]
    assert [path for path in paths if client.get(path).status_code != 200] == []
    assert client.get(address(site[0])).status_code == 200


def test_a_damaged_edition_ends_no_list_of_programs(site):
    damage("releases_edition", site[1].pk, "{")
    first = newsroom.listing(size=1)
    second = newsroom.listing(size=1, after=first.next_after)
    third = newsroom.listing(size=1, after=second.next_after)
    assert [[page.entry.headline for page in each.pages] for each in (first, second, third)] == [
        ["Marrow Bay Grows Well"], [], ["Marrow Bay Begins"],
    ]  # fmt: skip
    assert third.next_after == ""


def test_the_newest_that_can_be_read_is_shown_on_the_page_about_the_record(site):
    damage("releases_edition", site[3].pk, "{")
    assert newsroom.newest().entry.headline == "Marrow Bay Counts"
    assert [each.url for each in newsroom.public_records(RecordKind.DRUG)] == ["/drugs/mby-101/"]
