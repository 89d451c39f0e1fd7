"""The first real release, part by part. It isn't in the repository; where it is absent these tests are skipped."""

import datetime
from pathlib import Path

import pytest

from releases import readers
from releases.document import Dateline, Designation, Program, TrialDrug
from releases.rendering.wire import wire_text

SEED = Path(__file__).parents[3] / "shared" / "seeds" / "000_a72d146b4065d505.txt"
pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed release is not in this checkout")


@pytest.fixture(scope="module")
def reading():
    return readers.read(SEED.read_bytes(), name="seed.txt")


@pytest.fixture(scope="module")
def document(reading):
    return reading.document


def test_reads_the_front_matter(document):
    assert document.date == datetime.date(2012, 12, 10)
    assert document.headline.endswith("Presented at ASH")
    assert document.subheadline.startswith("Benefit seen")
    assert document.dateline == Dateline(city="WALTHAM", region="Mass.", wire="BUSINESS WIRE")


def test_reads_the_company(document):
    company = document.company
    assert (company.legal_name, company.short_name) == ("ImmunoGen, Inc.", "ImmunoGen")
    assert (company.exchange, company.mic, company.ticker) == ("NASDAQ", "XNAS", "IMG9")
    assert company.website == "www.immunogen.com"


def test_keeps_the_body_in_order(document):
    body = document.body_html
    assert body.startswith("<p>ImmunoGen, Inc. (NASDAQ: IMG9), a ")
    assert body.count("<li>") == 4
    assert body.count("<p>") == 7
    assert "(CR).<sup>1</sup></li>" in body
    assert body.count("mg/m²") == 2
    assert "<sup>2" not in body


def test_finds_the_quotation(document):
    (quotation,) = document.quotations
    assert (quotation.speaker, quotation.title) == ("James O'Leary, MD", "Vice President and Chief Medical Officer")


def test_parts_the_standing_texts(document):
    assert [(section.heading, section.kind) for section in document.sections] == [
        ("About IMG901", "drug"),
        ("About ImmunoGen, Inc.", "company"),
    ]
    assert "for front-line</p><p>treatment of SCLC." in document.sections[0].html
    assert [note.split()[0] for note in document.trademark_notes] == ["Revlimid®", "Velcade®"]
    assert [(note.mark, note.html) for note in document.footnotes] == [("1", "Durie et al. <em>Blood</em>. 2006")]
    assert document.safe_harbor.heading == ""
    assert document.safe_harbor.html.count("<p>") == 1
    assert "IMGN901" in document.safe_harbor.html
    assert (document.source, document.distributor) == ("ImmunoGen, Inc.", "Acquire Media")


def test_reads_the_contacts(document):
    investors, media = document.contacts
    assert (investors.kind, investors.label, investors.organization) == (
        "investors",
        "For Investors:",
        "ImmunoGen, Inc.",
    )
    assert (investors.person, investors.phone, investors.email) == (
        "Carol Hausner",
        "781-895-0600",
        "info@immunogen.com",
    )
    assert investors.title.startswith("Executive Director, Investor Relations")
    assert (media.kind, media.label, media.organization) == ("media", "For Media:", "The Yates Network")
    assert (media.person, media.title, media.phone, media.email) == ("Barbara Yates", "", "781-258-6153", "")


def test_describes_the_drug(document):
    (drug,) = document.drugs
    assert (drug.code_name, drug.generic_name) == ("IMG901", "lorvotuzumab mertansine")
    assert (drug.target, drug.owner) == ("CD56", "ImmunoGen")
    assert drug.designations == tuple(
        Designation(kind="orphan", indication=indication, region=region)
        for indication in ("multiple myeloma", "small-cell lung cancer", "Merkel cell carcinoma")
        for region in ("US", "EU")
    )
    assert drug.programs == (Program(indication="small-cell lung cancer", phase="phase-2"),)


def test_describes_the_trials(document):
    first, north = document.trials
    assert (first.acronym, first.phase, first.conditions) == (
        "",
        "PHASE1",
        ("CD56-expressing relapsed or relapsed/refractory multiple myeloma",),
    )
    assert (first.enrollment_count, first.enrollment_type) == (44, "ACTUAL")
    assert first.title == (
        "Phase I trial of IMG901 in CD56-expressing relapsed or relapsed/refractory multiple myeloma"
    )
    assert first.drugs == (
        TrialDrug(name="IMG901"),
        TrialDrug(name="lenalidomide", role="combination"),
        TrialDrug(name="dexamethasone", role="combination"),
    )
    assert (north.acronym, north.phase, north.conditions) == ("NORTH", "PHASE2", ("small-cell lung cancer",))
    assert north.drugs == (TrialDrug(name="IMG901"),)


def test_tells_of_the_guess_and_of_the_dead_link_only(document, reading):
    assert document.category == "clinical"
    dead, guess = reading.notices
    assert dead.message == "The link target “#” behind “ImmunoGen, Inc.” leads nowhere and was left out."
    assert (dead.line, dead.needs_review) == (9, False)
    assert "guessed" in guess.message


def test_comes_back_as_the_same_text(document):
    source = SEED.read_text(encoding="utf-8").replace("[ImmunoGen, Inc.](#)", "ImmunoGen, Inc.")
    assert wire_text(document).split() == source.split()
    assert readers.read(wire_text(document).encode(), name="again.txt").document == document
