"""What stands in a Word file, block by block."""

import pytest

from releases.document import richtext
from releases.readers import Changes, read, word
from tests.readers.word_files import STYLES, docx, image, item, link, paragraph, run, styled, t, table, wrapped

HEADLINE = styled("Quillhaven Opens a Laboratory", "berschrift1")
SUP, SUB, BOLD = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>', "<w:b/>"


def html(body: str, notices: list | None = None, **parts) -> str:
    found = word.read(docx(body, **parts), "a.docx", Changes.ASK, [] if notices is None else notices)
    return "".join(richtext.serialise(block.node) for block in found.blocks)


def told(body: str, **parts) -> dict[str, str]:
    """What the reader says of the file, and the words that it left out for that reason."""
    notices = []
    html(body, notices, **parts)
    return {notice.message: notice.left_out for notice in notices}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (HEADLINE, "<h2>Quillhaven Opens a Laboratory</h2>"),
        (styled("By Its Parent", "House"), "<h3>By Its Parent</h3>"),
        (paragraph("By Outline", properties='<w:outlineLvl w:val="2"/>'), "<h4>By Outline</h4>"),
        (paragraph(run("Bold Line", BOLD)), "<h3>Bold Line</h3>"),
        (paragraph(run("A bold sentence.", BOLD)), "<p><strong>A bold sentence.</strong></p>"),
        (paragraph(run("Bold Line", BOLD), properties='<w:outlineLvl w:val="9"/>'), "<p><strong>Bold Line</strong></p>"),
        (paragraph(run("one", BOLD), run("word", BOLD), " plain"), "<p><strong>oneword</strong> plain</p>"),
        (paragraph(run("no", '<w:b w:val="0"/>'), run("yes", '<w:rStyle w:val="Strong"/>')), "<p>no<strong>yes</strong></p>"),
        (paragraph("10", run("6", SUP), " C", run("max", SUB)), "<p>10<sup>6</sup> C<sub>max</sub></p>"),
        (paragraph(run("in vitro", "<w:i/>")), "<p><em>in vitro</em></p>"),
        (paragraph(f"<w:r>{t('a')}<w:tab/>{t('b')}<w:br/>{t('c')}<w:noBreakHyphen/>{t('d')}</w:r>"), "<p>a b<br>c\u2011d</p>"),
        (paragraph('<w:r><w:sym w:font="Symbol" w:char="F062"/></w:r>', "-cell"), "<p>β-cell</p>"),
        (paragraph(run("\uf061 b", '<w:rFonts w:ascii="Symbol"/>')), "<p>α β</p>"),
        (paragraph("•\u00a0Typed") + paragraph("· Twice"), "<ul><li>Typed</li><li>Twice</li></ul>"),
        (styled("By style", "Bullets"), "<ul><li>By style</li></ul>"),
        (item("a", 2) + paragraph("between") + item("b", 2), '<ol><li>a</li></ol><p>between</p><ol start="2"><li>b</li></ol>'),
        (item("a", 2) + item("b", 3), '<ol><li>a</li></ol><ol start="4"><li>b</li></ol>'),
        (
            item("a", 1) + item("b", 1, 1) + item("c", 1),
            "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>",
        ),
        (
            paragraph("Table 1. Doses") + table(("Group", "n"), ("QH-1", "20"), header=True),
            '<table><caption>Table 1. Doses</caption><thead><tr><th scope="col">Group</th><th scope="col">n</th></tr></thead>'
            "<tbody><tr><td>QH-1</td><td>20</td></tr></tbody></table>",
        ),
        (table(("In", "Out")), "<table><tbody><tr><td>In</td><td>Out</td></tr></tbody></table>"),
        (table(("Only a frame",)), "<p>Only a frame</p>"),
    ],
)  # fmt: skip
def test_reads_blocks(body, expected):
    assert html(body) == expected


def test_reads_merged_cells_and_a_bold_header():
    def cell(words, properties="", look=""):
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(words, look))}</w:tc>"

    restart, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        cell("Results", '<w:gridSpan w:val="2"/>', BOLD),
        cell("Week 4", restart) + cell("12"),
        cell("", go_on) + cell("13"),
    )
    assert html(f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>") == (
        '<table><thead><tr><th colspan="2" scope="col">Results</th></tr></thead>'
        '<tbody><tr><td rowspan="2">Week 4</td><td>12</td></tr><tr><td>13</td></tr></tbody></table>'
    )


def test_reads_links_of_all_kinds():
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "mailto:ir@q.example.com" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("Write")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = paragraph(f'<w:hyperlink r:id="h1">{run("our ")}{run("site")}</w:hyperlink>', " ", field) + paragraph(
        f'<w:hyperlink r:id="h2">{run("a file")}</w:hyperlink>'
    )
    targets = link("h1", "https://q.example.com/?a=1&amp;b=2") + link("h2", "file:///C:/x.doc")
    notices = []
    assert html(body, notices, targets=targets) == (
        '<p><a href="https://q.example.com/?a=1&amp;b=2">our site</a> <a href="mailto:ir@q.example.com">Write</a></p><p>a file</p>'
    )
    assert [notice.message for notice in notices] == [
        "The link target “file:///C:/x.doc” behind “a file” leads nowhere and was left out."
    ]


