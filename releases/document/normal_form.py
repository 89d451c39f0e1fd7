"""The one normal form of rich text: the same words are the same bytes, whoever typed them.

Blocks stand side by side and hold inline text; lists hold items, items and cells hold inline text, lists and what else
stands in them; no white space stands between blocks, none is doubled inside them; loose text is in paragraphs. Words are
never lost: what stands where it makes no sense becomes a paragraph or an item of its own.
"""

import re

from releases.document.tree import BLOCKS, INLINE, LISTS, TABLE_PARTS, Node

_SPACE = re.compile(r"[ \t\n]+")
_TARGET = re.compile(r"https?://|mailto:|tel:", re.IGNORECASE)
_HEADED = frozenset({"p", "h2", "h3", "h4"})


def normalise(root: Node) -> Node:
    """The tree in its normal form; ``root`` is used up."""
    return Node("", {}, _flow(_unlinked(root).children))


def one_line(root: Node) -> Node:
    """All inline text of the tree on one line, what stood in blocks of its own parted by line breaks."""
    return Node("", {}, _joined(_lines(normalise(root).children)))


def _unlinked(node: Node) -> Node:
    """The tree with links that lead nowhere replaced by their words: no target, ``#``, or an address without its host,
    which means something else in every feed reader and mail."""
    children = []
    for child in node.children:
        if isinstance(child, Node):
            child = _unlinked(child)
            if child.tag == "a" and not _TARGET.match(child.attributes.get("href", "").strip()):
                children.extend(child.children)
                continue
        children.append(child)
    node.children = children
    return node


def _flow(children: list) -> list[Node]:
    """Blocks out of anything: loose inline runs become paragraphs."""
    result, run = [], []
    for child in [*_lifted(children), None]:
        if child is not None and _is_inline(child):
            run.append(child)
            continue
        if words := _tidy_inline(run):
            result.append(Node("p", {}, words))
        run = []
        if child is not None:
            result.extend(_block(child))
    return result


def _lifted(children: list):
    """The children, with inline elements that stand around blocks moved inside these blocks."""
    for child in children:
        if isinstance(child, Node) and child.tag in INLINE and next(child.find(*BLOCKS), None) is not None:
            yield from _lifted(_pushed(child))
        else:
            yield child


def _pushed(node: Node) -> list[Node]:
    """The children of an inline element, each with the element around its own inline text."""
    return [
        Node(child.tag, child.attributes, _pushed(Node(node.tag, node.attributes, child.children)))
        if isinstance(child, Node) and child.tag in BLOCKS
        else Node(node.tag, node.attributes, [child])
        for child in _lifted(node.children)
    ]


def _block(node: Node) -> list[Node]:
    if node.tag in LISTS:
        return _with(node, _items(node.children))
    if node.tag == "li":
        return _with(Node("ul"), _with(node, _item(node.children)))
    if node.tag == "table":
        return _table(node)
    if node.tag == "blockquote":
        return _with(node, _flow(node.children))
    if node.tag in TABLE_PARTS or next(node.find(*BLOCKS), None) is not None:
        return _flow(node.children)  # a part of no table, or a paragraph around other blocks: a leftover of <div>
    return _with(node, _tidy_inline(node.children))


def _items(children: list) -> list[Node]:
    """Items of a list; what stands between them becomes an item."""
    result, loose = [], []
    for child in [*_lifted(children), None]:
        if child is not None and not (isinstance(child, Node) and child.tag == "li"):
            loose.append(child)
            continue
        result.extend(_with(Node("li"), _item(loose)))
        loose = []
        if child is not None:
            result.extend(_with(child, _item(child.children)))
    return result


def _item(children: list) -> list:
    """What an item or a cell holds: its paragraphs become lines, other blocks stay."""
    result = []
    for block in _flow(children):
        if block.tag not in _HEADED:
            result.append(block)
            continue
        if result and _is_inline(result[-1]):
            result.append(Node("br"))
        result.extend(block.children)
    return result


def _table(table: Node) -> list[Node]:
    """The table, behind whatever stood in it outside of its cells."""
    stray: list = []
    parts = []
    for part in table.children:
        if isinstance(part, Node) and part.tag == "caption":
            parts.extend(_with(part, _joined(_lines(_flow(part.children)))))
        elif isinstance(part, Node) and part.tag in ("thead", "tbody", "tfoot"):
            parts.extend(_with(part, [row for child in part.children for row in _row(child, stray)]))
        else:
            parts.extend(_row(part, stray))
    if any(part.tag != "caption" for part in parts):
        return [*_flow(stray), Node("table", table.attributes, parts)]
    return _flow([*stray, *(child for part in parts for child in part.children)])


def _row(row, stray: list) -> list[Node]:
    if not (isinstance(row, Node) and row.tag == "tr"):
        stray.append(row)
        return []
    cells = []
    for cell in row.children:
        if isinstance(cell, Node) and cell.tag in ("td", "th"):
            cells.append(Node(cell.tag, cell.attributes, _item(cell.children)))
        else:
            stray.append(cell)
    return _with(row, cells)


def _with(node: Node, children: list) -> list[Node]:
    """The node with these children, or nothing when there are none."""
    return [Node(node.tag, node.attributes, children)] if children else []


def _lines(blocks: list) -> list[list]:
    """The inline runs inside blocks, one a line."""
    lines, run = [], []
    for part in [*blocks, None]:
        if part is not None and _is_inline(part):
            run.append(part)
            continue
        if run:
            lines.append(run)
        run = []
        if part is not None:
            lines.extend(_lines(part.children))
    return lines


def _joined(lines: list[list]) -> list:
    return _tidy_inline([part for index, line in enumerate(lines) for part in ([Node("br")] if index else []) + line])


def _is_inline(child) -> bool:
    return isinstance(child, str) or child.tag in INLINE


def _tidy_inline(children: list) -> list:
    """An inline run with white space folded and none at its ends or around line breaks, empty elements removed."""
    folded = _fold(children, [" "])
    while folded and (folded[-1] == Node("br") or (isinstance(folded[-1], str) and not folded[-1].strip(" "))):
        folded.pop()
    while folded and folded[0] == Node("br"):
        folded.pop(0)
    if folded and isinstance(folded[-1], str):
        folded[-1] = folded[-1].rstrip(" ")
    return folded if Node("", {}, folded).words().strip() else []


def _fold(children: list, last: list[str]) -> list:
    """``last`` holds the last character written, so that folding sees across element borders."""
    result = []
    for child in children:
        if isinstance(child, str):
            folded = _SPACE.sub(" ", child)
            if last[0] == " ":
                folded = folded.lstrip(" ")
            if folded:
                last[0] = folded[-1]
                if result and isinstance(result[-1], str):
                    result[-1] += folded
                else:
                    result.append(folded)
        elif child.tag == "br":
            if result and isinstance(result[-1], str):
                result[-1] = result[-1].rstrip(" ")
            result.append(Node("br"))
            last[0] = " "
        else:
            child.children = _fold(child.children, last)
            if child.children:
                result.append(child)
    return [part for part in result if part != ""]
