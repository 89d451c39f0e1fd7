"""Two people, or a person and the clock, at the same moment."""

import contextlib
import datetime
import threading
import time

import pytest
from django.db import DatabaseError, connection, connections, transaction

from releases import editions, workflow
from releases.models import Edition, HistoryEntry, Release
from tests import factories
from tests.newsroom.sealed import tomorrow
from tests.properties import rounds

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.thorough,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
    pytest.mark.django_db(transaction=True),
]


def together(*moves) -> list:
    """What each move returned or was refused with; all start at one moment, each in a thread and connection."""
    results, gate = [None] * len(moves), threading.Barrier(len(moves))

    def run(index: int) -> None:
        try:
            connection.ensure_connection()
            gate.wait(10)
            results[index] = moves[index]()
        except workflow.Refused as refused:
            results[index] = refused
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(moves))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


def test_two_who_seal_at_once_make_one_edition():
    factories.company()
    for _ in range(rounds(30)):
        release = factories.release()
        instant = tomorrow()
        results = together(*[lambda r=release, at=instant: workflow.seal(r, by=None, live_at=at)] * 2)
        (edition,) = [result for result in results if isinstance(result, Edition)]
        (refused,) = [result for result in results if isinstance(result, workflow.Refused)]
        assert refused.reasons == ("The release is sealed already.",)
        assert list(Edition.objects.filter(release=release)) == [edition]
        assert HistoryEntry.objects.filter(release=release).count() == 1
        assert Release.objects.get(pk=release.pk).version == 2


def test_two_corrections_sealed_at_once_make_one_chain():
    factories.company()
    for _ in range(rounds(20)):
        release = factories.release()
        workflow.seal(release, by=None)
        workflow.correct(release, by=None, kind="correction", note="Four.")
        results = together(*[lambda r=release: workflow.seal(r, by=None)] * 2)
        assert sorted(type(result).__name__ for result in results) == ["Edition", "Refused"]
        assert sorted(Edition.objects.filter(release=release).values_list("number", flat=True)) == [1, 2]
    assert set(editions.verify()) == {None}


def test_sealing_against_calling_back_leaves_one_story():
    factories.company()
    for _ in range(rounds(20)):
        release = factories.release()
        workflow.seal(release, by=None, live_at=tomorrow())
        together(
            lambda r=release: workflow.call_back(r, by=None, reason="Wait."),
            lambda r=release: workflow.seal(r, by=None, live_at=tomorrow()),
        )
        standing = Edition.objects.standing().filter(release=release).count()
        assert Release.objects.get(pk=release.pk).state == ("sealed" if standing else "draft")


def test_a_call_back_that_races_the_instant_wins_or_loses_whole():
    factories.company()
    outcomes = set()
    for round_ in range(0, 30, 30 // rounds(30)):
        release = factories.release()
        instant = editions.database_now() + datetime.timedelta(milliseconds=250)
        edition = workflow.seal(release, by=None, live_at=instant)
        while editions.database_now() < instant - datetime.timedelta(milliseconds=6 * round_):
            time.sleep(0.0005)
        try:
            workflow.call_back(release, by=None, reason="Wait.")
            outcomes.add("called back")
        except (workflow.Refused, DatabaseError):  # the trigger's refusal, when the instant fell in between
            outcomes.add("public")
        time.sleep(max(0, (instant - editions.database_now()).total_seconds()) + 0.002)
        edition = Edition.objects.get(pk=edition.pk)
        is_live = Edition.objects.live().filter(pk=edition.pk).exists()
        assert is_live == (edition.called_back_at is None)
        assert Release.objects.get(pk=release.pk).state == ("sealed" if is_live else "draft")
        assert edition.called_back_at is None or edition.called_back_at < instant
    assert outcomes == {"called back", "public"}


def test_what_the_public_has_seen_is_never_called_back():
    """A call-back that is slow to commit: once another connection has read the edition, it must stay."""
    release = factories.release()
    instant = editions.database_now() + datetime.timedelta(milliseconds=400)
    edition = workflow.seal(release, by=None, live_at=instant)
    seen = []

    def read():
        try:
            seen.append(Edition.objects.live().filter(pk=edition.pk).exists())
        finally:
            connections.close_all()

    with contextlib.suppress(workflow.Refused, DatabaseError), transaction.atomic():
        workflow.call_back(release, by=None, reason="Wait.")
        while editions.database_now() <= instant + datetime.timedelta(milliseconds=20):
            time.sleep(0.01)
        reader = threading.Thread(target=read)
        reader.start()
        reader.join()
    is_live = Edition.objects.live().filter(pk=edition.pk).exists()
    assert seen == [is_live], "the public read an edition that was then called back"
