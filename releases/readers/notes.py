"""Note marks: superscript figures in the text that refer to a footnote."""

import re

from releases import text
from releases.document import richtext
from releases.document.richtext import Node

_RAISED = re.compile(
    r"[⁰¹²³⁴-⁹]+|[†‡§]|(?<=\S)\*|(?<=[a-z)%”\"][.,;])(?P<plain>\d{1,2})(?=\s|$)|(?<=[a-z]{3}\.)\[(?P<bracketed>\d{1,2})\]"
)
#: What a superscript behind it makes a power or a unit: m², 10⁶, R².
_UNIT = re.compile(r"(?:\d|(?<![^\W\d_])(?:[^\W\d_]|[kcdmnµμ]m|ft|in|yd|mi|Hz|Pa|kg|ha))$")


def mark(source: str, marks: frozenset[str]) -> str:
    """Rich text in which each superscript that names one of these notes stands in ``<sup>``; all others stay characters."""
    if not marks or not source:
        return source
    root = richtext.parse(source)
    _mark(root, marks)
    return richtext.sanitise(richtext.serialise(root))


def _mark(node: Node, marks: frozenset[str]) -> None:
    children: list[Node | str] = []
    for child in node.children:
        if isinstance(child, str):
            children.extend(_split(child, marks))
        else:
            if child.tag != "sup":
                _mark(child, marks)
            children.append(child)
    node.children = children


def _split(words: str, marks: frozenset[str]):
    end = 0
    for hit in _RAISED.finditer(words):
        plain = hit["bracketed"] or text.from_superscript(hit[0])
        if plain in marks and not _UNIT.search(words[max(0, hit.start() - 4) : hit.start()]):
            yield from filter(None, [words[end : hit.start()], Node("sup", {}, [plain])])
            end = hit.end()
    if words[end:]:
        yield words[end:]
