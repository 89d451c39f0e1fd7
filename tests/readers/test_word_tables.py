"""Word's tables with merged cells and rows that begin further right: each word has its cell, and no cell moves."""

import pytest

from releases.document import richtext
from releases.readers import Changes, read, word
from tests.readers.word_files import docx, paragraph


def html(body: str) -> str:
    found = word.read(docx(body), "a.docx", Changes.ASK, [])
    return "".join(richtext.serialise(block.node) for block in found.blocks)


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(words) if words else '<w:p/>'}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


BEGIN, GO_ON, WIDE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            row(cell("Arm"), cell("Low"), cell("High")) + row(cell("7"), cell("8"), properties='<w:gridBefore w:val="1"/>'),
            "<tr><td>Arm</td><td>Low</td><td>High</td></tr><tr><td></td><td>7</td><td>8</td></tr>",
        ),
        (
            row(cell("Oral", BEGIN), cell("n")) + row(cell("and local", GO_ON), cell("m")) + row(cell("None"), cell("k")),
            '<tr><td rowspan="2">Oral<br>and local</td><td>n</td></tr><tr><td>m</td></tr><tr><td>None</td><td>k</td></tr>',
        ),
        (
            row(cell("A", BEGIN), cell("B", BEGIN)) + row(cell("", GO_ON), cell("", GO_ON)) + row(cell("C"), cell("D")),
            "<tr><td>A</td><td>B</td></tr><tr><td>C</td><td>D</td></tr>",
        ),
        (
            row(cell("Whole", WIDE), cell("1")) + row(cell("Lost above", GO_ON), cell("x"), cell("2")),
            '<tr><td colspan="2">Whole</td><td>1</td></tr><tr><td>Lost above</td><td>x</td><td>2</td></tr>',
        ),
    ],
)  # fmt: skip
def test_keeps_each_cell_in_its_column(rows, expected):
    assert html(f"<w:tbl>{rows}</w:tbl>") == f"<table><tbody>{expected}</tbody></table>"


def test_a_header_cell_takes_the_rows_beside_it_into_the_head():
    rows = (
        row(cell("Arm", BEGIN), cell("Patients", WIDE), properties="<w:tblHeader/>")
        + row(cell("", GO_ON), cell("Low"), cell("High"))
        + row(cell("A"), cell("1"), cell("2"))
    )
    assert html(f"<w:tbl>{rows}</w:tbl>") == (
        '<table><thead><tr><th rowspan="2" scope="col">Arm</th><th colspan="2" scope="col">Patients</th></tr>'
        '<tr><th scope="col">Low</th><th scope="col">High</th></tr></thead>'
        "<tbody><tr><td>A</td><td>1</td><td>2</td></tr></tbody></table>"
    )


def test_loses_no_line_of_a_cell_with_a_list_among_contacts():
    inside = (
        paragraph("Ada Quill")
        + paragraph("ada@marrowbay.example", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
        + paragraph("Room 4")
    )
    body = (
        paragraph("Marrow Bay Opens a Site")
        + paragraph("BOSTON, May 5, 2025 (GLOBE NEWSWIRE) -- Marrow Bay, Inc. spoke today.")
        + f"<w:tbl>{row(cell('Investors:'), f'<w:tc>{inside}</w:tc>')}</w:tbl>"
    )
    reading = read(docx(body), name="a.docx")
    said = reading.document.canonical_bytes().decode() + " ".join(notice.left_out for notice in reading.notices)
    assert all(words in said for words in ("Ada Quill", "ada@marrowbay.example", "Room 4"))
