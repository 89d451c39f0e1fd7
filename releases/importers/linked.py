"""Linked records from a document: what is known is found, what is new is created and waits for confirmation."""

from releases.document import Document
from releases.importers.questions import known
from releases.importers.writing import create
from releases.models import Contact, Designation, Drug, Program, Trial, TrialDrug
from releases.vocabulary import DesignationKind, SectionKind


def drug_of(value, document: Document, remarks: list[str]) -> Drug:
    """The drug that the value means, created when it is new."""
    return known(value) or _create_drug(value, document, remarks)


def trial_of(value, drugs: dict[str, Drug], remarks: list[str]) -> Trial:
    """Likewise a trial; ``drugs`` are those of the document by their names."""
    return known(value) or _create_trial(value, drugs, remarks)


def contact_of(value, remarks: list[str]) -> Contact:
    """Likewise a contact."""
    return known(value) or _create_contact(value, remarks)


def _create_drug(value, document: Document, remarks: list[str]) -> Drug:
    about = next(
        (
            part.html
            for part in document.sections
            if part.kind == SectionKind.DRUG and value.name.casefold() in part.heading.casefold()
        ),
        "",
    )
    drug = create(
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
        if granted.indication and granted.region:
            create(Designation, drug=drug, kind=granted.kind, indication=granted.indication, region=granted.region)
        else:
            lacks = "where" if granted.indication else "for what"
            remarks.append(
                f"The text gives {drug} the designation “{DesignationKind(granted.kind).label}” without saying {lacks}."
                " Add it to the drug's record by hand."
            )
    for position, program in enumerate(value.programs):
        create(
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
    trial = create(
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
        drug = drugs.get(part.name) or known(part)
        if drug is None:
            drug = create(Drug, generic_name=part.name, is_confirmed=False)
            remarks.append(f"The drug {drug} is new and waits for confirmation.")
        TrialDrug.objects.get_or_create(trial=trial, drug=drug, defaults={"role": part.role, "position": position})
    remarks.append(f"The trial {trial} is new and waits for confirmation.")
    return trial


def _create_contact(value, remarks: list[str]) -> Contact:
    contact = create(
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
