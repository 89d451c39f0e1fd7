"""The worker: asks by the schedule until it is told to stop. What it has seen is in the database; it may die at any moment."""

import logging
import threading

from django.db import DatabaseError, InterfaceError, connection

from releases import editions
from releases.watch import alarms, rounds, schedule
from releases.watch.asking import Asker
from releases.watch.releases import next_instant, opening
from releases.watch.turn import Turn

_log = logging.getLogger(__name__)
_PRUNE_EACH = 1000  # rounds


def run(stop: threading.Event, asker: Asker | None = None) -> None:
    """Ask until ``stop`` is set. A database that does not answer is waited for."""
    worker = _Worker(asker or Asker(is_stopped=stop.is_set))
    while not stop.is_set():
        try:
            wait = worker.step()
        except (DatabaseError, InterfaceError) as error:
            # Its words may hold those of a statement.
            _log.error("Self-probe: the database did not answer (%s). It is asked again.", type(error).__name__)
            _forget_connection()
            wait = 1.0
        stop.wait(wait)
    try:
        worker.turn.leave()
    except (DatabaseError, InterfaceError):
        _forget_connection()


def once(asker: Asker | None = None) -> list:
    """One round, whatever other workers do: what must not show, then what has just become public. Returns what was
    written."""
    asker = asker or Asker()
    written = rounds.probe(asker)
    written += rounds.ask(asker, [rounds.Opening(asker, each) for each in opening(editions.database_now())])
    alarms.tell()
    return written


class _Worker:
    def __init__(self, asker: Asker):
        self.turn = Turn()
        self._asker = asker
        self._last = None
        self._rounds = 0
        self._opening: dict[int, rounds.Opening] = {}
        self._asked: dict[int, object] = {}

    def step(self) -> float:
        """Do what is due; returns for how many seconds nothing is."""
        if not self.turn.hold():
            return 2.0
        now = editions.database_now()
        since = self._follow(now)
        now, instant = editions.database_now(), next_instant(now)
        if schedule.is_due(now, self._last, instant, since):
            with self._asker.until((instant - now).total_seconds() if instant else None):
                rounds.probe(self._asker)
                self._last = None if self._asker.is_stopped() else now  # what gave way to an instant is done again
            self._rounds += 1
            if self._rounds % _PRUNE_EACH == 0:
                rounds.prune()
            now = editions.database_now()
        alarms.tell()
        return schedule.pause(now, next_instant(now), since)

    def _follow(self, now) -> float | None:
        """Ask for what has just become public, where it is due; how many seconds ago the newest of it did."""
        waiting = {each.edition_id: each for each in opening(now)}
        for gone in self._opening.keys() - waiting.keys():
            del self._opening[gone]
        now, due, newest = editions.database_now(), [], None
        for pk, release in waiting.items():
            since = (now - release.instant).total_seconds()
            newest = since if newest is None else min(newest, since)
            last = self._asked.get(pk)
            if last is not None and since - last < schedule.between(since):
                continue
            self._asked[pk] = since
            if pk not in self._opening:
                self._opening[pk] = rounds.Opening(self._asker, release)
            due.append(self._opening[pk])
        if due:
            rounds.ask(self._asker, due)
        return newest


def _forget_connection() -> None:
    try:
        connection.close()
    except (DatabaseError, InterfaceError):
        connection.connection = None
