"""Sealing, scheduling, superseding, calling back."""

import datetime
import hashlib
import json
import time

import pytest

from releases import editions, newsroom
from releases.models import Edition
from tests import factories

pytestmark = pytest.mark.django_db

UTC = datetime.UTC
LONG_AGO = datetime.datetime(2021, 3, 4, 17, tzinfo=UTC)


def tomorrow() -> datetime.datetime:
    return (editions.database_now() + datetime.timedelta(days=1)).replace(microsecond=0)


def test_an_edition_is_the_release_as_it_stood():
    release = factories.release(headline="Marrow Bay Opens a Laboratory", drugs=[factories.drug(code_name="MBY-900")])
    edition = editions.seal(release, by=None, live_at=LONG_AGO, is_historic=True)
    release.headline = "Something Else"
    release.save()
    assert edition.number == 1
    assert edition.previous_digest == ""
    assert edition.document.headline == "Marrow Bay Opens a Laboratory"
    assert edition.document.date == datetime.date(2021, 3, 4)
    assert edition.document.drugs[0].name == "MBY-900"
    assert edition.feed_id == f"tag:ir.example.com,2021-03-04:release/{release.key}"
    assert newsroom.find(datetime.date(2021, 3, 4), "marrow-bay-opens-a-laboratory").document.headline == (
        "Marrow Bay Opens a Laboratory"
    )


def test_the_digest_can_be_computed_from_what_is_published():
    edition = editions.seal(factories.release(), by=None, live_at=LONG_AGO, is_historic=True)
    header = json.dumps(
        {
            "feed_id": edition.feed_id,
            "live_at": "2021-03-04T17:00:00.000000Z",
            "number": 1,
            "previous": "",
            "scheme": "irsite-edition-1",
        },
        separators=(",", ":"),
    )
    body = edition.document.canonical_bytes()
    assert edition.digest == hashlib.sha256(header.encode() + b"\n" + body).hexdigest()


def test_the_past_is_refused_unless_it_is_history():
    release = factories.release()
    with pytest.raises(editions.SealRefused) as refused:
        editions.seal(release, by=None, live_at=LONG_AGO)
    assert refused.value.reasons == (
        "The instant 2021-03-04 17:00:00 UTC is in the past. Choose a later one, or publish at once.",
    )
    with pytest.raises(editions.SealRefused, match="Only a release with an instant in the past"):
        editions.seal(release, by=None, live_at=tomorrow(), is_historic=True)
    assert not Edition.objects.exists()


def test_history_keeps_the_true_time_of_sealing_beside_the_instant():
    before = editions.database_now()
    edition = editions.seal(factories.release(), by=None, live_at=LONG_AGO, is_historic=True)
    assert edition.live_at == LONG_AGO
    assert edition.is_historic
    assert before <= edition.sealed_at <= editions.database_now()


def test_a_printed_date_that_is_not_the_day_of_the_instant_is_refused():
    release = factories.release(release_date=datetime.date(2021, 3, 5))
    with pytest.raises(editions.SealRefused, match="is dated March 5, 2021, but would become public on March 4, 2021"):
        editions.seal(release, by=None, live_at=LONG_AGO, is_historic=True)
    assert not Edition.objects.exists()


def test_the_day_is_the_company_s_day():
    factories.company(time_zone="Asia/Tokyo")
    late = datetime.datetime(2021, 3, 4, 20, tzinfo=UTC)
    edition = editions.seal(factories.release(), by=None, live_at=late, is_historic=True)
    assert edition.path_date == datetime.date(2021, 3, 5)


def test_a_scheduled_edition_is_nowhere_public():
    edition = editions.seal(factories.release(), by=None, live_at=tomorrow())
    assert not Edition.objects.live().exists()
    assert newsroom.latest(9) == ()
    assert newsroom.archive(newsroom.Selection()).count == 0
    assert newsroom.feed().pages == ()
    assert newsroom.find(edition.path_date, edition.slug) is None
    assert newsroom.earlier_edition(edition.path_date, edition.slug, 1) is None
    assert newsroom.frame() == newsroom.Frame()


@pytest.mark.django_db(transaction=True)
def test_the_instant_comes_by_the_database_s_clock_and_nothing_runs():
    instant = editions.database_now() + datetime.timedelta(seconds=1.2)
    edition = editions.seal(factories.release(), by=None, live_at=instant)
    seen_before = 0
    while editions.database_now() < instant - datetime.timedelta(milliseconds=20):
        assert not Edition.objects.live().exists()
        seen_before += 1
        time.sleep(0.02)
    assert seen_before > 10
    while editions.database_now() <= instant + datetime.timedelta(milliseconds=5):
        time.sleep(0.005)
    assert Edition.objects.live().get() == edition


