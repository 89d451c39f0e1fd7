"""The working record as it was when a correction was opened."""

from django.db import models

from releases.models.release import Release


class ReleaseSnapshot(models.Model):
    """A release and its parts as they were when its newest correction was opened: what the public reads, as it can be edited.
    A correction that is given up goes back to it."""

    release = models.OneToOneField(Release, on_delete=models.CASCADE, related_name="snapshot")
    taken_at = models.DateTimeField(help_text="By the database's clock.")
    rows = models.TextField(help_text="The release and its parts, as Django serializes them to JSON.")

    def __str__(self):
        return f"{self.release}, {self.taken_at}"
