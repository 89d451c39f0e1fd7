"""The first real release: what must be found in it, and what is clean. It isn't in the repository; where it is absent these
tests are skipped."""

from pathlib import Path

import pytest

from releases import preflight, readers
from releases.preflight import shares
from releases.preflight.view import View

SEED = Path(__file__).parents[3] / "shared" / "seeds" / "000_a72d146b4065d505.txt"
pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed release is not in this checkout")


@pytest.fixture(scope="module")
def document():
    return readers.read(SEED.read_bytes(), name="seed.txt").document


@pytest.fixture(scope="module")
def numbers(document) -> dict:
    """The findings of the rules about numbers, by rule."""
    found = [each for each in preflight.inspect(document).findings if each.rule.startswith("A")]
    assert len({each.rule for each in found}) == len(found)
    return {each.rule: each for each in found}


def test_the_rules_about_numbers_speak_of_these_and_of_nothing_else(numbers):
    assert {rule: (each.level, each.quote, each.evidence, each.count) for rule, each in numbers.items()} == {
        "A2": ("B", "10 (44%)", "10/23 = 43.48 %", 1),
        "A3": ("Q", "46%", "20/44 = 45.45 %; 21/44 = 47.73 %", 1),
        "A14": ("Q", "75 mg/m²", "75 mg/m²; 75 mg/m²/week", 1),
        "A7": (
            "N",
            "three (13%) had a VGPR, five (22%) had a PR, and three (13%) had a MR. Another 10 (44%) of these patients had SD",
            "3 VGPR + 5 PR + 3 MR + 10 SD = 21 of 23",
            1,
        ),
    }


def test_a_wrong_share_says_that_no_count_gives_it(numbers):
    assert "No count of 23 gives 44%." in numbers["A2"].message
    assert numbers["A2"].suggestion == "10 (43%)"


def test_an_impossible_share_says_where_it_would_be_right(numbers):
    assert "It would be right for N = 39 (18/39 = 46.15 %)" in numbers["A3"].message


def test_the_quotes_stand_where_the_findings_say(document, numbers):
    fields = {passage.field: passage.text for passage in View(document).passages}
    for each in numbers.values():
        start, end = each.span
        assert fields[each.field][start:end] == each.quote


def test_what_is_clean_was_read_and_not_overlooked(document):
    """The silence about these comes from arithmetic: each is known with its count and its group."""
    known = {(each.quote, each.count, each.size) for each in View(document).once(shares.read)}
    assert known >= {
        ("14 (88%)", 14, 16),
        ("48%", None, 23),
        ("three (13%)", 3, 23),
        ("five (22%)", 5, 23),
        ("9 (69%)", 9, 13),
        ("Sixty-four percent", None, 39),
        ("31%", None, 39),
        ("91%", None, 44),
    }


def test_everything_on_the_list_is_found_by_its_rule():
    reading = readers.read(SEED.read_bytes(), name="seed.txt")
    dead = tuple(notice.dead_link for notice in reading.notices if notice.dead_link)
    report = preflight.inspect(reading.document, preflight.Context(dead_links=dead))
    found = {(each.rule, each.level, each.quote) for each in report.findings}
    assert found >= {
        ("A2", "B", "10 (44%)"),  # S1
        ("A3", "Q", "46%"),  # S2
        ("B2", "B", "IMGN901"),  # S3
        ("C8", "B", "IMGN901"),
        ("B9", "B", "NASDAQ: IMG9"),  # S4
        ("C13", "B", "[ImmunoGen, Inc.](#)"),  # S5
        ("C16", "N", "> 25% patients"),  # S7
        ("C11", "Q", "PR"),  # S8
        ("C11", "N", "CR"),
        ("C11", "Q", "DM1"),
        ("B5", "Q", "the NORTH trial"),  # S9
        ("B5", "Q", "Phase I clinical study"),
        ("A14", "Q", "75 mg/m²"),  # S11
        ("E1", "Q", "Benefit seen"),  # S12
    }
    evidence = {(each.rule, each.evidence) for each in report.findings}
    assert ("B2", "IMG901 ×12, IMGN901 ×1") in evidence
    assert any(rule == "C14" and quote.startswith("treatment of SCLC.") for rule, _, quote in found)  # S6
    parts = {each.evidence.split(":")[0] for each in report.findings if each.rule == "C7"}  # S10
    assert parts >= {"differ-materially", "no-update"}


def test_names_structure_and_claims_are_found_with_their_words(document):
    told = preflight.Context(dead_links=(("ImmunoGen, Inc.", "#"),))
    found = {(each.rule, str(each.level), each.quote) for each in preflight.inspect(document, told).findings}
    assert {
        ("B2", "B", "IMGN901"),
        ("C8", "B", "IMGN901"),
        ("B9", "B", "NASDAQ: IMG9"),
        ("C13", "B", "[ImmunoGen, Inc.](#)"),
        ("C14", "Q", "treatment of SCLC. It has been"),
        ("C16", "N", "> 25% patients"),
        ("C11", "Q", "PR"),
        ("C11", "Q", "DM1"),
        ("C11", "N", "CR"),
        ("B5", "Q", "the NORTH trial"),
        ("B5", "Q", "Phase I clinical study"),
        ("E1", "Q", "Benefit seen"),
    } <= found
    lacking = {each.evidence.partition(":")[0] for each in preflight.inspect(document).findings if each.rule == "C7"}
    assert lacking == {"names no linked drug", "differ-materially", "no-update"}
    silent = {"B13", "C9", "C10", "D1", "D2", "D3", "B11", "B12", "C1", "C15", "C3"}
    assert not silent & {rule for rule, _, _ in found}