def test_a_correction_supersedes_at_its_instant_and_not_before():
    release = factories.release(correction_kind="correction", correction_note="A number.")
    first = editions.seal(release, by=None, live_at=LONG_AGO, is_historic=True)
    release.headline = "Marrow Bay Corrects a Number"
    release.save()
    second = editions.seal(release, by=None, live_at=tomorrow())
    first = Edition.objects.get(pk=first.pk)
    assert second.number == 2
    assert second.previous_digest == first.digest
    assert first.superseded_at == second.live_at
    assert (second.feed_id, second.path_date, second.slug) == (first.feed_id, first.path_date, first.slug)
    assert Edition.objects.live().get() == first
    page = newsroom.find(first.path_date, first.slug)
    assert (page.entry.number, page.superseded_at, len(page.editions)) == (1, None, 1)


def test_after_its_instant_the_correction_is_current_and_the_original_stays_readable():
    release = factories.release(headline="Marrow Bay Counts to Three")
    first = editions.seal(release, by=None, live_at=LONG_AGO, is_historic=True)
    release.headline, release.correction_kind, release.correction_note = (
        "Marrow Bay Counts to Four",
        "correction",
        "Four.",
    )
    release.save()
    second = editions.seal(release, by=None, live_at=LONG_AGO + datetime.timedelta(days=2), is_historic=True)
    assert Edition.objects.live().get() == second
    page = newsroom.find(first.path_date, first.slug)
    assert page.entry.headline == "Marrow Bay Counts to Four"
    assert [(issue.number, issue.is_current, issue.note) for issue in page.editions] == [
        (2, True, "Four."),
        (1, False, ""),
    ]
    original = newsroom.earlier_edition(first.path_date, first.slug, 1)
    assert original.entry.headline == "Marrow Bay Counts to Three"
    assert original.superseded_at == second.live_at
    assert [page.entry.number for page in newsroom.feed().pages] == [2]
    assert newsroom.feed().pages[0].item_id == f"{first.feed_id}/2"


def test_a_second_correction_waits_for_the_first():
    release = factories.release(correction_kind="correction", correction_note="A number.")
    editions.seal(release, by=None, live_at=LONG_AGO, is_historic=True)
    editions.seal(release, by=None, live_at=tomorrow())
    with pytest.raises(
        editions.SealRefused, match=r"Edition 2 is sealed but not public yet. Call it back and seal again."
    ):
        editions.seal(release, by=None, live_at=tomorrow() + datetime.timedelta(days=1))
    assert Edition.objects.count() == 2


def test_calling_back_leaves_the_earlier_edition_current():
    release = factories.release(correction_kind="correction", correction_note="A number.")
    first = editions.seal(release, by=None, live_at=LONG_AGO, is_historic=True)
    second = editions.seal(release, by=None, live_at=tomorrow())
    called_back = editions.call_back(second, by=None)
    assert called_back.called_back_at is not None
    assert Edition.objects.get(pk=first.pk).superseded_at is None
    again = editions.seal(release, by=None, live_at=tomorrow())
    assert again.number == 2
    assert again.previous_digest == first.digest
    assert list(editions.verify()) == [None] * 5


def test_what_is_public_or_called_back_is_not_called_back():
    live = editions.seal(factories.release(), by=None, live_at=LONG_AGO, is_historic=True)
    with pytest.raises(editions.SealRefused, match=r"is public and can't be called back. Correct the release instead."):
        editions.call_back(live, by=None)
    scheduled = editions.seal(factories.release(), by=None, live_at=tomorrow())
    editions.call_back(scheduled, by=None)
    with pytest.raises(editions.SealRefused, match="was called back already"):
        editions.call_back(scheduled, by=None)
    assert Edition.objects.get(pk=live.pk).called_back_at is None


def test_a_hidden_release_does_not_show_in_another_s_address():
    """Two releases of one day and headline: the one that is public earlier has the plain address."""
    instant = tomorrow()
    hidden = editions.seal(factories.release(headline="Marrow Bay Grows"), by=None, live_at=instant)
    earlier = instant - datetime.timedelta(seconds=1)
    if earlier.astimezone(UTC).date() != instant.astimezone(UTC).date():
        earlier = instant
    first = editions.seal(factories.release(headline="Marrow Bay Grows"), by=None, live_at=earlier)
    hidden = Edition.objects.get(pk=hidden.pk)
    assert {first.slug, hidden.slug} > {"marrow-bay-grows"}
    if earlier < instant:
        assert first.slug == "marrow-bay-grows"
        assert hidden.slug.startswith("marrow-bay-grows-")


def test_the_database_clock_is_aware_and_near_ours():
    now = editions.database_now()
    assert now.tzinfo == UTC
    assert abs(now - datetime.datetime.now(UTC)) < datetime.timedelta(seconds=2)
