"""What stands above the text is found whatever else stands there: highlights, letterheads, alerts, menus, a filing's lines."""

import datetime

import pytest

from releases import readers
from releases.document import Dateline
from releases.readers import reach

DAY = datetime.date(2025, 3, 4)
TEXT = (
    "PORTLAND, Maine, March 4, 2025 (GLOBE NEWSWIRE) -- Tern Hollow, Inc. (Nasdaq: TERN) today opened a dock for the boats of"
    " its laboratory, where ten people work on the lung of the harbor seal and on what it teaches about coughs."
)
PLACE = Dateline(city="PORTLAND", region="Maine", wire="GLOBE NEWSWIRE")
TITLE = "Tern Hollow Opens a Dock for Boats"
POINTS = [
    f"Berth {number} of the dock takes boats of up to ninety feet and has power, water and a crane"
    for number in range(6)
]


def read(source: str, name: str = "release.txt"):
    return readers.read(source.encode(), name=name)


@pytest.mark.parametrize("mark", ["* ", "- ", "• "])
def test_long_highlights_above_the_dateline_are_subheadlines(mark):
    document = read("\n\n".join([TITLE, "\n".join(f"{mark}{point}" for point in POINTS), TEXT])).document
    assert (document.dateline, document.date) == (PLACE, DAY)
    assert document.subheadline.split("\n") == POINTS
    assert document.body_html.startswith("<p>Tern Hollow, Inc. (Nasdaq: TERN) today opened")


def test_long_highlights_of_a_page_and_on_lines_without_blanks_are_subheadlines():
    page = f"<h1>{TITLE}</h1><ul>{''.join(f'<li>{point}</li>' for point in POINTS)}</ul><p>{TEXT}</p>"
    lines = "\n".join([TITLE, *(f"- {point}" for point in POINTS), TEXT])
    for document in (read(page, "release.html").document, read(lines).document):
        assert (document.dateline, document.date) == (PLACE, DAY)
        assert document.subheadline.split("\n") == POINTS


@pytest.mark.parametrize(
    "above",
    [
        "<p>" + " ".join(POINTS) + ".</p>",
        "<table><tr><th>Figure</th><th>2025</th></tr><tr><td>Berths</td><td>6</td></tr></table>",
        "<table><tr><td>" + " ".join(POINTS) + "</td><td>6</td></tr></table>",
    ],
)
def test_a_long_paragraph_or_a_table_above_the_dateline_stays_above_the_text(above):
    document = read(f"<h1>{TITLE}</h1>{above}<p>{TEXT}</p>", "release.html").document
    assert (document.headline, document.dateline, document.date) == (TITLE, PLACE, DAY)
    first, text = document.body_html.partition("<p>Tern Hollow, Inc.")[::2]
    assert text
    assert "Berth" in first


def test_a_place_without_a_wire_begins_no_later_text():
    long = "Tern Hollow, Inc. has opened a dock. " + "It is made of oak and has room for boats. " * 10
    document = read(f"{TITLE}\n\n{long}\n\nBOSTON, March 4, 2025 -- {long}").document
    assert document.dateline == Dateline()
    assert "BOSTON, March 4, 2025" in document.body_html


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("(BERGEN, Norway, 4 March 2025) ", Dateline(city="BERGEN", region="Norway")),
        ("[Oslo, Norway, March 4, 2025] – ", Dateline(city="Oslo", region="Norway")),
        (
            "(LEIDEN, the Netherlands & BOSTON, 4 March 2025): ",
            Dateline(city="LEIDEN", region="the Netherlands & BOSTON"),
        ),
    ],
)
def test_a_dateline_in_brackets(printed, expected):
    document = read(f"{TITLE}\n\n{printed}Tern Hollow, Inc. today opened a dock.\n\nIt has six berths.").document
    assert (document.dateline, document.date) == (expected, DAY)
    assert document.body_html.startswith("<p>Tern Hollow, Inc. today opened a dock.</p>")


def test_brackets_that_hold_a_date_and_no_place_are_text():
    document = read(f"{TITLE}\n\n(The Board met on March 4, 2025) The dock was opened.\n\nIt has six berths.").document
    assert document.dateline == Dateline()


def test_a_short_paragraph_may_begin_with_a_place_whose_region_is_known():
    document = read(
        f"{TITLE}\n\nPORTLAND, Maine - Tern Hollow, Inc. today opened a dock.\n\nIt has six berths."
    ).document
    assert document.dateline == Dateline(city="PORTLAND", region="Maine")


@pytest.mark.parametrize(
    "line",
    [
        "77 E. 19th St. Portland, ME 04101",
        "77 Harbor Street, Suite 200, Portland, Maine",
        "P.O. Box 77 Portland, ME 04101-0077",
        "web: www.ternhollow.example.com",
        "Phone: 207-555-0101 Fax: 207-555-0102",
        "77 Harbor Street • Portland, ME 04101 • www.ternhollow.example.com",
        "CH-4056 Basel, Switzerland",
        "Hafenstrasse 12, 4056 Basel",
    ],
)
@pytest.mark.parametrize("text", [TEXT, "Tern Hollow, Inc. opened a dock. It has room for ten boats."])
def test_a_letterhead_is_no_headline(line, text):
    reading = read(f"{line}\n\n{TITLE}\n\n{text}")
    assert (reading.document.headline, reading.document.subheadline) == (TITLE, "")
    assert [notice.left_out for notice in reading.notices if notice.left_out][:1] == [line]


