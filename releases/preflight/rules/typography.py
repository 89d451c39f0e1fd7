"""Signs and spaces: what a proofreader marks."""

import re
from collections.abc import Iterator

from releases import text
from releases.preflight.catalogue import rule
from releases.preflight.context import Context
from releases.preflight.finding import Hit, Level
from releases.preflight.passage import Part, Passage
from releases.preflight.view import View

_ENDS = re.compile(r"[.!?:;,”\"’')\]…—–][⁰¹²³⁴⁵⁶⁷⁸⁹†‡*]{0,4}\s*\Z")
#: Words that are written lower-case wherever they stand: "mRNA", "eGFR", "iPSC", addresses, conjunctions between contacts.
_LOWER = re.compile(r"[a-z]{1,4}[A-Z0-9]|\S*@|https?:|www\.|(?:or|and)\s*\Z|(?:de|van|von|al-)\s")
#: A paragraph that has more signs without partners is no prose.
_MOST = 20
_PAIRS = {")": "(", "]": "["}
_MOJIBAKE = re.compile("Ã[\u0080-\u00bf]|â€[\u0080-\u009f™œ\u009d“”˜¦¢]|â€|Â[\u00a0®™©°·»«±]|ï»¿|\ufffd|Ã¢â‚¬")
_DOUBLED = re.compile(r"(?<![\w-])(?P<word>[a-z]{2,}|The|In|A|Of)[ \u00a0](?P=word)(?![\w-]|['’]\w)", re.IGNORECASE)
#: Words that may stand twice.
_TWICE = frozenset("had that is so very long bye no knock".split())
_OF = re.compile(r"\d\s?(?:%|percent|per cent)\s(?P<noun>patients|subjects|participants|volunteers)\b")
_ITS = re.compile(
    r"\bit['’]s (?=(?:own|first|lead|subsidiar|product|pipeline|board|clinical|common|wholly|investigational|partner|collaborat|Phase|proprietary|drug|portfolio|annual|quarterly|platform|shares|stock)\b)",
    re.IGNORECASE,
)
_PROSE = (Part.HEADLINE, Part.SUBHEADLINE, Part.BODY, Part.SECTION, Part.SAFE_HARBOR)
_TEXTS = (*_PROSE, Part.TRADEMARK, Part.FOOTNOTE, Part.FILE, Part.DATELINE, Part.CONTACT, Part.CORRECTION)


@rule("C14", Level.QUERY, "A paragraph begins with a capital.", source="wire practice: a paragraph broken in two")
def broken_paragraphs(view: View, context: Context) -> Iterator[Hit]:
    for before, passage in zip(view.passages, view.passages[1:], strict=False):
        if passage.kind != "p" or before.kind != "p" or passage.item or before.item or passage.part != before.part:
            continue
        if passage.part not in (Part.BODY, Part.SECTION, Part.SAFE_HARBOR) or _address(passage) != _address(before):
            continue
        words = passage.text.lstrip()
        if words[:1].islower() and not _LOWER.match(words) and not _ENDS.search(before.text[-12:]):
            end = re.match(r"\S+(?:\s\S+){0,5}", words).end() + len(passage.text) - len(words)
            yield passage.hit(
                len(passage.text) - len(words),
                end,
                "This paragraph begins within a sentence. Join it to the one before.",
                evidence=f"after “… {before.text.strip()[-30:]}”",
            )


def _address(passage: Passage) -> str:
    return passage.field.rpartition("[")[0]


@rule(
    "C15",
    Level.BLOCK,
    "Brackets and quotation marks are closed, and no hidden or broken characters stand in the text.",
    source="Unicode Standard Annex 31 and Technical Report 36; wire practice",
)
def broken_signs(view: View, context: Context) -> Iterator[Hit]:
    for passage in view.of(*_TEXTS):
        for match in text.INVISIBLE.finditer(passage.text):
            sign = match[0]
            around = passage.text[max(0, match.start() - 10) : match.end() + 10]
            yield passage.hit(
                match.start(),
                match.end(),
                f"A character that nobody sees, U+{ord(sign):04X}, stands in “{around}”. Take it out.",
                evidence=f"U+{ord(sign):04X}",
            )
        for match in _MOJIBAKE.finditer(passage.text):
            yield passage.hit(
                match.start(),
                match.end(),
                f"“{match[0]}” is what a character becomes that was read in the wrong encoding. Put the right one.",
                evidence="wrong encoding",
            )
    prose = view.of(*_PROSE, Part.FOOTNOTE, Part.TRADEMARK)
    for index, passage in enumerate(prose):
        yield from _unbalanced(passage)
        yield from _unclosed_quotation(passage, prose[index + 1] if index + 1 < len(prose) else None)


