"""Names of trials that no pattern of running text finds: formulas with blanks, and lines of their own."""

import pytest

from releases.readers import acronyms, read
from releases.readers.prose import Sentence

RELEASE = """Marrow Bay Counts Its Lakes

BOSTON, March 10, 2026 (GLOBE NEWSWIRE) -- Marrow Bay Biologics, Inc. (NASDAQ: MRBY) today counted its lakes.

{}

About Marrow Bay

Marrow Bay makes medicines.
"""


def trials(body: str) -> list[str]:
    return [trial.acronym for trial in read(RELEASE.format(body).encode(), name="release.txt").document.trials]


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("The Phase 3 NO 2 VA trial enrolled 900 adults.", ["NO 2 VA"]),
        ("The NO 2 VA study goes on.", ["NO 2 VA"]),
        ("Patients of the SO 4 LAR clinical trial were well.", ["SO 4 LAR"]),
    ],
)
def test_a_formula_with_blanks_is_one_name(body, names):
    assert trials(body) == names


def test_lines_of_one_family_are_trials():
    body = "Programs\nMBY-101: glioma\nGRANITE GBM\nFirst results are due in autumn.\nGRANITE DIPG\nTwo more centers open in winter."
    assert trials(body) == ["GRANITE GBM", "GRANITE DIPG"]


@pytest.mark.parametrize(
    ("titles", "words", "found"),
    [
        (["GRANITE GBM"], "The GRANITE trials go on.", ["GRANITE GBM"]),
        (["GRANITE GBM"], "Nothing is said of it.", []),
        (["GRANITE-1", "GRANITE-2", "GRANITE-1"], "", ["GRANITE-1", "GRANITE-2"]),
        (["CASH FLOW", "NEXT STEPS", "Granite GBM", "GRANITE"], "", []),
        (["COPD ONE", "COPD TWO"], "", []),
        (["TABLE A", "TABLE 6", "TABLE 7", "FIGURES AB", "FIGURES BC", "LAKE 6", "LAKE 7"], "", []),
    ],
)
def test_a_line_is_a_trial_by_its_family_only(titles, words, found):
    assert acronyms.titled(titles, [Sentence(words)], set()) == found
