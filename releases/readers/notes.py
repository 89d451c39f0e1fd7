"""Note marks: superscript figures in the text that refer to a footnote."""

import re
from collections import Counter

from releases import text
from releases.document import richtext
from releases.document.richtext import Node

_RAISED = re.compile(
    r"⁽[⁰¹²³⁴-⁹]{1,2}⁾|[⁰¹²³⁴-⁹]+|[†‡§]|(?<=\S)\*|(?<=[a-z)%”\"][.,;])(?P<plain>\d{1,2})(?=\s|$)|(?<=[a-z]{3}\.)\[(?P<bracketed>\d{1,2})\]"
    r"|(?:(?<=[^\W\d_])|(?<=[”\"’%]))\(\d{1,2}\)|(?<=\w )\(\d{1,2}\)$"
)
#: A note that begins with its number in brackets, and where a text or a cell refers to such a note.
_ROUND = re.compile(r"\s*\((?P<mark>\d{1,2})\)\s*(?=\S)")
_REFERENCE = r"(?:[^\W\d_]|[”\"’%])\({0}\)|\w \({0}\)$"
#: What a superscript behind it makes a power or a unit: m², 10⁶, R².
_UNIT = re.compile(r"(?:\d|(?<![^\W\d_])(?:[^\W\d_]|[kcdmnµμ]m|ft|in|yd|mi|Hz|Pa|kg|ha))$")


def lone_numbers(paragraphs: list[Node]) -> frozenset[str]:
    """The numbers in brackets with which exactly one of the paragraphs begins: where each table has notes of its own that
    begin with "(1)", no mark says which of them is meant."""
    begun = Counter(f"({hit['mark']})" for node in paragraphs if (hit := _ROUND.match(node.words())))
    return frozenset(mark for mark, count in begun.items() if count == 1)


def bracketed(note: Node, above: list[Node]) -> tuple[str, int] | None:
    """The mark of a note that begins with it in brackets, "(1) Not audited", and the number of characters that it takes; None
    where nothing in the blocks above refers to it."""
    hit = _ROUND.match(note.words())
    if hit is None:
        return None
    reference = re.compile(_REFERENCE.format(hit["mark"]))
    is_referred = any(reference.search(words) for node in above for words in _lines(node))
    return (f"({hit['mark']})", hit.end()) if is_referred else None


def _lines(node: Node):
    cells = [*node.find("td", "th", "caption", "li")]
    yield from (cell.words() for cell in cells) if cells else [node.words()]


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
