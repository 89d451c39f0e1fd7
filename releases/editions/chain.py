"""The digest that chains the editions of a release."""

import datetime
import hashlib
import json

#: Changes when the way of computing the digest changes; part of the digest itself.
SCHEME = "irsite-edition-1"


def edition_digest(
    *, document_json: str, number: int, live_at: datetime.datetime, feed_id: str, previous_digest: str
) -> str:
    """SHA-256, hexadecimal, over one line of JSON (the header) and the canonical document.

    The header, with sorted keys and no white space, holds the scheme, the edition's number, its instant in UTC to the
    microsecond, the release's feed identity and the digest of the edition before ("" for the first). Anybody who holds
    the published values can compute it; docs/record.md shows how.
    """
    header = {
        "feed_id": feed_id,
        "live_at": live_at.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "number": number,
        "previous": previous_digest,
        "scheme": SCHEME,
    }
    head = json.dumps(header, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{head}\n{document_json}".encode()).hexdigest()
