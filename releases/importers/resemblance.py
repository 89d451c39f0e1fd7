"""When two names are so alike that a person must say whether they mean the same.

What is asked: the same letters and digits with other signs between them ("MBY 101"); a word with one letter more, less,
other or exchanged ("marrowtinb"), a long one with two; a name with another word behind it, as a salt or the four letters of
a biologic ("marrowtinib mesylate", "marrowtinib-abcd"); a code name whose letters are one off, or whose digits are
exchanged or one too few or many ("MBY-110", "MBY-10"); a registry number a digit off. A code with one other digit is not
asked: MBY-101 and MBY-102 are two drugs on purpose.
"""

from releases import text
from releases.preflight.spelling import distance

#: Shorter words that differ in one letter are often two names, and shorter ones than the second in two.
_SHORTEST_MISSPELT, _SHORTEST_TWICE = 7, 10
#: Letters and digits of a code name from which on one letter that differs is asked; and its digits, which may be exchanged.
_SHORTEST_CODE, _FEWEST_DIGITS = 5, 3


def resembles(one: str, other: str) -> bool:
    """Whether the two names, which are not the same, may mean the same."""
    first, second = text.fold(one), text.fold(other)
    if not first or not second:
        return False
    if first == second:
        return True
    digits, others = _digits(first), _digits(second)
    letters, other_letters = _letters(first), _letters(second)
    if digits != others:
        return letters == other_letters and bool(letters) and _are_misset(digits, others)
    if text.fold(text.stem(one)) == second or text.fold(text.stem(other)) == first:
        return True
    shorter = min(len(letters), len(other_letters))
    if digits:
        return bool(shorter) and len(first) >= _SHORTEST_CODE and distance(letters, other_letters, 1) == 1
    limit = letters_off(shorter)
    return 0 < distance(first, second, limit) <= limit


def letters_off(length: int) -> int:
    """How many letters of a word as long as this may differ."""
    return 0 if length < _SHORTEST_MISSPELT else 1 if length < _SHORTEST_TWICE else 2


def resembles_number(one: str, other: str) -> bool:
    """Whether two registry numbers of one registry, which are not the same, may be one with a slip: a digit too few or many,
    another one, or two exchanged."""
    first, second = text.fold(one), text.fold(other)
    if first == second or _letters(first) != _letters(second):
        return False
    digits, others = _digits(first), _digits(second)
    is_exchanged = sorted(digits) == sorted(others) and sum(a != b for a, b in zip(digits, others, strict=True)) == 2
    return is_exchanged or distance(digits, others, 1) == 1


def _are_misset(one: str, other: str) -> bool:
    """Whether digits are exchanged, or one is too few."""
    if len(one) == len(other):
        return len(one) >= _FEWEST_DIGITS and sorted(one) == sorted(other) and distance(one, other, 1) == 1
    return max(len(one), len(other)) >= _FEWEST_DIGITS and distance(one, other, 1) == 1


def _digits(folded: str) -> str:
    return "".join(letter for letter in folded if letter.isdigit())


def _letters(folded: str) -> str:
    return "".join(letter for letter in folded if not letter.isdigit())
