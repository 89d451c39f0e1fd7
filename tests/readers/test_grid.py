"""Tables as pages set them: whatever the columns, each cell with words has its place in the tidied table."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from releases.document import richtext
from releases.readers import hypertext, read


def html(source: str) -> str:
    return "".join(richtext.serialise(block.node) for block in hypertext.blocks(source, "a.html", []))


def table(*rows: list) -> str:
    """A table of rows of cells: words, or words with their columns and rows."""
    made = []
    for row in rows:
        cells = [cell if isinstance(cell, tuple) else (cell, 1, 1) for cell in row]
        cells = [(*cell, 1)[:3] for cell in cells]
        made.append("".join(f'<td colspan="{width}" rowspan="{height}">{words}</td>' for words, width, height in cells))
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in made)}</table>"


def grid(source: str) -> list[list[str]]:
    """The words of each cell of the only table, row by row."""
    (found,) = richtext.parse(html(source)).find("table")
    return [[cell.words() for cell in row.children] for row in found.find("tr")]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # A label over two columns, where no row has a cell that begins in the second one.
        ([[("Cash", 2), "10", "20"], [("Debt", 2), "30", "40"]], [["Cash", "10", "20"], ["Debt", "30", "40"]]),
        # Labels, gaps and figures of three columns each; the currency stands in some rows only.
        (
            [
                [("", 3), ("", 3), ("2031", 3), ("", 3), ("2030", 3)],
                [("Sales", 3), ("", 3), "$", "12.5", "", ("", 3), "$", "9.1", ""],
                [("Loss", 3), ("", 3), ("(3.0", 2), ")", ("", 3), ("(4.2", 2), ")"],
                [("Margin", 3), ("", 3), ("61", 2), "%", ("", 3), ("—", 2), "%"],
            ],
            [["", "2031", "2030"], ["Sales", "$12.5", "$9.1"], ["Loss", "(3.0)", "(4.2)"], ["Margin", "61%", "—%"]],
        ),
        # Currency and bracket in cells of their own, and a currency whose figure was left open.
        (
            [["Sales", "$", "(", "310", ")"], ["Grants", "$", "", "", ""], ["Other", "", "", "7", ""]],
            [["Sales", "$(310)"], ["Grants", "$"], ["Other", "7"]],
        ),
        # Negative figures of one digit are no notes' marks.
        (
            [["Arm", "n", "Change"], ["A", "12", "(3)"], ["B", "13", "(1)"]],
            [["Arm", "n", "Change"], ["A", "12", "(3)"], ["B", "13", "(1)"]],
        ),
        # Crosses say something about their column; they belong to no label.
        (
            [["Use", "Early", "Late"], ["Oral", "x", ""], ["Local", "", "x"]],
            [["Use", "Early", "Late"], ["Oral", "x", ""], ["Local", "", "x"]],
        ),
        (
            [["Leverage", "CHF", "1.2", "x"], ["Growth", "", "30", "bps"]],
            [["Leverage", "CHF 1.2x"], ["Growth", "30 bps"]],
        ),
        # Rows without words take the cells that reach over them with them, and nothing else moves.
        (
            [[("Low dose", 1, 3), "n", "1"], ["", ""], ["m", "2"], ["High dose", "n", "3"]],
            [["Low dose", "n", "1"], ["m", "2"], ["High dose", "n", "3"]],
        ),
        # More columns than any page shows.
        (
            [[(f"w{at}", 60) for at in range(9)], [(f"v{at}", 60) for at in range(9)]],
            [[f"w{at}" for at in range(9)], [f"v{at}" for at in range(9)]],
        ),
    ],
)  # fmt: skip
def test_tidies_the_columns_and_keeps_each_cell(rows, expected):
    assert grid(table(*rows)) == expected


def test_joins_a_raised_mark_to_its_figure_and_no_other():
    rows = [["Sales", "12", "<sup>(1)</sup>"], ["Costs", "13", "<sup>(2)</sup>"]]
    assert grid(table(*rows)) == [["Sales", "12(1)"], ["Costs", "13(2)"]]


def test_a_cell_that_reaches_out_of_the_head_leaves_the_column_below_it():
    source = (
        '<table><thead><tr><th rowspan="2">Arm</th><th>n</th></tr></thead>'
        "<tbody><tr><td>12</td></tr><tr><td>A</td><td>13</td></tr></tbody></table>"
    )
    assert grid(source) == [["Arm", "n"], ["", "12"], ["A", "13"]]


def test_keeps_the_marks_of_notes_below_a_table():
    rows = [["*", "Not audited."], ["**", "Restated."]]
    assert html(table(*rows)) == "<p>* Not audited.</p><p>** Restated.</p>"


def test_loses_no_line_of_a_cell_with_a_list_among_contacts():
    source = (
        "<h1>Marrow Bay Opens</h1><p>BOSTON, May 5, 2025 (GLOBE NEWSWIRE) -- Marrow Bay, Inc. spoke today.</p><table>"
        "<tr><td>Investors:</td><td>Ada Quill<ul><li>ada@marrowbay.example</li></ul>Room 4</td></tr></table>"
    )
    reading = read(source.encode(), name="a.html")
    said = str(reading.document) + " ".join(notice.left_out for notice in reading.notices)
    assert all(words in said for words in ("Ada Quill", "ada@marrowbay.example", "Room 4"))


_CELLS = st.tuples(
    st.sampled_from(["", "", "$", ")", "%", "(", "Sales", "12", "(3", "(1)", "—", "x", "*", "bps", "2031", "CHF"]),
    st.integers(1, 4),
    st.integers(1, 3),
)


@settings(deadline=None)
@given(st.lists(st.lists(_CELLS, min_size=1, max_size=6), min_size=1, max_size=6))
def test_keeps_each_sign_of_any_table(rows):
    def signs(words):
        return sorted(re.sub(r"\s", "", words))

    source = table(["First", "Second", "Third"], *rows)
    written = "".join(words for row in rows for words, *_ in row)
    assert signs(re.sub("<[^>]*>", "", html(source))) == signs(f"FirstSecondThird{written}")
