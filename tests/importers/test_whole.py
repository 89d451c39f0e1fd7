"""A file comes in whole or not at all."""

import datetime

import pytest

from releases.document import DocumentError
from releases.importers import Outcome, bring_in, intake, publish, records
from releases.models import Contact, Release, SourceFile
from releases.workflow import Refused
from tests import factories
from tests.importers.files import RELEASE, rows

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 23)
NOW = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)


def come(text: str = RELEASE, name="release.txt"):
    return bring_in(text.encode(), name=name, by=None, today=TODAY)


def test_what_came_is_kept_with_what_was_said_about_it():
    brought = come()
    source = SourceFile.objects.get()
    assert (source.release, source.name, source.size) == (brought.release, "release.txt", len(RELEASE.encode()))
    assert source.notices == list(brought.notices)
    assert source.file.read() == RELEASE.encode()
    assert source.file.name.startswith("sources/")
    assert "release" not in source.file.name


@pytest.mark.parametrize("step", ["_create_contact", "_create_drug", "_safe_harbor"])
def test_an_error_in_the_middle_leaves_no_row(monkeypatch, step):
    before = rows()

    def broken(*args):
        raise RuntimeError("in the middle")

    with monkeypatch.context() as patch:
        patch.setattr(records, step, broken)
        with pytest.raises(RuntimeError, match="in the middle"):
            come()
    assert rows() == before
    assert come().outcome == Outcome.IMPORTED


def test_an_error_at_the_very_end_leaves_no_row(monkeypatch):
    before = rows()
    monkeypatch.setattr(intake.SourceFile, "save", lambda self: (_ for _ in ()).throw(DocumentError("late")))
    with pytest.raises(DocumentError):
        come()
    assert rows() == before


def test_two_files_share_their_records():
    first = come().release
    second = come(RELEASE.replace("The trial goes on.", "The trial is complete.")).release
    assert first != second
    assert Contact.objects.count() == 1
    assert first.safe_harbor == second.safe_harbor


def test_the_same_release_in_other_bytes_waits_for_a_human():
    assert not come().release.needs_review
    second = bring_in(f"\n{RELEASE}".encode("utf-16"), name="again.txt", by=None, today=TODAY)
    assert second.notices[-1] == "There is a release with this headline and date already. Keep one of the two."
    assert second.release.needs_review
    with pytest.raises(Refused):
        publish(second.release, by=None, now=NOW)


def test_a_site_without_a_company_publishes_nothing():
    release = come("March 4, 2021\n\nSomething Was Announced\n\nA paragraph says what was announced.\n").release
    with pytest.raises(Refused) as refused:
        publish(release, by=None, now=NOW)
    assert refused.value.reasons == ("The site has no company yet. Add it at the desk.",)


def test_a_release_is_published_at_noon_of_its_day_in_the_company_s_zone():
    factories.company(time_zone="Asia/Tokyo")
    edition = publish(come().release, by=None, now=NOW)
    assert edition.live_at == datetime.datetime(2021, 3, 4, 3, tzinfo=datetime.UTC)
    assert edition.path_date == datetime.date(2021, 3, 4)
    assert publish(Release.objects.get(), by=None, now=NOW) is None


@pytest.mark.parametrize(
    ("printed", "reason"),
    [
        ("", "The release has no date, so there is no instant to publish it at. Seal it at the desk."),
        ("March 4, 2099", "The release is dated in the future. Seal it for its instant at the desk."),
    ],
)
def test_what_has_no_past_day_is_not_published(printed, reason):
    release = come(RELEASE.replace("March 4, 2021", printed)).release
    before = rows()
    with pytest.raises(Refused) as refused:
        publish(release, by=None, now=NOW)
    assert refused.value.reasons == (reason,)
    assert rows() == before
