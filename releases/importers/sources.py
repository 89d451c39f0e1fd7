"""The bytes of what came, kept with their SHA-256."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from releases.models import Release, SourceFile


@contextmanager
def kept_bytes(data: bytes) -> Iterator["Kept"]:
    """Bytes that are stored when somebody asks for their name, and deleted again when the block fails."""
    kept = Kept(data)
    try:
        yield kept
    except BaseException:
        if kept.name:
            default_storage.delete(kept.name)
        raise


class Kept:
    """Bytes in private storage."""

    def __init__(self, data: bytes):
        self.data = data
        self.name = ""

    def store(self) -> str:
        """The stored name; stores the bytes when they are not yet."""
        if not self.name:
            self.name = default_storage.save("sources/source", ContentFile(self.data, name="source"))
        return self.name


def keep_source(release: Release, *, stored_name: str, data: bytes, name: str, notices) -> SourceFile:
    """Keep what a release came from."""
    return SourceFile.objects.create(
        release=release,
        name=name[-250:],
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        notices=list(notices),
        file=stored_name,
    )
