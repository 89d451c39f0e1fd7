"""Printed pages undone: their ends and numbers go, and a sentence that one of them cut is whole again."""

import re

from releases.document.richtext import Node
from releases.readers.blocks import ends_sentence
from releases.readers.reading import Notice, excerpt

#: What stands for the end of a printed page among the blocks.
END = "page-break"
_NUMBER = re.compile(r"[-–— ]*(?:page )?\d{1,3}(?: of \d{1,3})?[-–— ]*", re.IGNORECASE)
#: A word or sign behind which a sentence goes on, whatever letter the next page begins with.
_OPEN_END = re.compile(
    r"(?:,|\b(?:a|an|and|as|at|by|for|from|in|into|of|on|or|our|than|that|the|their|to|which|with|its|will|was|were|is|are))$"
)
#: The end of a page inside a sentence of a text file: a line that ends no sentence, and one that begins none.
_CUT_IN_TEXT = re.compile(
    r"(?<=[^\s.!?:;”\"<>=_-])[ \t]*+\n(?:[ \t]*+\n)*+(?:[ \t]*+-?[ \t]*+(?P<number>\d{1,3})[ \t]*+-?[ \t]*+\n(?:[ \t]*+\n)*+)?"
    r"[ \t]*+(?i:<PAGE>)[^\n]*\n(?:[ \t]*+\n)*+(?=[ \t]*+[a-z])"
)


def undone(nodes: list[Node], notices: list[Notice]) -> list[Node]:
    """The blocks without the ends of printed pages, and without the page numbers beside them."""
    ends = [index for index, node in enumerate(nodes) if node.tag == END]
    beside = {place for index in ends for place in (index - 1, index + 1) if 0 <= place < len(nodes)}
    if ends and nodes:
        beside.add(len(nodes) - 1)
    result: list[Node] = []
    is_cut = False  # a page ended behind the last block
    for index, node in enumerate(nodes):
        words = node.words()
        if index in beside and words and _NUMBER.fullmatch(words):
            notices.append(Notice(f"The page number “{words}” was left out.", left_out=words))
        elif node.tag == END:
            is_cut = True
        elif is_cut and result and _goes_on(result[-1], node):
            result[-1] = _whole(result[-1], node, notices)
            is_cut = False
        else:
            result.append(node)
            is_cut = False
    return result


def _goes_on(above: Node, below: Node) -> bool:
    """Whether a paragraph or a list item was cut in the middle of its sentence."""
    if below.tag != "p" or above.tag not in ("p", "ul", "ol"):
        return False
    before, after = above.words(), below.words()
    if ends_sentence(before) or before.endswith((":", ";")) or not before or not after:
        return False
    return after[0].islower() or bool(_OPEN_END.search(before) and (after[0].isalnum() or after[0] in '$€£(“"'))


def _whole(above: Node, below: Node, notices: list[Notice]) -> Node:
    words = " ".join([*above.words().split()[-6:], *below.words().split()[:6]])
    notices.append(Notice(f"A page ended inside a sentence, which was put together again: {excerpt(words, 90)}."))
    return _with_words(above, [" ", *below.children])


def _with_words(node: Node, words: list) -> Node:
    """The block with these words at the end of its last paragraph."""
    last = node.children[-1] if node.children else None
    if isinstance(last, Node) and last.tag in ("p", "li", "ul", "ol"):
        return Node(node.tag, node.attributes, [*node.children[:-1], _with_words(last, words)])
    return Node(node.tag, node.attributes, [*node.children, *words])


def undone_in_text(source: str, notices: list[Notice]) -> str:
    """The text of an exhibit in which no page ends inside a sentence."""
    numbers = filter(None, (cut["number"] for cut in _CUT_IN_TEXT.finditer(source)))
    notices.extend(Notice(f"The page number “{number}” was left out.", left_out=number) for number in numbers)
    return _CUT_IN_TEXT.sub("\n", source)
