"""Records to Document: order, fillings, labels, and what a release prints otherwise than the record says."""

import datetime

import pytest

from releases.compose import compose
from releases.models import (
    Boilerplate,
    BoilerplateVersion,
    Company,
    Designation,
    Program,
    ReleaseContact,
    ReleaseFootnote,
    ReleaseSection,
    ReleaseTrial,
    TrialDrug,
)
from releases.text import series
from tests import factories
from tests.newsroom.sealed import figure

pytestmark = pytest.mark.django_db


def test_a_bare_release_is_a_bare_document():
    document = compose(factories.release(headline="Marrow Bay Counts", body="<p>Words.</p>", has_contact=False))
    assert (document.headline, document.body_html, document.date) == ("Marrow Bay Counts", "<p>Words.</p>", None)
    assert (document.company.mic, document.company.ticker, document.source) == (
        "XNAS", "MRBY", "Marrow Bay Biologics, Inc.",
    )  # fmt: skip
    assert (document.safe_harbor, document.correction, document.contacts, document.files) == (None, None, (), ())


def test_without_a_company_there_is_no_issuer():
    release = factories.release()
    Company.objects.all().delete()
    document = compose(release)
    assert (document.company.legal_name, document.source, document.company.time_zone) == ("", "", "America/New_York")


def test_links_come_in_the_editor_s_order():
    release = factories.release()
    a, b, c = (factories.drug(code_name=name) for name in "ABC")
    for position, drug in ((2, a), (0, b), (1, c)):
        release.drug_links.create(drug=drug, position=position)
    for position, acronym in ((1, "LATER"), (0, "EARLIER")):
        ReleaseTrial.objects.create(release=release, trial=factories.trial(acronym=acronym), position=position)
    for position, mark in ((1, "1"), (0, "†")):
        ReleaseFootnote.objects.create(release=release, mark=mark, text=f"Note {mark}", position=position)
    for position, heading in ((1, "About Later"), (0, "About Earlier")):
        ReleaseSection.objects.create(release=release, heading=heading, text="<p>x</p>", position=position)
    document = compose(release)
    assert [drug.name for drug in document.drugs] == ["B", "C", "A"]
    assert [trial.name for trial in document.trials] == ["EARLIER", "LATER"]
    assert [(note.mark, note.html) for note in document.footnotes] == [("†", "Note †"), ("1", "Note 1")]
    assert [section.heading for section in document.sections] == ["About Earlier", "About Later"]


def test_a_drug_and_a_trial_with_all_they_have():
    drug = factories.drug(code_name="MBY-1", generic_name="marrowtinib", aliases=" MBY1 \n\nMarrow-1 ", target="CD1")
    Designation.objects.create(drug=drug, kind="orphan", indication="glioma", region="EU")
    Program.objects.create(drug=drug, indication="glioma", phase="phase-2", position=0)
    trial = factories.trial(
        acronym="HARBOR", conditions="glioma\nmyeloma", enrollment_count=44, enrollment_type="ACTUAL",
        start_date=datetime.date(2020, 1, 2),
    )  # fmt: skip
    TrialDrug.objects.create(trial=trial, drug=drug, role="comparator")
    release = factories.release(drugs=[drug])
    ReleaseTrial.objects.create(release=release, trial=trial)
    document = compose(release)
    (value,), (study,) = document.drugs, document.trials
    assert (value.aliases, value.target) == (("MBY1", "Marrow-1"), "CD1")
    assert [(granted.kind, granted.indication, granted.region) for granted in value.designations] == [
        ("orphan", "glioma", "EU")
    ]
    assert [(program.indication, program.phase, program.status) for program in value.programs] == [
        ("glioma", "phase-2", "active")
    ]
    assert (study.conditions, study.enrollment_count, study.start_date) == (
        ("glioma", "myeloma"), 44, datetime.date(2020, 1, 2),
    )  # fmt: skip
    assert [(part.name, part.role) for part in study.drugs] == [("MBY-1", "comparator")]


@pytest.mark.parametrize(
    ("kind", "label", "printed"),
    [
        ("investors", "", "For Investors:"),
        ("media", "", "For Media:"),
        ("both", "", "For Investors and Media:"),
        ("media", "Press Contact:", "Press Contact:"),
    ],
)
def test_a_contact_stands_under_its_label(kind, label, printed):
    release = factories.release(has_contact=False)
    ReleaseContact.objects.create(release=release, contact=factories.contact(kind=kind), label=label)
    (contact,) = compose(release).contacts
    assert (contact.kind, contact.label, contact.person) == (kind, printed, "Ada Quill")


