"""Raised and lowered figures, by whatever means a file raises them, in whatever part of the release: 10⁶ is never 106."""

import pytest

from releases import readers
from releases.document import richtext
from releases.readers import Changes, hypertext, word
from releases.rendering.article import plain_text
from releases.rendering.wire import wire_text
from tests.readers.word_files import STYLES, docx, paragraph, run, wrapped

PARAGRAPH = "BOSTON, May 5, 2025 (GLOBE NEWSWIRE) -- Marrow Bay, Inc. (Nasdaq: MRBY) spoke today about its cells."


def of_page(source: str) -> str:
    return "".join(richtext.serialise(block.node) for block in hypertext.blocks(source, "a.html", []))


def of_word(body: str, **parts) -> str:
    found = word.read(docx(body, **parts), "a.docx", Changes.ASK, [])
    return "".join(richtext.serialise(block.node) for block in found.blocks)


@pytest.mark.parametrize(
    ("style", "raised"),
    [
        ("position:relative;top:-2.8pt;font-size:5.2pt;vertical-align:baseline", "sup"),
        ("position:relative; bottom: .4em; font-size: 70%", "sup"),
        ("position:relative;top:-4px", "sup"),
        ("position:relative;top:2pt;font-size:6pt", "sub"),
        ("vertical-align:3pt", "sup"),
        ("vertical-align: 35%", "sup"),
        ("vertical-align:-0.25em", "sub"),
        ("vertical-align:text-top;font-size:60%", "sup"),
        ("mso-text-raise:3.0pt", "sup"),
        ("display:inline-block;transform:translateY(-0.4em)", "sup"),
        ("font-variant-position: sub", "sub"),
        ("vertical-align:baseline", ""),
        ("position:relative;top:0", ""),
        ("position:relative;top:-1px", ""),
        ("vertical-align:middle", ""),
    ],
)
def test_reads_what_a_style_raises(style, raised):
    expected = f"10<{raised}>6</{raised}>/kg" if raised else "106/kg"
    assert of_page(f'<p>10<span style="{style}">6</span>/kg</p>') == f"<p>{expected}</p>"


@pytest.mark.parametrize(
    ("sheet", "raised"),
    [
        (".s5 { font-size: 6pt; vertical-align: 4pt }", "sup"),
        ("span.s5{position:relative;top:-3pt}", "sup"),
        ("p .s5, .other { vertical-align: sub !important }", "sub"),
        ("<!-- #mark {vertical-align:super} -->", "sup"),
        ("@media screen { .s5 { vertical-align: super } }", "sup"),
        ("@media print { .s5 { vertical-align: super } }", ""),
        (".menu span { position: relative; top: -5px }", ""),
        ("/* .s5 { vertical-align: super } */ .s5 { color: red", ""),
    ],
)
def test_reads_what_the_style_sheet_of_a_page_raises(sheet, raised):
    expected = f"10<{raised}>6</{raised}>/kg" if raised else "106/kg"
    page = f'<style>{sheet}</style><p>10<span id="mark" class="x s5">6</span>/kg</p>'
    assert of_page(page) == f"<p>{expected}</p>"


def test_long_words_that_a_page_moves_are_not_raised():
    words = "Words that a designer moved down by some points to line them up"
    assert of_page(f'<p>A <span style="position:relative;top:4px">{words}</span></p>') == f"<p>A {words}</p>"


def test_reads_a_power_of_a_formula():
    formula = "<math><msup><mn>10</mn><mn>6</mn></msup></math>"
    assert of_page(f"<p>{formula} cells</p>") == "<p>10<sup>6</sup> cells</p>"


@pytest.mark.parametrize(
    ("look", "raised"),
    [
        ('<w:vertAlign w:val="superscript"/>', "sup"),
        ('<w:position w:val="6"/><w:sz w:val="14"/>', "sup"),
        ('<w:position w:val="2"/><w:sz w:val="14"/>', "sup"),
        ('<w:position w:val="-4"/>', "sub"),
        ('<w:position w:val="1"/>', ""),
        ('<w:position w:val="6"/><w:vertAlign w:val="subscript"/>', "sub"),
        ('<w:rStyle w:val="Raised"/>', "sup"),
    ],
)
def test_reads_what_word_raises(look, raised):
    style = '<w:style w:type="character" w:styleId="Raised"><w:rPr><w:position w:val="8"/></w:rPr></w:style>'
    expected = f"10<{raised}>6</{raised}>/kg" if raised else "106/kg"
    body = paragraph("10", run("6", look), "/kg")
    assert of_word(body, parts={"word/styles.xml": wrapped("styles", STYLES + style)}) == f"<p>{expected}</p>"


def test_reads_the_powers_of_a_formula_of_word():
    def part(tag, words):
        return f"<m:{tag}><m:r><m:t>{words}</m:t></m:r></m:{tag}>"

    formula = f"<m:oMath><m:sSup>{part('e', '10')}{part('sup', '6')}</m:sSup></m:oMath>"
    assert of_word(paragraph("About ", formula, " cells")) == "<p>About 10<sup>6</sup> cells</p>"


