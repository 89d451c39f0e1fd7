"""Raised figures in the text: which of them refer to a note, and which are powers, isotopes or charges."""

import re

from releases import text
from releases.document import Footnote
from releases.document.richtext import BLOCKS, Node

#: Units that are squared or cubed in clinical prose, and lower-case letters standing alone (r², χ², x²).
_POWER_OF = re.compile(r"(?:\d|(?<![^\W\d_])(?:[kcdmnµμ]?m|ft|yd|mi|R|[a-zα-ω]))$")
_BETWEEN_MARKS = re.compile(r"(\s*[,;]\s*|\s*[–-]\s*|\s+)")


class References:
    """The notes of one document and the places that refer to them, counted as :meth:`link` comes upon them.

    Ids are stable: ``note-2`` is the second note, ``ref-2`` the first place that refers to it, ``ref-2-2`` the second.
    """

    def __init__(self, footnotes: tuple[Footnote, ...]):
        self._positions: dict[str, int] = {}
        for position, footnote in enumerate(footnotes, start=1):
            self._positions.setdefault(_normal(footnote.mark), position)
        self._count = dict.fromkeys(self._positions.values(), 0)

    def link(self, root: Node) -> Node:
        """The same tree, in which each ``<sup>`` that names a note has become a link to it."""
        self._walk(root, "", _linked_sup)
        return root

    def strike(self, root: Node) -> Node:
        """The same tree without the references: plain words for search, where "lymphoma1" would be no word."""
        self._walk(root, "", _struck_sup)
        return root

    def places(self, position: int) -> list[str]:
        """Ids of the places that refer to the note at this position (from 1), in reading order."""
        return [_place(position, number) for number in range(1, self._count.get(position, 0) + 1)]

    def _walk(self, node: Node, before: str, replace) -> str:
        """``before`` is what stands to the left in the same block; returns it with this node's words added."""
        for index, child in enumerate(node.children):
            if isinstance(child, str):
                before += child
            elif child.tag == "sup":
                following = node.children[index + 1] if index + 1 < len(node.children) else ""
                if marks := self._marks(child, before, following if isinstance(following, str) else ""):
                    node.children[index] = replace(marks, self._reference)
                before += child.words()
            elif child.tag == "a":  # a link inside a link is no HTML
                before += child.words()
            elif child.tag in BLOCKS or child.tag == "br":
                self._walk(child, "", replace)
                before = ""
            else:
                before = self._walk(child, before, replace)
        return before

    def _marks(self, sup: Node, before: str, after: str) -> list[str]:
        """Marks and what parts them, alternating; empty when this raised figure refers to no note."""
        words = _normal(sup.words())
        parts = [words] if words in self._positions else _BETWEEN_MARKS.split(words)
        if any(part not in self._positions for part in parts[::2]):
            return []
        is_number = words[:1].isdigit()
        if is_number and (_POWER_OF.search(before) or after[:1].isalpha()):
            return []  # m², 10⁹, r²; ¹⁷⁷Lu
        return parts

    def _reference(self, mark: str) -> tuple[str, str]:
        """The ids of the next place that refers to this mark, and of its note."""
        position = self._positions[mark]
        self._count[position] += 1
        return _place(position, self._count[position]), f"note-{position}"


def raise_powers(root: Node) -> Node:
    """The same tree with what is left raised written in Unicode ("m²", "10⁹"), and figures that Unicode can't raise behind
    ``^`` ("10^1.5"): on the line they would be another number."""
    for sup in root.find("sup"):
        words = sup.words()
        if raised := text.superscript(words):
            sup.children = [raised]
        elif any(letter.isdigit() for letter in words):
            sup.children = [f"^{words}"]
    return root


def _linked_sup(parts: list[str], reference) -> Node:
    children: list = []
    for index, part in enumerate(parts):
        if index % 2:
            children.append(part)
            continue
        place, note = reference(part)
        children.append(Node("a", {"id": place, "href": f"#{note}", "role": "doc-noteref"}, [part]))
    return Node("sup", {"class": "reference"}, children)


def _struck_sup(_parts: list[str], _reference) -> Node:
    return Node("sup")


def _place(position: int, number: int) -> str:
    return f"ref-{position}" if number == 1 else f"ref-{position}-{number}"


def _normal(mark: str) -> str:
    return text.from_superscript(text.line(mark))
