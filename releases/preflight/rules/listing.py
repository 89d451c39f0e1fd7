"""The company's name, and where its shares trade."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from releases.preflight import occasion
from releases.preflight.catalogue import rule
from releases.preflight.context import Context
from releases.preflight.finding import Hit, Level, Place
from releases.preflight.passage import Part, Passage
from releases.preflight.view import PROSE, View

_PAREN = re.compile(r"\(([^()]{3,120})\)")
#: "NASDAQ: EXMP", "Nasdaq and TSX: EXMP", "NASDAQ/TASE: “EXMP”", "Nasdaq Stockholm: EXMP B".
_PAIR = re.compile(
    r"(?P<exchange>[^\W\d_][\w .,&/®-]{1,79}?)[”\"]?\s?[:：]\s?[“\"]?(?:[A-Z]{2}[A-Z0-9]{9}\d\s?[–—/|-]\s?)?(?P<symbol>[A-Za-z0-9][A-Za-z0-9.-]{0,11}(?: [A-D](?!\w))?)"
)
_SEVERAL = re.compile(r"\s*[,&/]\s*(?:and\s+)?|\s+(?:and|or)\s+|^(?:and|or)\s+")
_SYMBOL_WORDS = re.compile(r"\s(?:stock |ticker |trading )?(?:symbol|ticker|code)$", re.IGNORECASE)
_SYMBOL = re.compile(r"[A-Z]{1,5}(?:[.-][A-Z])?")
_SUFFIX = r"(?:Inc\.?|Incorporated|Corp\.?|Corporation|Co\.?|Company|Ltd\.?|Limited|LLC|L\.L\.C\.|plc|PLC|AG|SE|S\.A\.|SA|N\.V\.|NV|A/S|AB|ASA|GmbH)"
_AMERICAN = ("NASDAQ", "NYSE", "NYSE American")


@rule(
    "B9",
    Level.BLOCK,
    "The first paragraph names exchange and symbol, as on record.",
    source="Wire practice: (EXCHANGE: SYMBOL) after the first company name; rules of the exchanges on symbols",
)
def listings(view: View, context: Context) -> Iterator[Hit]:
    markets = _Markets(view, context)
    names = _company_names(view, context)
    records = [(markets.market(place), symbol) for place, symbol in _records(view, context)]
    printed = [
        (passage, pairs)
        for passage in view.of(*PROSE, Part.SECTION)
        if (pairs := [pair for match in _issuer_s(passage, names) if (pair := markets.pair(match))])
    ]
    is_named = any(
        markets.is_same(place, recorded)
        for _, pairs in printed
        for pair in pairs
        for place in pair.places
        for recorded, _ in records
    )
    for passage, pairs in printed:
        for pair in pairs:
            yield from _judge(passage, pair, markets, records, is_named=is_named)
    if records and not printed and view.of(Part.BODY):
        exchange, symbol = records[0]
        yield Hit(
            place=Place(view.of(Part.BODY)[0].field),
            message=f"The release never says where the shares trade. Write ({exchange}: {symbol}) after the company's first name.",
            suggestion=f"({exchange}: {symbol})",
            evidence=f"{exchange}: {symbol} on record",
        )


@dataclass(frozen=True, slots=True)
class _Pair:
    """Exchanges as printed before one colon, their markets, and the symbol behind it; with the place of it all."""

    names: tuple[str, ...]
    places: tuple[str, ...]  # a name that is not known stands for itself
    symbol: str
    span: tuple[int, int]
    is_known: bool


class _Markets:
    """How exchanges may be printed, and which of them are one market."""

    def __init__(self, view: View, context: Context):
        law = occasion.law(view, context)
        self._market: dict[str, str] = {}
        for row in context.regulation.entries("exchanges", on=law):
            self._market |= dict.fromkeys(map(_folded, row.get("aliases", ())), row.get("exchange", ""))
            self._market |= {_folded(name): market for name, market in row.get("others", {}).items()}
        tiers = context.regulation.entry("exchanges", "unspecified", on=law)
        self._tiers = tiers["tiers"] if tiers else {}
        others = context.regulation.entry("exchanges", "identifiers", on=law)
        self._identifiers = {name.casefold() for name in others["names"]} if others else set()

    def market(self, name: str) -> str:
        """The market of this name; the name itself where it is not known."""
        return self._market.get(_folded(name), name)

    def is_same(self, one: str, other: str) -> bool:
        return one == other or other in self._tiers.get(one, ()) or one in self._tiers.get(other, ())

    def pair(self, match: re.Match) -> _Pair | None:
        """What the two words before and behind a colon say; None where they are no listing."""
        symbol = match["symbol"].rstrip(".")
        printed = _SYMBOL_WORDS.sub("", match["exchange"].strip(" ,;®"))
        parts = [part for part in _SEVERAL.split(printed) if part] or [printed]
        names: list[str] = []
        while parts and (known := self._ending(parts[-1])):
            names.insert(0, known)
            parts.pop()
        if not names and printed.isupper() and (known := self._ending(symbol)):
            names, symbol = [known], printed  # "(EXMP: NASDAQ)"
        if not names and (
            parts[-1].casefold() in self._identifiers
            or not (symbol.isupper() and 1 < len(symbol) <= 6 and parts[-1][0].isupper())
        ):
            return None
        is_known, names = bool(names), names or parts[-1:]
        places = tuple(self.market(name) for name in names)
        # "(Berlin: office)" is no listing.
        if is_known and symbol != symbol.upper() and not set(places) & set(_AMERICAN):
            return None
        begin = match.start("exchange") + max(0, match["exchange"].find(names[0]))
        end = match.start("symbol") + len(match["symbol"].rstrip("."))
        return _Pair(tuple(names), places, symbol, (begin, end), is_known)

    def _ending(self, words: str) -> str:
        """The longest known name with which the words end: "listed on the Nasdaq Capital Market"."""
        words = words.strip(" ®")
        if _folded(words) in self._market:
            return words
        places = [found.end() for found in re.finditer(r"\s+", words)]
        return next((words[place:] for place in places if _folded(words[place:]) in self._market), "")


def _issuer_s(passage: Passage, names: tuple[str, ...]) -> Iterator[re.Match]:
    """What may be listings behind the company's own name; those of its partners are theirs."""
    for match in _PAREN.finditer(passage.text):
        if _follows(passage, match.start(), names):
            yield from _PAIR.finditer(passage.text, match.start() + 1, match.end() - 1)


