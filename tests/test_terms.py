"""Words as search sees them."""

import pytest

from releases import terms
from releases.terms import Term


@pytest.mark.parametrize(
    ("passage", "words"),
    [
        (
            "Dr. Théa’s MBY-101, 62.5% of 1,200 mg/m²",
            ["dr", "thea", "mby", "101", "62", "5", "of", "1200", "mg", "m", "2"],
        ),
        ("patients' DORVAYO™ (β-glucan) ½", ["patients", "dorvayo", "beta", "glucan", "1", "2"]),
        ("The company's IgA", ["the", "company", "iga"]),
        ("Straße İ", ["strasse", "i"]),
        ("1,234,567 or 1\u202f234\u202f567 or 1 234 567", ["1234567", "or", "1234567", "or", "1234567"]),
        ("1,2345 and 1,500,00 and x1,500", ["1", "2345", "and", "1", "500", "00", "and", "x", "1", "500"]),
        ("In 2026 500 people; cohort 1 500 mg", ["in", "2026", "500", "people", "cohort", "1", "500", "mg"]),
        ("TNF-α TNFα TNFalpha TNF-alpha", ["tnf", "alpha"] * 4),
        ("IL-1β IL-1beta IL1β", ["il", "1", "beta"] * 3),
        ("αvβ6 and betamethasone", ["alpha", "v", "beta", "6", "and", "betamethasone"]),
        ("5 µg of the μ-opioid λόγος", ["5", "μg", "of", "the", "mu", "opioid", "λογοσ"]),
        ("IL17A IL-17A PD1 PD-1 NCT01234567", ["il", "17a", "il", "17a", "pd", "1", "pd", "1", "nct01234567"]),
        ("", []),
    ],
)
def test_words_are_folded(passage, words):
    assert terms.words(passage) == words


def test_places_are_those_of_the_passage():
    passage = "Théa’s MBY-101"
    assert [passage[begin:end] for _, begin, end in terms.places(passage)] == ["Théa", "MBY", "101"]


def test_a_word_without_end_is_known_by_its_beginning():
    assert terms.words("x" * 5000) == ["x" * 64]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("dosed Patients", [Term("word", ("dosed",)), Term("word", ("patients",))]),
        ('"kidney function" trial', [Term("phrase", ("kidney", "function")), Term("word", ("trial",))]),
        ("“kidney function”", [Term("phrase", ("kidney", "function"))]),
        ("onco*", [Term("prefix", ("onco",))]),
        ("MBY-101", [Term("phrase", ("mby", "101"))]),
        ("mby101", [Term("phrase", ("mby", "101"))]),
        ("mby1*", [Term("prefix", ("mby1",))]),
        ("1 500 patients", [Term("word", ("1500",)), Term("word", ("patients",))]),
        ("TNFα", [Term("phrase", ("tnf", "alpha"))]),
        ("NCT01234567 NCT01234567", [Term("word", ("nct01234567",))]),
        ('"unclosed words', [Term("word", ("unclosed",)), Term("word", ("words",))]),
        ("AND OR NEAR(", [Term("word", ("and",)), Term("word", ("or",)), Term("word", ("near",))]),
    ],
)
def test_questions(question, found):
    assert list(terms.parse(question).terms) == found


@pytest.mark.parametrize("question", ["", " ", "?!", '""', "*", "ab*", "x" * 201, " ".join(f"w{n}" for n in range(13))])
def test_refused_questions(question):
    with pytest.raises(terms.TermsError) as refused:
        terms.parse(question)
    assert str(refused.value).endswith(".")


def test_forms_of_a_word_are_one():
    assert {terms.stem(word) for word in ("dose", "doses", "dosed", "dosing")} == {"dose"}
