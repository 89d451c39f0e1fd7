"""The ledger of linked records that are published on their own: append-only, in Python and in the database."""

from django.conf import settings
from django.db import models

from releases.models.edition import SealedError
from releases.vocabulary import RecordKind, RecordVerb, SignOff

APPEND_ONLY = "The ledger of records is append-only."


class RequiredRecordSignOff(models.Model):
    """A record of this kind needs this sign-off before it is published on its own. Edited by administrators."""

    kind = models.CharField(max_length=10, choices=RecordKind)
    sign_off = models.CharField(
        max_length=20, choices=[(each.value, each.label) for each in SignOff if each != SignOff.AHEAD]
    )

    class Meta:
        ordering = ["kind", "sign_off"]
        verbose_name = "required sign-off of records"
        verbose_name_plural = "required sign-offs of records"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "sign_off"],
                name="required_record_sign_off_once",
                violation_error_message="Records of this kind need this sign-off already.",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.get_sign_off_display()}"


class RecordMoveQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise SealedError(APPEND_ONLY)

    def delete(self):
        raise SealedError(APPEND_ONLY)

    update.alters_data = delete.alters_data = True


class RecordMove(models.Model):
    """One step on a record's way to the public without a release: proposed for an instant, signed off, sealed, called
    back or dropped. What stands open, and which sign-offs hold, follows from the entries and is stored nowhere else."""

    kind = models.CharField(max_length=10, choices=RecordKind)
    record_key = models.UUIDField(help_text="Key of the working record.")
    verb = models.CharField(max_length=20, choices=RecordVerb)
    sign_off = models.CharField(max_length=20, choices=SignOff, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(help_text="By the database's clock.")
    planned_at = models.DateTimeField(null=True, help_text="The instant proposed or approved; empty for at once.")
    reason = models.TextField(blank=True)
    digest = models.CharField(
        max_length=64, blank=True, help_text="Of the value and the instant; of the copy once it is sealed."
    )
    document_json = models.TextField(blank=True, help_text="The canonical text of the value that was approved.")

    objects = RecordMoveQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = "move of a record"
        verbose_name_plural = "moves of records"
        indexes = [models.Index(fields=["kind", "record_key"], name="record_move_record")]

    def __str__(self):
        return f"{self.get_verb_display()}: {self.get_kind_display()} {self.record_key}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise SealedError(APPEND_ONLY)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise SealedError(APPEND_ONLY)
