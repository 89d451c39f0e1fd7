"""Exports of old sites hold more than what was public; a damaged item costs no other; relative links are made whole."""

import json
from pathlib import Path

import pytest

from releases import readers
from releases.importers import places

BODY = "<p>PORTLAND, Maine--(BUSINESS WIRE)-- Quillhaven Therapeutics, Inc. (Nasdaq: QHVN) opened a laboratory.</p>"
WORDPRESS = (
    '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">'
    "<channel><title>Quillhaven</title><link>https://ir.quillhaven.example.com</link>{items}</channel></rss>"
)


def post(title: str, *, status: str = "publish", kind: str = "post", password: str = "", body: str = BODY) -> str:
    return (
        f"<item><title>{title}</title><link>https://ir.quillhaven.example.com/news/{title.lower()}/</link><guid>{title}</guid>"
        f"<content:encoded><![CDATA[{body}]]></content:encoded><wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>"
        f"<wp:post_password>{password}</wp:post_password></item>"
    )


def unfold(source: str, name: str = "export.xml") -> tuple[readers.Item, ...]:
    return readers.unfold(source.encode(), name=name)


def export(*posts: str) -> str:
    return WORDPRESS.format(items="".join(posts))


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"status": "publish"}, ""),
        ({"kind": "press_release"}, ""),
        ({"status": "draft"}, "The export says that it is a draft, so it was not public on the old site."),
        ({"status": "pending"}, "The export says that it is not approved yet, so it was not public on the old site."),
        ({"status": "private"}, "The export says that it is private, so it was not public on the old site."),
        ({"status": "future"}, "The export says that it is scheduled, so it was not public on the old site."),
        ({"status": "trash"}, "The export says that it is in the trash, so it was not public on the old site."),
        ({"status": "embargo"}, "The export says that it is in the state “embargo”, so it was not public on the old site."),
        ({"password": "x1"}, "The export says that it is protected by a password, so it was not public on the old site."),
        ({"status": "inherit", "kind": "attachment"},
         "The export says that it is of the kind “attachment”, and only posts are releases."),
        ({"kind": "page"}, "The export says that it is of the kind “page”, and only posts are releases."),
    ],
)  # fmt: skip
def test_says_why_an_item_of_a_wordpress_export_was_not_public(options, reason):
    (item,) = unfold(export(post("Laboratory", **options)))
    assert item.left_out == reason


def test_leaves_out_the_drafts_of_other_exports():
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:app="http://www.w3.org/2007/app" xmlns:b="http://schemas.google.com/blogger/2018">'
        "<entry><id>1</id><title>One</title><summary>Words.</summary></entry>"
        "<entry><id>2</id><title>Two</title><summary>Words.</summary><app:control><app:draft>yes</app:draft></app:control></entry>"
        "<entry><id>3</id><title>Three</title><summary>Words.</summary><b:status>SCHEDULED</b:status><b:type>POST</b:type></entry>"
        "<entry><id>4</id><title>Four</title><summary>Words.</summary><b:status>LIVE</b:status><b:type>COMMENT</b:type></entry>"
        "</feed>"
    )
    assert [item.left_out for item in unfold(atom)] == [
        "",
        "The export says that it is a draft, so it was not public on the old site.",
        "The export says that it is scheduled, so it was not public on the old site.",
        "The export says that it is of the kind “comment”, and only posts are releases.",
    ]


def test_a_plain_feed_has_no_states():
    source = "<rss><channel><item><title>One</title><status>draft</status><description>Words.</description></item></channel></rss>"
    assert unfold(source)[0].left_out == ""


def test_an_import_passes_by_what_was_not_public(tmp_path: Path):
    file = tmp_path / "export.xml"
    file.write_text(export(post("Laboratory"), post("Merger", status="private")))
    found = list(places.find([file]))
    assert [(place.inside, place.left_out, place.problem) for place in found] == [
        ("Laboratory", "", ""),
        ("Merger", "The export says that it is private, so it was not public on the old site.", ""),
    ]


def test_the_desk_reads_the_one_item_that_was_public():
    source = export(post("Merger", status="draft"), post("Dock"))
    reading = readers.read(source.encode(), name="export.xml")
    assert reading.document.headline == "Dock"
    with pytest.raises(
        readers.Unreadable, match=r"without a release that was public\. The export says that it is a draft"
    ):
        readers.read(export(post("Merger", status="draft")).encode(), name="export.xml")


