"""Every feed is read by a real parser and holds to its schema; a correction and a withdrawal are told as documented."""

import datetime
import json

import feedparser
import pytest

from releases import workflow
from releases.models import Release
from tests import factories
from tests.machines import check_atom, check_json
from tests.newsroom.sealed import LONG_AGO, corrected, figure, published, scheduled

pytestmark = pytest.mark.django_db
ORIGIN = "https://ir.example.com"
SUBJECTS = ["releases", "categories/clinical", "drugs/mby-101", "trials/harbor-feeds"]


@pytest.fixture(scope="module")
def release(module_database) -> Release:
    made = factories.release(
        headline="Marrow Bay Counts & <Grows>",
        category="clinical",
        drugs=[factories.drug(code_name="MBY-101")],
        safe_harbor=factories.safe_harbor(),
    )
    made.trials.add(factories.trial(acronym="HARBOR-FEEDS", nct_number="NCT01234567"))
    figure(made)
    figure(made, kind="attachment", title="Fact sheet", alternative_text="")
    published(made)
    published(headline="Another", on=LONG_AGO + datetime.timedelta(days=1))
    scheduled(headline="Zebra")
    return made


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_real_parser_reads_rss_and_atom_alike(client, release, subject):
    rss = feedparser.parse(client.get(f"/feeds/{subject}.rss").content)
    atom = feedparser.parse(client.get(f"/feeds/{subject}.atom").content)
    assert (rss.bozo, rss.version, atom.bozo, atom.version) == (False, "rss20", False, "atom10")
    assert [entry.title for entry in rss.entries] == [entry.title for entry in atom.entries]
    assert len(rss.entries) == (2 if subject == "releases" else 1)
    old, new = rss.entries[-1], atom.entries[-1]
    assert old.title == "Marrow Bay Counts & <Grows>"
    assert old.link == new.link == f"{ORIGIN}/releases/2021/03/04/marrow-bay-counts-grows/"
    assert old.id == f"{new.id}/1"
    assert "forward-looking statements of Marrow Bay" in old.content[0].value
    assert "forward-looking statements of Marrow Bay" in new.content[0].value
    assert old.published == "Thu, 04 Mar 2021 17:00:00 +0000"
    assert (new.published, new.updated) == ("2021-03-04T17:00:00Z", "2021-03-04T17:00:00Z")
    assert {link.rel for link in new.links} == {"alternate", "enclosure"}


@pytest.mark.parametrize("subject", SUBJECTS)
def test_atom_and_json_hold_to_their_schemas(client, release, subject):
    check_atom(client.get(f"/feeds/{subject}.atom").content)
    response = client.get(f"/feeds/{subject}.json")
    assert response.headers["Content-Type"] == "application/feed+json"
    check_json("json-feed", response.json())


def test_an_item_of_json_feed(client, release):
    item = client.get("/feeds/drugs/mby-101.json").json()["items"][0]
    edition = release.editions.get()
    sheet = release.media.get(kind="attachment")
    assert item["id"] == edition.feed_id
    assert item["_ir"] == {
        "about": f"{ORIGIN}/feeds/",
        "ticker": "MRBY",
        "mic": "XNAS",
        "listings": [{"exchange": "NASDAQ", "ticker": "MRBY", "mic": "XNAS"}],
        "category": "clinical",
        "drugs": ["MBY-101"],
        "nct": ["NCT01234567"],
        "safe_harbor_version": edition.document.safe_harbor.version,
        "edition": 1,
        "sha256": edition.digest,
        "correction": None,
        "is_withdrawn": False,
    }
    assert item["attachments"] == [
        {
            "url": f"{ORIGIN}/files/{sheet.key}/fact-sheet.pdf",
            "mime_type": "application/pdf",
            "title": "Fact sheet",
            "size_in_bytes": sheet.size,
        }
    ]
    assert "<source" not in item["content_html"]
    assert 'srcset="' not in item["content_html"]
    assert '="/' not in item["content_html"]


def test_a_correction_keeps_the_identity_and_moves_the_time(client, release):
    corrected(release.editions.get(), live_at=LONG_AGO + datetime.timedelta(days=3))
    rss = feedparser.parse(client.get("/feeds/releases.rss").content).entries
    atom = feedparser.parse(client.get("/feeds/releases.atom").content).entries
    items = client.get("/feeds/releases.json").json()["items"]
    feed_id = release.editions.first().feed_id
    assert rss[0].id == f"{feed_id}/2"
    assert (atom[0].id, atom[0].published, atom[0].updated) == (feed_id, "2021-03-04T17:00:00Z", "2021-03-07T17:00:00Z")
    assert (items[0]["id"], items[0]["date_modified"]) == (feed_id, "2021-03-07T17:00:00Z")
    assert [len(entries) for entries in (rss, atom, items)] == [2, 2, 2]
    assert items[0]["_ir"]["correction"] == {"kind": "correction", "note": "A number."}
    assert atom[0].title == rss[0].title == items[0]["title"] == "Correction: Marrow Bay Counts & <Grows>"


