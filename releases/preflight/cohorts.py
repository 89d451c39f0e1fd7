"""Which group of patients a count or percentage is about.

A cohort is opened by "Among the 23 patients", "a total of 44 patients", "a 44-patient trial" or "44 patients were enrolled"; it
holds until the next opener or the end of the paragraph or item. What introduces a list holds in its items until they open their
own. "of whom" and "including the 5 …" open one inside, to the end of the sentence and of the clause.
"""

import bisect
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from releases.preflight.grammar import COUNT, PERCENT, PERSONS, count
from releases.preflight.passage import Passage
from releases.preflight.view import View

_STOP = (
    r"(?!(?:months?|weeks?|years?|days?|hours?|mg|percent|of|cent(?:er|re)s?|sites?|countries|trials?|studies|doses?|cycles?"
    r"|arms?|and|or|in|to|with|who|were|was|had|have|million|billion|points?)\b)"
)
_BEFORE_N = r"(?:(?:the|all|these|those|our|first|other|remaining|additional|initial|a|total|of)\s+){0,4}"
_GROUP = rf"(?P<n>{COUNT})(?:\s+{_STOP}[A-Za-z][\w'’®/+‑-]{{0,30}},?){{0,6}}?\s+{PERSONS}\b"
_OPENERS = re.compile(
    rf"\b(?:Among|Of|In|For|From|Across|Within|among)\s+{_BEFORE_N}{_GROUP}"
    rf"|\b(?:of|in|for|from|across|within)\s+(?:the|all|these|those)\s+{_GROUP.replace('<n>', '<n2>')}"
    rf"|\b(?i:total\s+of)\s+{_GROUP.replace('<n>', '<n3>')}"
    rf"|(?P<n4>{COUNT})[‑-](?:patient|subject|participant)\b"
    rf"|{_GROUP.replace('<n>', '<n5>')}\s+(?:were|was|have\s+been|had\s+been)\s+"
    r"(?:enrolled|randomi[sz]ed|treated|dosed|evaluable|included|assessed|analy[sz]ed|accrued|recruited)\b"
)
_INNER = re.compile(
    rf"\b(?i:of|among)\s+(?:whom|which|them|(?:these|those)\b(?!\s+{COUNT}))\b|\bincluding\s+(?:the\s+)?{_GROUP}"
)
#: "10 of the 23 patients" and "31% of these 39 patients" name their group for themselves.
_OWN = re.compile(rf"(?:{COUNT}|{PERCENT})(?:\s+{PERSONS})?\s+(?:out\s+)?\Z")
#: "15 (63%) of whom were women" is a share of the group before, too.
_COUNTED_OF = re.compile(rf"{COUNT}\s*[(\[]{PERCENT}[)\]]\s+\Z")
#: "in 10 patients (44%)" counts, it opens nothing.
_COUNTED = re.compile(rf"[^.;,()]{{0,20}}[(\[]\s*{PERCENT}")
_COUNT = re.compile(COUNT)
#: Without one of these a passage names no group; a cheap question before the dear ones.
_NAMED = re.compile(PERSONS + r"|\bof whom|\bof which|\b[oO]f th[eo]")
_CLAUSE_END = re.compile(r"[,;:)—]|$")


@dataclass(frozen=True, slots=True)
class Cohort:
    """A group of ``size``, valid from ``start`` to ``end`` of the passage. ``size`` is None where the text leaves it open.

    ``opened`` is where the words that name it end; 0 in the items of a list that another passage introduces.
    """

    size: int | None
    start: int
    end: int
    opened: int
    is_inner: bool = False