@pytest.mark.parametrize(
    "words",
    [
        "2025 Annual Meeting to Take Place",
        "12 Boats Reach the Dock",
        "Tern Hollow Moves to Harbor Street",
        "207-555-0101",
    ],
)
def test_what_is_no_letterhead(words):
    assert not reach.is_letterhead(words)


@pytest.mark.parametrize(
    "above",
    [
        "(12:01 GMT) \\Tern Hollow 4Q Loss 12c >TERN\n(12:01 GMT) Press Release: Tern Hollow Opens a Dock",
        "*Tern Hollow Opens a Dock for Six4 Mar 2025 12:01 ET *Tern Hollow: More Later\n\n4 Mar 2025 12:03 ET *Tern Hollow: Six Berths",
        "*Tern Hollow Sees Six Berths >TERN",
    ],
)
def test_alerts_of_an_agency_are_left_out(above):
    document = read(f"{above}\n\nPress Release: {TITLE}\n\n{TITLE}\n\nSix berths are ready\n\n{TEXT}").document
    assert (document.headline, document.subheadline) == (TITLE, "Six berths are ready")


def test_subheadlines_between_dashes_of_any_kind():
    document = read(f"{TITLE}\n\n‒ Six berths are ready ‒\n\n― A crane comes in May ―\n\n{TEXT}").document
    assert document.subheadline == "Six berths are ready\nA crane comes in May"


MENU = ["Skip to main content", "Our Science", "Pipeline", "Investors & Media", "Stock Data", "Download as PDF"]
FOOTER = [
    "Tags",
    "Boats and Docks",
    "Related Links",
    "Print",
    "Share",
    "Recommended Reading",
    "A Gull Opens a Nest",
    "Read More",
]


@pytest.mark.parametrize("parting", ["\n", "\n\n"])
def test_a_copied_page_gives_its_release_only(parting):
    source = parting.join(MENU) + f"\n\n{TITLE}\n\nMarch 4, 2025\n\nSix berths are ready\n\n{TEXT}\n\n"
    source += "Contact:\nJo Park\n207-555-0101\n\n" + parting.join(FOOTER)
    reading = read(source)
    document = reading.document
    assert (document.headline, document.subheadline, document.date) == (TITLE, "Six berths are ready", DAY)
    assert document.body_html.count("<p>") == 1
    assert [contact.person for contact in document.contacts] == ["Jo Park"]
    left = " ".join(notice.left_out for notice in reading.notices)
    assert all(words in left for words in (*MENU, *FOOTER))


def test_lines_of_a_sites_names_in_the_text_are_no_footer():
    source = (
        f"{TITLE}\n\n{TEXT}\n\nPipeline\n\nThe dock is done.\n\nOverview\n\nNews\n\nContact:\nJo Park\n207-555-0101"
    )
    assert "Overview" in read(source).document.body_html


def test_the_headline_of_a_page_is_its_first_heading_and_the_date_may_stand_above_it():
    page = f"<div><a href='/t'>TERN</a> March 4, 2025 by Gull News</div><h1>{TITLE}</h1><p>PORTLAND, Maine - Tern Hollow, Inc. opened a dock.</p><p>It has six berths.</p>"
    reading = read(page, "page.html")
    assert (reading.document.headline, reading.document.date) == (TITLE, DAY)
    (told,) = [notice for notice in reading.notices if "The date was taken from the line" in notice.message]
    assert told.needs_review


@pytest.mark.parametrize(
    "lines",
    [
        ["<TYPE>EX-99.1", "<SEQUENCE>2", "<FILENAME>ex991.htm", "<TEXT>"],
        ["<SEQUENCE>2", "<FILENAME>ex991.htm", "<DESCRIPTION>PRESS RELEASE", "<TEXT>"],
        ["<TEXT>"],
    ],
)
@pytest.mark.parametrize("name", ["ex991.htm", "ex991.txt"])
def test_an_exhibit_may_have_lost_its_first_lines(lines, name):
    page = (
        f"<HTML><HEAD><TITLE></TITLE></HEAD><BODY><P>Exhibit 99.1</P><P><B>{TITLE}</B></P><P>{TEXT}</P></BODY></HTML>"
    )
    document = read("\n".join([*lines, page, "</TEXT>", "</DOCUMENT>"]), name).document
    assert (document.headline, document.dateline, document.date) == (TITLE, PLACE, DAY)
    assert document.body_html.startswith("<p>Tern Hollow, Inc. (Nasdaq: TERN) today opened")


def test_a_filings_lines_are_no_headline_when_its_words_are_copied():
    reading = read(f"EX-99.1\n2\ntern-ex991.htm\nEX-99.1\n\nDocument\n\nExhibit 99.1\n\n{TITLE}\n\n{TEXT}")
    assert (reading.document.headline, reading.document.subheadline) == (TITLE, "")
    assert "tern-ex991.htm" in " ".join(notice.left_out for notice in reading.notices)


@pytest.mark.parametrize("tag", ["text", "desc", "mtext", "x-card", "circle"])
def test_words_inside_of_a_tag_that_html_does_not_know_are_kept(tag):
    assert (
        "It has six berths."
        in read(f"<h1>{TITLE}</h1><{tag}><p>It has six berths.</p></{tag}>", "a.html").document.body_html
    )


def test_a_formula_is_told():
    page = f"<h1>{TITLE}</h1><p>{TEXT}</p><p>Cells grew to <math><mfrac><mn>10</mn><mn>6</mn></mfrac></math> each.</p>"
    (told,) = [notice for notice in read(page, "a.html").notices if "formula" in notice.message]
    assert (told.message, told.left_out, told.needs_review) == (
        "The formula “10 6” was left out; write it again.", "10 6", True
    )  # fmt: skip
