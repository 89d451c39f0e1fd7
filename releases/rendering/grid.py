"""Where the cells of a table stand once their spans are counted."""

from dataclasses import dataclass

from releases.document.richtext import Node


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell with its column and row, both from 0, and how far it reaches."""

    node: Node
    x: int
    y: int
    colspan: int
    rowspan: int


def place(rows: list[Node]) -> list[Placed]:
    """Every cell of the rows at its place. A cell reaches no further than the last row and over no other cell."""
    placed, taken = [], set()
    for y, row in enumerate(rows):
        x = 0
        for cell in row.children:
            while (x, y) in taken:
                x += 1
            width, height = span(cell, "colspan"), min(span(cell, "rowspan"), len(rows) - y)
            while any((x + along, y) in taken for along in range(width)):
                width -= 1
            placed.append(Placed(cell, x, y, width, height))
            taken.update((x + along, y + down) for along in range(width) for down in range(height))
            x += width
    return placed


def head_rows(rows: list[Node]) -> int:
    """How many rows from the top are nothing but headers; a table keeps at least one row below them."""
    count = 0
    for row in rows[:-1]:
        if not all(cell.tag == "th" for cell in row.children):
            break
        count += 1
    return count


def span(cell: Node, name: str) -> int:
    """The span as a number that makes sense, however the attribute was typed."""
    value = cell.attributes.get(name, "")
    return min(max(int(value), 1), 100) if value.isascii() and value.isdigit() else 1
