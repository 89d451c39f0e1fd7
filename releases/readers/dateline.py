"""The dateline: place, date and wire before the first sentence."""

import datetime
import re
from dataclasses import dataclass

from releases.document import Dateline
from releases.readers import dates, locations
from releases.vocabulary import Wire

#: A dateline is over after this many characters.
_LONGEST = 260
_DASH = r"\s*(?:--?-?|[–—])\s*"
_NAMES = {re.sub(r"\W", "", wire.value).lower(): wire.value for wire in Wire} | {
    "prnewswire": Wire.PR_NEWSWIRE.value,
    "globenewswire": Wire.GLOBE_NEWSWIRE.value,
    "marketwire": "Marketwire",
    "newsfile": "Newsfile Corp.",
    "newsfilecorp": "Newsfile Corp.",
}
_KNOWN = (
    r"BUSINESS ?WIRE|PR ?Newswire(?P<edition>-[\w-]{1,30})?|GLOBE ?NEWSWIRE|PRIME ?NEWSWIRE|PrimeZone|Marketwired?|MARKET WIRE|ACCESSWIRE"
    r"|ACCESS Newswire|Canada NewsWire|CNW(?: Group)?|Newsfile(?: Corp\.)?|EQS(?:[ -]News)?|Hugin|Nasdaq OMX|Thomson Reuters ONE|M2 PRESSWIRE"
)
#: "(BUSINESS WIRE)", "/PRNewswire/", "(Marketwired - Dec 10, 2012)", and any other wire between two dashes.
_WIRE = re.compile(
    rf"[(/\[]\s*(?:via\s+)?(?P<known>{_KNOWN})\b\.?(?P<inner>[^()/]{{0,60}})[)/\]]|--\s?\((?P<other>[A-Z][\w .&-]{{2,40}})\)(?=\s?--)",
    re.IGNORECASE,
)
#: A date that a draft leaves open: "[●], 2023", "[DATE]", "June __, 2025", "Month XX, 2025".
_BLANK = re.compile(
    r",?\s*(?:(?:[A-Z][a-z]{2,8}\.?\s+)?(?:\[[^\[\]]{0,20}\]|(?<!\w)(?:_{2,}|XX?)|●|•)|\[[^\[\]]{1,20}\])(?:,?\s+(?:19|20)\d\d)?\s*$"
)
_END = re.compile(_DASH)
_PLACE = re.compile(r"(?P<city>[A-Z][\w .'’&/-]{0,60}?)(?:,\s*(?P<region>[^()\d]{2,90}?))?")
_TAGS = re.compile(r"(?P<tags>(?:[$#]\w+[\s,]*)+)(?:--|[–—])\s*")
_CAPITALS = re.compile(r"[A-Z][A-Z .'’-]+(?=[,\s(–—-]|$)")
_BARE = re.compile(
    r"(?P<city>[A-Z][A-Z .'’-]+?)(?:,\s*(?P<region>[A-Z][\w.]{1,20}(?: [A-Z][\w.]{1,20}){0,2}))?(?:\s+--?\s+|--\s*|\s*[–—]\s*)(?=\S)"
)
_IN_BRACKETS = re.compile(r"[(\[](?P<inside>[A-Z][^()\[\]]{8,120})[)\]]\s*(?:--?-?|[–—:])?\s*(?=[A-Z“\"])")
#: The hour in a dateline: "7:00 a.m. GMT / 2:00 a.m. EST".
_HOUR = r"\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?)?(?:\s*\(?(?:[A-Z]{2,5}|Eastern|Pacific|Central)(?: Time)?\)?)?"
_HOURS = re.compile(rf",\s*(?P<hours>{_HOUR}(?:\s*/\s*{_HOUR})?)(?=\s*[,)–—-]|$)")
_HOUR_AND_DASH = re.compile(rf"(?P<hours>(?=[\d:. ]+\s*[ap]\.?m|\d\d?[:.]\d\d){_HOUR})\s*(?:--?-?|[–—])\s*")
_AFTER_DATE = re.compile(r"\s*[)\]]?\s*(?:--?-?|[–—]|:|/)\s*(?:/\s*)?")


