"""When the markets are open: trading days of NYSE and Nasdaq, with their holidays and short days.

The days come from the ``holidays`` library, and from rows of the regulation that are newer than it. Pure: asked by date.
"""

import datetime
import functools
import zoneinfo

import holidays
from holidays.constants import HALF_DAY, PUBLIC

from releases.preflight.context import TradingDay
from releases.preflight.regulation import Entry, Regulation

_NEW_YORK = zoneinfo.ZoneInfo("America/New_York")


def trading_days(exchange: str, around: datetime.date, *, regulation: Regulation) -> dict[datetime.date, TradingDay]:
    """The days from a fortnight before to a fortnight after a date, in New York's time; none for an exchange whose hours
    the regulation does not have."""
    days = (around + datetime.timedelta(days=offset) for offset in range(-14, 15))
    return {
        day: trading_day(exchange, day, hours, regulation)
        for day in days
        if (hours := _hours(exchange, day, regulation))
    }


def trading_day(exchange: str, date: datetime.date, hours: Entry, regulation: Regulation) -> TradingDay:
    """One day: a row of the regulation before what the library says."""
    row = next(
        (
            row
            for row in regulation.entries("exchanges", on=date)
            if row.get("date") == date and exchange in row["exchanges"]
        ),
        None,
    )
    closes, reason = hours["closes"], ""
    if date in (short := _days(date.year, HALF_DAY)):
        closes, reason = hours["closes_early"], short[date]
    if row is not None and row.get("shut"):
        return TradingDay(reason=row["reason"])
    if row is not None:
        closes, reason = row.get("closes", hours["closes"]), row["reason"]
    elif date.weekday() >= 5:
        return TradingDay(reason=f"{date:%A}")
    elif shut := _days(date.year, PUBLIC).get(date):
        return TradingDay(reason=shut)
    return TradingDay(opens_at=_at(date, hours["opens"]), closes_at=_at(date, closes), reason=reason)


def _hours(exchange: str, date: datetime.date, regulation: Regulation) -> Entry | None:
    rows = (row for row in regulation.entries("exchanges", on=date) if row.get("opens"))
    return next((row for row in rows if exchange in row["exchanges"]), None)


@functools.cache
def _days(year: int, category: str) -> dict[datetime.date, str]:
    # Nasdaq keeps the NYSE's days.
    return dict(holidays.financial_holidays("NYSE", years=[year], categories=(category,)).items())


def _at(date: datetime.date, time: datetime.time) -> datetime.datetime:
    return datetime.datetime.combine(date, time, _NEW_YORK)
