"""Why a release was found: its words with those marked that were searched for."""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from releases import terms

#: Characters of an excerpt, and how far before the first word found it begins.
_LENGTH, _LEAD = 220, 60
#: Occurrences that are looked at to choose where an excerpt begins.
_LOOKED_AT = 40


def marked(passage: str, sought: terms.Terms) -> SafeString:
    """The passage with every word found in ``<mark>``."""
    return _with_marks(passage, _found(passage, sought))


def excerpt(passage: str, sought: terms.Terms) -> SafeString:
    """The part of a passage that holds the most of what was searched for, in one line of about 220 characters; empty
    when nothing of it is there."""
    passage = " · ".join(filter(None, (" ".join(block.split()) for block in passage.split("\n\n"))))
    found = _found(passage, sought)
    if not found:
        return mark_safe("")
    first = max(found[:_LOOKED_AT], key=lambda place: (len(_within(passage, found, place[0])), -place[0]))[0]
    start = passage.rfind(" ", 0, max(first - _LEAD, 0)) + 1 if first > _LEAD else 0
    end = len(passage) if len(passage) - start <= _LENGTH else passage.rfind(" ", start, start + _LENGTH)
    end = max(end, next(end for begin, end in found if begin == first))
    inside = [(begin - start, stop - start) for begin, stop in found if begin >= start and stop <= end]
    line = _with_marks(passage[start:end], inside)
    return mark_safe(("… " if start else "") + line + (" …" if end < len(passage) else ""))


def _within(passage: str, found, start: int) -> set[str]:
    """The different words found within an excerpt that begins here."""
    return {terms.fold(passage[a:b]) for a, b in found if start <= a and b <= start + _LENGTH - _LEAD}


def _found(passage: str, sought: terms.Terms) -> list[tuple[int, int]]:
    """Where what was searched for begins and ends, from left to right, none within another."""
    places = list(terms.places(passage))
    words = [word for word, _, _ in places]
    found, position = [], 0
    while position < len(places):
        length = sought.matches(words, position)
        if length:
            found.append((places[position][1], places[position + length - 1][2]))
        position += max(length, 1)
    return found


def _with_marks(passage: str, found: list[tuple[int, int]]) -> SafeString:
    parts, end = [], 0
    for begin, stop in found:
        parts += [escape(passage[end:begin]), "<mark>", escape(passage[begin:stop]), "</mark>"]
        end = stop
    return mark_safe("".join([*parts, escape(passage[end:])]))
