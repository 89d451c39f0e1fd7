"""Dates: they exist, fall on their weekday, and lie on the right side of the release."""

import datetime
import re
from collections.abc import Iterator

from releases import text
from releases.preflight import occasion
from releases.preflight.catalogue import rule
from releases.preflight.context import Context
from releases.preflight.finding import Hit, Level
from releases.preflight.passage import Part, Passage, Span
from releases.preflight.view import PROSE, View

_MONTH = r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = r"(?P<weekday>Mon(?:day|\.)?|Tue(?:s(?:day|\.)?|\.)?|Wed(?:nesday|\.)?|Thu(?:rs(?:day|\.)?|\.)?|Fri(?:day|\.)?|Sat(?:urday|\.)?|Sun(?:day|\.)?)"
_DAY = rf"{_MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|%|\s?mg)(?:,?\s(?P<year>(?:19|20)\d\d)(?!\d))?"
DATE = re.compile(rf"(?<!\w){_DAY}")
_WITH_WEEKDAY = re.compile(rf"(?<!\w){_WEEKDAY},?\s(?:the\s)?{_DAY}")
_NUMBERS = {name[:3]: number for number, name in enumerate(text.MONTHS, 1)}
_WILL = re.compile(
    r"\bwill (?:be |also )?(?:host|hosted|hold|held|present|presented|take place|begin|start|report|reported|release|released|announce|announced|discuss|webcast|open|close|ring|participate)\b[^.;]{0,90}?\bon (?=(?:[A-Z][a-z]{2,8}\.?,? )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))"
)
_WAS = re.compile(
    r"\b(?:was|were) (?:held|presented|hosted|published|announced|reported|completed|submitted|approved|granted)\b[^.;]{0,90}?\bon (?=(?:[A-Z][a-z]{2,8}\.?,? )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))"
)
_QUARTER = re.compile(
    r"\b(?P<quarter>First|Second|Third|Fourth)[- ]Quarter(?: and (?:Full[- ]Year|Year[- ]End|Fiscal Year))?(?: of)?(?: Fiscal(?: Year)?)? (?P<year>20\d\d)\b",
    re.IGNORECASE,
)
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
#: A quarter is reported within so many days of its end: 45 for most companies, 90 for the fourth, and some grace.
_LATEST_REPORT = 130


def read_date(match: re.Match, near: datetime.date | None) -> datetime.date | None:
    """The date that is printed; without a year the one nearest to ``near``. None when the day does not exist, or no year."""
    month, day = _NUMBERS[match["month"][:3]], int(match["day"])
    years = [int(match["year"])] if match["year"] else [near.year - 1, near.year, near.year + 1] if near else []
    found = [date for year in years if (date := _date(year, month, day))]
    return (
        min(found, key=lambda date: abs((date - near).days)) if len(found) > 1 and near else found[0] if found else None
    )


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


@rule(
    "D1",
    Level.BLOCK,
    "Dates exist, and fall on the weekday that is printed.",
    source="Business Wire, most common press release errors",
)
def weekdays(view: View, context: Context) -> Iterator[Hit]:
    near = occasion.day(view, context)
    for passage in view.of(*PROSE, Part.SECTION, Part.SAFE_HARBOR, Part.CORRECTION):
        named: set[int] = set()
        for match in _WITH_WEEKDAY.finditer(passage.text):
            named.add(match.start("month"))
            date = read_date(match, near)
            if date and not _WEEKDAYS[date.weekday()].startswith(match["weekday"].rstrip(".")[:3]):
                right = _WEEKDAYS[date.weekday()]
                yield passage.hit(
                    match.start(),
                    match.end(),
                    f"{text.ap_date(date)} is a {right}. Correct the weekday or the date.",
                    evidence=f"{text.ap_date(date)} = {right}",
                    suggestion=match[0].replace(match["weekday"], right, 1),
                )
        for match in DATE.finditer(passage.text):
            if (
                (match["year"] or int(match["day"]) > 31 or near)
                and read_date(match, near) is None
                and _is_date(passage.text, match)
            ):
                yield passage.hit(
                    match.start(), match.end(), f"There is no {match[0]}. Correct the date.", evidence="no such day"
                )


def _is_date(words: str, match: re.Match) -> bool:
    """Not the "May 40" of "patients may…": a month that is also a word needs its year or a preposition before it."""
    return bool(match["year"]) or bool(
        re.search(
            r"\b(?:on|by|until|through|from|since|before|after|to)\s\Z",
            words[max(0, match.start() - 9) : match.start()],
        )
    )


