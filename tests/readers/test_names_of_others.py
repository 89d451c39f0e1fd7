"""What is no drug and no trial of the release, and names that are one though they are printed in several ways."""

import pytest

from releases import readers

DATELINE = "PORTLAND, Maine, March 4, 2025 (GLOBE NEWSWIRE) -- "
LEAD = f"{DATELINE}Tern Hollow, Inc. (Nasdaq: TERN) today reported results."


def read(*paragraphs: str, headline: str = "Tern Hollow Reports Results"):
    return readers.read("\n\n".join([headline, LEAD, *paragraphs]).encode(), name="release.txt").document


def drugs(*paragraphs: str, **options) -> list[str]:
    return [
        name
        for drug in read(*paragraphs, **options).drugs
        for name in (drug.code_name, drug.generic_name, drug.brand_name)
        if name
    ]


def trials(*paragraphs: str) -> list[tuple[str, str]]:
    return [(trial.acronym, trial.nct_number) for trial in read(*paragraphs).trials]


@pytest.mark.parametrize(
    ("headline", "words"),
    [
        ("Ternmab A/S Publishes Its Report", "Ternmab A/S has had a good year. Ternmab makes antibodies."),
        ("Tern Hollow and Gulltinib Sign", "Gulltinib AG is its partner. Gulltinib was founded in 1999."),
    ],
)
def test_a_company_that_is_named_like_a_medicine_is_none(headline, words):
    name = words.split()[0]
    assert drugs(words, f"About {name}\n\n{name} makes antibodies.", headline=headline) == []


@pytest.mark.parametrize(
    "words",
    [
        "The FOLDKEY® platform has given four product candidates for treatment of asthma.",
        "It comes from the FOLDKEY® (design of folded binders) platform. FOLDKEY® is used in a trial.",
        "Patients in the study were found by the FOLDKEY™ screening technology.",
    ],
)
def test_a_platform_is_no_medicine(words):
    assert drugs(words) == []


def test_a_brand_that_is_a_medicine_stays_one():
    assert drugs("AIRLET® tablets were approved by the FDA. The AIRLET Co-pay card helps patients.") == ["AIRLET"]


@pytest.mark.parametrize("hyphen", ["\u2011", "\u2010", "-\u00ad"])
def test_a_name_with_another_hyphen_is_the_same(hyphen):
    words = f"THX{hyphen}204 is given once a month. In an earlier study THX-204 lowered the count of coughs."
    assert drugs(words, headline="Tern Hollow Studies THX-204") == ["THX-204"]
    assert drugs(words, headline=f"Tern Hollow Studies THX{hyphen}204") == ["THX-204"]


def test_the_text_keeps_its_hyphens():
    document = read(
        "THX\u2011204 is given once a month.", "About THX\u2011204\n\nTHX\u2011204 is a medicine of Tern Hollow."
    )
    assert "THX\u2011204 is given" in document.body_html
    assert [(section.heading, section.kind) for section in document.sections] == [("About THX\u2011204", "drug")]


def test_a_code_with_small_letters_is_a_drug_where_the_headline_says_so():
    words = "About THx-204\n\nTHx-204 is a spray. It is stored as GLx-300 was."
    assert drugs(words, headline="Tern Hollow Doses First Patient with THx-204") == ["THx-204"]


@pytest.mark.parametrize(
    "words",
    [
        "It is developed for chronic harbor cough (“CHC”). Results of the Phase 2 CHC study come in fall.",
        "It is developed for chronic harbor cough (or CHC). Results of the Phase 2 CHC study come in fall.",
        "Results of the Phase 2 AMD study come in fall.",
        "Its Phase 3 COPD trial goes on.",
    ],
)
def test_a_disease_is_no_trial(words):
    assert [acronym for acronym, _ in trials(words)] == [""]


def test_a_number_behind_a_trial_without_a_name_is_not_that_of_a_named_one():
    words = (
        "After the Phase 1 trial (NCT01234501) in healthy people Tern Hollow began HEADLAND, a Phase 2 trial."
        " HEADLAND (NCT01234502) is blinded."
    )
    assert sorted(trials(words)) == [("", "NCT01234501"), ("HEADLAND", "NCT01234502")]


def test_a_number_behind_the_named_trial_is_its_own():
    assert trials("HEADLAND, a randomized Phase 2 trial (NCT01234502), is blinded.") == [("HEADLAND", "NCT01234502")]
