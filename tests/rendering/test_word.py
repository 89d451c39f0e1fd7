"""Document → Word → Document: the same, for releases of every shape."""

import io
import re
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from releases import readers
from releases.document import (
    Company,
    Contact,
    Correction,
    Document,
    Footnote,
    SafeHarbor,
    Section,
    richtext,
)  # fmt: skip
from releases.rendering import word_file
from tests.properties import examples
from tests.rendering.test_wire import LEAD, NOT_CARRIED, document


def read_back(original: Document) -> Document:
    return replace(readers.read(word_file(original), name="back.docx").document, **NOT_CARRIED)


@pytest.mark.parametrize(
    "body_html",
    [
        "",
        "<p>It cost 5 *or* 6 \\ [see](x) [this](y), f_(x), 2^(n) &lt;b&gt; &amp; 31%* so.</p>",
        "<p>- no item.</p><p>1. no number.</p><p># 7 is no heading.</p><p>• no item either.</p><p>Table 1 is no caption.</p>",
        '<p>An <em>in vitro</em>, a <strong>bold</strong> and a <a href="https://a.example/x?y=1&amp;z=2">linked <em>word</em></a>.</p>',
        "<p>in<em>side</em>rs, <strong>bold <em>and italic</em></strong>.</p>",
        '<p>Write to <a href="mailto:jo@t.example.com">jo@t.example.com</a>.</p>',
        "<p>Lines<br>of an address.</p>",
        "<p>Area<sup>TM</sup> and C<sub>max</sub> rise (and fall).</p>",
        "<h2>What Is New</h2><p>Much is.</p><h3>And Old</h3><p>Some is.</p><h4>And In Between</h4><p>The rest.</p>",
        '<ul><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li><li>d</li></ul><ol start="4"><li>e</li><li>f</li></ol>',
        "<ol><li>a<br>b</li></ol><p>between</p><ol><li>c</li></ol>",
        (
            '<table><caption>Ages</caption><thead><tr><th scope="col">A | B</th><th colspan="2" scope="col">C</th></tr></thead>'
            '<tbody><tr><td rowspan="2"><em>x</em></td><td>1<br>2</td><td><ul><li>y</li></ul></td></tr>'
            "<tr><td>3</td><td></td></tr></tbody></table>"
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
                heading="About Tern Hollow Therapeutics", html="<p>It heals.</p><h3>Where</h3><p>There.</p>", kind="company"
            ),
            Section(heading="About Cough", html="<p>It hurts.</p><ul><li>Much.</li></ul>", kind="other"),
        ),
        trademark_notes=("Airlet® is a registered trademark of Tern Hollow Therapeutics, Inc.",),
        footnotes=(Footnote(mark="1", html="Oat. <em>Lung Notes</em>. 2024"), Footnote(mark="†", html="Oat, unpublished.")),
        safe_harbor=SafeHarbor(
            html="<p>This text contains forward-looking statements.</p><p>They may fail.</p>",
            heading="Forward-Looking Statements",
        ),
        contacts=(
            Contact(kind="investors", label="Investors:", person="Jo Park", phone="207-555-0101", email="jo@t.example.com"),
            Contact(kind="media", label="For Media:", organization="Gull Partners", person="Max Oat", title="Director"),
        ),
        source="Tern Hollow Therapeutics, Inc.",
        distributor="Gull Feed",
    )  # fmt: skip
    assert read_back(original) == original


_WORDS = st.lists(
    st.sampled_from("dose of µg/m² A&B <b> Revlimid® 5\u00a0mg 31%* “quoted” [x](y) α– 3.1 the and ½".split(" ")), min_size=1, max_size=6
).map(" ".join)  # fmt: skip
_TEXT = _WORDS.map(lambda words: richtext.serialise(richtext.Node("", {}, [words])))
_INLINE = st.lists(
    st.one_of(
        _TEXT,
        st.builds("<em>{}</em>".format, _TEXT),
        st.builds("<strong>{}</strong>".format, _TEXT),
        st.builds("<strong>x <em>{}</em></strong>".format, _TEXT),
        st.builds('<a href="https://a.example/?q=1&amp;r={}">{}</a>'.format, st.integers(1, 9), _TEXT),
        st.builds("n<sup>{}</sup>".format, st.sampled_from(["TM", "x", "®"])),
        st.builds("C<sub>{}</sub>".format, _TEXT),
    ),
    min_size=1,
    max_size=4,
).map(lambda parts: "Some " + " and ".join(parts))  # "Some" keeps the wire's own conventions out of the way
_PARAGRAPH = st.builds("<p>{}<br>so {}.</p>".format, _INLINE, _INLINE) | st.builds("<p>{}.</p>".format, _INLINE)
_LISTS = st.recursive(
    st.builds("<li>{}</li>".format, _INLINE),
    lambda items: st.builds(
        "<li>{}<{tag}>{}</{tag}></li>".format, _INLINE, st.lists(items, min_size=1, max_size=3).map("".join), tag=st.sampled_from(["ul", "ol"])
    ),
    max_leaves=6,
)  # fmt: skip
_LIST = st.builds(
    lambda items, tag: f"<{tag}>{''.join(items)}</{tag}>",
    st.lists(_LISTS, min_size=1, max_size=3),
    st.sampled_from(["ul", "ol"]),
)
_HEADING = st.builds("<{0}>Of {1} There</{0}>".format, st.sampled_from(["h2", "h3", "h4"]), _TEXT)


