"""A release that is whole: nothing missing that every release has, nothing left to be filled in."""

import re
from collections.abc import Iterator

from releases.document import richtext
from releases.preflight.catalogue import rule
from releases.preflight.context import Context
from releases.preflight.finding import Hit, Level, Place
from releases.preflight.passage import Part
from releases.preflight.view import View

_PLACEHOLDER = re.compile(r"\{[^{}]{0,200}\}")


@rule("W1", Level.BLOCK, "A release says who speaks, what, and in which words.", source="practice")
def whole(view: View, context: Context) -> Iterator[Hit]:
    document = view.document
    parts = {
        "company": (document.company.legal_name, "The site has no company yet. Add it at the desk."),
        "headline": (document.headline, "The release has no headline. Write one."),
        "body": (richtext.plain(document.body_html), "The release has no text. Write it, or import it again."),
    }
    for field, (value, message) in parts.items():
        if not value.strip():
            yield Hit(place=Place(field), message=message)


@rule("C12", Level.BLOCK, "No placeholder is left in the text.", source="wire practice")
def placeholders(view: View, context: Context) -> Iterator[Hit]:
    for passage in view.of(Part.SAFE_HARBOR, Part.SECTION):
        for match in _PLACEHOLDER.finditer(passage.text):
            yield passage.hit(
                match.start(),
                match.end(),
                f"The standing text asks for {match[0]}, and the release does not say it. Fill it in.",
            )


@rule("C19", Level.BLOCK, "Figures are described for those who can't see them.", source="WCAG 2.2, 1.1.1")
def alternative_text(view: View, context: Context) -> Iterator[Hit]:
    for index, file in enumerate(view.document.files):
        if file.kind == "figure" and not file.alternative_text.strip():
            name = file.title or file.name
            yield Hit(
                place=Place(f"files[{index}].alternative_text"),
                quote=name,
                message=f"The figure “{name}” has no alternative text. Say what it shows.",
            )