def _judge(passage: Passage, pair: _Pair, markets: _Markets, records: list, *, is_named: bool) -> Iterator[Hit]:
    """``is_named``: whether the release names a listing on record somewhere."""
    wanted = ", ".join(f"{exchange}: {symbol}" for exchange, symbol in records)
    name = pair.names[0]
    symbols = [ticker for place in pair.places for recorded, ticker in records if markets.is_same(place, recorded)]
    expected = next(iter(symbols), "")
    american = next((place for place in pair.places if place in _AMERICAN), "")
    if not pair.is_known:
        yield passage.hit(
            *pair.span,
            f"Unknown exchange “{name}”. Correct it, or add its name to the regulation.",
            evidence="unknown exchange",
        )
    elif american and not _SYMBOL.fullmatch(pair.symbol):
        yield passage.hit(
            *pair.span,
            f"A symbol of {american} is one to five capital letters, so {pair.symbol} can't be one. Look it up.",
            evidence=f"{pair.symbol} is not of the form of a symbol",
            suggestion=f"{name}: {expected}" if expected and _SYMBOL.fullmatch(expected) else "",
        )
    elif symbols and _bare(pair.symbol) not in map(_bare, symbols):
        yield passage.hit(
            *pair.span,
            f"On record the shares trade as {wanted}. Correct the text or the record.",
            evidence=f"{wanted} on record",
            suggestion=f"{name}: {expected}",
        )
    elif records and not symbols and not is_named:
        yield passage.hit(
            *pair.span,
            f"On record the shares trade as {wanted}. Correct the text or the record.",
            evidence=f"{wanted} on record",
            suggestion=wanted,
        )


