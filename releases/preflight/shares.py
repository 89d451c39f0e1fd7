"""Every percentage of the prose with the count and the group it is printed with, read once for all rules about numbers."""

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass

from releases.preflight.cohorts import Cohort, Cohorts
from releases.preflight.grammar import COUNT, PERCENT, PERSONS, Percent, count, percent, percents
from releases.preflight.passage import Passage, Span
from releases.preflight.view import View

_THE = r"(?:(?:the|these|those|all|our|first|other)\s+){0,2}"
_WHO = rf"(?:\s+(?:[A-Za-z][\w'’/+‑-]{{0,30}}\s+){{0,5}}?{PERSONS})?"
#: What may stand between "10 of 23 patients" and its percentage: no other number, no end of a sentence.
_GAP = r"[^()\[\]\d%.;:]{0,80}?"
_K_OF_N = rf"(?P<k>{COUNT}){_WHO}\s+(?:out\s+)?of\s+{_THE}(?P<n>{COUNT})"
_K_SLASH_N = r"(?<![\w./,$–-])(?P<k>\d{1,6})\s?/\s?(?P<n>\d{1,6})(?![\w/]|[.,]\d)"
_EXPLICIT = [
    re.compile(pattern)
    for fraction in (_K_OF_N, _K_SLASH_N)
    for pattern in (
        rf"{fraction}{_GAP}[(\[,;]\s*(?:or\s+|i\.e\.,?\s+)?(?P<p>{PERCENT})",
        rf"{fraction}{_WHO}\s+(?:or|=)\s+(?P<p>{PERCENT})",
        rf"(?P<p>{PERCENT}){_GAP}[(\[,;]\s*(?:[nN]\s*=\s*)?{fraction}",
    )
]
_EXPLICIT.append(
    re.compile(
        rf"(?P<k>{COUNT})\s*[(\[](?P<p>{PERCENT})[)\]]\s+of\s+{_THE}(?P<n>{COUNT})(?={_WHO}\s)(?!\s+(?:months|weeks|years|days|sites)\b)"
    )
)
_COUNTED = [
    re.compile(
        rf"(?P<k>{COUNT})(?:\s+(?:[A-Za-z][\w'’‑-]{{0,20}}\s+){{0,2}}?{PERSONS})?\s*[(\[]\s*(?P<p>{PERCENT})(?=\s*[)\];,])"
    ),
    re.compile(rf"[(\[]\s*(?:[nN]\s*=\s*)?(?P<k>{COUNT})\s*[;,]\s*(?P<p>{PERCENT})(?=\s*[)\]])"),
    re.compile(rf"(?P<p>{PERCENT})\s*[(\[]\s*(?P<k>{COUNT})\s+{PERSONS}\s*[)\]]"),
]
#: "31% of these 39 patients"; "48% among the 23 patients with …".
_DIRECT = re.compile(
    rf"(?P<p>{PERCENT})\s+(?:of|in|among|for)\s+{_THE}(?P<n>{COUNT})(?:\s+[A-Za-z][\w'’‑-]{{0,30}}){{0,5}}?\s+{PERSONS}\b"
)
#: Words after which a number is a label.
_LABEL = re.compile(
    r"(?i)\b(?:grades?|phase|cohorts?|arms?|cycles?|days?|weeks?|months?|years?|parts?|figures?|tables?|types?|stages?|levels?|groups?"
    r"|abstract|poster|no\.?|number|aged?|scores?|class|lines?|visit|quarter|page|room|note|version|ECOG|step|dose|interleukin)\s+"
    r"(?:[<>≥≤]\s*|I{1,3}V?\s*(?:or|and|[-–/])\s*|\d\s*(?:or|and|to|[-–/])\s*)?\Z|[-–/<>≥≤]\s?\Z"
)
_HEDGED = re.compile(
    r"(?i)(?:[<>≥≤~≈±]|\b(?:more|less|greater|fewer|higher|lower|better|larger|smaller|rather)\s+than|\bat\s+(?:least|most)|\bup\s+to"
    r"|\b(?:about|approximately|approx\.|nearly|almost|around|roughly|over|under|exceed(?:s|ed|ing)?|above|below|some|estimated|between"
    r"|within|circa|minimum\s+of|maximum\s+of|just|only\s+about|as\s+(?:much|many|high|low)\s+as)"
    r"|\b(?:to|and|or)\s+\d{1,4}(?:\.\d{1,4})?\s?%?\s?(?:to|and|or)|\d%?\s?(?:[-–‑]|to|and)|\b(?:target|threshold)\s+of)\s*\(?\Z"
)
_NOT_A_SHARE = re.compile(
    r"(?i)\s*(?:(?:[-–‑]|to)\s?\d|[-–‑]?\s*(?:CI|CrI|confidence|credible|two-sided|one-sided|power|interval)\b|or\s+(?:more|greater|less|higher"
    r"|lower|better|fewer|above)\b|and\s+\d{1,4}(?:\.\d)?\s?%\s+CI)"
)
#: What is measured and not counted.
_MEASURED = re.compile(
    r"(?i)\b(?:kaplan|estimat\w{0,8}|probabilit\w{0,4}|median|mean|average\w?|intensity|prices?|priced|shares?|stock|royalt\w{0,4}|revenues?|margin"
    r"|reduc\w{0,6}|increas\w{0,5}|decreas\w{0,5}|improve\w{0,6}|declin\w{0,4}|chang\w{0,4}|survival|PFS|OS|DFS|EFS|hazard|risk|landmark"
    r"|model\w{0,4}|project\w{0,4}|expect\w{0,5}|simulat\w{0,5}|cells?|occupancy|inhibit\w{0,5}|higher|lower|concentration|exposure"
    r"|bioavailability|purity|power\w{0,3}|confidence|interest|stake|discount|premium|\w{1,9}[‑-](?:month|year|week|day)s?)\b"
)
#: Groups side by side: which one a percentage belongs to can't be told for certain.
_COMPARED = re.compile(
    r"(?i)\b(?:arms?|versus|vs|compared|placebo|control|groups?|respectively|each|cohorts?|either)\b|\b[nN]\s?=\s?\d"
)
_OF_WHOM = re.compile(rf"\s*of\s+(?!(?:(?:all|the|these|those|treated|enrolled)\s+){{0,2}}{PERSONS}\b)")


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage, with what is printed beside it. The span holds count and percentage where both are printed."""

    passage: Passage
    start: int
    end: int
    percent: Percent
    count: int | None
    size: int | None  # of the group, where the text names it; None where nothing names it for certain
    is_explicit: bool = False  # the group stands beside the count: "10 of 23"
    cohort: Cohort | None = None
    is_hedged: bool = False  # "about", ">", a confidence level, an end of a range: not a share to be checked
    is_measured: bool = False  # an estimate, a mean, a change: no count gives it

    @property
    def quote(self) -> str:
        return self.passage.text[self.start : self.end]


def read(view: View) -> tuple[Share, ...]:
    """All shares of headline, subheadline and body. For ``view.once``."""
    cohorts = view.once(Cohorts)
    return tuple(share for passage in view.prose if passage.kind != "tr" for share in _in_passage(passage, cohorts))


def _in_passage(passage: Passage, cohorts: Cohorts) -> Iterator[Share]:
    words = passage.text
    if "%" not in words and "cent" not in words:
        return
    taken: set[int] = set()  # where percentages begin that have been read
    found: list[Share] = []
    printed = list(percents(words))
    spans = _sentences(passage, printed)
    for pattern in _EXPLICIT:
        for match in _each(pattern, words, spans):
            if match.start("p") in taken or _is_label(words, match.start("k")):
                continue
            taken.add(match.start("p"))
            found.append(_share(passage, match, count(match["k"]), count(match["n"]), True, None))
    for pattern in _COUNTED:
        for match in _each(pattern, words, spans):
            if match.start("p") in taken or _is_label(words, match.start("k")):
                continue
            taken.add(match.start("p"))
            cohort = cohorts.at(passage, match.start("k"))
            size = None if cohort is None or _is_unsure(passage, cohort, match) else cohort.size
            found.append(_share(passage, match, count(match["k"]), size, False, cohort))
    for match in _each(_DIRECT, words, spans):
        if match.start("p") not in taken:
            taken.add(match.start("p"))
            found.append(_share(passage, match, None, count(match["n"]), False, None))
    found += [_bare(passage, each, cohorts) for each in printed if each.start not in taken]
    yield from sorted(found, key=lambda share: share.start)


def _sentences(passage: Passage, printed: list[Percent]) -> list[Span]:
    """The sentences with percentages in them."""
    return list(dict.fromkeys(passage.sentence_at(each.start) for each in printed))


def _each(pattern: re.Pattern, words: str, spans: list[Span]) -> Iterator[re.Match]:
    for span in spans:
        yield from pattern.finditer(words, span.start, span.end)


def _share(passage, match: re.Match, k: int | None, n: int | None, is_explicit: bool, cohort: Cohort | None) -> Share:
    printed = percent(match["p"], match.start("p"))
    end = match.end()
    if end < len(passage.text) and passage.text[end] in ")]" and match[0].count("(") + match[0].count("[") == 1:
        end += 1
    return Share(
        passage,
        match.start(),
        end,
        printed,
        k,
        n,
        is_explicit,
        cohort,
        is_hedged=_is_hedged(passage.text, printed),
        is_measured=not is_explicit and k is None and _is_measured(passage, printed),
    )


def _bare(passage: Passage, printed: Percent, cohorts: Cohorts) -> Share:
    cohort = cohorts.at(passage, printed.start)
    size = cohort.size if cohort else None
    sentence = passage.around(printed.start, printed.end)
    if cohort and (
        _is_compared(passage, cohort, printed.start)
        or _OF_WHOM.match(passage.text, printed.end)
        or cohorts.opens_between(passage, printed.end, sentence.end)
    ):
        size = None
    return Share(
        passage,
        printed.start,
        printed.end,
        printed,
        None,
        size,
        cohort=cohort,
        is_hedged=_is_hedged(passage.text, printed),
        is_measured=_is_measured(passage, printed),
    )


def _is_label(words: str, at: int) -> bool:
    return bool(_LABEL.search(words, max(0, at - 30), at))


def _is_hedged(words: str, printed: Percent) -> bool:
    before = words[max(0, printed.start - 30) : printed.start]
    return bool(_HEDGED.search(before) or _NOT_A_SHARE.match(words, printed.end)) or printed.value > 100


def _is_unsure(passage: Passage, cohort: Cohort, match: re.Match) -> bool:
    """Whether a count with its percentage may be of a smaller group: "including two (67%)", "two (67%) of those"."""
    words = passage.text
    return bool(
        _is_compared(passage, cohort, match.start())
        or _OF_WHOM.match(words, match.end() + 1)
        or words[max(0, match.start() - 11) : match.start()].lower().endswith("including ")
    )


def _is_compared(passage: Passage, cohort: Cohort, start: int) -> bool:
    """Whether groups are compared, or another number of patients named, in the sentence of a share."""
    sentence = passage.around(start, start)
    begin = max(sentence.start, cohort.opened)
    # What belongs to the words that open the cohort ends at the first comma: "Among the 23 patients in the control arm, …".
    if cohort.opened > sentence.start:
        comma = passage.text.find(",", cohort.opened, start)
        begin = comma if comma >= 0 else begin
    return passage.holds(_COMPARED, min(begin, start), sentence.end)


def _is_measured(passage: Passage, printed: Percent) -> bool:
    """Whether the words around a percentage that belong to it, to the next semicolon, dash, bracket or ", and", say that
    something was measured."""
    sentence = passage.around(printed.start, printed.end)
    borders = passage.starts(_BORDER)
    index = bisect.bisect_left(borders, printed.start)
    start = max(sentence.start, borders[index - 1] if index else 0)
    index = bisect.bisect_left(borders, printed.end)
    end = min(sentence.end, borders[index] if index < len(borders) else sentence.end)
    return passage.holds(_MEASURED, start, end)


#: A bracket ends a clause where it closes and where it opens, but for the one that a percentage stands in.
_BORDER = re.compile(r";|—|\s–\s|:|,\s(?:and|while|whereas|but|with)\s|(?<=[^\s%\d)])\)|\((?=[^()%]{1,60}\))")
