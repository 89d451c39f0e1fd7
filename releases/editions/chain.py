"""The digests that chain the editions of a release, and the sealed copies of a linked record."""

import datetime
import hashlib
import json
import uuid

#: Changes when the way of computing the digest changes; part of the digest itself.
SCHEME = "irsite-edition-1"
RECORD_SCHEME = "irsite-record-1"


def edition_digest(
    *, document_json: str, number: int, live_at: datetime.datetime, feed_id: str, previous_digest: str
) -> str:
    """SHA-256, hexadecimal, over one line of JSON (the header) and the canonical document.

    The header, with sorted keys and no white space, holds the scheme, the edition's number, its instant in UTC to the
    microsecond, the release's feed identity and the digest of the edition before ("" for the first). Anybody who holds
    the published values can compute it; docs/record.md shows how.
    """
    return _digest(
        document_json,
        feed_id=feed_id,
        live_at=_instant(live_at),
        number=number,
        previous=previous_digest,
        scheme=SCHEME,
    )


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
    return _digest(
        document_json,
        kind=str(kind),
        live_at=_instant(live_at),
        number=number,
        previous=previous_digest,
        record=str(record_key),
        scheme=RECORD_SCHEME,
    )


def _instant(instant: datetime.datetime) -> str:
    return instant.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _digest(document_json: str, **header) -> str:
    head = json.dumps(header, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{head}\n{document_json}".encode()).hexdigest()
