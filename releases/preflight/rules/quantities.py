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

#: What money is said to be, in a headline and in the text. A change is another quantity: "grew by", "an increase of".
_SUMS = {
    "cash": r"cash(?:,? (?:and )?cash equivalents)?(?:,? (?:and )?(?:marketable|short-term|investment) (?:securities|investments))?(?: position| balance)?",
    "revenue": r"(?<!product )(?<!collaboration )(?<!royalty )(?<!license )(?<!grant )(?<!service )(?:total |net )?revenues?",
    "product revenue": r"(?:net )?product revenues?",
    "collaboration revenue": r"collaboration revenues?",
    "net sales": r"net (?:product )?sales",
    "net loss": r"net loss",
    "net income": r"net income",
    "research and development expenses": r"(?:R&D|research and development) expenses?",
    "general and administrative expenses": r"(?:G&A|general and administrative) expenses?",
    "gross proceeds": r"gross proceeds",
    "upfront payment": r"up-?front payment",
}
_SAID = r"(?:\s+(?:was|were|is|of|at|to|totaled|totalled|reached|grew|rose|increased|fell|decreased|declined|approximately|about|nearly|over|more than|position|stood|amounted|came)){0,4}\s*[:=]?\s*"
_MONEY = r"(?P<{0}>(?:US|C|A)?[$€£]\s?\d{{1,4}}(?:,\d{{3}}){{0,3}}(?:\.\d{{1,3}})?)(?:\s(?P<{1}>million|billion|thousand)\b)?"
_PAID = {
    name: re.compile(
        rf"(?i)(?<![\w-])(?:{words}){_SAID}{_MONEY.format('v', 'u')}|{_MONEY.format('v2', 'u2')}\s+(?:in|of)\s+(?:{words})(?!\w)"
    )
    for name, words in _SUMS.items()
}
_WHOLE = 2  # commas from which on a sum without "million" is printed whole
_SCALE = {"": 0, "thousand": 3, "million": 6, "billion": 9}

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
    yield from _measured(view)
    yield from _paid(view)


def _paid(view: View) -> Iterator[Hit]:
    """Sums of money in headline and subheadlines that the text gives otherwise."""
    for name, pattern in _PAID.items():
        printed = [
            (passage, *sum_) for passage in view.of(Part.HEADLINE, Part.SUBHEADLINE) for sum_ in _sums(passage, pattern)
        ]
        if not printed:
            continue
        stated = [sum_ for passage in view.of(Part.BODY) for sum_ in _sums(passage, pattern)]
        for passage, match, currency, value, step in printed:
            same = [(words[0], other) for words, other_currency, other, _ in stated if other_currency == currency]
            if not same or any(abs(value - other) <= step for _, other in same):
                continue
            place = "headline" if passage.part == Part.HEADLINE else "subheadline"
            others = "; ".join(dict.fromkeys(words for words, _ in same))
            yield passage.hit(
                match.start(),
                match.end(),
                f"The text gives another figure for {name}: {others}. Let {place} and text say the same.",
                evidence=f"{match[0]} in the {place}, {others} in the text",
            )


def _sums(passage: Passage, pattern: re.Pattern) -> Iterator[tuple[re.Match, str, Decimal, Decimal]]:
    """Each sum with its currency, its value, and half of a unit of its last printed digit."""
    for match in pattern.finditer(passage.text):
        printed = match["v"] or match["v2"]
        if not (match["u"] or match["u2"]) and printed.count(",") < _WHOLE:
            continue  # a figure of a table in thousands
        scale = _SCALE[(match["u"] or match["u2"] or "").lower()]
        number = Decimal(re.sub(r"[^\d.]", "", printed))
        unit = Decimal(1).scaleb(number.as_tuple().exponent + scale)
        yield match, re.sub(r"[\s\d.,]", "", printed).removeprefix("US"), number.scaleb(scale), unit / 2


def _measured(view: View) -> Iterator[Hit]:
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
