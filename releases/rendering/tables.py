"""Tables made fit for a page: they scroll inside themselves, their headers have scopes, their figures line up."""

import re
from itertools import count

from releases.document.raised import written
from releases.document.richtext import Node
from releases.rendering.grid import place, span

#: A cell of figures: no letters but those of "n=12", "95% CI" and "3.1 to 4.2".
_FIGURES = re.compile(r"[^\w]*\$?\d(?:[^A-Za-z]|\bto\b|\bCI\b|\bn\b)*")
_NOTHING = {"", "-", "–", "—", "−", "NR", "NE", "NA", "N/A", "n/a", "ND"}


def dress(root: Node, numbers: count) -> Node:
    """The same tree with each table wrapped in a labelled region that takes focus, so that it can be scrolled by keyboard.

    ``numbers`` counts the tables of the whole document: ``table-1`` is the id of the first.
    """
    for index, child in enumerate(root.children):
        if not isinstance(child, Node):
            continue
        if child.tag == "table":
            root.children[index] = _region(child, next(numbers))
        else:
            dress(child, numbers)
    return root


def _region(table: Node, number: int) -> Node:
    caption = written(next(table.find("caption"), Node("caption")))
    rows = list(table.find("tr"))
    for row in rows:
        _scope(row)
    align(rows)
    label = f"Table {number}: {caption}" if caption else f"Table {number}"
    attributes = {"class": "table", "id": f"table-{number}", "role": "region", "tabindex": "0", "aria-label": label}
    return Node("div", attributes, [table])


def _scope(row: Node) -> None:
    """Headers without a scope get one: a row of nothing but headers heads columns, any other header its row."""
    is_head = all(cell.tag == "th" for cell in row.children)
    for cell in row.children:
        if cell.tag == "th" and not cell.attributes.get("scope"):
            spans = span(cell, "colspan" if is_head else "rowspan") > 1
            cell.attributes["scope"] = ("colgroup" if spans else "col") if is_head else ("rowgroup" if spans else "row")


def align(rows: list[Node]) -> None:
    """Mark the columns that hold figures and nothing else; a first column of figures (years, doses) is a label."""
    columns: dict[int, list[Node]] = {}
    for cell in place(rows):
        if cell.colspan == 1:
            columns.setdefault(cell.x, []).append(cell.node)
    for x, cells in columns.items():
        words = [_without_marks(cell).words() for cell in cells if cell.tag == "td"]
        if (
            x
            and any(_FIGURES.fullmatch(word) for word in words)
            and all(word.strip("$€£¥% ") in _NOTHING or _FIGURES.fullmatch(word) for word in words)
        ):
            for cell in cells:
                cell.attributes["class"] = "figures"


def _without_marks(cell: Node) -> Node:
    return Node("", {}, [child for child in cell.children if isinstance(child, str) or child.tag != "sup"])
