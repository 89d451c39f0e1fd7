"""The customer's release of 2012, from wire text to records and back, and out to the public."""

import datetime
from io import StringIO

import pytest
from django.core.management import call_command

from releases import rendering
from releases.compose import compose
from releases.importers import Outcome, bring_in
from releases.models import Company, Contact, Drug, Edition, Release, Trial
from tests.importers.files import SEED, needs_seed, rows

pytestmark = [pytest.mark.django_db, needs_seed]

TODAY = datetime.date(2026, 11, 23)
PAGE = "/releases/2012/12/10/immunogen-inc-announces-img901-clinical-data-presented-at-ash/"


@pytest.fixture
def intake():
    return bring_in(SEED.read_bytes(), name=SEED.name, by=None, today=TODAY)


@pytest.fixture
def published() -> str:
    out = StringIO()
    call_command("import_releases", str(SEED), "--publish", stdout=out)
    return out.getvalue()


def test_the_release_and_its_remarks(intake):
    release = Release.objects.get()
    assert (intake.outcome, intake.release, release.needs_review) == (Outcome.IMPORTED, release, False)
    assert intake.notices[0] == "Line 9: The link target “#” behind “ImmunoGen, Inc.” leads nowhere and was left out."
    assert "The drug IMG901 is new and waits for confirmation." in intake.notices
    facts = (release.headline, release.subheadline, release.release_date, release.category, release.state)
    assert facts == (
        "ImmunoGen, Inc. Announces IMG901 Clinical Data Presented at ASH",
        "Benefit seen in both lenalidomide-naïve and lenalidomide-refractory multiple myeloma",
        datetime.date(2012, 12, 10),
        "clinical",
        "draft",
    )
    assert (release.dateline_city, release.dateline_region, release.wire) == ("WALTHAM", "Mass.", "BUSINESS WIRE")
    assert (release.source, release.distributor) == ("ImmunoGen, Inc.", "Acquire Media")
    assert release.trademark_notes.splitlines() == [
        "Revlimid® is a registered trademark of Celgene Corporation.",
        "Velcade® is a registered trademark of Millennium Pharmaceuticals, Inc.",
    ]
    assert [(note.mark, note.text) for note in release.footnotes.all()] == [("1", "Durie et al. <em>Blood</em>. 2006")]
    assert "(CR).<sup>1</sup></li>" in release.body
    assert release.body.count("<li>") == 4
    assert [section.heading for section in release.sections.all()] == ["About IMG901", "About ImmunoGen, Inc."]


def test_the_drug(intake):
    drug = Drug.objects.get(code_name="IMG901")
    assert (drug.generic_name, drug.target, drug.is_confirmed) == ("lorvotuzumab mertansine", "CD56", False)
    assert {(granted.kind, granted.indication, granted.region) for granted in drug.designations.all()} == {
        ("orphan", indication, region)
        for indication in ("multiple myeloma", "small-cell lung cancer", "Merkel cell carcinoma")
        for region in ("US", "EU")
    }
    assert [str(link) for link in intake.release.drug_links.all()] == ["IMG901"]


def test_the_trials(intake):
    phase_1, north = (link.trial for link in intake.release.trial_links.all())
    assert (phase_1.phase, phase_1.enrollment_count, phase_1.enrollment_type) == ("PHASE1", 44, "ACTUAL")
    assert [(str(link.drug), link.role) for link in phase_1.drug_links.all()] == [
        ("IMG901", "investigational"), ("lenalidomide", "combination"), ("dexamethasone", "combination"),
    ]  # fmt: skip
    assert (north.acronym, north.phase, north.conditions) == ("NORTH", "PHASE2", "small-cell lung cancer")
    assert Trial.objects.filter(is_confirmed=False).count() == 2


def test_the_contacts_and_the_company(intake):
    assert [
        (contact.kind, contact.organization, contact.person, contact.phone, contact.email)
        for contact in Contact.objects.order_by("kind")
    ] == [
        ("investors", "ImmunoGen, Inc.", "Carol Hausner", "781-895-0600", "info@immunogen.com"),
        ("media", "The Yates Network", "Barbara Yates", "781-258-6153", ""),
    ]
    investors = Contact.objects.get(kind="investors")
    assert investors.title == "Executive Director, Investor Relations and Corporate Communications"
    company = Company.objects.get()
    assert (company.legal_name, company.exchange, company.mic, company.ticker, company.website) == (
        "ImmunoGen, Inc.", "NASDAQ", "XNAS", "IMG9", "https://www.immunogen.com",
    )  # fmt: skip


def test_no_word_is_lost_on_the_way_through_the_records(intake):
    seed = SEED.read_text().replace("[ImmunoGen, Inc.](#)", "ImmunoGen, Inc.")
    assert rendering.wire_text(compose(intake.release)).split() == seed.split()
    (quotation,) = compose(intake.release).quotations
    assert (quotation.speaker, quotation.title) == ("James O'Leary, MD", "Vice President and Chief Medical Officer")
    assert "IMGN901" in compose(intake.release).safe_harbor.html


def test_the_same_file_twice_changes_nothing(intake):
    before = rows()
    again = bring_in(SEED.read_bytes(), name="another-name.txt", by=None, today=TODAY)
    assert (again.outcome, again.release, again.notices) == (Outcome.UNCHANGED, intake.release, ())
    assert rows() == before


def test_publishing_seals_it_at_noon_of_its_day(published):
    edition = Edition.objects.get()
    assert edition.live_at == datetime.datetime(2012, 12, 10, 17, tzinfo=datetime.UTC)
    assert edition.is_historic
    assert f"published    {SEED.name}: edition 1 at https://ir.example.com{PAGE}\n" in published


def test_the_public_reads_it_whole(published, client):
    page, feed = client.get(PAGE).content.decode(), client.get("/feeds/releases.rss").content.decode()
    assert f'<a href="{PAGE}">' in client.get("/releases/").content.decode()
    for shown in (page, feed):
        for words in (
            "median time-to-progression was 7.7 months", "Private Securities Litigation Reform Act of 1995",
            "Carol Hausner", "781-895-0600", "info@immunogen.com", "The Yates Network", "Barbara Yates", "781-258-6153",
            "News Provided by Acquire Media", "Revlimid® is a registered trademark", "IMGN901",
        ):  # fmt: skip
            assert words in shown


def test_publishing_twice_says_so_and_changes_nothing(published):
    before, out = rows(), StringIO()
    call_command("import_releases", str(SEED), "--publish", stdout=out)
    assert out.getvalue() == (
        f"unchanged    {SEED.name}: has been imported already as “ImmunoGen, Inc. Announces IMG901 Clinical Data"
        " Presented at ASH”; nothing was changed.\n"
    )
    assert rows() == before
