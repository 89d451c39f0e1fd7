"""The same quantity said twice, and arms that make a trial: A14, A16, A17."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from releases.preflight.catalogue import rule
from releases.preflight.context import Context
from releases.preflight.finding import Hit, Level
from releases.preflight.grammar import COUNT, PERSONS, count
from releases.preflight.passage import Part, Passage
from releases.preflight.view import View

_BASE = r"mg|mcg|[µμ]g|ug|g|IU|U|MBq|GBq|mCi|mL"
_PER = r"(?:\s?/\s?|\sper\s)(?:m²|m2|kg|day|d|week|wk|dose|cycle|month|hour|hr|h|min|mL|L|square\smeter)\b²?"
_DOSE = re.compile(
    rf"(?<![\w.,/–-])(?P<n>\d{{1,4}}(?:\.\d{{1,3}})?)[\s‑-]?(?P<unit>(?:{_BASE})(?![\w²³])(?:{_PER}){{0,3}})(?![\w/])"
)
_SAME = [
    (r"mcg|[μu]g", "µg"),
    (r"\sper\s", "/"),
    (r"m2|square\smeter", "m²"),
    (r"wk\b", "week"),
    (r"hr?\b", "h"),
    (r"/d\b", "/day"),
    (r"\s", ""),
]
_NAME = re.compile(
    r"\b[A-Z]{2,6}-?\d{2,6}[A-Z]?\b|\b[A-Za-z]{4,20}(?:mab|nib|tinib|ciclib|parib|limus|mide|zomib|platin|taxel|tansine|tecan|rubicin|sone)\b"
)

_METRICS = {
    "median progression-free survival": r"median\s+(?:PFS|progression-free\s+survival)",
    "median overall survival": r"median\s+(?:OS|overall\s+survival)",
    "median duration of response": r"median\s+(?:DoR|DOR|duration\s+of\s+response)",
    "median time to progression": r"median\s+(?:TTP|time[\s‑-]to[\s‑-]progression)",
    "median follow-up": r"median\s+follow-?up",
    "overall response rate": r"(?:overall|objective)\s+response\s+rate|ORR",
    "complete response rate": r"complete\s+(?:response|remission)\s+rate|CR\s+rate",
    "disease control rate": r"disease\s+control\s+rate|DCR",
    "clinical benefit rate": r"clinical\s+benefit\s+rate|CBR",
}
_LINK = (
    r"(?:\s*\([A-Za-z]{2,5}\))?(?:\s+(?:was|is|of|at|reached|were|rate|with|the|study|regimen|in|a)){0,5}\s*[:=]?\s*"
)
_VALUED = {
    name: re.compile(
        rf"(?i)\b(?:{words}){_LINK}(?P<v>\d{{1,3}}(?:\.\d{{1,2}})?)(?P<u>\s?%|\s(?:percent|months?|weeks?|years?))"
        rf"|(?P<v2>(?<![\w.,])\d{{1,3}}(?:\.\d{{1,2}})?)(?P<u2>\s?%|[\s‑-](?:percent|month|week|year))s?\s+(?:{words})"
    )
    for name, words in _METRICS.items()
}

_RANDOMIZED = re.compile(
    rf"(?P<n>{COUNT})(?:\s+[A-Za-z][\w‑-]{{0,20}}){{0,4}}?\s+{PERSONS}\s+(?:were|was|have\s+been)\s+randomi[sz]ed\b|\brandomi[sz]ed\s+(?P<n2>{COUNT})\b"
)
_RATIO = re.compile(r"(?<![\d:])(?P<a>[1-9])\s?:\s?(?P<b>[1-9])(?![\d:])")
_ARM = re.compile(r"\(\s*[nN]\s?=\s?(?P<k>\d{1,3}(?:,\d{3})?|\d{1,6})\s*\)")


def dose_unit(words: str) -> str:
    """The unit in its one spelling: "mcg per m2" is "µg/m²"."""
    for pattern, replacement in _SAME:
        words = re.sub(pattern, replacement, words)
    return words


@rule("A14", Level.QUERY, "A dose has the same unit wherever it stands.", source="ISMP guidelines for expressing doses")
def units(view: View, context: Context) -> Iterator[Hit]:
    names = {name.casefold() for drug in context.drugs for name in drug.names}
    found: dict[str, dict[str, list[tuple[Passage, re.Match, frozenset[str]]]]] = {}
    if not any("/" in passage.text or " per " in passage.text for passage in view.prose):
        return  # no unit has anything to leave out
    for passage in view.prose:
        for match in _DOSE.finditer(passage.text):
            unit = dose_unit(match["unit"])
            about = _drugs_near(passage, match, names)
            found.setdefault(match["n"], {}).setdefault(unit, []).append((passage, match, about))
    for number, by_unit in found.items():
        for unit, uses in by_unit.items():
            for other, others in by_unit.items():
                # One is the other with something left out: "75 mg/m²" beside "75 mg/m²/week".
                if not other.startswith(unit + "/") or not any(_may_be_same(a[2], b[2]) for a in uses for b in others):
                    continue
                for passage, match, _ in uses:
                    yield passage.hit(
                        match.start(),
                        match.end(),
                        f"{number} stands with “{unit}” here and with “{other}” elsewhere. Use one unit, or say what differs.",
                        evidence=f"{number} {unit}; {number} {other}",
                        suggestion=f"{number} {other}",
                    )


def _drugs_near(passage: Passage, match: re.Match, names: set[str]) -> frozenset[str]:
    sentence = passage.around(match.start(), match.end())
    words = passage.text[sentence.start : sentence.end]
    folded = words.casefold()
    return frozenset([*_NAME.findall(words), *(name for name in names if name in folded)])


def _may_be_same(one: frozenset[str], other: frozenset[str]) -> bool:
    return not one or not other or bool(one & other)


@rule("A16", Level.QUERY, "The headline's figures stand in the text.", source="Business Wire: most common errors")
def headline(view: View, context: Context) -> Iterator[Hit]:
    for name, pattern in _VALUED.items():
        printed = [
            (passage, *found)
            for passage in view.of(Part.HEADLINE, Part.SUBHEADLINE)
            for found in _values(passage, pattern)
        ]
        if not printed:
            continue
        stated = [(value, unit) for passage in view.of(Part.BODY) for _, value, unit in _values(passage, pattern)]
        for passage, match, value, unit in printed:
            same_unit = [other for other, other_unit in stated if other_unit == unit]
            if not same_unit or any(_agree(value, other) for other in same_unit):
                continue
            others = ", ".join(dict.fromkeys(str(other) for other in same_unit))
            yield passage.hit(
                match.start(),
                match.end(),
                f"The text gives the {name} as {others}{unit}. Let headline and text say the same.",
                evidence=f"{value}{unit} in the headline, {others}{unit} in the text",
            )


def _values(passage: Passage, pattern: re.Pattern) -> Iterator[tuple[re.Match, Decimal, str]]:
    for match in pattern.finditer(passage.text):
        unit = (match["u"] or match["u2"]).strip(" -‑").lower()
        yield match, Decimal(match["v"] or match["v2"]), " %" if unit in ("%", "percent") else f" {unit.rstrip('s')}s"


def _agree(short: Decimal, long: Decimal) -> bool:
    """Whether the headline's value is the text's, perhaps rounded."""
    unit = Decimal(1).scaleb(short.as_tuple().exponent)
    return short == long or short == long.quantize(unit, ROUND_HALF_UP)


@rule(
    "A17",
    Level.BLOCK,
    "Randomized arms make up the number randomized, in the ratio stated.",
    source="CONSORT 2010, item 13a",
)
def arms(view: View, context: Context) -> Iterator[Hit]:
    for passage in view.prose:
        for sentence in passage.sentences:
            words = passage.text[sentence.start : sentence.end]
            if "andomi" not in words:
                continue
            sizes = [int(match["k"].replace(",", "")) for match in _ARM.finditer(words)]
            if len(sizes) < 2:
                continue
            total = _RANDOMIZED.search(words)
            if total:
                stated = count(total["n"] or total["n2"])
                if sum(sizes) != stated:
                    yield passage.hit(
                        sentence.start + total.start(),
                        sentence.start + total.end(),
                        f"The arms make {sum(sizes)}, and {stated} were randomized. Correct one of the numbers.",
                        evidence=" + ".join(map(str, sizes)) + f" = {sum(sizes)}, not {stated}",
                    )
            ratio = _RATIO.search(words)
            if ratio and len(sizes) == 2 and all(sizes):
                a, b = int(ratio["a"]), int(ratio["b"])
                if abs(Decimal(sizes[0]) / sizes[1] - Decimal(a) / b) > Decimal("0.25"):
                    yield passage.hit(
                        sentence.start + ratio.start(),
                        sentence.start + ratio.end(),
                        f"The arms have {sizes[0]} and {sizes[1]}, which is not {a} to {b}. Correct the ratio, or say why they differ.",
                        evidence=f"{sizes[0]}/{sizes[1]} = {sizes[0] / sizes[1]:.2f}, not {a / b:.2f}",
                        level=Level.QUERY,
                    )
