"""The go-live instant and the markets: closed days, the minutes after the close, and what else goes out."""

import datetime
from collections.abc import Iterator

from releases.preflight import occasion
from releases.preflight.catalogue import rule
from releases.preflight.context import Context
from releases.preflight.finding import Hit, Level, Place
from releases.preflight.regulation import Entry
from releases.preflight.view import View

_NEIGHBOURS = datetime.timedelta(minutes=10)


@rule(
    "D5",
    Level.BLOCK,
    "Material news keeps the exchange's quiet minutes and its notice.",
    source="Nasdaq Rule 5250(b)(1), IM-5250-1; NYSE Listed Company Manual 202.06",
)
def windows(view: View, context: Context) -> Iterator[Hit]:
    instant = context.live_at
    if not context.is_material or instant is None:
        return
    exchange = _exchange(view, context)
    rows = context.regulation.entries("exchanges", on=occasion.law(view, context))
    local = instant.astimezone(occasion.zone(view))
    day = next((day for date, day in context.calendar.items() if date == local.date()), None)
    if day and day.closes_at is None:
        yield _hit(
            f"The exchange does not trade on {local:%A, %B} {local.day} ({day.reason}). Say why the news goes out then.",
            f"closed: {day.reason}",
            Level.QUERY,
        )
    for row in rows:
        if exchange not in row.get("exchanges", ()):
            continue
        if row.get("to_close") is not None and day and day.closes_at:
            yield from _quiet(row, instant, day.closes_at)
        if row.get("window_begins") and context.notice_at is not None:
            yield from _notice(row, instant, local, context.notice_at)


def _quiet(row: Entry, instant: datetime.datetime, closes_at: datetime.datetime) -> Iterator[Hit]:
    since = (instant - closes_at).total_seconds() / 60
    free = closes_at + datetime.timedelta(minutes=row["advised_to_close"])
    if row["from_close"] <= since < row["to_close"]:
        yield _hit(
            f"{row['says']}. Plan {free:%H:%M} {free.tzname()} or later.", f"{row.source}: closes {closes_at:%H:%M}"
        )
    elif row["to_close"] <= since < row["advised_to_close"]:
        yield _hit(
            f"The exchange advises to wait until {free:%H:%M} {free.tzname()}. Say why not.",
            f"{row.source}: closes {closes_at:%H:%M}",
            Level.QUERY,
        )


def notice_deadline(row: Entry, local: datetime.datetime) -> datetime.datetime:
    """Until when the exchange must have been told of news for this instant, both in New York's time."""
    if "outside" in row.says and not row["window_begins"] <= local.time() < row["window_ends"]:
        deadline = datetime.datetime.combine(local.date(), row["outside"], local.tzinfo)
        # After the window the next morning's deadline counts.
        return deadline + datetime.timedelta(days=1) if local.time() >= row["window_ends"] else deadline
    return local - datetime.timedelta(minutes=row["minutes"])


def _notice(
    row: Entry, instant: datetime.datetime, local: datetime.datetime, told_at: datetime.datetime
) -> Iterator[Hit]:
    deadline = notice_deadline(row, local)
    if told_at > deadline and (row.get("outside") or row["window_begins"] <= local.time() < row["window_ends"]):
        told = told_at.astimezone(local.tzinfo)
        yield _hit(
            f"{row['whom']} must be told by {deadline:%H:%M} {deadline.tzname()}, and was told at {told:%H:%M}. Plan a later instant.",
            f"{row.source}: notice by {deadline.isoformat()}",
        )


def _exchange(view: View, context: Context) -> str:
    listings = context.company.listings if context.company else ()
    return listings[0].exchange if listings else view.document.company.exchange


def _hit(message: str, evidence: str, level: Level | None = None) -> Hit:
    return Hit(place=Place("live_at"), message=message, evidence=evidence, level=level)


@rule(
    "D9",
    Level.NOTE,
    "Material news goes out before or after trading, and alone.",
    source="Nasdaq IM-5250-1 and NYSE 202.06 on trading halts; practice",
)
def trading_hours(view: View, context: Context) -> Iterator[Hit]:
    instant = context.live_at
    if instant is None:
        return
    local = instant.astimezone(occasion.zone(view))
    day = context.calendar.get(local.date())
    if context.is_material and day and day.opens_at and day.opens_at <= instant < day.closes_at:
        yield _hit(
            "The market trades at this instant, and may be halted for the news. Plan it before the opening or after the close.",
            f"trading from {day.opens_at:%H:%M} to {day.closes_at:%H:%M}",
        )
    for older in context.older:
        if older.live_at and abs(older.live_at - instant) < _NEIGHBOURS:
            yield _hit(
                f"Another release, “{older.headline}”, goes out within ten minutes.", f"{older.live_at.isoformat()}"
            )
            return
