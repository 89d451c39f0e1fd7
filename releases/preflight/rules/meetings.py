"""Medical meetings: their count, year and city, and the embargo on what is shown there."""

import datetime
import re
from collections.abc import Iterator

from releases.preflight import occasion
from releases.preflight.catalogue import rule
from releases.preflight.context import Context, Presentation
from releases.preflight.finding import Hit, Level, Place
from releases.preflight.passage import Passage, Span
from releases.preflight.regulation import Entry
from releases.preflight.view import View

_ORDINAL = re.compile(r"\b(?P<number>\d{1,3})(?P<suffix>st|nd|rd|th)\b")
_YEAR = re.compile(r"(?<![\d,.$])(?:19|20)\d\d(?![\d,%])")
_CITY = re.compile(r"\bin (?P<city>(?:New |San |St\. |Los |Las |Salt Lake )?[A-Z][a-z]+)\b")
#: So far behind the ordinal, or before it, stands the meeting's name.
_NEAR = 90


@rule(
    "B13", Level.QUERY, "A meeting's count, city and year belong together.", source="The societies' own announcements"
)
def meetings(view: View, context: Context) -> Iterator[Hit]:
    day = occasion.day(view, context)
    rows = context.regulation.entries("meetings", on=occasion.law(view, context))
    for passage in view.prose:
        for sentence in passage.sentences:
            words = passage.text[sentence.start : sentence.end]
            for row in rows:
                if row["name"] in words or re.search(rf"\b{re.escape(row['acronym'])}\b", words):
                    yield from _judge(passage, sentence, row, day)
            for shown in context.presentations:
                if shown.meeting and shown.meeting in words:
                    yield from _against_record(passage, sentence, shown)


def _judge(passage: Passage, sentence: Span, row: Entry, day: datetime.date | None) -> Iterator[Hit]:
    words = passage.text[sentence.start : sentence.end]
    years = {int(year[0]) for year in _YEAR.finditer(words)}
    year = years.pop() if len(years) == 1 else _nearest(row, day) if not years else None
    if year is None:
        return
    for match in _ORDINAL.finditer(words):
        if not _names(row, words[match.end() : match.end() + _NEAR]):
            continue
        right = year - row["offset"]
        if int(match["number"]) != right:
            yield passage.hit(
                sentence.start + match.start(),
                sentence.start + match.end(),
                f"The meeting of {row['acronym']} in {year} is the {_ordinal(right)}. Correct the count or the year.",
                evidence=f"{year} − {row['offset']} = {right}",
                suggestion=_ordinal(right),
            )
        city = _CITY.search(words, match.end())
        held = row["cities"].get(str(year))
        if city and held and city["city"] != held and city["city"] in row["cities"].values():
            yield passage.hit(
                sentence.start + city.start("city"),
                sentence.start + city.end("city"),
                f"The meeting of {row['acronym']} in {year} is held in {held}. Correct the city.",
                evidence=f"{year}: {held}",
                suggestion=held,
            )


def _names(row: Entry, behind: str) -> bool:
    """Whether the meeting's name follows with nothing but words of such names before it."""
    name = re.search(rf"{re.escape(row['name'])}|\b{re.escape(row['acronym'])}\b", behind)
    return bool(name) and all(
        word[0].isupper() or word in ("annual", "meeting", "of", "the", "congress")
        for word in re.findall(r"\w+", behind[: name.start()])
    )


def _against_record(passage: Passage, sentence: Span, shown: Presentation) -> Iterator[Hit]:
    words = passage.text[sentence.start : sentence.end]
    for match in _ORDINAL.finditer(words):
        if (
            shown.ordinal
            and shown.meeting in words[match.end() : match.end() + _NEAR]
            and int(match["number"]) != shown.ordinal
        ):
            yield passage.hit(
                sentence.start + match.start(),
                sentence.start + match.end(),
                f"On record this is the {_ordinal(shown.ordinal)} meeting. Correct the text or the record.",
                evidence=f"{_ordinal(shown.ordinal)} on record",
                suggestion=_ordinal(shown.ordinal),
            )
    city = _CITY.search(words)
    if city and shown.city and city["city"] != shown.city:
        yield passage.hit(
            sentence.start + city.start("city"),
            sentence.start + city.end("city"),
            f"On record the meeting is held in {shown.city}. Correct the text or the record.",
            evidence=f"{shown.city} on record",
            suggestion=shown.city,
        )


def _nearest(row: Entry, day: datetime.date | None) -> int | None:
    """The year of the meeting that is nearest to the day."""
    if day is None:
        return None
    years = (day.year - 1, day.year, day.year + 1)
    return min(years, key=lambda year: min(abs((datetime.date(year, month, 15) - day).days) for month in row["months"]))


def _ordinal(number: int) -> str:
    suffix = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


@rule(
    "D6",
    Level.BLOCK,
    "Nothing goes out before a meeting's embargo lifts.",
    source="Embargo policy of the American Society of Hematology and of ASCO",
)
def embargoes(view: View, context: Context) -> Iterator[Hit]:
    for shown in context.presentations:
        if context.live_at and shown.embargo_lifts_at and context.live_at < shown.embargo_lifts_at:
            lifts = shown.embargo_lifts_at.astimezone(occasion.zone(view))
            yield Hit(
                place=Place("headline"),
                quote=" ".join(filter(None, (shown.meeting, shown.number and f"#{shown.number}"))),
                message=f"The embargo of {shown.meeting} lifts on {lifts:%B} {lifts.day}, {lifts:%Y, %H:%M %Z}. Go out then or later, or have the exception recorded.",
                evidence=f"lifts {lifts.isoformat()}",
            )
