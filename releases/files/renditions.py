"""A figure at several widths in modern formats. What exists follows from the sealed file alone, so that article, gate and
desk agree without a table."""

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import quote

from PIL import Image

from releases.document import File
from releases.files import derived
from releases.vocabulary import MediaKind

#: Part of the name under which made files are kept.
VERSION = "1"
WIDTHS = (480, 960, 1440, 1920)
#: How wide the article shows a figure: its measure of 66 characters, or the window.
SIZES = "(min-width: 44rem) 42rem, 100vw"
#: Best first: name ending, content type, what Pillow calls it and how it is written.
_FORMS = {
    "avif": ("image/avif", "AVIF", {"quality": 62, "speed": 6}),
    "webp": ("image/webp", "WEBP", {"quality": 82, "method": 4}),
    "jpg": ("image/jpeg", "JPEG", {"quality": 85, "optimize": True, "progressive": True}),
    "png": ("image/png", "PNG", {"optimize": True}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """One size of a figure in one format."""

    name: str  # "response-by-dose-960.avif"
    width: int  # pixels
    content_type: str
    extension: str


def renditions(file: File) -> tuple[Rendition, ...]:
    """AVIF and WebP at each width that the figure has and at its own up to 1920 pixels, then its own format at the smaller
    widths; none for what is no measured picture."""
    stem, _, own = file.name.rpartition(".")
    if not file.width or own not in _FORMS:
        return ()
    smaller = [width for width in WIDTHS if width < file.width]
    full = [*smaller, file.width] if file.width <= WIDTHS[-1] else smaller
    widths = {"avif": full, "webp": full, own: full if own == "webp" else smaller}
    return tuple(
        Rendition(
            name=f"{stem}-{width}.{extension}", width=width, content_type=_FORMS[extension][0], extension=extension
        )
        for extension, found in widths.items()
        for width in found
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One format of a figure at all its widths, as ``srcset`` has it."""

    content_type: str
    srcset: str
    is_own: bool  # the figure's own format, which every browser shows
    sizes: str = SIZES


def sources(file: File, folder: str) -> list[Source]:
    """What a browser may choose from, best first; the figure's own format last. ``folder`` is the path of its files."""
    found = {}
    for rendition in renditions(file):
        found.setdefault(rendition.content_type, []).append(
            f"{folder}/{quote(rendition.name, safe='')} {rendition.width}w"
        )
    own = found.get(file.content_type)
    if own and file.content_type != "image/webp":
        own.append(f"{folder}/{quote(file.name, safe='')} {file.width}w")
    return [
        Source(content_type=content_type, srcset=", ".join(places), is_own=content_type == file.content_type)
        for content_type, places in found.items()
    ]


def find(file: File, name: str) -> Rendition | None:
    """The rendition of this name, if the figure has it."""
    return next((rendition for rendition in renditions(file) if rendition.name == name), None)


def picture(read: Callable[[str], bytes], *, sha256: str, rendition: Rendition) -> bytes:
    """A rendition of the picture with this digest, which ``read`` gives when it has to be made. Whether it may be shown
    is for the caller to know."""
    return derived.cached(
        "picture", VERSION, sha256, rendition.name.rpartition("-")[2], make=lambda: scaled(read(sha256), rendition)
    )


def prepare(files: Iterable[tuple[Callable[[str], bytes], File]]) -> None:
    """Make every rendition of these figures, so that no reader waits for the encoder at the instant of the news."""
    for read, file in files:
        if file.kind == MediaKind.FIGURE:
            for rendition in renditions(file):
                picture(read, sha256=file.sha256, rendition=rendition)


def scaled(data: bytes, rendition: Rendition) -> bytes:
    """The picture at the rendition's width, written from a copy of its pixels: no metadata survives."""
    _, form, options = _FORMS[rendition.extension]
    with Image.open(io.BytesIO(data)) as image:
        mode = "RGB" if rendition.extension == "jpg" or not image.has_transparency_data else "RGBA"
        height = max(1, round(image.height * rendition.width / image.width))
        pixels = image.convert(mode).resize((rendition.width, height), Image.Resampling.LANCZOS)
    bare = Image.new(mode, pixels.size)
    bare.paste(pixels)
    buffer = io.BytesIO()
    bare.save(buffer, form, **options)
    return buffer.getvalue()
