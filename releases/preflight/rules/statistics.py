"""Intervals, p-values and changes: A10 to A13."""

import re
from collections.abc import Iterator
from decimal import Decimal

from releases.preflight.catalogue import rule
from releases.preflight.context import Context
from releases.preflight.finding import Hit, Level
from releases.preflight.passage import Passage
from releases.preflight.view import View

_N = r"[-−]?\d{1,6}(?:,\d{3}){0,2}(?:\.\d{1,4})?"
_UNIT = r"(?:\s?%|[\s‑-](?:percent|months?|weeks?|days?|years?|hours?|mg|points?))?"
_BETWEEN = r"\s?(?:[-–‑]|to|,|and)\s?"
_INTERVAL = (
    rf"(?P<what>(?:\d\d(?:\.\d)?\s?%\s*)?(?:CI|CrI|confidence\s+interval|credible\s+interval)|(?:interquartile\s+)?[Rr]ange|IQR)"
    rf"\s*(?:\(CI\)\s*)?[,:=]?\s*(?:of\s+|was\s+|from\s+)?[\[(]?\s*(?P<low>(?<![\d.]){_N}){_UNIT}{_BETWEEN}(?P<high>(?<![\d.,]){_N})(?![\d+]|\.\d)"
)
_RANGE = re.compile(_INTERVAL)
_NAMES_RANGE = re.compile(r"C[Ir]|interval|[Rr]ange|IQR")
#: The estimate before its interval: "46% (95% CI, 30–62)", "HR 0.65; 95% CI 0.50–0.80".
_ESTIMATE = re.compile(
    rf"(?<![\w.,])(?P<estimate>{_N}){_UNIT}\s*(?:\([^()]{{1,30}}\)\s*)?[(\[;,]\s*(?:n\s*=\s*\d{{1,5}}[;,]\s*)?\Z"
)
_PERCENT_RANGE = re.compile(
    r"(?<![\w.,–-])(?P<low>\d{1,3}(?:\.\d{1,2})?)\s?%?\s?[–‑-]\s?(?P<high>\d{1,3}(?:\.\d{1,2})?)\s?%"
)
_P_VALUE = re.compile(
    r"(?<![\w-])[pP](?:[\s-]?[vV]alue)?\s?(?P<sign>[=<>≤≥]|of\b|was\b|is\b)\s?(?P<p>\d{0,3}\.?\d{1,9})(?!\d)"
)
_RATIO = re.compile(
    rf"(?i:\b(?:a?HR|OR|RR|hazard\s+ratio|odds\s+ratio|risk\s+ratio|relative\s+risk|rate\s+ratio)\b)[^.;]{{0,20}}?(?P<estimate>\d{{1,2}}\.\d{{1,3}})?"
    rf"[^.%;]{{0,25}}?[(\[;,]?\s*95\s?%\s*(?:CI|confidence\s+interval)\s*(?:\(CI\)\s*)?[,:=]?\s*[\[(]?\s*(?P<low>\d{{1,2}}\.\d{{1,3}}){_BETWEEN}(?P<high>\d{{1,2}}\.\d{{1,3}})"
)
_NOT_SIGNIFICANT = re.compile(
    r"(?i)\b(?:not|n[o’']t|no|without|fail(?:ed|s|ing)?\s+to|neither|nor|non)\b[^.;]{0,60}?\bstatistical(?:ly)?\s+significan\w{1,3}|\bstatistically\s+(?:in|non-?)significant"
)
_SIGNIFICANT = re.compile(r"(?i)\bstatistical(?:ly)?\s+significan\w{1,3}")
_ONE_SIDED = re.compile(r"(?i)\bone-sided|non-?inferior|prespecified|pre-specified|boundary|alpha\b")


def _number(words: str) -> Decimal:
    return Decimal(words.replace("−", "-").replace(",", ""))


def _bounds(match: re.Match) -> tuple[Decimal, Decimal]:
    return _number(match["low"]), _number(match["high"])


@rule("A10", Level.BLOCK, "Ranges run upwards, and estimates and medians lie inside them.", source="arithmetic")
def ranges(view: View, context: Context) -> Iterator[Hit]:
    for passage in view.prose:
        words = passage.text
        for match in _RANGE.finditer(words) if _NAMES_RANGE.search(words) else ():
            low, high = _bounds(match)
            if low > high:
                yield _reversed(passage, match, low, high)
                continue
            before = _ESTIMATE.search(words, max(0, match.start() - 60), match.start())
            if not before or "interquartile" in match["what"] or match["what"] == "IQR":
                continue
            estimate = _number(before["estimate"])
            if not low <= estimate <= high and not _is_other(before, match, words):
                start = before.start("estimate")
                yield passage.hit(
                    start,
                    match.end(),
                    f"{estimate} lies outside its range, {low} to {high}. Correct one of the three.",
                    evidence=f"{estimate} < {low}" if estimate < low else f"{estimate} > {high}",
                )
        for match in _PERCENT_RANGE.finditer(words) if "%" in words else ():
            low, high = _bounds(match)
            if low > high and not re.search(
                r"(?i)\b(?:CI|range)[^.;]{0,8}\Z", words[max(0, match.start() - 20) : match.start()]
            ):
                yield _reversed(passage, match, low, high)


