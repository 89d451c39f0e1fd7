"""What a comparison finds, word for word."""

import dataclasses
import datetime
import random
import time

import pytest

from releases.document import (
    Company,
    Contact,
    Correction,
    Dateline,
    Designation,
    Document,
    Drug,
    File,
    Footnote,
    Program,
    Quotation,
    SafeHarbor,
    Section,
    Trial,
)
from releases.document.blocks import Word, blocks
from releases.document.compare import DELETED, INSERTED, SAME, changed_fields, compare

COMPANY = Company(legal_name="Marrow Bay Biologics, Inc.")


@pytest.mark.parametrize(
    ("rows", "widths"),
    [
        ('<tr><td rowspan="2">a</td><td>b</td></tr><tr><td>c</td></tr>', [(1, 1), (1, 1)]),
        ('<tr><td>a</td><td rowspan="2" colspan="2">b</td></tr><tr><td>c</td></tr>', [(1, 2), (1, 2)]),
        ('<tr><td>a</td><td rowspan="3">b</td></tr><tr></tr><tr><td>c</td></tr>', [(1, 1), (1, 1), (1, 1)]),
        ('<tr><td>a</td><td rowspan="2">b</td></tr><tr><td colspan="2">c</td><td>d</td></tr>', [(1, 1), (1, 1, 1)]),
        ('<tr><td rowspan="99999">a</td><td colspan="0">b</td></tr><tr><td colspan="x">c</td></tr>', [(1, 1), (1, 1)]),
    ],
)
def test_cells_that_span_rows_keep_the_others_in_their_columns(rows, widths):
    for table in (f"<table><tbody>{rows}</tbody></table>", f"<table>{rows}</table>"):
        assert [block.widths for block in blocks(table)] == widths


FILE = File(key="k", kind="figure", name="a.png", content_type="image/png", size=3, sha256="0" * 64)


def body(html: str) -> Document:
    return Document(headline="Marrow Bay Reports", company=COMPANY, body_html=html)


def read(old: str, new: str) -> list[str]:
    """The body's blocks: [-deleted-], {+inserted+}, cells parted by bars."""
    signs = {SAME: "{}", DELETED: "[-{}-]", INSERTED: "{{+{}+}}"}
    (part,) = (part for part in compare(body(old), body(new)).parts if part.name == "the body")
    result = []
    for block in part.blocks:
        cells = []
        for cell in block.cells:
            text = ""
            for run in cell:
                words = "".join(" " * (word.is_spaced and at > 0) + word.text for at, word in enumerate(run.words))
                text += " " * (run.words[0].is_spaced and bool(text)) + signs[run.change].format(words)
            cells.append(text)
        result.append(" | ".join(cells))
    return result


