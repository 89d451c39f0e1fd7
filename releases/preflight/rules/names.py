"""Names of medicines, trials, companies and people: spelled as registered."""

import re
from collections.abc import Iterator

from releases.preflight import occasion, spelling, subjects
from releases.preflight.catalogue import rule
from releases.preflight.context import Context
from releases.preflight.finding import Hit, Level
from releases.preflight.passage import Part, Passage
from releases.preflight.view import PROSE, View

#: Letters of a name from which on a slip in it is looked for: in the house's own drugs and trials, and in other names.
_SHORTEST, _SHORTEST_OTHER = 6, 8
_WORD = re.compile(r"(?<![\w@./-])[^\W\d_]{6,30}(?![\w@]|[./-]\w)")
_CODE = re.compile(r"([A-Z]{2,6})[-‑]?(\d{2,5}[A-Z]?)")


@rule(
    "B3",
    Level.QUERY,
    "Registered names are spelled as registered.",
    source="The records of drugs, trials, contacts and the company",
)
def spellings(view: View, context: Context) -> Iterator[Hit]:
    yield from _misspelled(view, context)
    yield from _hyphenated(view, context)


def _misspelled(view: View, context: Context) -> Iterator[Hit]:
    names = _names(view, context)
    exact = {name.casefold() for name in names} | _common(view, context)
    judged: dict[str, str] = {}
    for passage in view.of(*PROSE, Part.SECTION, Part.SAFE_HARBOR):
        for match in _WORD.finditer(passage.text):
            word = match[0]
            if word not in judged:
                judged[word] = _nearest(word, names, exact)
            if wanted := judged[word]:
                yield passage.hit(
                    match.start(),
                    match.end(),
                    f"“{word}” is nearly “{wanted}”, which the records have. Correct it, or say why it is right.",
                    evidence=f"{spelling.distance(word.casefold(), wanted.casefold(), 2)} apart from {wanted}",
                    suggestion=wanted,
                )


def _nearest(word: str, names: dict[str, str], exact: set[str]) -> str:
    folded = word.casefold()
    if folded in exact or folded.removesuffix("s") in exact:
        return ""
    letters = set(folded)
    for name, kind in names.items():
        if kind == "trial" and not word.isupper():
            continue
        if kind in ("person", "brand", "company") and not word[0].isupper():
            continue
        limit = 2 if len(name) >= 10 and kind != "trial" else 1
        other = name.casefold()
        if len(other) < _SHORTEST_OTHER and not (kind == "generic" or word[0].isupper()):
            continue
        if abs(len(other) - len(folded)) > limit or len(letters ^ set(other)) > 2 * limit:
            continue
        if spelling.distance(folded, other, limit) <= limit and folded != other + "s":
            return name
    return ""


def _names(view: View, context: Context) -> dict[str, str]:
    """Each registered word of eight letters or more, with the kind of its name."""
    found: dict[str, str] = {}
    for known in context.drugs:
        names = [(known.drug.generic_name, "generic"), (known.drug.brand_name, "brand")]
        names += [(alias, "brand" if alias[:1].isupper() else "generic") for alias in known.drug.aliases]
        for name, kind in names:
            if not re.search(r"\d", name):
                found |= dict.fromkeys(_words(name, _SHORTEST), kind)
    for known in context.trials:
        found |= dict.fromkeys(_words(known.trial.acronym, _SHORTEST), "trial")
    people = [known.contact.person for known in context.contacts]
    people += [quotation.speaker for quotation in view.document.quotations]
    for person in people:
        found |= dict.fromkeys(_words(person), "person")
    company = context.company
    for name in (company.legal_name, company.short_name) if company else ():
        found |= dict.fromkeys(_words(name), "company")
    common = _common(view, context)
    return {word: kind for word, kind in found.items() if word.casefold() not in common}


def _words(name: str, shortest: int = _SHORTEST_OTHER) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", name) if len(word) >= shortest]


def _common(view: View, context: Context) -> set[str]:
    entry = context.regulation.entry("names", "common-words", on=occasion.law(view, context))
    return set(entry["words"]) if entry else set()


def _hyphenated(view: View, context: Context) -> Iterator[Hit]:
    registered = {}
    for name in subjects.all_names(context.drugs):
        if match := _CODE.fullmatch(name):
            registered[match[1] + match[2]] = name
    exact = set(subjects.all_names(context.drugs))
    if not registered:
        return
    for passage in view.of(*PROSE, Part.SECTION, Part.SAFE_HARBOR):
        for match in re.finditer(rf"(?<![\w/@.-]){_CODE.pattern}(?!\w)", passage.text):
            wanted = registered.get(match[1] + match[2])
            if wanted and match[0].replace("‑", "-") not in exact:
                yield passage.hit(
                    match.start(),
                    match.end(),
                    f"The records write {wanted}. Write it so here too.",
                    evidence=f"{wanted} in the records",
                    suggestion=wanted,
                    level=Level.NOTE,
                )


@rule(
    "B15",
    Level.NOTE,
    "The generic name stands with the code name's first mention.",
    source="INN usage; AMA Manual of Style 14.4",
)
def generic_name(view: View, context: Context) -> Iterator[Hit]:
    for known in subjects.drugs_of_release(view, context):
        drug = known.drug
        if not (drug.code_name and drug.generic_name):
            continue
        texts = view.of(*PROSE, Part.SECTION)
        first = _first(texts, drug.code_name)
        if first and not _mentions_generic(view, drug.generic_name):
            passage, match = first
            yield passage.hit(
                match.start(),
                match.end(),
                f"{drug.code_name} is named, and its generic name never is. Add it at the first mention.",
                evidence=f"{drug.generic_name} in the records",
                suggestion=f"{drug.code_name} ({drug.generic_name})",
            )


def _first(passages: tuple[Passage, ...], name: str):
    pattern = subjects.named((name,))
    return next(((passage, match) for passage in passages if (match := pattern.search(passage.text))), None)


def _mentions_generic(view: View, name: str) -> bool:
    pattern = subjects.named((name,))
    return any(pattern.search(passage.text) for passage in view.of(*PROSE, Part.SECTION))
