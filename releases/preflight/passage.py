"""A passage: one paragraph, heading, list item, row or line of a document as plain text, with its address.

Offsets count characters of ``text``. Superscripts stand as Unicode superscripts where they have such a form ("m²", "(CR).¹"),
line breaks as ``\\n``, cells of a row are parted by a tab.
"""

import bisect
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from releases import text
from releases.document.richtext import LISTS, Node, parse
from releases.preflight.finding import Hit, Level, Place
from releases.preflight.sentences import find_sentences

#: Elements that make a passage of their own; what stands in a cell belongs to its row.
BLOCKS = frozenset({"p", "h2", "h3", "h4", "li", "tr", "caption"})


class Part(StrEnum):
    """The part of the document that a passage belongs to."""

    HEADLINE = "headline"
    SUBHEADLINE = "subheadline"
    DATELINE = "dateline"
    BODY = "body"
    FILE = "files"
    SECTION = "sections"
    TRADEMARK = "trademark_notes"
    FOOTNOTE = "footnotes"
    SAFE_HARBOR = "safe_harbor"
    CONTACT = "contacts"
    RESULTS = "results"
    SOURCE = "source"
    DISTRIBUTOR = "distributor"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of a passage, the end not included. ``kind`` is the element and ``target`` the address of a link."""

    start: int
    end: int
    kind: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class InList:
    """Where an item stands: the number of its list within the field, its depth from 1, its place in it from 0."""

    number: int
    depth: int
    index: int
    is_ordered: bool = False


class Passage:
    """One block of text. ``field`` is its address: ``body[3]`` is the fourth of the body's blocks, counting the elements of
    :data:`BLOCKS` outside of table cells in document order; ``sections[0].heading``, ``contacts[1].phone``, ``headline``."""

    def __init__(
        self, part: Part, field: str, words: str, kind: str, marks: tuple[Span, ...] = (), item: InList | None = None
    ):
        self.part, self.field, self.text, self.kind = part, field, words, kind
        self.marks = marks  # links, emphasis, raised and lowered text
        self.item = item
        self._found: dict[re.Pattern, list[int]] = {}
        self._sought: dict[tuple[re.Pattern, Span], bool] = {}

    def __repr__(self):
        return f"<Passage {self.field} {self.text:.40}>"

    @property
    def is_heading(self) -> bool:
        return self.kind in ("h2", "h3", "h4")

    @property
    def links(self) -> tuple[Span, ...]:
        return tuple(mark for mark in self.marks if mark.kind == "a")

    @functools.cached_property
    def sentences(self) -> tuple[Span, ...]:
        return tuple(Span(start, end) for start, end in find_sentences(self.text))

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds the character at ``offset``."""
        index = bisect.bisect_right(self._ends, offset)
        return self.sentences[index] if index < len(self.sentences) else Span(0, len(self.text))

    def around(self, start: int, end: int, reach: int = 300) -> Span:
        """The sentence around these characters, cut at ``reach`` characters on both sides: sentences have no limit, and
        what is asked about each of many places must have one."""
        sentence = self.sentence_at(start)
        return Span(max(sentence.start, start - reach), max(min(sentence.end, end + reach), min(end, len(self.text))))

    @functools.cached_property
    def _ends(self) -> list[int]:
        return [sentence.end for sentence in self.sentences]

    @functools.cached_property
    def words(self) -> tuple[Span, ...]:
        """Words as ``\\w`` with inner hyphens and apostrophes."""
        return tuple(Span(match.start(), match.end()) for match in _WORD.finditer(self.text))

    @functools.cached_property
    def quoted(self) -> tuple[Span, ...]:
        """What stands between quotation marks, these included; without a closing one, to the end of the passage."""
        return tuple(Span(match.start(), match.end()) for match in _QUOTED.finditer(self.text))

    def starts(self, pattern: re.Pattern) -> list[int]:
        """Where the pattern matches, found once for this passage: to be asked many times with :meth:`holds`."""
        if pattern not in self._found:
            self._found[pattern] = [match.start() for match in pattern.finditer(self.text)]
        return self._found[pattern]

    def holds(self, pattern: re.Pattern, start: int, end: int) -> bool:
        """Whether a match of the pattern begins between these characters."""
        starts = self.starts(pattern)
        index = bisect.bisect_left(starts, start)
        return index < len(starts) and starts[index] < end

    def has(self, pattern: re.Pattern, within: Span) -> bool:
        """Whether the pattern matches within these characters, a sentence as a rule, sought once for all who ask."""
        if (pattern, within) not in self._sought:
            self._sought[pattern, within] = bool(pattern.search(self.text, within.start, within.end))
        return self._sought[pattern, within]

    def is_quoted(self, offset: int) -> bool:
        index = bisect.bisect_right(self.quoted, offset, key=lambda span: span.start) - 1
        return index >= 0 and offset < self.quoted[index].end

    def hit(
        self,
        start: int,
        end: int,
        message: str,
        *,
        evidence: str = "",
        suggestion: str = "",
        level: Level | None = None,
    ) -> Hit:
        """A hit at these characters, which are its quote."""
        return Hit(
            place=Place(self.field, start, end),
            quote=self.text[start:end],
            message=message,
            evidence=evidence,
            suggestion=suggestion,
            level=level,
        )


