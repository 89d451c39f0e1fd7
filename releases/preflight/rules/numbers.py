"""Counts and their percentages: A1 to A4 and A18."""

from collections.abc import Iterator

from releases import text
from releases.preflight import grammar, shares
from releases.preflight.catalogue import rule
from releases.preflight.cohorts import Cohorts
from releases.preflight.context import Context
from releases.preflight.finding import Hit, Level
from releases.preflight.shares import Share
from releases.preflight.view import View

#: More counts that would fit are told by the first and the last.
_MOST_COUNTS = 50
#: Groups of which a percentage may be the share instead, the largest first.
_MOST_GROUPS = 50
_GRIM = "Brown and Heathers 2017, the GRIM test"


def _shares(view: View) -> Iterator[Share]:
    return (share for share in view.once(shares.read) if not share.is_hedged)


@rule("A1", Level.BLOCK, "A percentage beside “K of N” is K/N.", source="arithmetic")
def explicit(view: View, context: Context) -> Iterator[Hit]:
    for share in _shares(view):
        if share.is_explicit and 0 <= share.count <= share.size and share.size:
            yield from _wrong(share)


@rule("A2", Level.BLOCK, "A percentage beside a count is that share of the group named before.", source="arithmetic")
def in_cohort(view: View, context: Context) -> Iterator[Hit]:
    for share in _shares(view):
        if share.count is not None and not share.is_explicit and share.size and share.count <= share.size:
            yield from _wrong(share)


def _wrong(share: Share) -> Iterator[Hit]:
    k, n, printed = share.count, share.size, share.percent
    if grammar.is_right(k, n, printed):
        return
    exact = grammar.share(k, n, printed.decimals + 1)
    right = grammar.rounded(k, n, printed.decimals)
    others = grammar.right_counts(n, printed)
    if others:
        fitting = (
            text.series(str(other) for other in others)
            if len(others) <= _MOST_COUNTS
            else f"{others[0]:,} to {others[-1]:,}"
        )
        tail = f"{printed.value}% would be right for {fitting} of {n}."
    else:
        tail = f"No count of {n} gives {printed.value}%."
    yield share.passage.hit(
        share.start,
        share.end,
        f"{k} of {n} is {right}%, not {printed.value}%. {tail} Correct the percentage, the count or the group.",
        evidence=exact,
        suggestion=share.quote.replace(share.passage.text[share.percent.start : share.percent.end], f"{right}%"),
    )


@rule("A3", Level.QUERY, "A percentage of a small group is one that some count of the group gives.", source=_GRIM)
def attainable(view: View, context: Context) -> Iterator[Hit]:
    for share in _shares(view):
        n, printed = share.size, share.percent
        if share.count is not None or not n or share.is_measured or n >= 10 ** (printed.decimals + 2):
            continue
        if grammar.right_counts(n, printed):
            continue
        below = int(printed.value * n / 100)
        evidence = "; ".join(grammar.share(k, n, printed.decimals + 1) for k in (below, below + 1) if k <= n)
        elsewhere = [
            (other, right_counts)
            for other in view.once(Cohorts).sizes[:_MOST_GROUPS]
            if other != n and (right_counts := grammar.right_counts(other, printed))
        ]
        places = text.series(
            f"N = {other} ({grammar.share(right_counts[0], other)})" for other, right_counts in elsewhere
        )
        elsewhere_words = f" It would be right for {places}: is it a share of another group?" if places else ""
        yield share.passage.hit(
            printed.start,
            printed.end,
            f"No count of {n} gives {printed.value}%.{elsewhere_words} Correct it, or name the group it is of.",
            evidence=evidence,
            suggestion=f"{grammar.rounded(below, n, printed.decimals)}% or {grammar.rounded(min(below + 1, n), n, printed.decimals)}%",
        )


@rule("A4", Level.BLOCK, "A count is not larger than its group.", source="arithmetic")
def larger(view: View, context: Context) -> Iterator[Hit]:
    for share in _shares(view):
        if share.count is not None and share.size is not None and share.count > share.size:
            yield share.passage.hit(
                share.start,
                share.end,
                f"{share.count} is more than the {share.size} it is counted of. Correct one of them.",
                evidence=f"{share.count} > {share.size}",
            )


@rule(
    "A18",
    Level.NOTE,
    "Groups of fewer than ten are reported by counts.",
    source="CONSORT 2010, explanation of item 17b",
)
def few(view: View, context: Context) -> Iterator[Hit]:
    for share in _shares(view):
        if (
            share.size is not None
            and share.size < 10
            and not share.is_measured
            and (share.count is not None or share.size)
        ):
            yield share.passage.hit(
                share.start,
                share.end,
                f"A percentage of {share.size} sounds more exact than it is. Print counts for so few.",
                evidence=f"N = {share.size}",
                suggestion="" if share.count is None else f"{share.count} of {share.size}",
            )
