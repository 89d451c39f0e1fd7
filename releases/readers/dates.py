"""Calendar dates as releases print them."""

import datetime
import re

from releases import text

_MONTHS = {name[:3].lower(): number for number, name in enumerate(text.MONTHS, 1)}
_MONTH = r"(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_PATTERNS = (
    rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(?P<year>\d{{4}})",
    r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})",
)
_DATES = tuple(re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE) for pattern in _PATTERNS)
_LINE = re.compile(r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?$", re.IGNORECASE)
_TIME = re.compile(
    r"[\s,|•–—-]*(?:at\s+)?(?P<time>\d{1,2}:\d{2}\s*(?:[ap]\.?m\.?)?(?:\s*\(?[A-Z]{2,4}\)?|\s+Eastern(?:\s+\w+)?(?:\s+Time)?)?)?\s*\.?$",
    re.IGNORECASE,
)


def find(words: str) -> tuple[datetime.date, int, int] | None:
    """The first date in the words with the places where it begins and ends."""
    for pattern in _DATES:
        if hit := pattern.search(words):
            try:
                month = hit["month"]
                number = int(month) if month.isdigit() else _MONTHS[month[:3].lower()]
                return datetime.date(int(hit["year"]), number, int(hit["day"])), hit.start(), hit.end()
            except ValueError:
                continue
    return None


def read_line(words: str) -> tuple[datetime.date, str] | None:
    """The date of a line that holds nothing else but a weekday or a time of day; the time as printed beside it."""
    found = find(words) if len(words) < 60 else None
    if not found:
        return None
    date, begin, end = found
    time = _TIME.match(words, end)
    return (date, (time["time"] or "").strip()) if time and _LINE.match(words[:begin]) else None
