"""Cells of a table as a page sets them, tidied: gaps go, signs join their figures, and no cell with words is dropped.

A page gives a figure up to four columns: a gap, the currency, the figure, the bracket that closes it. The tidied table has
the fewest columns in which each cell with words still has a column, and two cells of a row never share one.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from releases.document.richtext import Node
from releases.readers import shaping

_SYMBOL = r"(?:US|C|CA|A|AU|HK|NT|R|S)?[$€£¥₩₹]"
_CURRENCY = re.compile(rf"(?:{_SYMBOL}\s*[(\-–—]?|\(|CHF|EUR|USD|GBP|JPY|SEK|DKK|NOK)")
_BEHIND = re.compile(r"\)?\s*%?\s*\)?|\)?\s*(?:bps|pts\.?|pp|x|X)|[*†‡]{1,4}")
#: A note's mark beside a figure, or a figure of its own that is negative: what stands around it tells.
_NOTED = re.compile(r"[(\[]\d{1,2}[)\]]")
_FIGURE = re.compile(
    rf"{_SYMBOL}?[(\s\-–—+<>~≈]*\d[\d.,]*[)%\s]*(?:million|billion|thousand|[xX])?|[-–—]+|\(?[-–—]*\)?",
)
_NUMBER = re.compile(r"[($€£¥\s\-–—+<>~≈]*\d[\d.,]*[)%\s]*")
_YEAR = re.compile(r"(?:19|20)\d\d")
#: Columns that may stand empty between a figure and the sign that belongs to it.
_GAP = 2


@dataclass(slots=True)
class Cell:
    """A cell of the page: its blocks, its words on one line, and the columns and rows that it takes."""

    blocks: list[Node]
    start: int
    width: int = 1
    height: int = 1
    words: str = ""
    node: Node | None = None  # the element that it was read from

    @property
    def end(self) -> int:
        return self.start + self.width


@dataclass(slots=True)
class Row:
    """A row of the page; ``is_head`` when the page says that it names the columns."""

    cells: list[Cell] = field(default_factory=list)
    is_head: bool = False

    def filled(self) -> list[Cell]:
        """The cells with words, from left to right."""
        return [cell for cell in self.cells if cell.words]


def parts(rows: list[Row]) -> list[Node]:
    """The head and the body of the tidied table."""
    lone = _lone_signs(rows)
    groups = [_groups(row, lone) for row in rows]
    stops = _stops(groups, lone)
    heads = _heads(rows)
    found = []
    for tag, begin, end in (("thead", 0, heads), ("tbody", heads, len(rows))):
        made = _section(rows[begin:end], groups[begin:end], stops, is_head=tag == "thead")
        if made:
            found.append(Node(tag, {}, made))
    return found


def kept(rows: list[Row]) -> list[Row]:
    """The rows with words; a cell that reaches over rows which go is so much shorter."""
    is_kept = [bool(row.filled()) for row in rows]
    for at, row in enumerate(rows):
        for cell in row.cells:
            if cell.height > 1:
                cell.height = max(sum(is_kept[at : at + cell.height]), 1)
    return [row for row, keep in zip(rows, is_kept, strict=True) if keep]


@dataclass(slots=True)
class _Group:
    """Cells of a row that are one in the tidied table: a figure with the signs beside it."""

    cells: list[Cell]
    start: int
    end: int
    height: int


def _lone_signs(rows: list[Row]) -> set[int]:
    """The columns in which nothing but signs or notes' marks begins."""
    words: dict[int, list[str]] = {}
    for row in rows:
        for cell in row.filled():
            words.setdefault(cell.start, []).append(cell.words)
    return {start for start, found in words.items() if all(map(_is_sign, found))}


def _is_sign(words: str) -> bool:
    return bool(_CURRENCY.fullmatch(words) or _BEHIND.fullmatch(words) or _NOTED.fullmatch(words))


def _groups(row: Row, lone: set[int]) -> list[_Group]:
    """The cells with words of a row, each with the signs that belong to it."""
    filled = row.filled()
    groups: list[_Group] = []
    waiting: list[Cell] = []
    for cell, following in zip(filled, [*filled[1:], None], strict=True):
        last = groups[-1].cells[-1] if groups else None
        if not waiting and last is not None and _belongs_before(last, cell, lone):
            groups[-1].cells.append(cell)
        elif following is not None and _belongs_behind(cell, following, lone):
            waiting.append(cell)
        else:
            height = max(each.height for each in [*waiting, cell])
            groups.append(_Group([*waiting, cell], cell.start, cell.end, height))
            waiting = []
    return groups


def _belongs_behind(sign: Cell, cell: Cell, lone: set[int]) -> bool:
    """Whether a currency or an opening bracket belongs to the figure on its right."""
    if not _CURRENCY.fullmatch(sign.words) or cell.start - sign.end > _GAP:
        return False
    return sign.start in lone or bool(_FIGURE.fullmatch(cell.words))


def _belongs_before(cell: Cell, sign: Cell, lone: set[int]) -> bool:
    """Whether a bracket, a per cent sign or a note's mark belongs to the figure on its left."""
    if sign.start - cell.end > _GAP:
        return False
    if _NOTED.fullmatch(sign.words):
        is_raised = sign.node is not None and any(True for block in sign.blocks for _ in block.find("sup"))
        return is_raised and (sign.start in lone or bool(_FIGURE.fullmatch(cell.words)))
    if not _BEHIND.fullmatch(sign.words):
        return False
    if sign.words[-1:].isalpha():
        return bool(_NUMBER.fullmatch(cell.words))
    return sign.start in lone or bool(_FIGURE.fullmatch(cell.words))


