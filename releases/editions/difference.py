"""What verification finds."""

import hashlib
from dataclasses import dataclass

from django.core.files.storage import default_storage


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Something that is not as it was sealed, named so that a person finds it."""

    edition: str  # "edition 2 of /releases/2012/12/10/slug/", "copy 2 of drug EXM-101", or "database"
    what: str  # a sentence


def stored_sha256(stored_name: str) -> str:
    """Of the bytes in private storage, hexadecimal."""
    with default_storage.open(stored_name, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
