"""Wall-clock times and instants. Everything is decided by instants; people type wall-clock times."""

import datetime
import zoneinfo

#: Dates of releases and records lie between these, and instants with them: days before and after can be reckoned with everywhere.
EARLIEST, LATEST = datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)
OUT_OF_BOUNDS = "The date {} is out of bounds. Give one from January 1, 1900 to December 31, 2099."


def out_of_bounds(value: datetime.date | None) -> str:
    """Why this date, or the day of this instant, is none that a release or record may have, in a sentence; empty when it may."""
    if value is None:
        return ""
    day = value.date() if isinstance(value, datetime.datetime) else value
    return "" if EARLIEST <= day <= LATEST else OUT_OF_BOUNDS.format(day.isoformat())


def from_wall(date: datetime.date, time: datetime.time, zone_name: str) -> tuple[datetime.datetime, ...]:
    """The instants (aware, UTC) at which clocks in the zone show this date and time.

    None when clocks jump over it (daylight-saving time begins), two, the earlier first, when they show it twice.
    """
    zone = zoneinfo.ZoneInfo(zone_name)
    found = []
    for fold in (0, 1):
        wall = datetime.datetime.combine(date, time.replace(fold=fold, tzinfo=None), zone)
        instant = wall.astimezone(datetime.UTC)
        if instant.astimezone(zone).replace(tzinfo=None, fold=0) == wall.replace(tzinfo=None, fold=0):
            found.append(instant)
    return tuple(dict.fromkeys(sorted(found)))


def both_zones(instant: datetime.datetime, zone_name: str) -> str:
    """An instant in the company's time and in UTC: ``Monday, November 23, 2026, 07:00:00 EST (12:00:00 UTC)``."""
    local = instant.astimezone(zoneinfo.ZoneInfo(zone_name))
    utc = instant.astimezone(datetime.UTC)
    utc_date = "" if utc.date() == local.date() else f"{utc:%B} {utc.day}, "
    return f"{local:%A}, {local:%B} {local.day}, {local:%Y, %H:%M:%S} {local.tzname()} ({utc_date}{utc:%H:%M:%S} UTC)"


def span(seconds: float) -> str:
    """A length of time in words, in its two largest units: ``3 hours 12 minutes``."""
    rest, words = int(seconds), []
    for name, size in (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1)):
        count, rest = divmod(rest, size)
        if count:
            words.append(f"{count} {name}{'' if count == 1 else 's'}")
    return " ".join(words[:2]) or "0 seconds"
