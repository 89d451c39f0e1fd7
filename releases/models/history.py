"""The ledger of moves: who did what to a release, when and why. Append-only, in Python and in the database."""

from django.conf import settings
from django.db import models

from releases.models.edition import SealedError
from releases.models.release import Release
from releases.vocabulary import ReleaseState, Verb


class HistoryQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise SealedError("History is append-only.")

    def delete(self):
        raise SealedError("History is append-only.")

    update.alters_data = delete.alters_data = True


class HistoryEntry(models.Model):
    """One move of the workflow."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="history")
    verb = models.CharField(max_length=20, choices=Verb)
    from_state = models.CharField(max_length=20, choices=ReleaseState)
    to_state = models.CharField(max_length=20, choices=ReleaseState)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(help_text="By the database's clock.")
    reason = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True, help_text="Of the edition that was sealed or called back.")

    objects = HistoryQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name_plural = "history"

    def __str__(self):
        return f"{self.get_verb_display()}: {self.release}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise SealedError("History is append-only.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise SealedError("History is append-only.")
