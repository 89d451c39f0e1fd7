"""Editions: sealed, numbered, immutable copies of a document, and the one definition of what is public.

A row is guarded three times: by the model and its queryset here, and by triggers in the database (:mod:`releases.editions.guard`).
Only the ``editions`` room creates and mends rows.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now

from releases import addressing
from releases.document import Document, DocumentError
from releases.models.release import Release
from releases.vocabulary import MediaKind


class SealedError(RuntimeError):
    """Something tried to change or delete what is sealed."""


class EditionQuerySet(models.QuerySet):
    def live(self):
        """What is public and current at this moment by the database's clock: the one gate of every public channel."""
        return self.published().filter(Q(superseded_at=None) | Q(superseded_at__gt=Now()))

    def published(self):
        """What has become public, corrected since or not: the earlier editions of a release stay readable, until a
        withdrawal has become public, which leaves only itself."""
        withdrawal = self.model.objects.filter(
            release=OuterRef("release"), is_withdrawal=True, called_back_at=None, live_at__lte=Now()
        )
        return self.standing().filter(Q(is_withdrawal=True) | ~Exists(withdrawal), live_at__lte=Now())

    def standing(self):
        """What has not been called back, public or not. For the desk."""
        return self.filter(called_back_at=None)

    def update(self, **kwargs):
        raise SealedError("Editions are immutable; seal a correction instead.")

    def bulk_update(self, objs, fields, batch_size=None):
        raise SealedError("Editions are immutable; seal a correction instead.")

    def delete(self):
        raise SealedError("Editions are never deleted; one that is not public yet can be called back.")

    update.alters_data = bulk_update.alters_data = delete.alters_data = True


class Edition(models.Model):
    """One sealed copy. Public while ``live_at <= now < superseded_at``; the only mutable facts are when a later edition
    takes over, whether it was called back before its instant, and the stored rendering."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField(help_text="1 is the original; later ones are corrections.")
    document_json = models.TextField(help_text="The canonical bytes of the document.")
    previous_digest = models.CharField(
        max_length=64, blank=True, help_text="Of the edition before; empty for the first."
    )
    digest = models.CharField(max_length=64, help_text="SHA-256 over document, number, instant and previous digest.")
    feed_id = models.CharField(
        max_length=250, help_text="Tag URI of the release in feeds, the same for all its editions."
    )
    path_date = models.DateField(help_text="Date in the public address, in the company's zone.")
    slug = models.SlugField(max_length=120)
    live_at = models.DateTimeField(help_text="The embargo instant.")
    superseded_at = models.DateTimeField(null=True)
    sealed_at = models.DateTimeField(help_text="When it was truly sealed.")
    sealed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    is_historic = models.BooleanField(default=False, help_text="Brought in with an instant before its sealing.")
    is_withdrawal = models.BooleanField(default=False, help_text="A notice in the place of what was withdrawn.")
    called_back_at = models.DateTimeField(null=True)
    called_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    article_html = models.TextField(help_text="The document rendered; rebuilt when the templates improve.")
    plain_text = models.TextField()
    rendering_version = models.PositiveIntegerField(
        default=1, help_text="Higher than every version before, whenever an edition's rendering is rebuilt."
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-live_at", "-id"]
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["release", "number"], condition=Q(called_back_at=None), name="edition_number_once"
            ),
            models.UniqueConstraint(
                fields=["path_date", "slug", "number"], condition=Q(called_back_at=None), name="edition_address_once"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_number_from_one"),
            models.CheckConstraint(
                condition=Q(superseded_at=None) | Q(superseded_at__gt=F("live_at")), name="edition_superseded_later"
            ),
            models.CheckConstraint(
                condition=Q(is_historic=True, live_at__lt=F("sealed_at"))
                | Q(is_historic=False, live_at__gte=F("sealed_at")),
                name="edition_historic_is_past",
            ),
            models.CheckConstraint(
                condition=Q(called_back_at=None) | Q(called_back_at__lt=F("live_at")),
                name="edition_called_back_in_time",
            ),
            models.CheckConstraint(
                condition=Q(number=1, previous_digest="") | (Q(number__gt=1) & ~Q(previous_digest="")),
                name="edition_chained",
            ),
        ]
        indexes = [
            models.Index(fields=["-live_at", "-id"], name="edition_ledger"),
            models.Index(fields=["-rendering_version"], name="edition_rebuilt"),
            models.Index(fields=["release"], condition=Q(is_withdrawal=True), name="edition_withdrawals"),
        ]

    def __str__(self):
        try:
            return f"{self.document.headline} (edition {self.number})"
        except DocumentError:
            return f"Edition {self.number} of release {self.release_id}, which can't be read"

    @property
    def path(self) -> str:
        """The public path of its release."""
        return addressing.release(self.path_date, self.slug)

    @property
    def document(self) -> Document:
        """The sealed document; raises DocumentError if the stored text is damaged."""
        return Document.from_json(self.document_json)

    @property
    def item_id(self) -> str:
        """Identity of this very edition as a feed item."""
        return f"{self.feed_id}/{self.number}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise SealedError("Editions are immutable; seal a correction instead.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise SealedError("Editions are never deleted; one that is not public yet can be called back.")


class EditionFileQuerySet(models.QuerySet):
    def published(self):
        """Files of editions that have become public, by the same gate as their editions; a figure of an earlier edition
        stays with it."""
        return self.filter(Exists(Edition.objects.published().filter(pk=OuterRef("edition"))))

    def update(self, **kwargs):
        raise SealedError("The files of an edition are immutable.")

    def delete(self):
        raise SealedError("The files of an edition are never deleted.")

    update.alters_data = delete.alters_data = True


class EditionFile(models.Model):
    """A file that an edition carries: the gate through which its bytes are served. They are a :class:`SealedFile`."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="files")
    key = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=20, choices=MediaKind)
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)

    objects = EditionFileQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="edition_file_once")]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise SealedError("The files of an edition are immutable.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise SealedError("The files of an edition are never deleted.")
