"""The company, its people and its pipeline as records, and what changes in them over time."""

import datetime

from releases.demo import content
from releases.models import (
    Boilerplate,
    BoilerplateVersion,
    Company,
    Contact,
    Designation,
    Drug,
    Program,
    Trial,
    TrialDrug,
)


def create(*, today: datetime.date) -> None:
    """All records that releases link to, as of the demo's first day; standing descriptions as of today."""
    for fields in content.table("boilerplate")["boilerplate"]:
        versions = fields.pop("versions")
        boilerplate = Boilerplate.objects.create(**fields)
        for version in versions:
            BoilerplateVersion.objects.create(boilerplate=boilerplate, **version)
    _create_company(today)
    for fields in content.table("contacts")["contacts"]:
        del fields["id"]
        Contact.objects.create(**fields)
    for fields in content.table("drugs")["drugs"]:
        _create_drug(fields, today)
    for fields in content.table("trials")["trials"]:
        _create_trial(fields)


def advance(progress: dict) -> None:
    """Bring drugs and trials to where a release says they are."""
    for fields in progress.get("drugs", ()):
        _develop(Drug.objects.get(code_name=fields.pop("code_name")), fields)
    for fields in progress.get("trials", ()):
        trial = Trial.objects.get(acronym=fields.pop("acronym"))
        _assign(trial, fields)


def in_force(name: str, date: datetime.date) -> BoilerplateVersion:
    """The version of a demo boilerplate that is effective on the date."""
    return BoilerplateVersion.objects.in_force(date).get(boilerplate__name=name)


def _create_company(today: datetime.date) -> None:
    fields = content.table("company")
    logo, about = fields.pop("logo"), fields.pop("about")
    company = Company(about=in_force(about, today).text, **fields)
    company.take_logo(content.media(logo))
    company.save()


def _create_drug(fields: dict, today: datetime.date) -> None:
    about, designations, programs = (fields.pop(name) for name in ("about", "designations", "programs"))
    drug = Drug.objects.create(about=in_force(about, today).text, **fields)
    _develop(drug, {"designations": designations, "programs": programs})


def _create_trial(fields: dict) -> None:
    parts = fields.pop("drugs")
    trial = Trial.objects.create(sponsor=Company.objects.current().legal_name, **fields)
    for position, part in enumerate(parts):
        drug = Drug.objects.get(code_name=part["code_name"])
        TrialDrug.objects.create(trial=trial, drug=drug, role=part["role"], position=position)


def _develop(drug: Drug, fields: dict) -> None:
    """Add designations, add programs or move them on, and set what else is given."""
    for granted in fields.pop("designations", ()):
        Designation.objects.create(drug=drug, **granted)
    for program in fields.pop("programs", ()):
        position = drug.programs.count()
        indication = program.pop("indication")
        Program.objects.update_or_create(
            drug=drug, indication=indication, defaults=program, create_defaults={**program, "position": position}
        )
    _assign(drug, fields)


def _assign(record: Drug | Trial, fields: dict) -> None:
    for name, value in fields.items():
        setattr(record, name, value)
    record.save()
