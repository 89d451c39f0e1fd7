"""Errors made on purpose: each kind at a random place of a clean release, the same for the same seed.

For numbers (A) sentences are made up with random figures, wrong by construction. For the other rules the documents that they
must speak about, which their tests hold, are put into a clean release: their paragraphs at a random place, their other fields
in place of the release's. What a rule misses in a release as a whole (a registry number anywhere, a safe harbor) can't be put into
one that has it: there ordinary news is put around the document that must be spoken about.
"""

import dataclasses
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from releases.document import Document, ResultRow, Results, find_quotations
from releases.document.richtext import parse, serialise
from releases.preflight import Context
from releases.preflight.catalogue import IDS
from tests.preflight.cases import all_cases, document, rich
from tests.preflight.clean import clean_releases


@dataclass(frozen=True)
class Planting:
    """A release with one error of the kind ``rule`` speaks about, and the same release without it."""

    rule: str
    clean: Document | None  # None where the whole release is the error
    planted: Document
    context: Context
    quotes: tuple[str, ...] | None  # one of them is what must be found; None: anything new


def _wrong(rng: random.Random, k: int, n: int) -> int:
    """A whole percentage that k of n does not round to."""
    exact = 100 * k / n
    return max(0, round(exact) + rng.choice([-7, -4, -3, -2, 2, 3, 4, 6]) or 2)


def _k_of_n(rng):
    n = rng.randint(12, 400)
    k = rng.randint(3, n - 3)
    wrong = _wrong(rng, k, n)
    return rng.choice(
        [
            f"In this analysis {k} of {n} patients ({wrong}%) responded.",
            f"The response rate was {wrong}% ({k}/{n}).",
            f"The rate was {wrong}% ({k} of the {n} patients).",
            f"Responses were seen in {k}/{n} patients ({wrong}%).",
        ]
    )


def _in_group(rng):
    n = rng.randint(12, 90)
    k = rng.randint(3, n - 3)
    wrong = _wrong(rng, k, n)
    return rng.choice(
        [
            f"Among the {n} patients with prior therapy, {k} ({wrong}%) had stable disease.",
            f"Of the {n} evaluable patients, {k} patients ({wrong}%) improved.",
            f"A total of {n} patients were treated. Most did well, and {k} ({wrong}%) went on.",
            f"In a {n}-patient trial, {k} ({wrong}%) improved.",
        ]
    )


def _unattainable(rng):
    while True:
        n, shown = rng.randint(11, 60), rng.randint(5, 95)
        if all(abs(100 * k / n - shown) > 0.5 for k in range(n + 1)):
            return f"Among the {n} patients, {shown}% had a prior transplant."


def _larger(rng):
    n = rng.randint(12, 90)
    k = n + rng.randint(1, 20)
    return rng.choice([f"In all, {k} of {n} patients (97%) improved.", f"Among the {n} patients, {k} (98%) improved."])


def _remainder(rng):
    n = rng.randint(12, 60)
    k, off = rng.randint(3, n - 5), rng.choice([-1, 1, 2])
    return f"Among the {n} patients, {k} had a response, and the remaining {n - k + off} patients had stable disease."


def _enumeration(rng):
    n = rng.randint(30, 70)
    a, b, c = (rng.randint(3, 8) for _ in range(3))
    shown = round(100 * (a + b + c) / n)
    return f"Among the {n} patients, {shown}% responded — {a} had a VGPR, {b} had a PR and {c + 2} had a MR."


def _responses(rng):
    a, b, c = (rng.randint(3, 9) for _ in range(3))
    n = a + b + c - rng.randint(1, 3)
    return f"Among the {n} patients with prior therapy, {a} had a CR, {b} had a PR and {c} had stable disease."


def _hundred(rng):
    a, b = rng.randint(20, 40), rng.randint(20, 30)
    return f"In this set {a}% had a CR, {b}% had a PR and {103 - a - b + rng.randint(0, 6)}% had stable disease."


def _list(rng):
    n = rng.randint(2, 6)
    word = rng.choice(["presentations", "posters", "key priorities", "appointments"])
    items = "\n".join(f"- Number {index}" for index in range(n + rng.choice([-1, 1])))
    return f"The company announced {n} {word}:\n\n{items}"


def _interval(rng):
    low, high = rng.randint(20, 40), rng.randint(50, 70)
    return rng.choice(
        [
            f"The rate was 45% (95% CI, {high}–{low}).",
            f"The rate was {high + rng.randint(2, 20)}% (95% CI: {low} to {high}).",
            f"Median age was {low - rng.randint(1, 9)} years (range, {low}–{high}).",
        ]
    )


def _p_value(rng):
    return rng.choice(
        [
            f"The difference was clear (p={rng.randint(2, 9)}.{rng.randint(0, 9)}).",
            "The difference was clear (P = 0.000).",
            f"The hazard ratio was 0.6{rng.randint(0, 9)} (95% CI, 0.5{rng.randint(0, 5)}–0.8{rng.randint(0, 9)}; p=0.{rng.randint(11, 60)}).",
        ]
    )


