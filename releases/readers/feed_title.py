"""The title of a feed's item, and the words of its text: tags go, words and raised figures stay."""

import html
import re

from releases import text
from releases.document.richtext import Node
from releases.readers import page

#: A tag of HTML; "<5% and >90%" holds none.
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>|<!--[^>]*-->")


def headline(title: str) -> Node:
    """A title as inline text: what is raised or lowered in it stays so, other tags go, and only those of blocks part words."""
    source = html.unescape(title)
    open_nodes, end = [Node("")], 0
    for tag in _TAG.finditer(source):
        name = (tag["name"] or "").lower()
        if name and name not in page.TAGS:
            continue  # "p<x and y>z" is no tag
        open_nodes[-1].children.append(html.unescape(source[end : tag.start()]))
        end = tag.end()
        if name in ("sup", "sub") and not tag["end"]:
            open_nodes[-1].children.append(Node(name))
            open_nodes.append(open_nodes[-1].children[-1])
        elif name in ("sup", "sub"):
            del open_nodes[max(len(open_nodes) - 1, 1) :]
        elif name and name not in page.INLINE and name != "wbr":
            open_nodes[-1].children.append(" ")
    open_nodes[-1].children.append(html.unescape(source[end:]))
    return open_nodes[0]


def words(source: str) -> str:
    """The words of HTML on one line."""

    def apart(tag: re.Match) -> str:
        name = (tag["name"] or "").lower()
        return tag[0] if name and name not in page.TAGS else "" if name in page.INLINE or name == "wbr" else " "

    return text.line(html.unescape(_TAG.sub(apart, source)))
