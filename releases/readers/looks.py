"""Looks of HTML that change what words say: raised, lowered, struck out, hidden, in capitals."""

import re

from releases import text
from releases.document.richtext import Node
from releases.readers import page

_STRUCK = frozenset({"s", "strike", "del"})
_RAISED = frozenset({"super", "text-top", "sup", "sups"})
_LOWERED = frozenset({"sub", "text-bottom", "subs"})
_LENGTH = re.compile(r"(?P<number>[+-]?\d*\.?\d+)\s*(?P<unit>[a-z]*|%)")
#: Pixels of each unit; of a percentage it is one of the height of a line.
_UNITS = {
    "": 1,
    "px": 1,
    "pt": 4 / 3,
    "em": 16,
    "rem": 16,
    "ex": 8,
    "ch": 8,
    "%": 0.2,
    "in": 96,
    "mm": 3.8,
    "cm": 38,
    "pc": 16,
}
_MOVED = re.compile(r"translate(?:y\(|(?:3d)?\([^,()]*,)\s*(?P<length>[^,()]+)")
#: Pixels: a smaller shift lines words up and raises none, unless they are set smaller too.
_SHIFT = 1.5
#: Longer runs are no raised figures or marks, whatever shifts them.
_LONGEST = 40


def shift(node: Node, style: dict[str, str]) -> str:
    """Whether the words of the element are raised or lowered, by its tag or its style: "sup", "sub" or ""."""
    if node.tag in ("sup", "sub"):
        return node.tag
    words = {style.get("vertical-align", ""), style.get("font-variant-position", ""), style.get("baseline-shift", "")}
    if words & _RAISED:
        return "sup"
    if words & _LOWERED:
        return "sub"
    if node.tag not in page.INLINE or len(page.words(node)) > _LONGEST:
        return ""
    offset = _offset(style)
    least = 0 if _is_smaller(style) else _SHIFT
    return "sup" if offset > least else "sub" if -offset > least else ""


def _offset(style: dict[str, str]) -> float:
    """How many pixels the words stand above their line."""
    for name in ("vertical-align", "mso-text-raise", "baseline-shift"):
        if offset := _pixels(style.get(name, "")):
            return offset
    if style.get("position") == "relative":
        if offset := _pixels(style.get("top", "")):
            return -offset
        if offset := _pixels(style.get("bottom", "")):
            return offset
    moved = _MOVED.search(style.get("transform", ""))
    return -_pixels(moved["length"].strip()) if moved else 0


def _pixels(length: str) -> float:
    hit = _LENGTH.fullmatch(length)
    return float(hit["number"]) * _UNITS.get(hit["unit"], 0) if hit else 0


def _is_smaller(style: dict[str, str]) -> bool:
    """Whether the style sets a size that is smaller than that of running text."""
    size = style.get("font-size", "")
    hit = _LENGTH.fullmatch(size)
    if not hit:
        return "small" in size
    if hit["unit"] in ("em", "rem"):
        return float(hit["number"]) < 1
    return float(hit["number"]) < 100 if hit["unit"] == "%" else 0 < _pixels(size) < 11


def is_struck(node: Node, style: dict[str, str]) -> bool:
    """Whether the words of the element are struck out."""
    decoration = f"{style.get('text-decoration', '')} {style.get('text-decoration-line', '')}"
    return node.tag in _STRUCK or "line-through" in decoration


def is_hidden(style: dict[str, str]) -> bool:
    """Whether Word hides the words of the element."""
    return style.get("mso-hide") in ("all", "screen")


def cased(words: str, case: str) -> str:
    """The words as ``text-transform`` shows them."""
    if case == "uppercase":
        return text.capitals(words)
    if case == "lowercase":
        return words.lower()
    return re.sub(r"(?<![\w’'])[^\W\d_]", lambda hit: hit[0].upper(), words) if case == "capitalize" else words
