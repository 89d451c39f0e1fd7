"""The issuer: names, exchange and ticker from the first paragraph, website from the section about it."""

import re

from releases.document import Company
from releases.vocabulary import MIC, Exchange

_EXCHANGES = {exchange.value.lower(): exchange for exchange in Exchange} | {
    "new york stock exchange": Exchange.NYSE,
    "nyse mkt": Exchange.NYSE_AMERICAN,
    "nyse amex": Exchange.NYSE_AMERICAN,
    "nyse arca": Exchange.NYSE,
    "amex": Exchange.NYSE_AMERICAN,
    "toronto stock exchange": Exchange.TSX,
    "aim": Exchange.LSE,
    "london stock exchange": Exchange.LSE,
    "euronext paris": Exchange.EURONEXT,
    "euronext amsterdam": Exchange.EURONEXT,
    "euronext brussels": Exchange.EURONEXT,
    "frankfurt stock exchange": Exchange.FSE,
    "xetra": Exchange.FSE,
    "six swiss exchange": Exchange.SIX,
    "omx": Exchange.OMX,
    "nasdaq omx stockholm": Exchange.OMX,
    "tokyo stock exchange": Exchange.TSE,
    "otc": Exchange.OTCQB,
}
_LISTING = re.compile(r"\(\s*(?P<exchange>[A-Z][A-Za-z ]{1,40}?)\s*:\s*(?P<ticker>[A-Z0-9][A-Z0-9.\-]{0,9})\s*[);,/&]")
_SUFFIX = (
    r"(?:Inc|Incorporated|Corp|Corporation|Company|Co|Ltd|Limited|LLC|L\.L\.C|LP|L\.P|plc|PLC|P\.L\.C|AG|SE|S\.E|SA|S\.A|N\.V|NV|B\.V|AB|ASA|A/S|"
    r"GmbH|KGaA|S\.p\.A|Oyj|K\.K)"
)
_NAME = re.compile(
    rf"(?P<short>[A-Z0-9][\w.&’'-]*(?:\s+(?:(?:of|and|the|for|&)\s+)?[A-Z0-9&][\w.&’'-]*){{0,8}}?)(?P<suffix>(?:,?\s+{_SUFFIX}\.?(?![\w]))+)?\s*$"
)
_LEGAL = re.compile(
    rf"(?P<short>[A-Z][\w.&’'-]*(?:\s+[A-Z&][\w.&’'-]*){{0,6}}?)(?P<suffix>(?:,?\s+{_SUFFIX}\.?(?![\w]))+)"
)
_DEFINED = re.compile(r"[^()]{0,3}\(\s*(?:the\s+)?[“\"](?P<name>[A-Z][^“”\"]{1,40}?)[,.]?[”\"]")
_WEBSITE = re.compile(r"(?:https?://)?www\.[\w-]+(?:\.[\w-]+)+(?:/[\w/-]*\w)?|https?://[\w-]+(?:\.[\w-]+)+")


def find(lead: str, source: str, abouts: list[tuple[str, str]], tail: str) -> Company:
    """The company that this release is by.

    ``lead`` is the first paragraph, ``source`` the name in "Source: …", ``abouts`` the headings and words of the
    about sections, ``tail`` everything else that may name the website. The legal name is empty when nothing tells it.
    """
    lead = lead[:1500]
    listing = _LISTING.search(lead)
    exchange = _exchange(listing["exchange"]) if listing else None
    legal = short = ""
    if listing and (name := _NAME.search(lead[max(0, listing.start() - 120) : listing.start()])):
        legal = name[0].strip() if name["suffix"] else ""
        short = name["short"]
    if not legal:
        candidates = [source, *(heading.removeprefix("About").strip(" :") for heading, _ in abouts), lead[:300]]
        matches = [_LEGAL.match(candidate) for candidate in candidates] + [_LEGAL.search(lead[:300])]
        found = next(
            (match for match in matches if match and (not short or match["short"].startswith(short.split()[0]))), None
        )
        if found:
            legal, short = found[0].strip(), found["short"]
        else:
            legal = short or source
            short = short or source
    if defined := _defined(lead, legal):
        short = defined
    about = next((words for heading, words in abouts if short and short in heading), "")
    website = _WEBSITE.search(about) or _WEBSITE.search(tail)
    return Company(
        legal_name=legal,
        short_name=short.rstrip(","),
        exchange=exchange.value if exchange else (listing["exchange"] if listing else ""),
        mic=MIC.get(exchange, "") if exchange else "",
        ticker=listing["ticker"].rstrip(".-") if listing else "",
        website=website[0] if website else "",
    )


def has_legal_form(words: str) -> bool:
    """Whether the words name a company by its legal form."""
    return bool(_LEGAL.fullmatch(words))


def _exchange(name: str) -> Exchange | None:
    lowered = name.lower()
    return _EXCHANGES.get(lowered) or next(
        (_EXCHANGES[key] for key in ("nasdaq", "nyse", "euronext") if lowered.startswith(key)), None
    )


def _defined(lead: str, legal: str) -> str:
    """The short name that the release defines itself: Harrow Bay Therapeutics, Inc. (…) ("Harrow Bay" or the "Company")."""
    at = lead.find(legal) if legal else -1
    if at < 0:
        return ""
    behind = lead[at + len(legal) : at + len(legal) + 120]
    behind = (
        _LISTING.sub(" ", behind[: behind.find(")") + 1]) + behind[behind.find(")") + 1 :]
        if _LISTING.search(behind)
        else behind
    )
    defined = _DEFINED.match(behind.lstrip())
    return defined["name"] if defined and defined["name"].lower() != "company" else ""