@rule(
    "D3",
    Level.QUERY,
    "What lies ahead is told as future, and what is over as past.",
    source="wire practice: a draft of another day",
)
def tenses(view: View, context: Context) -> Iterator[Hit]:
    today = occasion.day(view, context)
    if today is None:
        return
    for passage in view.of(Part.BODY):
        for pattern, is_wrong, says in (
            (_WILL, lambda date: date < today, "lies before the release, and the text tells it as future"),
            (_WAS, lambda date: date > today, "lies after the release, and the text tells it as past"),
        ):
            for match in pattern.finditer(passage.text):
                if passage.is_quoted(match.start()):
                    continue
                found = DATE.search(passage.text, match.end(), match.end() + 40)
                date = read_date(found, today) if found else None
                if date and is_wrong(date):
                    yield passage.hit(
                        match.start(),
                        found.end(),
                        f"{text.ap_date(date)} {says}. Correct one of them.",
                        evidence=f"{date} and {today}",
                    )


@rule(
    "D4",
    Level.QUERY,
    "Quarters and years are those of this release.",
    source="Business Wire, most common press release errors: last year's year in January",
)
def periods(view: View, context: Context) -> Iterator[Hit]:
    today = occasion.day(view, context)
    if today is None:
        return
    year_end = (context.company.fiscal_year_end if context.company else None) or (12, 31)
    if view.document.category in ("earnings", "other", ""):
        for passage in view.of(Part.HEADLINE, Part.SUBHEADLINE):
            for match in _QUARTER.finditer(passage.text):
                if passage.part == Part.SUBHEADLINE and not _is_reported(passage, match):
                    continue
                ended = _quarter_end(int(match["year"]), _QUARTERS[match["quarter"].lower()], year_end)
                if not datetime.timedelta(0) < today - ended <= datetime.timedelta(days=_LATEST_REPORT):
                    yield passage.hit(
                        match.start(),
                        match.end(),
                        f"This quarter ended on {text.ap_date(ended)}. See whether the {_PLACES[passage.part]} names the right one.",
                        evidence=f"quarter ended {ended}, release of {today}",
                    )
    if today.month <= 3:
        for passage in view.of(*PROSE):
            yield from _last_year(passage, today)


_PLACES = {Part.HEADLINE: "headline", Part.SUBHEADLINE: "subheadline"}
_REPORTED = re.compile(
    r"\b(?:results?|report(?:s|ed)?|ended|revenues?|sales|net (?:loss|income)|earnings)\b", re.IGNORECASE
)
_PLANNED = re.compile(
    r"\b(?:expect\w*|anticipat\w*|plan(?:s|ned)?|on track|into|through|by|until|will|guidance|upcoming|target\w*|runway)\b",
    re.IGNORECASE,
)


def _is_reported(passage: Passage, quarter: re.Match) -> bool:
    """Whether the line tells the results of the quarter: a subheadline may as well say what a later one brings, or with
    which it compares."""
    before = passage.text[: quarter.start()]
    return bool(
        _REPORTED.search(passage.text)
        and not _PLANNED.search(before)
        and not re.search(r"\b(?:compared|versus|vs|than|from|over)\b", before, re.IGNORECASE)
    )


def _quarter_end(year: int, quarter: int, year_end: tuple[int, int]) -> datetime.date:
    """The last day of a quarter of the fiscal year that is called by the year in which it ends."""
    months = year_end[0] - 3 * (4 - quarter)
    year, month = (year, months) if months > 0 else (year - 1, months + 12)
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return following - datetime.timedelta(days=1)


_AHEAD = re.compile(r"\b(?:will|today|upcoming|plans? to|to be held)\b")


def _last_year(passage: Passage, today: datetime.date) -> Iterator[Hit]:
    """In the first quarter, a date that would lie just ahead if its year were this one."""
    for match in DATE.finditer(passage.text):
        if not match["year"] or int(match["year"]) != today.year - 1:
            continue
        date = _date(today.year, _NUMBERS[match["month"][:3]], int(match["day"]))
        sentence: Span = passage.sentence_at(match.start())
        words = passage.text[sentence.start : sentence.end]
        if date and 0 <= (date - today).days <= 60 and _AHEAD.search(words) and not passage.is_quoted(match.start()):
            yield passage.hit(
                match.start(),
                match.end(),
                f"Is {match['year']} meant? {text.ap_date(date)} lies just ahead.",
                evidence=f"release of {today}",
                suggestion=text.ap_date(date),
            )
