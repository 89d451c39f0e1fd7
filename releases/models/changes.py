"""What the change history keeps: every field of every working record, before and after, with who and when.

django-auditlog writes it. It is the editors' memory; the ledger of moves (:mod:`releases.models.history`) is the record
of law, guarded by triggers.
"""

from auditlog.registry import auditlog
from django.db import models

from releases.models.approval import RequiredSignOff
from releases.models.boilerplate import Boilerplate, BoilerplateVersion
from releases.models.company import Company
from releases.models.contact import Contact
from releases.models.drug import Designation, Drug, Program
from releases.models.media import Media
from releases.models.record_move import RequiredRecordSignOff
from releases.models.release import (
    Release,
    ReleaseContact,
    ReleaseDrug,
    ReleaseFootnote,
    ReleaseSection,
    ReleaseTrial,
)
from releases.models.results import ReleaseResults
from releases.models.trial import Trial, TrialDrug

#: Records with a history of their own, and the parts that stand in it, with the name of their way to the record.
WATCHED: dict[type[models.Model], dict[type[models.Model], str]] = {
    Release: dict.fromkeys(
        (ReleaseDrug, ReleaseTrial, ReleaseContact, ReleaseSection, ReleaseFootnote, ReleaseResults, Media), "release"
    ),
    Drug: {Designation: "drug", Program: "drug"},
    Trial: {TrialDrug: "trial"},
    Contact: {},
    Company: {},
    Boilerplate: {},
    BoilerplateVersion: {},
    RequiredSignOff: {},
    RequiredRecordSignOff: {},
}
#: Counters, and what the ledger of moves tells.
_UNTOLD = {
    "id", "key", "version", "state", "submitted_at", "planned_at", "is_at_once", "correction_kind", "correction_note", "created_at",
    "created_by", "updated_at", "updated_by", "frozen_at",
}  # fmt: skip


def part_of(record: models.Model) -> dict[str, str]:
    """Names a record in the history of its parts; it outlives both."""
    return {"part_of": f"{record._meta.model_name}:{record.pk}"}


def _watch(model: type[models.Model]) -> None:
    told = [field.name for field in model._meta.concrete_fields if field.name not in _UNTOLD]
    auditlog.register(model, include_fields=told)


for _record, _parts in WATCHED.items():
    _watch(_record)
    for _part, _way in _parts.items():
        _watch(_part)
        _part.get_additional_data = lambda part, way=_way: part_of(getattr(part, way))
