"""How far the bringing in of an archive has come, shared by the processes that work on it."""

from django.db import models
from django.db.models import Q

from releases.models.incoming import IncomingFile
from releases.models.release import Release


class ImportRun(models.Model):
    """One call to bring in an archive; a call with the same paths and options goes on with it until it is finished."""

    key = models.CharField(max_length=64, help_text="SHA-256 of the paths and options.")
    options = models.JSONField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=Q(finished_at=None), name="import_run_goes_on_once")
        ]

    def __str__(self):
        return f"{self.options} of {self.started_at}"


class ImportItem(models.Model):
    """One document of an archive: who works on it until when, and what became of it."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="items")
    place = models.TextField(help_text="Path of the file.")
    inside = models.TextField(blank=True, help_text="Name inside of it, when the file is an archive or a feed.")
    place_key = models.CharField(max_length=64, help_text="SHA-256 of both.")
    stamp = models.CharField(max_length=80, help_text="Size and time, or checksum: another one is another version.")
    worker = models.CharField(max_length=120, blank=True, help_text="Host, process and start of who claimed it.")
    leased_until = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True)
    sentence = models.TextField(blank=True)
    notices = models.JSONField(default=list)
    recognized = models.JSONField(default=dict, help_text="How surely each part was recognized, in per cent.")
    release = models.ForeignKey(Release, null=True, on_delete=models.SET_NULL, related_name="+")
    incoming = models.ForeignKey(IncomingFile, null=True, on_delete=models.SET_NULL, related_name="+")
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["run", "place_key", "stamp"], name="import_item_once"),
            models.CheckConstraint(
                condition=Q(outcome="", finished_at=None) | (~Q(outcome="") & Q(finished_at__isnull=False)),
                name="import_item_finished_with_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["run", "outcome", "id"], name="import_item_outcome"),
            models.Index(fields=["place_key"], name="import_item_place"),
        ]

    def __str__(self):
        return f"{self.place} › {self.inside}" if self.inside else self.place