def _folded(name: str) -> str:
    """A name of an exchange whatever its capitals, hyphens and marks: "Nasdaq-GS" is "NASDAQ GS"."""
    return " ".join(re.sub(r"[-®]", " ", name).casefold().split())


def _bare(symbol: str) -> str:
    """Without what parts the class of the shares: "EXMP B", "EXMP-B" and "EXMP.B" are one."""
    return re.sub(r"[ .-]", "", symbol)


def _follows(passage: Passage, place: int, names: tuple[str, ...]) -> bool:
    """Whether the company's name stands right before the parenthesis, or with a word or two, or another parenthesis, between."""
    before = passage.text[max(0, place - 160) : place]
    while before.rstrip().endswith(")") and "(" in before:
        before = before[: before.rstrip().rindex("(")]
    before = before.rstrip(" ,®™")
    return any(before.endswith((name.rstrip(".,"), name)) for name in names)


def _company_names(view: View, context: Context) -> tuple[str, ...]:
    company, record = view.document.company, context.company
    names = [company.legal_name, company.short_name]
    if record:
        names += [record.legal_name, record.short_name]
    names += [re.sub(r"\s\([^()]*\)$", "", name) for name in names]  # "Example AB (publ)"
    base = [re.sub(rf",?\s{_SUFFIX}$", "", name) for name in names if name]
    return tuple(dict.fromkeys(name for name in [*names, *base, "the Company", "the company"] if name))


def _records(view: View, context: Context) -> list[tuple[str, str]]:
    """Exchanges and symbols on record for the day; the document's own company when there is no record."""
    date = occasion.day(view, context)
    record = context.company
    rows = record.listings if record else ()
    if date:
        rows = [row for row in rows if (row.from_date or date) <= date <= (row.until_date or date)]
    found = [(row.exchange, row.symbol) for row in rows]
    return found or [(listing.exchange, listing.ticker) for listing in view.document.company.listings]


@rule(
    "B10",
    Level.QUERY,
    "The headline names the company, and its legal name has one spelling.",
    source="Business Wire, most common press release errors",
)
def company_name(view: View, context: Context) -> Iterator[Hit]:
    company = view.document.company
    short = company.short_name or re.sub(rf",?\s{_SUFFIX}$", "", company.legal_name)
    if short and not any(_says(passage.text, short) for passage in view.of(Part.HEADLINE, Part.SUBHEADLINE)):
        for passage in view.of(Part.HEADLINE):
            yield passage.hit(
                0,
                len(passage.text),
                f"Neither headline nor subheadline names {short}. Readers of a list see nothing else.",
                evidence=f"{short} is not in the headline",
            )
    if not company.legal_name:
        return
    base = re.sub(rf",?\s{_SUFFIX}$", "", company.legal_name)
    if base == company.legal_name:
        return
    variants = re.compile(rf"(?<!\w){re.escape(base)},?\s{_SUFFIX}(?![\w-])")
    for passage in view.of(*PROSE, Part.SECTION, Part.SAFE_HARBOR, Part.SOURCE):
        for match in variants.finditer(passage.text):
            if match[0].rstrip(".") != company.legal_name.rstrip("."):
                yield passage.hit(
                    match.start(),
                    match.end(),
                    f"The legal name is {company.legal_name}. Write it one way.",
                    evidence=company.legal_name,
                    suggestion=company.legal_name,
                )


def _says(line: str, name: str) -> bool:
    """Whether the line has the name, or the word that tells it from other companies'."""
    first = name.split()[0] if len(name.split()) > 1 and len(name.split()[0]) > 4 else name
    return name.casefold() in line.casefold() or bool(
        re.search(rf"(?<!\w){re.escape(first)}(?!\w)", line, re.IGNORECASE)
    )
