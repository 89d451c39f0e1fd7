"""Every part of a document with its name and its words as blocks, in the order of the document."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from releases import text, vocabulary
from releases.document.blocks import Block, blocks, line
from releases.document.document import Document
from releases.document.parts import Contact, Drug, File, Trial
from releases.document.results import Results
from releases.document.tree import serialise


@dataclass(frozen=True, slots=True)
class Part:
    """What a person calls a part, the value that tells whether it changed, and its words."""

    name: str
    holds: Callable[[Document], object]
    blocks: Callable[[Document], list[Block]]


def _field(name: str, field: str, label: str = "") -> Part:
    """A part that is one text of the document."""

    def words(document: Document) -> list[Block]:
        value = dict(getattr(vocabulary, label).choices).get(getattr(document, field)) if label else None
        return [line(each) for each in (value or getattr(document, field)).splitlines()]

    return Part(name, lambda document: getattr(document, field), words)


def _date(document: Document) -> list[Block]:
    return [line(text.ap_date(document.date))] if document.date else []


def _dateline(document: Document) -> list[Block]:
    place = ", ".join(filter(None, (document.dateline.city, document.dateline.region)))
    return _lines(place, document.dateline.wire)


def _sections(document: Document) -> list[Block]:
    result = []
    for section in document.sections:
        result += [*_lines(section.heading, kind="h2"), *blocks(section.html)]
    return result


def _notes(document: Document) -> list[Block]:
    result = []
    for note in document.footnotes:
        first, *others = blocks(note.html) or [line("")]
        result += [Block("p", ((*line(note.mark).cells[0], *_spaced(first.cells[0])),)), *others]
    return result


def _spaced(words: tuple) -> tuple:
    return tuple(type(word)(word.text, word.marks, word.is_spaced or not at) for at, word in enumerate(words))


def _safe_harbor(document: Document) -> list[Block]:
    if document.safe_harbor is None:
        return []
    return [
        *_lines(document.safe_harbor.heading, kind="h2"),
        *blocks(document.safe_harbor.html),
        *_facts(("Version", document.safe_harbor.version)),
    ]


def _contact(contact: Contact) -> Iterator[Block]:
    yield from _lines(contact.label or _label("ContactKind", contact.kind), kind="h2")
    yield from _lines(contact.organization, contact.person, contact.title, contact.phone, contact.email)


def _drug(drug: Drug) -> Iterator[Block]:
    yield line(drug.name, "h2")
    yield from _facts(
        ("Code name", drug.code_name),
        ("Generic name", drug.generic_name),
        ("Brand name", drug.brand_name),
        ("Also", ", ".join(drug.aliases)),
        ("Target", drug.target),
        ("Mechanism", drug.mechanism),
        ("Owner", drug.owner),
        ("Partner", drug.partner),
    )
    for granted in drug.designations:
        kind, region = _label("DesignationKind", granted.kind), _label("Region", granted.region)
        yield from _facts(("Designation", ", ".join(filter(None, (kind, granted.indication, region)))))
    for program in drug.programs:
        phase, status = _label("ProgramPhase", program.phase), _label("ProgramStatus", program.status)
        partner = program.partner and f"with {program.partner}"
        yield from _facts(("Program", ", ".join(filter(None, (program.indication, phase, partner, status)))))


def _trial(trial: Trial) -> Iterator[Block]:
    yield line(trial.name, "h2")
    count = "" if trial.enrollment_count is None else f"{trial.enrollment_count:,}"
    yield from _facts(
        ("Registry number", trial.nct_number),
        ("Acronym", trial.acronym),
        ("Title", trial.title),
        ("Phase", _label("TrialPhase", trial.phase)),
        ("Status", _label("TrialStatus", trial.status)),
        ("Conditions", ", ".join(trial.conditions)),
        ("Enrollment", f"{count} {_label('EnrollmentType', trial.enrollment_type).lower()}".strip()),
        ("Sponsor", trial.sponsor),
        *(("Drug", f"{drug.name}, {_label('DrugRole', drug.role).lower()}") for drug in trial.drugs),
        ("Start", trial.start_date and text.ap_date(trial.start_date)),
        ("Primary completion", trial.primary_completion_date and text.ap_date(trial.primary_completion_date)),
        ("Completion", trial.completion_date and text.ap_date(trial.completion_date)),
    )


def _file(file: File) -> Iterator[Block]:
    yield line(file.title or file.name, "h2")
    pixels = f"{file.width} × {file.height} pixels" if file.width and file.height else ""
    yield from _facts(
        ("File", f"{file.name}, {file.content_type}, {file.size:,} bytes"),
        ("Kind", _label("MediaKind", file.kind)),
        ("Alternative text", file.alternative_text),
        ("Caption", file.caption),
        ("Size", pixels),
        ("SHA-256", file.sha256),
        ("Key", file.key),
    )


def _results(results: Results) -> Iterator[Block]:
    yield from blocks(serialise(results.table()))


def _company(document: Document) -> list[Block]:
    company = document.company
    return _facts(
        ("Legal name", company.legal_name),
        ("Short name", company.short_name),
        ("Listing", ": ".join(filter(None, (company.exchange, company.ticker)))),
        ("Market identifier", company.mic),
        *(("Further listing", f"{listing}{listing.mic and f' ({listing.mic})'}") for listing in company.other_listings),
        ("Website", company.website),
        ("Time zone", company.time_zone),
    )


def _correction(document: Document) -> list[Block]:
    if document.correction is None:
        return []
    return _lines(_label("CorrectionKind", document.correction.kind), *document.correction.note.splitlines())


def _lines(*texts: str, kind: str = "p") -> list[Block]:
    return [line(each, kind) for each in texts if each]


def _facts(*facts: tuple[str, str]) -> list[Block]:
    return _lines(*(f"{name}: {value}" for name, value in facts if value))


def _label(choices: str, value: str) -> str:
    return dict(getattr(vocabulary, choices).choices).get(value, value)


def _each(field: str, describe: Callable) -> Callable[[Document], list[Block]]:
    return lambda document: [block for item in getattr(document, field) for block in describe(item)]


#: Together they hold every field of a document but its schema, which two documents share.
PARTS = (
    Part("the correction notice", lambda document: document.correction, _correction),
    _field("the category", "category", "Category"),
    _field("the headline", "headline"),
    _field("the subheadline", "subheadline"),
    Part("the date", lambda document: document.date, _date),
    Part("the dateline", lambda document: document.dateline, _dateline),
    Part(
        "the body",
        # Quotations are found in the body, and may be found otherwise by a later version of this software.
        lambda document: (document.body_html, document.quotations),
        lambda document: blocks(document.body_html),
    ),
    Part("the results", lambda document: document.results, _each("results", _results)),
    Part("the about sections", lambda document: document.sections, _sections),
    Part(
        "the trademark notes",
        lambda document: document.trademark_notes,
        lambda document: _lines(*document.trademark_notes),
    ),
    Part("the footnotes", lambda document: document.footnotes, _notes),
    Part("the safe harbor", lambda document: document.safe_harbor, _safe_harbor),
    Part("the contacts", lambda document: document.contacts, _each("contacts", _contact)),
    _field("the source line", "source"),
    _field("the distribution line", "distributor"),
    Part("the drugs", lambda document: document.drugs, _each("drugs", _drug)),
    Part("the trials", lambda document: document.trials, _each("trials", _trial)),
    Part("the files", lambda document: document.files, _each("files", _file)),
    Part("the company as printed", lambda document: document.company, _company),
    _field("the language", "language"),
)