def test_puts_notes_behind_the_text_with_their_marks():
    reference = '<w:r><w:{}noteReference w:id="{}"/></w:r>'
    body = paragraph("Text", reference.format("foot", 3), reference.format("foot", 2), reference.format("end", 5), ".")
    notes = '<w:footnote w:type="separator" w:id="0"/>' + "".join(
        f'<w:footnote w:id="{key}">{paragraph("<w:r><w:footnoteRef/></w:r>", f" {words}")}</w:footnote>'
        for key, words in ((2, "Second."), (3, "First."), (9, "Nobody’s."))
    )
    ends = f'<w:endnote w:id="5">{paragraph("End.")}</w:endnote>'
    notices = []
    assert html(body, notices, parts={"word/footnotes.xml": notes, "word/endnotes.xml": ends}) == (
        "<p>Text<sup>1</sup><sup>2</sup><sup>i</sup>.</p>"
        "<p><sup>1</sup> First.</p><p><sup>2</sup> Second.</p><p><sup>i</sup> End.</p>"
    )
    (notice,) = notices
    assert (notice.left_out, notice.needs_review) == ("Nobody’s.", True)


def test_reads_a_text_box_once_behind_its_paragraph():
    box = f"<w:txbxContent>{paragraph('In the box')}</w:txbxContent>"
    drawing = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><wps:wsp><wps:txbx>"
        f"{box}</wps:txbx></wps:wsp></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert html(paragraph("Anchor", drawing) + paragraph("After")) == "<p>Anchor</p><p>In the box</p><p>After</p>"


def test_hands_over_pictures_with_their_alternative_text():
    drawing = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="Survival curve"/>'
        '<a:blip r:embed="p1"/></wp:inline></w:drawing></w:r>'
    )
    data = docx(
        HEADLINE + paragraph("Figure", drawing),
        parts={"word/media/image1.png": b"\x89PNG..."},
        targets=image("p1", "media/image1.png"),
    )
    (picture,) = read(data, name="a.docx").images
    assert (picture.name, picture.content_type, picture.alternative_text) == (
        "image1.png",
        "image/png",
        "Survival curve",
    )
    assert (picture.data, picture.where) == (b"\x89PNG...", "“Figure”")


@pytest.mark.parametrize(
    ("body", "parts", "message", "left_out"),
    [
        (
            paragraph("Seen ", run("unseen", "<w:vanish/>")),
            {},
            "Hidden text in “Seen” was left out: “unseen”.",
            "unseen",
        ),
        (
            paragraph("x"),
            {"word/header1.xml": paragraph("DRAFT of counsel")},
            "The page header “DRAFT of counsel” was left out; pages on the screen have their own.",
            "DRAFT of counsel",
        ),
        (
            f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{paragraph('Click here')}</w:sdtContent></w:sdt>",
            {},
            "The placeholder “Click here” of a form field that nobody filled in was left out.",
            "Click here",
        ),
        (
            paragraph("No ", run("more", "<w:strike/>")),
            {},
            "The words “more” are struck out in the file and were left out; put them in again if they should stand.",
            "more",
        ),
        (
            paragraph("Dose of ", run("[●]", '<w:highlight w:val="yellow"/>')),
            {},
            "The words “[●]” are highlighted in the file; see whether something is still open there.",
            "",
        ),
        (
            paragraph('<w:r><w:sym w:font="Webdings" w:char="F0AA"/></w:r>'),
            {},
            "A sign of a symbol font in “\ufffd” is unknown and shown as “\ufffd”; put the right one in its place.",
            "",
        ),
        (
            paragraph("Sum: ", "<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath>"),
            {},
            "A formula stands as the plain characters “x=2”; compare it with the file.",
            "",
        ),
    ],
)
def test_tells_what_is_no_part_of_the_text(body, parts, message, left_out):
    assert told(body, parts=parts) == {message: left_out}


def test_descends_into_filled_controls():
    control = f"<w:sdt><w:sdtContent>{paragraph('Filled in')}</w:sdtContent></w:sdt>"
    assert html(control) == "<p>Filled in</p>"


def test_makes_a_release_of_a_word_file():
    document = read(
        docx(
            HEADLINE
            + paragraph("PORTLAND, Maine--(BUSINESS WIRE)-- Quillhaven Therapeutics, Inc. (Nasdaq: QHVN) opened it.")
            + paragraph(run("About Quillhaven", BOLD))
            + paragraph("It makes medicines."),
        ),
        name="a.docx",
    ).document
    assert document.headline == "Quillhaven Opens a Laboratory"
    assert (document.dateline.city, document.company.ticker) == ("PORTLAND", "QHVN")
    assert [(section.heading, section.html) for section in document.sections] == [
        ("About Quillhaven", "<p>It makes medicines.</p>")
    ]


def test_takes_built_in_styles_for_levels_and_header_rows():
    styles = (
        '<w:style w:type="paragraph" w:styleId="LB2"><w:name w:val="List Bullet 2"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="table" w:styleId="Grid"><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>'
    )
    grid = table(("A", "B"), ("x", "1")).replace(
        "<w:tbl>", '<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblLook w:firstRow="1"/></w:tblPr>'
    )
    body = styled("One", "Bullets") + styled("Deep", "LB2") + grid + grid.replace('firstRow="1"', 'firstRow="0"')
    plain = "<tr><td>x</td><td>1</td></tr>"
    assert html(body, parts={"word/styles.xml": wrapped("styles", STYLES + styles)}) == (
        "<ul><li>One<ul><li>Deep</li></ul></li></ul>"
        f'<table><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead><tbody>{plain}</tbody></table>'
        f"<table><tbody><tr><td>A</td><td>B</td></tr>{plain}</tbody></table>"
    )
