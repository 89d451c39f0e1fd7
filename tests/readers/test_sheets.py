"""Text in which a table, a list or a note was copied out of a page: tabs, bars, marks on lines of their own."""

import pytest

from releases import readers
from releases.document import richtext
from releases.readers import plain_text
from releases.rendering.wire import wire_text

PARAGRAPH = "BOSTON, May 5, 2025 (GLOBE NEWSWIRE) -- Marrow Bay, Inc. (Nasdaq: MRBY) spoke today about its cells."


def grid(source: str) -> list[list[str]]:
    """The words of each cell of the only table, row by row, with how many columns it takes when these are several."""
    found = [block.node for block in plain_text.blocks(source, "a.txt", []) if block.node.tag == "table"]
    assert len(found) == 1
    return [[_cell(cell) for cell in row.children] for row in found[0].find("tr")]


def _cell(cell) -> str:
    return f"{cell.words()}{'+' * (int(cell.attributes.get('colspan', 1)) - 1)}"


def test_bars_part_cells_in_rows_of_uneven_length():
    source = (
        "Balance\n\nJune 30, | March 31,\n2031 | 2030\n(Not audited)\nASSETS\nCash | 32,110 | 58,020\n"
        "Other things | 288,400 | —\nDEBTS\nLoans | 2,204 | 1,930\n\nMarrow Bay makes medicines.\n"
    )
    assert grid(source) == [
        ["", "June 30,", "March 31,"],
        ["", "2031", "2030"],
        ["(Not audited)++"],
        ["ASSETS++"],
        ["Cash", "32,110", "58,020"],
        ["Other things", "288,400", "—"],
        ["DEBTS++"],
        ["Loans", "2,204", "1,930"],
    ]


def test_tabs_part_signs_from_figures_and_heads_and_labels_are_broken():
    source = (
        " \t \t \t \t \t\n \tSix Months Ended\nJune 30,\t \n \t \t2031\n\t \t \t2030\t \nSpending:\t \t \t \t \n"
        "Research\t \t$\t9,431\t \t \t$\t3,118\t \nLoss for each share that is held\nby the public\t \t$\t(0.88\t)\t \t$\t(1.12\t)\n"
        "Mean shares\t \t \t16,634\t \t \t \t5,453\t \n"
    )
    assert grid(source) == [
        ["", "Six Months Ended June 30,+"],
        ["", "2031", "2030"],
        ["Spending:", ""],
        ["Research", "$9,431", "$3,118"],
        ["Loss for each share that is held by the public", "$(0.88)", "$(1.12)"],
        ["Mean shares", "16,634", "5,453"],
    ]


@pytest.mark.parametrize(
    "source",
    [
        "Ada Quill | 617-555-0100\nMax Oat | 617-555-0101\n",
        "The first | of two | 5\nThis one says more about it, in whole sentences.\nThe second | of two | 6\n",
        "Marrow Bay | Boston\nGull Partners | Oslo\n",
    ],
)
def test_what_holds_no_figures_or_ways_to_reach_somebody_is_no_table(source):
    assert [block.node.tag for block in plain_text.blocks(source, "a.txt", [])].count("table") == 0


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("•\nBegan a trial\n\n•\nEnded one:\n\no\nIn spring\n", "<ul><li>Began a trial</li><li>Ended one:</li><li>In spring</li></ul>"),
        ("• | First\n\n■ | Second\n", "<ul><li>First</li><li>Second</li></ul>"),
        ("(1) | Not audited\n", "<p>(1) Not audited</p>"),
        ("o\nlower words\n", "<p>o</p><p>lower words</p>"),
    ],
)  # fmt: skip
def test_a_mark_belongs_to_the_words_behind_it(source, expected):
    assert "".join(richtext.serialise(block.node) for block in plain_text.blocks(source, "a.txt", [])) == expected


def test_notes_with_their_numbers_in_brackets_are_footnotes_where_something_refers_to_them():
    source = (
        f"Marrow Bay Reports\n\n{PARAGRAPH}\n\n“Adjusted income(1) grew,” said Ada Quill, Chief Executive Officer.\n\n"
        "(1) Not a measure of accepted rules.\n\n(2) This one says what nothing above refers to.\n\n"
        "($ in millions) | 2031 | 2030\nSales (3) | 52.4 | 61.0\nCosts | 8.2 | 9.7\n\n(3) | Without grants.\n\n"
        "About Marrow Bay\n\nMarrow Bay makes medicines.\n"
    )
    document = readers.read(source.encode(), name="a.txt").document
    assert [(note.mark, note.html) for note in document.footnotes] == [
        ("(1)", "Not a measure of accepted rules."),
        ("(3)", "Without grants."),
    ]
    assert "“Adjusted income<sup>(1)</sup> grew,”" in document.body_html
    assert "<td>Sales <sup>(3)</sup></td>" in document.body_html
    again = readers.read(wire_text(document).encode(), name="a.txt").document
    assert (again.footnotes, again.body_html) == (document.footnotes, document.body_html)
    assert "<p>(2) This one says what nothing above refers to.</p>" in document.body_html


def test_notes_of_several_tables_with_the_same_number_stay_below_their_tables():
    table = "Sales (1) | 52.4 | 61.0\nCosts | 8.2 | 9.7\n\n"
    source = (
        f"Marrow Bay Reports\n\n{PARAGRAPH}\n\n{table}(1) Without grants.\n\nIn the half year:\n\n{table}"
        "(1) With grants.\n\nAbout Marrow Bay\n\nMarrow Bay makes medicines.\n"
    )
    document = readers.read(source.encode(), name="a.txt").document
    assert document.footnotes == ()
    assert "<p>(1) Without grants.</p>" in document.body_html
    assert "<p>(1) With grants.</p>" in document.body_html
