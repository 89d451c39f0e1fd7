"""Exchanges and tickers in parentheses, in the forms that wires print them."""

import re
from dataclasses import dataclass

from releases.vocabulary import MIC, Exchange

_EXCHANGES = {exchange.value.lower(): exchange for exchange in Exchange} | {
    "new york stock exchange": Exchange.NYSE,
    "nyse mkt": Exchange.NYSE_AMERICAN,
    "nyse amex": Exchange.NYSE_AMERICAN,
    "nyse alternext": Exchange.NYSE_AMERICAN,
    "nyse arca": Exchange.NYSE,
    "amex": Exchange.NYSE_AMERICAN,
    "american stock exchange": Exchange.NYSE_AMERICAN,
    "toronto stock exchange": Exchange.TSX,
    "aim": Exchange.LSE,
    "london stock exchange": Exchange.LSE,
    "frankfurt stock exchange": Exchange.FSE,
    "frankfurt": Exchange.FSE,
    "xetra": Exchange.FSE,
    "six swiss exchange": Exchange.SIX,
    "swx": Exchange.SIX,
    "nasdaq omx stockholm": Exchange.OMX,
    "omx stockholm": Exchange.OMX,
    "tokyo stock exchange": Exchange.TSE,
    "hong kong stock exchange": Exchange.HKEX,
    "sehk": Exchange.HKEX,
    "australian securities exchange": Exchange.ASX,
    "asx": Exchange.ASX,
    "otc": Exchange.OTCQB,
    "lon": Exchange.LSE,
    "fra": Exchange.FSE,
    "etr": Exchange.FSE,
    "sto": Exchange.OMX,
    "vtx": Exchange.SIX,
    "epa": Exchange.EURONEXT,
    "ams": Exchange.EURONEXT,
    "ebr": Exchange.EURONEXT,
    "tyo": Exchange.TSE,
    "hkg": Exchange.HKEX,
}
_EURONEXT = {"amsterdam": "XAMS", "ams": "XAMS", "brussels": "XBRU", "ebr": "XBRU", "lisbon": "XLIS", "dublin": "XMSM"}
#: Markets of their own which begin with the name of another.
_OWN_MARKETS = re.compile(r"nasdaq (?:omx )?(?:copenhagen|helsinki|iceland|first north)|nyse euronext", re.IGNORECASE)
_MARKET = re.compile(
    r"(?:OTC|TSX|CSE|OMX|Nasdaq|NYSE|Euronext|JSE|KOSDAQ|KRX|TASE|BSE|NSE|SGX|HKSE|FWB|WSE|BME|BIT\b|Borsa|Oslo|OSE|STO|First North|Alternext|Pink|CNSX|Neo|B3\b|BMV|BVL|BVC|BM&F|Cboe|MOEX|TWSE|TPEx|SSE\b|SZSE|SET\b|PSE\b|IDX|ADX|DFM|Tadawul|GPW|ATHEX|Aquis|AQSE|AIM\b|NGM|Spotlight|BIVA|SIX\b|MTA\b|XETRA|NASDAQ)",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\s*(?:&|/|,|\band\b)\s*")
_NAME = r"[A-Z][A-Za-z0-9./®™’& -]{1,45}?"
_SYMBOL = r"(?:[A-Z]{2}[A-Z0-9]{9}\d\s*[-–—/|]\s*)?(?P<ticker>[A-Z0-9][A-Z0-9.\-]{0,9})"
#: One "EXCHANGE: SYMBOL"; Yahoo's "- news" behind a symbol, quotation marks around either, "symbol" before the colon.
_PAIR = rf"[“\"]?(?P<exchange>{_NAME})[”\"]?(?:\s+(?:ticker\s+)?symbol)?\s*(?::|\s[-–—]\s)\s*[“\"]?{_SYMBOL}[”\"]?(?:\s*-\s*(?i:news))?(?:\s*[-–—/|]\s*(?:ISIN:?\s*)?[A-Z]{{2}}[A-Z0-9]{{9,10}})?"
_GROUP = re.compile(r"[(\[]\s*(?:the\s+)?(?P<inside>[^()\[\]]{3,160})[)\]]")
_PAIRS = re.compile(rf"(?:^|[;,/|”\"]|\band\b)\s*(?:and\s+)?{_PAIR}(?=\s*(?:$|[;,/|“\"]|\b(?:and|or)\b))")
#: Further symbols behind the one of an exchange: "Nasdaq: TERN, TERNW".
_FURTHER = re.compile(
    r"\s*(?:,|/|&|\band\b)\s*(?!(?:ISIN|WKN|CUSIP|LEI|SEDOL|THE|INC|USA?|UK|EU)\b)(?P<ticker>[A-Z0-9.]*[A-Z][A-Z0-9.]*[A-Z0-9])(?=\s*(?:$|[;,/|“\"]|\b(?:and|or)\b))"
)


@dataclass(frozen=True, slots=True)
class Listing:
    """An exchange and a ticker with the places of their parenthesis."""

    exchange: str  # a value of vocabulary.Exchange, or as printed
    mic: str
    ticker: str
    begin: int
    end: int


def find(words: str) -> list[Listing]:
    """Every listing in the words in order."""
    found: list[Listing] = []
    for group in _GROUP.finditer(words):
        for pair in _PAIRS.finditer(group["inside"]):
            for name in _markets(pair["exchange"]):
                exchange = _exchange(name)
                found.extend(
                    Listing(
                        exchange=exchange.value if exchange else name,
                        mic=_mic(name, exchange),
                        ticker=ticker,
                        begin=group.start(),
                        end=group.end(),
                    )
                    for ticker in _symbols(pair, group["inside"])
                )
    return [listing for listing in found if _is_market(listing)]


def _symbols(pair: re.Match, inside: str) -> list[str]:
    """The symbols of one exchange: shares and warrants, several classes."""
    symbols, end = [pair["ticker"].rstrip(".-")], pair.end()
    while further := _FURTHER.match(inside, end):
        if _exchange(further["ticker"]) or _MARKET.fullmatch(further["ticker"]):
            break
        symbols.append(further["ticker"])
        end = further.end()
    return symbols


def _markets(printed: str) -> list[str]:
    """The exchanges before one colon: "Euronext Amsterdam & Nasdaq: VLDH" names two."""
    parts = [part.strip() for part in _SEVERAL.split(printed)]
    is_several = len(parts) > 1 and all(_exchange(part) or _MARKET.match(part) for part in parts)
    return parts if is_several else [printed.strip()]


def _exchange(name: str) -> Exchange | None:
    lowered = " ".join(re.sub("[®™]", "", name).lower().split())
    if lowered in _EXCHANGES:
        return _EXCHANGES[lowered]
    if _OWN_MARKETS.match(lowered):
        return None
    return next((_EXCHANGES[key] for key in ("nasdaq", "nyse", "euronext") if lowered.startswith(key)), None)


def _mic(name: str, exchange: Exchange | None) -> str:
    """The market's code; of Euronext's markets the one in the city that is named."""
    city = _EURONEXT.get(name.lower().split()[-1], "") if exchange is Exchange.EURONEXT else ""
    return city or (MIC.get(exchange, "") if exchange else "")


def _is_market(listing: Listing) -> bool:
    return bool(listing.mic) or bool(_MARKET.match(listing.exchange))
