"""What a release names is linked to it, and what is linked is named; counts in standing text are the records'."""

import re
from collections.abc import Iterator

from releases.preflight import grammar, subjects
from releases.preflight.catalogue import rule
from releases.preflight.context import Context
from releases.preflight.finding import Hit, Level, Place
from releases.preflight.passage import Part, Passage
from releases.preflight.view import PROSE, View


@rule(
    "B8",
    Level.QUERY,
    "Drugs and trials that a release names are linked to it, and the other way round.",
    source="The drug and trial records",
)
def linked(view: View, context: Context) -> Iterator[Hit]:
    own = [known for known in context.drugs if known.is_own]
    linked_drugs = {drug.name for drug in view.document.drugs}
    linked_trials = {trial.name for trial in view.document.trials}
    for known in own:
        if known.drug.name not in linked_drugs and not known.is_linked:
            yield from _unlinked(view, known.names, f"The drug {known.drug.name}")
    for known in context.trials:
        names = tuple(filter(None, (known.trial.acronym, known.trial.nct_number)))
        if known.trial.name not in linked_trials and not known.is_linked:
            yield from _unlinked(view, names, f"The trial {known.trial.name}")
    if context.drugs:
        for index, drug in enumerate(view.document.drugs):
            names = (drug.code_name, drug.generic_name, drug.brand_name, *drug.aliases)
            yield from _unnamed(view, tuple(filter(None, names)), drug.name, Place(f"drugs[{index}]"))
    if context.trials:
        for index, trial in enumerate(view.document.trials):
            names = tuple(filter(None, (trial.acronym, trial.nct_number)))
            yield from _unnamed(view, names, trial.name, Place(f"trials[{index}]"))


def _unlinked(view: View, names: tuple[str, ...], what: str) -> Iterator[Hit]:
    pattern = subjects.named(names)
    for passage in view.of(*PROSE):
        if match := pattern.search(passage.text):
            yield passage.hit(
                match.start(),
                match.end(),
                f"{what} is named and not linked, so the release won't stand on its page. Link it, or say why not.",
                evidence="not linked",
            )
            return


def _unnamed(view: View, names: tuple[str, ...], name: str, place: Place) -> Iterator[Hit]:
    pattern = subjects.named(names)
    if names and not any(pattern.search(passage.text) for passage in view.of(*PROSE, Part.SECTION, Part.FILE)):
        yield Hit(
            place=place,
            quote=name,
            message=f"{name} is linked, and the release never names it. Take the link away, or name it.",
            evidence="not named",
        )


@rule("B14", Level.QUERY, "Counts in the about text are those of the records.", source="The drug records")
def counts(view: View, context: Context) -> Iterator[Hit]:
    known = dict(context.company.counts) if context.company else {}
    for phrase, number in known.items():
        # Up to four words may stand between the number and what it counts: "Ten of its TAP compounds".
        pattern = re.compile(
            rf"(?P<count>{grammar.COUNT})(?:\s[\w-]{{1,20}}){{0,4}}?\s{re.escape(phrase)}\b", re.IGNORECASE
        )
        for passage in view.of(Part.SECTION):
            yield from _differing(passage, pattern, phrase, number)


def _differing(passage: Passage, pattern: re.Pattern, phrase: str, number: int) -> Iterator[Hit]:
    for match in pattern.finditer(passage.text):
        if (said := grammar.count(match["count"])) != number:
            yield passage.hit(
                match.start(),
                match.end(),
                f"The records have {number} {phrase}. Correct the text or the records.",
                evidence=f"{said} here, {number} on record",
            )
