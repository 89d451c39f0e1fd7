"""Rich text as blocks of words, to be compared."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from releases.document.tree import CONTAINERS, LISTS, Node, parse

#: A number with its points and commas is one word, and so is what hyphens and apostrophes join; other signs stand alone.
_WORDS = re.compile(r"[0-9]+(?:[.,][0-9]+)*|\w+(?:['’\-]\w+)*|[ \t\n]+|.", re.DOTALL)
_SPACE = " \t\n"
_SECTIONS = frozenset({"thead", "tbody", "tfoot"})
#: Columns or rows that one cell may span.
_WIDEST = 1000


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number or sign with the formatting it stands in; ``"\\n"`` is a line break."""

    text: str
    marks: tuple[tuple[str, str], ...] = ()  # (element, link target or ""), outermost first
    is_spaced: bool = False  # white space stands before it

    @property
    def key(self) -> tuple:
        """What makes it the same word elsewhere."""
        return self.text, self.marks


#: Rows of tables: one of headers alone, one whose first cell is a header, and any other.
ROWS = ("head row", "headed row", "row")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, item or row. ``kind`` names it: "p", "h2", "ul 1" (a list's item and its depth), "row"…"""

    kind: str
    cells: tuple[tuple[Word, ...], ...]
    #: How many columns each cell of a row is wide; a cell that spans rows stands as an empty one in those below.
    widths: tuple[int, ...] = ()

    @property
    def is_row(self) -> bool:
        return self.kind in ROWS


def line(text: str, kind: str = "p") -> Block:
    """Plain text as a block."""
    return Block(kind, (words([text]),))


def blocks(html: str) -> list[Block]:
    """The blocks of rich text in its normal form, in reading order."""
    return list(_blocks(parse(html), "p", 0))


def words(children: list, marks: tuple = ()) -> tuple[Word, ...]:
    """The words of inline text."""
    found: list[Word] = []
    is_spaced = False
    for text, inside in _texts(children, marks):
        for match in _WORDS.findall(text):
            if text != "\n" and match[0] in _SPACE:
                is_spaced = True
            else:
                found.append(Word(match, inside, is_spaced and bool(found)))
                is_spaced = False
    return tuple(found)


def _texts(children: list, marks: tuple) -> Iterator[tuple[str, tuple]]:
    for child in children:
        if isinstance(child, str):
            yield child.replace("\n", " "), marks
        elif child.tag == "br":
            yield "\n", ()
        else:
            yield from _texts(child.children, (*marks, (child.tag, child.attributes.get("href", ""))))


def _blocks(node: Node, kind: str, depth: int) -> Iterator[Block]:
    """Loose inline text is a block of ``kind``."""
    loose: list = []
    for child in [*node.children, None]:
        if isinstance(child, str) or (child is not None and not _is_block(child)):
            loose.append(child)
            continue
        if found := words(loose):
            yield Block(kind, (found,))
        loose = []
        if child is not None:
            yield from _block(child, kind, depth)


def _block(node: Node, kind: str, depth: int) -> Iterator[Block]:
    if node.tag in LISTS:
        for item in node.children:
            yield from _blocks(item, f"{node.tag} {depth + 1}", depth + 1)
    elif node.tag in _SECTIONS:
        yield from _rows([row for row in node.children if isinstance(row, Node)], is_head=node.tag == "thead")
    elif node.tag == "table":
        for is_row, group in groupby(node.children, key=lambda part: isinstance(part, Node) and part.tag == "tr"):
            parts = list(group)
            yield from _rows(parts, is_head=False) if is_row else _blocks(Node("", {}, parts), kind, depth)
    elif node.tag in CONTAINERS:
        yield from _blocks(node, "quote" if node.tag == "blockquote" else kind, depth)
    else:
        yield from _blocks(node, "quote" if kind == "quote" and node.tag == "p" else node.tag, depth)


def _rows(rows: list[Node], *, is_head: bool) -> Iterator[Block]:
    """Every row by itself: each of its cells stands in its column also where the row above is deleted or moved."""
    reaching: dict[int, tuple[int, int]] = {}  # column -> width and rows below of a cell that reaches into this row
    for row in rows:
        cells: list[tuple[tuple[Word, ...], int]] = []
        waiting = [cell for cell in row.children if isinstance(cell, Node)]
        kind = "headed row" if waiting and waiting[0].tag == "th" else "row"
        if is_head or all(cell.tag == "th" for cell in waiting):
            kind = "head row"
        column, below = 0, {}
        while waiting or any(taken >= column for taken in reaching):
            free = min((taken for taken in reaching if taken >= column), default=column + _WIDEST) - column
            if not free:
                width, left = reaching[column]
                cells.append(((), width))
            elif waiting:
                cell = waiting.pop(0)
                width, left = min(_span(cell, "colspan"), free), _span(cell, "rowspan")
                cells.append((words(_inside(cell)), width))
            else:
                width, left = free, 1
                cells.append(((), width))
            if left > 1:
                below[column] = width, left - 1
            column += width
        reaching = below
        found, widths = zip(*cells, strict=True) if cells else ((), ())
        yield Block(kind, found, widths)


def _span(cell: Node, name: str) -> int:
    """At least 1, and no more than a table on a page can have."""
    text = cell.attributes.get(name, "")
    return min(max(int(text), 1), _WIDEST) if text.isascii() and text.isdecimal() and len(text) < 6 else 1


def _inside(cell: Node) -> list:
    """What a cell holds as one line: blocks in it are parted by line breaks."""
    result: list = []
    for child in cell.children:
        if isinstance(child, Node) and _is_block(child):
            if result and not (isinstance(result[-1], Node) and result[-1].tag == "br"):
                result.append(Node("br"))
            result.extend(_inside(child))
        else:
            result.append(child)
    return result


def _is_block(node: Node) -> bool:
    return node.tag in CONTAINERS or node.tag in ("p", "h2", "h3", "h4", "li", "th", "td", "caption")
