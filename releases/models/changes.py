"""What the change history keeps: every field of every working record, before and after, with who and when.

django-auditlog writes it. It is the editors' memory; the ledger of moves (:mod:`releases.models.history`) is the record
of law, guarded by triggers.
"""

from auditlog.models import LogEntry
from auditlog.registry import auditlog
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.db.models.signals import pre_save

from releases.models.approval import RequiredSignOff
from releases.models.boilerplate import Boilerplate, BoilerplateVersion
from releases.models.company import Company
from releases.models.contact import Contact
from releases.models.drug import Designation, Drug, Program
from releases.models.fields import LinesField, RichTextField, lines
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


def kept_fields(model: type[models.Model]) -> list[str]:
    """Names of the fields that people write, which the change history keeps."""
    return [field.name for field in model._meta.concrete_fields if field.name not in _UNTOLD]


def entries_of(record: models.Model) -> models.QuerySet[LogEntry]:
    """What was logged of the record and its parts, those that are gone included, the newest first."""
    kinds = ContentType.objects.get_for_models(type(record), *WATCHED[type(record)])
    own = Q(content_type=kinds.pop(type(record)), object_id=record.pk)
    parts = Q(content_type__in=kinds.values(), additional_data=part_of(record))
    return LogEntry.objects.filter(own | parts).select_related("actor", "content_type").order_by("-timestamp", "-id")


def is_same(field: models.Field, before: str, after: str) -> bool:
    """Whether two logged values of a field read the same: entries may be older than the strictest rule of the field."""
    return _normal(field, before) == _normal(field, after)


def as_saved(record: models.Model) -> list[tuple]:
    """All that the change history keeps of the record and its parts, as the database has it: two of these are equal when
    nothing was changed in between."""
    parts = {type(record): "pk"} | WATCHED[type(record)]
    return [
        row
        for model, way in parts.items()
        for row in model._base_manager.filter(**{way: record.pk}).order_by("pk").values_list("pk", *kept_fields(model))
    ]


def _normal(field: models.Field, text: str):
    if text == "None":
        return ""
    if isinstance(field, RichTextField):
        return field.sanitise(text)
    return lines(text) if isinstance(field, LinesField) else text


def _normalise(instance: models.Model, update_fields=None, **kwargs) -> None:
    """Bring texts into the form in which they are saved before the history compares them with what is saved."""
    if instance._state.adding:
        return
    for field in instance._meta.concrete_fields:
        is_saved = update_fields is None or field.name in update_fields
        if is_saved and isinstance(field, RichTextField | LinesField):
            field.pre_save(instance, add=False)


def _watch(model: type[models.Model]) -> None:
    pre_save.connect(_normalise, sender=model)  # before auditlog's own
    auditlog.register(model, include_fields=kept_fields(model))


for _record, _parts in WATCHED.items():
    _watch(_record)
    for _part, _way in _parts.items():
        _watch(_part)
        _part.get_additional_data = lambda part, way=_way: part_of(getattr(part, way))
