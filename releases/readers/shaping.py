"""What typing makes of headings, lists and captions, taken for what it means: bold lines, typed bullets, "Table 1. …"."""

import re

from releases.document.richtext import Node
from releases.readers import dateline, dates, lists
from releases.readers.blocks import without

#: A longer bold line is a sentence that somebody stresses.
_LONGEST_HEADING = 150
_COMPANY_END = re.compile(r"\b(?:Inc|Corp|Ltd|Co|N\.V|S\.A|B\.V)\.$")
_BULLET = re.compile(r"\s*[•·▪◦‣●○■□➢❖✓\u2043\u2219](?:[\s\u00a0]+|(?=[A-Z“$\d])|$)")
_DASH = re.compile(r"\s*[-–—][\t\u00a0 ]+(?=\S)")
_CAPTION = re.compile(r"(?:Table|Figure|Exhibit)\s+\d{1,3}[A-Za-z]?\b", re.IGNORECASE)
_LONGEST_CAPTION = 250


#: An attribute that a reader sets on a block whose file says of it that it is ordinary text: nothing is made of it.
PLAIN = "plain"
#: Likewise on a line that its file calls a caption.
CAPTION = "caption"


def shape(nodes: list[Node]) -> list[Node]:
    """The blocks with typed bullets as lists, cut lists as one, and captions inside the tables they stand above."""
    result: list[Node] = []
    for node in nodes:
        last = result[-1] if result else None
        if node.attributes.get(PLAIN):
            result.append(node)
        elif node.tag == "table":
            if last is not None and _is_caption(last) and not any(True for _ in node.find("caption")):
                result.pop()
                node.children.insert(0, Node("caption", {}, last.children))
            result.append(node)
        elif last is not None and lists.joins(last, node):
            last.children.extend(node.children)
        elif length := _bullet(node):
            item = without(Node("li", {}, node.children), length)
            if last is not None and last.tag == "ul":
                last.children.append(item)
            else:
                result.append(Node("ul", {}, [item]))
        else:
            result.append(node)
    for node in result:
        for mark in (PLAIN, CAPTION):
            node.attributes.pop(mark, None)
    return result


def headed(node: Node) -> list[Node]:
    """A paragraph; when a bold first line stands above its words, a heading and the paragraph under it."""
    at = next((index for index, child in enumerate(node.children) if isinstance(child, Node) and child.tag == "br"), 0)
    if node.tag != "p" or not at:
        return [heading(node)]
    first = heading(Node("p", {}, node.children[:at]))
    rest = Node("p", {}, node.children[at + 1 :])
    if first.tag == "p" or not rest.words() or heading(rest).tag != "p":
        return [node]
    return [first, rest]


def heading(node: Node, tag: str = "h3") -> Node:
    """A paragraph that is one short bold line as a heading; any other node as it is."""
    if node.tag != "p" or not node.children:
        return node
    inner: list = []
    for child in node.children:
        if isinstance(child, Node) and child.tag == "strong":
            inner.extend(child.children)
        elif isinstance(child, str) and not child.strip():
            inner.append(child)
        else:
            return node
    words = node.words()
    if (
        not 2 < len(words) <= _LONGEST_HEADING
        or (words.endswith((".", ",", ";")) and not _COMPANY_END.search(words))
        or any(True for _ in node.find("br"))
        or dates.read_line(words)
        or dateline.find(words)
    ):
        return node
    return Node(tag, {}, inner)


def unstressed(block: Node) -> Node:
    """A block of a header without the bold type that all of it has, as headers have anyway."""
    if block.tag not in ("p", "h2", "h3", "h4"):
        return block
    parts = block.children
    if all(part.tag in ("strong", "br") if isinstance(part, Node) else not part.strip() for part in parts):
        parts = [
            inner
            for part in parts
            for inner in (part.children if isinstance(part, Node) and part.tag == "strong" else [part])
        ]
    return Node("p", {}, parts)


def _bullet(node: Node) -> int:
    """How many characters the typed bullet at the beginning of a paragraph takes; 0 without one."""
    first = node.children[0] if node.tag == "p" and node.children else None
    if not isinstance(first, str):
        return 0
    hit = _BULLET.match(first) or _DASH.match(first)
    return hit.end() if hit and node.words()[hit.end() :].strip() else 0


def _is_caption(node: Node) -> bool:
    words = node.words()
    if node.attributes.get(PLAIN) or node.attributes.get(CAPTION):
        return CAPTION in node.attributes
    return node.tag in ("p", "h3", "h4") and len(words) <= _LONGEST_CAPTION and bool(_CAPTION.match(words))
