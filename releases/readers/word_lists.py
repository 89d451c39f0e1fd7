"""Lists as Word writes them into HTML: paragraphs with a level in their style, and the mark that it prints in a span."""

import re

from releases.document.richtext import Node
from releases.readers import page
from releases.readers.reading import Notice, excerpt

_LEVEL = re.compile(r"\bl\d+ level(?P<level>\d)")
_NUMBER = re.compile(r"\(?(?P<number>\d{1,3})[.)]*")
_INCHES = re.compile(r"(?P<size>\d*\.?\d+)(?P<unit>in|pt)")
#: Fonts whose letters are signs: a "v" of Wingdings is an arrow.
_SIGNS = re.compile(r"dings|symbol", re.IGNORECASE)
_LETTER = re.compile(r"\(?(?:[a-z]{1,5}|[A-Z]{1,5})[.)]")
#: Attributes of a paragraph between the walk and :func:`gathered`.
_AT, _MARK = "list-level", "list-mark"


def item(node: Node, style: dict[str, str]) -> tuple[int, str, Node] | None:
    """The level of a list's paragraph from 1, its mark, and the paragraph without it; None for any other element."""
    hit = _LEVEL.search(style.get("mso-list", ""))
    if hit is None:
        return _filtered(node, style)
    marks: list[str] = []
    rest = _without_marks(node, marks)
    return int(hit["level"]), " ".join("".join(marks).split()), rest


def _filtered(node: Node, style: dict[str, str]) -> tuple[int, str, Node] | None:
    """The same of what Word saves as "filtered": a hanging paragraph whose mark is parted from its words by blanks in 7 points.
    Its level is how far it is set in, in quarters of an inch."""
    inset = _INCHES.fullmatch(style.get("margin-left", ""))
    if node.tag != "p" or inset is None or not style.get("text-indent", "").startswith("-"):
        return None
    marks: list[str] = []
    rest = _behind_mark(node, marks)
    if rest is None or not _is_mark(mark := "".join(marks).strip(), node):
        return None
    inches = float(inset["size"]) / (72 if inset["unit"] == "pt" else 1)
    return max(1, round(inches * 4)), mark, rest


def _is_mark(mark: str, node: Node) -> bool:
    """Whether the mark counts, or is one sign: what says something is kept as words."""
    if len(mark) != 1 or mark.isdigit():
        return bool(_NUMBER.fullmatch(mark) or _LETTER.fullmatch(mark))
    in_signs = any(_SIGNS.search(page.style(part).get("font-family", "")) for part in node.find("span"))
    return not mark.isalnum() or mark == "o" or in_signs


def _behind_mark(node: Node, marks: list[str]) -> Node | None:
    """The element without all that stands before the end of its first blanks in 7 points; None where it has none. What stands
    before them goes to ``marks``."""
    for at, child in enumerate(node.children):
        if isinstance(child, str):
            marks.append(child.strip("\u00a0 \n"))
            continue
        if not page.words(child).strip("\u00a0 ") and "7.0pt" in page.style(child).get("font", ""):
            return Node(node.tag, node.attributes, node.children[at + 1 :])
        if (rest := _behind_mark(child, marks)) is not None:
            return Node(node.tag, node.attributes, [rest, *node.children[at + 1 :]])
    return None


def _without_marks(node: Node, marks: list[str]) -> Node:
    children: list = []
    for child in node.children:
        if isinstance(child, Node) and page.style(child).get("mso-list") == "ignore":
            marks.append(page.words(child))
        else:
            children.append(_without_marks(child, marks) if isinstance(child, Node) else child)
    return Node(node.tag, node.attributes, children)


def marked(part: Node, level: int, mark: str) -> Node:
    """The paragraph with what :func:`gathered` needs to know of it."""
    return Node("p", {_AT: str(level), _MARK: mark}, part.children)


def gathered(nodes: list[Node], notices: list[Notice]) -> list[Node]:
    """The blocks with such paragraphs in a row as lists, nested by their levels."""
    result: list[Node] = []
    open_lists: list[tuple[int, Node]] = []
    for node in nodes:
        if _AT not in node.attributes:
            result.append(node)
            open_lists = []
            continue
        level, mark = int(node.attributes[_AT]), node.attributes[_MARK]
        number = _NUMBER.fullmatch(mark)
        is_lettered = bool(_LETTER.fullmatch(mark))
        tag = "ol" if number or is_lettered else "ul"
        while open_lists and open_lists[-1][0] > level:
            open_lists.pop()
        if open_lists and open_lists[-1][0] == level and not _goes_on(open_lists[-1][1], tag, number):
            open_lists.pop()
        if not open_lists or open_lists[-1][0] < level:
            new = Node(tag, {"start": number["number"]} if number and number["number"] != "1" else {})
            (open_lists[-1][1].children[-1].children if open_lists else result).append(new)
            open_lists.append((level, new))
            if is_lettered:
                message = (
                    f"The list from {excerpt(node.words())} on counts with “{mark}” in the file and with figures here."
                )
                notices.append(Notice(message))
        open_lists[-1][1].children.append(Node("li", {}, node.children))
    return result


def _goes_on(last: Node, tag: str, number: re.Match | None) -> bool:
    if last.tag != tag:
        return False
    return number is None or int(last.attributes.get("start", "1")) + len(last.children) == int(number["number"])
