"""Bulleted and numbered lists of wire text, nested by their indent."""

import re

from releases.document.richtext import Node
from releases.readers import inline
from releases.readers.reading import Notice

_ITEM = re.compile(
    r"(?P<indent>[ \t]*)(?:(?P<bullet>[-•*·▪◦‣●○■□➢❖✓⁃∙]|o(?=[ \t]+[A-Z0-9“\"]))|(?P<number>[1-9]\d{0,2})[.)])[ \t]+(?=\S)"
)
_DEEPEST = 6
#: A mark on a line of its own, above the words of its item. Hyphens and asterisks alone are rules.
_ALONE = re.compile(r"[ \t]*[•·▪◦‣●○■□➢❖✓⁃∙o][ \t]*")
_BEGINS = re.compile(r"\s*[A-Z0-9“\"]")
#: The bar behind a mark that a page has set in a column of its own.
_BARRED = re.compile(
    r"^(?P<mark>[ \t]*(?:[•·▪◦‣●○■□➢❖✓⁃∙]|\(\d{1,2}\)|\[\d{1,2}\]|[*†‡]{1,3}|[⁰¹²³⁴-⁹]{1,2}))[ \t]*\|[ \t]*(?=[^\s|][^|]*$)"
)


def with_marks(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The lines with each mark of an item or a note before its words: a mark may stand on a line of its own, or before a bar."""
    result: list[tuple[int, str]] = []
    alone = ""
    for number, row in lines:
        if alone and row.strip() and not _ALONE.fullmatch(row):
            is_item = alone.strip() != "o" or _BEGINS.match(row)
            result[-1] = (result[-1][0], f"{alone} {row.strip()}") if is_item else result[-1]
            alone = ""
            if is_item:
                continue
        alone = row if _ALONE.fullmatch(row) else ""
        result.append((number, _BARRED.sub(r"\g<mark> ", row)))
    return result


def is_item(row: str) -> bool:
    """Whether the line begins a list item."""
    return bool(_ITEM.match(row))


def joins(first: Node, second: Node) -> bool:
    """Whether the second list goes on where the first one ended."""
    if first.tag != second.tag or first.tag not in ("ul", "ol"):
        return False
    return first.tag == "ul" or _start(second) == _start(first) + len(first.children)


def build(lines: list[tuple[int, str]], notices: list[Notice]) -> list[tuple[Node, int]]:
    """The lists that these lines make, each with its first line. The numbers of a list must follow one another, else a
    new list begins, so that no number is lost."""
    roots: list[tuple[Node, int]] = []
    open_lists: list[tuple[int, Node]] = []
    for indent, kind, number, start, rows in _items(lines):
        while open_lists and (indent < open_lists[-1][0] or len(open_lists) > _DEEPEST):
            open_lists.pop()
        new = Node(kind, {} if start in (0, 1) else {"start": str(start)})
        if open_lists and indent < open_lists[-1][0] + 2:
            level, sibling = open_lists.pop()
            if joins(sibling, Node(kind, new.attributes, [Node("li")])):
                new = sibling
            elif open_lists:
                open_lists[-1][1].children[-1].children.append(new)
            else:
                roots.append((new, number))
            open_lists.append((level, new))
        else:
            if open_lists:
                open_lists[-1][1].children[-1].children.append(new)
            else:
                roots.append((new, number))
            open_lists.append((indent, new))
        new.children.append(Node("li", {}, inline.children("\n".join(rows), notices, number)))
    return roots


def _items(lines: list[tuple[int, str]]):
    """Indent, kind, line number, item number and rows of each item."""
    items = []
    for number, row in lines:
        if item := _ITEM.match(row):
            indent = len(item["indent"].expandtabs(4))
            kind, start = ("ul", 0) if item["bullet"] else ("ol", int(item["number"]))
            items.append((indent, kind, number, start, [row[item.end() :]]))
        else:
            items[-1][4].append(row.strip())
    return items


def _start(node: Node) -> int:
    return int(node.attributes.get("start", "1")) if node.tag == "ol" else 0
