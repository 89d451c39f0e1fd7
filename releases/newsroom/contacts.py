"""Whom to ask: the contacts that the newest releases name and that a person has confirmed."""

import uuid

from django.db.models import Exists, OuterRef

from releases.document import Contact
from releases.models.edition import Edition
from releases.models.ledger import LedgerRow
from releases.models.sealed_record import EditionLink, SealedRecord
from releases.newsroom.reading import LEDGER, read, readable, readable_records
from releases.vocabulary import ContactKind, RecordKind

#: Releases that are looked through for the newest that names each kind of contact.
_LOOKED_THROUGH = 20


def contacts() -> tuple[Contact, ...]:
    """For each kind, those in the newest release that names one: whoever stood in an old release only may have left. As
    their own public record has them, investors first. One without a public record was not confirmed, and replaces nobody."""
    rows = LedgerRow.objects.live().order_by("-position").select_related("edition")
    rows = rows.only("position", *(f"edition__{name}" for name in LEDGER))[:_LOOKED_THROUGH]
    newest = [read(edition.document_json).contacts for edition in readable(row.edition for row in rows)]
    copies = _copies(contact.key for named in newest for contact in named)
    found: dict[str, tuple[Contact, ...]] = {}
    for named in newest:
        public = [copies[contact.key] for contact in named if contact.key in copies]
        for kind in {contact.kind for contact in public} - found.keys():
            found[kind] = tuple(contact for contact in public if contact.kind == kind)
    return tuple(contact for kind in ContactKind.values for contact in found.get(kind, ()))


def contact(key: uuid.UUID) -> Contact | None:
    """The contact of this key as its public record has it, whether or not it still stands on the page of contacts: address
    books keep what they once took."""
    return _copies([str(key)]).get(str(key))


def was_named(key: uuid.UUID) -> bool:
    """Whether a public edition, current or superseded, names the contact of this key."""
    published = Edition.objects.published().filter(pk=OuterRef("edition"))
    return EditionLink.objects.filter(Exists(published), kind=RecordKind.CONTACT, record_key=key).exists()


def _copies(keys) -> dict[str, Contact]:
    wanted = [uuid.UUID(key) for key in keys if key]
    rows = SealedRecord.objects.known().filter(kind=RecordKind.CONTACT, record_key__in=wanted)
    return {str(copy.record_key): record.contact for copy, record in readable_records(rows)}
