"""Document to records: what is known is linked, what is new is created and waits for confirmation."""

import datetime

from django.core.exceptions import ValidationError
from django.db.models import CharField

from releases.document import Company as Issuer
from releases.document import Document
from releases.importers.matching import match_contact, match_drug, match_trial
from releases.models import (
    Boilerplate,
    BoilerplateVersion,
    Company,
    Contact,
    Designation,
    Drug,
    Program,
    Release,
    ReleaseContact,
    ReleaseDrug,
    ReleaseFootnote,
    ReleaseSection,
    ReleaseTrial,
    Trial,
    TrialDrug,
)
from releases.vocabulary import MIC, BoilerplateKind, SectionKind


class Misfit(ValueError):
    """A part of the document does not fit its record; the message is a sentence for the editor."""


#: The boilerplate that holds safe harbors as old releases printed them, one version for each wording.
AS_PRINTED = "As printed in imported releases"


def create_records(document: Document, *, by, today: datetime.date) -> tuple[Release, list[str]]:
    """Create the release and link or create its drugs, trials, contacts and legal text.

    Returns it with remarks for a human, in sentences. To be called inside a transaction.
    """
    remarks: list[str] = []
    issuer = _issuer(document, remarks)
    release = _create(
        Release,
        category=document.category,
        release_date=document.date,
        headline=document.headline,
        subheadline=document.subheadline,
        dateline_city=document.dateline.city,
        dateline_region=document.dateline.region,
        wire=document.dateline.wire,
        body=document.body_html,
        trademark_notes="\n".join(document.trademark_notes),
        safe_harbor=_safe_harbor(document, today),
        source=document.source,
        distributor=document.distributor,
        created_by=by,
        updated_by=by,
        **issuer,
    )
    for position, section in enumerate(document.sections):
        _create(
            ReleaseSection,
            release=release,
            position=position,
            kind=section.kind,
            heading=section.heading,
            text=section.html,
        )
    for position, note in enumerate(document.footnotes):
        _create(ReleaseFootnote, release=release, position=position, mark=note.mark, text=note.html)
    drugs = {}
    for position, value in enumerate(document.drugs):
        drugs[value.name] = drug = match_drug(value) or _create_drug(value, document, remarks)
        ReleaseDrug.objects.get_or_create(release=release, drug=drug, defaults={"position": position})
    for position, value in enumerate(document.trials):
        trial = match_trial(value) or _create_trial(value, drugs, remarks)
        ReleaseTrial.objects.get_or_create(release=release, trial=trial, defaults={"position": position})
    for position, value in enumerate(document.contacts):
        contact = match_contact(value) or _create_contact(value, remarks)
        ReleaseContact.objects.get_or_create(
            release=release, contact=contact, defaults={"position": position, "label": value.label}
        )
    return release, remarks


def _create(model, **facts):
    """Save a new record of the model; raises :class:`Misfit` when one of its short texts does not fit."""
    record = model(**facts)
    long_fields = [field.name for field in model._meta.concrete_fields if not isinstance(field, CharField)]
    try:
        record.clean_fields(exclude=long_fields)
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        name = f"{model._meta.verbose_name}’s {model._meta.get_field(field).verbose_name}"
        value = str(facts.get(field, ""))
        quoted = f" It reads “{value[:60]}{'…' if len(value) > 60 else ''}”." if value else ""
        raise Misfit(
            f"The {name} does not fit its record: {messages[0]}{quoted} Correct the file, or write the release at the desk."
        ) from error
    record.save()
    return record


def _issuer(document: Document, remarks: list[str]) -> dict[str, str]:
    """What the release prints about its company where that is not the company's record; creates a missing record."""
    printed = document.company
    record = Company.objects.current()
    if record is None and printed.legal_name:
        name = (printed.short_name or printed.legal_name).casefold()
        about = next(
            (
                part.html
                for part in document.sections
                if part.kind == SectionKind.COMPANY and name in part.heading.casefold()
            ),
            "",
        )
        _create(
            Company,
            legal_name=printed.legal_name,
            short_name=printed.short_name or printed.legal_name,
            exchange=printed.exchange if printed.exchange in MIC else "",
            ticker=printed.ticker if printed.exchange in MIC else "",
            website=_address(printed.website),
            time_zone=printed.time_zone,
            about=about,
        )
        remarks.append(f"The company {printed.legal_name} was created from this release. Check its record.")
        record = Company.objects.current()
    if not printed.legal_name or _same(printed, record):
        return {}
    if record.legal_name != printed.legal_name or (printed.ticker and record.ticker != printed.ticker):
        remarks.append(
            f"The release names {_named(printed)} as its company; the record says {_named(record)}."
            " It is kept as printed."
        )
    return {
        "issuer_legal_name": printed.legal_name,
        "issuer_short_name": printed.short_name,
        "issuer_exchange": printed.exchange,
        "issuer_ticker": printed.ticker,
        "issuer_website": printed.website,
    }


