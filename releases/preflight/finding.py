"""What a check found."""

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a finding weighs."""

    BLOCK = "B"  # the release can't go out like this
    QUERY = "Q"  # somebody must say why it may
    NOTE = "N"  # worth knowing


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: the address of a field of the document, as in ``view.Passage.field``, and their span in its text.

    ``start`` and ``end`` count characters; both are 0 where the finding is about the field as a whole.
    """

    field: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """What a rule yields; the engine makes it a :class:`Finding`. ``message`` is a sentence with a next step."""

    place: Place
    message: str
    quote: str = ""  # the words it is about, as they stand there
    evidence: str = ""  # the arithmetic or the record it rests on: "10/23 = 43.48 %"
    suggestion: str = ""  # what could stand there instead
    level: Level | None = None  # where it differs from the rule's


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding; the same rule about the same words with the same evidence is one finding with several places."""

    rule: str  # stable id
    level: Level
    message: str
    places: tuple[Place, ...]
    quote: str = ""
    evidence: str = ""
    suggestion: str = ""
    rule_version: int = 1

    @property
    def field(self) -> str:
        """The field of the first place."""
        return self.places[0].field

    @property
    def span(self) -> tuple[int, int]:
        """Of the first place."""
        return self.places[0].start, self.places[0].end

    @property
    def count(self) -> int:
        return len(self.places)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of rule, normalised quote and evidence: stays while edits elsewhere come and go."""
        return hashlib.sha256("\n".join((self.rule, normalised(self.quote), self.evidence)).encode()).hexdigest()

    def data(self) -> dict:
        """As JSON data."""
        start, end = self.span
        return {
            "rule": self.rule,
            "level": str(self.level),
            "field": self.field,
            "span": [start, end],
            "quote": self.quote,
            "message": self.message,
            "evidence": self.evidence,
            "suggestion": self.suggestion,
            "fingerprint": self.fingerprint,
            "rule_version": self.rule_version,
            "count": self.count,
            "places": [{"field": place.field, "span": [place.start, place.end]} for place in self.places],
        }


@dataclass(frozen=True, slots=True)
class Report:
    """All findings, those that block first, then in the order of the document."""

    findings: tuple[Finding, ...]

    def of(self, level: Level) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.level == level)

    @property
    def blocks(self) -> tuple[Finding, ...]:
        return self.of(Level.BLOCK)

    @property
    def queries(self) -> tuple[Finding, ...]:
        return self.of(Level.QUERY)

    @property
    def notes(self) -> tuple[Finding, ...]:
        return self.of(Level.NOTE)

    @property
    def worst(self) -> Level | None:
        return self.findings[0].level if self.findings else None


def normalised(quote: str) -> str:
    """The words in lower case, white space folded, typographic quotes and dashes as plain ones."""
    plain = quote.translate(_PLAIN).casefold()
    return re.sub(r"\s+", " ", plain).strip()


_PLAIN = str.maketrans("“”‘’–—‑−\u00a0", "\"\"''---- ")
