"""What stands before the text: correction notice, date, headline, subheadline, contacts, dateline."""

import datetime
import re
from dataclasses import dataclass, field, replace

from releases.document import Correction, Dateline, raised
from releases.readers import company, dateline, dates, headline, labels, reach, standing
from releases.readers.blocks import Block, block, ends_sentence, left, plain, plain_lines, raw, told, without
from releases.readers.reading import Notice, excerpt
from releases.vocabulary import CorrectionKind

#: The dateline stands within the first blocks, or there is none.
_REACH = 24
#: Likewise for one that names a wire, behind the highlights and tables of an earnings release.
_FAR = 80
_LABEL = re.compile(
    r"(?:(?:press|news|media) release\W+)?(?:for (?:immediate )?release|(?:press|news|media) release|news|regulated information.{0,60}|inside information.{0,60}"
    r"|(?:company|stock exchange|press) (?:announcement|release)\s*[–—-]?\s*(?:no|nr)\.?\s*[\d/. -]+|not for (?:release|distribution).{0,160}|immediate release|ad[- ]hoc (?:announcement|release|disclosure|news)\b.{0,120}"
    r"|(?:strictly |private (?:and|&) )?(?:draft|confidential|final|embargoed)(?:\W*(?:v(?:ersion)?\.?|no\.?)?\s*(?:\d[\d./_-]*|draft|final|confidential|not for (?:release|distribution)\b.{0,80}|(?:for|until) .{0,60}))*"
    r"|\(?(?:nasdaq|nyse|amex|tsxv?|lse|aim|euronext|six|asx|otcq[bx])\b[\w ]{0,20}:\s*[A-Z0-9.]{1,8}\)?)\W*",
    re.IGNORECASE,
)
_CORRECTION = re.compile(r"(?P<label>correction|correct and replace|update) notice:\s*(?P<note>.*)", re.IGNORECASE)
_CORRECTED = re.compile(
    r"(?:(?P<replace>correct(?:ing|ion)?\s+and\s+replac(?:ing|e)|replacement)|(?P<correction>correct(?:ion|ed|ing))|(?P<update>update(?:d)?))"
    r"(?:\s+release)?\s*(?:--?|[–—:]|(?<=replacing)|(?<=replace))\s*",
    re.IGNORECASE,
)
_WIRE = re.compile(
    r"(?:PR ?Newswire|Business Wire|Globe ?Newswire(?: Inc\.?)?|Marketwired?|ACCESSWIRE|ACCESS Newswire|PrimeNewswire|CNW(?: Group)?)",
    re.IGNORECASE,
)
#: What lawyers and communicators write above a draft.
_DRAFT = re.compile(
    r"(?:[A-Z&]{2,6} )?draft\b(?=\s*(?:no\.?\s*)?\d|\s*[–—:(-]|\s+(?:of|dated|as of)\b).{0,120}|(?:strictly |privileged (?:and|&) )*confidential\b(?:\s*[–—:;,/-].{0,100})?",
    re.IGNORECASE,
)
_PROVIDED = re.compile(r"news provided by\s*:?", re.IGNORECASE)


@dataclass(slots=True)
class Front:
    """The parts before the text, and the blocks that are left."""

    rest: list[Block]
    headline: str = ""
    subheadline: str = ""
    date: datetime.date | None = None
    dateline: Dateline | None = None
    correction: Correction | None = None
    contacts: list[Block] = field(default_factory=list)
    sources: list[Block] = field(default_factory=list)
    distributor: str = ""


