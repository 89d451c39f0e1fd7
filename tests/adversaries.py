"""Texts that are hard on whoever searches them: what a pattern looks for, or nearly, again and again.

They are derived from the patterns and words of the modules in question, so a new pattern brings its own. Each is a
piece; :func:`filled` repeats it up to a length.
"""

import itertools
import re
import time
from collections.abc import Callable, Iterable, Iterator
from re import _constants as kinds
from re import _parser as grammar
from types import ModuleType

#: What breaks hand-written loops rather than patterns.
COMMON = (
    "(", ")", "[", "“", "”", '"', "'", "’", "0", "1,", "1.", " ", "\u00a0", "-", "‑", "—", ".", ",", ";", ":", "/", "|", "*", "®", "¹", "a", "A", "É",
    "a ", "A ", "Aa ", "a-", "A1", "a.", "A. ", "a@", "a@a.", "Inc. ", "Aa, Inc. ", "1 ", "10% ", "(a) ", "“a” ", "http://a", "www.a.", "NCT", "& ", "+1 ",
)  # fmt: skip
#: For a class of characters or "any", the first of these that it takes.
_SAMPLES = "a1A ,.-’(\n\té®"


def patterns(modules: Iterable[ModuleType]) -> list[re.Pattern]:
    """Every compiled pattern among the modules' own names, also in their tuples and dictionaries."""
    found: dict[re.Pattern, None] = {}

    def look(value, depth=0):
        if isinstance(value, re.Pattern):
            if isinstance(value.pattern, str):
                found[value] = None
        elif depth < 3 and isinstance(value, (tuple, list, set, frozenset)):
            for each in value:
                look(each, depth + 1)
        elif depth < 3 and isinstance(value, dict):
            for key, each in value.items():
                look(key, depth + 1)
                look(each, depth + 1)

    for module in modules:
        for value in vars(module).values():
            look(value)
    return list(found)


def pieces(modules: Iterable[ModuleType]) -> list[str]:
    """What each pattern matches, what it nearly matches, and what it repeats without bound; without doubles."""
    found = dict.fromkeys(COMMON)
    for pattern in patterns(modules):
        found.update(dict.fromkeys(_of(pattern)))
    return [piece for piece in found if piece]


def filled(piece: str, length: int) -> str:
    """The piece again and again, up to ``length`` characters."""
    return (piece * (length // len(piece) + 1))[:length]


def varied(piece: str, length: int) -> str:
    """The piece again and again, with another number and another name each time."""

    def name(number: int) -> str:
        return (name(number // 26 - 1) if number >= 26 else "") + chr(ord("A") + number % 26)

    written, whole = [], 0
    for number in itertools.count(10):
        each = re.sub(r"[0-9]+", str(number), piece, count=1)
        written.append(re.sub(r"[A-Z]+", name(number), each, count=1))
        whole += len(written[-1])
        if whole >= length:
            return "".join(written)[:length]
    raise AssertionError


def seconds(work: Callable[[], object]) -> float:
    """The processor time that the work takes."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _of(pattern: re.Pattern) -> Iterator[str]:
    tree = grammar.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    for branch in _branches(tree):
        written = [_written(item) for item in branch]
        whole = "".join(written)
        yield whole
        yield whole + " "
        for end in range(1, len(written)):  # begins as the pattern does, and breaks off
            yield "".join(written[:end])
        for item in _repeats(branch):
            yield _written(item)


def _branches(tree) -> Iterator[list]:
    """The ways through the alternatives on the first level, at most a dozen."""
    items = list(tree)
    while len(items) == 1 and items[0][0] is kinds.SUBPATTERN:
        items = list(items[0][1][3])
    ways = [way for kind, value in items if kind is kinds.BRANCH for way in value[1]][:12]
    if not ways:
        yield items
        return
    at = next(index for index, item in enumerate(items) if item[0] is kinds.BRANCH)
    for way in items[at][1][1][:12]:
        yield [*items[:at], *way, *items[at + 1 :]]


def _repeats(items) -> Iterator[tuple]:
    """The items that are repeated without bound, or often, at any depth."""
    for kind, value in items:
        if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
            if value[1] > 20:
                yield from list(value[2])[:1] if len(value[2]) == 1 else [(kinds.SUBPATTERN, (None, 0, 0, value[2]))]
            yield from _repeats(value[2])
        elif kind is kinds.SUBPATTERN:
            yield from _repeats(value[3])
        elif kind is kinds.ATOMIC_GROUP:
            yield from _repeats(value)
        elif kind is kinds.BRANCH:
            for way in value[1]:
                yield from _repeats(way)


def _written(item) -> str:
    """One text that the item of a pattern matches."""
    kind, value = item
    if kind is kinds.LITERAL:
        return chr(value)
    if kind is kinds.NOT_LITERAL:
        return "a" if value != ord("a") else "b"
    if kind is kinds.ANY:
        return "a"
    if kind is kinds.IN:
        return _of_class(value)
    if kind is kinds.BRANCH:
        return "".join(map(_written, value[1][0]))
    if kind is kinds.SUBPATTERN:
        return "".join(map(_written, value[3]))
    if kind is kinds.ATOMIC_GROUP:
        return "".join(map(_written, value))
    if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
        low, high, inner = value
        return "".join(map(_written, inner)) * max(low, min(high, 1))
    return ""  # places, looks ahead and behind, references


def _of_class(members) -> str:
    negated = bool(members) and members[0][0] is kinds.NEGATE
    if not negated:
        for kind, value in members:
            if kind is kinds.LITERAL:
                return chr(value)
            if kind is kinds.RANGE:
                return chr(value[0])
    for sign in _SAMPLES:
        if _takes(members, sign) != negated:
            return sign
    return ""


def _takes(members, sign: str) -> bool:
    for kind, value in members:
        if kind is kinds.LITERAL and chr(value) == sign:
            return True
        if kind is kinds.RANGE and value[0] <= ord(sign) <= value[1]:
            return True
        if kind is kinds.CATEGORY and re.match(_CATEGORIES[value], sign):
            return True
    return False


_CATEGORIES = {
    kinds.CATEGORY_DIGIT: r"\d",
    kinds.CATEGORY_NOT_DIGIT: r"\D",
    kinds.CATEGORY_SPACE: r"\s",
    kinds.CATEGORY_NOT_SPACE: r"\S",
    kinds.CATEGORY_WORD: r"\w",
    kinds.CATEGORY_NOT_WORD: r"\W",
}
