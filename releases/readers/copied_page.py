"""A page whose words were copied into a text: the site's menu above the headline, and its footer below the release."""

import re

from releases.readers import dates, reach
from releases.readers.blocks import Block, ends_sentence

#: So many lines of a site's are a menu or a footer; fewer may be headings.
_FEW = 3
_LONGEST_LINE = 80
_LONGEST_OF_FOOTER = 200
#: Words of a headline; names of a site's pages have fewer.
_HEADLINE = 4
#: A release's own last lines.
_OF_RELEASE = re.compile(r"About (?!Us$)[A-Z]|source\b|contacts?\b|.{0,60}forward[- ]looking", re.IGNORECASE)


def headline(blocks: list[Block], is_site: list[bool], lead: int) -> int:
    """Where the headline stands below a menu: above the line with the date. 0 where no menu stands above it. ``is_site``
    says which blocks are a site's by their words, ``lead`` where the text begins."""
    dated = next((at for at, part in enumerate(blocks[:lead]) if part.is_text and dates.read_line(part.words)), 0)
    at = dated
    while at and not is_site[at - 1] and len(blocks[at - 1].words.split()) >= _HEADLINE:
        at -= 1
    at = at if at < dated else max(dated - 1, 0)
    is_menu = sum(is_site[:at]) >= _FEW and all(
        part.is_text and len(part.words) <= _LONGEST_LINE for part in blocks[:at]
    )
    return at if is_menu else 0


def footer(blocks: list[Block], is_site: list[bool], lead: int) -> int:
    """Where the footer begins: behind the text, at a line of the site below which only short lines stand and none that a
    release ends with. The number of blocks where there is none."""
    begin = len(blocks)
    while begin > lead + 1 and _may_be_of_footer(blocks[begin - 1]):
        begin -= 1
    if sum(is_site[begin:]) < _FEW:
        return len(blocks)
    return begin + is_site[begin:].index(True)


def _may_be_of_footer(part: Block) -> bool:
    words = part.words or part.node.words()
    if part.node.tag in ("table", "ol") or len(words) > _LONGEST_OF_FOOTER or reach.is_there(words):
        return False
    return not _OF_RELEASE.match(words) and not (len(words) > _LONGEST_LINE and ends_sentence(words))
