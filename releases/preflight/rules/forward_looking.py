"""Statements that look ahead, and the safe harbor that must stand beside them."""

import re
from collections.abc import Iterator

from releases import text
from releases.document import richtext
from releases.preflight import occasion
from releases.preflight.catalogue import rule
from releases.preflight.context import Context
from releases.preflight.finding import Hit, Level, Place, normalised
from releases.preflight.passage import Part, Passage
from releases.preflight.regulation import Lexicon
from releases.preflight.regulation.phrases import Hit as Phrase
from releases.preflight.view import PROSE, View

#: Categories that often have nothing to shelter; the others get the notice by custom.
_SELDOM = ("event", "governance")
_STATUTE = "15 U.S.C. 78u-5(c)(1)(A)(i)"
#: A safe harbor that an imported release carries among its sections rather than in its place.
_HEADING = re.compile(r"forward[- ]looking|safe harbor|cautionary", re.IGNORECASE)


@rule("C3", Level.BLOCK, "Who looks ahead says so: the safe harbor is attached.", source=_STATUTE)
def attached(view: View, context: Context) -> Iterator[Hit]:
    found = [(passage, phrase) for passage in view.of(*PROSE) for phrase in _ahead(passage, view, context)]
    has_one = bool(view.document.safe_harbor) or _elsewhere(view)
    if found and not has_one:
        passage, phrase = found[0]
        words = list(dict.fromkeys(each.words for _, each in found))
        yield passage.hit(
            phrase.begin,
            phrase.end,
            "The release looks ahead, and no safe harbor is attached. Attach the one in force.",
            evidence=f"{len(found)} × {', '.join(words[:6])}",
        )
    elif (
        not found
        and view.document.safe_harbor
        and view.document.category in _SELDOM
        and not _in_sections(view, context)
    ):
        yield Hit(
            place=Place("safe_harbor"),
            message="A safe harbor is attached, and nothing in the release looks ahead. See whether it is needed.",
            evidence="no forward-looking words",
            level=Level.NOTE,
        )


def _ahead(passage: Passage, view: View, context: Context) -> list[Phrase]:
    """Words that look ahead, but for those that only say when and where something is held, or how an award vests."""
    arranged = occasion.lexicon(view, context, "forward_looking", "arrangement").find(passage.text)
    starts = {phrase.begin for phrase in arranged}
    found = occasion.lexicon(view, context, "forward_looking", "looks-ahead").find(passage.text)
    found = [phrase for phrase in found if phrase.begin not in starts]
    terms = _terms_of_grants(passage, found, view, context)
    return [phrase for phrase in found if phrase.begin not in terms]


def _terms_of_grants(passage: Passage, found: list[Phrase], view: View, context: Context) -> set[int]:
    """Where words state a term of options or shares that were awarded: "The options will vest over four years."."""
    row = context.regulation.entry("forward_looking", "grant", on=occasion.law(view, context))
    words = [phrase for phrase in found if row and phrase.words.casefold() in row["terms"]]
    awards = occasion.lexicon(view, context, "forward_looking", "grant").find(passage.text) if words else []
    if not awards:
        return set()
    if any(name in view.text for name in row["inducement"]):
        return {phrase.begin for phrase in words}
    sentences = {passage.sentence_at(award.begin).start for award in awards}
    return {phrase.begin for phrase in words if passage.sentence_at(phrase.begin).start in sentences}


def _in_sections(view: View, context: Context) -> bool:
    return any(_ahead(passage, view, context) for passage in view.of(Part.SECTION))


def _elsewhere(view: View) -> bool:
    return any(_HEADING.search(section.heading) for section in view.document.sections)


@rule(
    "C4", Level.BLOCK, "The safe harbor is the version in force, once and unchanged.", source="The boilerplate records"
)
def version(view: View, context: Context) -> Iterator[Hit]:
    yield from _twice(view, context)
    harbor, day = view.document.safe_harbor, occasion.day(view, context)
    known = next((each for each in context.safe_harbors if harbor and each.version == harbor.version), None)
    if known is None:
        return
    if day and not (known.from_date <= day <= (known.until_date or day)):
        now = next(
            (
                each
                for each in context.safe_harbors
                if each.from_date <= day <= (each.until_date or day) and _kin(each.version, known.version)
            ),
            None,
        )
        yield Hit(
            place=Place("safe_harbor"),
            quote=known.version,
            message=f"This version is not in force on {text.ap_date(day)}. Attach {now.version if now else 'the one that is'}.",
            evidence=f"in force from {known.from_date}" + (f" to {known.until_date}" if known.until_date else ""),
            suggestion=now.version if now else "",
        )
    if not _filled(known.text).fullmatch(_plain(richtext.plain(harbor.html))):
        yield Hit(
            place=Place("safe_harbor"),
            quote=known.version,
            message="The safe harbor's words differ from the version that it names. Make a new version, and attach that.",
            evidence="edited inline",
        )