def _significance(rng):
    return rng.choice(
        [
            f"The difference was not statistically significant (p=0.0{rng.randint(1, 4)}).",
            f"The difference was statistically significant (p=0.{rng.randint(11, 60)}).",
        ]
    )


def _change(rng):
    a = rng.randint(100, 400)
    b = a + rng.randint(20, 90)
    shown = round(100 * (b - a) / a) + rng.choice([-4, 3, 5])
    return rng.choice(
        [f"Headcount rose from {a} to {b} employees ({shown}%).", f"Headcount decreased from {a} to {b} employees."]
    )


def _unit(rng):
    n, name = rng.choice([15, 35, 45, 85]), "QHX-707"
    return f"A dose of {n} mg/m²/week of {name} was set.\n\nThen {name} was given at {n} mg/m² to all."


def _arms(rng):
    a = rng.randint(40, 120)
    b = a + rng.randint(-3, 3)
    return f"A total of {a + b + rng.choice([-2, 1, 3])} patients were randomized to drug (n={a}) or placebo (n={b})."


def _few(rng):
    n = rng.randint(3, 9)
    k = rng.randint(1, n - 1)
    return f"In all, {k} of {n} patients ({round(100 * k / n)}%) improved."


def _results(rng):
    n = rng.randint(30, 60)
    k = rng.randint(5, n - 5)
    block = Results(population="Evaluable patients", size=n, rows=(ResultRow(category="Stable disease", count=k),))
    return f"Among the {n} evaluable patients, {round(100 * (k + 2) / n)}% had stable disease.", {"results": (block,)}


def _headline(rng):
    value = rng.randint(30, 60)
    words = f"In this trial the overall response rate was {value - rng.randint(2, 9)}%."
    return words, {"headline": f"Trial Shows Overall Response Rate of {value}%"}


_NUMBERS: dict[str, Callable] = {
    "A1": _k_of_n, "A2": _in_group, "A3": _unattainable, "A4": _larger, "A5": _remainder, "A6": _enumeration, "A7": _responses,
    "A8": _hundred, "A9": _list, "A10": _interval, "A11": _p_value, "A12": _significance, "A13": _change, "A14": _unit,
    "A15": _results, "A16": _headline, "A17": _arms, "A18": _few,
}  # fmt: skip


#: Rules about what a release lacks as a whole, or about what stands first in it.
_WHOLE = frozenset("B5 B9 B10 B12 C1 C3 C5 C17 D4 E2 E3 E4 E6 E7 E8 E9 E10".split())
_NEWS = (
    "The company was founded by two chemists and a nurse.",
    "Its laboratories stand beside the old harbor, in a building that was a ropewalk.",
    "Visitors find the entrance on the side of the water.",
    "The board thanked everybody who had worked on the move.",
    "A library of the company’s publications is open to students.",
    "The new building has room for forty people and a small garden.",
    "Employees gave two days of the summer to schools of the city.",
    "The company has kept its books in the same office since it was founded.",
)


def plantings(count: int, *, seed: int) -> Iterator[Planting]:
    """``count`` plantings, every rule in turn."""
    rng = random.Random(seed)
    cases = {rule: [case for case in all_cases() if case.rule == rule and case.quotes] for rule in IDS}
    releases = [document for _, document in clean_releases()]
    for index in range(count):
        rule, clean = IDS[index % len(IDS)], rng.choice(releases)
        if rule in _NUMBERS:
            made = _NUMBERS[rule](rng)
            words, facts = made if isinstance(made, tuple) else (made, {})
            yield Planting(rule, clean, _planted(rng, clean, words, facts), Context(), None)
            continue
        case = rng.choice(cases[rule])
        if rule in _WHOLE:
            clean, planted = None, _surrounded(rng, document(case.body, **case.facts))
        else:
            planted = _planted(rng, clean, case.body, case.facts)
        yield Planting(rule, clean, planted, case.context, case.quotes)


def _surrounded(rng: random.Random, told: Document) -> Document:
    """The document with ordinary news between its blocks and behind them."""
    blocks = list(map(serialise, parse(told.body_html).children))
    for words in rng.sample(_NEWS, rng.randint(2, len(_NEWS))):
        # The first paragraph stays the first.
        blocks.insert(rng.randint(min(1, len(blocks)), len(blocks)), f"<p>{words}</p>")
    body = "".join(blocks)
    return dataclasses.replace(told, body_html=body, quotations=find_quotations(body))


def _planted(rng: random.Random, clean: Document, words: str, facts: dict) -> Document:
    """The paragraphs together at a random place between two blocks of the body; empty ones make the body empty."""
    inner = rich(words)
    if not parse(inner).children or not parse(inner).words().strip():
        return dataclasses.replace(clean, body_html=inner, **facts)
    blocks = parse(clean.body_html).children
    place = rng.randint(0, len(blocks))
    # A list belongs to the paragraph that introduces it.
    while place < len(blocks) and blocks[place].tag in ("ul", "ol"):
        place += 1
    body = "".join(map(serialise, blocks[:place])) + inner + "".join(map(serialise, blocks[place:]))
    return dataclasses.replace(clean, **({"body_html": body, "quotations": find_quotations(body)} | facts))
