"""Smaller pictures of stored figures, made once and kept."""

from collections.abc import Callable, Iterable

from releases import made
from releases.document import File
from releases.rendering import pictures
from releases.rendering.pictures import Rendition
from releases.vocabulary import MediaKind


def picture(read: Callable[[str], bytes], *, sha256: str, rendition: Rendition) -> bytes:
    """A rendition of the picture with this digest, which ``read`` gives when it has to be made. Whether it may be shown
    is for the caller to know."""
    return made.keep(
        "picture", pictures.VERSION, sha256, rendition.name.rpartition("-")[2],
        make=lambda: pictures.scaled(read(sha256), rendition),
    )  # fmt: skip


def prepare(files: Iterable[tuple[Callable[[str], bytes], File]]) -> None:
    """Make every rendition of these figures, so that no reader waits for the encoder at the instant of the news."""
    for read, file in files:
        if file.kind == MediaKind.FIGURE:
            for rendition in pictures.renditions(file):
                picture(read, sha256=file.sha256, rendition=rendition)