def test_placeholders_are_filled():
    text = "<p>{company}, {legal_name}: {drugs}. See {annual_report} and {quarterly_report}.</p>"
    release = factories.release(
        drugs=[factories.drug(code_name=name) for name in ("A&B", "C", "D")],
        safe_harbor=factories.safe_harbor(text=text, heading="{company} cautions"),
        annual_report="Form 10-K <2020>",
        quarterly_report="Form 10-Q",
    )
    notice = compose(release).safe_harbor
    assert notice.heading == "Marrow Bay cautions"
    assert notice.version == "Standard, version 1"
    assert notice.html == (
        "<p>Marrow Bay, Marrow Bay Biologics, Inc.: A&amp;B, C and D. See Form 10-K &lt;2020&gt; and Form 10-Q.</p>"
    )


def test_what_nothing_fills_stays_as_it_is_written():
    release = factories.release(safe_harbor=factories.safe_harbor(text="<p>See {annual_report} on {drugs}.</p>"))
    assert compose(release).safe_harbor.html == "<p>See {annual_report} on {drugs}.</p>"


@pytest.mark.parametrize(("kind", "section"), [("about-drug", "drug"), ("about-company", "company")])
def test_a_section_takes_its_words_from_its_boilerplate(kind, section):
    boilerplate = Boilerplate.objects.create(kind=kind, name="About")
    version = BoilerplateVersion.objects.create(
        boilerplate=boilerplate, heading="About {company}", text="<p>{company} grows.</p>",
        effective_from=datetime.date(2020, 1, 1),
    )  # fmt: skip
    release = factories.release()
    ReleaseSection.objects.create(release=release, boilerplate_version=version)
    (part,) = compose(release).sections
    assert (part.kind, part.heading, part.html) == (section, "About Marrow Bay", "<p>Marrow Bay grows.</p>")


def test_a_release_may_name_another_issuer():
    release = factories.release(
        issuer_legal_name="Tidewater Bio, Inc.", issuer_short_name="Tidewater", issuer_exchange="NYSE",
        issuer_ticker="TIDE", safe_harbor=factories.safe_harbor(),
    )  # fmt: skip
    document = compose(release)
    company = document.company
    assert (company.legal_name, company.short_name, company.exchange, company.mic, company.ticker, company.website) == (
        "Tidewater Bio, Inc.", "Tidewater", "NYSE", "XNYS", "TIDE", "",
    )  # fmt: skip
    assert document.source == "Tidewater Bio, Inc."
    assert "statements of Tidewater." in document.safe_harbor.html


def test_every_listing_of_the_company_or_as_the_release_prints_them():
    factories.company(other_listings="TSX: MRB")
    release = factories.release()
    assert [str(listing) for listing in compose(release).company.listings] == ["NASDAQ: MRBY", "TSX: MRB"]
    release = factories.release(
        issuer_legal_name="Tidewater Bio, Inc.", issuer_exchange="NYSE", issuer_ticker="TIDE",
        issuer_other_listings="OSE: TIDE",
    )  # fmt: skip
    assert [str(listing) for listing in compose(release).company.listings] == ["NYSE: TIDE", "OSE: TIDE"]
    release.issuer_other_listings = ""
    assert [str(listing) for listing in compose(release).company.listings] == ["NYSE: TIDE"]


def test_source_lines_corrections_and_files():
    release = factories.release(
        source="A wire",
        trademark_notes=" One® is ours. \n\n Two™ too.",
        correction_kind="update",
        correction_note="New.",
    )
    media = figure(release)
    document = compose(release)
    assert document.source == "A wire"
    assert document.trademark_notes == ("One® is ours.", "Two™ too.")
    assert (document.correction.kind, document.correction.note) == ("update", "New.")
    (file,) = document.files
    assert (file.key, file.name, file.sha256, file.width, file.height) == (
        str(media.key), "response-by-dose.png", media.sha256, 4, 3,
    )  # fmt: skip


def test_composing_twice_gives_the_same_bytes():
    release = factories.release(drugs=[factories.drug(), factories.drug()], safe_harbor=factories.safe_harbor())
    assert compose(release).canonical_bytes() == compose(release).canonical_bytes()


def test_names_in_a_row():
    assert [series(list(names)) for names in ("", "A", "AB", "ABC")] == ["", "A", "A and B", "A, B and C"]
