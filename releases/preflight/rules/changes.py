"""Increases and decreases from one number to another: A13."""

import re
from collections.abc import Iterator
from decimal import Decimal

from releases.preflight.catalogue import rule
from releases.preflight.context import Context
from releases.preflight.finding import Hit, Level
from releases.preflight.grammar import PERCENT, percent
from releases.preflight.view import View

_UP = r"increas(?:e|es|ed|ing)|r(?:ise|ises|ose|ising)|gr(?:ow|ows|ew|owth|owing)|rais(?:e|es|ed|ing)|climb(?:s|ed)?|expand(?:s|ed)?|up"
_DOWN = r"decreas(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|f(?:all|alls|ell)|drop(?:s|ped)?|reduc(?:e|es|ed|tion|ing)|lower(?:s|ed)?|shr(?:ink|inks|ank)|down"
_AMOUNT = r"(?:(?<![\w.,])[$€£]?\d{1,3}(?:,\d{3}){1,3}|(?<![\w.,])[$€£]?\d{1,7})(?:\.\d{1,3})?(?![\d])"
_UNIT = r"(?:\s?%|\s(?:million|billion|thousand|months?|days?|weeks?|years?|patients?|employees|mg/dL|g/dL|points?|units?|sites|shares))?"
#: The change: verb, at most a few words, from a to b or to b from a, with the percentage behind it in brackets or between.
_BETWEEN = r"[^.;:()%\d$]{0,60}?"
_A, _B = rf"(?P<a>{_AMOUNT})(?P<ua>{_UNIT})", rf"(?P<b>{_AMOUNT})(?P<ub>{_UNIT})"
_CHANGES = [
    re.compile(
        rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b(?:{_BETWEEN}(?:by\s+)?(?P<lead>{PERCENT}),?)?{_BETWEEN}{path}"
        rf"(?:[^.;()\d]{{0,60}}?[(,]\s*(?:or\s+|an?\s+(?:increase|decrease|reduction|rise|decline)\s+of\s+)?(?P<tail>{PERCENT})(?=\s*[),.]|\s+(?:increase|decrease|reduction|growth|decline)))?",
        re.IGNORECASE,
    )
    for path in (rf"\bfrom\s+(?:about\s+)?{_A}{_BETWEEN}\bto\s+{_B}", rf"\bto\s+{_B}{_BETWEEN}\bfrom\s+{_A}")
]
_SCALED = re.compile(r"million|billion|thousand")
_HEDGED = re.compile(
    r"(?i)\b(?:about|approximately|nearly|almost|over|more than|less than|around|roughly|at least)\s*\Z"
)


@rule(
    "A13",
    Level.BLOCK,
    "A change goes the way it says, by the percentage it says.",
    source="arithmetic; PR Newswire: math mix-ups",
)
def changes(view: View, context: Context) -> Iterator[Hit]:
    for passage in view.prose:
        if "from " not in passage.text:
            continue
        seen: set[int] = set()
        for pattern in _CHANGES:
            for match in pattern.finditer(passage.text):
                a, b = _value(match["a"]), _value(match["b"])
                if match.start() in seen or _is_label(match, a, b):
                    continue
                seen.add(match.start())
                rises = bool(match["up"])
                if a != b and (b > a) != rises:
                    word, other = ("rise", "falls") if rises else ("fall", "rises")
                    yield passage.hit(
                        match.start(),
                        match.end(),
                        f"This is called a {word}, and it {other}. Correct the word or the numbers.",
                        evidence=f"{match['a']} → {match['b']}",
                    )
                    continue
                yield from _percentage(passage, match, a, b)


def _percentage(passage, match: re.Match, a: Decimal, b: Decimal) -> Iterator[Hit]:
    name = "lead" if match["lead"] else "tail"
    if not match[name] or not a or _HEDGED.search(passage.text, max(0, match.start(name) - 20), match.start(name)):
        return
    printed = percent(match[name], match.start(name))
    half = Decimal(1).scaleb(-printed.decimals) / 2
    # Printed amounts are rounded too: every change between what they may stand for is right.
    (a_low, a_high), (b_low, b_high) = _span(match["a"], match["ua"], a), _span(match["b"], match["ub"], b)
    if a_low <= 0:
        return
    changes = [abs(end - start) / start * 100 for start in (a_low, a_high) for end in (b_low, b_high)]
    if min(changes) - half <= printed.value <= max(changes) + half:
        return
    if "%" in match["ua"] + match["ub"] and abs(printed.value - abs(b - a)) <= half:
        return  # percentage points
    exact = abs(b - a) / a * 100
    yield passage.hit(
        match.start(),
        match.end(),
        f"From {match['a']} to {match['b']} is {exact:.{printed.decimals}f}%, not {printed.value}%. Correct one of the three.",
        evidence=f"({b} − {a})/{a} = {(b - a) / a * 100:.2f} %",
        suggestion=f"{exact:.{printed.decimals}f}%",
    )


def _value(words: str) -> Decimal:
    return Decimal(words.lstrip("$€£").replace(",", ""))


def _span(words: str, unit: str, value: Decimal) -> tuple[Decimal, Decimal]:
    """What a printed amount may stand for: itself when it is a whole count, else what rounds to it."""
    decimals = -value.as_tuple().exponent
    if not decimals and not _SCALED.search(unit) and "%" not in unit and "$" not in words:
        return value, value
    half = Decimal(1).scaleb(-decimals) / 2
    return value - half, value + half


def _is_label(match: re.Match, a: Decimal, b: Decimal) -> bool:
    """Years and amounts of different units: "from 2011 to 2012", "from $900,000 to $1.2 million"."""
    years = all(1900 <= number <= 2100 and number == int(number) for number in (a, b)) and not (
        match["ua"] or match["ub"]
    )
    scales = [_SCALED.search(match[unit]) for unit in ("ua", "ub")]
    mixed = [scale and scale[0] for scale in scales]
    is_mixed = mixed[0] != mixed[1] and (match["ua"] != "" or "$" in match["a"])
    percents = ["%" in match[unit] for unit in ("ua", "ub")]
    return years or is_mixed or (percents[0] and not percents[1])
