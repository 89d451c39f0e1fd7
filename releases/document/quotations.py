"""Quotations with their speakers, found in a release's body.

A quotation is what stands between quotation marks with a verb of saying beside it. Scare quotes and titles have no such
verb and are passed over. The body stays the only source: quotations are found anew whenever a document is made.
"""

import re

from releases.document import richtext
from releases.document.parts import Quotation

_SAYING = r"(?:said|says|commented|comments|stated|states|added|adds|noted|notes|remarked|continued|concluded|explained)"
_DEGREE = r"(?:M\.?D\.?|Ph\.?D\.?|Pharm\.?D\.?|M\.?B\.?A\.?|D\.?V\.?M\.?|J\.?D\.?|M\.?S\.?|M\.?P\.?H\.?|FACP|FRCP|R\.?N\.?|CPA|Jr\.?|Sr\.?)"
_NAME = rf"(?:Dr\.\s+|Prof\.\s+)?[A-Z][\w.’'-]*(?:\s+(?:[A-Z][\w.’'-]*|de|van|von|der|la|le|da|bin|al))*(?:,\s*{_DEGREE}(?=[\s,.;]|$))*"
#: A title runs to the end of its sentence; the full stop of an abbreviation ("St. Jude", "U.S.") does not end it.
_TITLE = r"(?:,\s*(?P<title>[^“”\"]+?))?(?=\.?\s*$|(?<!\bSt)(?<!\bDr)(?<!U\.S)\.\s+[“\"A-Z]|[;:])"
_AFTER = re.compile(rf"\s*{_SAYING}\s+(?P<speaker>{_NAME}){_TITLE}")
_AFTER_INVERTED = re.compile(rf"\s*(?P<speaker>{_NAME})(?:,\s*(?P<title>[^“”\"]+?),)?\s+{_SAYING}\b")
_BEFORE = re.compile(rf"(?P<speaker>{_NAME})(?:,\s*(?P<title>[^“”\".]+?),)?\s+{_SAYING}\s*[,:]\s*$")
_QUOTED = re.compile(r"[“\"](?P<words>[^“”\"]+)[”\"]?")


def find_quotations(body_html: str) -> tuple[Quotation, ...]:
    """The quotations of the body in order. Text without its marks; speaker with degrees as printed; title as printed."""
    found: list[Quotation] = []
    for block in richtext.parse(body_html).find("p", "li", "blockquote"):
        if block.tag != "blockquote":
            found.extend(_in_paragraph(block.words(), found))
    return tuple(found)


def _in_paragraph(words: str, earlier: list[Quotation]) -> list[Quotation]:
    quotes = list(_QUOTED.finditer(words))
    result: list[Quotation] = []
    for quote in quotes:
        rest, lead = words[quote.end() :], words[: quote.start()]
        hit = _AFTER.match(rest) or _AFTER_INVERTED.match(rest) or _BEFORE.search(lead)
        text = quote["words"].strip()
        if hit:
            result.append(Quotation(text=text.rstrip(","), speaker=hit["speaker"].strip(), title=(hit["title"] or "").strip(" ,.")))
        elif result and quote.start() > 0 and len(text.split()) > 3:
            # The same speaker goes on: "…," said A. "…"
            last = result[-1]
            result[-1] = Quotation(text=f"{last.text} … {text}", speaker=last.speaker, title=last.title)
    return result
