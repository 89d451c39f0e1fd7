"""Every name of every linked record in one indexed table, so that finding a record costs the same in any archive."""

import hashlib

from django.db import models

from releases import text

_LONGEST = 200


class RecordName(models.Model):
    """A name under which a record is found, folded by :func:`releases.text.fold`.

    Records keep their own rows when they are saved (:func:`keep_names`). A row may outlive a deleted record, and says
    nothing then.
    """

    kind = models.CharField(max_length=20)  # the model's name in lower case
    record_id = models.BigIntegerField()
    fold = models.CharField(max_length=_LONGEST)
    #: Both halves of the fold: one letter that differs leaves one of them as it is.
    head = models.CharField(max_length=_LONGEST)
    tail = models.CharField(max_length=_LONGEST)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "fold"], name="record_name_fold"),
            models.Index(fields=["kind", "head"], name="record_name_head"),
            models.Index(fields=["kind", "tail"], name="record_name_tail"),
            models.Index(fields=["kind", "record_id"], name="record_name_record"),
        ]

    def __str__(self):
        return f"{self.kind} {self.record_id}: {self.fold}"


def fold(name: str) -> str:
    """The name as it stands in the table: folded, and a digest when it is long."""
    folded = text.fold(name)
    return folded if len(folded) <= _LONGEST else hashlib.sha256(folded.encode()).hexdigest()


def halves(folded: str) -> tuple[str, str]:
    """What ``head`` and ``tail`` hold for a fold."""
    middle = len(folded) // 2
    return folded[:middle], folded[middle:]


def keep_names(record: models.Model, *names: str) -> None:
    """Make these the names of the record, in the table of names."""
    kind = record._meta.model_name
    wanted = {folded for folded in map(fold, names) if folded}
    rows = RecordName.objects.filter(kind=kind, record_id=record.pk)
    standing = set(rows.values_list("fold", flat=True))
    if gone := standing - wanted:
        rows.filter(fold__in=gone).delete()
    RecordName.objects.bulk_create(
        RecordName(kind=kind, record_id=record.pk, fold=folded, head=halves(folded)[0], tail=halves(folded)[1])
        for folded in sorted(wanted - standing)
    )
