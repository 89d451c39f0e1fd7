"""Rich text as a tree: elements and text, parsed from safe HTML and written as HTML again."""

import html
from dataclasses import dataclass, field
from html.parser import HTMLParser

from releases import text

INLINE = frozenset({"a", "br", "em", "strong", "sub", "sup"})
LISTS = frozenset({"ul", "ol"})
TABLE_PARTS = frozenset({"caption", "thead", "tbody", "tfoot", "tr", "th", "td"})
BLOCKS = frozenset({"p", "h2", "h3", "h4", "blockquote", "li", "table"}) | LISTS | TABLE_PARTS
#: Blocks that hold other blocks and no words of their own.
CONTAINERS = frozenset({"ul", "ol", "table", "thead", "tbody", "tfoot", "tr", "blockquote"})
#: Elements that mean the same as one of ours.
RENAMED = {"b": "strong", "i": "em", "h1": "h2", "h5": "h4", "h6": "h4", "div": "p"}
#: Elements nest no deeper than this; what lies below loses its tags and keeps its words.
_DEEPEST = 60


@dataclass(slots=True)
class Node:
    """An element of the tree; the root has the tag ``""``. Strings among the children are text."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list = field(default_factory=list)

    def words(self) -> str:
        """All text inside, on one line."""
        return text.line("".join(self._texts()))

    def _texts(self):
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag == "br":
                yield " "
            else:
                yield from child._texts()

    def find(self, *tags: str):
        """Every element below with one of these tags, in reading order."""
        for child in self.children:
            if isinstance(child, Node):
                if child.tag in tags:
                    yield child
                yield from child.find(*tags)


class _Builder(HTMLParser):
    """Builds the tree from nh3's output, which is always balanced."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open = [Node("")]
        self.skipped = 0

    def handle_starttag(self, tag, attrs):
        if len(self.open) > _DEEPEST:
            self.skipped += tag != "br"
            return
        node = Node(RENAMED.get(tag, tag), {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag != "br":
            self.open.append(node)

    def handle_endtag(self, tag):
        if self.skipped and tag != "br":
            self.skipped -= 1
        elif tag != "br" and len(self.open) > 1:
            self.open.pop()

    def handle_data(self, data):
        self.open[-1].children.append(data)


def parse(source: str) -> Node:
    """The tree of rich text in its normal form (what :func:`sanitise` returns)."""
    builder = _Builder()
    builder.feed(source)
    builder.close()
    return builder.open[0]


def serialise(node: Node | str) -> str:
    """The tree as HTML again."""
    if isinstance(node, str):
        words = html.escape(node, quote=False)
        # As a character it would become one with the ">" before it in Unicode's composed form, and the tag would be lost.
        return f"&#824;{words[1:]}" if words.startswith("\u0338") else words
    inner = "".join(serialise(child) for child in node.children)
    if not node.tag:
        return inner
    attributes = "".join(f' {name}="{html.escape(value)}"' for name, value in sorted(node.attributes.items()))
    return f"<{node.tag}{attributes}>" + ("" if node.tag == "br" else f"{inner}</{node.tag}>")
