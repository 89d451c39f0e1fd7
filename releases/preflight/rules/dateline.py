"""The dateline and the date of the release."""

import re
from collections.abc import Iterator

from releases import text
from releases.preflight import occasion
from releases.preflight.catalogue import rule
from releases.preflight.context import Context
from releases.preflight.finding import Hit, Level, Place
from releases.preflight.passage import Part
from releases.preflight.view import View


@rule(
    "C1",
    Level.BLOCK,
    "The dateline says where, in AP form.",
    source="Associated Press Stylebook, datelines; wire practice",
)
def form(view: View, context: Context) -> Iterator[Hit]:
    line = view.document.dateline
    if not line.city.strip():
        first = next(iter(view.of(Part.BODY)), None)
        yield Hit(
            place=Place("dateline.city"),
            quote="",
            message="The release has no dateline. Give the city, in capitals, and the state.",
            evidence="no city" if first else "no text",
        )
        return
    law = occasion.law(view, context)
    states = context.regulation.entry("datelines", "states", on=law)
    alone = context.regulation.entry("datelines", "alone", on=law)
    if line.city != line.city.upper():
        yield _hit("city", line.city, "A dateline has its city in capitals.", line.city.upper())
    if states and line.region:
        forms = states["forms"]
        for part in _regions(line.region):
            right = forms.get(part) or states["postal"].get(part) or _nearly(part, forms.values())
            if right and right != part:
                yield _hit("region", part, f"AP form has {right} here.", right)
    if alone and not line.region:
        stand_alone = {city.upper() for city in (*alone["cities"], *alone["abroad"])}
        if line.city.upper() not in stand_alone and not re.search(r"[&/]| AND ", line.city.upper()):
            yield _hit("city", line.city, "This city does not stand alone in a dateline. Add its state or country.", "")
    if offices := (context.company.offices if context.company else ()):
        cities = {city.upper() for city, _ in offices}
        if not any(part.strip().upper() in cities for part in re.split(r"\s?[&/]\s?| and ", line.city)):
            yield Hit(
                place=Place("dateline.city", 0, len(line.city)),
                quote=line.city,
                message="The company has no office on record in this city. Correct it, or say why the news comes from there.",
                evidence=text.series(sorted(city for city, _ in offices)),
                level=Level.QUERY,
            )


def _regions(region: str) -> list[str]:
    """The regions of a dateline, of which "Mass. & OSAKA, Japan" has two."""
    parts = re.split(r"\s?[&/]\s?| and ", region)
    return [part.rpartition(", ")[2].strip() for part in parts]


def _nearly(part: str, forms) -> str:
    """The AP form that lacks nothing but its points or capitals."""
    bare = re.sub(r"[^a-z]", "", part.lower())
    return next((form for form in forms if form != part and re.sub(r"[^a-z]", "", form.lower()) == bare), "")


def _hit(name: str, words: str, message: str, suggestion: str) -> Hit:
    return Hit(place=Place(f"dateline.{name}"), quote=words, message=message, evidence=words, suggestion=suggestion)


@rule(
    "C2",
    Level.BLOCK,
    "The printed date is the day on which it goes out, in New York.",
    source="17 CFR 243.101(e); wire practice",
)
def date(view: View, context: Context) -> Iterator[Hit]:
    printed = view.document.date
    if printed is None or context.live_at is None or view.document.correction:
        return  # a correction keeps the date of what it corrects
    day = context.live_at.astimezone(occasion.zone(view)).date()
    if printed != day:
        yield Hit(
            place=Place("date"),
            quote=text.ap_date(printed),
            message=f"It goes out on {text.ap_date(day)}, by the company's clock. Print that date, or plan another instant.",
            evidence=f"goes out {context.live_at.astimezone(occasion.zone(view)).isoformat()}",
            suggestion=text.ap_date(day),
        )
