"""Times of day: their zone, and calls and replays in their order."""

import bisect
import datetime
import re
import zoneinfo
from collections.abc import Iterator

from releases.preflight import occasion
from releases.preflight.catalogue import rule
from releases.preflight.context import Context
from releases.preflight.finding import Hit, Level
from releases.preflight.passage import Part, Passage, Span
from releases.preflight.rules.dates import DATE, read_date
from releases.preflight.view import PROSE, View

_CLOCK = r"(?<!\d)(?P<hour{0}>\d{{1,2}})(?::(?P<minute{0}>\d\d))?\s?(?P<half{0}>[AaPp])\.?[Mm]\.?"
_ZONE = r"\(?(?P<zone{0}>E[SD]?T|C[SD]?T|M[SD]?T|P[SD]?T|GMT|BST|UTC|CES?T|JST|(?:U\.S\. )?(?:Eastern|Central|Mountain|Pacific)(?: (?:Standard|Daylight))?(?: [Tt]ime)?)\b\)?"
_TIME = re.compile((_CLOCK + r",?\s").format("") + _ZONE.format(""))
_PAIR = re.compile(
    (_CLOCK + r",?\s").format("")
    + _ZONE.format("")
    + r"\s?(?:/|\(|,|;|or|–|-)\s?"
    + (_CLOCK + r",?\s").format("2")
    + _ZONE.format("2")
)
_ANY = re.compile(_CLOCK.format("") + r"(?!\w)")
_ZONES = {"E": "America/New_York", "C": "America/Chicago", "M": "America/Denver", "P": "America/Los_Angeles"}
_OTHERS = {
    "GMT": "Europe/London",
    "BST": "Europe/London",
    "UTC": "UTC",
    "CET": "Europe/Paris",
    "CEST": "Europe/Paris",
    "JST": "Asia/Tokyo",
}
_NAMED = re.compile(
    r"E[SD]T|C[SD]T|M[SD]T|P[SD]T|(?:U\.S\. )?(?:Eastern|Central|Mountain|Pacific) (?:Standard|Daylight)(?: [Tt]ime)?"
)
_FIXED = {"CET": 1, "CEST": 2, "GMT": 0, "BST": 1}
_CALL = re.compile(
    r"\b(?:conference call|webcast|dial[- ]in|fireside chat|investor call|earnings call)\b", re.IGNORECASE
)
_REPLAY = re.compile(r"\b(?:replay|recording|archive[d]?)\b[^.;]{0,120}?\b(?:until|through)\b", re.IGNORECASE)


@rule(
    "D2",
    Level.BLOCK,
    "Times stand in the zone that holds on their date.",
    source="15 U.S.C. 260a; Business Wire style: ET",
)
def zones(view: View, context: Context) -> Iterator[Hit]:
    today = occasion.day(view, context)
    for passage in view.of(*PROSE):
        dates = _Dates(passage, today)
        for match in _TIME.finditer(passage.text):
            date = dates.near(match.start())
            if date and _NAMED.fullmatch(match["zone"]) and (right := _right_name(match["zone"], date)):
                yield passage.hit(
                    match.start("zone"),
                    match.end("zone"),
                    f"On {date:%B} {date.day}, {date.year} this zone is {right}. Write {match['zone'].removeprefix('U.S. ')[0]}T, which is always right.",
                    evidence=f"{right} on {date}",
                    suggestion=f"{match['zone'].removeprefix('U.S. ')[0]}T",
                )
        for match in _PAIR.finditer(passage.text):
            date = dates.near(match.start())
            one, two = (_instant(match, suffix, date) for suffix in ("", "2")) if date else (None, None)
            if one and two and (one - two).total_seconds() % 86400:
                yield passage.hit(
                    match.start(),
                    match.end(),
                    "These are two different times. Correct one of them.",
                    evidence=f"{one.astimezone(datetime.UTC):%H:%M} and {two.astimezone(datetime.UTC):%H:%M} UTC",
                )


class _Dates:
    """The dates of a passage, read once for each of its sentences."""

    def __init__(self, passage: Passage, today: datetime.date | None):
        self._passage, self._today = passage, today
        self._by_sentence: dict[Span, list[tuple[int, datetime.date]]] = {}

    def near(self, place: int) -> datetime.date | None:
        """The date in the same sentence, nearest to the time; the day of the release when there is none."""
        sentence = self._passage.sentence_at(place)
        if sentence not in self._by_sentence:
            self._by_sentence[sentence] = [
                (match.start(), date)
                for match in DATE.finditer(self._passage.text, sentence.start, sentence.end)
                if (date := read_date(match, self._today))
            ]
        found = self._by_sentence[sentence]
        index = bisect.bisect_left(found, place, key=lambda each: each[0])
        beside = [(abs(start - place), date) for start, date in found[max(0, index - 1) : index + 1]]
        return min(beside)[1] if beside else self._today


def _right_name(zone: str, date: datetime.date) -> str:
    """What the zone is called on the date, when it is called otherwise than printed."""
    bare = zone.removeprefix("U.S. ")
    at_noon = datetime.datetime.combine(date, datetime.time(12), zoneinfo.ZoneInfo(_ZONES[bare[0]]))
    says_summer = "Daylight" in bare or bare[1:] == "DT"
    is_summer = bool(at_noon.dst())
    return "" if says_summer == is_summer else at_noon.tzname()


def _instant(match: re.Match, suffix: str, date: datetime.date) -> datetime.datetime | None:
    hour, minute = int(match[f"hour{suffix}"]), int(match[f"minute{suffix}"] or 0)
    if not (1 <= hour <= 12 and minute < 60):
        return None
    hour = hour % 12 + (12 if match[f"half{suffix}"] in "pP" else 0)
    zone = match[f"zone{suffix}"].removeprefix("U.S. ")
    name = _OTHERS.get(zone) or _ZONES[zone[0]]
    return datetime.datetime.combine(date, datetime.time(hour, minute), zoneinfo.ZoneInfo(name))


@rule(
    "D8",
    Level.QUERY,
    "A call says its time zone, and its replay ends after it.",
    source="17 CFR 243.101(e)(2): notice of a call that the public can use",
)
def calls(view: View, context: Context) -> Iterator[Hit]:
    today = occasion.day(view, context)
    for passage in view.of(Part.BODY):
        if not _CALL.search(passage.text):
            continue
        for match in _ANY.finditer(passage.text):
            sentence = passage.sentence_at(match.start())
            if not passage.holds(_TIME, sentence.start, sentence.end) and passage.has(_CALL, sentence):
                yield passage.hit(
                    match.start(),
                    match.end(),
                    "In which time zone? Add it: ET.",
                    evidence="no zone",
                    suggestion=f"{match[0]} ET",
                )
        for match in _REPLAY.finditer(passage.text):
            found = DATE.search(passage.text, match.end(), match.end() + 60)
            ends = read_date(found, today) if found else None
            if ends and today and ends < today:
                yield passage.hit(
                    match.start(),
                    found.end(),
                    "The replay would end before the release goes out. Correct the date.",
                    evidence=f"ends {ends}, release of {today}",
                )
