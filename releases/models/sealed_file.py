"""Bytes of sealed figures, attachments and logos, in the database: sealed with their edition, public by its clock, and in
its backup. docs/decisions/0015.
"""

import hashlib

from django.db import models

from releases.models.edition import SealedError


class SealedFileQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise SealedError("Sealed bytes are immutable.")

    def delete(self):
        raise SealedError("Sealed bytes are never deleted.")

    update.alters_data = delete.alters_data = True


class SealedFile(models.Model):
    """Bytes, once for all editions and copies that carry them. At most 25 MB, which is what uploads may have."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    data = models.BinaryField()

    objects = SealedFileQuerySet.as_manager()

    def __str__(self):
        return self.sha256

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise SealedError("Sealed bytes are immutable.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise SealedError("Sealed bytes are never deleted.")

    @classmethod
    def keep(cls, data: bytes) -> str:
        """Keep these bytes, unless they are kept already; their SHA-256, in hexadecimal."""
        digest = hashlib.sha256(data).hexdigest()
        if not cls.objects.filter(sha256=digest).exists():
            cls.objects.get_or_create(sha256=digest, defaults={"data": data})
        return digest

    @classmethod
    def read(cls, sha256: str) -> bytes:
        """The bytes with this digest. Whether they may be shown is for the caller to know."""
        return bytes(cls.objects.values_list("data", flat=True).get(sha256=sha256))
