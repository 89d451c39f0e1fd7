"""A file comes in whole or not at all."""

import datetime

import pytest

from releases import conf
from releases.document import DocumentError
from releases.importers import Outcome, bring_in, linked, publish, records
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


@pytest.mark.parametrize(
    ("room", "step"), [(linked, "_create_contact"), (linked, "_create_drug"), (records, "safe_harbor_of")]
)
def test_an_error_in_the_middle_leaves_no_row(monkeypatch, room, step):
    before = rows()

    def broken(*args, **options):
        raise RuntimeError("in the middle")

    with monkeypatch.context() as patch:
        patch.setattr(room, step, broken)
        with pytest.raises(RuntimeError, match="in the middle"):
            come()
    assert rows() == before
    assert come().outcome == Outcome.IMPORTED


def test_an_error_at_the_very_end_leaves_no_row(monkeypatch):
    before = rows()
    monkeypatch.setattr(SourceFile, "save", lambda self, **options: (_ for _ in ()).throw(DocumentError("late")))
    with pytest.raises(DocumentError):
        come()
    assert rows() == before
    assert [path for path in conf.private_root().rglob("*") if path.is_file()] == []


def test_two_files_share_their_records():
    first = come().release
    second = come(RELEASE.replace("HARBOR Data", "More HARBOR Data"), name="second.txt").release
    assert first != second
    assert Contact.objects.count() == 1
    assert first.safe_harbor == second.safe_harbor


def test_the_same_words_in_other_bytes_change_nothing():
    first = come()
    before = rows()
    second = bring_in(f"\n{RELEASE}".encode("utf-16"), name="again.txt", by=None, today=TODAY)
    assert (second.outcome, second.release) == (Outcome.UNCHANGED, first.release)
    assert rows() == before


def test_other_words_under_the_same_headline_and_date_wait_with_a_redline():
    first = come()
    before = rows()
    second = come(RELEASE.replace("The trial goes on.", "The trial is complete."), name="again.txt")
    assert (second.outcome, second.release) == (Outcome.CHANGED, first.release)
    assert second.notices == ("It differs from the release “Marrow Bay Presents HARBOR Data”. Look at the redline.",)
    assert rows() == before | {"IncomingFile": 1}
    again = come(RELEASE.replace("The trial goes on.", "The trial is complete."), name="again.txt")
    assert (again.outcome, again.incoming) == (Outcome.CHANGED, second.incoming)


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
