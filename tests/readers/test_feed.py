"""The feeds of old sites: each item a document with its address, identity, date and title."""

import datetime
import json

import pytest

from releases import readers

BODY = "<p>PORTLAND, Maine--(BUSINESS WIRE)-- Quillhaven Therapeutics, Inc. (Nasdaq: QHVN) opened a laboratory.</p>"
RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>News</title>
<item><title>Quillhaven Opens a “Laboratory” &amp;amp; More</title><link>https://q.example.com/n/1</link>
<guid isPermaLink="false">urn:q:1</guid><pubDate>Tue, 04 Mar 2025 23:30:00 -0500</pubDate>
<description>Short.</description><content:encoded><![CDATA[{body}]]></content:encoded>
<enclosure url="https://q.example.com/n/1.pdf" length="1" type="application/pdf"/></item>
<item><title>Quillhaven Hires&nbsp;a Chief</title><link>https://q.example.com/n/2</link>
<description>Quillhaven has hired a chief of something …</description></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>
<entry><id>tag:q,2025:1</id><title type="html">Quillhaven &lt;b&gt;Moves&lt;/b&gt;</title><link href="https://q.example.com/n/1"/>
<published>2025-03-04T07:00:00-05:00</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{BODY}<p>a<br/>b &amp; c</p></div></content></entry>
<entry><id>tag:q,2025:2</id><title>Two</title><updated>2025-03-05T07:00:00Z</updated><summary>Words.</summary></entry></feed>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {"id": "1", "url": "https://q.example.com/n/1", "title": "A & B", "content_html": BODY, "date_published": "2025-03-04T07:00:00Z"},
            {"id": 2, "title": "Two", "summary": "Words."},
        ],
    }
)  # fmt: skip


def unfold(source: str, name: str = "news.xml", encoding: str = "utf-8") -> tuple[readers.Item, ...]:
    return readers.unfold(source.encode(encoding), name=name)


def facts(item: readers.Item) -> tuple:
    return item.identity, item.title, item.address, item.published_at and item.published_at.isoformat(), item.is_summary


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252"])
def test_unfolds_rss(encoding):
    first, second = unfold(RSS.format(encoding=encoding, body=BODY), encoding=encoding)
    assert facts(first) == (
        "urn:q:1", "Quillhaven Opens a “Laboratory” & More", "https://q.example.com/n/1", "2025-03-04T23:30:00-05:00", False,
    )  # fmt: skip
    assert facts(second) == (
        "https://q.example.com/n/2",
        "Quillhaven Hires\u00a0a Chief",
        "https://q.example.com/n/2",
        None,
        True,
    )
    assert first.name == "quillhaven-opens-a-laboratory-more.html"


def test_makes_a_release_of_an_item_and_says_where_it_was():
    first, second = unfold(RSS.format(encoding="utf-8", body=BODY))
    reading = readers.read(first.data, name=first.name)
    document = reading.document
    assert document.headline == "Quillhaven Opens a “Laboratory” & More"
    assert (document.date, document.dateline.city) == (datetime.date(2025, 3, 4), "PORTLAND")
    assert document.body_html == "<p>Quillhaven Therapeutics, Inc. (Nasdaq: QHVN) opened a laboratory.</p>"
    told = [notice.message for notice in reading.notices]
    assert "It was an item of a feed, published 2025-03-04T23:30:00-05:00 (https://q.example.com/n/1)." in told
    assert "The file https://q.example.com/n/1.pdf belongs to the item and was left out; add it at the desk." in told
    (notice,) = [
        notice for notice in readers.read(second.data, name=second.name).notices if "summary" in notice.message
    ]
    assert notice.message == (
        "The feed holds only a summary of this release; bring in the release itself (https://q.example.com/n/2)."
    )
    assert notice.needs_review


def test_unfolds_atom():
    first, second = unfold(ATOM)
    assert facts(first) == (
        "tag:q,2025:1",
        "Quillhaven Moves",
        "https://q.example.com/n/1",
        "2025-03-04T07:00:00-05:00",
        False,
    )
    assert facts(second) == ("tag:q,2025:2", "Two", "", "2025-03-05T07:00:00+00:00", True)
    assert "<p>a<br>b &amp; c</p>" in readers.read(first.data, name="a.html").document.body_html


def test_unfolds_a_json_feed():
    first, second = unfold(JSON, "feed.json")
    assert facts(first) == ("1", "A & B", "https://q.example.com/n/1", "2025-03-04T07:00:00+00:00", False)
    assert facts(second) == ("2", "Two", "", None, True)


def test_gives_items_of_one_identity_two():
    item = "<item><guid>x</guid><title>A</title></item>"
    assert [item.identity for item in unfold(f"<rss><channel>{item}{item}</channel></rss>")] == ["x", "x (2)"]


def test_prints_headline_and_date_once():
    body = f"<h2>Quillhaven Moves</h2><p>March 3, 2025</p>{BODY}"
    source = RSS.format(encoding="utf-8", body=body).replace(
        "Quillhaven Opens a “Laboratory” &amp;amp; More", "Quillhaven Moves"
    )
    document = readers.read(unfold(source)[0].data, name="a.html").document
    assert (document.headline, document.subheadline, document.date) == (
        "Quillhaven Moves",
        "",
        datetime.date(2025, 3, 3),
    )


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("<html><p>x</p></html>", "news.xml is no feed in RSS, Atom or JSON Feed; choose the feed, or send the release itself."),
        ("<rss><channel></channel></rss>", "news.xml is a feed without items; save it from the old site again."),
        ("<rss><channel><item></channel></rss>",
         "news.xml is a damaged feed (mismatched tag: line 1, column 22); save it from the old site again."),
        ('<!DOCTYPE rss [<!ENTITY a "x">]><rss><channel><item><title>&a;</title></item></channel></rss>',
         "news.xml is no feed in RSS, Atom or JSON Feed; choose the feed, or send the release itself."),
        ('<?xml version="1.0"?><rss><!DOCTYPE x [<!ENTITY a "x">]><channel/></rss>',
         "news.xml is a damaged feed (not well-formed (invalid token): line 1, column 28); save it from the old site again."),
    ],
)  # fmt: skip
def test_refuses_what_is_no_feed(source, sentence):
    with pytest.raises(readers.Unreadable) as caught:
        unfold(source)
    assert str(caught.value) == sentence


def test_expands_no_entities_of_a_feed():
    bomb = '<rss version="2.0"><!-- --></rss>'
    source = '<?xml version="1.0"?><!DOCTYPE rss SYSTEM "file:///etc/passwd">' + bomb
    with pytest.raises(readers.Unreadable, match="a feed without items"):
        unfold(source)


def test_reads_a_feed_of_one_release_and_refuses_one_of_many():
    source = RSS.format(encoding="utf-8", body=BODY)
    with pytest.raises(readers.Unreadable) as caught:
        readers.read(source.encode(), name="news.xml")
    assert (
        str(caught.value) == "news.xml is a feed of 2 releases; bring it in with import_releases, or send one release."
    )
    one = source[: source.rindex("<item>")] + "</channel></rss>"
    assert readers.read(one.encode(), name="news.xml").document.headline == "Quillhaven Opens a “Laboratory” & More"


def test_unfolds_within_the_limits():
    assert readers.unfold_confined(ATOM.encode(), name="news.atom") == unfold(ATOM, "news.atom")
