"""The public text of a release as it can be edited, kept while a correction is open."""

from django.core import serializers
from django.db import models

from releases import editions
from releases.models import WATCHED, Release, ReleaseSnapshot, kept_fields


def take(release: Release) -> None:
    """Keep the working record and its parts as they are now, in the place of what was kept before."""
    parts = [part for model, way in WATCHED[Release].items() for part in model.objects.filter(**{way: release})]
    rows = serializers.serialize("json", [release, *parts])
    ReleaseSnapshot.objects.update_or_create(
        release=release, defaults={"taken_at": editions.database_now(), "rows": rows}
    )


def against_restoring(release: Release) -> list[str]:
    """Why the working record can't become what was kept, in sentences."""
    objects = _kept(release)
    if not objects:
        return [
            "The desk did not keep the public text when this correction was opened. Seal the correction, or withdraw."
        ]
    return [
        f"The {field.verbose_name} that the public text names was deleted since, so it can't come back. Seal the"
        " correction, or withdraw the release."
        for record in objects
        for field in record._meta.concrete_fields
        if field.name in kept_fields(type(record)) and _is_gone(record, field, release)
    ]


def restore(release: Release, *, by) -> None:
    """Make the working record and its parts what was kept; what is the same stays untouched. The caller saves the state."""
    before, *parts = _kept(release)
    names = kept_fields(Release)
    for name in names:
        setattr(release, name, getattr(before, name))
    release.updated_by = by
    release.save(update_fields=[*names, "updated_by", "updated_at"])
    for model, way in WATCHED[Release].items():
        wanted = {part.pk: part for part in parts if type(part) is model}
        for part in model.objects.filter(**{way: release}):
            if part.pk in wanted and _values(part) == _values(wanted[part.pk]):
                del wanted[part.pk]
            else:
                part.delete()
        for part in wanted.values():
            part.save(force_insert=True)


def _kept(release: Release) -> list[models.Model]:
    snapshot = ReleaseSnapshot.objects.filter(release=release).first()
    return (
        [each.object for each in serializers.deserialize("json", snapshot.rows, ignorenonexistent=True)]
        if snapshot
        else []
    )


def _is_gone(record: models.Model, field: models.Field, release: Release) -> bool:
    """Whether the field refers to a record that is not there any more."""
    if not field.is_relation or field.related_model is Release or getattr(record, field.attname) is None:
        return False
    return not field.related_model._base_manager.filter(pk=getattr(record, field.attname)).exists()


def _values(part: models.Model) -> list[str]:
    return [str(part.serializable_value(field.attname)) for field in part._meta.concrete_fields]
