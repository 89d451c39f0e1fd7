"""Percentages of a block of results, and its table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from releases.document import ResultRow, Results
from releases.document.richtext import sanitise, serialise


def percentages(size: int, *counts: int, decimals: int = 0) -> list[str]:
    rows = tuple(ResultRow(category="c", count=count) for count in counts)
    block = Results(population="p", size=size, rows=rows, decimals=decimals)
    return [block.percentage(row) for row in rows]


def test_a_half_is_rounded_up():
    assert percentages(8, 0, 1, 3, 5, 8) == ["0", "13", "38", "63", "100"]
    assert percentages(23, 10, 11, decimals=1) == ["43.5", "47.8"]
    assert percentages(800, 1, 9, decimals=2) == ["0.13", "1.13"]
    assert percentages(0, 1) == [""]


@given(st.integers(1, 2000), st.integers(0, 2000), st.integers(0, 3))
def test_no_percentage_is_off_by_more_than_half_a_unit(size, count, decimals):
    (shown,) = percentages(size, count, decimals=decimals)
    assert len(shown.partition(".")[2]) == decimals
    off = int(shown.replace(".", "")) * size - 100 * count * 10**decimals
    assert -size < 2 * off <= size


@pytest.mark.parametrize(
    ("title", "caption"), [("", "All (N = 1,204)"), ("Best response", "Best response: All (N = 1,204)")]
)
def test_the_caption_names_the_population(title, caption):
    assert Results(population="All", size=1204, title=title).caption == caption


def test_the_table_has_a_caption_and_scopes_and_is_rich_text_already():
    rows = (ResultRow(category="Stable disease (SD)", count=10), ResultRow(category="<b>", count=0))
    table = serialise(Results(population="Evaluable patients", size=23, rows=rows).table())
    assert table == (
        "<table><caption>Evaluable patients (N = 23)</caption>"
        '<thead><tr><th scope="col">Category</th><th scope="col">Patients</th><th scope="col">Percentage</th></tr></thead>'
        '<tbody><tr><th scope="row">Stable disease (SD)</th><td>10</td><td>43%</td></tr>'
        '<tr><th scope="row">&lt;b&gt;</th><td>0</td><td>0%</td></tr></tbody></table>'
    )
    assert sanitise(table) == table
