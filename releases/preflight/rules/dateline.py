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

#: What stands between the places of a dateline with several.
_BETWEEN = re.compile(r"\s*[&/+;]\s*|\s+[–—-]\s+|,?\s+(?:and|et|und|y|e|och|og|en)\s+", re.IGNORECASE)
_SMALL = frozenset("de del der di do du la le les am an ob of on sur sous upon aan den van het".split())


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
    cities = _cities(line.city)
    if any(_in_capitals(city) != city for city in cities):
        yield _hit("city", line.city, "A dateline has its city in capitals.", _all_in_capitals(line.city))
    if states and line.region:
        forms = states["forms"]
        for part in _regions(line.region):
            right = forms.get(part) or states["postal"].get(part) or _nearly(part, forms.values())
            if right and right != part:
                yield _hit("region", part, f"AP form has {right} here.", right)
    if alone and not line.region:
        stand_alone = {city.upper() for city in (*alone["cities"], *alone["abroad"])}
        if line.city.upper() not in stand_alone and len(cities) == 1:
            yield _hit("city", line.city, "This city does not stand alone in a dateline. Add its state or country.", "")
    if offices := (context.company.offices if context.company else ()):
        known = {city.upper() for city, _ in offices}
        if not any(city.upper() in known for city in cities):
            yield Hit(
                place=Place("dateline.city", 0, len(line.city)),
                quote=line.city,
                message="The company has no office on record in this city. Correct it, or say why the news comes from there.",
                evidence=text.series(sorted(city for city, _ in offices)),
                level=Level.QUERY,
            )


def _cities(printed: str) -> list[str]:
    """The cities of a dateline: "BOSTON and BERLIN" has two, and "CAMBRIDGE, Mass., and BASEL" too."""
    parts = [part.strip(" ,") for part in _BETWEEN.split(printed)]
    return [part.partition(",")[0].strip() for part in parts if part] or [printed]


def _in_capitals(city: str) -> str:
    """The city in capitals, but for small words inside of its name: "FRANKFURT am MAIN", "McLEAN"."""
    words = re.split(r"([\s-]+)", city)
    return "".join(
        word if (index and word in _SMALL) or re.fullmatch(r"(?:Mc|Mac|St\.?|Ste\.?)[A-Z]*", word) else word.upper()
        for index, word in enumerate(words)
    )


def _all_in_capitals(printed: str) -> str:
    for city in _cities(printed):
        printed = printed.replace(city, _in_capitals(city), 1)
    return printed


def _regions(region: str) -> list[str]:
    """The regions of a dateline, of which "Mass. & OSAKA, Japan" has two."""
    parts = _BETWEEN.split(region)
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
