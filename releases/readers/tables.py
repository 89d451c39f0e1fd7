"""Markdown pipe tables of wire text."""

import re

from releases.document.richtext import Node
from releases.readers import inline
from releases.readers.blocks import Block
from releases.readers.reading import Notice

_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+\s*")
_CELL = re.compile(r"((?:\\.|[^\\|]|\\$)*+)(?:\||$)")
_CAPTION = re.compile(r"Table\s+\d{1,3}[A-Za-z]?\s*[.:–—-]?\s", re.IGNORECASE)


def end(lines: list[tuple[int, str]], at: int) -> int:
    """Where the table ends that begins at this line, or at the next one under a caption; 0 when none begins."""
    first = at if lines[at][1].startswith("|") else at + 1
    if len(lines) < first + 2 or not lines[first][1].startswith("|") or not _RULE.fullmatch(lines[first + 1][1]):
        return 0
    last = first + 2
    while last < len(lines) and lines[last][1].startswith("|"):
        last += 1
    return last


def has_caption(lines: list[tuple[int, str]], at: int) -> bool:
    """Whether a table begins here with a line that can only be its caption, even at the end of a paragraph."""
    return bool(_CAPTION.match(lines[at][1])) and end(lines, at) > 0


def is_caption(words: str) -> bool:
    """Whether a line above a table can only be its caption: "Table 2. Adverse events"."""
    return len(words) < 200 and bool(_CAPTION.match(words))


def build(lines: list[tuple[int, str]], found: list[Block], notices: list[Notice]) -> Block:
    """The table that these lines make. A caption that ended up as the paragraph before is taken from ``found``."""
    children = []
    first = 0 if lines[0][1].startswith("|") else 1
    if first:
        children.append(Node("caption", {}, inline.children(lines[0][1], notices, lines[0][0])))
    elif found and found[-1].is_paragraph and is_caption(found[-1].words):
        children.append(Node("caption", {}, found.pop().node.children))
    head = _row("th", lines[first], notices)
    if head.words():
        children.append(Node("thead", {}, [head]))
    if rows := [_row("td", line, notices) for line in lines[first + 2 :]]:
        children.append(Node("tbody", {}, rows))
    return Block(Node("table", {}, children), "", lines[0][0])


def _row(tag: str, line: tuple[int, str], notices: list[Notice]) -> Node:
    number, row = line
    cells = _CELL.findall(row.rstrip()[1:])
    attributes = {"scope": "col"} if tag == "th" else {}
    nodes = [
        Node(tag, dict(attributes), inline.children(cell.strip(), notices, number)) for cell in cells[:-1] or cells
    ]
    return Node("tr", {}, nodes)
