"""What the records that releases link to share."""

import uuid

from django.conf import settings
from django.db import models


class LinkedRecord(models.Model):
    """A record of its own identity, which the public knows by sealed copies only."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        help_text="Who changed it last, at the desk.",
    )

    class Meta:
        abstract = True
