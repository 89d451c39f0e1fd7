"""Approvals that a later move took back. Append-only, in Python and in the database."""

from django.db import models

from releases.models.approval import Approval
from releases.models.edition import SealedError
from releases.models.history import HistoryEntry

APPEND_ONLY = "What took an approval back is append-only; a new approval is given instead."


class RevocationQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise SealedError(APPEND_ONLY)

    def delete(self):
        raise SealedError(APPEND_ONLY)

    update.alters_data = delete.alters_data = True


class Revocation(models.Model):
    """An approval that a move of the workflow took back, such as a send-back. It never holds again, whatever the text
    becomes; whether the others hold follows from the text."""

    approval = models.OneToOneField(Approval, on_delete=models.PROTECT, related_name="revocation")
    move = models.ForeignKey(HistoryEntry, on_delete=models.PROTECT, related_name="revocations")

    objects = RevocationQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return f"{self.approval}: {self.move.get_verb_display().lower()}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise SealedError(APPEND_ONLY)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise SealedError(APPEND_ONLY)
