"""The RSS feed, item by item."""

import datetime
import hashlib
import xml.etree.ElementTree as ElementTree

import pytest

from releases import editions
from releases.models import Edition
from tests import factories
from tests.newsroom.sealed import LONG_AGO, address, corrected, figure, published, scheduled

pytestmark = pytest.mark.django_db

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
SELF = "{http://www.w3.org/2005/Atom}link"


@pytest.fixture
def channel(client):
    def read() -> ElementTree.Element:
        response = client.get("/feeds/releases.rss")
        assert (response.status_code, response.headers["Content-Type"]) == (200, "application/rss+xml; charset=utf-8")
        root = ElementTree.fromstring(response.content)
        assert (root.tag, root.get("version")) == ("rss", "2.0")
        (only,) = root
        return only

    return read


def facts(item: ElementTree.Element) -> list[tuple[str, str]]:
    return [(part.tag, part.text) for part in item if part.tag != CONTENT]


def test_the_channel_names_the_company_and_itself(channel):
    published()
    parts = [(part.tag, part.text) for part in channel() if part.tag not in ("item", SELF)]
    assert parts == [
        ("title", "Marrow Bay Biologics, Inc.: news releases"),
        ("link", "https://ir.example.com/"),
        ("description", "News releases of Marrow Bay Biologics, Inc., complete and with their safe harbor statements."),
        ("language", "en"),
        ("lastBuildDate", "Thu, 04 Mar 2021 17:00:00 +0000"),
        ("ttl", "1"),
    ]
    assert channel().find(SELF).attrib == {
        "rel": "self",
        "type": "application/rss+xml",
        "href": "https://ir.example.com/feeds/releases.rss",
    }


def test_an_item_is_the_whole_release(channel):
    release = factories.release(
        headline="Marrow Bay Counts",
        subheadline="To three\nand no further",
        category="clinical",
        body="<p>First words.</p><p>Last words.</p>",
        drugs=[factories.drug(code_name="MBY-101")],
        safe_harbor=factories.safe_harbor(),
    )
    release.contacts.add(factories.contact())
    release.contacts.add(factories.contact(kind="media", person="Ben Ink", phone="617-555-0111"))
    edition = published(release)
    (item,) = channel().findall("item")
    assert facts(item) == [
        ("title", "Marrow Bay Counts"),
        ("link", "https://ir.example.com/releases/2021/03/04/marrow-bay-counts/"),
        ("description", "To three\nand no further"),
        ("pubDate", "Thu, 04 Mar 2021 17:00:00 +0000"),
        ("guid", f"tag:ir.example.com,2021-03-04:release/{release.key}/1"),
        ("category", "Clinical data"),
        ("category", "MBY-101"),
    ]
    assert item.find("guid").attrib == {"isPermaLink": "false"}
    content = item.find(CONTENT).text
    assert content == edition.article_html
    for words in ("First words.", "Last words.", "forward-looking statements of Marrow Bay.", "Ada Quill",
                  "617-555-0100", "Ben Ink", "617-555-0111", "Source: Marrow Bay Biologics, Inc."):  # fmt: skip
        assert words in content


def test_without_a_subheadline_the_first_words_describe(channel):
    published(headline="Marrow Bay Counts", body="<p>First words.</p><p>Last words.</p>")
    assert channel().find("item/description").text == (
        "BOSTON — First words. Last words. For Investors: Marrow Bay Biologics, Inc. Ada Quill 617-555-0100"
        " ir@marrowbay.example Source: Marrow Bay Biologics, Inc."
    )


def test_characters_survive(channel):
    words = "R&D <b> > Revlimid® “µg/m²” — naïve ]]> 🧬 &amp;"
    published(headline=words, subheadline=words, body=f"<p>{words.replace('&', '&amp;').replace('<', '&lt;')}</p>")
    (item,) = channel().findall("item")
    assert (item.find("title").text, item.find("description").text) == (words, words)
    assert "R&amp;D &lt;b&gt; &gt; Revlimid® “µg/m²” — naïve ]]&gt; 🧬 &amp;amp;" in item.find(CONTENT).text


@pytest.mark.parametrize("control", ["\x0b", "\x01", "\x1f", "\x0c"])
def test_a_control_character_in_one_release_does_not_take_the_feed_down(channel, control):
    """Word's soft line break is pasted as a vertical tab. XML has no way to write it."""
    published(headline=f"Marrow{control}Bay")
    assert len(channel().findall("item")) == 1


def test_a_correction_is_a_new_item_in_place_of_the_old(channel):
    first = published(headline="Marrow Bay Counts")
    old = channel().find("item/guid").text
    corrected(first, live_at=LONG_AGO + datetime.timedelta(days=2))
    (item,) = channel().findall("item")
    assert item.find("title").text == "Correction: Marrow Bay Counts"
    assert item.find("guid").text == old.removesuffix("/1") + "/2"
    assert item.find("link").text == f"https://ir.example.com{address(first)}"
    assert item.find("pubDate").text == "Sat, 06 Mar 2021 17:00:00 +0000"
    assert channel().find("lastBuildDate").text == "Sat, 06 Mar 2021 17:00:00 +0000"


def test_newest_first_and_twenty_at_most(channel):
    factories.company()
    for day in range(22):
        published(headline=f"Day {day}", on=LONG_AGO + datetime.timedelta(days=day))
    scheduled(headline="Not yet")
    assert [item.text for item in channel().findall("item/title")] == [f"Day {day}" for day in range(21, 1, -1)]


def test_identity_stays_over_a_rebuild_and_a_change_of_the_record(channel, monkeypatch):
    edition = published()
    before = channel().find("item/guid").text
    monkeypatch.setattr("releases.rendering.article_html", lambda document: "<p>New template</p>")
    assert [changed for _, changed in editions.rebuild()] == [True]
    edition.release.headline = "Another"
    edition.release.save()
    item = channel().find("item")
    assert (item.find("guid").text, item.find(CONTENT).text) == (before, "<p>New template</p>")
    assert Edition.objects.get().digest == edition.digest


def test_the_same_releases_are_the_same_bytes(client):
    published()
    first, second = client.get("/feeds/releases.rss"), client.get("/feeds/releases.rss")
    assert first.content == second.content
    assert first.headers["ETag"] == f'"{hashlib.sha256(first.content).hexdigest()}"'
    assert first.headers["Content-Security-Policy"] == "default-src 'none'"


def test_the_first_attachment_is_enclosed_and_figures_have_whole_addresses(channel):
    release = factories.release()
    shown = figure(release)
    sheet = figure(release, kind="attachment", title="Fact sheet", alternative_text="")
    figure(release, kind="attachment", title="Second sheet", alternative_text="")
    published(release)
    (item,) = channel().findall("item")
    assert [enclosure.attrib for enclosure in item.findall("enclosure")] == [
        {
            "url": f"https://ir.example.com/files/{sheet.key}/fact-sheet.pdf",
            "length": str(sheet.size),
            "type": "application/pdf",
        }
    ]
    content = item.find(CONTENT).text
    assert f'src="https://ir.example.com/files/{shown.key}/response-by-dose.png"' in content
    assert 'src="/' not in content
    assert 'href="/' not in content


def test_posting_is_refused(client):
    assert client.post("/feeds/releases.rss").status_code == 405


def test_characters_that_xml_may_not_hold_never_reach_the_feed(channel):
    published(headline="Marrow\ufffe Bay\uffff", body="<p>It\uffff \ufdd0works.</p>")
    item = channel().find("item")
    assert item.find("title").text == "Marrow Bay"
    assert "It works." in item.find(CONTENT).text
