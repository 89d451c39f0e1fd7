"""The day of a release: for its dates, and for the law that holds."""

import datetime
import functools
import zoneinfo

from releases.preflight.context import Context
from releases.preflight.regulation import Lexicon
from releases.preflight.view import View


def day(view: View, context: Context) -> datetime.date | None:
    """The date on which it goes out by the company's clock; the printed date while no instant is planned, or None."""
    if context.live_at is None:
        return view.document.date
    return context.live_at.astimezone(zone(view)).date()


def zone(view: View) -> zoneinfo.ZoneInfo:
    """The company's time zone."""
    return _zone(view.document.company.time_zone)


def law(view: View, context: Context) -> datetime.date:
    """The date whose law applies: the day it goes out, or the far future where nobody knows it yet."""
    return day(view, context) or datetime.date.max


def lexicon(view: View, context: Context, table: str, name: str, key: str = "phrases") -> Lexicon:
    """A lexicon as it stands on the day of the release."""
    return context.regulation.lexicon(table, name, on=law(view, context), key=key)


@functools.cache
def _zone(name: str) -> zoneinfo.ZoneInfo:
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return zoneinfo.ZoneInfo("America/New_York")
