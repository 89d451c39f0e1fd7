"""Decoding a figure, logo or attachment, judged by content and never by name.

A picture is written anew from its pixels, so that no metadata (place, author, thumbnail, comment) survives.
"""

import hashlib
import io
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from PIL import Image, ImageOps, UnidentifiedImageError

from releases.files import pdfs

#: For the sandbox: how a file is refused.
REFUSAL = ValidationError
MAX_PIXELS = 40_000_000
#: Above it Python would take longer over the numbers than they are worth.
MAX_INDEXED_PIXELS = 4_000_000
PICTURES = {"PNG": ("image/png", "png"), "JPEG": ("image/jpeg", "jpg"), "WEBP": ("image/webp", "webp")}
_SAVE_OPTIONS = {"PNG": {"optimize": True}, "JPEG": {"quality": 90}, "WEBP": {"lossless": True}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """Accepted bytes and what is known of them."""

    data: bytes
    content_type: str
    extension: str
    width: int | None = None  # pixels
    height: int | None = None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def picture(data: bytes) -> Upload:
    """A PNG, JPEG or WebP picture, re-encoded from a copy of its pixels; raises ValidationError with a next step."""
    try:
        with Image.open(io.BytesIO(data), formats=list(PICTURES)) as image:
            form, (width, height) = image.format, image.size
            if width * height > MAX_PIXELS:
                raise ValidationError(
                    f"The picture has {width} × {height} pixels; at most 40 million are taken. Scale it down."
                )
            has_alpha = "A" in image.getbands() or "transparency" in image.info
            # A photograph says in its metadata which side is up.
            upright = ImageOps.exif_transpose(image)
            pixels = upright.convert("RGBA" if has_alpha and form != "JPEG" else "RGB")
    except ValidationError:
        raise
    except Image.DecompressionBombError as error:
        raise ValidationError("The picture has more than 40 million pixels. Scale it down.") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise ValidationError(
            "This is no PNG, JPEG or WebP picture that can be read. Export it anew as PNG."
        ) from error
    bare = Image.new(pixels.mode, pixels.size)
    bare.paste(pixels)
    if form == "PNG":
        bare = _with_palette(bare)
    buffer = io.BytesIO()
    bare.save(buffer, form, **_SAVE_OPTIONS[form])
    content_type, extension = PICTURES[form]
    width, height = bare.size
    return Upload(data=buffer.getvalue(), content_type=content_type, extension=extension, width=width, height=height)


def _with_palette(image: Image.Image) -> Image.Image:
    """The same pixels, by numbers of at most 256 colours where there are no more: a logo takes a third of the bytes."""
    if image.width * image.height > MAX_INDEXED_PIXELS or not (colors := image.getcolors(256)):
        return image
    numbers = {color: number for number, (_, color) in enumerate(sorted(colors, key=lambda each: each[1]))}
    indexed = Image.new("P", image.size)
    indexed.putpalette([band for color in numbers for band in color], image.mode)
    indexed.putdata([numbers[color] for color in image.get_flattened_data()])
    return indexed


def attachment(data: bytes, title: str = "") -> Upload:
    """A PDF, written anew under this title without what else it tells of its making; raises ValidationError with a next
    step."""
    return Upload(data=pdfs.rewritten(data, title=title), content_type="application/pdf", extension="pdf")
