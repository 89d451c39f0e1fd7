"""Raised and lowered figures in fields of plain text: 10⁶ stays 10⁶, and never becomes 106."""

import re

from releases import text
from releases.document.tree import Node

#: A minus as word processors write it; between two figures it is a range.
_MINUS = re.compile("^[−–]")
_SIGNS = {"TM": "™", "SM": "℠"}
#: What printers raise without a meaning: "24th", "1er", the dot of "No."
_ORDINALS = frozenset({"st", "nd", "rd", "th", "er", "e", "o", "re"})


def written(node: Node) -> str:
    """The words of the element on one line, with what is raised or lowered in Unicode; where Unicode has no such character,
    a figure or a letter stands behind ``^``."""
    return text.line(_written(node))


def _written(node: Node) -> str:
    parts: list[str] = []
    for child in node.children:
        if isinstance(child, str):
            parts.append(child)
        elif child.tag == "br":
            parts.append(" ")
        elif child.tag == "sup":
            parts.append(_raised(text.line(_written(child)), is_behind_figure="".join(parts)[-1:].isdigit()))
        elif child.tag == "sub":
            lowered = text.line(_written(child))
            parts.append(text.subscript(lowered) or lowered)
        else:
            parts.append(_written(child))
    return "".join(parts)


def _raised(words: str, *, is_behind_figure: bool) -> str:
    if words in _SIGNS:
        return _SIGNS[words]
    if raised := text.superscript(_MINUS.sub("-", words)):
        return raised
    has_figure = any(letter.isdigit() for letter in words)
    if not has_figure and (
        words.casefold() in _ORDINALS or not words.isalpha() or (len(words) > 2 and not is_behind_figure)
    ):
        return words
    return f"^({words})" if " " in words else f"^{words}"