def take(blocks: list[Block], notices: list[Notice], everything: str = "") -> Front:
    """Take the front matter off the blocks. ``everything`` is the text of the file, where a missing year is looked for."""
    at, found = _dateline(blocks)
    front = Front(rest=[])
    candidates = _without_labels(blocks[:at] if found else blocks, front, notices, is_open=not found)
    if found:
        _take_contacts(candidates, front)
    front.headline, front.subheadline, used = headline.take(
        candidates, notices, has_dateline=bool(found), is_placed=bool(front.dateline)
    )
    front.rest = candidates[used:]
    if found and not (front.date or found.date or found.day):
        _date_beside(front, candidates[:used], notices)
    if found:
        first = blocks[at]
        after = block(without(first.node, found.length), first.line)
        front.rest = [*front.rest, *([after] if after.words else []), *blocks[at + 1 :]]
        front.dateline = found.dateline
        if found.dateline.wire and not front.subheadline:
            _take_lines_behind(front, notices)
        _date(front, found, first, everything, notices)
    if not front.correction and (prefix := _CORRECTED.match(front.headline)) and prefix.end() < len(front.headline):
        kind = CorrectionKind.CORRECT_AND_REPLACE if prefix["replace"] else CorrectionKind.CORRECTION
        front.correction = Correction(kind=(CorrectionKind.UPDATE if prefix["update"] else kind).value, note="")
        notices.append(
            Notice(
                f"The headline began with “{prefix[0].strip()}”: the release was taken as a correction. Write what was changed.",
                needs_review=True,
                left_out=prefix[0].strip(),
            )
        )
        front.headline = front.headline[prefix.end() :]
    return front


def _take_lines_behind(front: Front, notices: list[Notice]) -> None:
    """Take the subheadline that old releases of Business Wire set between the dateline and the first paragraph."""
    lines: list[str] = []
    above = None
    for at, part in enumerate(front.rest[:4]):
        if part.is_paragraph and len(part.words) > 80 and company.presents(part.words):
            front.subheadline = "\n".join(lines)
            front.rest = front.rest[at:]
            return
        if not part.is_text or len(part.words) > 200 or ends_sentence(part.words) or standing.kind(part):
            return
        if part.words.endswith(":") or company.presents(part.words):
            return
        rows = plain_lines(part, notices)
        if above and headline.is_below(above, part):
            rows[0] = f"{lines.pop()} {rows[0]}"
        lines.extend(rows)
        above = part


def _date(front: Front, found: dateline.Found, first: Block, everything: str, notices: list[Notice]) -> None:
    """The date of the release from the dateline, and what is to be said about it."""
    line = first.line
    date = found.date
    if found.day and not date:
        same = front.date and (front.date.month, front.date.day) == found.day
        date = front.date if same else dates.find_year(*found.day, everything)
        if not date:
            notices.append(
                Notice("The dateline gives a day without its year; add the date of the release.", line, needs_review=True,
                       left_out=first.words[: found.length])
            )  # fmt: skip
    if blank := dateline.blank(first.words[: found.length]):
        notices.append(
            Notice(
                f"The dateline leaves the date open (“{blank}”); add it when it is known.",
                line,
                needs_review=True,
                left_out=blank,
            )
        )
    if found.edition:
        notices.append(
            Notice(
                f"“{found.edition}” behind the wire's name was left out; it names a distribution list.",
                line,
                left_out=found.edition,
            )
        )
    if found.hours:
        notices.append(
            Notice(
                f"“{found.hours}” in the dateline was left out; the embargo instant says the time.",
                line,
                left_out=found.hours,
            )
        )
    if found.tags:
        notices.append(
            Notice(
                f"“{found.tags}” behind the dateline was left out; it tags the release for social media.",
                line,
                left_out=found.tags,
            )
        )
    if front.date and date and front.date != date:
        notices.append(
            Notice(
                f"The dateline is dated {date.isoformat()} and the release {front.date.isoformat()}; the latter was kept.",
                line,
                needs_review=True,
            )
        )
    front.date = front.date or date


def _date_beside(front: Front, above: list[Block], notices: list[Notice]) -> None:
    """A date that stands among other words above the dateline, "March 10, 2026 by Gull News", where no other is printed."""
    taken = {front.headline, *front.subheadline.split("\n")}
    lines = [part for part in above if part.is_text and len(part.words) < 100 and part.words not in taken]
    for part in lines:
        if hit := dates.find(part.words):
            front.date = hit[0]
            message = f"The date was taken from the line {excerpt(part.words)} above the headline. Look at it."
            notices.append(Notice(message, part.line, needs_review=True))
            return


def _dateline(blocks: list[Block]) -> tuple[int, dateline.Found | None]:
    """Where the dateline stands. Lists, tables and long paragraphs may stand above one that names its wire and a place; any
    other one stands above the first long paragraph of the text."""
    is_above_text = True
    for index, candidate in enumerate(blocks[:_FAR]):
        characters = raw(candidate.node)
        words = characters.lstrip()
        found = dateline.find(words) if candidate.is_paragraph else None
        if found and ((is_above_text and index < _REACH) or (found.dateline.wire and found.dateline.city)):
            return index, replace(found, length=min(found.length + len(characters) - len(words), len(characters)))
        if candidate.is_text and len(candidate.words) > headline.LONGEST:
            is_above_text = False
    return 0, None


