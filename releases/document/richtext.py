"""Rich text: sanitised HTML of a small allow-list, in one normal form, and its plain-text view.

The normal form makes the same words the same bytes, whoever typed them: no white space between blocks, none doubled
inside them, ``strong`` and ``em`` for ``b`` and ``i``, loose text in paragraphs. So a digest changes only when the
text does. nh3 (the ammonia sanitiser) decides what is safe; what follows it here only tidies.
"""

import html
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import nh3

from releases import text

INLINE = frozenset({"a", "br", "em", "strong", "sub", "sup"})
LISTS = frozenset({"ul", "ol"})
TABLE_PARTS = frozenset({"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"})
BLOCKS = frozenset({"p", "h2", "h3", "h4", "blockquote", "li"}) | LISTS | TABLE_PARTS
#: Blocks that hold other blocks and no words of their own.
CONTAINERS = frozenset({"ul", "ol", "table", "thead", "tbody", "tfoot", "tr", "blockquote"})
TAGS = INLINE | BLOCKS
ATTRIBUTES = {"a": {"href"}, "th": {"scope", "colspan", "rowspan"}, "td": {"colspan", "rowspan"}, "ol": {"start"}}
URL_SCHEMES = {"http", "https", "mailto", "tel"}
_RENAME = {"b": "strong", "i": "em", "h1": "h2", "h5": "h4", "h6": "h4", "div": "p"}
#: Elements nest no deeper than this; what lies below loses its tags and keeps its words.
_DEEPEST = 60
_WORDLESS = re.compile(r"[ \t\n]+")


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
        node = Node(_RENAME.get(tag, tag), {name: value or "" for name, value in attrs})
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
        return html.escape(node, quote=False)
    inner = "".join(serialise(child) for child in node.children)
    if not node.tag:
        return inner
    attributes = "".join(f' {name}="{html.escape(value)}"' for name, value in sorted(node.attributes.items()))
    return f"<{node.tag}{attributes}>" + ("" if node.tag == "br" else f"{inner}</{node.tag}>")


def sanitise(source: str) -> str:
    """Rich text made safe and brought into its normal form. Whatever is not on the allow-list loses its tag, scripts
    and styles lose their content too; words are never lost."""
    safe = nh3.clean(
        text.visible(source),
        tags=set(TAGS | _RENAME.keys()),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        clean_content_tags={"script", "style", "template", "noscript"},
        url_schemes=URL_SCHEMES,
        link_rel=None,
        strip_comments=True,
    )
    root = parse(safe)
    root.children = _block_level(_unlinked(root).children)
    return serialise(root)


def sanitise_inline(source: str) -> str:
    """Rich text of one paragraph, without its ``<p>``: for footnotes and other single lines."""
    root = parse(sanitise(source))
    lines = [child.children if isinstance(child, Node) and child.tag == "p" else [child] for child in root.children]
    joined = [part for index, children in enumerate(lines) for part in ([Node("br")] if index else []) + children]
    return serialise(Node("", {}, [part for part in joined if isinstance(part, str) or part.tag in INLINE]))


def plain(source: str) -> str:
    """The words alone: blocks parted by a blank line, table cells by a tab, list items begun with a hyphen."""
    return "\n\n".join(_plain_blocks(parse(source)))


def _plain_blocks(node: Node):
    loose = []
    for child in node.children:
        if isinstance(child, Node) and child.tag in BLOCKS:
            if child.tag == "tr":
                yield "\t".join(cell.words() for cell in child.children)
            elif child.tag == "li":
                own = Node(
                    "li", {}, [part for part in child.children if isinstance(part, str) or part.tag not in LISTS]
                )
                yield f"- {own.words()}"
                yield from _plain_blocks(Node("", {}, [part for part in child.children if part not in own.children]))
            elif child.tag in CONTAINERS:
                yield from _plain_blocks(child)
            elif words := child.words():
                yield words
        else:
            loose.append(child)
    if words := Node("", {}, loose).words():
        yield words


def _unlinked(node: Node) -> Node:
    """The tree with links that lead nowhere (no target, or ``#``) replaced by their words."""
    children = []
    for child in node.children:
        if isinstance(child, Node):
            child = _unlinked(child)
            if child.tag == "a" and child.attributes.get("href", "").strip() in ("", "#"):
                children.extend(child.children)
                continue
        children.append(child)
    node.children = children
    return node


def _block_level(children: list) -> list:
    """Children of the root or of a container of blocks: loose inline runs become paragraphs, blocks are tidied."""
    result, run = [], []
    for child in [*children, None]:
        if child is not None and (isinstance(child, str) or child.tag in INLINE):
            run.append(child)
            continue
        if words := _tidy_inline(run):
            result.append(Node("p", {}, words))
        run = []
        if child is not None and (tidied := _tidy_block(child)):
            result.extend(tidied)
    return result


def _tidy_block(node: Node) -> list:
    if node.tag == "blockquote":
        node.children = _block_level(node.children)
    elif node.tag in CONTAINERS:
        node.children = [part for child in node.children if isinstance(child, Node) for part in _tidy_block(child)]
    elif any(isinstance(child, Node) and child.tag in BLOCKS for child in node.children):
        if node.tag not in ("li", "td", "th"):
            return _block_level(node.children)  # a paragraph or heading around other blocks: a leftover of <div>
        node.children = _tidy_item(node.children)
    else:
        node.children = _tidy_inline(node.children)
    return [node] if node.children or node.tag in ("td", "th") else []


def _tidy_item(children: list) -> list:
    """A list item or cell that holds blocks: its paragraphs become lines, its lists stay lists."""
    result = []
    for block in _block_level(children):
        if block.tag in LISTS:
            result.append(block)
        else:
            if result and result[-1] != Node("br") and not (isinstance(result[-1], Node) and result[-1].tag in LISTS):
                result.append(Node("br"))
            result.extend(block.children if block.tag in ("p", "h2", "h3", "h4") else [block])
    return result


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
            folded = _WORDLESS.sub(" ", child)
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
