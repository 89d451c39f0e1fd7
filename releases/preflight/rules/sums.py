"""Parts and wholes: A5 to A8."""

import re
from collections.abc import Iterator
from itertools import combinations

from releases.preflight import grammar, shares
from releases.preflight.catalogue import rule
from releases.preflight.cohorts import Cohort, Cohorts
from releases.preflight.context import Context
from releases.preflight.finding import Hit, Level
from releases.preflight.grammar import COUNT, PERCENT, PERSONS, count, percent
from releases.preflight.passage import Passage
from releases.preflight.view import View

_VERB = (
    r"(?:had|have|has|achieved|experienced|responded|showed|remained|discontinued|completed|attained|reached|were|was|received|died"
    r"|withdrew|progressed|improved|did|demonstrated|maintained|stopped|stayed|left)\b"
)
#: A count of patients: its percentage or what they did stands behind it.
_COUNTED = re.compile(
    rf"(?P<k>{COUNT})(?=\s*[(\[]\s*{PERCENT}|(?:\s+of\s+(?:them|these|those))?(?:\s+(?:[a-z][\w‑-]{{0,20}}\s+)?{PERSONS})?\s+{_VERB})"
)
_REST = re.compile(
    rf"\b(?:[Tt]he|[Aa]ll)\s+(?P<word>remaining|other)\s+(?P<m>{COUNT})(?=\s+(?:[a-z][\w‑-]{{0,20}}\s+)?{PERSONS}|\s+{_VERB})"
)
_COUNT = re.compile(COUNT)
_OVERLAP = re.compile(
    r"(?i)\band/or\b|\bincluding\b|\bof\s+wh(?:om|ich)\b|\bboth\b|\balso\b|\bat\s+least\b|\bsome\s+of\b"
)
_DASH = re.compile(r"[^—:;.()]{0,80}(?:—|:|\s–\s|--)\s*")
_ITEM = re.compile(
    rf"(?P<k>{COUNT})(?:\s*[(\[]\s*{PERCENT}\s*[)\]])?(?:\s+{PERSONS})?\s+(?:{_VERB}|with\b|an?\b|(?:s?CR|VGPR|PR|MR|SD)s?\b)"
)

_RESPONSES = {
    "sCR": r"sCRs?|stringent\s+complete\s+(?:responses?|remissions?)",
    "VGPR": r"VGPRs?|very\s+good\s+partial\s+responses?",
    "CR": r"CRs?|complete\s+(?:responses?|remissions?)",
    "PR": r"PRs?|partial\s+(?:responses?|remissions?)",
    "MR": r"MRs?|min(?:imal|or)\s+responses?",
    "SD": r"SD|stable\s+disease",
    "PD": r"PD|progressive\s+disease|disease\s+progression",
    "NE": r"NE|not\s+evaluable",
}
_MAY_COUNT = re.compile(r"CR|PR|MR|SD|PD|NE|responses?\b|remissions?\b|disease|evaluable|\bmen|women|males?\b")
_SEXES = {"women": r"women|females?", "men": r"men|males?"}
_CATEGORY = "|".join(f"(?P<{name}>{words})" for name, words in _RESPONSES.items())
_KIND = rf"(?:an?\s+|the\s+)?(?:(?:confirmed|unconfirmed|durable|best)\s+)?(?:{_CATEGORY})\b(?!\s+or\s+better|\s+rate)"
_HAD = r"(?:had|have|achieved|experienced|showed|attained|reached|with|demonstrated|were|was)"
_CATEGORIZED = re.compile(
    rf"(?P<k>{COUNT})(?:\s*[(\[]\s*(?P<p>{PERCENT})[^()]{{0,20}}[)\]])?(?:\s+of\s+(?:these|the|those))?(?:\s+(?:[a-z][\w‑-]{{0,20}}\s+)?{PERSONS})?"
    rf"\s+(?:{_HAD}\s+)?{_KIND}"
)
_PERCENT_OF = [
    re.compile(
        rf"(?P<p>{PERCENT})\s*\)?(?:\s+of\s+(?:(?:these|the|those|all)\s+)?{PERSONS})?\s+(?:{_HAD}\s+)?(?:{{}})".replace(
            "{}", names
        )
    )
    for names in (_KIND, "|".join(f"(?P<{name}>{words})" for name, words in _SEXES.items()))
]
_COMPARED = re.compile(r"(?i)\b(?:arms?|versus|vs|compared|placebo|control|groups?|respectively|cohorts?)\b")


@rule("A5", Level.BLOCK, "A part and “the remaining” make the whole.", source="arithmetic")
def remainder(view: View, context: Context) -> Iterator[Hit]:
    cohorts = view.once(Cohorts)
    for passage in view.prose:
        for match in _REST.finditer(passage.text):
            cohort = cohorts.at(passage, max(match.start() - 1, 0))
            if cohort is None or not cohort.size or not cohort.opened or cohort.opened > match.start():
                continue
            region = passage.text[cohort.opened : match.start()]
            # It must follow what it remains from: the sentence of the counts or the one behind.
            ends = [sentence.end for sentence in passage.sentences if cohort.opened < sentence.end <= match.start()]
            counts = [count(each["k"]) for each in _COUNTED.finditer(region)]
            if len(ends) > 1 or not 1 <= len(counts) <= 6 or _OVERLAP.search(region):
                continue
            m, n = count(match["m"]), cohort.size
            sums = {sum(some) + m for size in range(1, len(counts) + 1) for some in combinations(counts, size)}
            if n in sums:
                continue
            total = sum(counts) + m
            evidence = " + ".join(map(str, [*counts, m])) + f" = {total}"
            yield passage.hit(
                match.start(),
                match.end(),
                f"Together with “{match[0]}” that is {total}, but the group has {n}. Correct one of the numbers.",
                evidence=f"{evidence}, not {n}",
                suggestion=f"the {match['word']} {n - sum(counts)}" if sum(counts) <= n else "",
            )