@pytest.mark.parametrize("bad", ["\x10", "\x00", "&#16;", "&#x0;", "\uffff"])
def test_a_forbidden_character_is_taken_out_and_told(bad):
    source = export(post("Laboratory"), post("Dock").replace("opened", f"op{bad}ened"))
    first, second = unfold(source.replace("<![CDATA[<p>", "&lt;p>").replace("</p>]]>", "&lt;/p>"))
    assert (first.title, second.title) == ("Laboratory", "Dock")
    reading = readers.read(second.data, name=second.name)
    assert "opened a laboratory" in reading.document.body_html
    assert "1 control character was taken out of the text." in [notice.message for notice in reading.notices]


def test_a_bare_ampersand_stands_for_itself():
    first, second = unfold(export(post("Research & Care"), post("Dock", body="<p>Words &amp; more &nbsp;here.</p>")))
    assert (first.title, second.title) == ("Research & Care", "Dock")
    assert "Words &amp; more" in second.data.decode()


def test_a_damaged_item_costs_no_other(tmp_path: Path):
    source = export(post("Laboratory"), post("Dock").replace("</guid>", ""), post("Fleet", status="draft"))
    file = tmp_path / "export.xml"
    file.write_text(source)
    found = list(places.find([file]))
    assert [(place.inside, bool(place.left_out)) for place in found] == [
        ("Laboratory", False),
        ("Dock", False),
        ("Fleet", True),
    ]
    assert [bool(place.problem) for place in found] == [False, True, False]
    assert found[1].problem.startswith("is damaged in the feed (mismatched tag")
    assert found[1].problem.endswith("Save this release from the old site by itself and import that.")


def test_a_feed_of_json_keeps_its_other_items():
    items = [{"id": "1", "title": "One", "content_html": "<p>Wo\x02rds.</p>"}, {"id": "2", "title": "Two"}]
    source = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).replace("\\u0002", "\x02")
    assert [item.title for item in unfold(source, "feed.json")] == ["One", "Two"]


def links(data: bytes, name: str) -> list[str]:
    body = readers.read(data, name=name).document.body_html
    return [part.partition('"')[0] for part in body.split('href="')[1:]]


LINKED = BODY + '<p>See <a href="/data">data</a>, <a href="more">more</a>, <a href="//cdn.example.com/x">x</a>.</p>'


def test_relative_links_begin_at_the_item():
    (item,) = unfold(export(post("Dock", body=LINKED)))
    assert links(item.data, item.name) == [
        "https://ir.quillhaven.example.com/data",
        "https://ir.quillhaven.example.com/news/dock/more",
        "https://cdn.example.com/x",
    ]


def test_relative_links_begin_at_the_site_or_at_what_the_feed_says():
    channel = export(post("Dock", body=LINKED)).replace("<link>https://ir.quillhaven.example.com/news/dock/</link>", "")
    (item,) = unfold(channel)
    assert links(item.data, item.name)[0] == "https://ir.quillhaven.example.com/data"
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://q.example.com/"><entry><id>1</id><title>One</title>'
        '<link href="n/1"/><content type="html" xml:base="en/"><![CDATA[{body}]]></content></entry></feed>'
    )
    (item,) = unfold(atom.replace("{body}", LINKED))
    assert item.address == "https://q.example.com/n/1"
    assert links(item.data, item.name)[1] == "https://q.example.com/en/more"


@pytest.mark.parametrize(
    "head", ['<base href="https://q.example.com/en/">', "<link rel=canonical href='https://q.example.com/en/n1'>"]
)
def test_relative_links_of_a_saved_page_begin_where_it_stood(head):
    page = f"<html><head>{head}</head><body><h1>Quillhaven Opens a Laboratory</h1>{LINKED}</body></html>"
    assert links(page.encode(), "page.html")[1] == "https://q.example.com/en/more"


def test_a_link_that_leads_nowhere_is_still_told():
    page = (
        '<base href="https://q.example.com/"><h1>Quillhaven Opens a Dock</h1>'
        + BODY
        + '<p><a href="#top">Up</a> <a href="ir@q.example.com">write</a></p>'
    )
    reading = readers.read(page.encode(), name="page.html")
    assert [notice.dead_link for notice in reading.notices if notice.dead_link] == [
        ("Up", "#top"),
        ("write", "ir@q.example.com"),
    ]