def _stops(groups: list[list[_Group]], lone: set[int]) -> list[int]:
    """The fewest columns of the page so that each group holds one: the end of the shortest first. A sign whose figure was
    left open takes the figure's column."""
    open_signs = [
        (group, following)
        for row in groups
        for group, following in zip(row, [*row[1:], None], strict=True)
        if group.start in lone and _CURRENCY.fullmatch(group.cells[-1].words)
    ]
    set_aside = {id(group) for group, _ in open_signs}
    stops: list[int] = []
    for group in sorted((group for row in groups for group in row), key=lambda group: group.end):
        if id(group) not in set_aside and (not stops or stops[-1] < group.start):
            stops.append(group.end - 1)
    for group, following in open_signs:
        at = bisect_left(stops, group.start)
        limit = min(group.end + _GAP, following.start if following else group.end + _GAP)
        if at < len(stops) and stops[at] < limit:
            group.end = max(group.end, stops[at] + 1)
        else:
            stops.insert(at, group.end - 1)
    return stops


def _section(rows: list[Row], groups: list[list[_Group]], stops: list[int], *, is_head: bool) -> list[Node]:
    """The rows of a head or a body; a cell from above that would reach out of it ends with it."""
    made = []
    reaching: dict[int, int] = {}  # column of the tidied table: rows from here that a cell from above still takes
    for at, (row, groups_of_row) in enumerate(zip(rows, groups, strict=True)):
        owners = _owners(row, groups_of_row, stops)
        column, cells, below = 0, [], {taken: left - 1 for taken, left in reaching.items() if left > 1}
        unplaced = {id(group): group for group in groups_of_row}
        for column in range(max([*owners, *reaching], default=-1) + 1):
            owner = owners.get(column)
            if column in reaching or (
                owner is not None and owner is owners.get(column - 1) and column - 1 not in reaching
            ):
                continue
            end = column + 1
            while owner is not None and owners.get(end) is owner and end not in reaching:
                end += 1
            height = min(owner.height, len(rows) - at) if owner is not None else 1
            if height > 1:
                below.update(dict.fromkeys(range(column, end), height - 1))
            is_again = owner is not None and owner.cells[0].words and id(owner) not in unplaced
            unplaced.pop(id(owner), None)
            cells.append(_cell(None if is_again else owner, end - column, height, is_head=is_head))
        cells.extend(_cell(group, 1, 1, is_head=is_head) for group in unplaced.values())
        made.append(Node("tr", {}, cells))
        reaching = below
    return made


def _owners(row: Row, groups: list[_Group], stops: list[int]) -> dict[int, _Group]:
    """What stands in each column of the tidied table: the groups, and the empty cells where no group stands."""
    owners: dict[int, _Group] = {}
    empty = [_Group([cell], cell.start, cell.end, cell.height) for cell in row.cells if not cell.words]
    for group in [*empty, *groups]:
        columns = range(bisect_left(stops, group.start), bisect_left(stops, group.end))
        owners.update(dict.fromkeys(columns, group))
    return owners


def _cell(group: _Group | None, width: int, height: int, *, is_head: bool) -> Node:
    node = Node("th" if is_head else "td", {"scope": "col"} if is_head else {})
    for cell in group.cells if group else ():
        _join(node, cell.blocks, cell.words)
    if width > 1:
        node.attributes["colspan"] = str(width)
    if height > 1:
        node.attributes["rowspan"] = str(height)
    if is_head:
        # Headers are set bold anyway.
        node.children = [shaping.unstressed(block) for block in node.children]
    return node


def _join(cell: Node, blocks: list[Node], words: str) -> None:
    """Put a sign beside its figure: "$" and "1,204" are one word, "CHF" and "1,204" are two."""
    if not cell.children:
        cell.children = list(blocks)
    elif cell.children[-1].tag == "p" and blocks and blocks[0].tag == "p":
        before = cell.children[-1].words()
        is_apart = before[-1:].isalpha() or (words[:1].isalpha() and words.lower() != "x")
        cell.children[-1] = Node(
            "p", {}, [*cell.children[-1].children, *([" "] if is_apart else []), *blocks[0].children]
        )
        cell.children.extend(blocks[1:])
    else:
        cell.children.extend(blocks)


def _heads(rows: list[Row]) -> int:
    """How many rows are header rows: marked ones, those over an empty corner, else a bold first one."""
    count = 0
    while count < len(rows) and rows[count].is_head:
        count += 1
    if count:
        return count
    for row in rows[:6]:
        filled = row.filled()
        first = row.cells[0] if row.cells else None
        if first is None or (first.words and not (len(filled) == 1 and count)) or has_figures(filled):
            break
        count += 1
    if not count and len(rows) > 1 and len(rows[0].filled()) > 1:
        is_stressed = [all(is_bold(cell) for cell in row.filled()) for row in rows[:2]]
        is_figured = [has_figures(row.filled()[1:]) for row in rows]
        if (is_stressed[0] and not is_stressed[1]) or (not is_figured[0] and all(is_figured[1:])):
            count = 1
    return count if count < len(rows) else 0


def has_figures(cells: list[Cell]) -> bool:
    """Whether one of the cells holds a figure that is no year."""
    return any(_NUMBER.fullmatch(cell.words) and not _YEAR.fullmatch(cell.words) for cell in cells)


def is_bold(cell: Cell) -> bool:
    """Whether all that the cell holds is set bold."""
    return all(
        block.tag in ("h2", "h3", "h4")
        or (
            block.tag == "p" and all(isinstance(part, Node) and part.tag in ("strong", "br") for part in block.children)
        )
        for block in cell.blocks
    )
