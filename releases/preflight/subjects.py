"""The drugs and trials that a release may speak of: those of the records, and those that the document itself carries."""

import functools
import re
from collections.abc import Iterable

from releases.document import Drug
from releases.preflight.context import Context, KnownDrug, KnownTrial
from releases.preflight.view import View


def drugs(view: View, context: Context) -> tuple[KnownDrug, ...]:
    """The known drugs, and the document's own where the records don't have them."""
    recorded = {name.casefold() for known in context.drugs for name in known.names}
    return (
        *context.drugs,
        *(
            KnownDrug(
                drug=drug,
                is_own=_is_own(view, drug),
                approved_in=("",) if any(program.phase == "approved" for program in drug.programs) else (),
                is_linked=True,
            )
            for drug in view.document.drugs
            if drug.name.casefold() not in recorded
        ),
    )


def trials(view: View, context: Context) -> tuple[KnownTrial, ...]:
    """The known trials, and the document's own where the records don't have them."""
    recorded = {name for known in context.trials for name in (known.trial.nct_number, known.trial.acronym) if name}
    return (
        *context.trials,
        *(
            KnownTrial(trial=trial, is_linked=True)
            for trial in view.document.trials
            if not recorded & {trial.nct_number, trial.acronym}
        ),
    )


def drugs_of_release(view: View, context: Context) -> tuple[KnownDrug, ...]:
    """Those that are linked to the release."""
    linked = {drug.name for drug in view.document.drugs}
    return tuple(known for known in drugs(view, context) if known.is_linked or known.drug.name in linked)


@functools.lru_cache(maxsize=64)
def named(names: tuple[str, ...]) -> re.Pattern:
    """Finds any of the names as whole words; never matches when there is none. Code names match in capitals only."""
    if not (parts := [_pattern(name) for name in sorted(names, key=len, reverse=True) if name]):
        return re.compile(r"(?!)")
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")


def all_names(known: Iterable[KnownDrug]) -> tuple[str, ...]:
    """Every name of these drugs."""
    return tuple(name for each in known for name in each.names)


def _pattern(name: str) -> str:
    escaped = re.escape(name).replace(r"\-", "[-‑]")
    return escaped if re.search(r"[A-Z].*[A-Z\d]", name) else rf"(?i:{escaped})"


def _is_own(view: View, drug: Drug) -> bool:
    company = view.document.company
    return bool(drug.owner) and drug.owner in (company.legal_name, company.short_name)
