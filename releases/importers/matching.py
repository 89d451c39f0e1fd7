"""Finding the record that a document's value means.

Only what is the same is matched. What resembles a record without being the same (:func:`near`) is asked, never merged.
Look-ups go through the table of names, so that their cost does not grow with the number of records that imports propose;
the names of those that somebody has confirmed are looked at one by one.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import models
from django.db.models import Q

from releases import text
from releases.document import Contact as ContactValue
from releases.document import Drug as DrugValue
from releases.document import Trial as TrialValue
from releases.document import TrialDrug
from releases.importers.resemblance import resembles, resembles_number
from releases.models import BoilerplateVersion, Contact, Drug, RecordName, Trial
from releases.models.contact import all_particulars
from releases.models.fields import lines
from releases.models.record_name import fold
from releases.readers import registries
from releases.vocabulary import BoilerplateKind

Value = DrugValue | TrialDrug | TrialValue | ContactValue
Record = Drug | Trial | Contact

#: The particulars of a contact that must all be the same.
_PARTICULARS = ("kind", "organization", "person", "title", "phone", "email")


@dataclass(frozen=True, slots=True)
class Near:
    """A record that a printed name resembles without being the same."""

    record: Record
    printed: str
    differs: str  # what is not the same, in a sentence


def match(value: Value) -> Record | None:
    """The record that the value certainly means."""
    if isinstance(value, TrialValue):
        return match_trial(value)
    return match_contact(value) if isinstance(value, ContactValue) else match_drug(value)


def match_drug(value: DrugValue | TrialDrug) -> Drug | None:
    """By any of its names, whatever their case: code name first, then generic and brand name, then aliases."""
    for name in drug_names(value):
        found = list(_by_fold(Drug, [name]))
        for names_of in (_own_names, lambda drug: lines(drug.aliases)):
            for drug in found:
                if name.casefold() in (each.casefold() for each in names_of(drug)):
                    return drug
    return None


def match_trial(value: TrialValue) -> Trial | None:
    """By registry number; without one by acronym, then by title. Two registry numbers are never one trial."""
    if value.nct_number and (trial := Trial.objects.filter(nct_number=value.nct_number).first()):
        return trial
    for name in ("acronym", "title"):
        printed = getattr(value, name)
        for trial in _by_fold(Trial, [printed]):
            is_other = value.nct_number and trial.nct_number
            if not is_other and printed.casefold() == getattr(trial, name).casefold():
                return trial
    return None


def match_contact(value: ContactValue) -> Contact | None:
    """Only a contact with just these particulars: an old release keeps the phone number it printed."""
    for contact in _by_fold(Contact, [all_particulars(value)]):
        if all(getattr(contact, name) == getattr(value, name) for name in _PARTICULARS):
            return contact
    return None


def match_safe_harbor(heading: str, html: str, *, day: datetime.date) -> BoilerplateVersion | None:
    """The version with just these words, the earliest one when there are several: one that imported releases print, or one
    in force on the day."""
    for version in _by_fold(BoilerplateVersion, [f"{heading}\n{html}"]):
        boilerplate = version.boilerplate
        if (version.heading, version.text, boilerplate.kind) != (heading, html, BoilerplateKind.SAFE_HARBOR):
            continue
        if boilerplate.printed_by or version in boilerplate.versions.in_force(day):
            return version
    return None


def near(value: Value) -> Near | None:
    """The record that the value resembles and that :func:`match` did not find, if there is one."""
    if isinstance(value, ContactValue):
        return _near_contact(value)
    if isinstance(value, TrialValue):
        if value.nct_number and (found := near_number(value.nct_number)):
            return found
        names, model, names_of = [value.acronym, value.title], Trial, lambda trial: [trial.acronym, trial.title]
    else:
        names, model, names_of = drug_names(value), Drug, lambda drug: [*_own_names(drug), *lines(drug.aliases)]
    for name in filter(None, names):
        for record in _resembling(model, name):
            if isinstance(value, TrialValue) and _is_other_trial(value, record):
                continue
            for known in filter(None, names_of(record)):
                if resembles(name, known):
                    return differing(record, name, known)
    return None


def registry_numbers(trial: Trial) -> tuple[str, ...]:
    """Every registry number of the trial's record, in its one form."""
    return tuple(filter(None, (trial.nct_number, *registries.numbers(trial.other_numbers))))


