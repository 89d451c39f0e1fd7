"""Public copies of drugs, trials and contacts, all of a kind at once, for programs."""

import datetime
from dataclasses import dataclass

from django.db.models import Max, OuterRef, Subquery

from releases.document.records import Record
from releases.models.sealed_record import EditionLink, SealedRecord
from releases.newsroom.reading import PATHS, path, read_record
from releases.vocabulary import RecordKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicRecord:
    """A record as the public knows it. ``url`` is the path of its page; empty for a contact."""

    url: str
    record: Record
    live_at: datetime.datetime  # of the copy
    changed_at: datetime.datetime  # of the copy or of the newest release that names it


def public_records(kind: RecordKind, *, slug: str = "") -> tuple[PublicRecord, ...]:
    """All public records of a kind by name, or the one at this address."""
    links = EditionLink.objects.live().filter(kind=OuterRef("kind"), record_key=OuterRef("record_key"))
    newest = links.order_by().values("record_key").annotate(newest=Max("edition__live_at")).values("newest")
    copies = SealedRecord.objects.known().filter(kind=kind).annotate(named_at=Subquery(newest))
    if slug:
        copies = copies.filter(slug=slug)
    found = [
        PublicRecord(
            url=path(kind, copy.slug) if kind in PATHS else "",
            record=read_record(copy.kind, copy.document_json),
            live_at=copy.live_at,
            changed_at=max(copy.live_at, copy.named_at),
        )
        for copy in copies
    ]
    return tuple(sorted(found, key=lambda each: (each.record.name.casefold(), each.url)))
