"""Why a release may go out although preflight asks: append-only, in Python and in the database."""

from django.conf import settings
from django.db import models

from releases.models.edition import SealedError
from releases.models.release import Release

APPEND_ONLY = "Written reasons are append-only."


class FindingReasonQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise SealedError(APPEND_ONLY)

    def delete(self):
        raise SealedError(APPEND_ONLY)

    update.alters_data = delete.alters_data = True


class FindingReason(models.Model):
    """What somebody wrote about one finding. It holds while preflight finds the same, by its fingerprint; the newest one
    counts."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="finding_reasons")
    rule = models.CharField(max_length=10)
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of the rule, the words and the evidence.")
    quote = models.TextField(blank=True)
    message = models.TextField()
    evidence = models.TextField(blank=True)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(help_text="By the database's clock.")

    objects = FindingReasonQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="finding_reason_is_written",
                violation_error_message="Write why it may stand.",
            )
        ]

    def __str__(self):
        return f"{self.rule}: {self.release}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise SealedError(APPEND_ONLY)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise SealedError(APPEND_ONLY)