def test_a_withdrawal_takes_the_place_of_the_text_everywhere(client, release):
    other = factories.release(drugs=[release.drugs.get()], category="clinical")
    published(other)  # so that the drug stays public
    before = {subject: client.get(f"/feeds/{subject}.atom").headers["ETag"] for subject in SUBJECTS[:3]}
    Release.objects.filter(pk=release.pk).update(state="sealed")
    workflow.withdraw(Release.objects.get(pk=release.pk), by=None, notice="It was in error.")
    for subject, etag in before.items():
        response = client.get(f"/feeds/{subject}.atom", headers={"if-none-match": etag})
        assert response.status_code == 200
        check_atom(response.content)
        (notice,) = (entry for entry in feedparser.parse(response.content).entries if "Withdrawal" in entry.title)
        assert notice.title == "Withdrawal: Marrow Bay Counts & <Grows>"
        assert notice.link == "https://ir.example.com/releases/?year=2021"
        assert notice.id == release.editions.first().feed_id
        assert "It was in error." in notice.content[0].value
        assert b"NASDAQ" not in notice.content[0].value.encode()
        item = client.get(f"/feeds/{subject}.json").json()["items"][0]
        assert item["_ir"]["is_withdrawn"] is True


@pytest.mark.parametrize("subject", ["releases", "categories/clinical", "drugs/mby-101"])
def test_the_correction_of_an_old_release_comes_first_though_many_are_newer(client, release, subject):
    for day in range(2, 24):
        newer = factories.release(headline=f"Day {day}", category="clinical", drugs=[release.drugs.get()])
        published(newer, on=LONG_AGO + datetime.timedelta(days=day))
    corrected(release.editions.get(), live_at=LONG_AGO + datetime.timedelta(days=22, hours=1))
    titles = [item["title"] for item in json.loads(client.get(f"/feeds/{subject}.json").content)["items"]]
    assert titles == ["Day 23", "Correction: Marrow Bay Counts & <Grows>", *(f"Day {day}" for day in range(22, 4, -1))]


def test_a_second_release_in_the_same_second_is_new_to_who_holds_the_first(client, release):
    for ending in ("rss", "atom", "json"):
        path = f"/feeds/releases.{ending}"
        held = client.get(path).headers["ETag"]
        assert client.get(path, headers={"if-none-match": held}).status_code == 304
        published(headline=f"Same second {ending}", on=LONG_AGO + datetime.timedelta(days=1, microseconds=1))
        again = client.get(path, headers={"if-none-match": held, "if-modified-since": "Thu, 31 Dec 2099 23:59:59 GMT"})
        assert (again.status_code, f"Same second {ending}" in again.content.decode()) == (200, True)
        assert again.headers["Cache-Control"] == "public, max-age=1"
        assert "Last-Modified" not in again.headers


def test_unknown_subjects_have_no_feed(client, release):
    for path in ("categories/zebra.rss", "drugs/zebra.atom", "trials/zebra.json", "releases.xml"):
        assert client.get(f"/feeds/{path}").status_code == 404


def test_addresses_of_other_vendors(client, release):
    feed = client.get("/feeds/releases.rss").content
    assert client.get("/rss/news-releases.xml").content == client.get("/rss/pressrelease.aspx").content == feed
    listed = client.get(
        "/feed/PressRelease.svc/GetPressReleaseList?LanguageId=1&bodyType=3&pageSize=1&pageNumber=1&year=2021"
    )
    (row,) = json.loads(listed.content)["GetPressReleaseListResult"]
    assert row["Headline"] == "Marrow Bay Counts & <Grows>"
    assert row["PressReleaseDate"] == "03/04/2021 12:00:00"
    assert row["LinkToDetailPage"] == "/releases/2021/03/04/marrow-bay-counts-grows/"
    assert row["DocumentPath"] == f"{ORIGIN}/releases/2021/03/04/marrow-bay-counts-grows.pdf"
    assert (row["RevisionNumber"], row["Body"], row["TagsList"]) == (
        1,
        "",
        ["Clinical data", "MBY-101", "HARBOR-FEEDS"],
    )
    assert row["ShortBody"].startswith("BOSTON")
    years = client.get("/feed/PressRelease.svc/GetPressReleaseYearList")
    assert json.loads(years.content) == {"GetPressReleaseYearListResult": [2021]}
    assert json.loads(client.get("/feed/PressRelease.svc/GetPressReleaseList?year=2020").content) == {
        "GetPressReleaseListResult": []
    }


LIST = "/feed/PressRelease.svc/GetPressReleaseList"


@pytest.mark.parametrize(
    ("query", "headlines"),
    [
        ("PageSize=1&YEAR=2021", ["Another"]),
        ("tagList=mby-101", ["Marrow Bay Counts & <Grows>"]),
        ("tagList=HARBOR-FEEDS|Clinical data|Zebra", ["Marrow Bay Counts & <Grows>"]),
        ("tagList=Zebra", []),
        ("tagList=|", ["Another", "Marrow Bay Counts & <Grows>"]),
        ("tagList=MBY-101&year=2020", []),
        ("categoryId=1cb807d2-208f-4bc3-9133-6a9ad45ac3b0&year=99999", []),
    ],
)
def test_what_the_vendors_list_can_be_asked_for(client, release, query, headlines):
    found = json.loads(client.get(f"{LIST}?{query}").content)["GetPressReleaseListResult"]
    assert [row["Headline"] for row in found] == headlines


def test_the_vendors_list_as_a_script(client, release):
    plain = client.get(f"{LIST}?bodyType=1")
    script = client.get(f"{LIST}?bodyType=1&callback=jQuery1.list_2$")
    assert script.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert script.headers["X-Content-Type-Options"] == "nosniff"
    assert script.content == b"/**/jQuery1.list_2$(" + plain.content + b");"
    years = client.get("/feed/PressRelease.svc/GetPressReleaseYearList?callback=f").content
    assert years == b'/**/f({"GetPressReleaseYearListResult": [2021]});'
    for callback in ("alert(1)", "f;g", "", "<script>", "\u00e4"):
        refused = client.get(LIST, {"bodyType": 1, "callback": callback})
        assert (refused.headers["Content-Type"], refused.content) == ("application/json", plain.content)