@dataclass(frozen=True, slots=True)
class Found:
    """A dateline, the date in it, and how many characters of the paragraph it takes.

    ``day`` is month and day where the dateline gives no year, ``edition`` a wire's distribution that its name leaves out,
    ``hours`` the time of day in it, ``tags`` what Business Wire puts behind itself for social media: "$EXMP #lymphoma--".
    """

    dateline: Dateline
    date: datetime.date | None
    length: int
    day: tuple[int, int] | None = None
    edition: str = ""
    tags: str = ""
    hours: str = ""


def blank(characters: str) -> str:
    """The date that the dateline leaves open, as printed; empty when it doesn't."""
    wire = _WIRE.search(characters)
    hit = _BLANK.search(characters[: wire.start()].rstrip(" (/[") if wire else characters.rstrip(" –—-"))
    return hit[0].strip(" ,") if hit else ""


def find(characters: str) -> Found | None:
    """The dateline at the beginning of a paragraph's characters."""
    beginning = characters[:_LONGEST]
    return (
        _with_wire(beginning)
        or _with_date(beginning)
        or _with_blank(beginning)
        or _bracketed(beginning)
        or _date_first(beginning, len(characters))
        or _bare(beginning, len(characters))
    )


def find_line(words: str) -> Found | None:
    """The dateline that a line holds by itself, above the headline: "Basel, Switzerland – 21 October 2010"."""
    hit = dates.find(words) if len(words) < 100 else None
    if not hit or words[hit[2] :].strip(" .,-–—"):
        return None
    place = _place(words[: hit[1]].rstrip(" ,;:(-–—")) if hit[1] else None
    if not place or not place[0][0] or not locations.is_place(*place[0]):
        return None
    return Found(Dateline(city=place[0][0], region=place[0][1]), hit[0], len(words))


def _with_wire(beginning: str) -> Found | None:
    wire = _WIRE.search(beginning)
    if not wire:
        return None
    edition = wire["edition"] or ""
    name = (wire["known"] or wire["other"]).removesuffix(edition)
    date, day, length = None, None, wire.end()
    if inside := dates.find(wire["inner"] or ""):
        date = inside[0]
    elif inner := (wire["inner"] or "").strip(" -–—,"):
        if not inner.lower().startswith("via "):
            return None
        edition = f"{edition} {inner}".strip()
    if dash := _END.match(beginning, length):
        length = dash.end()
    # "/ ACCESSWIRE / December 10, 2012 / " and "--(BUSINESS WIRE)--Dec. 10, 2012--" put the date behind the wire.
    behind = dates.find(beginning[length : length + 40])
    if behind and not beginning[length : length + behind[1]].strip(" /"):
        end = re.compile(r"\s*(?:/|--?|[–—])\s*").match(beginning, length + behind[2])
        if end:
            date, length = date or behind[0], end.end()
    found = _place(beginning[: wire.start()])
    if not found:
        return None
    place, earlier, day = found
    dateline = Dateline(city=place[0], region=place[1], wire=_NAMES.get(re.sub(r"\W", "", name).lower(), name))
    date = date or earlier
    tags = _TAGS.match(beginning, length)
    length = tags.end() if tags else length
    return Found(
        dateline, date, length, None if date else day, edition.strip("-"), tags["tags"].strip() if tags else ""
    )