def _same(printed: Issuer, record: Company) -> bool:
    """Whether everything that the release prints stands in the record."""
    return (
        printed.legal_name == record.legal_name
        and printed.short_name in ("", record.short_name)
        and (printed.exchange, printed.ticker) in (("", ""), (record.exchange, record.ticker))
        and _address(printed.website) in ("", record.website)
    )


def _named(company) -> str:
    return f"{company.legal_name} ({company.exchange}: {company.ticker})" if company.ticker else company.legal_name


def _address(website: str) -> str:
    return website if not website or "://" in website else f"https://{website}"


def _safe_harbor(document: Document, today: datetime.date) -> BoilerplateVersion | None:
    if document.safe_harbor is None:
        return None
    printed = {"heading": document.safe_harbor.heading, "text": document.safe_harbor.html}
    known = BoilerplateVersion.objects.filter(boilerplate__kind=BoilerplateKind.SAFE_HARBOR, **printed)
    if version := known.order_by("number").first():
        return version
    boilerplate, _ = Boilerplate.objects.get_or_create(kind=BoilerplateKind.SAFE_HARBOR, name=AS_PRINTED)
    return _create(BoilerplateVersion, boilerplate=boilerplate, effective_from=document.date or today, **printed)


def _create_drug(value, document: Document, remarks: list[str]) -> Drug:
    about = next(
        (
            part.html
            for part in document.sections
            if part.kind == SectionKind.DRUG and value.name.casefold() in part.heading.casefold()
        ),
        "",
    )
    drug = _create(
        Drug,
        code_name=value.code_name,
        generic_name=value.generic_name,
        brand_name=value.brand_name,
        aliases="\n".join(value.aliases),
        target=value.target,
        mechanism=value.mechanism,
        owner=value.owner,
        partner=value.partner,
        about=about,
        is_confirmed=False,
    )
    for granted in value.designations:
        _create(Designation, drug=drug, kind=granted.kind, indication=granted.indication, region=granted.region)
    for position, program in enumerate(value.programs):
        _create(
            Program,
            drug=drug,
            indication=program.indication,
            phase=program.phase,
            partner=program.partner,
            status=program.status,
            position=position,
        )
    remarks.append(f"The drug {drug} is new and waits for confirmation.")
    return drug


def _create_trial(value, drugs: dict[str, Drug], remarks: list[str]) -> Trial:
    trial = _create(
        Trial,
        nct_number=value.nct_number,
        acronym=value.acronym,
        title=value.title,
        phase=value.phase,
        status=value.status,
        conditions="\n".join(value.conditions),
        enrollment_count=value.enrollment_count,
        enrollment_type=value.enrollment_type,
        sponsor=value.sponsor,
        start_date=value.start_date,
        primary_completion_date=value.primary_completion_date,
        completion_date=value.completion_date,
        is_confirmed=False,
    )
    for position, part in enumerate(value.drugs):
        drug = drugs.get(part.name) or match_drug(part)
        if drug is None:
            drug = _create(Drug, generic_name=part.name, is_confirmed=False)
            remarks.append(f"The drug {drug} is new and waits for confirmation.")
        TrialDrug.objects.get_or_create(trial=trial, drug=drug, defaults={"role": part.role, "position": position})
    remarks.append(f"The trial {trial} is new and waits for confirmation.")
    return trial


def _create_contact(value, remarks: list[str]) -> Contact:
    contact = _create(
        Contact,
        kind=value.kind,
        organization=value.organization,
        person=value.person,
        title=value.title,
        phone=value.phone,
        email=value.email,
        is_confirmed=False,
    )
    remarks.append(f"The contact {contact} is new and waits for confirmation.")
    return contact
