"""What a check found."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a finding weighs."""

    BLOCK = "B"  # the release can't go out like this
    QUERY = "Q"  # somebody must say why it may
    NOTE = "N"  # worth knowing


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding. ``quote`` holds the words it is about, ``message`` is a sentence with a next step."""

    rule: str  # stable id
    level: Level
    field: str  # of the Document
    message: str
    quote: str = ""