@pytest.mark.parametrize(
    ("old", "new", "seen"),
    [
        ("<p>A b c.</p>", "<p>A b c.</p>", ["A b c."]),
        ("<p>The count is three.</p>", "<p>The count is four.</p>", ["The count is [-three-] {+four+}."]),
        ("<p>Today, we said.</p>", "<p>Today we said.</p>", ["Today[-,-] we said."]),
        ("<p>Today we said.</p>", "<p>Today, we said.</p>", ["Today{+,+} we said."]),
        ("<p>A dose of 5mg daily</p>", "<p>A dose of 5 mg daily</p>", ["A dose of 5[-mg-] {+mg+} daily"]),
        ("<p>HR=0.62 (0.5, 0.7)</p>", "<p>HR=0.63 (0.5, 0.7)</p>", ["HR=[-0.62-]{+0.63+} (0.5, 0.7)"]),
        ("<p>It fell / rose</p>", "<p>It fell/ rose</p>", ["It fell [-/-]{+/+} rose"]),
        ("<p>One two three</p>", "<p>One <strong>two</strong> three</p>", ["One [-two-] {+two+} three"]),
        (
            '<p>See <a href="https://a.example/">our site</a> now</p>',
            '<p>See <a href="https://b.example/">our site</a> now</p>',
            ["See [-our site-] {+our site+} now"],
        ),
        ("<p>m<sup>2</sup> is area</p>", "<p>m2 is area</p>", ["[-m2-]{+m2+} is area"]),
        ("<p>A b</p>", "<p>A b</p><p>C d</p>", ["A b", "{+C d+}"]),
        ("<p>Keep.</p><p>Go.</p><p>Stay.</p>", "<p>Keep.</p><p>Stay.</p>", ["Keep.", "[-Go.-]", "Stay."]),
        (
            "<p>All these words go</p>",
            "<p>None of them came back</p>",
            ["[-All these words go-]", "{+None of them came back+}"],
        ),
        ("<p>Same words</p>", "<h2>Same words</h2>", ["[-Same words-]", "{+Same words+}"]),
        ("<ul><li>A</li><li>B</li></ul>", "<ul><li>A</li><li>C</li></ul>", ["A", "[-B-]", "{+C+}"]),
        (
            "<table><tbody><tr><td>Arm</td><td>12</td></tr><tr><td>B</td><td>7</td></tr></tbody></table><p>End.</p>",
            "<table><tbody><tr><td>Arm</td><td>13</td></tr><tr><td>B</td><td>7</td></tr><tr><td>C</td><td>9</td></tr></tbody></table><p>Fin.</p>",
            ["Arm | [-12-]{+13+}", "B | 7", "{+C+} | {+9+}", "[-End.-]", "{+Fin.+}"],
        ),
        ("", "<p>A</p>", ["{+A+}"]),
        (
            "<p>In the first year of the study patients lost weight and hope</p>",
            "<p>In the first year a majority or people of good spirit lost weight and hope</p>",
            [
                "In the first year [-of the study patients-] {+a majority or people of good spirit+} lost weight and hope"
            ],
        ),
    ],
)
def test_the_body_word_by_word(old, new, seen):
    assert read(old, new) == seen


@pytest.mark.parametrize(
    ("field", "value", "name"),
    [
        ("correction", Correction(kind="update", note="n"), "the correction notice"),
        ("category", "clinical", "the category"),
        ("headline", "Another", "the headline"),
        ("subheadline", "One\nTwo", "the subheadline"),
        ("date", datetime.date(2026, 9, 15), "the date"),
        ("dateline", Dateline(city="BOSTON"), "the dateline"),
        ("body_html", "<p>A</p>", "the body"),
        ("sections", (Section(heading="About", html="<p>A</p>"),), "the about sections"),
        ("trademark_notes", ("A is a mark.",), "the trademark notes"),
        ("footnotes", (Footnote(mark="1", html="Note"),), "the footnotes"),
        ("safe_harbor", SafeHarbor(html="<p>A</p>", version="v1"), "the safe harbor"),
        ("contacts", (Contact(kind="media", person="Ada"),), "the contacts"),
        ("source", "Marrow Bay", "the source line"),
        ("distributor", "Wire", "the distribution line"),
        ("drugs", (Drug(code_name="MBY-1", programs=(Program(indication="NSCLC", phase="phase-2"),)),), "the drugs"),
        ("trials", (Trial(acronym="HARBOR", enrollment_count=1200, enrollment_type="ACTUAL"),), "the trials"),
        ("files", (FILE,), "the files"),
        ("company", Company(legal_name="Other"), "the company as printed"),
        ("language", "de", "the language"),
    ],
)
def test_every_part_is_named_when_it_changes(field, value, name):
    old = body("")
    new = dataclasses.replace(old, **{field: value})
    assert changed_fields(old, old) == ()
    assert changed_fields(old, new) == (name,)
    (changed,) = compare(old, new).changed
    assert changed.name == name
    assert not changed.is_invisible
    assert compare(new, old).changed[0].name == name


def test_all_fields_of_a_document_are_compared():
    """A new field must find its part, or approvals would be void without a word."""
    covered = {
        "correction", "category", "headline", "subheadline", "date", "dateline", "body_html", "sections",
        "trademark_notes", "footnotes", "safe_harbor", "contacts", "source", "distributor", "drugs", "trials", "files",
        "company", "language", "results",
    }  # fmt: skip
    assert {field.name for field in dataclasses.fields(Document)} - covered == {"schema_version", "quotations"}


