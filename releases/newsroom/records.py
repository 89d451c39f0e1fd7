"""Public copies of drugs, trials and contacts, all of a kind at once, for programs."""

import datetime
from dataclasses import dataclass

from releases.document.records import Record
from releases.models.sealed_record import SealedRecord
from releases.newsroom.reading import PATHS, path, readable_records
from releases.vocabulary import RecordKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicRecord:
    """A record as the public knows it. ``url`` is the path of its page; empty for a contact."""

    url: str
    record: Record
    live_at: datetime.datetime  # of the copy


def public_records(kind: RecordKind, *, slug: str = "") -> tuple[PublicRecord, ...]:
    """All public records of a kind by name, or the one at this address."""
    copies = SealedRecord.objects.known().filter(kind=kind)
    if slug:
        copies = copies.filter(slug=slug)
    found = [
        PublicRecord(
            url=path(kind, copy.slug) if kind in PATHS else "",
            record=record,
            live_at=copy.live_at,
        )
        for copy, record in readable_records(copies)
    ]
    return tuple(sorted(found, key=lambda each: (each.record.name.casefold(), each.url)))
