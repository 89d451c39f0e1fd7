"""When two names are so alike that a person must say whether they mean the same.

Names of medicines differ by little on purpose of nobody: MBY-101 and MBY-102 are two drugs, so a digit that differs
always parts two names. What is asked: the same letters and digits with other signs between them ("MBY 101"), a long
word with one letter more, less or other ("marrowtinb"), and a name with another word behind it, as a salt or the four
letters of a biologic ("marrowtinib mesylate", "marrowtinib-abcd").
"""

from releases import text

#: Shorter words that differ in one letter are often two names.
_SHORTEST_MISSPELT = 7


def resembles(one: str, other: str) -> bool:
    """Whether the two names, which are not the same, may mean the same."""
    first, second = text.fold(one), text.fold(other)
    if not first or not second or _digits(first) != _digits(second):
        return False
    if first == second:
        return True
    if text.fold(text.stem(one)) == second or text.fold(text.stem(other)) == first:
        return True
    return min(len(first), len(second)) >= _SHORTEST_MISSPELT and _is_one_letter_off(first, second)


def _digits(folded: str) -> str:
    return "".join(letter for letter in folded if letter.isdigit())


def _is_one_letter_off(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    at = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]
