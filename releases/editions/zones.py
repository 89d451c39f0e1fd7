"""Whether Python and PostgreSQL have the same rules of time zones: each brings its own copy, updated by other hands.

A law that moves the clocks comes with days of notice; where one of the two does not know it yet, an instant would be typed by one rule
and listed by another.
"""

import datetime
import itertools
import zoneinfo
from collections.abc import Iterator

from django.db import connection

#: How many changes of the clocks, and for how many years, they are asked about.
COUNT, YEARS = 10, 15
_STEP = datetime.timedelta(days=1)


def transitions(zone_name: str, since: datetime.datetime) -> Iterator[datetime.datetime]:
    """The instants (aware, UTC, to the second) after ``since`` from which clocks in the zone show another offset, by Python's rules."""
    zone = zoneinfo.ZoneInfo(zone_name)
    at = since.astimezone(datetime.UTC).replace(microsecond=0)
    end = at + datetime.timedelta(days=366 * YEARS)
    while at < end:
        later = at + _STEP
        if later.astimezone(zone).utcoffset() != at.astimezone(zone).utcoffset():
            low, high = at, later
            while high - low > datetime.timedelta(seconds=1):
                middle = low + datetime.timedelta(seconds=int((high - low).total_seconds()) // 2)
                is_old = middle.astimezone(zone).utcoffset() == low.astimezone(zone).utcoffset()
                low, high = (middle, high) if is_old else (low, middle)
            yield high
        at = later


def disagreements(zone_name: str, since: datetime.datetime) -> list[str]:
    """Where PostgreSQL shows another time than Python around the next changes of the clocks; nothing on SQLite, which knows no zones."""
    if connection.vendor != "postgresql":
        return []
    zone = zoneinfo.ZoneInfo(zone_name)
    found = []
    with connection.cursor() as cursor:
        for instant in itertools.islice(transitions(zone_name, since), COUNT):
            for moment in (instant - datetime.timedelta(seconds=1), instant):
                cursor.execute("SELECT %s::timestamptz AT TIME ZONE %s", [moment, zone_name])
                (theirs,) = cursor.fetchone()
                ours = moment.astimezone(zone).replace(tzinfo=None)
                if ours != theirs:
                    found.append(
                        f"{moment:%Y-%m-%d %H:%M:%S} UTC is {ours} in {zone_name} for Python, and {theirs} for PostgreSQL"
                    )
    return found
