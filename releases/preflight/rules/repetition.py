"""Words that an earlier release had already: recycled templates and headlines."""

import functools
import re
from collections.abc import Iterator

from releases.preflight import occasion
from releases.preflight.catalogue import rule
from releases.preflight.context import Context
from releases.preflight.finding import Hit, Level, Place, normalised
from releases.preflight.passage import Part
from releases.preflight.view import View

_RUN = 30
_LONGEST_HEADLINE = 120
_DATED = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.) \d{1,2}\b|\b(?:first|second|third|fourth) quarter\b|\bQ[1-4] (?:of )?\d{4}\b|\bfiscal (?:year )?\d{4}\b",
    re.IGNORECASE,
)


@rule(
    "C18",
    Level.QUERY,
    "A dated paragraph is written anew.",
    source="Business Wire, most common press release errors: last quarter's template",
)
def recycled(view: View, context: Context) -> Iterator[Hit]:
    runs = set().union(*(_known_runs(paragraph) for release in context.older for paragraph in release.paragraphs))
    if not runs:
        return
    for passage in view.of(Part.BODY):
        if not _DATED.search(passage.text):
            continue
        words = list(re.finditer(r"\S+", passage.text))
        for index, run in enumerate(_runs(passage.text)):
            if hash(run) in runs:
                start, end = words[index].start(), words[index + _RUN - 1].end()
                yield passage.hit(
                    start,
                    end,
                    "These words stood in an earlier release just so, beside a date. See whether they hold now.",
                    evidence=f"{_RUN} words identical",
                )
                break


def _runs(paragraph: str) -> list[tuple[str, ...]]:
    words = normalised(paragraph).split()
    return [tuple(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1)]


@functools.lru_cache(maxsize=8192)
def _known_runs(paragraph: str) -> frozenset[int]:
    """What stands for the runs of a paragraph that is asked about again and again: the desk looks while somebody types."""
    return frozenset(map(hash, _runs(paragraph)))


@rule(
    "C20",
    Level.NOTE,
    "The headline is short, its own, and without a full stop.",
    source="Google Search Central on titles; wire practice",
)
def headline(view: View, context: Context) -> Iterator[Hit]:
    words = view.document.headline.strip()
    if not words:
        return

    def hit(message: str, evidence: str, suggestion: str = "") -> Hit:
        return Hit(
            place=Place("headline", 0, len(view.document.headline)),
            quote=words,
            message=message,
            evidence=evidence,
            suggestion=suggestion,
        )

    if len(words) > _LONGEST_HEADLINE:
        yield hit(
            "Mail programs and search engines cut a headline this long. Shorten it.",
            f"{len(words)} characters, at most {_LONGEST_HEADLINE}",
        )
    if re.search(r"(?<!\bInc)(?<!\bCorp)(?<!\bLtd)(?<!\bCo)(?<!U\.S)(?<!\.\.)\.\Z", words):
        yield hit("A headline ends without a full stop.", "ends with a full stop", words[:-1])
    day = occasion.day(view, context)
    for older in context.older:
        if normalised(older.headline) == normalised(words):
            when = f" of {older.date}" if older.date and older.date != day else ""
            yield hit(f"An earlier release{when} has this headline. Make it tell the two apart.", "the same headline")
            break
