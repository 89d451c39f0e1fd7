"""The questions the public may ask about drugs and trials: answered by sealed copies that a live edition knows."""

import dataclasses

from releases.models.sealed_record import SealedRecord
from releases.newsroom.ledger import about
from releases.newsroom.reading import addresses, path, read_record, readable_records
from releases.newsroom.values import DrugPage, Pipeline, Stage, Subject, TrialPage
from releases.vocabulary import ProgramPhase, RecordKind

_SCALE = {phase.value: step for step, phase in enumerate(ProgramPhase, 1)}

#: What stands above the chart: a short name, and where its step begins, in percent of the scale.
SCALE_LABELS = tuple(
    (label, round(100 * (_SCALE[phase] - 1) / len(_SCALE), 2))
    for phase, label in (
        (ProgramPhase.DISCOVERY, "Discovery"),
        (ProgramPhase.PHASE1, "Phase I"),
        (ProgramPhase.PHASE2, "II"),
        (ProgramPhase.PHASE3, "III"),
        (ProgramPhase.FILED, "Review"),
    )
)


def drug(slug: str) -> DrugPage | None:
    """The drug at this address, or None for whatever is not public."""
    copy = _find(RecordKind.DRUG, slug)
    if copy is None:
        return None
    inside = (trial for trial in _trials() if str(copy.record_key) in {part.key for part in trial.trial.drugs})
    return dataclasses.replace(_drug_page(copy), trials=tuple(inside), releases=about(RecordKind.DRUG, copy.record_key))


def trial(slug: str) -> TrialPage | None:
    """The trial at this address, or None for whatever is not public."""
    copy = _find(RecordKind.TRIAL, slug)
    if copy is None:
        return None
    page = _trial_page(copy)
    paths = addresses(part.key for part in page.trial.drugs)
    return dataclasses.replace(
        page,
        drugs=tuple(
            (Subject(name=part.name, key=part.key, url=paths.get(part.key, "")), part.role) for part in page.trial.drugs
        ),
        releases=about(RecordKind.TRIAL, copy.record_key),
    )


def subjects() -> tuple[tuple[Subject, ...], tuple[Subject, ...]]:
    """Every public drug and every public trial, by name."""
    found = {RecordKind.DRUG: [], RecordKind.TRIAL: []}
    for copy, record in readable_records(SealedRecord.objects.known().filter(kind__in=found)):
        found[copy.kind].append(Subject(name=record.name, key=str(copy.record_key), url=path(copy.kind, copy.slug)))
    return tuple(tuple(sorted(each, key=lambda subject: subject.name.casefold())) for each in found.values())


def pipeline() -> Pipeline:
    """Every public drug: those furthest on the way to the market first, then by name."""
    copies = readable_records(SealedRecord.objects.known().filter(kind=RecordKind.DRUG))
    pages = [_drug_page(copy) for copy, _ in copies]
    pages.sort(key=lambda page: (-max((stage.step for stage in page.stages), default=0), page.drug.name, page.url))
    return Pipeline(
        developed=tuple(page for page in pages if page.stages), others=tuple(page for page in pages if not page.stages)
    )


def _find(kind: RecordKind, slug: str) -> SealedRecord | None:
    return SealedRecord.objects.known().filter(kind=kind, slug=slug).first()


def _trials() -> list[TrialPage]:
    copies = readable_records(SealedRecord.objects.known().filter(kind=RecordKind.TRIAL))
    pages = [_trial_page(copy) for copy, _ in copies]
    return sorted(pages, key=lambda page: (page.trial.name, page.url))


def _drug_page(copy: SealedRecord) -> DrugPage:
    record = read_record(copy.kind, copy.document_json)
    marks = {program.indication.casefold(): [] for program in record.drug.programs}
    elsewhere = []
    for designation in record.drug.designations:
        marks.get(designation.indication.casefold(), elsewhere).append(designation)
    return DrugPage(
        url=path(copy.kind, copy.slug),
        drug=record.drug,
        about_html=record.about_html,
        stages=tuple(
            Stage(
                program=program,
                step=_SCALE.get(program.phase, 0),
                steps=len(_SCALE),
                designations=tuple(marks[program.indication.casefold()]),
            )
            for program in record.drug.programs
        ),
        designations=tuple(elsewhere),
        live_at=copy.live_at,
    )


def _trial_page(copy: SealedRecord) -> TrialPage:
    record = read_record(copy.kind, copy.document_json)
    return TrialPage(url=path(copy.kind, copy.slug), trial=record.trial, live_at=copy.live_at)
