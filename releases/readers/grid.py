"""HTML tables: real ones tidied into rows of figures, layout ones taken apart, bullets in cells made into lists."""

import re

from releases.document.richtext import Node
from releases.readers import cells, pages, shaping
from releases.readers.cells import Cell, Row

_BULLET = re.compile(r"[•·▪◦‣●○■□➢❖\u2043\u2219\-–—o§]")
#: What marks a note below a table. It stays with its words.
_NOTE = re.compile(r"[*†‡]{1,4}")
_NUMBER = re.compile(r"\(?(?P<number>\d{1,2})[.)]|\(?(?P<letter>[a-z]{1,4})[.)]")
_REACH = re.compile(
    r"[\w.+-]+@[\w-]+\.\w|\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}|\+\d[\d ().-]{7,}|\bcontacts?\b\s*:", re.IGNORECASE
)
#: More words than these in one cell are prose.
_PROSE = 60
_WIDEST = 100


def blocks(table: Node, walker) -> list[Node]:
    """The table as blocks: itself, the lists it drew, or what stood in its cells."""
    captions = list(_own(table, "caption"))
    rows = cells.kept(_rows(table, walker))
    head = [block for caption in captions for block in walker.blocks(caption)]
    if not rows:
        return head
    if listed := _listed(rows):
        return [*head, *listed]
    if _is_layout(table, rows):
        return [*head, *_unwrapped(rows)]
    if not head and _heads_whole(rows):
        head = [shaping.unstressed(block) for block in rows.pop(0).filled()[0].blocks]
    caption = [Node("caption", {}, head)] if head else []
    return [Node("table", {}, [*caption, *cells.parts(rows)])]


def _own(table: Node, *tags: str):
    """The parts of this table, and of none inside it."""
    for child in table.children:
        if isinstance(child, Node):
            if child.tag in tags:
                yield child
            elif child.tag in ("thead", "tbody", "tfoot", "form", "colgroup"):
                yield from _own(child, *tags)


def _rows(table: Node, walker) -> list[Row]:
    rows: list[Row] = []
    heads = {id(row) for part in _own(table, "thead") for row in _own(part, "tr")}
    below: dict[int, int] = {}  # column: for how many more rows a cell from above stands in it
    for element in _own(table, "tr"):
        found = [child for child in element.children if isinstance(child, Node) and child.tag in ("td", "th")]
        row = Row(is_head=id(element) in heads or (bool(found) and all(cell.tag == "th" for cell in found)))
        taken = set(below)
        below = {column: count - 1 for column, count in below.items() if count > 1}
        column = 0
        for cell in found:
            while column in taken:
                column += 1
            width = next(
                span for span in range(1, _WIDEST + 1) if span == _span(cell, "colspan") or column + span in taken
            )
            height = _span(cell, "rowspan")
            inside = [block for block in walker.blocks(cell) if block.tag != pages.END]
            words = " ".join(block.words() for block in inside).strip("\u00a0 ")
            row.cells.append(Cell(inside, column, width, height, words, cell))
            if height > 1:
                below.update(dict.fromkeys(range(column, column + width), height - 1))
            column += width
        rows.append(row)
    return rows


def _listed(rows: list[Row]) -> list[Node]:
    """The lists that rows of a mark and its words draw, with other rows of one cell between them; else nothing."""
    result: list[Node] = []
    count = 0
    for row in rows:
        filled = row.filled()
        if not filled:
            continue
        mark = filled[0].words if len(filled) == 2 else ""
        number = _NUMBER.fullmatch(mark)
        if mark and _BULLET.fullmatch(mark):
            tag, start = "ul", ""
        elif number and number["number"]:
            tag, start = "ol", number["number"]
        elif _NOTE.fullmatch(mark):
            first, *others = filled[1].blocks
            result.extend([Node(first.tag, first.attributes, [f"{mark} ", *first.children]), *others])
            count += 1
            continue
        elif len(filled) == 1 and (count or len(rows) > 1):
            result.extend(filled[0].blocks)
            continue
        else:
            return []
        count += 1
        item = Node("li", {}, filled[1].blocks)
        last = result[-1] if result else None
        goes_on = last is not None and last.tag == tag
        if goes_on and tag == "ol":
            goes_on = int(last.attributes.get("start", "1")) + len(last.children) == int(start)
        if goes_on:
            last.children.append(item)
        else:
            result.append(Node(tag, {"start": start} if start not in ("", "1") else {}, [item]))
    return result if count else []


def _is_layout(table: Node, rows: list[Row]) -> bool:
    """Whether the table only puts things in their place on the page."""
    if table.attributes.get("role") in ("presentation", "none"):
        return True
    cells = [cell for row in rows for cell in row.filled()]
    if any(row.is_head for row in rows):
        return False
    columns = max(len(row.filled()) for row in rows)
    if len(rows) == 1 or columns == 1:
        return True
    if any(True for cell in cells for _ in cell.node.find("table")):
        return True
    if any(_REACH.search(cell.words) for cell in cells) and columns <= 3:
        return True
    return columns <= 2 and any(len(cell.words.split()) > _PROSE for cell in cells)


def _unwrapped(rows: list[Row]) -> list[Node]:
    """What stands in the cells: cell by cell; column by column where each row holds one line of two addresses."""
    filled = [row.filled() for row in rows]
    is_columns = (
        len(rows) > 1 and max(map(len, filled)) > 1 and any(_REACH.search(cell.words) for row in filled for cell in row)
    )
    cells = [cell for row in filled for cell in row]
    if is_columns and all(len(cell.words.split()) <= 12 for cell in cells):
        cells = sorted(cells, key=lambda cell: cell.start)
    return [block for cell in cells for block in cell.blocks]


def _heads_whole(rows: list[Row]) -> bool:
    """Whether one bold cell over the whole width names the table, with rows of several cells below it."""
    first = rows[0].filled()
    width = max((cell.start + cell.width for row in rows for cell in row.cells), default=0)
    return (
        len(rows) > 2
        and len(first) == 1
        and first[0].start == 0
        and 1 < width <= first[0].width
        and len(first[0].blocks) == 1
        and first[0].height == 1
        and cells.is_bold(first[0])
        and len(rows[1].filled()) > 1
    )


def _span(cell: Node, name: str) -> int:
    digits = cell.attributes.get(name, "")
    return min(max(int(digits), 1), _WIDEST) if digits.isdigit() and len(digits) < 5 else 1
