"""Tables copied out of a page or a sheet as text: cells parted by tabs or bars, rows of uneven length, heads broken over lines."""

import re

from releases.document.richtext import Node
from releases.readers import cells, inline, reach
from releases.readers.blocks import ends_sentence
from releases.readers.cells import Cell, Row
from releases.readers.reading import Notice

Line = tuple[int, str]
_BAR = re.compile(r"\s*\|\s*")
_FIGURE = re.compile(
    r"(?:[A-Z]{0,3}[$€£¥])?\s*\(?[-–—+<>~]?\d[\d.,]*\s?(?:%|million|billion)?\)?%?|[-–—]+|[$€£¥]|\)|N/?[AM]",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
#: Characters of a line without cells among rows: the title of some of them.
_LONGEST_TITLE = 100


def table(chunks: list[list[Line]], at: int, notices: list[Notice]) -> tuple[Node, int] | None:
    """The table whose rows are in this chunk and in those behind it, and the place of the first chunk that is no part of it."""
    separator = _separator(chunks[at])
    if separator is None:
        return None
    rows = _rows(chunks[at], separator)
    end = at + 1
    while (
        end < len(chunks) and _separator(chunks[end]) is separator and _figured(more := _rows(chunks[end], separator))
    ):
        rows.extend(more)
        end += 1
    first = next((index for index, (_, row) in enumerate(rows) if _is_figured(row)), None)
    if first is None or len(_figured(rows)) < 2 or any(_is_text(row) for _, row in rows):
        return None
    heads = first
    while heads and not any(rows[heads - 1][1][1:]):
        heads -= 1
    body = [_row(row, number, notices) for number, row in rows[heads:]]
    width = max(cell.end for row in body for cell in row.cells)
    for row in body:
        if len(row.cells) == 1:
            row.cells[0].width = width
    parts = cells.parts(body)
    columns = max(
        sum(int(cell.attributes.get("colspan", "1")) for cell in row.children)
        for part in parts
        for row in part.children
    )
    above = [_head(row, columns, number, notices) for number, row in rows[:heads] if any(row)]
    if above and parts[0].tag == "thead":
        parts[0].children[:0] = above
    elif above:
        parts.insert(0, Node("thead", {}, above))
    return Node("table", {}, parts), end


def _separator(chunk: list[Line]) -> re.Pattern | None:
    """What parts the cells of these lines: tabs with empty cells or signs between them, or bars inside the lines."""
    rows = [row for _, row in chunk]
    if sum("\t" in row for row in rows) > 1 and any(re.search(r"\t[\s$€£¥)]*\t", row) for row in rows):
        return _TAB
    barred = [row for row in rows if "|" in row]
    if len(barred) > 1 and not any(row.lstrip().startswith("|") for row in barred):
        return _BAR
    return None


_TAB = re.compile(r"\t")


def _rows(chunk: list[Line], separator: re.Pattern) -> list[tuple[int, list[str]]]:
    """The cells of each row. A label or a head that goes on in the next line is one cell."""
    lines: list[Line] = []
    for number, row in chunk:
        before = lines[-1][1] if lines else ""
        if lines and _goes_on(before, row, separator):
            lines[-1] = (lines[-1][0], f"{before.rstrip(' ')}{'' if row.startswith(chr(9)) else ' '}{row.lstrip(' ')}")
        else:
            lines.append((number, row))
    found = [(number, [cell.strip("\u00a0 ") for cell in separator.split(row)]) for number, row in lines]
    return [(number, row if separator is _TAB and len(row) > 1 else _cut(row)) for number, row in found if any(row)]


def _cut(row: list[str]) -> list[str]:
    while row and not row[-1]:
        row = row[:-1]
    return row


def _goes_on(before: str, row: str, separator: re.Pattern) -> bool:
    first = separator.split(row)[0].strip("\u00a0 ")
    if not separator.search(before):
        return first[:1].islower() and not ends_sentence(before)
    if separator is not _TAB:
        return False
    if row.startswith("\t"):
        return bool(before.rsplit("\t", 1)[1].strip("\u00a0 "))
    parts = [cell.strip("\u00a0 ") for cell in before.split("\t")]
    is_head = not any(_FIGURE.fullmatch(cell) for cell in parts[1:] if cell)
    following = [cell.strip("\u00a0 ") for cell in row.split("\t")]
    return bool(is_head and parts[-1] and not parts[0] and first and not any(following[1:]))


def _figured(rows: list[tuple[int, list[str]]]) -> list[list[str]]:
    return [row for _, row in rows if _is_figured(row)]


def _is_figured(row: list[str]) -> bool:
    """Whether figures stand behind the label, which are no years."""
    behind = [cell for cell in row[1:] if cell]
    return bool(row and row[0]) and any(_FIGURE.fullmatch(cell) and not _YEAR.fullmatch(cell) for cell in behind)


def _is_text(row: list[str]) -> bool:
    words = " ".join(row)
    is_lone = len(row) == 1
    return (reach.is_there(words) and not _is_figured(row)) or (
        is_lone and (len(words) > _LONGEST_TITLE or ends_sentence(words))
    )


def _row(row: list[str], number: int, notices: list[Notice]) -> Row:
    made = Row()
    for start, words in enumerate(row):
        blocks = [Node("p", {}, inline.children(words, notices, number))] if words else []
        made.cells.append(Cell(blocks, start, words=words))
    return made


def _head(row: list[str], columns: int, number: int, notices: list[Notice]) -> Node:
    """A row of heads, which has fewer cells than the table has columns when they span some or none stands above the labels."""
    words = [cell for cell in row if cell]
    made = [Node("th", {"scope": "col"}, inline.children(cell, notices, number)) for cell in words]
    if len(words) < columns:
        span = (columns - 1) // len(words)
        for cell in made if span > 1 and span * len(words) == columns - 1 else ():
            cell.attributes |= {"colspan": str(span), "scope": "colgroup"}
        made.insert(0, Node("td"))
    return Node("tr", {}, made)
