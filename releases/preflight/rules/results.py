"""The prose against the block of results: A15."""

import re
from collections.abc import Iterator

from releases.document import ResultRow, Results
from releases.preflight import grammar, shares
from releases.preflight.catalogue import rule
from releases.preflight.cohorts import Cohorts
from releases.preflight.context import Context
from releases.preflight.finding import Hit, Level
from releases.preflight.grammar import PERSONS
from releases.preflight.shares import Share
from releases.preflight.view import View

#: How far from its number a category is looked for.
_REACH = 90


@rule("A15", Level.BLOCK, "The text says what the block of results says.", source="CONSORT 2010, item 17a")
def results(view: View, context: Context) -> Iterator[Hit]:
    if view.document.results:
        yield from _populations(view)
        yield from _rows(view)


def _populations(view: View) -> Iterator[Hit]:
    """A population named in the text with another size than the block's."""
    cohorts = view.once(Cohorts)
    for block in view.document.results:
        name = re.sub(rf"(?i)\b(?:all|the|{PERSONS})\b", " ", block.population)
        words = re.findall(r"[\w/+-]{2,40}", name)
        if not words:
            continue
        pattern = re.compile(r"(?i)\b" + r"[\s-]+".join(map(re.escape, words)) + r"\b")
        for passage in view.prose:
            for cohort in cohorts.of(passage):
                named = pattern.search(passage.text, cohort.start, cohort.opened)
                if not cohort.opened or not named or cohort.size in (None, block.size) or cohort.is_inner:
                    continue
                yield passage.hit(
                    cohort.start,
                    cohort.opened,
                    f"The results give {block.size} for “{block.population}”, and the text {cohort.size}. Correct one of them.",
                    evidence=f"N = {block.size} in the results, {cohort.size} in the text",
                )


def _rows(view: View) -> Iterator[Hit]:
    found = [share for share in view.once(shares.read) if not share.is_hedged]
    for before, share, after in zip([None, *found], found, [*found[1:], None], strict=False):
        for block in view.document.results:
            if share.size != block.size or not block.size:
                continue
            row = _row_of(block, share, before, after)
            if row is None:
                continue
            is_right = grammar.is_right(row.count, block.size, share.percent)
            if is_right and share.count in (None, row.count):
                continue
            printed = f"{row.count} ({block.percentage(row)}%)"
            yield share.passage.hit(
                share.start,
                share.end,
                f"The results have {printed} for “{row.category}”, and the text {share.quote}. Correct one of them.",
                evidence=f"{grammar.share(row.count, block.size)} in the results",
                suggestion=printed if share.count is not None else f"{block.percentage(row)}%",
            )


def _row_of(block: Results, share: Share, before: Share | None, after: Share | None) -> ResultRow | None:
    """The row that the share is about: the one whose category stands behind it, or before it where none stands behind."""
    passage = share.passage
    sentence = passage.sentence_at(share.start)
    end = min(sentence.end, share.end + _REACH)
    if after and after.passage is passage:
        end = min(end, after.start)
    start = max(sentence.start, share.start - _REACH)
    if before and before.passage is passage:
        start = max(start, before.end)
    for words in (passage.text[share.end : end], passage.text[start : share.start]):
        spans = [
            (match.start(), -match.end(), index)
            for index, row in enumerate(block.rows)
            for name in _names(row.category)
            for match in [re.search(rf"(?<!\w){re.escape(name)}s?(?!\w)", words, re.IGNORECASE)]
            if match
        ]
        rows, reached = set(), 0
        for _, minus_end, index in sorted(spans):
            # "partial response" inside "very good partial response" is not meant.
            if -minus_end > reached:
                rows.add(index)
                reached = -minus_end
        if len(rows) == 1:
            row = block.rows[rows.pop()]
            return None if _goes_on(words, row) else row
        if rows:
            return None
    return None


def _names(category: str) -> list[str]:
    """A category's names: "Stable disease (SD)" is "Stable disease" and "SD"."""
    outer = re.sub(r"\s*\([^()]{1,20}\)", "", category).strip()
    return [name for name in (outer, *re.findall(r"\(([^()]{1,20})\)", category), category) if len(name) > 1]


def _goes_on(words: str, row: ResultRow) -> bool:
    """Whether the text means more than the row: "partial response or better" where the row is "Partial response"."""
    return bool(re.search(r"(?i)\bor\s+(?:better|greater|worse)\b", words)) and " or " not in row.category