def test_quotations_found_otherwise_are_a_change_of_the_body():
    """They are found in the body, and may be found better by a later version."""
    old = body("<p>A</p>")
    new = dataclasses.replace(old, quotations=(Quotation(text="A", speaker="B"),))
    assert changed_fields(old, new) == ("the body",)
    assert compare(old, new).changed[0].is_invisible


def test_each_fact_of_a_drug_and_of_a_file_is_seen():
    old = dataclasses.replace(
        body(""),
        drugs=(
            Drug(
                code_name="MBY-1",
                target="CD1",
                designations=(Designation(kind="orphan", region="EU"),),
                programs=(Program(indication="NSCLC", phase="phase-2"),),
            ),
        ),
        files=(FILE,),
    )
    moved = dataclasses.replace(old.drugs[0], programs=(Program(indication="NSCLC", phase="phase-3"),))
    new = dataclasses.replace(old, drugs=(moved,), files=(dataclasses.replace(FILE, sha256="1" * 64),))
    comparison = compare(old, new)
    assert [part.name for part in comparison.changed] == ["the drugs", "the files"]
    told = [
        (run.change, " ".join(word.text for word in run.words))
        for part in comparison.changed
        for block in part.blocks
        for cell in block.cells
        for run in cell
        if run.change != SAME
    ]
    assert told[:2] == [(DELETED, "II"), (INSERTED, "III")]
    assert told[2:] == [(DELETED, "0" * 64), (INSERTED, "1" * 64)]


def test_order_is_a_change():
    one, two = Contact(kind="media", person="Ada"), Contact(kind="investors", person="Bo")
    old, new = (dataclasses.replace(body(""), contacts=pair) for pair in ((one, two), (two, one)))
    assert changed_fields(old, new) == ("the contacts",)
    assert compare(old, new).count(DELETED) == compare(old, new).count(INSERTED) > 0


def test_what_no_reader_sees_is_said_to_be_so():
    old, new = body('<ol start="1"><li>A</li></ol>'), body('<ol start="2"><li>A</li></ol>')
    (part,) = compare(old, new).changed
    assert part.is_invisible


def test_blocks_of_rich_text():
    html = "<h2>A</h2><ul><li>x<ol><li>y</li></ol>z</li></ul><blockquote><p>q</p></blockquote><p>1<br>2 3</p>"
    found = blocks(html)
    assert [block.kind for block in found] == ["h2", "ul 1", "ol 2", "ul 1", "quote", "p"]
    assert found[-1].cells == ((Word("1"), Word("\n"), Word("2"), Word("3", (), True)),)


def test_ten_thousand_words_take_less_than_a_second():
    draw = random.Random(7)
    words = ["the", "of", "and", ",", *(f"word{number}" for number in range(2000))]
    weights = [600, 300, 250, 500, *(3000 / (rank + 3) for rank in range(2000))]

    def paragraph(length: int) -> str:
        return " ".join(draw.choices(words, weights, k=length))

    def changed(text: str, share: float) -> str:
        return " ".join("changed" if draw.random() < share else word for word in text.split())

    paragraphs = [paragraph(50) for _ in range(200)]
    whole = paragraph(10_000)
    shuffled = whole.split()
    draw.shuffle(shuffled)
    pairs = [
        (paragraphs, [changed(text, 0.1) for text in paragraphs]),
        (paragraphs, [paragraph(50) for _ in paragraphs]),
        ([whole], [changed(whole, 0.4)]),
        ([whole], [" ".join(shuffled)]),
        (["a b " * 5000], ["x " + "b a " * 5000]),
    ]
    for old, new in pairs:
        begun = time.process_time()
        compare(body("".join(f"<p>{each}</p>" for each in old)), body("".join(f"<p>{each}</p>" for each in new)))
        assert time.process_time() - begun < 1
