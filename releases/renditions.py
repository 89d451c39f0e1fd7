"""Smaller pictures of stored figures, made once and kept."""

from collections.abc import Iterable

from django.core.files.storage import default_storage

from releases import made
from releases.document import File
from releases.rendering import pictures
from releases.rendering.pictures import Rendition
from releases.vocabulary import MediaKind


def picture(stored_name: str, *, sha256: str, rendition: Rendition) -> bytes:
    """A rendition of the stored picture with this digest. Whether it may be shown is for the caller to know."""

    def scale() -> bytes:
        with default_storage.open(stored_name, "rb") as stored:
            return pictures.scaled(stored.read(), rendition)

    return made.keep("picture", pictures.VERSION, sha256, rendition.name.rpartition("-")[2], make=scale)


def prepare(files: Iterable[tuple[str, File]]) -> None:
    """Make every rendition of these figures (stored names and descriptions), so that no reader waits for the encoder at
    the instant of the news."""
    for stored_name, file in files:
        if file.kind == MediaKind.FIGURE:
            for rendition in pictures.renditions(file):
                picture(stored_name, sha256=file.sha256, rendition=rendition)
