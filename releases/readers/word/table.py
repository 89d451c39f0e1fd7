"""Word's tables: header rows, merged cells, and boxes that are no tables."""

from xml.etree.ElementTree import Element

from releases.document.richtext import Node
from releases.readers import shaping
from releases.readers.word import xml


def table(element: Element, body) -> list:
    """The table as a block; a table of one cell is a frame around its blocks."""
    rows = list(_rows(element))
    cells = [[cell for cell in row if cell.tag == "w:tc"] for row in map(_cells, rows)]
    if sum(map(len, cells)) == 1:
        return body.nodes(cells[0][0])
    grid: list[list[Node]] = []
    kept: list[Element] = []
    open_cells: dict[int, Node] = {}
    for element_of_row, row in zip(rows, cells, strict=True):
        column = _number(xml.value(element_of_row, "w:trPr", "w:gridBefore"), least=0)
        made: list[Node] = [Node("td", _reach("colspan", column))] if column else []
        still_open: dict[int, Node] = {}
        for cell in row:
            properties = cell.find("w:tcPr")
            width = _number(xml.value(properties, "w:gridSpan"))
            merge = xml.find(properties, "w:vMerge")
            above = open_cells.get(column)
            if merge is not None and merge.get("w:val", "continue") == "continue" and above is not None:
                above.children.extend(body.nodes(cell))
                still_open[column] = above
            else:
                node = Node("td", _reach("colspan", width), body.nodes(cell))
                if body.heads_row(cell):
                    node.tag, node.attributes["scope"] = "th", "row"
                made.append(node)
                if merge is not None:
                    still_open[column] = node
            column += width
        if made:  # else each cell goes on from above: the row is one with that one
            for above in still_open.values():
                if not any(above is cell for cell in made):
                    above.attributes |= _reach("rowspan", _height(above) + 1)
            grid.append(made)
            kept.append(element_of_row)
        open_cells = still_open
    heads = _heads(kept, grid, is_styled=body.has_head(element))
    # A cell of a header row that reaches down takes the rows beside it with it.
    while heads != (deeper := max((at + max(map(_height, grid[at])) for at in range(heads)), default=0)):
        heads = deeper
    parts = []
    if heads:
        parts.append(Node("thead", {}, [_head(row) for row in grid[:heads]]))
    if grid[heads:]:
        parts.append(Node("tbody", {}, [Node("tr", {}, row) for row in grid[heads:]]))
    return [Node("table", {}, parts)] if any(row for row in grid) else []


def _rows(element: Element):
    for child in element:
        if child.tag == "w:tr":
            yield child
        elif child.tag in ("w:sdt", "w:sdtContent", "w:customXml"):
            yield from _rows(child)


def _cells(row: Element):
    for child in row:
        if child.tag == "w:tc":
            yield child
        elif child.tag in ("w:sdt", "w:sdtContent", "w:customXml"):
            yield from _cells(child)


def _heads(rows: list[Element], grid: list[list[Node]], *, is_styled: bool) -> int:
    """How many rows are header rows: those that Word repeats on every page, else a first one all in bold."""
    count = 0
    while count < len(rows) and xml.on(xml.find(rows[count], "w:trPr", "w:tblHeader")):
        count += 1
    if not count and len(grid) > 1 and grid[0] and any(cell.words() for cell in grid[0]):
        if is_styled:
            return 1
        is_bold = all(_is_bold(cell) for cell in grid[0] if cell.words())
        count = 1 if is_bold and not all(_is_bold(cell) for cell in grid[1] if cell.words()) else 0
    return count


def _head(row: list[Node]) -> Node:
    for cell in row:
        cell.tag = "th"
        cell.attributes["scope"] = "col"
        cell.children = [shaping.unstressed(child) for child in cell.children]
    return Node("tr", {}, row)


def _is_bold(cell: Node) -> bool:
    return bool(cell.children) and all(
        block.tag in ("h2", "h3", "h4")
        or (
            block.tag == "p" and all(isinstance(part, Node) and part.tag in ("strong", "br") for part in block.children)
        )
        for block in cell.children
    )


def _height(cell: Node) -> int:
    return int(cell.attributes.get("rowspan", "1"))


def _reach(name: str, count: int) -> dict[str, str]:
    return {name: str(count)} if count > 1 else {}


def _number(digits: str, *, least: int = 1) -> int:
    return int(digits) if digits.isdigit() and len(digits) < 4 and int(digits) > 0 else least
