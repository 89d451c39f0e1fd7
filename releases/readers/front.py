"""What stands before the text: correction notice, date, headline, subheadline, dateline."""

import datetime
import re
from dataclasses import dataclass

from releases.document import Correction, Dateline
from releases.readers import dateline, dates, standing
from releases.readers.blocks import Block, block, ends_sentence, plain, plain_lines, raw, without
from releases.readers.reading import Notice, excerpt
from releases.vocabulary import CorrectionKind

#: The dateline stands within the first blocks, or there is none.
_REACH = 14
_LONGEST_HEADLINE = 400
_LABEL = re.compile(r"(?:for immediate release|(?:press|news|media) release)\W*", re.IGNORECASE)
_CORRECTION = re.compile(r"(?P<label>correction|correct and replace|update) notice:\s*(?P<note>.*)", re.IGNORECASE)


@dataclass(slots=True)
class Front:
    """The parts before the text, and the blocks that are left."""

    rest: list[Block]
    headline: str = ""
    subheadline: str = ""
    date: datetime.date | None = None
    dateline: Dateline | None = None
    correction: Correction | None = None


def take(blocks: list[Block], notices: list[Notice]) -> Front:
    """Take the front matter off the blocks."""
    at, found = _dateline(blocks)
    front = Front(rest=[])
    subheadline: list[str] = []
    end = at if found else len(blocks)
    for index, block_ in enumerate(blocks[:end]):
        if not block_.is_text or len(block_.words) > _LONGEST_HEADLINE:
            bullets = block_.node.tag == "ul" and not any(block_.node.find("ol"))
            if not (found and front.headline and bullets):
                end = index
                break
            subheadline.extend(plain_lines(block_, notices))
        elif _takes_label(front, block_, index, notices):
            continue
        elif not front.headline:
            front.headline = plain(block_, notices)
        elif found or (not subheadline and _is_subheadline(blocks, index)):
            subheadline.extend(plain_lines(block_, notices))
        else:
            end = index
            break
    front.subheadline = "\n".join(subheadline)
    front.rest = blocks[end:]
    if found:
        first = blocks[at]
        after = block(without(first.node, found.length), first.line)
        front.rest = [*blocks[end:at], *([after] if after.words else []), *blocks[at + 1 :]]
        front.dateline = found.dateline
        if front.date and found.date and front.date != found.date:
            notices.append(
                Notice(
                    f"The dateline is dated {found.date.isoformat()} and the release {front.date.isoformat()}; the latter was kept.",
                    first.line,
                    needs_review=True,
                )
            )
        front.date = front.date or found.date
    return front


def _dateline(blocks: list[Block]) -> tuple[int, dateline.Found | None]:
    for index, candidate in enumerate(blocks[:_REACH]):
        if candidate.is_paragraph and (found := dateline.find(raw(candidate.node).lstrip())):
            missing = len(raw(candidate.node)) - len(raw(candidate.node).lstrip())
            return index, dateline.Found(found.dateline, found.date, found.length + missing)
        if len(candidate.words) > _LONGEST_HEADLINE:
            break
    return 0, None


def _takes_label(front: Front, block_: Block, index: int, notices: list[Notice]) -> bool:
    """Whether the block is a date, a label or a correction notice, which has then been taken."""
    dated = dates.read_line(block_.words)
    if dated and not front.date:
        front.date = dated[0]
        if dated[1]:
            notices.append(
                Notice(f"The time “{dated[1]}” beside the date was left out; the embargo instant says it.", block_.line)
            )
        return True
    if _LABEL.fullmatch(block_.words):
        notices.append(Notice(f"The label {excerpt(block_.words)} was left out; the page prints its own.", block_.line))
        return True
    correction = _CORRECTION.fullmatch(block_.words) if index == 0 else None
    if correction:
        plain(block_, notices)
        kind = next(kind for kind in CorrectionKind if kind.label.lower() == correction["label"].lower())
        front.correction = Correction(kind=kind.value, note=correction["note"])
    return bool(correction)


def _is_subheadline(blocks: list[Block], index: int) -> bool:
    """Whether a line behind the headline is a second one, when no dateline says where the text begins."""
    block_ = blocks[index]
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    return (
        block_.is_paragraph
        and len(block_.words) <= 250
        and not ends_sentence(block_.words)
        and not block_.words.endswith((":", ",", ";"))
        and standing.kind(block_) is None
        and following is not None
        and following.is_paragraph
        and standing.kind(following) is None
    )
