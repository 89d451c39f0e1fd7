"""Sealed copies of the records that releases link to, and which edition links which record.

A drug's phase moved the day before its announcement is the announcement. So the public reads these copies and never a
working record. Rows are guarded like editions: by the model, its queryset and triggers (migration 0004). Only the
``editions`` room creates and mends them.
"""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now

from releases.document import records
from releases.models.edition import Edition, SealedError
from releases.vocabulary import RecordKind

IMMUTABLE = "Sealed records are immutable; seal a new copy instead."
NEVER_DELETED = "Sealed records are never deleted; one that is not public yet can be called back."


class _ExistsForEach(Exists):
    """EXISTS that PostgreSQL answers for each row by itself, at the first that it finds. Made into a join it would collect
    every edition that links the record before it looks at one; what has an OFFSET is made into none."""

    def as_postgresql(self, compiler, connection, **context):
        sql, parameters = self.as_sql(compiler, connection, **context)
        return f"{sql.removesuffix(')')} OFFSET 0)", parameters


class SealedRecordQuerySet(models.QuerySet):
    def live(self):
        """The copies that hold at this moment by the database's clock: the one gate of every public channel."""
        return self.published().filter(Q(superseded_at=None) | Q(superseded_at__gt=Now()))

    def known(self):
        """Live copies of records that a live edition links: what no live edition knows does not exist for the public."""
        link = EditionLink.objects.live().filter(kind=OuterRef("kind"), record_key=OuterRef("record_key"))
        return self.live().filter(_ExistsForEach(link))

    def published(self):
        """What has become public, replaced since or not: of records that a person had confirmed."""
        return self.standing().filter(live_at__lte=Now(), is_confirmed=True)

    def standing(self):
        """What has not been called back, public or not. For the desk."""
        return self.filter(called_back_at=None)

    def update(self, **kwargs):
        raise SealedError(IMMUTABLE)

    def bulk_update(self, objs, fields, batch_size=None):
        raise SealedError(IMMUTABLE)

    def delete(self):
        raise SealedError(NEVER_DELETED)

    update.alters_data = bulk_update.alters_data = delete.alters_data = True


class SealedRecord(models.Model):
    """One sealed copy of one record. Public while ``live_at <= now < superseded_at``.

    Copies are chained in the order in which they were sealed, those called back included, so that taking one back never
    breaks the chain of those sealed after it; they take over from one another in the order of their instants.
    """

    kind = models.CharField(max_length=10, choices=RecordKind)
    record_key = models.UUIDField(help_text="Key of the working record.")
    number = models.PositiveIntegerField(help_text="Counts the copies of the record, from 1.")
    document_json = models.TextField(help_text="The canonical text of the record's value.")
    previous_digest = models.CharField(max_length=64, blank=True, help_text="Of the copy before; empty for the first.")
    digest = models.CharField(max_length=64, help_text="SHA-256 over record, number, instant and previous digest.")
    slug = models.SlugField(
        max_length=120, blank=True, help_text="Address of a drug or trial, the same for all copies."
    )
    live_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)
    edition = models.ForeignKey(
        Edition, null=True, on_delete=models.PROTECT, related_name="records", help_text="The edition that carried it."
    )
    is_confirmed = models.BooleanField(
        default=True,
        editable=False,
        help_text="Older versions sealed records that only an import had proposed. Such a copy is never shown.",
    )
    sealed_at = models.DateTimeField()
    sealed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    called_back_at = models.DateTimeField(null=True)
    called_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    file_key = models.UUIDField(null=True, db_index=True, help_text="Of the company's logo.")
    file_sha256 = models.CharField(max_length=64, blank=True, db_index=True, help_text="Of the logo's bytes.")

    objects = SealedRecordQuerySet.as_manager()

    class Meta:
        ordering = ["-live_at", "-id"]
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["kind", "record_key", "number"], name="sealed_record_number_once"),
            models.CheckConstraint(condition=Q(kind__in=RecordKind.values), name="sealed_record_kind_known"),
            models.CheckConstraint(
                condition=Q(number=1, previous_digest="") | (Q(number__gt=1) & ~Q(previous_digest="")),
                name="sealed_record_chained",
            ),
            models.CheckConstraint(
                # At the same instant the later copy takes over, and the earlier one is never read.
                condition=Q(superseded_at=None) | Q(superseded_at__gte=F("live_at")),
                name="sealed_record_superseded_later",
            ),
            models.CheckConstraint(
                condition=Q(called_back_at=None) | Q(called_back_at__lt=F("live_at")),
                name="sealed_record_called_back_in_time",
            ),
            models.CheckConstraint(
                condition=(Q(kind__in=[RecordKind.DRUG, RecordKind.TRIAL]) & ~Q(slug=""))
                | (Q(kind__in=[RecordKind.CONTACT, RecordKind.COMPANY]) & Q(slug="")),
                name="sealed_record_has_address",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "slug"], name="sealed_record_address"),
            models.Index(fields=["-live_at"], name="sealed_record_instants"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.value.name} (copy {self.number})"

    @property
    def value(self) -> records.Record:
        """What was sealed; raises RecordError if the stored text is damaged."""
        return records.from_json(self.kind, self.document_json)

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise SealedError(IMMUTABLE)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise SealedError(NEVER_DELETED)


class EditionLinkQuerySet(models.QuerySet):
    def live(self):
        """Links of the editions that are public and current."""
        # Asked link by link: a list of all editions would grow with the archive.
        return self.filter(Exists(Edition.objects.live().filter(pk=OuterRef("edition"))))

    def update(self, **kwargs):
        raise SealedError("The links of an edition are immutable.")

    def delete(self):
        raise SealedError("The links of an edition are never deleted.")

    update.alters_data = delete.alters_data = True


class EditionLink(models.Model):
    """That an edition names a record: its document says so too; here it can be asked for."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="links")
    kind = models.CharField(max_length=10, choices=RecordKind)
    record_key = models.UUIDField()

    objects = EditionLinkQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "kind", "record_key"], name="edition_link_once")]
        indexes = [models.Index(fields=["kind", "record_key"], name="edition_link_record")]

    def __str__(self):
        return f"{self.get_kind_display()} in edition {self.edition_id}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise SealedError("The links of an edition are immutable.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise SealedError("The links of an edition are never deleted.")
