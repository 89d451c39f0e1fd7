import datetime
from dataclasses import replace

import pytest

from releases import readers
from releases.document import (
    Company,
    Contact,
    Correction,
    Dateline,
    Document,
    Footnote,
    SafeHarbor,
    Section,
    find_quotations,
)
from releases.rendering.wire import wire_text
from tests.readers.releases import BUSINESS_WIRE, GLOBE_NEWSWIRE, PR_NEWSWIRE

#: What the words of a release say only in part: the reader guesses these, the desk knows them.
NOT_CARRIED = {"category": "other", "drugs": (), "trials": (), "files": ()}

LEAD = "<p>Tern Hollow Therapeutics, Inc. (Nasdaq: TERN), which treats the lung, opened a laboratory.</p>"


def document(body_html: str = "", **fields) -> Document:
    body_html = LEAD + body_html
    return Document(
        headline="Tern Hollow Opens a Laboratory",
        company=Company(
            legal_name="Tern Hollow Therapeutics, Inc.",
            short_name="Tern Hollow",
            exchange="NASDAQ",
            mic="XNAS",
            ticker="TERN",
        ),
        body_html=body_html,
        quotations=find_quotations(body_html),
        **{"date": datetime.date(2025, 9, 4), "dateline": Dateline(city="PORTLAND", region="Maine", wire="PRNewswire")}
        | fields,
    )


def read_back(original: Document) -> Document:
    return replace(readers.read(wire_text(original).encode(), name="back.txt").document, **NOT_CARRIED)


@pytest.mark.parametrize("source", [BUSINESS_WIRE, PR_NEWSWIRE, GLOBE_NEWSWIRE])
def test_prints_a_release_as_it_came(source):
    first = readers.read(source.encode(), name="a.txt").document
    assert wire_text(first).split() == source.split()
    assert readers.read(wire_text(first).encode(), name="a.txt").document == first


@pytest.mark.parametrize(
    "body_html",
    [
        "",
        "<p>It cost 5 *or* 6 \\ [see](x) [this](y), f_(x), 2^(n) &lt;b&gt; &amp; 31%* so.</p>",
        "<p>- no item.</p><p>1. no number.</p><p># 7 is no heading.</p><p>| no table.</p><p>&gt; 5 is no quotation.</p>",
        '<p>An <em>in vitro</em>, a <strong>bold</strong> and a <a href="https://a.example/x?y=1&amp;z=2">linked <em>word</em></a>.</p>',
        '<p>Write to <a href="mailto:jo@t.example.com">jo@t.example.com</a>.</p>',
        "<p>Lines<br>of an address.</p>",
        "<p>Area<sup>TM</sup> and C<sub>max</sub> rise (and fall).</p>",
        "<h3>What Is New</h3><p>Much is.</p><h4>And Old</h4><p>Some is.</p>",
        '<ul><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li><li>d</li></ul><ol start="4"><li>e</li><li>f</li></ol>',
        (
            '<table><caption>Table 1. Ages</caption><thead><tr><th scope="col">A | B</th><th scope="col"></th></tr></thead>'
            "<tbody><tr><td><em>x</em></td><td>1</td></tr></tbody></table>"
        ),
        "<table><tbody><tr><td>x</td><td>1</td></tr></tbody></table>",
        "<blockquote><p>Words.</p><ul><li>More.</li></ul></blockquote><p>After them.</p>",
        "<p>“We are glad to be here today,” said Ana Ruiz, Ph.D., Chief Medical Officer.</p>",
    ],
)
def test_comes_back_as_the_same_document(body_html):
    original = document(body_html)
    assert read_back(original) == original


def test_brings_back_every_part_of_the_frame():
    original = document(
        "<p>It was known.<sup>1</sup> It was new.<sup>†</sup></p>",
        subheadline="First line of it\nSecond line of it",
        correction=Correction(kind="correct-and-replace", note="The address was wrong."),
        sections=(
            Section(
                heading="About Tern Hollow Therapeutics",
                html="<p>It heals.</p><h3>Where</h3><p>There.</p>",
                kind="company",
            ),
            Section(heading="About Cough", html="<p>It hurts.</p><ul><li>Much.</li></ul>", kind="other"),
        ),
        trademark_notes=("Airlet® is a registered trademark of Tern Hollow Therapeutics, Inc.",),
        footnotes=(
            Footnote(mark="1", html="Oat. <em>Lung Notes</em>. 2024"),
            Footnote(mark="†", html="Oat, unpublished."),
        ),
        safe_harbor=SafeHarbor(html="<p>This text contains forward-looking statements.</p><p>They may fail.</p>"),
        contacts=(
            Contact(
                kind="investors", label="Investors:", person="Jo Park", phone="207-555-0101", email="jo@t.example.com"
            ),
            Contact(kind="media", label="For Media:", organization="Gull Partners", person="Max Oat", title="Director"),
        ),
        source="Tern Hollow Therapeutics, Inc.",
        distributor="Gull Feed",
    )
    assert read_back(original) == original


@pytest.mark.parametrize(
    ("wire", "printed"),
    [
        ("BUSINESS WIRE", "PORTLAND, Maine--(BUSINESS WIRE)-- Tern"),
        ("PRNewswire", "PORTLAND, Maine, Sept. 4, 2025 /PRNewswire/ -- Tern"),
        ("GLOBE NEWSWIRE", "PORTLAND, Maine, Sept. 4, 2025 (GLOBE NEWSWIRE) -- Tern"),
        ("Marketwired", "PORTLAND, Maine--(Marketwired - Sept. 4, 2025) - Tern"),
        ("ACCESSWIRE", "PORTLAND, Maine / ACCESSWIRE / Sept. 4, 2025 / Tern"),
        ("GULL WIRE", "PORTLAND, Maine--(GULL WIRE)-- Tern"),
        ("", "PORTLAND, Maine -- Tern"),
    ],
)
def test_gives_each_wire_its_dateline(wire, printed):
    original = document("<p>It is new.</p>", dateline=Dateline(city="PORTLAND", region="Maine", wire=wire))
    assert printed in wire_text(original)
    assert read_back(original) == original


def test_leaves_out_a_date_that_is_not_known():
    original = document("<p>It is new.</p>", date=None)
    assert wire_text(original).startswith("Tern Hollow Opens a Laboratory\n\nPORTLAND, Maine /PRNewswire/ -- Tern")
    assert read_back(original) == original


def test_prints_no_backslash_where_an_asterisk_stands_alone():
    assert "31%* of all." in wire_text(document("<p>31%* of all.</p>"))


def test_gives_a_contact_without_a_label_the_usual_one():
    text = wire_text(document(contacts=(Contact(kind="media", person="Max Oat"),)))
    assert text.endswith("\n\nFor Media:\n\nMax Oat\n")


def test_raises_and_lowers_figures_and_marks_other_words():
    text = wire_text(document("<p>m<sup>2</sup>, CO<sub>2</sub>, x<sup>y</sup>, C<sub>max</sub></p>"))
    assert "m², CO₂, x^(y), C_(max)" in text