_WORD = re.compile(r"\w+(?:['’\-‑]\w+)*")
_QUOTED = re.compile(r"“[^“”]*(?:”|$)|\"[^\"]*(?:\"|$)")


def from_line(part: Part, field: str, words: str, kind: str = "line") -> Iterator[Passage]:
    """A passage of a plain field, none when it is empty."""
    if words.strip():
        yield Passage(part, field, words, kind)


def from_html(part: Part, field: str, html: str) -> Iterator[Passage]:
    """The passages of rich text in its normal form."""
    for index, (node, kind, item) in enumerate(_blocks(parse(html))):
        words, marks = _flatten(node)
        yield Passage(part, f"{field}[{index}]", words, kind, marks, item)


def _blocks(root: Node) -> Iterator[tuple[Node, str, InList | None]]:
    lists = 0

    def walk(node: Node, item: InList | None, depth: int):
        nonlocal lists
        loose = []
        for child in node.children:
            if isinstance(child, str) or child.tag not in _ALL:
                loose.append(child)
                continue
            if loose and not node.tag:
                yield Node("p", {}, loose), "p", None
                loose = []
            if child.tag in LISTS:
                number, lists = lists, lists + 1
                for index, entry in enumerate(child.children):
                    place = InList(number, depth + 1, index, child.tag == "ol")
                    own = [part for part in entry.children if isinstance(part, str) or part.tag not in _ALL]
                    yield Node("li", {}, own), "li", place
                    rest = [part for part in entry.children if not (isinstance(part, str) or part.tag not in _ALL)]
                    yield from walk(Node("li", {}, rest), place, depth + 1)
            elif child.tag in BLOCKS:
                yield child, child.tag, item
            else:
                yield from walk(child, item, depth)
        if loose and not node.tag:
            yield Node("p", {}, loose), "p", None

    yield from walk(root, None, 0)


_ALL = BLOCKS | LISTS | {"blockquote", "table", "thead", "tbody", "tfoot", "th", "td"}


def _flatten(node: Node) -> tuple[str, tuple[Span, ...]]:
    """The text below a node, and the elements around parts of it."""
    pieces: list[str] = []
    marks: list[Span] = []
    length = 0

    def put(words: str) -> None:
        nonlocal length
        pieces.append(words)
        length += len(words)

    def walk(children: list, shift=None) -> None:
        for child in children:
            if isinstance(child, str):
                put((shift and shift(child)) or child)
            elif child.tag == "br":
                put("\n")
            else:
                start = length
                walk(child.children, _SHIFTS.get(child.tag, shift))
                marks.append(Span(start, length, child.tag, child.attributes.get("href", "")))

    if node.tag == "tr":
        for index, cell in enumerate(node.children):
            if index:
                put("\t")
            start = length
            walk(cell.children if isinstance(cell, Node) else [cell])
            marks.append(Span(start, length, cell.tag if isinstance(cell, Node) else "td"))
    else:
        walk(node.children)
    return "".join(pieces), tuple(marks)


_SHIFTS = {"sup": text.superscript, "sub": text.subscript}
