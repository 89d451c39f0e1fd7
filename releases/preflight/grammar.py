"""How releases print counts and percentages, and when a percentage is right.

Counts are digits or the words zero to ninety-nine; a percentage is a number before "%", "percent" or "per cent".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_ONES = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {"zero": 0} | {word: value for value, word in enumerate([*_ONES, *_TEENS], 1)}
_WORDS |= {word: 10 * value for value, word in enumerate(_TENS, 2)}

#: A count in words.
WORD = rf"(?i:(?:{'|'.join(_TENS)})(?:[\s‑-](?:{'|'.join(_ONES)}))?|zero|{'|'.join(_TEENS)}|{'|'.join(_ONES)})\b"
#: A count: not a part of another number, a name, an amount of money or a date. No group of its own.
COUNT = rf"(?:(?<![\w.,/$€£¥#:‑–-])(?:\d{{1,3}}(?:,\d{{3}}){{1,3}}|\d{{1,7}})(?![.,:/]?\d|%)|(?<![\w‑-]){WORD})"
#: A number before its percent sign.
PERCENT = rf"(?:(?<![\w.,])\d{{1,4}}(?:\.\d{{1,4}})?\s?%|(?<![\w.,])\d{{1,4}}(?:\.\d{{1,4}})?[\s-]per\s?cent\b|(?<![\w‑-]){WORD}[\s-]per\s?cent\b)"
#: The people (and animals) that are counted.
PERSONS = r"(?:patients?|subjects?|participants?|volunteers?|individuals?|people|persons?|women|men|children|adults|adolescents|infants|responders?|recipients?|cases|eyes|animals|mice|rats|monkeys|evaluable)"

_PERCENT = re.compile(PERCENT)
_NUMBER = re.compile(r"\d{1,4}(?:\.\d{1,4})?")


@dataclass(frozen=True, slots=True)
class Percent:
    """A printed percentage; its span holds the number and the sign."""

    start: int
    end: int
    value: Decimal

    @property
    def decimals(self) -> int:
        """How many are printed."""
        return -self.value.as_tuple().exponent

    def __str__(self):
        return f"{self.value} %"


def count(words: str) -> int:
    """The value of what :data:`COUNT` matched."""
    if words[0].isdigit():
        return int(words.replace(",", ""))
    first, _, second = words.lower().replace("‑", "-").replace(" ", "-").partition("-")
    return _WORDS[first] + _WORDS.get(second, 0)


def percent(words: str, start: int) -> Percent:
    """The value of what :data:`PERCENT` matched at ``start``."""
    number = _NUMBER.match(words)
    if number:
        return Percent(start, start + len(words), Decimal(number[0]))
    spelled = re.sub(r"[\s-]per\s?cent\Z", "", words)
    return Percent(start, start + len(words), Decimal(count(spelled)))


def percents(words: str) -> Iterator[Percent]:
    """Every percentage of a text."""
    for match in _PERCENT.finditer(words):
        yield percent(match[0], match.start())


def is_right(k: int, n: int, printed: Percent) -> bool:
    """Whether the percentage is 100 k/n rounded half up or half to even at its printed decimals."""
    if n <= 0:
        return False
    unit = 10**printed.decimals
    shown = int(printed.value * unit)
    twice_off = 2 * (shown * n - 100 * k * unit)  # twice the error, in n-ths of a unit
    if abs(twice_off) != n:
        return abs(twice_off) < n
    return twice_off > 0 or shown % 2 == 0


def right_counts(n: int, printed: Percent) -> range:
    """Every k from 0 to n for which the percentage is right, as :func:`is_right` has it."""
    unit = 10**printed.decimals
    shown = int(printed.value * unit)
    # 2 (shown n - 100 k unit) lies between -n, which is half to even, and n.
    lowest = -((1 - 2 * shown) * n // (200 * unit))
    highest = ((2 * shown + 1) * n - shown % 2) // (200 * unit)
    return range(max(0, lowest), max(0, min(n, highest) + 1)) if n > 0 else range(0)


def share(k: int, n: int, decimals: int = 2) -> str:
    """The exact share in the words of evidence: ``10/23 = 43.48 %``, at least two decimals."""
    decimals = max(decimals, 2)
    scaled = (2 * 100 * k * 10**decimals + n) // (2 * n)
    return f"{k}/{n} = {scaled // 10**decimals}.{scaled % 10**decimals:0{decimals}} %"


def rounded(k: int, n: int, decimals: int) -> str:
    """100 k/n rounded half up, as it would be printed, without the sign."""
    unit = 10**decimals
    scaled = (2 * 100 * k * unit + n) // (2 * n)
    return f"{scaled // unit}.{scaled % unit:0{decimals}}" if decimals else str(scaled)
