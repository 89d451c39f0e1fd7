"""The database's clock, for tests that have to be done with something before an instant and look again after it."""

import datetime
import time
from collections.abc import Iterator

import pytest

from releases import editions


def instants(*seconds: float) -> Iterator[datetime.datetime]:
    """Instants that lie further and further ahead, in UTC; leave the loop when one of them was far enough.

    On a quiet machine the first is; on a busy one the test begins again for a later one. ``seconds`` are the distances.
    """
    for ahead in seconds or (0.6, 3, 12, 48):
        yield editions.database_now() + datetime.timedelta(seconds=ahead)
    pytest.fail(f"This machine is so busy that {ahead} seconds were not enough.")


def is_ahead(instant: datetime.datetime) -> bool:
    """Whether the instant has not come yet."""
    return editions.database_now() < instant


def wait_until_after(instant: datetime.datetime) -> None:
    """Return as soon as the instant has passed."""
    while editions.database_now() <= instant:
        time.sleep(0.005)
