"""Why a release was found."""

from releases import terms
from releases.rendering import excerpt, marked


def test_marks():
    assert marked("Doses & <b>dosing</b>", terms.parse("dose")) == (
        "<mark>Doses</mark> &amp; &lt;b&gt;<mark>dosing</mark>&lt;/b&gt;"
    )
    assert marked("MBY-101 and MBY 101", terms.parse("mby-101")) == "<mark>MBY-101</mark> and <mark>MBY 101</mark>"
    assert marked("Oncology, oncogene", terms.parse("onco*")) == "<mark>Oncology</mark>, <mark>oncogene</mark>"
    assert marked("the trial of the", terms.parse('"the trial"')) == "<mark>the trial</mark> of the"
    assert marked("Nothing <here>", terms.parse("dose")) == "Nothing &lt;here&gt;"


def test_an_excerpt_begins_before_the_part_that_holds_the_most():
    passage = "Alpha. " + "Words of no weight. " * 20 + "Beta and alpha meet here." + " And so it goes on." * 20
    line = excerpt(passage, terms.parse("alpha beta"))
    assert "<mark>Beta</mark> and <mark>alpha</mark> meet here." in line
    assert line.startswith("… ")
    assert line.endswith(" …")
    assert len(line) < 270


def test_a_short_passage_is_whole_and_one_without_the_words_is_nothing():
    assert excerpt("One.\n\nTwo\nthree.", terms.parse("two")) == "One. · <mark>Two</mark> three."
    assert excerpt("One.", terms.parse("two")) == ""
    assert excerpt("", terms.parse("two")) == ""


def test_a_word_longer_than_an_excerpt_is_not_cut():
    word = "x" * 300
    assert excerpt(f"{word} and more words", terms.parse("x" * 64)) == f"<mark>{word}</mark> …"
