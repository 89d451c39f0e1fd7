"""Files that releases were brought in from."""

from django.db import models

from releases.models.release import Release


class SourceFile(models.Model):
    """A file as it came, with what the reader had to say about it. The same bytes come in once; a later version of the
    file that was accepted is the release's newest."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="source_files")
    name = models.CharField(max_length=250)
    sha256 = models.CharField(max_length=64, unique=True, error_messages={"unique": "This file has been brought in."})
    size = models.PositiveIntegerField(help_text="Bytes.")
    file = models.FileField(upload_to="sources")
    notices = models.JSONField(default=list, help_text="Sentences about what was recognized, left out or needs a look.")
    imported_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-imported_at", "-id"]
        indexes = [models.Index(fields=["name"], name="source_file_name")]

    def __str__(self):
        return self.name
