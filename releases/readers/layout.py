"""Layout undone: what a page sets in columns, or a heading that runs into its paragraph, becomes blocks of its own."""

import re

from releases.document.normal_form import normalise
from releases.document.richtext import Node
from releases.readers import labels, reach
from releases.readers.blocks import Block, block

#: A table with more rows than this is no layout.
_MOST_ROWS = 15
_LONGEST_HEADING = 150
_EMPHASIS = ("strong", "em")


def unfold(blocks: list[Block]) -> list[Block]:
    """The blocks in reading order: contacts out of their tables, headings out of their paragraphs."""
    found: list[Block] = []
    for part in blocks:
        if part.node.tag == "table" and _holds_contacts(part.node):
            found.extend(Block(node, node.words(), part.line) for node in _cells(part.node))
        elif part.is_paragraph and (cut := _run_in(part.node)):
            found.extend(block(node, part.line) for node in cut)
        else:
            found.append(part)
    return found


def is_emphasised(node: Node) -> bool:
    """Whether everything in the paragraph is set bold or in italics, as headings without a style of their own are."""
    words = [child for child in node.children if not isinstance(child, str) or child.strip()]
    return bool(words) and all(isinstance(child, Node) and child.tag in _EMPHASIS for child in words)


def _holds_contacts(table: Node) -> bool:
    rows = [*table.find("tr")]
    if len(rows) > _MOST_ROWS or any(table.find("caption")):
        return False
    # Each cell by itself: figures side by side are no telephone number.
    return any(reach.is_there(cell.words()) for row in rows for cell in row.children if isinstance(cell, Node))


def _cells(table: Node) -> list[Node]:
    """The cells as paragraphs: column by column, when the first row holds the beginning of several contacts."""
    rows = [[cell for cell in row.children if isinstance(cell, Node)] for row in table.find("tr")]
    rows = [row for row in rows if any(cell.words() for cell in row)]
    filled = [cell.words() for cell in rows[0] if cell.words()] if rows else []
    by_column = len(filled) > 1 and not (labels.label(filled[0]) and not labels.label(filled[1]))
    if by_column:
        width = max(len(row) for row in rows)
        cells = [row[at] for at in range(width) for row in rows if at < len(row)]
    else:
        cells = [cell for row in rows for cell in row]
    return [paragraph for cell in cells if cell.words() for paragraph in _paragraphs(cell)]


def _paragraphs(cell: Node) -> list[Node]:
    """What the cell holds as blocks; its loose lines are a paragraph."""
    return [
        Node("p", {}, part.children) if part.tag in ("h2", "h3", "h4") else part
        for part in normalise(Node("", {}, list(cell.children))).children
    ]


def _run_in(node: Node) -> list[Node] | None:
    """A bold or slanted first line and what stands below it in the same paragraph, as two paragraphs."""
    at = next((index for index, child in enumerate(node.children) if isinstance(child, Node) and child.tag == "br"), 0)
    if not at:
        return None
    head, rest = Node("p", {}, node.children[:at]), Node("p", {}, node.children[at + 1 :])
    words = head.words()
    if not is_emphasised(head) or len(words) > _LONGEST_HEADING or re.search(r"[.!?]$", words) or not rest.words():
        return None
    return [head, *(_run_in(rest) or [rest])]
