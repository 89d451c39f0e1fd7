"""Document to release: a new one, or the words of one that stands."""

import datetime

from releases.document import Document
from releases.importers.issuer import issuer_as_printed
from releases.importers.linked import contact_of, drug_of, trial_of
from releases.importers.matching import match_safe_harbor
from releases.importers.writing import check, create
from releases.models import (
    Boilerplate,
    BoilerplateVersion,
    Release,
    ReleaseContact,
    ReleaseDrug,
    ReleaseFootnote,
    ReleaseSection,
    ReleaseTrial,
)
from releases.vocabulary import BoilerplateKind

#: The boilerplate that holds safe harbors as old releases printed them, one version for each wording.
AS_PRINTED = "As printed in imported releases"


def create_records(document: Document, *, by, today: datetime.date) -> tuple[Release, list[str]]:
    """Create the release and link or create its drugs, trials, contacts and legal text.

    Returns it with remarks for a human, in sentences. To be called inside a transaction. Raises :class:`Misfit`.
    """
    remarks: list[str] = []
    facts = _facts(document, today, remarks)
    release = create(Release, category=document.category, created_by=by, updated_by=by, **facts)
    _create_parts(release, document, remarks)
    return release, remarks


def replace_words(release: Release, document: Document, *, by, today: datetime.date) -> list[str]:
    """Make the words, parts and links of the document those of a release that stands; returns remarks.

    Category, figures, attachments and the reports that its safe harbor names stay: no file carries them. To be called
    inside a transaction. Raises :class:`Misfit`.
    """
    remarks: list[str] = []
    names = ("legal_name", "short_name", "exchange", "ticker", "other_listings", "website")
    facts = {f"issuer_{name}": "" for name in names} | _facts(document, today, remarks)
    for name, value in facts.items():
        setattr(release, name, value)
    check(release, facts)
    release.updated_by = by
    release.version += 1
    release.save(update_fields=[*facts, "updated_by", "updated_at", "version"])
    for parts in ("sections", "footnotes", "drug_links", "trial_links", "contact_links"):
        getattr(release, parts).all().delete()
    _create_parts(release, document, remarks)
    return remarks


def _facts(document: Document, today: datetime.date, remarks: list[str]) -> dict:
    return {
        "release_date": document.date,
        "headline": document.headline,
        "subheadline": document.subheadline,
        "dateline_city": document.dateline.city,
        "dateline_region": document.dateline.region,
        "wire": document.dateline.wire,
        "body": document.body_html,
        "trademark_notes": "\n".join(document.trademark_notes),
        "safe_harbor": _safe_harbor(document, today),
        "source": document.source,
        "distributor": document.distributor,
        **issuer_as_printed(document, remarks),
    }


def _create_parts(release: Release, document: Document, remarks: list[str]) -> None:
    for position, section in enumerate(document.sections):
        create(
            ReleaseSection,
            release=release,
            position=position,
            kind=section.kind,
            heading=section.heading,
            text=section.html,
        )
    for position, note in enumerate(document.footnotes):
        create(ReleaseFootnote, release=release, position=position, mark=note.mark, text=note.html)
    drugs = {}
    for position, value in enumerate(document.drugs):
        drugs[value.name] = drug = drug_of(value, document, remarks)
        ReleaseDrug.objects.get_or_create(release=release, drug=drug, defaults={"position": position})
    for position, value in enumerate(document.trials):
        trial = trial_of(value, drugs, remarks)
        ReleaseTrial.objects.get_or_create(release=release, trial=trial, defaults={"position": position})
    for position, value in enumerate(document.contacts):
        contact = contact_of(value, remarks)
        ReleaseContact.objects.get_or_create(
            release=release, contact=contact, defaults={"position": position, "label": value.label}
        )


def _safe_harbor(document: Document, today: datetime.date) -> BoilerplateVersion | None:
    if document.safe_harbor is None:
        return None
    heading, html = document.safe_harbor.heading, document.safe_harbor.html
    if version := match_safe_harbor(heading, html):
        return version
    boilerplate, _ = Boilerplate.objects.get_or_create(kind=BoilerplateKind.SAFE_HARBOR, name=AS_PRINTED)
    return create(
        BoilerplateVersion,
        boilerplate=boilerplate,
        effective_from=document.date or today,
        heading=heading,
        text=html,
    )
