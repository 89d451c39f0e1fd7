"""Runs of characters with their looks, gathered into the fewest elements, however often the file has cut them."""

import itertools
from dataclasses import dataclass

from releases.document.richtext import Node


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters, or an element such as a line break, and how they look."""

    content: str | Node
    href: str = ""
    is_bold: bool = False
    is_italic: bool = False
    raised: str = ""  # "sup", "sub" or ""
    case: str = ""  # "uppercase", "lowercase", "capitalize" or "": how letters are shown


_LAYERS = (("href", "a"), ("is_bold", "strong"), ("is_italic", "em"), ("raised", ""))


def gather(pieces: list[Piece]) -> list[Node | str]:
    """The pieces as inline nodes: links outside, then bold, italic, raised."""
    return list(_layered(pieces, _LAYERS))


def _layered(pieces: list[Piece], layers: tuple):
    if not layers:
        for is_text, run in itertools.groupby(pieces, key=lambda piece: isinstance(piece.content, str)):
            parts = [piece.content for piece in run]
            yield from ["".join(parts)] if is_text else parts
        return
    (name, tag), *deeper = layers
    for value, run in itertools.groupby(pieces, key=lambda piece: getattr(piece, name)):
        inner = list(_layered(list(run), tuple(deeper)))
        if not value:
            yield from inner
            continue
        before, after = _space(inner, 0), _space(inner, -1)
        yield from [before] * bool(before)
        if inner:
            yield Node(tag or value, {"href": value} if tag == "a" else {}, inner)
        yield from [after] * bool(after)


def _space(parts: list, at: int) -> str:
    """Take the white space off this end: it stands beside the element, not in it."""
    if not parts or not isinstance(parts[at], str):
        return ""
    words = parts[at]
    parts[at] = words.lstrip(" \t\n") if at == 0 else words.rstrip(" \t\n")
    space = words[: len(words) - len(parts[at])] if at == 0 else words[len(parts[at]) :]
    if not parts[at]:
        parts.pop(at)
    return space
