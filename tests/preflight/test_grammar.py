"""Counts and percentages as they are printed, and when a percentage is right."""

import decimal
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from releases.preflight import grammar
from releases.preflight.grammar import Percent


def percent(value: str) -> Percent:
    return Percent(0, 0, decimal.Decimal(value))


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("0", 0), ("1,234", 1234), ("zero", 0), ("Nine", 9), ("ten", 10), ("nineteen", 19), ("twenty", 20),
        ("Sixty-four", 64), ("ninety nine", 99), ("forty‑two", 42),
    ],
)  # fmt: skip
def test_counts_in_digits_and_words(words, value):
    assert re.fullmatch(grammar.COUNT, words)
    assert grammar.count(words) == value


@pytest.mark.parametrize(
    "words", ["1.5", "x12", "$12", "3/4", "12:30", "12%", "IMG-901", "anyone", "one-sided", "1,23,4"]
)
def test_what_is_no_count(words):
    assert not re.search(rf"{grammar.COUNT}(?!-)", words)


def test_percentages_as_printed():
    words = "It was 46%, 46.5 %, 12 percent, 3 per cent and Sixty-four percent of 1.5% or 99% CI."
    found = list(grammar.percents(words))
    assert [(words[each.start : each.end], str(each.value), each.decimals) for each in found] == [
        ("46%", "46", 0),
        ("46.5 %", "46.5", 1),
        ("12 percent", "12", 0),
        ("3 per cent", "3", 0),
        ("Sixty-four percent", "64", 0),
        ("1.5%", "1.5", 1),
        ("99%", "99", 0),
    ]


def test_both_ways_of_rounding_a_half_are_right():
    assert [value for value in ("12", "12.4", "12.5", "13", "14") if grammar.is_right(1, 8, percent(value))] == [
        "12",
        "12.5",
        "13",
    ]
    assert [value for value in ("37", "38") if grammar.is_right(3, 8, percent(value))] == ["38"]
    assert not grammar.is_right(1, 0, percent("100"))


@given(st.integers(1, 400), st.data(), st.integers(0, 2))
def test_rounding_agrees_with_decimal_arithmetic(n, data, decimals):
    k = data.draw(st.integers(0, n))
    unit = decimal.Decimal(1).scaleb(-decimals)
    exact = decimal.Decimal(100 * k) / n
    for mode in (decimal.ROUND_HALF_UP, decimal.ROUND_HALF_EVEN):
        shown = exact.quantize(unit, mode)
        assert grammar.is_right(k, n, percent(str(shown)))
        counts = grammar.right_counts(n, percent(str(shown)))
        assert k in counts
        assert list(counts) == [other for other in range(n + 1) if grammar.is_right(other, n, percent(str(shown)))]
    assert grammar.rounded(k, n, decimals) == str(exact.quantize(unit, decimal.ROUND_HALF_UP))
    assert not grammar.is_right(k, n, percent(str(exact.quantize(unit) + 2 * unit)))


def test_the_counts_that_give_a_percentage():
    assert list(grammar.right_counts(23, percent("44"))) == []
    assert list(grammar.right_counts(23, percent("43"))) == [10]
    assert list(grammar.right_counts(250, percent("44"))) == [109, 110, 111]
    assert len(grammar.right_counts(999_999_999, percent("5"))) == 10_000_000
    # Measured power of the test: how many whole percentages a group of this size can have.
    sizes = {n: sum(bool(grammar.right_counts(n, percent(str(p)))) for p in range(101)) for n in (23, 44, 80)}
    assert sizes == {23: 24, 44: 45, 80: 91}


def test_evidence_has_two_decimals_at_least():
    assert grammar.share(10, 23) == "10/23 = 43.48 %"
    assert grammar.share(1, 8, 1) == "1/8 = 12.50 %"
    assert grammar.share(10, 23, 3) == "10/23 = 43.478 %"
