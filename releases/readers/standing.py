"""The standing texts behind the body, each known by how it begins: about sections, safe harbor, notes, contacts, source."""

import itertools
import re
from enum import Enum

from releases.document.richtext import Node
from releases.readers import labels, layout
from releases.readers.blocks import Block, raw
from releases.readers.reading import Notice

_ABOUT = re.compile(r"(?:About|ABOUT)\s+(?P<subject>\S.*)")
_SUFFIX_END = re.compile(r"\b(?:Inc|Corp|Ltd|Co|LLC|N\.V|S\.A|B\.V|L\.P|p\.l\.c|U\.S)\.$", re.IGNORECASE)
_SAFE_HEADING = re.compile(
    r"forward[-\s]looking|safe harbou?r|cautionary (?:note|statement|language|information)|^disclaimers?:?$|^(?:special )?note regarding|^disclosure notice:?$|words of caution",
    re.IGNORECASE,
)
_SAFE_TEXT = re.compile(
    r"(?:(?:This|The|These|Certain|Some|Any|All|Various|Matters|Statements?|Except|Forward[-\s]looking|Cautionary|Safe harbou?r|To the extent|In addition"
    r"|Information|With the exception|Other than|Note|Because|Such|Our|We|It should|Readers|Investors|Materials?|Those)\b"
    r".{0,300}?(?:forward[-\s]looking|safe harbou?r))|[A-Z][\w&’'. -]{1,40} cautions (?:you|investors|readers|that)\b.{0,300}?forward[-\s]looking",
    re.IGNORECASE | re.DOTALL,
)
_SAFE_PROOF = re.compile(
    r"safe harbou?r|private securities litigation|within the meaning|forward[-\s]looking[”\"]?,?\s+(?:statements?|information|and|which|in nature)|considered forward[-\s]looking",
    re.IGNORECASE,
)
#: Without a safe harbor's usual subject: the statement of a release that speaks of its own matters.
_RISKS = re.compile(r"\b(?:risks?|uncertaint\w+|actual results|differ)\b", re.IGNORECASE)
_TRADEMARK = re.compile(
    r"[^.]{1,200}?\b(?:is|are|and)\b(?:[^.]|U\.S\.){0,80}?\b(?:trademarks?|trade marks?|service marks?|property of)\b|(?:all|other|any) (?:other )?(?:product|brand|trade)",
    re.IGNORECASE,
)
_MARK_WORD = re.compile(r"trade ?marks?|service marks?", re.IGNORECASE)
_SOURCE = re.compile(r"source\s*:\s*(?P<name>\S.{0,200})|SOURCE\s+(?P<shouted>[A-Z].{0,200})", re.IGNORECASE)
_SHOUTED = re.compile(r"SOURCE\s+(?P<name>[A-Z].{0,200})")
_DISTRIBUTOR = re.compile(r"news provided by\s*:?\s*(?P<name>\S.{0,200})", re.IGNORECASE)
_NOTE_MARK = re.compile(r"\s*([⁰¹²³⁴-⁹]{1,3}|⁽[⁰¹²³⁴-⁹]{1,2}⁾|[†‡§*]{1,3})\s*(?=\S)")
_REFERENCES = re.compile(r"(?:references?|footnotes?|endnotes?|sources|citations)\s*:?", re.IGNORECASE)
_SMALL_WORDS = frozenset(
    "a an and as at but by for from in into nor of on or per the to via vs vs. with under after over".split()
)
#: A person with a title, a way to reach somebody, a label: short lines that head nothing.
_NO_TITLE = re.compile(
    r"[@|=\\]|www\.|https?:|\d{3}[-.\s]\d|, (?:[\w&]+ ){0,4}(?:President|CEO|CFO|Chairman|Director|Officer|Chief)\b",
    re.IGNORECASE,
)

#: One fact of a presentation: "Poster: 2.105", "Date and time: Sunday, December 4".
_FIELD = re.compile(
    r"(?:(?:poster|abstract|presentation|session|oral|conference|event|publication)\s+)?(?:title|poster|abstract|date|time|location|place|venue|session|speakers?|presenters?|"
    r"(?:lead |first |presenting |senior )?authors?|number|no\.|track|topic|format|webcast|dial-in|passcode|id)(?:\s*(?:&|/|and)\s*(?:date|time|location))?\s*:\s+\S",
    re.IGNORECASE,
)


#: "FORWARD-LOOKING STATEMENTS: In addition …" and the like: a heading that runs into its text.
_RUN_IN = re.compile(
    r"(?P<heading>(?=[^.:]{0,80}(?:forward[-\s]looking|safe harbou?r|cautionary|disclosure notice))[A-Z](?:(?!\b(?:contains?|includes?|are|is|may|constitutes?)\b)[^.:“”\"]){5,90}?(?:statements?|information|notice|disclosures?|safe harbou?r|language|note)\s?[.:])\s+(?=[A-Z“\"])",
    re.IGNORECASE,
)


#: How Pfizer and others begin theirs.
_AS_OF = re.compile(
    r"(?:disclosure notice:\s*)?The information contained in this (?:press )?release is as of ", re.IGNORECASE
)


#: "SUMMIT-2 (Abstract #631)" heads what is presented.
_ABSTRACT = re.compile(r"\((?:abstract|poster|oral|presentation|publication)\b[^()]{0,40}\)$", re.IGNORECASE)


#: "2019 Fourth Quarter Financial Results".
_YEAR = re.compile(r"(?:19|20)\d\d [A-Z]")


