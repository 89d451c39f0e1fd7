"""Sign-offs: which a category needs, and who gave one to which text."""

from django.conf import settings
from django.db import models

from releases.models.edition import SealedError
from releases.models.release import Release
from releases.vocabulary import Category, SignOff


class RequiredSignOff(models.Model):
    """Releases of this category need this sign-off before they are sealed. Edited by administrators."""

    category = models.CharField(max_length=20, choices=Category)
    sign_off = models.CharField(
        max_length=20, choices=[(kind.value, kind.label) for kind in SignOff if kind != SignOff.AHEAD]
    )

    class Meta:
        ordering = ["category", "sign_off"]
        verbose_name = "required sign-off"
        constraints = [
            models.UniqueConstraint(
                fields=["category", "sign_off"],
                name="required_sign_off_once",
                violation_error_message="This category needs this sign-off already.",
            )
        ]

    def __str__(self):
        return f"{self.get_category_display()}: {self.get_sign_off_display()}"


class ApprovalQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise SealedError("Approvals are append-only; a changed text needs a new one.")

    def delete(self):
        raise SealedError("Approvals are append-only; a changed text needs a new one.")

    update.alters_data = delete.alters_data = True


class Approval(models.Model):
    """One person's sign-off for one text and one instant: ``digest`` covers both and the files.

    An approval is never changed or deleted. It holds while the release composes to what was approved, and is void as
    soon as it does not; the approved document stands beside it, so that the desk can say what changed.
    """

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="approvals")
    sign_off = models.CharField(max_length=20, choices=SignOff)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(help_text="By the database's clock.")
    digest = models.CharField(
        max_length=64, help_text="SHA-256 over the instant, the document, its files among it, and the linked records."
    )
    document_json = models.TextField(help_text="The canonical document that was approved.")
    records_json = models.TextField(
        null=True,
        help_text="The linked records as they would become public; empty before they were part of an approval.",
    )
    planned_at = models.DateTimeField(null=True, help_text="The instant that was approved; empty for at once.")
    comment = models.TextField(blank=True)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self):
        return f"{self.get_sign_off_display()} by {self.by}: {self.release}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise SealedError("Approvals are append-only; a changed text needs a new one.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise SealedError("Approvals are append-only; a changed text needs a new one.")
