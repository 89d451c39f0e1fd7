"""Phrases of a lexicon, written so that a lawyer may edit them, sought in linear time.

``expect*`` is any word that begins so; ``could cause … differ materially`` allows up to 120 characters of the same
sentence at the dots. Case matters only where a phrase has a capital behind its first letter ("SEC", "Form 10-K").
"""

import re
from dataclasses import dataclass

_GAP = 120


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: where, and in the words of the text."""

    begin: int
    end: int
    words: str


class Lexicon:
    """Phrases sought together."""

    def __init__(self, phrases: tuple[str, ...]):
        self.phrases = phrases
        cased = [phrase for phrase in phrases if re.search(r"[A-Z]", phrase) or phrase == "may"]
        loose = [phrase for phrase in phrases if phrase not in cased]
        self._sought = [
            (_pattern(phrase, flags), re.match(r"\w*", phrase)[0].lower())
            for group, flags in ((loose, re.IGNORECASE), (cased, 0))
            for phrase in sorted(group, key=len, reverse=True)
        ]

    def __bool__(self) -> bool:
        return bool(self.phrases)

    def find(self, text: str) -> list[Hit]:
        """Every phrase found, in reading order; where several begin at one place, the longest one."""
        folded = text.lower()
        hits: dict[int, Hit] = {}
        for pattern, first in self._sought:
            if first not in folded:
                continue
            for match in pattern.finditer(text):
                if match.start() not in hits or hits[match.start()].end < match.end():
                    hits[match.start()] = Hit(match.start(), match.end(), match[0])
        return [hits[begin] for begin in sorted(hits)]

    def has(self, text: str) -> bool:
        """Whether any phrase stands in the text."""
        folded = text.lower()
        return any(first in folded and pattern.search(text) for pattern, first in self._sought)


def _pattern(phrase: str, flags: int) -> re.Pattern:
    parts = [_words(part) for part in phrase.split("…")]
    if not flags and phrase != "may":
        # A sentence may begin with it.
        parts[0] = f"(?:{parts[0]}|{_words(phrase.split('…')[0][:1].swapcase() + phrase.split('…')[0][1:])})"
    gap = rf"[^.;!?]{{0,{_GAP}}}?"
    return re.compile(rf"(?<![\w-]){gap.join(parts)}(?!\w)", flags)


def _words(part: str) -> str:
    words = [re.escape(word).replace(r"\*", r"\w{0,20}") for word in part.split()]
    joined = r"\s{1,3}".join(words)
    # A hyphen within a phrase may be printed as a no-break hyphen or a space.
    return joined.replace(r"\-", r"[-‑\s]").replace("'", "['’]")
