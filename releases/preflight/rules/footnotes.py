"""Footnotes: every mark has its note, and every note its mark."""

import re
from collections.abc import Iterator

from releases import text
from releases.preflight.catalogue import rule
from releases.preflight.context import Context
from releases.preflight.finding import Hit, Level, Place
from releases.preflight.passage import Part, Passage
from releases.preflight.view import PROSE, View

#: Raised figures behind two letters or a closing sign; the third alternative takes marks that stand for themselves.
_RAISED = re.compile(
    r"(?P<before>(?<![^\W\d_])[^\W\d_]{2,60}|[.,;:)”\"’%®™])(?P<mark>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?:[,⁻–-][⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})*)(?![\w⁺⁻])"
)
_SIGN = re.compile(r"(?=[*†‡§])(?<=[\w.,;:)”\"’%®™])(?P<mark>\*{1,3}|†{1,2}|‡{1,2}|§)(?![\w*])")
_BRACKET = re.compile(r"(?=[\s\[])(?<=[\w.,;:)”\"’%])\s?\[(?P<mark>\d{1,2}(?:[,–-]\d{1,2})*)\]")
_SEVERAL = re.compile(r"\d{1,2}(?:[,–-]\s?\d{1,2})+")
#: A figure raised behind one of these is a power: "kg/m²", "cm³", "km²".
_UNITS = frozenset("m cm mm km dm nm µm μm ft in yd mi s sec min ms kg g mg l ml dl h hr".split())


@rule(
    "C9",
    Level.BLOCK,
    "Footnote marks and notes answer to each other.",
    source="Business Wire, most common press release errors",
)
def marks(view: View, context: Context) -> Iterator[Hit]:
    notes = [note.mark for note in view.document.footnotes]
    used: set[str] = set()
    signs = {mark for mark in notes if not mark.isdigit()}
    for passage in view.of(*PROSE, Part.SECTION, Part.FILE):
        for start, end, mark in _marks(passage, bool(notes), signs):
            used.add(mark)
            if mark not in notes:
                yield passage.hit(
                    start,
                    end,
                    f"The mark {passage.text[start:end]} has no note. Add the note, or take the mark away.",
                    evidence=f"notes: {', '.join(notes) or 'none'}",
                )
    for index, mark in enumerate(notes):
        place = Place(f"footnotes[{index}]")
        if mark in notes[:index]:
            yield Hit(
                place=place,
                quote=mark,
                message=f"Two notes have the mark {mark}. Give one another mark.",
                evidence="twice",
            )
        elif mark not in used:
            yield Hit(
                place=place,
                quote=mark,
                message=f"Nothing in the text refers to note {mark}. Set its mark, or take the note out.",
                evidence="no mark in the text",
            )


def _marks(passage: Passage, has_notes: bool, signs: set[str]) -> Iterator[tuple[int, int, str]]:
    for match in _RAISED.finditer(passage.text):
        if match["before"].lower() in _UNITS or "/" in passage.text[max(0, match.start() - 1) : match.start()]:
            continue
        for mark in _each(text.from_superscript(match["mark"])):
            yield match.start("mark"), match.end("mark"), mark
    for span in passage.marks:
        # "1,3" has no raised form of its own.
        if span.kind == "sup" and _SEVERAL.fullmatch(words := passage.text[span.start : span.end]):
            for mark in _each(words):
                yield span.start, span.end, mark
    for match in _SIGN.finditer(passage.text):
        # "*" may be a sign of its own, as in "2*3"; without notes it is one.
        if (
            match["mark"] in signs
            or (signs and match["mark"][0] in "†‡")
            or (match["mark"][0] in "†‡" and not has_notes)
        ):
            yield match.start("mark"), match.end("mark"), match["mark"]
    for match in _BRACKET.finditer(passage.text):
        for mark in _each(match["mark"]):
            yield match.start("mark") - 1, match.end("mark") + 1, mark


def _each(marks: str) -> list[str]:
    """The marks of "1,3" and "1–3"."""
    found: list[str] = []
    for part in re.split(r",", marks.replace("⁻", "-").replace("–", "-")):
        first, _, last = part.partition("-")
        found += (
            [str(number) for number in range(int(first), int(last) + 1)]
            if last and int(last) - int(first) < 50
            else [first]
        )
    return found
