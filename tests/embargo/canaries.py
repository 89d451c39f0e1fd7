"""Words that stand nowhere but in what must not get out."""

import hashlib
import re

#: Every canary begins so, and then goes on with 128 random bits.
_BEGINS = "zq"
PATTERN = re.compile(rb"zq[0-9a-f]{32}", re.IGNORECASE)


def canary(place: str) -> str:
    """The word of 34 letters and digits for this place, the same each time: 128 bits of SHA-256 over its name."""
    return _BEGINS + hashlib.sha256(place.encode()).hexdigest()[:32]


def short(place: str) -> str:
    """For fields that hold no more than a dozen characters."""
    return canary(place)[:11]
