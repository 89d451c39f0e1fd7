"""The company's name, and where its shares trade."""

import re
from collections.abc import Iterator

from releases.preflight import occasion
from releases.preflight.catalogue import rule
from releases.preflight.context import Context
from releases.preflight.finding import Hit, Level, Place
from releases.preflight.passage import Part, Passage
from releases.preflight.view import PROSE, View

_PAREN = re.compile(r"\(([^()]{3,120})\)")
_PAIR = re.compile(r"(?P<exchange>[A-Za-zø][\w .&ø-]{1,39}?)\s?[:：]\s?(?P<symbol>[A-Za-z0-9][A-Za-z0-9.-]{0,11})")
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
    aliases = _aliases(view, context)
    names = _company_names(view, context)
    records = [(_exchange(place, aliases), symbol) for place, symbol in _records(view, context)]
    found = False
    for passage in view.of(*PROSE, Part.SECTION):
        pairs = list(_issuer_s(passage, names, aliases))
        found = found or bool(pairs)
        yield from _judge(passage, pairs, aliases, records)
    if records and not found and view.of(Part.BODY):
        exchange, symbol = records[0]
        yield Hit(
            place=Place(view.of(Part.BODY)[0].field),
            message=f"The release never says where the shares trade. Write ({exchange}: {symbol}) after the company's first name.",
            suggestion=f"({exchange}: {symbol})",
            evidence=f"{exchange}: {symbol} on record",
        )


def _issuer_s(passage: Passage, names: tuple[str, ...], aliases: dict[str, str]) -> Iterator[re.Match]:
    """The listings behind the company's own name; those of its partners are theirs."""
    for match in _PAREN.finditer(passage.text):
        if _follows(passage, match.start(), names):
            for pair in _PAIR.finditer(passage.text, match.start() + 1, match.end() - 1):
                if _is_listing(pair, aliases):
                    yield pair


def _judge(passage: Passage, pairs: list[re.Match], aliases: dict[str, str], records: list) -> Iterator[Hit]:
    wanted = ", ".join(f"{exchange}: {symbol}" for exchange, symbol in records)
    places = {_exchange(_name(pair), aliases) for pair in pairs}
    for pair in pairs:
        exchange, symbol = _exchange(_name(pair), aliases), pair["symbol"].rstrip(".")
        span = (pair.start("exchange"), pair.start("symbol") + len(symbol))
        symbols = [ticker for place, ticker in records if place == exchange]
        expected = next(iter(symbols), "")
        if _name(pair).casefold() not in aliases:
            yield passage.hit(
                *span,
                f"“{_name(pair)}” is no exchange that is known. Correct it, or add its name to the regulation.",
                evidence="unknown exchange",
            )
        elif exchange in _AMERICAN and not _SYMBOL.fullmatch(symbol):
            yield passage.hit(
                *span,
                f"A symbol of {exchange} is one to five capital letters, so {symbol} can't be one. Look it up.",
                evidence=f"{symbol} is not of the form of a symbol",
                suggestion=f"{_name(pair)}: {expected}" if expected and _SYMBOL.fullmatch(expected) else "",
            )
        elif (symbols and symbol not in symbols) or (records and not places & {place for place, _ in records}):
            yield passage.hit(
                *span,
                f"On record the shares trade as {wanted}. Correct the text or the record.",
                evidence=f"{wanted} on record",
                suggestion=f"{_name(pair)}: {expected}" if expected else wanted,
            )


def _is_listing(pair: re.Match, aliases: dict[str, str]) -> bool:
    """A known exchange, or two words that can be nothing else behind the company's name."""
    symbol = pair["symbol"].rstrip(".")
    return _name(pair).casefold() in aliases or (
        symbol.isupper() and 1 < len(symbol) <= 6 and pair["exchange"][0].isupper()
    )


def _exchange(name: str, aliases: dict[str, str]) -> str:
    return aliases.get(name.casefold(), name)


def _name(pair: re.Match) -> str:
    return re.sub(r"^(?:and|or) ", "", pair["exchange"].strip(" ,;"))


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


def _aliases(view: View, context: Context) -> dict[str, str]:
    """How exchanges may be printed, with their value of the vocabulary."""
    found: dict[str, str] = {}
    for row in context.regulation.entries("exchanges", on=occasion.law(view, context)):
        found |= dict.fromkeys((alias.casefold() for alias in row.get("aliases", ())), row.get("exchange", ""))
        found |= {alias.casefold(): exchange for alias, exchange in row.get("others", {}).items()}
    return found


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
