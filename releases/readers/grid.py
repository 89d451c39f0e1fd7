"""HTML tables: real ones tidied into rows of figures, layout ones taken apart, bullets in cells made into lists."""

import re
from dataclasses import dataclass, field

from releases.document.richtext import Node
from releases.readers import shaping

_CURRENCY = re.compile(r"(?:US|C|A|HK)?[$€£¥](?:\s*\()?|\(|CHF|EUR|USD|GBP")
_BEHIND = re.compile(r"\)?\s*%?\s*\)?|\)?\s*(?:bps|pts|x)|[*†‡]+|\(\d\)")
_FIGURE = re.compile(r"[($€£¥\s\-–—+<>~≈]*\d[\d.,]*[)%\s]*")
_NOTHING = re.compile(r"[-–—\s]*|N/?[AEMR]\.?", re.IGNORECASE)
_BULLET = re.compile(r"[•·▪◦‣●○■□➢❖\u2043\u2219\-–—*o§]")
_NUMBER = re.compile(r"\(?(?P<number>\d{1,2})[.)]|\(?(?P<letter>[a-z]{1,4})[.)]")
_REACH = re.compile(
    r"[\w.+-]+@[\w-]+\.\w|\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}|\+\d[\d ().-]{7,}|\bcontacts?\b\s*:", re.IGNORECASE
)
#: More words than these in one cell are prose.
_PROSE = 60
_WIDEST = 100


@dataclass(slots=True)
class _Cell:
    node: Node
    blocks: list[Node]
    start: int
    width: int
    height: int = 1
    words: str = ""


@dataclass(slots=True)
class _Row:
    cells: list[_Cell] = field(default_factory=list)
    is_head: bool = False

    def filled(self) -> list[_Cell]:
        return [cell for cell in self.cells if cell.words]


def blocks(table: Node, walker) -> list[Node]:
    """The table as blocks: itself, the lists it drew, or what stood in its cells."""
    captions = list(_own(table, "caption"))
    rows = [row for row in _rows(table, walker) if row.filled() or any(cell.blocks for cell in row.cells)]
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
    return [Node("table", {}, [*caption, *_parts(rows)])]


def _own(table: Node, *tags: str):
    """The parts of this table, and of none inside it."""
    for child in table.children:
        if isinstance(child, Node):
            if child.tag in tags:
                yield child
            elif child.tag in ("thead", "tbody", "tfoot", "form", "colgroup"):
                yield from _own(child, *tags)


def _rows(table: Node, walker) -> list[_Row]:
    rows: list[_Row] = []
    heads = {id(row) for part in _own(table, "thead") for row in _own(part, "tr")}
    heads |= {
        id(row)
        for child in table.children
        if isinstance(child, Node) and child.tag == "thead"
        for row in _own(child, "tr")
    }
    below: dict[int, int] = {}  # column: for how many more rows a cell from above stands in it
    for element in _own(table, "tr"):
        cells = [child for child in element.children if isinstance(child, Node) and child.tag in ("td", "th")]
        row = _Row(is_head=id(element) in heads or (bool(cells) and all(cell.tag == "th" for cell in cells)))
        taken = {column for column, count in below.items() if count > 0}
        below = {column: count - 1 for column, count in below.items() if count > 1}
        column = 0
        for cell in cells:
            while column in taken:
                column += 1
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            found = walker.blocks(cell)
            words = " ".join(block.words() for block in found).strip("\u00a0 ")
            row.cells.append(_Cell(cell, found, column, width, height, words))
            if height > 1:
                below.update(dict.fromkeys(range(column, column + width), height - 1))
            column += width
        rows.append(row)
    return rows


def _listed(rows: list[_Row]) -> list[Node]:
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


def _is_layout(table: Node, rows: list[_Row]) -> bool:
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


def _unwrapped(rows: list[_Row]) -> list[Node]:
    """What stands in the cells: cell by cell; column by column where each row holds one line of two addresses."""
    filled = [row.filled() for row in rows]
    is_columns = (
        len(rows) > 1 and max(map(len, filled)) > 1 and any(_REACH.search(cell.words) for row in filled for cell in row)
    )
    cells = [cell for row in filled for cell in row]
    if is_columns and all(len(cell.words.split()) <= 12 for cell in cells):
        cells = sorted(cells, key=lambda cell: cell.start)
    return [block for cell in cells for block in cell.blocks]


def _heads_whole(rows: list[_Row]) -> bool:
    """Whether one bold cell over the whole width names the table, with rows of several cells below it."""
    first = rows[0].filled()
    width = max((cell.start + cell.width for row in rows for cell in row.cells), default=0)
    return (
        len(rows) > 2
        and len(first) == 1
        and first[0].start == 0
        and 1 < width <= first[0].width
        and len(first[0].blocks) == 1
        and _is_bold(first[0])
        and len(rows[1].filled()) > 1
    )


def _parts(rows: list[_Row]) -> list[Node]:
    home = _columns(rows)
    heads = _heads(rows)
    parts = []
    for tag, chosen in (("thead", rows[:heads]), ("tbody", rows[heads:])):
        made = [Node("tr", {}, _cells(row, home, is_head=tag == "thead")) for row in chosen if row.filled()]
        if made:
            parts.append(Node(tag, {}, made))
    return parts


