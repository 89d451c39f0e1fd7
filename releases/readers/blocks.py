"""Blocks: what every format is cut into before anything is recognized."""

import re
from dataclasses import dataclass

from releases.document import raised, richtext
from releases.document.richtext import Node
from releases.readers.reading import Notice, excerpt


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list, table or quotation, as a tree of rich text, with the line at which it begins."""

    node: Node
    words: str
    line: int | None = None

    @property
    def is_paragraph(self) -> bool:
        return self.node.tag == "p"

    @property
    def is_heading(self) -> bool:
        """Marked as a heading in the file; whether a plain paragraph is one, the recognizer judges."""
        return self.node.tag in ("h2", "h3", "h4")

    @property
    def is_text(self) -> bool:
        return self.is_paragraph or self.is_heading

    def lines(self) -> list[str]:
        """The words of each printed line, for addresses and lists of contacts."""
        return [row for row in _rows(self.node) if row]


def block(node: Node, line: int | None = None) -> Block:
    """A block from its tree."""
    return Block(node, node.words(), line)


def html(blocks) -> str:
    """The blocks as rich text in its normal form."""
    return richtext.sanitise("".join(richtext.serialise(block.node) for block in blocks))


def inline_html(block: Block) -> str:
    """The inside of a one-paragraph block as rich text."""
    return richtext.sanitise_inline(richtext.serialise(Node("p", {}, block.node.children)))


def plain_lines(block: Block, notices: list[Notice]) -> list[str]:
    """The lines of a block for a field of plain text; a link in it is left out with a notice."""
    for link in block.node.find("a"):
        target = link.attributes.get("href", "")
        if target.removeprefix("mailto:").removeprefix("tel:") not in block.words:
            notices.append(
                Notice(
                    f"The link to “{target}” was left out: {excerpt(block.words)} became a line of plain text.",
                    block.line,
                )
            )
    return block.lines()


def plain(block: Block, notices: list[Notice]) -> str:
    """The words of a block for a field of plain text; a link in it is left out with a notice."""
    plain_lines(block, notices)
    return raised.written(block.node)


def left(part: Block, reason: str, where: str = "") -> Notice:
    """The notice that the block was left out, for the reason, a clause; ``where`` says where it stood."""
    words = excerpt(part.words or part.node.words())
    return Notice(f"{words}{where and f' {where}'} was left out: {reason}.", part.line, left_out=told(part))


def told(block: Block) -> str:
    """Everything that the block says, for a notice that leaves it out: numbers of lists and addresses of links too."""
    addresses = [link.attributes.get("href", "") for link in block.node.find("a")]
    return " ".join(filter(None, [*_told(block.node), *addresses]))


_BLOCKS = frozenset(
    ("p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "td", "th", "caption")
)


def _told(node: Node) -> list[str]:
    if node.tag in ("ul", "ol"):
        first = int(node.attributes.get("start") or 1)
        numbers = [f"{first + at}. " if node.tag == "ol" else "" for at in range(len(node.children))]
        return [f"{number}{' '.join(_told(item))}" for number, item in zip(numbers, node.children, strict=True)]
    if not any(isinstance(child, Node) and child.tag in _BLOCKS for child in node.children):
        return [node.words()]
    parts: list[str] = []
    for child in node.children:
        parts += _told(child) if isinstance(child, Node) else [child.strip()]
    return parts


def raw(node: Node) -> str:
    """All characters below the node, unfolded, so that :func:`without` can count them."""
    return "".join(
        child if isinstance(child, str) else "\n" if child.tag == "br" else raw(child) for child in node.children
    )


def without(node: Node, count: int) -> Node:
    """The tree without its first ``count`` characters; elements left empty go as well."""
    return _cut(node, count)[0]


def _cut(node: Node, count: int) -> tuple[Node, int]:
    children = []
    for child in node.children:
        if count <= 0:
            children.append(child)
        elif isinstance(child, str):
            if len(child) > count:
                children.append(child[count:])
            count -= len(child)
        elif child.tag == "br":
            count -= 1
        else:
            rest, count = _cut(child, count)
            if rest.children:
                children.append(rest)
    return Node(node.tag, node.attributes, children), count


def _rows(node: Node | str) -> list[str]:
    if isinstance(node, str):
        return [node.strip()]
    if node.tag == "table":
        return [
            raised.written(row)
            if row.tag == "caption"
            else " ".join(filter(None, (raised.written(cell) for cell in row.children)))
            for row in node.find("caption", "tr")
        ]
    if node.tag in ("ul", "ol", "blockquote"):
        return [row for child in node.children for row in _rows(child)]
    rows, run = [], []
    for child in [*node.children, None]:
        if (isinstance(child, Node) and child.tag in ("br", "ul", "ol")) or child is None:
            rows.append(raised.written(Node("", {}, run)))
            run = []
            if child is not None and child.tag != "br":
                rows.extend(_rows(child))
        else:
            run.append(child)
    return rows


SENTENCE_END = re.compile(r"[.!?][\"”’)\]]*[\s\d⁰¹²³⁴-⁹]*$")


def ends_sentence(words: str) -> bool:
    """Whether the words end as a sentence does, a note mark behind its full stop included."""
    return bool(SENTENCE_END.search(words[-12:]))