def _reversed(passage: Passage, match: re.Match, low: Decimal, high: Decimal) -> Hit:
    words = match[0]
    swapped = words[: match.start("low") - match.start()] + match["high"]
    swapped += words[match.end("low") - match.start() : match.start("high") - match.start()] + match["low"]
    return passage.hit(
        match.start(),
        match.end(),
        f"The range runs from {low} down to {high}. Put the smaller number first, or correct it.",
        evidence=f"{low} > {high}",
        suggestion=swapped + words[match.end("high") - match.start() :],
    )


def _is_other(before: re.Match, match: re.Match, words: str) -> bool:
    """Whether the number before is something else than the estimate of this interval: a year, a number of patients, a p-value."""
    number = before["estimate"]
    lead = words[max(0, before.start() - 12) : before.start()]
    if re.search(r"(?:[nNpP]\s?[=<>≤≥]\s?|[-–/])\Z", lead):
        return True
    has_percent = "%" in before[0] or "percent" in before[0]
    return not has_percent and number.isdigit() and (1900 <= int(number) <= 2100)


@rule(
    "A11",
    Level.BLOCK,
    "A p-value is a probability, and agrees with its interval.",
    source="statcheck; CONSORT 2010, item 17a",
)
def p_values(view: View, context: Context) -> Iterator[Hit]:
    for passage in view.prose:
        for match in _P_VALUE.finditer(passage.text):
            value = Decimal(match["p"])
            if value > 1:
                message, evidence = f"A p-value is never larger than 1, and this is {value}.", f"{value} > 1"
            elif value == 0 and match["sign"] not in ">≥":
                message, evidence = "No p-value is zero. Print the limit: p<0.001.", f"{match['p']} = 0"
            else:
                continue
            yield passage.hit(
                match.start(), match.end(), message, evidence=evidence, suggestion="p<0.001" if value == 0 else ""
            )
        yield from _against_interval(passage)


def _against_interval(passage: Passage) -> Iterator[Hit]:
    for match in _RATIO.finditer(passage.text):
        sentence = passage.sentence_at(match.start())
        if passage.has(_ONE_SIDED, sentence):
            continue
        found = list(_P_VALUE.finditer(passage.text, match.end(), min(sentence.end, match.end() + 40)))
        if not found:
            continue
        low, high = _bounds(match)
        significance = _significance(found[0])
        excludes_one = low > 1 or high < 1
        if significance is None or significance == excludes_one or Decimal(1) in (low, high):
            continue
        where = "excludes" if excludes_one else "includes"
        yield passage.hit(
            match.start(),
            found[0].end(),
            f"The 95% interval {where} 1, and the p-value says otherwise. Correct one of them.",
            evidence=f"{low}–{high} {where} 1; {found[0][0]}",
            level=Level.QUERY,
        )


def _significance(match: re.Match) -> bool | None:
    """Whether the p-value is below 0.05; None where it doesn't say."""
    value, sign = Decimal(match["p"]), match["sign"]
    if sign in "<≤":
        return True if value <= Decimal("0.05") else None
    if sign in ">≥":
        return False if value >= Decimal("0.05") else None
    return value < Decimal("0.05")


@rule("A12", Level.QUERY, "What is called significant has a p-value that says so.", source="statcheck")
def significance(view: View, context: Context) -> Iterator[Hit]:
    for passage in view.prose:
        for sentence in passage.sentences:
            words = passage.text[sentence.start : sentence.end]
            denial = _NOT_SIGNIFICANT.search(words)
            claim = denial or _SIGNIFICANT.search(words)
            if not claim or _ONE_SIDED.search(words) or len(_SIGNIFICANT.findall(words)) > 1:
                continue
            is_claimed = denial is None
            values = list(_P_VALUE.finditer(words))
            if not values or any(_significance(match) is not (not is_claimed) for match in values):
                continue
            value = values[0]
            sign = "<" if _significance(value) else "≥"
            yield passage.hit(
                sentence.start + claim.start(),
                sentence.start + claim.end(),
                f"“{claim[0]}” stands beside {value[0]}. Correct the words or the value.",
                evidence=f"{value[0]}: {value['p']} {sign} 0.05" if value["sign"] == "=" else value[0],
            )
