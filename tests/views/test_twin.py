"""Non-interference: with and without an embargoed object in the database, the public reads the same bytes."""

import datetime

import pytest
from django.db import connection

from releases import editions, workflow
from releases.models import Company, Contact, Drug, Edition, Program, Release, Trial
from tests import factories
from tests.newsroom.sealed import LONG_AGO, address, corrected, figure, png, published, scheduled, tomorrow

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    """A public site with everything linked: two releases, one of them corrected, with a drug, trial, contact, figure."""
    company = factories.company()
    company.take_logo(png())
    company.save()
    drug = factories.drug(code_name="MBY-101", generic_name="marrowtinib")
    Program.objects.create(drug=drug, indication="glioma", phase="phase-2")
    release = factories.release(headline="Marrow Bay Counts", drugs=[drug], safe_harbor=factories.safe_harbor())
    release.contacts.add(factories.contact())
    release.trials.add(factories.trial(acronym="HARBOR-TWIN"))
    figure(release)
    corrected(published(release), live_at=LONG_AGO + datetime.timedelta(days=3))
    published(headline="Marrow Bay Grows", on=LONG_AGO + datetime.timedelta(days=1))
    return release


@pytest.fixture
def public(whole):
    """Every public answer, under plain and conditional requests."""

    def read() -> dict:
        paths = ["/", "/releases/", "/releases/?page=1", "/releases/?page=2", "/feeds/releases.rss", "/nowhere/"]
        for edition in Edition.objects.published():
            paths += [address(edition), f"{address(edition)}editions/{edition.number}/"]
            paths += [f"{address(edition)}editions/{edition.number + 1}/"]
            paths += [f"/files/{file.key}/{file.name}" for file in edition.files.all()]
        return {(path, method): whole(path, method) for path in paths for method in ("get", "head")}

    return read


def draft(release):
    factories.release(headline="Zebra Draft", drugs=[Drug.objects.get()])


def scheduled_release(release):
    for _ in range(25):
        secret = factories.release(headline="Zebra Scheduled", drugs=[Drug.objects.get()])
        figure(secret, title="Zebra")
        scheduled(secret)


def called_back(release):
    editions.call_back(scheduled(headline="Zebra Called Back"), by=None)


def same_day_and_headline(release):
    """Of the same address as a public release, but for a suffix."""
    twin = factories.release(headline="Marrow Bay Counts")
    scheduled(twin)


def pending_correction(release):
    corrected(Edition.objects.live().get(release=release), headline="Zebra Correction", live_at=tomorrow())


def opened_correction(release):
    Release.objects.filter(pk=release.pk).update(state="sealed", correction_kind="", correction_note="")
    workflow.correct(release, by=None, kind="update", note="Zebra.")
    Release.objects.filter(pk=release.pk).update(headline="Zebra Opened")


def linked_records(release):
    Drug.objects.update(code_name="ZEBRA-1", generic_name="zebratinib", brand_name="Zebra")
    Program.objects.update(phase="phase-3")
    Trial.objects.update(acronym="ZEBRA", status="COMPLETED")
    Contact.objects.update(person="Zoe Zebra", phone="617-555-0199")
    for link in (*release.drug_links.all(), *release.trial_links.all()):
        link.delete()


def company_record(release):
    Company.objects.update(
        legal_name="Zebra, Inc.", short_name="Zebra", ticker="ZBRA", accent_color="#aa0000", time_zone="Asia/Tokyo"
    )
    company = Company.objects.get()
    company.take_logo(png(color="#000000"))
    company.save()


def legal_text(release):
    factories.safe_harbor(text="<p>Zebra.</p>", heading="Zebra")


def files(release):
    figure(release, title="Zebra")
    release.media.first().delete()


HIDDEN = [draft, scheduled_release, called_back, same_day_and_headline, pending_correction, opened_correction,
          linked_records, company_record, legal_text, files]  # fmt: skip


@pytest.mark.parametrize("secret", HIDDEN, ids=lambda secret: secret.__name__)
def test_what_is_embargoed_changes_no_public_byte(site, public, secret):
    before = public()
    assert [answer[0] for answer in before.values()].count(200) == 22
    secret(site)
    assert public() == before
    assert b"zebra" not in b"".join(body for _, _, body in before.values()).lower()


def test_all_at_once(site, public):
    before = public()
    for secret in HIDDEN:
        if secret is not opened_correction:  # it can't be open and sealed at once
            secret(site)
    assert public() == before


def test_a_published_one_does_change_them(site, public):
    """The comparison above is able to fail."""
    before = public()
    published(headline="Zebra Public")
    assert public() != before


def test_row_numbers_are_not_public(whole):
    """They would count what is sealed and not yet public."""
    numbers = {}
    for index, model in enumerate((Edition, Release, Drug, Trial, Contact)):
        table, numbers[table] = model._meta.db_table, 918273000 + 111 * index
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, numbers[table]])
            else:
                cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, numbers[table]])
    release = factories.release(drugs=[factories.drug()])
    release.contacts.add(factories.contact())
    release.trials.add(factories.trial())
    edition = published(release)
    assert (edition.pk, release.pk) == (918273001, 918273112)
    for path in ("/", "/releases/", "/feeds/releases.rss", address(edition), f"{address(edition)}editions/1/"):
        status, headers, body = whole(path)
        assert status == 200
        assert b"918273" not in body
        assert "918273" not in str(headers)
