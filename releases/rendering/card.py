"""A picture of a release for link previews: 1200 by 630 pixels, its headline on the company's color."""

import functools
import io
import json
from pathlib import Path

import typst
from django.template.loader import get_template
from PIL import Image

from releases.document import Document
from releases.rendering import lettering
from releases.rendering.accent import accent_pair
from releases.rendering.template_tags import label
from releases.text import ap_date

#: Part of the name under which made files are kept.
VERSION = "2"


def card(document: Document, *, accent_color: str) -> bytes:
    """A PNG; the same document and color give the same bytes with the same versions of Typst and Pillow.

    Raises :class:`~releases.rendering.lettering.NoLetters` for letters that no font here has: they would be boxes.
    """
    company = document.company
    lettering.check(document)
    data = {
        "headline": document.headline,
        "company": company.short_name or company.legal_name,
        "listing": str(company.listings[0]) if company.listings else "",  # the first one: there is room for one
        "foot": " · ".join(
            filter(None, (label(document.category, "Category"), document.date and ap_date(document.date)))
        ),
        "accent": accent_pair(accent_color)[0],
        "lang": document.language.partition("-")[0].lower(),
        "rtl": document.direction == "rtl",
        "families": lettering.families(document.language),
    }
    drawn = typst.compile(
        _template(),
        font_paths=lettering.fonts(),
        ignore_system_fonts=True,
        format="png",
        ppi=72.0,
        sys_inputs={"card": json.dumps(data, ensure_ascii=False)},
    )
    buffer = io.BytesIO()
    with Image.open(io.BytesIO(drawn)) as picture:
        few = picture.convert("RGB").quantize(64, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


@functools.cache
def _template() -> bytes:
    return Path(get_template("releases/card.typ", using="newsroom").origin.name).read_bytes()
