"""Whom to ask: the contacts that the newest releases name."""

import uuid

from releases.document import Contact
from releases.models.ledger import LedgerRow
from releases.models.sealed_record import SealedRecord
from releases.newsroom.reading import read, read_record
from releases.vocabulary import ContactKind, RecordKind

#: Releases that are looked through for the newest that names each kind of contact.
_LOOKED_THROUGH = 20


def contacts() -> tuple[Contact, ...]:
    """For each kind, those in the newest release that names one: whoever stood in an old release only may have left. As
    their own public record has them, investors first."""
    newest = LedgerRow.objects.live().order_by("-position").values_list("edition__document_json", flat=True)
    found: dict[str, tuple[Contact, ...]] = {}
    for document_json in newest[:_LOOKED_THROUGH]:
        named = read(document_json).contacts
        for kind in {contact.kind for contact in named} - found.keys():
            found[kind] = tuple(contact for contact in named if contact.kind == kind)
    listed = [contact for kind in ContactKind.values for contact in found.get(kind, ())]
    copies = _copies(contact.key for contact in listed)
    return tuple(copies.get(contact.key, contact) for contact in listed)


def contact(key: uuid.UUID) -> Contact | None:
    """The contact of this key, if it stands on the page of contacts."""
    return next((contact for contact in contacts() if contact.key == str(key)), None)


def _copies(keys) -> dict[str, Contact]:
    wanted = [uuid.UUID(key) for key in keys if key]
    rows = SealedRecord.objects.known().filter(kind=RecordKind.CONTACT, record_key__in=wanted)
    return {str(copy.record_key): read_record(copy.kind, copy.document_json).contact for copy in rows}
