"""The demo as a whole: what it holds, and that it loads once."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from releases import demo, editions, newsroom
from releases.models import (
    Company,
    Contact,
    Drug,
    Edition,
    EditionFile,
    Release,
    SealedRecord,
    SourceFile,
    Trial,
)
from releases.vocabulary import ReleaseState

NEW_YORK = ZoneInfo("America/New_York")

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def now():
    return timezone.now()


@pytest.fixture(scope="module")
def summary(module_database, now):
    return demo.load(now=now)


def test_it_holds_just_these_records(summary):
    counted = [model.objects.count() for model in (Company, Drug, Trial, Contact, Release, Edition, SourceFile)]
    assert counted == [1, 4, 6, 5, 12, 13, 4]
    assert (summary.companies, summary.drugs, summary.trials, summary.contacts) == (1, 4, 6, 5)
    assert (summary.releases, summary.editions, summary.is_new) == (12, 13, True)
    assert {release.state for release in Release.objects.all()} == {ReleaseState.SEALED}


def test_nothing_waits_for_a_person(summary):
    assert not Release.objects.filter(needs_review=True).exists()
    for model in (Drug, Trial, Contact):
        assert not model.objects.filter(is_confirmed=False).exists()


def test_no_release_prints_another_company_than_the_record(summary):
    assert {edition.document.company.short_name for edition in Edition.objects.all()} == {"Quillhaven"}
    assert not Release.objects.exclude(issuer_legal_name="").exists()


def test_every_edition_is_in_order(summary):
    assert list(editions.verify()) == [None] * (13 + SealedRecord.objects.count())


def test_no_edition_knows_what_came_later(summary):
    """A drug's record moves with the releases: 2024 knows no brand, and only tomorrow's edition the next step."""
    phases = [
        (edition.path_date.year, drug.brand_name, drug.programs[0].phase)
        for edition in Edition.objects.order_by("live_at")
        for drug in edition.document.drugs
        if drug.code_name == "QHV-101"
    ]
    assert phases == [
        (2024, "", "phase-3"),
        (2024, "", "phase-3"),
        (2024, "", "phase-3"),
        (2025, "", "phase-3"),
        (2025, "", "phase-3"),
        (2025, "", "phase-3"),
        (2025, "", "filed"),
        (2026, "Dorvayo", "approved"),
        (2026, "Dorvayo", "approved"),
    ]
    lurbicopan = [
        edition.document.drugs[0].programs[0].phase
        for edition in Edition.objects.order_by("live_at")
        if [drug.code_name for drug in edition.document.drugs] == ["QHV-204"]
    ]
    assert lurbicopan == ["phase-3", "filed"]


def test_the_last_release_is_scheduled_for_tomorrow_at_seven_and_nobody_can_see_it(summary, now):
    tomorrow = now.astimezone(NEW_YORK).date() + datetime.timedelta(days=1)
    assert summary.last_live_at == datetime.datetime.combine(tomorrow, datetime.time(7), NEW_YORK)
    headlines = [entry.headline for entry in newsroom.latest(20)]
    assert len(headlines) == 11
    assert summary.last_headline not in headlines
    assert headlines[0].startswith("Lurbicopan Meets Primary")


def test_one_release_is_corrected_two_days_later(summary):
    first, second = Edition.objects.filter(release__editions__number=2).order_by("number")
    assert second.live_at - first.live_at == datetime.timedelta(days=2, hours=1, minutes=15)
    assert first.superseded_at == second.live_at
    assert second.document.correction.kind == "correct-and-replace"
    assert second.document.body_html == first.document.body_html.replace("$118.9 million", "$119.8 million")
    assert second.document.body_html != first.document.body_html


def test_pictures_fact_sheet_and_logo_are_sealed_with_their_editions(summary):
    files = EditionFile.objects.order_by("name")
    assert [(file.name, file.kind) for file in files] == [
        ("change-in-proteinuria-at-week-26.png", "figure"),
        ("dorvayo-fact-sheet.pdf", "attachment"),
        ("kidney-function-through-week-52.png", "figure"),
    ]
    assert SealedRecord.objects.get(kind="company").value.logo.name == "logo.png"


def test_quotations_have_their_speakers_and_titles(summary):
    speakers = {
        (quotation.speaker, quotation.title)
        for edition in Edition.objects.all()
        for quotation in edition.document.quotations
    }
    assert speakers == {
        ("Beatriz Solano, M.D.", "Professor of Nephrology at the Lakeshore Kidney Institute"),
        (
            "Beatriz Solano, M.D.",
            "Professor of Nephrology at the Lakeshore Kidney Institute and a principal investigator of BREAKWATER",
        ),
        ("Haruto Ishimaru, Ph.D.", "Head of Research and Development at Tsukishiro"),
        ("Helen Vasquez-Moreau, M.D.", "President and Chief Executive Officer"),
        ("Helen Vasquez-Moreau, M.D.", "President and Chief Executive Officer of Quillhaven"),
        ("Imran Castellane, Ph.D.", "Chief Scientific Officer of Quillhaven"),
        ("Jonas Ekblad, M.D., Ph.D.", "Chief Medical Officer of Quillhaven"),
        ("Ms. Abernethy", ""),
        ("Walter Nkemelu", "Chair of the Board"),
    }


def test_a_second_load_changes_nothing(summary):
    before = [(edition.pk, edition.digest, edition.live_at) for edition in Edition.objects.order_by("pk")]
    again = demo.load(now=timezone.now() + datetime.timedelta(days=3))
    assert not again.is_new
    assert (again.releases, again.editions, again.last_live_at) == (12, 13, summary.last_live_at)
    assert [(edition.pk, edition.digest, edition.live_at) for edition in Edition.objects.order_by("pk")] == before
