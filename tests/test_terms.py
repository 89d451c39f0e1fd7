"""Words as search sees them."""

import pytest

from releases import terms
from releases.terms import Term


@pytest.mark.parametrize(
    ("passage", "words"),
    [
        (
            "Dr. Théa’s MBY-101, 62.5% of 1,200 mg/m²",
            ["dr", "thea", "mby", "101", "62", "5", "of", "1", "200", "mg", "m2"],
        ),
        ("patients' DORVAYO™ (β-glucan) ½", ["patients", "dorvayo", "β", "glucan", "1", "2"]),
        ("The company's IgA", ["the", "company", "iga"]),
        ("Straße İ", ["strasse", "i"]),
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