class Kind(Enum):
    """What a block begins."""

    CONTACTS = "contacts"
    SOURCE = "source"
    DISTRIBUTOR = "distributor"
    SAFE_HEADING = "safe harbor heading"
    SAFE_TEXT = "safe harbor text"
    TRADEMARK = "trademark note"
    REFERENCES = "references"
    FOOTNOTE = "footnote"
    ABOUT = "about section"


def kind(block: Block) -> Kind | None:
    """The standing text that begins with this block; None for any other block."""
    if not block.is_text:
        return None
    words = block.words
    if source(block):
        return Kind.SOURCE
    if distributor(block):
        return Kind.DISTRIBUTOR
    if is_about(block):
        return Kind.ABOUT
    if is_safe_heading(block):
        return Kind.SAFE_HEADING
    if labels.begins(words):
        return Kind.CONTACTS
    if _REFERENCES.fullmatch(words):
        return Kind.REFERENCES
    if note(block):
        return Kind.FOOTNOTE
    if (
        len(words) <= 600
        and _TRADEMARK.match(words[:300])
        and _MARK_WORD.search(words[:300])
        and not re.search(r"patent", words)
    ):
        return Kind.TRADEMARK
    if is_safe_text(words):
        return Kind.SAFE_TEXT
    return None


def is_safe_heading(block: Block) -> bool:
    """Whether the block is a heading above forward-looking statements."""
    words = block.words
    if len(words) > 200 or not _SAFE_HEADING.search(words) or words.endswith(".") or not words[:1].isupper():
        return False
    return block.is_heading or layout.is_emphasised(block.node) or len(words.split()) <= 20


def is_safe_text(words: str) -> bool:
    """Whether a paragraph begins the forward-looking statements."""
    if _AS_OF.match(words):
        return True
    if not _SAFE_TEXT.match(words[:460].lstrip("([* ")):
        return False
    return bool(_SAFE_PROOF.search(words) or _RISKS.search(words))


def run_in(block: Block) -> int:
    """How many characters the heading takes that runs into the forward-looking statements; 0 without one."""
    hit = _RUN_IN.match(block.words) if block.is_paragraph else None
    return hit.end() if hit and is_safe_text(block.words[hit.end() :]) else 0


def is_about(block: Block) -> bool:
    """Whether the block is a heading "About …" rather than a sentence that begins with that word."""
    about = _ABOUT.fullmatch(block.words) if len(block.words) <= 150 else None
    if not about:
        return False
    if block.is_heading or layout.is_emphasised(block.node):
        return True
    subject = about["subject"]
    if subject.endswith((".", "!", "?", ";", ",")) and not _SUFFIX_END.search(subject):
        return False
    first = re.sub(r"^(?:the|our)\s+", "", subject)
    return len(subject.split()) <= 14 and (first[0].isupper() or (len(subject.split()) <= 4 and not first[0].isdigit()))


def is_title(block: Block) -> bool:
    """Whether a paragraph looks like a heading: one short line, set bold or with its words capitalized, no punctuation at
    its end."""
    words = block.words
    if not block.is_paragraph or not 2 < len(words) <= 120 or any(block.node.find("br")):
        return False
    if words[-1] in ".;,!?…\"”'’*" and not _SUFFIX_END.search(words):
        return False
    is_field = _FIELD.match(words)
    if _NO_TITLE.search(words) or is_field or not (words[0].isupper() or words[0].isdigit()):
        return False
    if layout.is_emphasised(block.node):
        return len(words.split()) <= 18
    if (
        any(isinstance(child, Node) for child in block.node.children)
        or (words[-1] in ":)" and not _ABSTRACT.search(words))
        or len(words) > 100
    ):
        return False
    parts = words.split()
    long_words = [part for part in parts if part.lower() not in _SMALL_WORDS]
    return (
        len(parts) <= 12
        and (words[0].isupper() or _YEAR.match(words))
        and all(not part[0].islower() for part in long_words)
    )


def ends_as_name(words: str) -> bool:
    """Whether the full stop at the end is that of a company's name: "Tern Hollow, Inc."."""
    return len(words) <= 80 and bool(_SUFFIX_END.search(words))


def source(block: Block) -> str:
    """The name in "Source: …", empty when the block is no such line."""
    hit = _SOURCE.fullmatch(block.words) if len(block.words) < 220 else None
    if not hit:
        return ""
    return _name(hit["name"] or (hit["shouted"] if _SHOUTED.fullmatch(block.words) else "") or "")


def _name(words: str) -> str:
    """A name without the button that a wire's page sets behind it; the button's word is the page's."""
    return words.removesuffix(" Follow")


def button(block: Block) -> list[Notice]:
    """What to say of that button."""
    if not block.words.endswith(" Follow"):
        return []
    return [Notice("“Follow” was left out: it is a button of the page.", block.line, left_out="Follow")]


def distributor(block: Block) -> str:
    """The name in "News Provided by …", empty when the block is no such line."""
    hit = _DISTRIBUTOR.fullmatch(block.words) if len(block.words) < 220 else None
    return hit["name"] if hit else ""


def note(block: Block) -> tuple[str, int] | None:
    """The mark at the beginning of a footnote and the number of characters that it takes."""
    if not block.is_paragraph:
        return None
    first = next((child for child in block.node.children if not isinstance(child, str) or child.strip()), "")
    if isinstance(first, Node):
        mark = first.words().strip()
        if first.tag != "sup" or not re.fullmatch(r"[\w*†‡§]{1,3}", mark) or block.words == mark:
            return None
        return mark, len(raw(Node("", {}, block.node.children[: block.node.children.index(first) + 1])))
    # A mark that could have been emphasis stands in a string of its own.
    leading = itertools.takewhile(lambda child: isinstance(child, str), block.node.children)
    hit = _NOTE_MARK.match("".join(leading)[:200])
    return (hit[1], hit.end()) if hit else None
