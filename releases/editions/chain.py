"""The digests that chain the editions of a release, and the sealed copies of a linked record."""

import datetime
import hashlib
import uuid

from releases.document.record import edition_record, instant, with_header

#: As in :data:`releases.document.record.SCHEME`.
RECORD_SCHEME = "irsite-record-1"


def edition_digest(
    *, document_json: str, number: int, live_at: datetime.datetime, feed_id: str, previous_digest: str
) -> str:
    """SHA-256, hexadecimal, over one line of JSON (the header) and the canonical document.

    The very bytes are public with the edition (:func:`releases.document.record.edition_record`).
    """
    record = edition_record(
        document_json=document_json, number=number, live_at=live_at, feed_id=feed_id, previous_digest=previous_digest
    )
    return hashlib.sha256(record).hexdigest()


def record_digest(
    *,
    document_json: str,
    kind: str,
    record_key: uuid.UUID,
    number: int,
    live_at: datetime.datetime,
    previous_digest: str,
) -> str:
    """Likewise for a sealed copy of a linked record; its header names the record by kind and key."""
    record = with_header(
        document_json,
        kind=str(kind),
        live_at=instant(live_at),
        number=number,
        previous=previous_digest,
        record=str(record_key),
        scheme=RECORD_SCHEME,
    )
    return hashlib.sha256(record).hexdigest()