def _without_labels(blocks: list[Block], front: Front, notices: list[Notice], *, is_open: bool) -> list[Block]:
    """The blocks without dates, labels and correction notices, which have been taken; of all blocks when no dateline says
    where the text begins, only those before the text."""
    rest: list[Block] = []
    is_named = False
    for index, part in enumerate(blocks):
        if is_open and (len(rest) > 2 or not part.is_text or len(part.words) > headline.LONGEST):
            return rest + blocks[index:]
        if _PROVIDED.fullmatch(part.words) and index + 1 < len(blocks):
            # A page of PR Newswire has the name below these words.
            named = blocks[index + 1]
            front.distributor = named.words if _WIRE.fullmatch(named.words) else front.distributor
            words = told(part) if named.words == front.distributor else f"{told(part)} {told(named)}"
            notices.append(
                Notice(
                    f"{excerpt(words)} was left out: the release names its sender itself.", part.line, left_out=words
                )
            )
            is_named = True
        elif is_named:
            is_named = False
        elif not _takes_label(front, part, index, notices, is_open=is_open, is_first=not rest):
            rest.append(part)
    return rest


def _takes_label(
    front: Front, part: Block, index: int, notices: list[Notice], *, is_open: bool, is_first: bool
) -> bool:
    """Whether the block is a date, a label or a correction notice, which has then been taken."""
    if not part.is_text:
        return False
    dated = dates.read_line(part.words)
    if dated and not front.date:
        front.date = dated[0]
        if dated[1]:
            notices.append(
                Notice(
                    f"“{dated[1]}” beside the date was left out; the embargo instant says the time.",
                    part.line,
                    left_out=dated[1],
                )
            )
        if dated[2]:
            front.sources.append(block_of(dated[2], part))
        return True
    if not dated and not front.dateline and not front.date and (alone := dateline.find_line(part.words)):
        front.dateline, front.date = alone.dateline, alone.date
        return True
    if front.date and dated and dated[0] == front.date:
        notices.append(left(part, "the date stands there twice"))
        return True
    if (is_first or not is_open) and reach.is_letterhead(part.words):
        notices.append(left(part, "it belongs to the letterhead", "above the headline"))
        return True
    if _LABEL.fullmatch(part.words) or _DRAFT.fullmatch(part.words):
        notices.append(
            Notice(
                f"The label {excerpt(part.words)} was left out; the page prints its own.",
                part.line,
                left_out=told(part),
            )
        )
        return True
    if provided := standing.distributor(part):
        # A page of PR Newswire names the sender so, others the wire.
        if _WIRE.fullmatch(provided) and not front.distributor:
            front.distributor = provided
        else:
            notices.append(left(part, "the release names its sender itself"))
        return True
    if _WIRE.fullmatch(part.words) and not front.distributor:
        front.distributor = part.words
        return True
    if standing.source(part) and not front.headline:
        front.sources.append(part)
        return True
    correction = _CORRECTION.fullmatch(raised.written(part.node)) if index == 0 else None
    if correction:
        plain(part, notices)
        kind = next(kind for kind in CorrectionKind if kind.label.lower() == correction["label"].lower())
        front.correction = Correction(kind=kind.value, note=correction["note"])
    return bool(correction)


def block_of(words: str, part: Block) -> Block:
    """A paragraph of these words at the place of another block."""
    return block(type(part.node)("p", {}, [words]), part.line)


def _take_contacts(candidates: list[Block], front: Front) -> None:
    """Contacts above the headline: from their label to the last line with a telephone or an e-mail address."""
    begin = next((at for at, part in enumerate(candidates) if part.is_text and labels.begins(part.words)), None)
    reachable = [at for at, part in enumerate(candidates) if reach.is_there(part.words) and len(part.words) < 200]
    if begin is None or not reachable or reachable[-1] < begin:
        return
    if all(part.is_text for part in candidates[begin : reachable[-1] + 1]):
        front.contacts = candidates[begin : reachable[-1] + 1]
        del candidates[begin : reachable[-1] + 1]
