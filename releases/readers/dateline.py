"""The dateline: place, date and wire before the first sentence."""

import datetime
import re
from dataclasses import dataclass

from releases.document import Dateline
from releases.readers import dates
from releases.vocabulary import Wire

#: A dateline is over after this many characters.
_LONGEST = 240
_DASH = r"\s*(?:--?|[–—])\s*"
_NAMES = {re.sub(r"\W", "", wire.value).lower(): wire.value for wire in Wire} | {
    "prnewswire": Wire.PR_NEWSWIRE.value,
    "globenewswire": Wire.GLOBE_NEWSWIRE.value,
    "marketwire": "Marketwire",
}
_KNOWN = r"BUSINESS ?WIRE|PR ?Newswire(?:-[\w-]{1,20})?|GLOBE ?NEWSWIRE|Marketwired?|ACCESSWIRE|ACCESS Newswire"
#: "(BUSINESS WIRE)", "/PRNewswire/", "(Marketwired - Dec 10, 2012)", and any other wire between two dashes.
_WIRE = re.compile(
    rf"[(/]\s*(?:via\s+)?(?P<known>{_KNOWN})\b(?P<inner>[^()/]{{0,40}})[)/]|--\s?\((?P<other>[A-Z][\w .&-]{{2,40}})\)(?=\s?--)",
    re.IGNORECASE,
)
_END = re.compile(_DASH)
_PLACE = re.compile(r"(?P<city>[A-Z][\w .'’&/-]{0,60}?)(?:,\s*(?P<region>[^()\d]{2,90}?))?")
_CAPITALS = re.compile(r"[A-Z][A-Z .'’-]+(?=[,\s(–—-]|$)")
_BARE = re.compile(
    r"(?P<city>[A-Z][A-Z .'’-]+?)(?:,\s*(?P<region>[A-Z][\w.]{1,20}(?: [A-Z][\w.]{1,20}){0,2}))?(?:\s+--?\s+|--\s*|\s*[–—]\s*)(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A dateline, the date in it, and how many characters of the paragraph it takes."""

    dateline: Dateline
    date: datetime.date | None
    length: int


def find(characters: str) -> Found | None:
    """The dateline at the beginning of a paragraph's characters."""
    beginning = characters[:_LONGEST]
    return _with_wire(beginning) or _with_date(beginning) or _bare(beginning, len(characters))


def _with_wire(beginning: str) -> Found | None:
    wire = _WIRE.search(beginning)
    if not wire:
        return None
    name = wire["known"] or wire["other"]
    date, length = None, wire.end()
    if inside := dates.find(wire["inner"] or ""):
        date = inside[0]
    elif (wire["inner"] or "").strip(" -–—,"):
        return None
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
    place, earlier = found
    return Found(
        Dateline(city=place[0], region=place[1], wire=_NAMES.get(re.sub(r"\W", "", name).lower(), name)),
        date or earlier,
        length,
    )


def _with_date(beginning: str) -> Found | None:
    """A dateline without a wire: "BOSTON, Dec. 10, 2012 -- ", "BOSTON (December 10, 2012) – "."""
    hit = dates.find(beginning)
    if not hit or not _CAPITALS.match(beginning):
        return None
    date, _, end = hit
    dash = re.compile(r"\s*\)?\s*(?:--?|[–—]|:)\s*").match(beginning, end)
    found = _place(beginning[: hit[2]]) if dash else None
    return Found(Dateline(city=found[0][0], region=found[0][1]), date, dash.end()) if found else None


def _bare(beginning: str, length: int) -> Found | None:
    """A place in capitals and a dash, before a paragraph long enough to be the first one."""
    hit = _BARE.match(beginning) if length > 100 else None
    return Found(Dateline(city=hit["city"], region=hit["region"] or ""), None, hit.end()) if hit else None


def _place(head: str) -> tuple[tuple[str, str], datetime.date | None] | None:
    """City and region before the wire, with the date that may stand behind them; None when it isn't a place."""
    date = None
    if hit := dates.find(head):
        if head[hit[2] :].strip(" ,()-–—/"):
            return None
        date, head = hit[0], head[: hit[1]]
    head = head.strip(" \u00a0\n(,/–—-")
    if not head:
        return ("", ""), date
    place = _PLACE.fullmatch(" ".join(head.split(" ")).replace("\n", " "))
    return ((place["city"].strip(), (place["region"] or "").strip()), date) if place else None
