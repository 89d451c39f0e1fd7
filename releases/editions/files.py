"""Taking the bytes of a working record's file into what is sealed."""

import hashlib

from django.db.models.fields.files import FieldFile

from releases.editions.clock import SealRefused
from releases.models import SealedFile


def keep(file: FieldFile, sha256: str, name: str) -> str:
    """Seal the bytes of the file, which are those with this digest; returns it. ``name`` is what a person calls the file.

    Raises :class:`SealRefused` when they are gone or were changed since they were uploaded.
    """
    try:
        with file.open("rb") as stored:
            data = stored.read()
    except OSError:
        raise SealRefused(f"{name} is gone from the private files. Add it again.") from None
    if hashlib.sha256(data).hexdigest() != sha256:
        raise SealRefused(f"{name} is not what was uploaded: its bytes have changed since. Add it again.")
    return SealedFile.keep(data)
