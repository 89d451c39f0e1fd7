"""What verification finds."""

import hashlib
from dataclasses import dataclass

from releases.models import SealedFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Something that is not as it was sealed, named so that a person finds it."""

    edition: str  # "edition 2 of /releases/2012/12/10/slug/", "copy 2 of drug EXM-101", or "database"
    what: str  # a sentence


def bytes_differ(sha256: str) -> str:
    """What is wrong with the sealed bytes of this digest: "gone", "changed", or nothing."""
    try:
        data = SealedFile.read(sha256)
    except SealedFile.DoesNotExist:
        return "are gone"
    return "" if hashlib.sha256(data).hexdigest() == sha256 else "have changed"
