"""A document as passages, sentences, words and quotations."""

from releases.document import Contact, Dateline, Footnote, SafeHarbor, Section
from releases.preflight.view import Part, View
from tests.preflight.cases import document


def body(html: str):
    return View(document(html)).of(Part.BODY)


def sentences(words: str) -> list[str]:
    (passage,) = body(f"<p>{words}</p>")
    return [passage.text[span.start : span.end] for span in passage.sentences]


def test_passages_have_the_addresses_of_the_fields():
    view = View(
        document(
            "<p>One</p><ul><li>Two<ul><li>Three</li></ul></li><li>Four</li></ul><blockquote><p>Five</p></blockquote>"
            "<table><caption>Six</caption><tr><th>a</th><td>b<ul><li>c</li></ul></td></tr></table><h3>Last</h3>",
            headline="H",
            subheadline="S\nT",
            dateline=Dateline(city="BOSTON", wire="BUSINESS WIRE"),
            sections=(Section(heading="About", html="<p>x</p><p>y</p>"),),
            trademark_notes=("N®",),
            footnotes=(Footnote(mark="1", html="Note"),),
            safe_harbor=SafeHarbor(heading="Caution", html="<p>z</p>"),
            contacts=(Contact(kind="media", person="Ada Quill", email="ada@quillhaven.example"),),
            source="Q",
        )
    )
    assert [(passage.field, passage.text) for passage in view.passages] == [
        ("headline", "H"),
        ("subheadline[0]", "S"),
        ("subheadline[1]", "T"),
        ("dateline.city", "BOSTON"),
        ("dateline.wire", "BUSINESS WIRE"),
        ("body[0]", "One"),
        ("body[1]", "Two"),
        ("body[2]", "Three"),
        ("body[3]", "Four"),
        ("body[4]", "Five"),
        ("body[5]", "Six"),
        ("body[6]", "a\tbc"),
        ("body[7]", "Last"),
        ("sections[0].heading", "About"),
        ("sections[0][0]", "x"),
        ("sections[0][1]", "y"),
        ("trademark_notes[0]", "N®"),
        ("footnotes[0]", "Note"),
        ("safe_harbor.heading", "Caution"),
        ("safe_harbor[0]", "z"),
        ("contacts[0].person", "Ada Quill"),
        ("contacts[0].email", "ada@quillhaven.example"),
        ("source", "Q"),
    ]
    assert [passage.item and (passage.item.number, passage.item.depth, passage.item.index) for passage in view.of(Part.BODY)] == [
        None, (0, 1, 0), (1, 2, 0), (0, 1, 1), None, None, None, None,
    ]  # fmt: skip
    assert view.passages[12].is_heading


def test_superscripts_are_written_so_that_they_are_no_digits_of_a_number():
    (passage,) = body('<p>75 mg/m<sup>2</sup> of CO<sub>2</sub><sup>a</sup> <a href="https://a.example">here</a></p>')
    assert passage.text == "75 mg/m² of CO₂a here"
    assert [(passage.text[mark.start : mark.end], mark.kind, mark.target) for mark in passage.marks] == [
        ("²", "sup", ""),
        ("₂", "sub", ""),
        ("a", "sup", ""),
        ("here", "a", "https://a.example"),
    ]
    assert [passage.text[link.start : link.end] for link in passage.links] == ["here"]


def test_sentences_end_where_a_reader_ends_them():
    assert sentences(
        "Dr. A. B. Quill of Quillhaven, Inc. said so on Dec. 10. It was vs. Placebo. “Good.” He left."
    ) == [
        "Dr. A. B. Quill of Quillhaven, Inc. said so on Dec. 10.",
        "It was vs. Placebo.",
        "“Good.”",
        "He left.",
    ]
    assert sentences("It is owned by Quillhaven, Inc. The drug is new.¹ Of 12 patients, 3.5% left.") == [
        "It is owned by Quillhaven, Inc.",
        "The drug is new.¹",
        "Of 12 patients, 3.5% left.",
    ]
    assert sentences("one<br>two") == ["one", "two"]
    assert sentences("lower. case. stays") == ["lower. case. stays"]


def test_a_sentence_is_found_by_offset():
    (passage,) = body("<p>One. Two. Three.</p>")
    spans = [passage.sentence_at(offset) for offset in (0, 3, 5, 15, 99)]
    assert [passage.text[span.start : span.end] for span in spans] == [
        "One.",
        "One.",
        "Two.",
        "Three.",
        "One. Two. Three.",
    ]


def test_quotations_run_to_their_end_or_to_that_of_the_paragraph():
    first, second = body('<p>He said, “Yes,” then "maybe" not.</p><p>“Open to the end</p>')
    assert [first.text[span.start : span.end] for span in first.quoted] == ["“Yes,”", '"maybe"']
    assert [second.text[span.start : span.end] for span in second.quoted] == ["“Open to the end"]
    assert first.is_quoted(first.text.index("maybe"))
    assert not first.is_quoted(0)


def test_words_keep_their_hyphens():
    (passage,) = body("<p>The 4-week cycle didn’t end.</p>")
    assert [passage.text[word.start : word.end] for word in passage.words] == [
        "The",
        "4-week",
        "cycle",
        "didn’t",
        "end",
    ]


def test_shared_results_are_computed_once():
    calls = []

    def read(view):
        calls.append(view)
        return len(view.passages)

    view = View(document())
    assert (view.once(read), view.once(read)) == (2, 2)
    assert calls == [view]
