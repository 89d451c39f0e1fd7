"""The headline and the lines below it, among what stands before the text."""

import re

from releases.document import raised
from releases.readers import company, standing
from releases.readers.blocks import Block, ends_sentence, left, plain, plain_lines, raw
from releases.readers.reading import Notice, excerpt

#: Characters of a headline or a subheadline.
LONGEST = 400
#: What wires and exchanges put before or behind the headline on its line.
_AROUND_HEADLINE = re.compile(
    r"(?P<before>\(\s?BW\)(?:\([^()]{1,40}\)){0,3}\s*|(?i:press release|news release):\s+(?=\S)|(?:(?P<name>[^/]{3,60}) / (?=[^/]{20,})))?(?P<headline>.+?)"
    r"(?P<behind>\s*\.?\s*(?:Processed and transmitted by|The issuer is solely responsible)\b.*)?",
    re.DOTALL,
)
#: '("Harrowby" or the "Company")' below the name of the company, above the headline of a regulatory announcement.
_DEFINITION = re.compile(r"\([^()]{0,60}[“\"][^()]{1,80}[”\"]\)")
_CLOSED = re.compile(r"\s+(?:--?|[‒–—―])$")
#: "– Phase III to begin in fall –": dashes by which wires set a subheadline apart.
_DASHED = re.compile(r"^(?:(?:--?|[‒–—―−])\s+|-(?=\S.*\S-$))(.+?)(?:\s+(?:--?|[‒–—―−])|(?<=\S)-)?$")
#: A word or sign that no headline ends with; "Hemophilia A" is none.
_UNFINISHED = re.compile(r"(?:\b(?:(?i:an|and|as|at|by|for|from|in|into|of|on|or|the|to|with|its|their)|a)|[,;&–—-])$")
_JOINS = re.compile(r"at|in|for|of|with|and|or|to|by|on|from|as|the|an?|versus|following|after|during|among|compared")


def take(
    candidates: list[Block], notices: list[Notice], *, has_dateline: bool, is_placed: bool = False
) -> tuple[str, str, int]:
    """Headline and subheadlines, one a line, and how many of the candidates they take.

    With a dateline the candidates are all that stands above it. ``is_placed`` says that one stood on a line of its own.
    """
    headline = ""
    # Only a page has a name or a motto above the headline; wire text has nothing there.
    levels = [part.node.tag for part in candidates if part.is_heading and part.line is None] if has_dateline else []
    first = next((at for at, part in enumerate(candidates) if levels and part.node.tag == min(levels)), 0)
    notices.extend(left(part, "it belongs to the page", "above the headline") for part in candidates[:first])
    first += _names_company(candidates[first:], notices) or _names_site(candidates[first:], notices)
    subheadline: list[str] = []
    for index, part in enumerate(candidates[first:], first):
        if not part.is_text or len(part.words) > LONGEST:
            bullets = part.node.tag == "ul" and not any(part.node.find("ol"))
            if not ((has_dateline or is_placed) and headline and bullets):
                return _finished(headline, subheadline, index)
            # "- Phase III to begin in fall -": the second hyphen only closes the line.
            subheadline.extend(_CLOSED.sub("", row) for row in plain_lines(part, notices))
        elif not headline:
            headline = _without_wire_s(plain(part, notices), part, notices)
        elif _is_same(part.words, headline) or raised.written(part.node) == headline:
            notices.append(left(part, "the headline stands there twice"))
        elif has_dateline and company.is_name(part.words) and len(part.words) < 100:
            notices.append(left(part, "it only names the company"))
        elif not subheadline and _goes_on(candidates[index - 1], headline, part):
            headline = f"{headline} {plain(part, notices)}"
        elif has_dateline or (not subheadline and _is_subheadline(candidates, index)):
            if subheadline and part.words[:1].islower() and is_below(candidates[index - 1], part):
                subheadline[-1] = f"{subheadline[-1]} {plain(part, notices)}"
                continue
            subheadline.extend(_DASHED.sub(r"\1", row) for row in plain_lines(part, notices))
        else:
            return _finished(headline, subheadline, index)
    return _finished(headline, subheadline, len(candidates))


def _is_same(words: str, headline: str) -> bool:
    return words.replace("\u00a0", " ") == headline.replace("\u00a0", " ")


def _goes_on(above: Block, headline: str, part: Block) -> bool:
    """Whether a line is the rest of a headline that is set in several: on the next line of the file, in capitals like the
    first one or behind a word that ends no headline."""
    # A page or a Word file has no numbers of lines.
    if len(headline) + len(part.words) >= LONGEST or not (above.line is None or is_below(above, part)):
        return False
    first = part.words.split()[0]
    if first.isalpha() and first.islower() and not ends_sentence(headline):
        return above.line is not None or bool(_JOINS.fullmatch(first))
    is_shouted = headline.isupper() and part.words.isupper() and is_below(above, part)
    return is_shouted or bool(_UNFINISHED.search(headline))


def _names_company(candidates: list[Block], notices: list[Notice]) -> int:
    """How many blocks above the headline hold the company's name alone and what it is called below."""
    count = 0
    for part in candidates[:-1]:
        is_name = part.is_text and company.is_name(part.words)
        if not is_name and not (count and part.is_text and _DEFINITION.fullmatch(part.words)):
            break
        count += 1
    if not count or not candidates[count].is_text or len(candidates[count].words) > LONGEST:
        return 0
    notices.extend(left(part, "it only names the company", "above the headline") for part in candidates[:count])
    return count


def _names_site(candidates: list[Block], notices: list[Notice]) -> int:
    """How many blocks above the headline are the site's: its name, with which the headline begins, and names of pages."""
    name = candidates[0].words if candidates else ""
    at = next(
        (
            at
            for at, part in enumerate(candidates[1:8], 1)
            if part.is_text and part.words.startswith(f"{name} ") and len(part.words.split()) > len(name.split()) + 3
        ),
        0,
    )
    if (
        not at
        or len(name.split()) > 5
        or re.search(r"\d", name)
        or any(len(part.words) > 60 or not part.is_text for part in candidates[:at])
    ):
        return 0
    notices.extend(left(part, "it belongs to the page", "above the headline") for part in candidates[:at])
    return at


def _without_wire_s(words: str, part: Block, notices: list[Notice]) -> str:
    """The headline without what a wire or an exchange sets beside it."""
    hit = _AROUND_HEADLINE.fullmatch(words)
    is_named = bool(hit and hit["name"])
    if not hit or (is_named and not hit["behind"]) or not (hit["before"] or hit["behind"]):
        return words
    notices.extend(
        Notice(
            f"{excerpt(beside)} beside the headline was left out: it belongs to the wire.", part.line, left_out=beside
        )
        for beside in filter(None, (hit["before"], hit["behind"]))
    )
    return hit["headline"].strip()


def _finished(headline: str, subheadline: list[str], used: int) -> tuple[str, str, int]:
    return headline.replace("\u00a0", " "), "\n".join(subheadline).replace("\u00a0", " "), used


def _is_subheadline(blocks: list[Block], index: int) -> bool:
    """Whether a line behind the headline is a second one, when no dateline says where the text begins."""
    part = blocks[index]
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    return (
        part.is_paragraph
        and len(part.words) <= 250
        and not ends_sentence(part.words)
        and not part.words.endswith((":", ",", ";"))
        and standing.kind(part) is None
        and following is not None
        and following.is_paragraph
        and standing.kind(following) is None
    )


def is_below(above: Block, part: Block) -> bool:
    """Whether the part stands on the next line of the file."""
    return None not in (above.line, part.line) and part.line - above.line == raw(above.node).count("\n") + 1
