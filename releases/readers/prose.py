"""Sentences of the release for the recognition of drugs and trials, each with the heading above it."""

import re
from dataclasses import dataclass

from releases.document.richtext import Node
from releases.readers.blocks import Block, ends_sentence

_BORDER = re.compile(r"[.!?][\"”’)]*[⁰¹²³⁴-⁹]*\s+(?=[\"“(]?[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Inc|Corp|Ltd|Co|Dr|Mr|Ms|St|No|vs|al|e\.g|i\.e|U\.S|E\.U|Ph\.D|M\.D|approx|Fig)|\b[A-Z])\.$"
)
_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-", "\u00ad": None})
#: Analysis looks at no more than this; the text itself is kept whole.
_LONGEST, _MOST = 1200, 3000


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence on one line, and the heading of the section it stands in (empty in the body)."""

    words: str
    heading: str = ""


def sentences(body: list[Block], sections: list[tuple[str, list[Block]]]) -> list[Sentence]:
    """The sentences of body and sections in order. A paragraph that breaks off within a sentence goes on in the next."""
    found: list[Sentence] = []
    for heading, blocks in [("", body), *sections]:
        for passage in _passages(blocks):
            found.extend(Sentence(words[:_LONGEST], plain_hyphens(heading)) for words in split(plain_hyphens(passage)))
            if len(found) > _MOST:
                return found[:_MOST]
    return found


def plain_hyphens(words: str) -> str:
    """The words with one kind of hyphen: names are compared, and text keeps the hyphens that do not break."""
    return words.translate(_HYPHENS)


def split(passage: str) -> list[str]:
    """The sentences of one paragraph."""
    result, begin = [], 0
    for border in _BORDER.finditer(passage):
        if _ABBREVIATION.search(passage[max(begin, border.start() - 8) : border.start() + 1]):
            continue
        result.append(passage[begin : border.end()].strip())
        begin = border.end()
    if rest := passage[begin:].strip():
        result.append(rest)
    return result


def _passages(blocks: list[Block]):
    open_parts: list[str] = []
    for block in blocks:
        if block.node.tag == "table" or block.is_heading:
            continue
        items = [block.words] if block.is_paragraph else _items(block.node)
        for words in items:
            open_parts.append(words)
            if not block.is_paragraph or ends_sentence(words) or words.endswith(":"):
                yield " ".join(open_parts)
                open_parts = []
    if open_parts:
        yield " ".join(open_parts)


def _items(node: Node) -> list[str]:
    return [child.words() for child in node.children if isinstance(child, Node)]