@st.composite
def _tables(draw):
    width = draw(st.integers(2, 4))

    def row(tag, scope=""):
        return "<tr>" + "".join(f"<{tag}{scope}>{draw(_INLINE)}</{tag}>" for _ in range(width)) + "</tr>"

    head = "<thead>" + row("th", ' scope="col"') + "</thead>" if draw(st.booleans()) else ""
    caption = f"<caption>{draw(_INLINE)}</caption>" if draw(st.booleans()) else ""
    return f"<table>{caption}{head}<tbody>{''.join(row('td') for _ in range(draw(st.integers(1, 3))))}</tbody></table>"


_BLOCKS = st.lists(
    st.one_of(_PARAGRAPH, _LIST, _HEADING, _tables(), st.builds("<blockquote>{}</blockquote>".format, _PARAGRAPH)), max_size=5
).map(lambda parts: "".join(part + "<p>Some words between.</p>" for part in parts))  # fmt: skip


@st.composite
def _frames(draw) -> dict:
    """Any of the parts around the body, in the order in which they are printed."""

    def some(*parts):
        return tuple(part for part in parts if draw(st.booleans()))

    safe = SafeHarbor(
        html=f"<p>This text contains forward-looking statements.</p>{draw(_LIST)}<p>They may fail.</p>",
        heading=draw(
            st.sampled_from(["", "Forward-Looking Statements", "Cautionary Note Regarding Forward-Looking Statements"])
        ),
    )
    # A link in the sections is taken for the company's site, which does not stand in a Word file by itself.
    items, table = (re.sub(r"</?a[^>]*>", "", draw(parts)) for parts in (_LIST, _tables()))
    # A statement without a heading needs a paragraph of its own kind behind it to be told from what follows.
    return {
        "subheadline": "\n".join(some("First line of it", "Second line of it", "31% more in *all*")),
        "correction": Correction(kind="correction", note="The address was wrong.") if draw(st.booleans()) else None,
        "sections": some(
            Section(heading="About Tern Hollow Therapeutics", html=f"<p>It heals.</p>{items}", kind="company"),
            Section(heading="About Cough", html=f"<p>It hurts.</p>{table}<p>Much.</p>", kind="other"),
        ),
        "trademark_notes": some("Airlet® is a registered trademark of Tern Hollow Therapeutics, Inc."),
        "safe_harbor": safe if draw(st.booleans()) else None,
        "contacts": some(
            Contact(kind="investors", label="Investors:", person="Jo Park", phone="207-555-0101", email="jo@t.example.com"),
            Contact(kind="media", label="For Media:", organization="Gull Partners", person="Max Oat", title="Director"),
        ),
        "source": draw(st.sampled_from(["", "Tern Hollow Therapeutics, Inc."])),
        "distributor": draw(st.sampled_from(["", "Gull Feed"])),
    }  # fmt: skip


@given(_BLOCKS, _frames())
@examples(30, suppress_health_check=[HealthCheck.too_slow])
def test_brings_generated_releases_back_the_same(body_html, frame):
    original = document(richtext.sanitise(body_html), **frame)
    assert read_back(original) == original


def test_leaves_bold_lines_what_they_are():
    # At the blocks: what a bold line is, the recognizer judges in every format.
    body_html = "<p><strong>No Heading</strong></p><p><strong>Nor This</strong><br>One line.</p>"
    source = readers.read(word_file(document(body_html)), name="a.docx").source
    assert "".join(paragraph.html for paragraph in source).endswith(body_html)


def test_makes_the_same_bytes_of_the_same_document_and_other_words_of_another():
    assert word_file(document()) == word_file(document())
    assert word_file(document()) != word_file(document("<p>More.</p>"))


def test_holds_well_formed_parts_that_name_each_other():
    data = word_file(
        document('<p>Read <a href="https://q.example.com/?a=&quot;1&quot;&amp;b=2">it</a>.</p>'), header="Draft"
    )
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        roots = {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()}
    types = {part.get("PartName") for part in roots["[Content_Types].xml"]} - {None}
    assert types == {f"/{name}" for name in roots if name.endswith(".xml") and "Types" not in name}
    related = {part.get("Id"): part.get("Target") for part in roots["word/_rels/document.xml.rels"]}
    assert related == {
        "styles": "styles.xml", "numbering": "numbering.xml", "header": "header.xml", "link1": 'https://q.example.com/?a="1"&b=2',
    }  # fmt: skip


def test_prints_a_header_that_is_no_part_of_the_release():
    reading = readers.read(word_file(document(), header="Draft for counsel"), name="a.docx")
    assert "The page header “Draft for counsel” was left out; pages on the screen have their own." in [
        notice.message for notice in reading.notices
    ]


def test_writes_the_names_of_headings_that_word_knows():
    original = Document(headline="Quillhaven Moves", company=Company(legal_name="Quillhaven, Inc."), body_html=LEAD)
    with zipfile.ZipFile(io.BytesIO(word_file(original))) as archive:
        assert b'<w:name w:val="heading 1"/>' in archive.read("word/styles.xml")
        assert b'<w:pStyle w:val="Title"/></w:pPr><w:r><w:t xml:space="preserve">Quillhaven Moves' in archive.read(
            "word/document.xml"
        )
        assert b"<dc:title>Quillhaven Moves</dc:title><dc:creator>Quillhaven, Inc.</dc:creator>" in archive.read(
            "docProps/core.xml"
        )
