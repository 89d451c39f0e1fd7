"""Calendar dates as releases print them."""

import datetime
import re

from releases import instants, text

_MONTHS = {name[:3].lower(): number for number, name in enumerate(text.MONTHS, 1)}
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?"
    r"|Dec(?:ember)?)(?:\.|(?![a-z]))"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_PATTERNS = (
    rf"{_MONTH}\s*{_DAY}(?:,\s*|\s+)(?P<year>\d{{4}})",
    rf"{_DAY}\s+(?:of\s+)?{_MONTH},?\s+(?P<year>\d{{4}})",
    rf"{_DAY}-{_MONTH}-(?P<year>\d{{4}})",
    r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})",
    r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4}|\d{2})",
)
_DATES = tuple(re.compile(rf"(?<![\w/]){pattern}(?![\w/])", re.IGNORECASE) for pattern in _PATTERNS)
_YEARLESS = re.compile(rf"(?<!\w){_MONTH}\s*{_DAY}(?!\w|,? \d{{4}})", re.IGNORECASE)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
_LABEL = r"(?:(?:press|news|company|media)\s+(?:release|announcement)|released?|date|issued|published|posted|for immediate release)"
_BEFORE = re.compile(rf"(?P<label>{_LABEL}(?:\s+on)?)?[\s:,|•–—-]*(?P<weekday>{_WEEKDAY})$", re.IGNORECASE)
_TIME = re.compile(
    r"[\s,|/•–—-]*(?:at\s+)?(?P<time>\d{1,2}[:.]\d{2}(?::\d\d)?\s*(?:[ap]\.?m\.?)?(?:\s*\(?[A-Z]{2,5}(?:/[A-Z]{2,5})?\)?|\s+(?:Eastern|Pacific|Central)(?:\s+\w+)?(?:\s+Time)?)?|"
    r"\d{1,2}\s*[ap]\.?m\.?(?:\s*\(?[A-Z]{2,4}\)?)?)?\s*\.?(?:\s*[·•|]\s*\d+ min(?:ute)? read)?(?:\s*[|•–—-]\s*(?=Source\s*:)(?P<behind>.*))?$",
    re.IGNORECASE,
)


def find(words: str) -> tuple[datetime.date, int, int] | None:
    """The first date in the words with the places where it begins and ends."""
    hits = [hit for pattern in _DATES if (hit := pattern.search(words))]
    for hit in sorted(hits, key=lambda hit: hit.start()):
        if date := _date(hit["year"], hit["month"], hit["day"]):
            return date, hit.start(), hit.end()
    return None


def find_yearless(words: str) -> tuple[tuple[int, int], int, int] | None:
    """The first month and day that stand without a year, as old datelines of PR Newswire have them."""
    hit = _YEARLESS.search(words)
    if not hit or not _date("2000", hit["month"], hit["day"]):
        return None
    return (_MONTHS[hit["month"][:3].lower()], int(hit["day"])), hit.start(), hit.end()


def find_year(month: int, day: int, words: str) -> datetime.date | None:
    """The first date in the words that falls on this day of the year."""
    for pattern in _DATES:
        for hit in pattern.finditer(words):
            date = _date(hit["year"], hit["month"], hit["day"])
            if date and (date.month, date.day) == (month, day):
                return date
    return None


def read_line(words: str) -> tuple[datetime.date, str, str] | None:
    """The date of a line that holds nothing else but a label, a weekday, a time of day or the release's source.

    With it what else the line says: label and time as printed, and "Source: …" behind them.
    """
    found = find(words) if len(words) < 120 else None
    if not found:
        return None
    date, begin, end = found
    time, before = _TIME.match(words, end), _BEFORE.match(words[:begin])
    if not time or not before:
        return None
    behind = (time["behind"] or "").strip()
    beside = " ".join(f"{before['label'] or ''} {before['weekday']} {words[end:].removesuffix(behind)}".split()).strip(
        " ,|–—-"
    )
    return date, beside.strip("."), behind


def _date(year: str, month: str, day: str) -> datetime.date | None:
    number = int(month) if month.isdigit() else _MONTHS[month[:3].lower()]
    century = "" if len(year) == 4 else "19" if year > "70" else "20"
    try:
        date = datetime.date(int(century + year), number, int(day))
    except ValueError:
        return None
    return None if instants.out_of_bounds(date) else date
