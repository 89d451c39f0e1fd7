"""Figures and attachments: bytes in private storage, known to the public only through an edition."""

import uuid

from django.core.files.base import ContentFile
from django.db import models
from django.db.models import Q

from releases import text
from releases.files import uploads
from releases.models.release import Release
from releases.vocabulary import MediaKind


class Media(models.Model):
    """A file of a release. ``key`` names it in public addresses and is drawn anew with every new file."""

    KINDS = [(kind.value, kind.label) for kind in (MediaKind.FIGURE, MediaKind.ATTACHMENT)]

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="media")
    kind = models.CharField(max_length=20, choices=KINDS, default=MediaKind.FIGURE)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.FileField(upload_to="media")
    name = models.CharField(max_length=120, editable=False)
    title = models.CharField(max_length=200)
    alternative_text = models.CharField(
        max_length=500, blank=True, help_text="What the figure shows, for those who can't see it."
    )
    caption = models.CharField(max_length=500, blank=True)
    content_type = models.CharField(max_length=60, editable=False)
    size = models.PositiveIntegerField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    width = models.PositiveIntegerField(null=True, editable=False)
    height = models.PositiveIntegerField(null=True, editable=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = "figure or attachment"
        verbose_name_plural = "figures and attachments"
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=MediaKind.FIGURE) | ~Q(alternative_text=""),
                name="media_figure_has_alternative_text",
                violation_error_message="A figure needs alternative text: say what it shows.",
            ),
        ]

    def __str__(self):
        return self.title

    def take(self, data: bytes) -> None:
        """Hold these bytes from now on, under a new key; raises ValidationError if they are not of this kind.

        The earlier bytes stay in storage: an edition may carry them.
        """
        upload = uploads.picture(data) if self.kind == MediaKind.FIGURE else uploads.attachment(data, self.title)
        self.key = uuid.uuid4()
        self.name = f"{text.slug(self.title, 60)}.{upload.extension}"
        self.content_type, self.size, self.sha256 = upload.content_type, len(upload.data), upload.sha256
        self.width, self.height = upload.width, upload.height
        self.file = ContentFile(upload.data, name=self.name)
