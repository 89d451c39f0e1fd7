"""The bytes that an edition's digest is taken of: what anybody who holds them can verify with one command."""

import datetime
import json

#: Changes when the way of computing the digest changes; part of the digest itself.
SCHEME = "irsite-edition-1"


def edition_record(
    *, document_json: str, number: int, live_at: datetime.datetime, feed_id: str, previous_digest: str
) -> bytes:
    """One line of JSON (the header), a line feed, and the canonical document.

    The header, with sorted keys and no white space, holds the scheme, the edition's number, its instant in UTC to the
    microsecond, the release's feed identity and the digest of the edition before ("" for the first). docs/record.md
    shows it.
    """
    return with_header(
        document_json, feed_id=feed_id, live_at=instant(live_at), number=number, previous=previous_digest, scheme=SCHEME
    )


def with_header(document_json: str, **header) -> bytes:
    """The header's line before a canonical text."""
    head = json.dumps(header, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{head}\n{document_json}".encode()


def instant(at: datetime.datetime) -> str:
    """An aware instant as headers write it."""
    return at.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
