"""What somebody has typed at the desk and not saved yet."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from releases.models.release import Release


class FormDraft(models.Model):
    """The values of one person's release form, kept every few seconds so that no interruption costs their words.

    Private to ``user``: nobody else is shown it, and it is no part of any record. One for each person and release, and
    one for a release that does not exist yet (``release`` None).
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    release = models.ForeignKey(Release, null=True, on_delete=models.CASCADE, related_name="form_drafts")
    version = models.PositiveIntegerField(null=True, help_text="Of the release that the form was opened with.")
    typed = models.JSONField(help_text="Name of each input to the list of its values.")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "release"], name="form_draft_once"),
            models.UniqueConstraint(fields=["user"], condition=Q(release=None), name="form_draft_new_once"),
        ]

    def __str__(self):
        return f"typed by {self.user}"