class Cohorts:
    """The cohorts of a document."""

    def __init__(self, view: View):
        self._by_field: dict[str, list[Cohort]] = {}
        self._starts_by_field: dict[str, list[int]] = {}
        self._outward: dict[str, list[int]] = {}  # of each cohort, the next one before it that holds longer, or -1
        inherited: dict[int, Cohort] = {}  # by depth of the items
        for passage in view.prose:
            base = inherited.get(passage.item.depth) if passage.item else None
            found = _read(passage, base)
            self._by_field[passage.field] = found
            self._starts_by_field[passage.field] = [cohort.start for cohort in found]
            self._outward[passage.field] = _outward(found)
            depth = passage.item.depth if passage.item else 0
            inherited = {deep: cohort for deep, cohort in inherited.items() if deep <= depth and passage.item}
            outer = [cohort for cohort in found if not cohort.is_inner]
            if outer and (passage.item or passage.text.rstrip().endswith(":")):
                inherited[depth + 1] = outer[0 if passage.item else -1]

    def of(self, passage: Passage) -> list[Cohort]:
        """Those of a passage, in order; inner ones behind the one they stand in."""
        return self._by_field.get(passage.field, [])

    def at(self, passage: Passage, offset: int) -> Cohort | None:
        """The cohort at this character, the innermost where they nest."""
        found = self.of(passage)
        index = bisect.bisect_right(self._starts(passage), offset) - 1
        while index >= 0:
            cohort = found[index]
            if offset < cohort.end:
                return cohort
            if not cohort.is_inner:
                return None  # outer cohorts follow each other
            index = self._outward[passage.field][index]
        return None

    def opens_between(self, passage: Passage, start: int, end: int) -> bool:
        """Whether a cohort opens behind ``start`` and before ``end``."""
        starts = self._starts(passage)
        index = bisect.bisect_right(starts, start)
        return index < len(starts) and starts[index] < end

    def _starts(self, passage: Passage) -> list[int]:
        return self._starts_by_field.get(passage.field, [])

    @functools.cached_property
    def sizes(self) -> list[int]:
        """Every size that the document names, the largest first."""
        return sorted(
            {cohort.size for found in self._by_field.values() for cohort in found if cohort.size}, reverse=True
        )


def _outward(found: list[Cohort]) -> list[int]:
    """Of each cohort the nearest before it that is an outer one or ends later: what ended with it need not be asked."""
    result: list[int] = []
    for cohort in found:
        before = len(result) - 1
        while before >= 0 and found[before].is_inner and found[before].end <= cohort.end:
            before = result[before]
        result.append(before)
    return result


def _read(passage: Passage, base: Cohort | None) -> list[Cohort]:
    words = passage.text
    if not _NAMED.search(words):
        return [Cohort(base.size, 0, len(words), 0)] if base else []
    opened = [Cohort(base.size, 0, len(words), 0)] if base else []
    for size, start, end in _openers(passage):
        if opened:
            last = opened[-1]
            opened[-1] = Cohort(last.size, last.start, start, last.opened)
        opened.append(Cohort(size, start, len(words), end))
    return sorted([*opened, *_inner(passage)], key=lambda cohort: (cohort.start, cohort.is_inner))


def _openers(passage: Passage) -> Iterator[tuple[int, int, int]]:
    words = passage.text
    spans = dict.fromkeys(passage.sentence_at(start) for start in passage.starts(_NAMED))
    for match in (match for span in spans for match in _OPENERS.finditer(words, span.start, span.end)):
        if _OWN.search(words, max(0, match.start() - 40), match.start()) or _COUNTED.match(words, match.end()):
            continue
        size = next(group for group in match.groups() if group)
        if _is_year(size):
            continue
        yield count(size), match.start(), match.end()


def _inner(passage: Passage) -> Iterator[Cohort]:
    for match in _INNER.finditer(passage.text):
        sentence = passage.around(match.start(), match.end())
        if match["n"]:
            ends = passage.starts(_CLAUSE_END)
            end = ends[bisect.bisect_left(ends, match.end())]
            yield Cohort(count(match["n"]), match.start(), end, match.end(), is_inner=True)
            continue
        if _OWN.search(passage.text, max(0, match.start() - 40), match.start()):
            continue  # "12 of whom were women"
        if _COUNTED_OF.search(passage.text, max(0, match.start() - 40), match.start()):
            continue
        following = passage.text[match.end() : match.end() + 12]
        if re.match(rf"\s+(?:{PERSONS})\b", following) and match.start() > sentence.start:
            continue  # "10 (44%) of these patients"
        counts = passage.starts(_COUNT)
        before = bisect.bisect_left(counts, match.start()) - 1
        size = None
        if before >= 0 and counts[before] >= match.start() - 200:
            named = _COUNT.match(passage.text, counts[before])[0]
            size = None if _is_year(named) else count(named)
        yield Cohort(size, match.start(), sentence.end, match.end(), is_inner=True)


def _is_year(words: str) -> bool:
    return words.isdigit() and 1900 <= int(words) <= 2100