def _kin(one: str, other: str) -> bool:
    """Versions of one boilerplate: "Standard, version 2" and "Standard, version 1"."""
    return one.rpartition(", version ")[0] == other.rpartition(", version ")[0]


def _filled(template: str) -> re.Pattern:
    parts = re.split(r"\{[^{}]*\}", _plain(template))
    return re.compile(".{0,2000}?".join(re.escape(part) for part in parts), re.DOTALL)


def _plain(words: str) -> str:
    return normalised(words)


def _twice(view: View, context: Context) -> Iterator[Hit]:
    """The statute's words in the text although a safe harbor is attached."""
    statute = occasion.lexicon(view, context, "safe_harbor", "statute")
    identifies = occasion.lexicon(view, context, "safe_harbor", "identifies")
    if not view.document.safe_harbor:
        return
    for passage in view.of(Part.BODY, Part.SECTION):
        if (hits := statute.find(passage.text)) and identifies.has(passage.text):
            yield passage.hit(
                hits[0].begin,
                hits[0].end,
                "A second safe harbor stands in the text. Keep the attached one, and take this one out.",
                evidence="attached, and in the text",
            )


@rule("C5", Level.BLOCK, "No shelter is claimed where the statute gives none.", source="15 U.S.C. 78u-5(b)")
def excluded(view: View, context: Context) -> Iterator[Hit]:
    kind = _excluded_kind(view, context)
    if not kind:
        return
    statute = occasion.lexicon(view, context, "safe_harbor", "statute")
    for passage in view.of(Part.BODY, Part.SECTION, Part.SAFE_HARBOR):
        for phrase in statute.find(passage.text)[:1]:
            yield passage.hit(
                phrase.begin,
                phrase.end,
                f"The statute does not shelter statements made in connection with {kind}. Have counsel choose another legend.",
                evidence=kind,
            )


def _excluded_kind(view: View, context: Context) -> str:
    row = context.regulation.entry("safe_harbor", "excluded", on=occasion.law(view, context))
    for kind in row["kinds"] if row else ():
        lexicon, past = Lexicon(tuple(kind["phrases"])), Lexicon(tuple(row["past"]))
        for passage in (*view.of(Part.HEADLINE, Part.SUBHEADLINE), *view.of(Part.BODY)[:2]):
            if lexicon.has(passage.text) and not past.has(passage.text):
                return kind["name"]
    return ""


@rule("C7", Level.QUERY, "The safe harbor has what the statute asks for.", source=_STATUTE)
def components(view: View, context: Context) -> Iterator[Hit]:
    passages = [passage for passage in view.of(Part.SAFE_HARBOR) if not passage.is_heading]
    if not passages:
        return
    words = "\n".join(passage.text for passage in view.of(Part.SAFE_HARBOR))
    rows = context.regulation.entries("safe_harbor", on=occasion.law(view, context))
    missing = [row for row in rows if row.get("least") and _count(row, words, view, context) < row["least"]]
    linked = [drug.name for drug in view.document.drugs]
    names = [
        name
        for drug in view.document.drugs
        for name in (drug.code_name, drug.generic_name, drug.brand_name, *drug.aliases)
        if name
    ]
    if linked and not any(name.casefold() in words.casefold() for name in names) and not _speaks_of_products(words):
        yield _lacking(
            passages,
            f"names none of the drugs that the release is about: {text.series(linked)}",
            "Name the drug or the event that the statements are about.",
            "names no linked drug",
        )
    for row in missing:
        only = ""
        if row.id == "no-update" and re.search(r"10-K", words) and not re.search(r"10-Q", words):
            only = " It points to the Form 10-K only; a later Form 10-Q may be on file."
        yield _lacking(
            passages, f"does not say {row['says']}", row["suggestion"] + only, f"{row.id}: absent, {row.source}"
        )


def _count(row, words: str, view: View, context: Context) -> int:
    if topics := row.get("topics"):
        return sum(Lexicon(tuple(topic)).has(words) for topic in topics)
    return len(occasion.lexicon(view, context, "safe_harbor", row.id).find(words))


def _speaks_of_products(words: str) -> bool:
    return bool(
        re.search(
            r"\b(?:our|its|the [Cc]ompany['’]s|\w+['’]s) (?:product candidates?|medicines?|programs?|pipeline|products?|collaboration|agreement|offering)\b",
            words,
        )
    )


def _lacking(passages: list[Passage], says: str, suggestion: str, evidence: str) -> Hit:
    return Hit(
        place=Place(passages[0].field, 0, len(passages[0].text)),
        quote=_excerpt(passages[0].text),
        message=f"The safe harbor {says}. {suggestion}",
        evidence=evidence,
        suggestion=suggestion,
    )


def _excerpt(words: str, limit: int = 80) -> str:
    return words if len(words) <= limit else words[:limit].rpartition(" ")[0] + " …"
