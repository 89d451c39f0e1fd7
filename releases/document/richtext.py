"""Rich text: sanitised HTML of a small allow-list, in one normal form, and its plain-text view.

The normal form makes the same words the same bytes, whoever typed them: no white space between blocks, none doubled
inside them, ``strong`` and ``em`` for ``b`` and ``i``, loose text in paragraphs. So a digest changes only when the
text does. nh3 (the ammonia sanitiser) decides what is safe; what follows it here only tidies.
"""

import nh3

from releases import text
from releases.document import markup
from releases.document.normal_form import normalise, one_line
from releases.document.tree import BLOCKS, CONTAINERS, INLINE, LISTS, RENAMED, Node, parse, serialise

__all__ = [
    "ATTRIBUTES",
    "BLOCKS",
    "LISTS",
    "TAGS",
    "URL_SCHEMES",
    "Node",
    "parse",
    "plain",
    "sanitise",
    "sanitise_inline",
    "serialise",
]

#: What an author may use; :data:`releases.document.tree.RENAMED` is written as what it means.
TAGS = BLOCKS | INLINE | RENAMED.keys()
ATTRIBUTES = {"a": {"href"}, "th": {"scope", "colspan", "rowspan"}, "td": {"colspan", "rowspan"}, "ol": {"start"}}
URL_SCHEMES = {"http", "https", "mailto", "tel"}


def sanitise(source: str) -> str:
    """Rich text made safe and brought into its normal form. Whatever is not on the allow-list loses its tag, scripts
    and styles lose their content too; words are never lost."""
    return serialise(_visible(normalise(_safe(source))))


def sanitise_inline(source: str) -> str:
    """Rich text of one paragraph, without its ``<p>``: for footnotes and other single lines."""
    return serialise(_visible(one_line(_safe(source))))


def _safe(source: str) -> Node:
    """The tree of what is allowed."""
    if markup.measure(source).is_hopeless:
        source = markup.flattened(source)
    return _visible(parse(_cleaned(source)))


def _visible(node: Node) -> Node:
    """The tree with its words and addresses freed of invisible characters, those written as entities too."""
    node.attributes = {name: text.visible(value) for name, value in node.attributes.items()}
    node.children = [text.visible(child) if isinstance(child, str) else _visible(child) for child in node.children]
    return node


def _cleaned(source: str) -> str:
    # No NFC here: a mark that follows a tag would become one character with its ">".
    source = text.INVISIBLE.sub("", source.replace("\r\n", "\n").replace("\r", "\n"))
    return nh3.clean(
        source,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        clean_content_tags={"script", "style", "template", "noscript"},
        url_schemes=URL_SCHEMES,
        link_rel=None,
        strip_comments=True,
    )


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
                inner = [part for part in child.children if isinstance(part, Node) and part.tag in LISTS]
                own = [part for part in child.children if isinstance(part, str) or part.tag not in LISTS]
                yield f"- {Node('li', {}, own).words()}"
                yield from _plain_blocks(Node("", {}, inner))
            elif child.tag in CONTAINERS:
                yield from _plain_blocks(child)
            elif words := child.words():
                yield words
        else:
            loose.append(child)
    if words := Node("", {}, loose).words():
        yield words
