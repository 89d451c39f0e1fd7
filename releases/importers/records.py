"""Document to release: a new one, or the words of one that stands."""

import datetime

from releases import instants, text
from releases.compose import compose
from releases.document import Document, Section, richtext
from releases.importers import questions
from releases.importers.issuer import issuer_as_printed
from releases.importers.legal import safe_harbor_of
from releases.importers.linked import contact_of, drug_of, trial_of
from releases.importers.merging import merged
from releases.importers.writing import check, create
from releases.models import (
    Drug,
    Release,
    ReleaseContact,
    ReleaseDrug,
    ReleaseFootnote,
    ReleaseSection,
    ReleaseTrial,
)
from releases.vocabulary import Language


def create_records(document: Document, *, by, today: datetime.date) -> tuple[Release, list[str]]:
    """Create the release and link or create its drugs, trials, contacts and legal text.

    Returns it with remarks for a human, in sentences. To be called inside a transaction. Raises :class:`Misfit`.
    """
    remarks: list[str] = []
    facts = _facts(document, today, remarks) | {"language": _language(document, remarks)}
    release = create(Release, category=document.category, created_by=by, updated_by=by, **facts)
    _create_parts(release, document, remarks)
    return release, remarks


def replace_words(release: Release, document: Document, *, by, today: datetime.date) -> list[str]:
    """Make the words, parts and links of the document those of a release that stands; returns remarks.

    What the document says as the release's own Word file would say it stays as it is, and so do category, results, figures,
    attachments and the reports that the safe harbor names: no file carries them. To be called inside a transaction. Raises
    :class:`Misfit`.
    """
    remarks: list[str] = []
    own = compose(release)
    document, same = merged(own, document)
    facts = _facts(document, today, remarks, same=same)
    if "company" not in same:
        names = ("legal_name", "short_name", "exchange", "ticker", "other_listings", "website")
        facts = {f"issuer_{name}": "" for name in names} | facts
    for name, value in facts.items():
        setattr(release, name, value)
    check(release, facts)
    release.updated_by = by
    release.version += 1
    release.save(update_fields=[*facts, "updated_by", "updated_at", "version"])
    rows = dict(zip(own.sections, release.sections.all(), strict=True))
    for part, rows_of_part in _ROWS.items():
        if part not in same:
            getattr(release, rows_of_part).all().delete()
    _create_parts(release, document, remarks, same=same, rows=rows)
    return remarks


#: Parts of a document, and the rows of a release that hold them.
_ROWS = {
    "sections": "sections",
    "footnotes": "footnotes",
    "drugs": "drug_links",
    "trials": "trial_links",
    "contacts": "contact_links",
}


def _facts(document: Document, today: datetime.date, remarks: list[str], *, same: frozenset[str] = frozenset()) -> dict:
    """The fields of the release itself, but those of the parts that are the same."""
    fields = {
        "date": {"release_date": _date(document, remarks)},
        "headline": {"headline": document.headline},
        "subheadline": {"subheadline": document.subheadline},
        "dateline": {
            "dateline_city": document.dateline.city,
            "dateline_region": document.dateline.region,
            "wire": document.dateline.wire,
        },
        "body_html": {"body": document.body_html},
        "trademark_notes": {"trademark_notes": "\n".join(document.trademark_notes)},
        "source": {"source": document.source},
        "distributor": {"distributor": document.distributor},
    }
    facts = {name: value for part, values in fields.items() if part not in same for name, value in values.items()}
    if "safe_harbor" not in same:
        facts["safe_harbor"] = safe_harbor_of(document, today=today)
    return facts if "company" in same else facts | issuer_as_printed(document, remarks)


def _date(document: Document, remarks: list[str]) -> datetime.date | None:
    """The printed date, unless no release can have it."""
    if sentence := instants.out_of_bounds(document.date):
        remarks.append(f"{sentence} The release has none until then.")
        return None
    return document.date


def _language(document: Document, remarks: list[str]) -> str:
    """By its letters, since no format says it reliably; English when they are Latin."""
    found = text.likely_language(document.headline + richtext.plain(document.body_html))
    if found:
        remarks.append(f"The language was set to {Language(found).label} by the letters of the text. Check it.")
    return found or Language.ENGLISH


def _create_parts(
    release: Release,
    document: Document,
    remarks: list[str],
    *,
    same: frozenset[str] = frozenset(),
    rows: dict[Section, ReleaseSection] | None = None,
) -> None:
    """The rows of the parts that are not the same; a section that is one of ``rows`` keeps the version of its boilerplate."""
    for position, section in enumerate(() if "sections" in same else document.sections):
        row = (rows or {}).get(section)
        create(
            ReleaseSection,
            release=release,
            position=position,
            kind=section.kind,
            boilerplate_version=row.boilerplate_version if row else None,
            heading=row.heading if row else section.heading,
            text=row.text if row else section.html,
        )
    for position, note in enumerate(() if "footnotes" in same else document.footnotes):
        create(ReleaseFootnote, release=release, position=position, mark=note.mark, text=note.html)
    drugs = {}
    if not {"drugs", "trials"} <= same:
        drugs = {value.name: drug_of(value, document, remarks) for value in document.drugs}
    if "drugs" not in same:
        for position, drug in enumerate(drugs.values()):
            ReleaseDrug.objects.get_or_create(release=release, drug=drug, defaults={"position": position})
    for position, value in enumerate(() if "trials" in same else document.trials):
        trial = trial_of(value, drugs, remarks)
        ReleaseTrial.objects.get_or_create(release=release, trial=trial, defaults={"position": position})
    if not {"drugs", "trials"} <= same:
        _link_named(release, document)
    for position, value in enumerate(() if "contacts" in same else document.contacts):
        contact = contact_of(value, remarks)
        ReleaseContact.objects.get_or_create(
            release=release, contact=contact, defaults={"position": position, "label": value.label}
        )


def _link_named(release: Release, document: Document) -> None:
    """Link what the text names of the house, behind what was recognized."""
    for position, record in enumerate(questions.named(document), len(document.drugs) + len(document.trials)):
        if isinstance(record, Drug):
            ReleaseDrug.objects.get_or_create(release=release, drug=record, defaults={"position": position})
        else:
            ReleaseTrial.objects.get_or_create(release=release, trial=record, defaults={"position": position})
