"""A picture of a release for link previews: 1200 by 630 pixels, its headline on the company's colour."""

import functools
import io
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from releases.document import Document
from releases.rendering.accent import accent_pair
from releases.rendering.template_tags import label
from releases.text import ap_date

#: Part of the name under which made files are kept.
VERSION = "1"
SIZE = (1200, 630)
_MARGIN = 72
_PAPER, _INK, _QUIET = "#fffefb", "#1a1a1a", "#55524a"
#: Headline sizes, largest first, until it fits into this height.
_SIZES, _HEIGHT = (64, 56, 48, 42, 36), 330


def card(document: Document, *, accent_color: str) -> bytes:
    """A PNG; the same document and colour give the same bytes with the same version of Pillow."""
    accent, _ = accent_pair(accent_color)
    picture = Image.new("RGB", SIZE, _PAPER)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, SIZE[0], 20), fill=accent)
    company = document.company
    draw.text(
        (_MARGIN, 66), company.short_name or company.legal_name, font=_font("SourceSans3-Semibold", 34), fill=accent
    )
    if company.listings:  # the first one: there is room for one
        draw.text(
            (SIZE[0] - _MARGIN, 66),
            str(company.listings[0]),
            font=_font("SourceSans3-Regular", 30),
            fill=_QUIET,
            anchor="ra",
        )
    size, lines = _fitted(document.headline)
    for number, line in enumerate(lines):
        position = (_MARGIN, 148 + number * round(size * 1.2))
        draw.text(position, line, font=_font("SourceSerif4-Bold", size), fill=_INK)
    foot = " · ".join(filter(None, (label(document.category, "Category"), document.date and ap_date(document.date))))
    draw.text((_MARGIN, SIZE[1] - _MARGIN), foot, font=_font("SourceSans3-Regular", 30), fill=_QUIET, anchor="ls")
    buffer = io.BytesIO()
    picture.quantize(64, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


@functools.cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(Path(__file__).parent / "fonts" / f"{name}.otf", size)


def _fitted(headline: str) -> tuple[int, list[str]]:
    """The largest size at which the whole headline fits. One that fits at none ends with an ellipsis: a card shows, the
    page tells."""
    for size in _SIZES:
        lines = _wrapped(headline, size)
        most = _HEIGHT // round(size * 1.2)
        if len(lines) <= most:
            return size, lines
    return size, [*lines[: most - 1], lines[most - 1].rstrip(" ,;:–—-") + " …"]


def _wrapped(headline: str, size: int) -> list[str]:
    font, width = _font("SourceSerif4-Bold", size), SIZE[0] - 2 * _MARGIN
    lines = [""]
    for word in headline.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines += _broken(word, font, width)
    return [line for line in lines if line]


def _broken(word: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """A word that is wider than the card, in pieces."""
    pieces = [""]
    for letter in word:
        if font.getlength(pieces[-1] + letter) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces
