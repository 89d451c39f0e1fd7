"""Finding the record that a document's value means. Only what is the same is matched; a near miss is a new record that
waits for a human."""

from django.db.models import Q

from releases.document import Contact as ContactValue
from releases.document import Drug as DrugValue
from releases.document import Trial as TrialValue
from releases.document import TrialDrug
from releases.models import Contact, Drug, Trial
from releases.models.fields import lines


def match_drug(value: DrugValue | TrialDrug) -> Drug | None:
    """By any of its names, whatever their case: code name first, then generic and brand name, then aliases."""
    names = [value.name] if isinstance(value, TrialDrug) else [value.code_name, value.generic_name, value.brand_name]
    for name in filter(None, names):
        by_name = Q(code_name__iexact=name) | Q(generic_name__iexact=name) | Q(brand_name__iexact=name)
        if drug := Drug.objects.filter(by_name).order_by("pk").first():
            return drug
        for drug in Drug.objects.filter(aliases__icontains=name).order_by("pk"):
            if name.casefold() in (alias.casefold() for alias in lines(drug.aliases)):
                return drug
    return None


def match_trial(value: TrialValue) -> Trial | None:
    """By registry number; without one by acronym, then by title. Two registry numbers are never one trial."""
    if value.nct_number:
        if trial := Trial.objects.filter(nct_number=value.nct_number).first():
            return trial
        unregistered = Trial.objects.filter(nct_number="")
    else:
        unregistered = Trial.objects.all()
    for name in ("acronym", "title"):
        if text := getattr(value, name):
            found = unregistered.filter(**{f"{name}__iexact": text}).order_by("pk").first()
            if found:
                return found
    return None


def match_contact(value: ContactValue) -> Contact | None:
    """Only a contact with just these particulars: an old release keeps the phone number it printed."""
    return Contact.objects.filter(
        kind=value.kind,
        organization=value.organization,
        person=value.person,
        title=value.title,
        phone=value.phone,
        email=value.email,
    ).first()