@pytest.mark.parametrize(
    ("figure", "expected"),
    [("10^(6)", "10<sup>6</sup>"), ("10^6", "10<sup>6</sup>"), ("10^-6", "10<sup>-6</sup>"), ("10⁶", "10⁶"), (r"10\^6", "10^6"), ("a^6b", "a^6b")],
)  # fmt: skip
def test_reads_what_wire_text_raises_and_writes_it_so_again(figure, expected):
    reading = readers.read(f"Marrow Bay Speaks\n\n{PARAGRAPH}\n\nIt counted {figure} cells.\n".encode(), name="a.txt")
    assert f"<p>It counted {expected} cells.</p>" in reading.document.body_html
    again = readers.read(wire_text(reading.document).encode(), name="a.txt").document
    assert plain_text(again) == plain_text(reading.document)
    assert "106 cells" not in wire_text(reading.document) + plain_text(reading.document)


def test_headline_subheadline_heading_and_caption_keep_their_powers():
    page = (
        "<h1>Marrow Bay Grows 10<sup>6</sup> Cells</h1><h2>From CO<sub>2</sub> and 10<sup>−3</sup> More</h2>"
        f"<p>{PARAGRAPH}</p><h3>About 10<sup>9</sup> Cells</h3><p>They grow.</p>"
        "<table><caption>Cells, 10<sup>6</sup>/kg</caption><tr><td>A</td><td>10<sup>7</sup></td></tr>"
        "<tr><td>B</td><td>10<sup>8</sup></td></tr></table>"
    )
    document = readers.read(page.encode(), name="a.html").document
    assert document.headline == "Marrow Bay Grows 10⁶ Cells"
    assert document.subheadline == "From CO₂ and 10⁻³ More"
    assert document.sections[0].heading == "About 10⁹ Cells"
    assert "<caption>Cells, 10<sup>6</sup>/kg</caption>" in document.sections[0].html
    assert "<td>10<sup>7</sup></td>" in document.sections[0].html
    for written in (wire_text(document), plain_text(document)):
        assert all(figure in written for figure in ("10⁶ Cells", "10⁻³", "10⁹ Cells", "10⁶/kg", "10⁷", "10⁸"))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Vexil&lt;sup&gt;&amp;reg;&lt;/sup&gt; at 10&lt;sup&gt;6&lt;/sup&gt; Cells", "Vexil® at 10⁶ Cells"),
        ("<![CDATA[A <em>New</em> Site<br>in Bos<wbr>ton]]>", "A New Site in Boston"),
        ("Risk &amp;lt;5% and Relief &amp;gt;90% in Gout", "Risk <5% and Relief >90% in Gout"),
        ("Where p&amp;lt;x and y&amp;gt;z", "Where p<x and y>z"),
    ],
)
def test_the_title_of_a_feed_keeps_its_figures_and_words(title, expected):
    feed = f"<rss><channel><item><title>{title}</title><description>&lt;p&gt;{PARAGRAPH}&lt;/p&gt;</description></item></channel></rss>"
    (item,) = readers.unfold(feed.encode(), name="feed.xml")
    assert item.title == expected
    assert readers.read(item.data, name=item.name).document.headline == expected


def test_a_word_file_and_a_page_keep_capitals_that_only_their_format_shows():
    line = (
        run("Tacoma, Wash.", "<w:caps/>")
        + run(" -- Marrow Bay (Nasdaq: ")
        + run("mrby", "<w:smallCaps/>")
        + run("), 5 ")
    )
    assert of_word(paragraph(line, run("µg", "<w:caps/>"))) == "<p>TACOMA, WASH. -- Marrow Bay (Nasdaq: MRBY), 5 µG</p>"
    page = "<style>.up{text-transform:uppercase}</style><p><span class=up>Tacoma</span> <b style='text-transform:uppercase'>mrby</b></p>"
    assert of_page(page) == "<p>TACOMA <strong>MRBY</strong></p>"


def test_a_heading_that_its_style_shows_in_capitals_stays_as_typed_and_is_told():
    style = '<w:style w:type="paragraph" w:styleId="Loud"><w:name w:val="heading 2"/><w:rPr><w:caps/></w:rPr></w:style>'
    notices = []
    body = paragraph("About mRNA", properties='<w:pStyle w:val="Loud"/>')
    found = word.read(
        docx(body, parts={"word/styles.xml": wrapped("styles", STYLES + style)}), "a.docx", Changes.ASK, notices
    )
    assert [block.words for block in found.blocks] == ["About mRNA"]
    assert [notice.message for notice in notices] == [
        "The heading “About mRNA” is shown in capitals by its style and stands here as it was typed."
    ]


@pytest.mark.parametrize(
    "source",
    [
        "<p>The price is <del cite='mailto:L'>12</del><ins>14</ins> dollars.</p>",
        "<p>The price is <s>12</s>14 dollars.</p>",
        "<p>The price is <strike>12</strike>14 dollars.</p>",
        "<p>The price is <span style='text-decoration:line-through'>12</span>14 dollars.</p>",
        "<p>The price is <span style='text-decoration-line: line-through red'>12</span>14 dollars.</p>",
        "<style>.gone{text-decoration:line-through}</style><p>The price is <span class=gone>12</span>14 dollars.</p>",
        "<p>The price is <span style='mso-hide:all'>12</span>14 dollars.</p>",
        "<p>The price is 14 dollars.</p><p style='text-decoration:line-through'>12</p>",
    ],
)
def test_struck_out_words_never_stand_in_the_text(source):
    notices = []
    found = hypertext.blocks(source, "a.html", notices)
    assert "".join(richtext.serialise(block.node) for block in found) == "<p>The price is 14 dollars.</p>"
    (notice,) = notices
    assert (notice.left_out, notice.needs_review) == ("12", True)
    assert notice.message.endswith("in the file and were left out; put them in again if they should stand.")
