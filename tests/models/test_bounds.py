"""Dates have bounds in forms, imports and the database; and one release that can't be read takes no page from the others."""

import dataclasses
import datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from releases import editions, importers, instants, preflight, watch
from releases.admin import today
from releases.document import Company as Issuer
from releases.document import Document
from releases.models import Contact, Designation, Filing, Release, Trial
from tests import factories
from tests.admin.test_release_form import address as form_address
from tests.admin.test_release_form import form_values
from tests.editions.test_verify import tamper
from tests.newsroom.sealed import address, published, scheduled
from tests.rendering.edition import DOCUMENT

pytestmark = pytest.mark.django_db

#: One day beyond each bound, and what a calendar can hold at all.
BEYOND = [datetime.date(1899, 12, 31), datetime.date(2100, 1, 1), datetime.date.min, datetime.date.max]
WITHIN = [datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)]


def _instant(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(12), datetime.UTC)


@pytest.mark.parametrize("day", BEYOND)
def test_the_bounds_have_a_sentence(day):
    sentence = f"The date {day.isoformat()} is out of bounds. Give one from January 1, 1900 to December 31, 2099."
    assert instants.out_of_bounds(day) == instants.out_of_bounds(_instant(day)) == sentence


def test_what_is_within_has_none():
    assert [instants.out_of_bounds(day) for day in (*WITHIN, None)] == ["", "", ""]