def _columns(rows: list[_Row]) -> dict[int, int]:
    """The column of the tidied table for each column of the page: signs beside their figures and gaps have none of their own."""
    width = min(max((cell.start + cell.width for row in rows for cell in row.cells), default=0), _WIDEST)
    single: dict[int, list[str]] = {}
    for row in rows:
        for cell in row.filled():
            if cell.width == 1:
                single.setdefault(cell.start, []).append(cell.words)
    covered = {cell.start + cell.width - 1 for row in rows for cell in row.filled() if cell.width > 1}
    kinds = []
    for column in range(width):
        words = single.get(column, [])
        if words and all(_CURRENCY.fullmatch(word) for word in words):
            kinds.append("before")
        elif words and column and all(_BEHIND.fullmatch(word) for word in words):
            kinds.append("behind")
        else:
            kinds.append("own" if words or (column in covered and not _near(column, single)) else "gap")
    home, count = {}, -1
    waiting: list[int] = []
    for column, kind in enumerate(kinds):
        if kind == "own":
            count += 1
            home.update(dict.fromkeys([*waiting, column], count))
            waiting = []
        elif kind == "before":
            waiting.append(column)
        elif kind == "behind":
            home[column] = max(count, 0)
    home.update(dict.fromkeys(waiting, max(count, 0)))
    return home


def _near(column: int, single: dict[int, list[str]]) -> bool:
    """Whether a column that only a wide cell ends in belongs to one beside it."""
    return any(near in single for near in (column - 2, column - 1, column + 1))


def _cells(row: _Row, home: dict[int, int], *, is_head: bool) -> list[Node]:
    """The row's cells in the columns of the tidied table; what falls into one column is one cell."""
    made: list[tuple[int, Node]] = []
    end = 0
    for cell in row.cells:
        columns = sorted({home[column] for column in range(cell.start, cell.start + cell.width) if column in home})
        if not columns:
            continue
        if made and columns[0] < end:
            columns = [column for column in columns if column >= end]
            last = made[-1][1]
            if cell.words:
                _join(last, cell.blocks)
            if not columns:
                continue
            if cell.words:
                last.attributes["colspan"] = str(columns[-1] - made[-1][0] + 1)
                end = columns[-1] + 1
                continue
        node = Node("th" if is_head else "td", {"scope": "col"} if is_head else {}, list(cell.blocks))
        if len(columns) > 1:
            node.attributes["colspan"] = str(len(columns))
        if cell.height > 1:
            node.attributes["rowspan"] = str(cell.height)
        made.append((columns[0], node))
        end = columns[-1] + 1
    return [_headless(node) if is_head else node for _, node in made]


def _join(cell: Node, blocks: list[Node]) -> None:
    """Put a sign beside its figure: "$" and "1,204" are one word."""
    if not cell.children:
        cell.children = list(blocks)
    elif cell.children[-1].tag == "p" and blocks and blocks[0].tag == "p":
        cell.children[-1] = Node("p", {}, [*cell.children[-1].children, *blocks[0].children])
        cell.children.extend(blocks[1:])
    else:
        cell.children.extend(blocks)


def _heads(rows: list[_Row]) -> int:
    """How many rows are header rows: marked ones, those over an empty corner, else a bold first one."""
    count = 0
    while count < len(rows) and rows[count].is_head:
        count += 1
    if count:
        return count
    for row in rows[:6]:
        filled = row.filled()
        first = row.cells[0] if row.cells else None
        if first is None or (first.words and not (len(filled) == 1 and count)) or _has_figures(filled):
            break
        count += 1
    if not count and len(rows) > 1 and len(rows[0].filled()) > 1:
        is_bold = [all(_is_bold(cell) for cell in row.filled()) for row in rows[:2]]
        is_figured = [_has_figures(row.filled()[1:]) for row in rows]
        if (is_bold[0] and not is_bold[1]) or (not is_figured[0] and all(is_figured[1:])):
            count = 1
    return count if count < len(rows) else 0


def _has_figures(cells: list[_Cell]) -> bool:
    """Whether one of the cells holds a figure that is no year."""
    return any(_FIGURE.fullmatch(cell.words) and not re.fullmatch(r"(?:19|20)\d\d", cell.words) for cell in cells)


def _is_bold(cell: _Cell) -> bool:
    return all(
        block.tag in ("h2", "h3", "h4")
        or (
            block.tag == "p" and all(isinstance(part, Node) and part.tag in ("strong", "br") for part in block.children)
        )
        for block in cell.blocks
    )


def _headless(cell: Node) -> Node:
    """A header's words without bold type, which headers have anyway."""
    return Node(cell.tag, cell.attributes, [shaping.unstressed(block) for block in cell.children])


def _span(cell: Node, name: str) -> int:
    digits = cell.attributes.get(name, "")
    return min(max(int(digits), 1), _WIDEST) if digits.isdigit() and len(digits) < 5 else 1
