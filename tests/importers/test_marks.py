"""The words of a source are marked with the parts that they became."""

import pytest

from releases import readers
from releases.importers import marks
from releases.importers.chosen import reread
from tests.importers.files import RELEASE


@pytest.fixture(scope="module")
def reading():
    return readers.read(RELEASE.encode(), name="a.txt")


def test_every_paragraph_has_its_part(reading):
    assert [traced.label for traced in marks.trace(reading)] == [
        "Date", "Headline", "Subheadline", "Body", "Body", "About section", "About section", "About section",
        "About section", "Safe harbor", "Contact", "Contact", "Contact", "Contact", "Source line",
    ]  # fmt: skip


def test_a_paragraph_that_became_two_parts_shows_both_and_what_it_names(reading):
    lead = marks.trace(reading)[3]
    assert (
        "".join(run.words for run in lead.runs)
        == readers.blocks.block(readers.blocks.richtext.parse(reading.source[3].html).children[0]).lines()[0]
    )
    assert [(run.part, run.names, run.words) for run in lead.runs if run.names] == [
        ("body", "company", "Marrow Bay Biologics, Inc."),
        ("body", "company", "MRBY"),
        ("body", "drug", "MBY-101"),
        ("body", "drug", "marrowtinib"),
    ]
    assert (lead.runs[0].part, lead.runs[0].words) == ("dateline", "BOSTON--(BUSINESS WIRE)-- ")


def test_no_word_of_the_source_is_missing_from_the_marks(reading):
    shown = " ".join(run.words for traced in marks.trace(reading) for run in traced.runs)
    assert "".join(shown.split()) == "".join(RELEASE.split())


def test_a_line_that_was_left_out_is_no_part_though_its_words_are_said_elsewhere():
    above = readers.read(f"MARROW BAY BIOLOGICS, INC.\n\n12 Pier Road, Boston\n\n{RELEASE}".encode(), name="a.txt")
    assert [traced.label for traced in marks.trace(above)][:4] == ["Left out", "Left out", "Date", "Headline"]


def test_a_choice_moves_words_and_loses_none(reading):
    chosen = reread(reading, {1: "subheadline", 2: "headline", 4: "nothing", 14: "body"})
    document = chosen.document
    assert (document.headline, document.subheadline) == ("Responses in glioma", "Marrow Bay Presents HARBOR Data")
    assert "The trial goes on." not in document.body_html
    assert "<p>Source: Marrow Bay Biologics, Inc.</p>" in document.body_html
    (left,) = [notice for notice in chosen.notices if notice.left_out]
    assert (left.left_out, left.message) == ("The trial goes on.", "“The trial goes on.” was left out by an editor.")
    assert marks.trace(chosen)[4].label == "Left out"


@pytest.mark.parametrize(
    ("number", "part", "field", "value"),
    [
        (4, "headline", "headline", "The trial goes on."),
        (4, "trademark", "trademark_notes", ("The trial goes on.",)),
        (4, "source", "source", "The trial goes on."),
        (4, "distributor", "distributor", "The trial goes on."),
        (14, "source", "source", "Marrow Bay Biologics, Inc."),
    ],
)
def test_what_an_editor_chooses_is_that_part(reading, number, part, field, value):
    assert getattr(reread(reading, {number: part}).document, field) == value


def test_a_former_headline_stays_in_the_body(reading):
    chosen = reread(reading, {4: "headline"})
    assert chosen.document.body_html.startswith("<p>Marrow Bay Presents HARBOR Data</p>")
    assert chosen.notices[-1].message == (
        "The line “Marrow Bay Presents HARBOR Data” was no headline and stands at the beginning of the body."
    )


def test_what_holds_no_date_stays_in_the_body_and_says_so(reading):
    chosen = reread(reading, {4: "date"})
    assert "<p>The trial goes on.</p>" in chosen.document.body_html
    assert "No date was found in “The trial goes on.”; it stays in the body." in [
        notice.message for notice in chosen.notices
    ]


def test_safe_harbor_about_and_contacts_can_be_chosen(reading):
    chosen = reread(
        reading, {4: "safe-harbor-heading", 5: "section-heading", 6: "section-text", 12: "contact", 11: "contact"}
    )
    document = chosen.document
    assert document.safe_harbor.heading == "The trial goes on."
    assert (document.sections[-1].heading, document.sections[-1].html[:20]) == ("About MBY-101", "<p>MBY-101, also kno")
    assert [(contact.person, contact.phone) for contact in document.contacts][-1] == ("Ada Quill", "617-555-0100")
