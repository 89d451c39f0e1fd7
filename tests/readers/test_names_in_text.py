"""Drugs and trials that no code, bracket or phase gives away: by what the text says of them."""

import pytest

from releases import readers

LEAD = "PORTLAND, Maine, March 4, 2025 (GLOBE NEWSWIRE) -- Tern Hollow, Inc. (Nasdaq: TERN) today reported results."


def read(words: str):
    return readers.read(f"Tern Hollow Reports Results\n\n{LEAD}\n\n{words}".encode(), name="release.txt").document


def names(words: str) -> list[tuple[str, str, str]]:
    return [(drug.code_name, drug.generic_name, drug.brand_name) for drug in read(words).drugs]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The company is developing gullapalafenib, an oral inhibitor, for adults.", ["gullapalafenib"]),
        ("Its second program is ternacicept, a fusion protein in Phase 1.", ["ternacicept"]),
        ("Gullofarin, an anticoagulant, is partnered.", ["gullofarin"]),
        ("First patient dosed in the Phase 2 trial (NCT01234567) of gullertinib in adults.", ["gullertinib"]),
        ("It did better, outperforming gullizumab, an older antibody, in mice.", []),
        ("It was compared with gullofarin, an older anticoagulant.", []),
        ("The shipment, a candidate for a prize, was late.", []),
    ],
)
def test_a_generic_name_that_the_text_presents(words, expected):
    assert [generic for _, generic, _ in names(words)] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The FDA looked on. Sales of GULLVAQ were $5 million. GULLVAQ tablets are sold in ten states.", ["GULLVAQ"]),
        ("The FDA looked on. Royalties for Gullbrenta were $8 million, and Gullbrenta sales grew.", ["Gullbrenta"]),
        ("The FDA looked on. International sales grew. International prescriptions fell.", []),
        ("The FDA looked on. Sales of Tickets rose. Tickets sales and tickets are two things.", []),
        ("The FDA looked on. Sales of GULLVAQ were $5 million.", []),
        ("Sales of GULLVAQ were $5 million. GULLVAQ sales will grow.", []),
    ],
)
def test_a_brand_that_is_sold(words, expected):
    assert [brand for _, _, brand in names(words)] == expected


def test_an_abbreviation_that_is_in_a_phase_is_a_drug():
    words = "The program is gullipeptin sodium (GLPS). It helps in long harbor cough (LHC). GLPS is in a Phase 3 study."
    assert names(words) == [("GLPS", "gullipeptin sodium", "")]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The last patient entered the pivotal study HEADLAND2 in March.", ["HEADLAND2"]),
        ("The label rests on two trials, HARBOR and MERIDIAN.", ["HARBOR", "MERIDIAN"]),
    ],
)
def test_trials_by_their_names_only(words, expected):
    assert [trial.acronym for trial in read(words).trials] == expected