@rule("A6", Level.BLOCK, "Counts listed behind a percentage add up to it.", source="arithmetic")
def enumeration(view: View, context: Context) -> Iterator[Hit]:
    for share in view.once(shares.read):
        if share.is_hedged or share.is_measured or not share.size:
            continue
        passage = share.passage
        sentence = passage.sentence_at(share.start)
        lead = _DASH.match(passage.text, share.end, sentence.end)
        if not lead:
            continue
        tail = passage.text[lead.end() : sentence.end]
        counts = [count(match["k"]) for match in _ITEM.finditer(tail)]
        total = sum(counts)
        if len(counts) < 2 or _OVERLAP.search(tail) or _ITEM.match(tail) is None:
            continue
        if share.count == total or (share.count is None and grammar.is_right(total, share.size, share.percent)):
            continue
        added = " + ".join(map(str, counts)) + f" = {total}"
        stated = f"{share.count}" if share.count is not None else f"{share.percent.value}% of {share.size}"
        yield passage.hit(
            share.start,
            share.end,
            f"The counts behind it add up to {total}, which is not {stated}. Correct the counts or the sum.",
            evidence=f"{added}; {grammar.share(total, share.size)}"
            if total <= share.size
            else f"{added} > {share.size}",
        )


@rule(
    "A7",
    Level.BLOCK,
    "Best responses of a group add up to it.",
    source="RECIST 1.1; IMWG 2006: one best response for each patient",
)
def responses(view: View, context: Context) -> Iterator[Hit]:
    for passage, cohort, found in _regions(view, _CATEGORIZED):
        counts = [count(match["k"]) for _, match in found]
        n, total = cohort.size if cohort else None, sum(counts)
        if not n or total == n:
            continue
        added = " + ".join(f"{count(match['k'])} {name}" for name, match in found) + f" = {total}"
        first, last = found[0][1].start(), found[-1][1].end()
        if total > n:
            yield passage.hit(
                first,
                last,
                f"These responses are {total}, more than the {n} patients. Correct the counts.",
                evidence=f"{added} > {n}",
            )
        elif total not in _named(passage, cohort.start, first):
            yield passage.hit(
                first,
                last,
                f"{n - total} of the {n} patients are unaccounted for. Say what became of them, if the list is meant to be whole.",
                evidence=f"{added} of {n}",
                level=Level.NOTE,
            )


def _named(passage: Passage, start: int, end: int) -> list[int]:
    """The counts between: "26 patients responded: two had a CR, …" lists the 26 and not their group."""
    return [count(match[0]) for match in _COUNT.finditer(passage.text, max(start, end - 200), end)]


@rule("A8", Level.QUERY, "Percentages that exclude each other stay within 100.", source="arithmetic")
def hundred(view: View, context: Context) -> Iterator[Hit]:
    for pattern in _PERCENT_OF:
        for passage, _, found in _regions(view, pattern):
            values = [percent(match["p"], match.start("p")) for _, match in found]
            total = sum(each.value for each in values)
            slack = sum(10**-each.decimals for each in values) / 2
            if float(total) <= 100 + slack:
                continue
            added = " + ".join(f"{each.value}" for each in values)
            yield passage.hit(
                found[0][1].start(),
                found[-1][1].end(),
                f"These shares exclude each other and make {total}%. Correct one, or say that patients are counted twice.",
                evidence=f"{added} = {total} %",
            )


def _regions(view: View, pattern: re.Pattern) -> Iterator[tuple[Passage, Cohort | None, list[tuple[str, re.Match]]]]:
    """Places where two or more categories that exclude each other are counted side by side: within a cohort, or in the text
    before any is named. Categories counted twice and groups compared are left alone."""
    cohorts = view.once(Cohorts)
    for passage in view.prose:
        if not _MAY_COUNT.search(passage.text):
            continue
        matches = list(pattern.finditer(passage.text))
        if len(matches) < 2:
            continue
        by_cohort: dict[Cohort | None, list[tuple[str, re.Match]]] = {}
        for match in matches:
            name = next(name for name, value in match.groupdict().items() if value and name not in ("k", "p"))
            by_cohort.setdefault(cohorts.at(passage, match.start()), []).append((name, match))
        for cohort, found in by_cohort.items():
            names = [name for name, _ in found]
            region = passage.text[found[0][1].start() : found[-1][1].end()]
            if len(names) < 2 or len(set(names)) < len(names) or _OVERLAP.search(region):
                continue
            sentence = passage.sentence_at(found[-1][1].start())
            start = max(cohort.opened if cohort else 0, passage.sentence_at(found[0][1].start()).start)
            if _COMPARED.search(passage.text, start, sentence.end):
                continue
            yield passage, cohort, found