@pytest.mark.parametrize("day", BEYOND)
def test_the_database_holds_no_date_beyond(day):
    release, drug = factories.release(), factories.drug()
    trial, contact = factories.trial(), factories.contact()
    writes = [
        (Release, release.pk, {"release_date": day}),
        (Release, release.pk, {"planned_at": _instant(day)}),
        *((Trial, trial.pk, {name: day}) for name in ("start_date", "primary_completion_date", "completion_date")),
        *((Contact, contact.pk, {name: day}) for name in ("active_from", "active_until")),
    ]
    for model, pk, facts in writes:
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.filter(pk=pk).update(**facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        Designation.objects.create(drug=drug, kind="orphan", indication="glioma", region="US", granted_date=day)
    with pytest.raises(IntegrityError), transaction.atomic():
        Filing.objects.create(form="8-K", filed_date=day)


@pytest.mark.parametrize("day", WITHIN)
def test_the_database_holds_a_date_within(day):
    release = factories.release()
    Release.objects.filter(pk=release.pk).update(release_date=day, is_at_once=False, planned_at=_instant(day))


@pytest.mark.parametrize("day", BEYOND)
def test_nothing_is_sealed_beyond(day):
    release = factories.release()
    with pytest.raises(editions.SealRefused, match="is out of bounds"):
        editions.seal(release, by=None, live_at=_instant(day), is_historic=True)
    assert not release.editions.exists()
    with pytest.raises(editions.SealRefused, match="is out of bounds"):
        editions.seal_record(factories.drug(), by=None, live_at=_instant(day))


@pytest.mark.parametrize("written", ["9999-12-31", "0001-01-01", "1899-12-31", "2100-01-01"])
def test_the_form_refuses_it_with_a_sentence(client, written):
    client.force_login(factories.user("irene", is_superuser=True))
    release = factories.release()
    for name in ("change", "live"):
        response = client.post(form_address(name, release), form_values(client, form_address("change", release)) | {"release_date": written})  # fmt: skip
        assert response.status_code == 200
        assert f"The date {written} is out of bounds." in response.content.decode()
    assert Release.objects.get(pk=release.pk).release_date == release.release_date


def test_an_import_leaves_such_a_date_out_and_says_so():
    factories.company()
    document = Document(
        headline="Marrow Bay Counts", company=Issuer(legal_name="Marrow Bay Inc."), date=datetime.date.max
    )
    release, remarks = importers.records.create_records(document, by=None, today=datetime.date(2026, 1, 2))
    assert release.release_date is None
    assert any("The date 9999-12-31 is out of bounds." in remark for remark in remarks)


def test_preflight_reckons_with_the_outermost_dates():
    for day in WITHIN:
        body = f"<p>On {day:%B} {day.day}, {day.year} and Monday, December 31, 9999 and January 1, 0001 we met at 8:00 a.m. ET.</p>"
        preflight.inspect(dataclasses.replace(DOCUMENT, date=day, body_html=body))


@pytest.fixture(params=['{"no document', '{"schema": 1}', "[]", '""'])
def damaged(db, request):
    """A public release that can't be read any more, between two that can."""
    found = [published(headline=f"Marrow Bay Counts {word}") for word in ("One", "Two", "Three")]
    tamper("UPDATE releases_edition SET document_json = %s WHERE id = %s", request.param, found[1].pk)
    return found


def test_a_damaged_release_takes_no_list_from_the_others(client, damaged):
    for path in (
        "/", "/releases/", "/releases/?q=marrow", "/feeds/releases.rss", "/feeds/releases.atom", "/feeds/releases.json", "/sitemap.xml",
        "/sitemaps/releases-2021.xml", "/api/v1/releases", "/feed/PressRelease.svc/GetPressReleaseList", address(damaged[0]), address(damaged[2]),
    ):  # fmt: skip
        response = client.get(path)
        assert response.status_code == 200, path
        if "sitemap" not in path and path != address(damaged[2]):
            assert "Marrow Bay Counts One" in response.content.decode(), path
        assert "Marrow Bay Counts Two" not in response.content.decode() or "q=" in path, path


def test_a_damaged_release_takes_no_page_of_the_desk(client, damaged):
    client.force_login(factories.user("irene", is_superuser=True))
    for path in ("/admin/", "/admin/releases/release/", "/admin/releases/edition/"):
        response = client.get(path)
        assert response.status_code == 200, path
        assert "Marrow Bay Counts One" in response.content.decode(), path
    assert "can&#x27;t be read" in client.get("/admin/").content.decode()


def test_a_draft_that_can_not_be_judged_takes_the_first_page_from_nobody(client, monkeypatch):
    client.force_login(factories.user("irene", is_superuser=True))
    bad, good = (
        factories.release(headline="Marrow Bay Breaks"),
        factories.release(headline="Marrow Bay Holds", needs_review=True),
    )
    judge = today.workflow.approvals.current

    def break_one(release):
        if release.pk == bad.pk:
            raise OverflowError("date value out of range")
        return judge(release)

    monkeypatch.setattr(today.workflow.approvals, "current", break_one)
    page = client.get("/admin/").content.decode()
    assert "Marrow Bay Breaks" in page
    assert "look at its dates and texts" in page
    assert good.headline in page


def test_a_damaged_release_is_not_watched_and_the_others_are():
    one, two = scheduled(headline="Marrow Bay Waits"), scheduled(headline="Marrow Bay Stays")
    tamper("UPDATE releases_edition SET document_json = %s WHERE id = %s", "{", one.pk)
    assert [each.edition_id for each in watch.releases.watched(editions.database_now())] == [two.pk]


def test_rebuilding_goes_on_after_a_damaged_release(damaged, capsys):
    tamper("UPDATE releases_edition SET article_html = %s WHERE id = %s", "old", damaged[2].pk)
    found = {edition.pk: changed for edition, changed in editions.rebuild()}
    assert found == {damaged[0].pk: False, damaged[1].pk: None, damaged[2].pk: True}
    with pytest.raises(CommandError, match="1 could not be rendered and stay as they are"):
        call_command("rebuild_editions")


def test_verifying_names_a_damaged_release(damaged):
    named = {each.edition for each in editions.verify() if each}
    assert named == {"edition 1 of /releases/2021/03/04/marrow-bay-counts-two/"}
    with pytest.raises(CommandError, match="difference"):
        call_command("verify_editions")
