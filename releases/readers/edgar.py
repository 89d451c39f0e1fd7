"""The envelope that the SEC's EDGAR puts around the documents of a filing (EDGAR Filer Manual, volume II, chapter 5)."""

import re
from dataclasses import dataclass

from releases.readers import pages
from releases.readers.reading import Notice, Unreadable, excerpt

_ENVELOPE = re.compile(
    r"\s*(?:-----BEGIN PRIVACY-ENHANCED MESSAGE|<SEC-DOCUMENT>|<SEC-HEADER>|<DOCUMENT>\s*<TYPE>"
    # The first lines are lost when somebody saves one exhibit out of a filing.
    r"|<TYPE>EX-|(?:<(?:SEQUENCE|FILENAME|DESCRIPTION)>(?:(?!\s+<(?:SEQUENCE|FILENAME|DESCRIPTION|TEXT)>)[^\n])*+\s++)++<TEXT>"
    r"|<TEXT>\s*<HTML\b)",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(r"<DOCUMENT>(.*?)(?:</DOCUMENT>|(?=<DOCUMENT>)|\Z)", re.IGNORECASE | re.DOTALL)
_FIELD = re.compile(r"^<(TYPE|SEQUENCE|FILENAME|DESCRIPTION)>(.*)$", re.IGNORECASE | re.MULTILINE)
_TEXT = re.compile(r"<TEXT>(.*?)(?:</TEXT>|\Z)", re.IGNORECASE | re.DOTALL)
_RELEASE = re.compile(r"EX-99(?:\.\d+)?", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_ENCODED = re.compile(r"^begin \d{3} \S+$", re.MULTILINE)
#: Tables of the nineties are drawn in plain text between these.
_DRAWN = re.compile(r"^[ \t]*</?(?:TABLE|CAPTION|S|C|FN|PAGE)>.*$", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Filed:
    kind: str
    text: str
    head: str = ""  # the fields before the text


def is_envelope(source: str) -> bool:
    """Whether the file is a filing as EDGAR keeps it."""
    return bool(_ENVELOPE.match(source[:500]))


def open_envelope(source: str, name: str, notices: list[Notice]) -> str:
    """The text of the filing's press release, EX-99.1 or the first EX-99; what else was filed is left out and told.

    Raises :class:`Unreadable` when the filing holds no exhibit 99 among several documents.
    """
    parts = [part[1] for part in _DOCUMENT.finditer(source)] or [source]
    filed = [_filed(part) for part in parts]
    releases = [part for part in filed if _RELEASE.fullmatch(part.kind)]
    chosen = min(releases, key=lambda part: (part.kind.upper() != "EX-99.1", filed.index(part)), default=None)
    if chosen is None and len(filed) == 1:
        chosen = filed[0]
    if chosen is None:
        kinds = ", ".join(part.kind for part in filed) or "nothing"
        raise Unreadable(
            f"{name} is a filing without a press release (it holds {kinds}); send the exhibit 99 that holds the release."
        )
    notices.append(
        Notice(f"{name} is a filing with the SEC; its {chosen.kind or 'text'} was read.", left_out=chosen.head)
    )
    first = _DOCUMENT.search(source)
    header = " ".join(_TAG.sub(" ", source[: first.start() if first else 0]).split())
    for what, words in [("header", header), *((part.kind, part.text) for part in filed if part is not chosen)]:
        plain = "" if _ENCODED.search(words) else " ".join(_TAG.sub(" ", words).split())
        if plain:
            message = f"The filing’s {what} was left out: {excerpt(plain)}."
            if _RELEASE.fullmatch(what):
                message += " If it is a press release of its own, bring it in by itself."
            notices.append(Notice(message, needs_review=bool(_RELEASE.fullmatch(what)), left_out=plain))
    return chosen.text


def plain(text: str, notices: list[Notice]) -> str:
    """The text of an exhibit that is no HTML, without EDGAR's marks for pages and drawn tables."""
    return _DRAWN.sub("", pages.undone_in_text(text, notices))


def _filed(source: str) -> _Filed:
    text = _TEXT.search(source)
    fields = {hit[1].upper(): hit[2].strip() for hit in _FIELD.finditer(source[: text.start()] if text else source)}
    return _Filed(fields.get("TYPE", ""), text[1] if text else source, " ".join(fields.values()))