def _unbalanced(passage: Passage) -> Iterator[Hit]:
    open_ones: list[int] = []
    for match in re.finditer(r"[()\[\]]", passage.text):
        sign, place = match[0], match.start()
        if sign in "([":
            open_ones.append(place)
        elif open_ones and passage.text[open_ones[-1]] == _PAIRS[sign]:
            open_ones.pop()
        elif not _enumerates(passage.text, place):
            yield _stray(passage, place)
    for place in open_ones[:_MOST]:
        yield _stray(passage, place)


def _enumerates(words: str, place: int) -> bool:
    """The parenthesis of "a)", "1)" or "iv)" in front of an item."""
    return bool(re.search(r"(?:^|[\s(,;:])(?:[a-z]|[ivx]{1,4}|\d{1,2})\Z", words[max(0, place - 6) : place]))


def _stray(passage: Passage, place: int) -> Hit:
    words = passage.text[max(0, place - 25) : place + 25].strip()
    return passage.hit(
        place, place + 1, f"This sign has no partner: “… {words} …”. Close it, or take it out.", evidence=words
    )


def _unclosed_quotation(passage: Passage, following: Passage | None) -> Iterator[Hit]:
    words = passage.text
    begin = None
    for match in re.finditer(r"[“”]", words):
        if match[0] == "“":
            if begin is not None:
                yield _stray(passage, begin)
            begin = match.start()
        elif begin is None:
            yield _stray(passage, match.start())
        else:
            begin = None
    # A quotation over several paragraphs opens anew in each and closes in the last.
    if begin is not None and not (following and following.text.lstrip().startswith("“")):
        yield _stray(passage, begin)
    straight = [match.start() for match in re.finditer(r"(?<![\d′])\"", words)]
    if len(straight) % 2 and not (following and following.text.lstrip().startswith('"')):
        yield _stray(passage, straight[-1])


@rule(
    "C16",
    Level.NOTE,
    "No doubled words, missing “of”, mixed quotation marks or “it’s” for “its”.",
    source="proofreading practice",
)
def slips(view: View, context: Context) -> Iterator[Hit]:
    kinds: dict[str, tuple[Passage, int]] = {}
    for passage in view.of(*_PROSE):
        for match in _DOUBLED.finditer(passage.text):
            if match["word"].lower() not in _TWICE:
                yield passage.hit(
                    match.start(),
                    match.end(),
                    "This word stands twice. Take one out.",
                    evidence="doubled",
                    suggestion=match["word"],
                )
        for match in _OF.finditer(passage.text):
            begin = match.start()
            start = re.search(r"[>≥<≤~]?\s?[\d.]*\Z", passage.text[max(0, begin - 12) : begin]).start() + max(
                0, begin - 12
            )
            quote = passage.text[start : match.end()].lstrip()
            yield passage.hit(
                match.end() - len(quote),
                match.end(),
                "“of” is missing between the percentage and the people.",
                evidence="% without “of”",
                suggestion=quote.replace(match["noun"], f"of {match['noun']}"),
            )
        for match in _ITS.finditer(passage.text):
            yield passage.hit(
                match.start(),
                match.end() - 1,
                "“it’s” is short for “it is”; what belongs to it is “its”.",
                evidence="it’s before a noun",
                suggestion="its",
            )
        for match in re.finditer(r"(?<=[\w,;]) {2,}(?=\w)", passage.text):
            yield passage.hit(
                match.start(), match.end(), "Two spaces stand here. Leave one.", evidence="double space", suggestion=" "
            )
    for passage in view.of(Part.HEADLINE, Part.SUBHEADLINE, Part.BODY):
        for sign in '“"':
            if sign in passage.text:
                kinds.setdefault(sign, (passage, passage.text.index(sign)))
    if len(kinds) == 2:
        passage, place = kinds['"']
        yield passage.hit(
            place, place + 1, "Straight and curly quotation marks are mixed. Choose one kind.", evidence='“ and "'
        )
