"""The database's clock, for tests that have to be done with something before an instant and look again after it."""

import datetime
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from django.db import transaction

from releases import editions, workflow

T = TypeVar("T")
#: How far ahead of the database's clock an instant is put, in seconds: first for a quiet machine, then for a busy one.
AHEAD = (0.6, 3, 12, 48)


def before_an_instant(act: Callable[[datetime.datetime], T], *seconds: float) -> tuple[datetime.datetime, T]:
    """Call ``act`` with an instant that comes soon; the instant, in UTC, and what was returned before it came.

    On a machine so busy that the instant passes meanwhile, what ``act`` wrote is undone, and it is called again for a
    later one. ``seconds`` are the distances.
    """
    for ahead in (seconds := seconds or AHEAD):
        instant = editions.database_now() + datetime.timedelta(seconds=ahead)
        with transaction.atomic():
            try:
                with transaction.atomic():
                    found = act(instant)
            except (editions.SealRefused, workflow.Refused):
                if ahead == seconds[-1]:
                    raise
            else:
                if is_ahead(instant):
                    return instant, found
            transaction.set_rollback(True)
    pytest.fail(f"This machine is so busy that {seconds[-1]} seconds were not enough.")


def instants(*seconds: float) -> Iterator[datetime.datetime]:
    """Instants that lie further and further ahead, in UTC; leave the loop when one of them was far enough.

    On a quiet machine the first is; on a busy one the test begins again for a later one. ``seconds`` are the distances.
    """
    for ahead in seconds or AHEAD:
        yield editions.database_now() + datetime.timedelta(seconds=ahead)
    pytest.fail(f"This machine is so busy that {ahead} seconds were not enough.")


def is_ahead(instant: datetime.datetime) -> bool:
    """Whether the instant has not come yet."""
    return editions.database_now() < instant


def wait_until_after(instant: datetime.datetime) -> None:
    """Return as soon as the instant has passed."""
    while editions.database_now() <= instant:
        time.sleep(0.005)
