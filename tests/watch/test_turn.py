"""One worker asks, the others stand by."""

import datetime
import threading

import pytest

from releases import editions
from releases.models import ProbeRound, ProbeWorker
from releases.watch import turn, worker
from releases.watch.turn import Turn
from tests import factories
from tests.newsroom.sealed import scheduled
from tests.watch.site import Site

pytestmark = pytest.mark.django_db


def test_the_second_worker_stands_by_until_the_first_is_silent_or_leaves():
    first, second = Turn(), Turn()
    assert [first.hold(), second.hold(), first.hold()] == [True, False, True]
    ProbeWorker.objects.update(seen_at=editions.database_now() - datetime.timedelta(seconds=11))
    assert second.hold()
    first._renewed = None
    assert not first.hold()
    second.leave()
    assert turn.seen_at() is None
    assert first.hold()


def test_a_worker_asks_when_it_is_due_and_leaves_its_place():
    factories.company()
    scheduled(headline="Marrow Bay Buys a Lake")
    stop, site = threading.Event(), Site()
    asked = site.ask

    def ask(questions):
        found = asked(questions)
        stop.set()
        return found

    site.ask = ask
    worker.run(stop, site)
    assert ProbeRound.objects.get().outcome == "green"
    assert turn.seen_at() is None


def test_a_worker_outlives_a_database_that_does_not_answer(monkeypatch, caplog):
    from django.db import OperationalError

    stop, steps = threading.Event(), []

    class Worker(worker._Worker):
        def step(self):
            steps.append(1)
            if len(steps) == 1:
                raise OperationalError("INSERT Marrow Bay Buys a Lake")
            stop.set()
            return 0.0

    monkeypatch.setattr(worker, "_Worker", Worker)
    monkeypatch.setattr(worker, "_forget_connection", lambda: None)
    monkeypatch.setattr(stop, "wait", lambda _: None)
    worker.run(stop, Site())
    assert len(steps) == 2
    assert "the database did not answer (OperationalError)" in caplog.text
    assert "Lake" not in caplog.text
