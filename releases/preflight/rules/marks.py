"""Trademarks: each with its sign is attributed, and each attribution is of one in the text."""

import re
from collections import defaultdict
from collections.abc import Iterator

from releases.preflight.catalogue import rule
from releases.preflight.context import Context
from releases.preflight.finding import Hit, Level
from releases.preflight.passage import Part, Passage
from releases.preflight.view import View

#: The word before the sign; what a mark of several words ends with.
_MARK = re.compile(r"(?P<word>[^\W_][\w’'‑-]{0,40}?)\s?(?P<sign>[®™℠])")
_SIGN = re.compile("[®™℠]")
_ATTRIBUTES = re.compile(
    r"\b(?:trade ?marks?|service ?marks?)\b[^.]{0,80}?\b(?:of|owned by|belong\w* to|held by)\b|\bmarks? (?:is|are) (?:the )?property of\b",
    re.IGNORECASE,
)


@rule(
    "C10",
    Level.QUERY,
    "Marks with ® or ™ are attributed to their owner, and written one way.",
    source="15 U.S.C. 1111; practice of the wires",
)
def attributions(view: View, context: Context) -> Iterator[Hit]:
    used: dict[str, list[tuple[Passage, re.Match]]] = defaultdict(list)
    attributed: dict[str, tuple[Passage, re.Match]] = {}
    notes = ""
    for passage in view.passages:
        if passage.part in (Part.CONTACT, Part.SOURCE, Part.DISTRIBUTOR) or (
            passage.part == Part.FILE and not passage.field.endswith("caption")
        ):
            continue
        is_note = passage.part == Part.TRADEMARK or bool(_ATTRIBUTES.search(passage.text))
        notes += f"\n{passage.text.casefold()}" if is_note else ""
        for match in _MARK.finditer(passage.text) if _SIGN.search(passage.text) else ():
            if _is_address(passage.text, match.start()):
                continue
            word = match["word"].casefold()
            if is_note:
                attributed.setdefault(word, (passage, match))
            else:
                used[word].append((passage, match))
    own = {
        words.split()[-1].casefold(): mark
        for mark in (context.company.marks if context.company else ())
        if (words := mark.words)
    }
    for word, places in used.items():
        passage, match = places[0]
        if not re.search(rf"\b{re.escape(word)}", notes):
            yield passage.hit(
                match.start("word"),
                match.end(),
                f"{match['word']} carries {match['sign']}, and nobody says whose mark it is. Add a trademark note.",
                evidence="no note",
            )
        if len(signs := sorted({place["sign"] for _, place in places})) > 1:
            other, second = next((p, m) for p, m in places if m["sign"] != match["sign"])
            yield other.hit(
                second.start("word"),
                second.end(),
                f"The mark stands with {' and with '.join(signs)}. Choose the right one.",
                evidence=" ".join(signs),
            )
        mark = own.get(word)
        if mark and mark.is_own and not mark.is_registered and match["sign"] == "®":
            yield passage.hit(
                match.start("word"),
                match.end(),
                f"{mark.words} is not registered on record. Write ™.",
                evidence="not registered",
                suggestion=f"{match['word']}™",
            )
    everything = " ".join(
        passage.text
        for passage in view.passages
        if passage.part != Part.TRADEMARK and not _ATTRIBUTES.search(passage.text)
    ).casefold()
    for word, (passage, match) in attributed.items():
        if not re.search(rf"(?<!\w){re.escape(word)}", everything):
            yield passage.hit(
                match.start("word"),
                match.end(),
                f"The note is about {match['word']}, which the release never names. Take the note out.",
                evidence="not in the text",
            )


def _is_address(words: str, place: int) -> bool:
    """Whether the sign stands in a web or mail address."""
    before = re.split(r"\s", words[max(0, place - 200) : place])[-1]
    return any(part in before for part in ("://", "www.", "@"))
