"""Where sentences end, in the English of press releases."""

import re
from collections.abc import Iterator

#: Words whose full stop ends no sentence although a capital or a figure follows.
_NEVER = frozenset("dr mr mrs ms prof st vs no nos fig figs e.g i.e est approx resp cf".split())
#: Words whose full stop ends a sentence only if what follows can't be part of a name or a date.
_SELDOM = frozenset(
    """inc corp ltd co jr sr al u.s u.k e.u ph m.d ph.d d.c a.m p.m jan feb mar apr aug sept sep oct nov dec mass calif conn
    del fla ga ill ind kan ky la md mich minn miss mo mont neb nev okla ore pa r.i s.c s.d tenn va vt wash wis wyo n.y n.j n.c
    n.d n.h n.m w.va colo ala ariz ark""".split()
)
_BEGINS = re.compile(r"(?:The|In|This|These|We|It|An?|For|On|As|All|Of|About|At|Our|Among|Data|Results)\b(?!\.)")
_END = re.compile(r"[.!?][”\"’)\]]*[⁰¹²³⁴⁵⁶⁷⁸⁹†‡*§]*(\s++)(?=[“\"‘(\[]?[A-Z0-9$€£])|\n+")
_LAST_WORD = re.compile(r"[\w.]*\Z")


def find_sentences(words: str) -> Iterator[tuple[int, int]]:
    """Spans of the sentences, without the white space between them. "Inc.", "Dr.", initials and months end none, unless
    what follows can only begin a sentence."""
    start = 0
    for match in _END.finditer(words):
        if words[match.start()] == "." and _is_short(words, match):
            continue
        end = match.start(1) if match[1] else match.start()
        if end > start:
            yield start, end
        start = match.end()
    if start < len(words):
        yield start, len(words)


def _is_short(words: str, match: re.Match) -> bool:
    last = _LAST_WORD.search(words, max(0, match.start() - 12), match.start())[0]
    if len(last) == 1 and last.isupper():
        return True  # an initial
    if last.lower() in _NEVER:
        return True
    return last.lower() in _SELDOM and not _BEGINS.match(words, match.end())
