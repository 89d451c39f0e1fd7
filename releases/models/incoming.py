"""Files that came and wait for a person: nothing of them stands in a working record before it is accepted."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from releases.models.release import Release
from releases.vocabulary import IncomingState, MatchAnswer, RecordKind, TrackedChanges


class MatchQuestion(models.Model):
    """Whether a printed name that resembles a record's means that record. Asked once, answered for every file."""

    kind = models.CharField(max_length=20, choices=RecordKind)
    printed = models.TextField(help_text="As the file prints it.")
    printed_key = models.CharField(max_length=64, help_text="SHA-256 of the printed words in lower case.")
    record_id = models.BigIntegerField(help_text="Of the record that it resembles.")
    differs = models.TextField(help_text="What is not the same, in a sentence.")
    answer = models.CharField(max_length=10, choices=MatchAnswer, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "printed_key", "record_id"], name="match_question_once"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="match_question_answered_at",
            ),
        ]

    def __str__(self):
        return self.printed


class IncomingFile(models.Model):
    """A file as it came, what was read from it, and what an editor decided about it.

    ``release`` is the release that it would change while it waits, and the one that it went into once it is accepted.
    """

    name = models.CharField(max_length=250)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField(help_text="Bytes.")
    file = models.FileField(upload_to="sources")
    reading = models.JSONField(help_text="Document, notices, tracked changes and source, as they were read.")
    chosen = models.JSONField(default=dict, help_text="Number of a paragraph to the part that an editor chose for it.")
    tracked = models.CharField(
        max_length=10, choices=TrackedChanges, blank=True, help_text="What becomes of its tracked changes."
    )
    release = models.ForeignKey(Release, null=True, on_delete=models.CASCADE, related_name="incoming_files")
    questions = models.ManyToManyField(MatchQuestion, related_name="files")
    state = models.CharField(max_length=10, choices=IncomingState, default=IncomingState.WAITING)
    brought_at = models.DateTimeField()
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-brought_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sha256"],
                condition=Q(state="waiting"),
                name="incoming_file_waits_once",
                violation_error_message="This file waits already.",
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(release__isnull=False), name="incoming_file_went_into_a_release"
            ),
        ]

    def __str__(self):
        return self.name
