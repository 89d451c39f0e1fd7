"""Columns set with spaces, as filings had them before HTML: tables of figures, and contacts side by side."""

import re

from releases.document.richtext import Node
from releases.readers import reach

Line = tuple[int, str]
_GAP = re.compile(r"\s{2,}|\t")
_WIDE_GAP = re.compile(r"(?<=\S)\s{3,}(?=\S)")
_NUMBER = r"[($€£<>~]*\s*[-–—]?[.,]*\d[\d.,]*\)?\s?%?"
_FIGURE = re.compile(
    rf"{_NUMBER}(?:\s?(?:[-–—]|to)\s?{_NUMBER})?(?:\s(?:million|billion|thousand))?[*†‡§]{{0,3}}|"
    r"\$?\s*[-–—]+|n/?[aer]|nm|\(?n\s?=\s?[\d,]+\)?",
    re.IGNORECASE,
)
_RULE = re.compile(r"[\s=_-]+")
#: EDGAR's own marks inside such a table.
_TAGS = re.compile(r"\s*</?(?:TABLE|CAPTION|S|C|FN|F\d+)>", re.IGNORECASE)


def is_figures(row: str) -> bool:
    """Whether a line is a row of a table: a label and at least two figures in columns."""
    cells = _cells(row)
    figures = [cell for cell in cells[1:] if cell]
    return len(figures) > 1 and all(map(_FIGURE.fullmatch, figures)) and bool(re.search(r"\d", row))


def table(chunks: list[list[Line]], at: int) -> tuple[Node, int, int] | None:
    """The table whose rows begin in this chunk, with the number of lines of the chunk before that are its head, and the
    place of the first chunk behind it. None when most of the lines are no rows of figures."""
    rows = [row for _, row in chunks[at] if not _RULE.fullmatch(row)]
    first = next((index for index, row in enumerate(rows) if is_figures(row)), None)
    if first is None or sum(map(is_figures, rows)) * 2 < len(rows):
        return None
    end = at + 1
    while end < len(chunks) and any(is_figures(row) for _, row in chunks[end]) and _is_mostly_rows(chunks[end]):
        rows.extend(row for _, row in chunks[end] if not _RULE.fullmatch(row))
        end += 1
    body = [_cells(row) for row in rows]
    width = max(len(cells) for cells in body)
    above = _heads([row for _, row in chunks[at - 1]], width) if at else []
    heads = _heads(rows[:first], width)
    if len(heads) < first:
        heads = []
    head = [_head_row(cells, width) for cells in [*above, *heads]]
    children = [Node("thead", {}, head)] if head else []
    children.append(Node("tbody", {}, [_row(cells, width) for cells in body[len(heads) :]]))
    return Node("table", {}, children), len(above), end


def side_by_side(chunk: list[Line]) -> list[Line] | None:
    """The lines of contacts that stand in two columns, the left column first; None when they don't."""
    if tabbed := _tabbed(chunk):
        return tabbed
    gaps = [hit.end() for _, row in chunk for hit in _WIDE_GAP.finditer(row)]
    if len(gaps) < 2 or not any(reach.is_there(row) for _, row in chunk):
        return None
    border = max(set(gaps), key=lambda place: sum(abs(place - other) <= 3 for other in gaps))
    if sum(abs(border - place) <= 3 for place in gaps) < 2:
        return None
    left: list[Line] = []
    right: list[Line] = []
    for number, row in chunk:
        hits = [*_WIDE_GAP.finditer(row)]
        gap = next((hit for hit in hits if abs(hit.end() - border) <= 3), None)
        # A long address pushes the other one to the right.
        if (
            not gap
            and len(hits) == 1
            and reach.is_there(row[: hits[0].start()])
            and reach.is_there(row[hits[0].end() :])
        ):
            gap = hits[0]
        if gap:
            left.append((number, row[: gap.start()]))
            right.append((number, row[gap.end() :]))
        elif len(row) - len(row.lstrip()) >= border - 3:
            right.append((number, row.strip()))
        else:
            left.append((number, row))
    return [*((number, row.strip()) for number, row in left), *((number, row.strip()) for number, row in right)]


def _tabbed(chunk: list[Line]) -> list[Line] | None:
    """Likewise where a tab parts the columns, and each of them has a way to reach somebody."""
    rows = [(number, [cell.strip() for cell in row.strip().split("\t") if cell.strip()]) for number, row in chunk]
    pairs = [(number, cells) for number, cells in rows if len(cells) == 2]
    if len(pairs) < 3 or any(len(cells) > 2 for _, cells in rows):
        return None
    if not all(any(reach.is_there(cells[side]) for _, cells in pairs) for side in (0, 1)):
        return None
    left = [(number, cells[0]) for number, cells in rows if cells]
    return [*left, *((number, cells[1]) for number, cells in pairs)]


def _is_mostly_rows(chunk: list[Line]) -> bool:
    return sum(is_figures(row) for _, row in chunk) * 2 >= len(chunk)


def _cells(row: str) -> list[str]:
    # The dollar sign often stands away from its figure.
    row = re.sub(r"\$[ ]+(?=[\d(–-])", "$", row)
    if "\t" in row.strip():
        # Copied out of a sheet: a tab for each border, also beside empty cells.
        cells = [cell.strip() for cell in row.rstrip().split("\t")]
        return (
            cells
            if cells[0]
            else ["", *filter(None, cells)]
            if len([*filter(None, cells)]) > 1
            else [*filter(None, cells)]
        )
    return _GAP.split(row.strip())


def _heads(rows: list[str], width: int) -> list[list[str]]:
    """The last rows that name the columns: as many cells as there are columns of figures, or a part of it that spans them."""
    found: list[list[str]] = []
    for row in reversed(rows):
        cells = _cells(_TAGS.sub("", row)) if row.strip() else []
        if len(cells) < 2 or ((width - 1) % len(cells) and len(cells) != width):
            break
        found.insert(0, cells)
    return found


def _head_row(cells: list[str], width: int) -> Node:
    if len(cells) == width:
        return Node("tr", {}, [Node("th", {"scope": "col"}, [cell]) for cell in cells])
    span = (width - 1) // len(cells)
    attributes = {"colspan": str(span)} if span > 1 else {}
    return Node(
        "tr",
        {},
        [
            Node("td"),
            *(Node("th", {**attributes, "scope": "colgroup" if span > 1 else "col"}, [cell]) for cell in cells),
        ],
    )


def _row(cells: list[str], width: int) -> Node:
    if len(cells) == 1:
        return Node("tr", {}, [Node("td", {"colspan": str(width)}, [cells[0]])])
    return Node("tr", {}, [Node("td", {}, [cell]) for cell in [*cells, *[""] * (width - len(cells))]])