def _with_date(beginning: str) -> Found | None:
    """A dateline without a wire: "BOSTON, Dec. 10, 2012 -- ", "BOSTON (December 10, 2012) – ", "Oxford, UK, 14 June 2007: "."""
    hit = dates.find(beginning)
    yearless = None if hit else dates.find_yearless(beginning)
    if not hit and not yearless:
        return None
    end = (hit or yearless)[2]
    hours = _HOURS.match(beginning, end) or _HOURS.search(beginning[: (hit or yearless)[1]].rstrip(" ,"))
    head = beginning[:end].replace(hours[0], "", 1) if hours and hours.start() < end else beginning[:end]
    end = max(end, hours.end()) if hours else end
    dash = _AFTER_DATE.match(beginning, end)
    if dash and not hours and (hours := _HOUR_AND_DASH.match(beginning, dash.end())):
        dash = hours
    found = _place(head) if dash else None
    if not found or not (_CAPITALS.match(beginning) or locations.is_place(*found[0])):
        return None
    dateline = Dateline(city=found[0][0], region=found[0][1])
    return Found(
        dateline,
        hit[0] if hit else None,
        dash.end(),
        yearless[0] if yearless else None,
        hours=hours["hours"] if hours else "",
    )


def _with_blank(beginning: str) -> Found | None:
    """ "BOSTON, Mass., June [●], 2025 – ", as drafts leave the day open."""
    dash = next((hit for hit in _END.finditer(beginning) if _BLANK.search(beginning[: hit.start()])), None)
    found = _place(beginning[: dash.start()]) if dash else None
    if not found or not found[0][0] or not (_CAPITALS.match(beginning) or locations.is_place(*found[0])):
        return None
    return Found(Dateline(city=found[0][0], region=found[0][1]), None, dash.end())


def _bracketed(beginning: str) -> Found | None:
    """A dateline that stands in brackets as a whole: "(BERGEN, Norway, 5 November 2026) "."""
    hit = _IN_BRACKETS.match(beginning)
    day = dates.find(hit["inside"]) if hit else None
    if not day or hit["inside"][day[2] :].strip(" ."):
        return None
    found = _place(hit["inside"])
    if not found or not found[0][0] or not (_CAPITALS.match(hit["inside"]) or locations.is_place(*found[0])):
        return None
    return Found(Dateline(city=found[0][0], region=found[0][1]), day[0], hit.end())


def _date_first(beginning: str, length: int) -> Found | None:
    """Likewise "March 4, 2025 – San Diego, Calif. – ", before a paragraph long enough to be the first one."""
    hit = dates.find(beginning[:40]) if length > 120 else None
    dash = _AFTER_DATE.match(beginning, hit[2]) if hit and not beginning[: hit[1]].strip("( ") else None
    end = _END.search(beginning, dash.end()) if dash else None
    found = _place(beginning[dash.end() : end.start()]) if end else None
    if not found or found[1] or not found[0][0] or not locations.is_place(*found[0]):
        return None
    return Found(Dateline(city=found[0][0], region=found[0][1]), hit[0], end.end())


def _bare(beginning: str, length: int) -> Found | None:
    """A place in capitals and a dash, before a paragraph long enough to be the first one, or with a region that is known."""
    hit = _BARE.match(beginning)
    if not hit or not (length > 100 or (hit["region"] and locations.is_place(hit["city"].title(), hit["region"]))):
        return None
    return Found(Dateline(city=hit["city"], region=hit["region"] or ""), None, hit.end())


def _place(head: str) -> tuple[tuple[str, str], datetime.date | None, tuple[int, int] | None] | None:
    """City and region before the wire, with the date that may stand behind them; None when it isn't a place."""
    date = day = None
    head = _BLANK.sub("", head)
    if hit := dates.find(head) or dates.find_yearless(head):
        if head[hit[2] :].strip(" ,()-–—/"):
            return None
        date, day = (hit[0], None) if isinstance(hit[0], datetime.date) else (None, hit[0])
        head = head[: hit[1]]
    head = head.strip(" \u00a0\n(,/;–—-")
    if not head:
        return ("", ""), date, day
    place = _PLACE.fullmatch(" ".join(head.split()))
    return ((place["city"].strip(), (place["region"] or "").strip()), date, day) if place else None