def near_number(printed: str) -> Near | None:
    """The trial whose registry number the printed one nearly is."""
    for trial in Trial.objects.exclude(nct_number="").order_by("id").only("nct_number"):
        if resembles_number(printed, trial.nct_number):
            return differing(Trial.objects.get(pk=trial.pk), printed, trial.nct_number)
    return None


def differing(record: Record, printed: str, known: str) -> Near:
    """That a printed name nearly is this one of the record's."""
    return Near(record, printed, f"The file prints “{printed}”; the record says “{known}”.")


def _is_other_trial(value: TrialValue, trial: Trial) -> bool:
    """Two registry numbers are two trials, and two phases are."""
    return bool(value.nct_number and trial.nct_number) or bool(
        value.phase and trial.phase and value.phase != trial.phase
    )


def drug_names(value: DrugValue | TrialDrug) -> list[str]:
    """The names that may find it."""
    names = [value.name] if isinstance(value, TrialDrug) else [value.code_name, value.generic_name, value.brand_name]
    return [name for name in names if name]


def _own_names(drug: Drug) -> list[str]:
    return [drug.code_name, drug.generic_name, drug.brand_name]


def _near_contact(value: ContactValue) -> Near | None:
    """The same person, or the same desk without one, who is reached otherwise than the record says."""
    for contact in _by_fold(Contact, [value.email, value.person + value.organization]):
        people = {text.fold(value.person), text.fold(contact.person)} - {""}
        if len(people) > 1 and not resembles(value.person, contact.person):
            continue
        other = [name for name in _PARTICULARS if getattr(contact, name) != getattr(value, name)]
        told = [
            f"{Contact._meta.get_field(name).verbose_name} “{_shown(value, name)}” (the record: “{_shown(contact, name)}”)"
            for name in other
        ]
        printed = ", ".join(filter(None, (getattr(value, name) for name in _PARTICULARS[1:])))
        return Near(contact, f"{printed} ({_shown(value, 'kind').lower()})", f"The file prints {text.series(told)}.")
    return None


def _shown(contact: Contact | ContactValue, name: str) -> str:
    value = getattr(contact, name)
    return dict(Contact._meta.get_field("kind").choices)[value] if name == "kind" else value or "nothing"


def _by_fold(model: type[models.Model], names: Iterable[str]) -> Iterator[models.Model]:
    """Records with a name that folds to the same, the oldest first."""
    return _records(model, Q(fold__in={folded for name in names if (folded := fold(name))}))


def _resembling(model: type[models.Model], name: str) -> Iterator[models.Model]:
    """Records one of whose names may resemble this one. Of those that an import has proposed: the same fold, the same stem,
    or one half of it the same; of the house's own, every one."""
    whole = fold(name)
    folds = {whole, fold(text.stem(name))}
    heads, tails = set(), set()
    for length in {len(whole) - 1, len(whole), len(whole) + 1}:
        head = length // 2
        heads.add(whole[:head])
        tails.add(whole[-(length - head) :])
    query = Q(fold__in=folds)
    if len(whole) >= 5:
        query |= Q(head__in=heads - {""}) | Q(tail__in=tails)
    own = RecordName.objects.filter(
        kind=model._meta.model_name, record_id__in=model.objects.filter(is_confirmed=True).values("pk")
    )
    near = [each for each in own.values_list("fold", flat=True) if resembles(whole, each)]
    return _records(model, query | Q(fold__in=near))


def _records(model: type[models.Model], query: Q) -> Iterator[models.Model]:
    rows = RecordName.objects.filter(query, kind=model._meta.model_name).order_by("record_id")
    numbers = list(dict.fromkeys(rows.values_list("record_id", flat=True)[:200]))
    found = model.objects.in_bulk(numbers)
    return (found[number] for number in numbers if number in found)
