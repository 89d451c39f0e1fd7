"""Proving that the sealed copies of linked records are what was sealed."""

import itertools
from collections.abc import Iterator

from releases.document import records
from releases.editions.chain import record_digest
from releases.editions.difference import Difference, bytes_differ
from releases.models import SealedRecord


def verify_records() -> Iterator[Difference | None]:
    """Recompute digests, chains, succession and the digests of logos; None for each copy that is in order."""
    copies = SealedRecord.objects.order_by("kind", "record_key", "number")
    for _, group in itertools.groupby(copies.iterator(chunk_size=200), key=lambda copy: (copy.kind, copy.record_key)):
        chain = list(group)
        standing = sorted(
            (copy for copy in chain if copy.called_back_at is None), key=lambda copy: (copy.live_at, copy.number)
        )
        following = {copy.pk: later.live_at for copy, later in itertools.pairwise(standing)}
        for before, copy in zip([None, *chain], chain, strict=False):
            yield from list(_differences(copy, before, following.get(copy.pk))) or [None]


def _differences(copy: SealedRecord, before: SealedRecord | None, follows_at) -> Iterator[Difference]:
    def differs(what: str) -> Difference:
        return Difference(edition=f"copy {copy.number} of {copy.kind} {copy.record_key}", what=what)

    expected = record_digest(
        document_json=copy.document_json,
        kind=copy.kind,
        record_key=copy.record_key,
        number=copy.number,
        live_at=copy.live_at,
        previous_digest=copy.previous_digest,
    )
    if expected != copy.digest:
        yield differs(f"The digest is stored as {copy.digest}, but the record gives {expected}.")
    if copy.number != (before.number + 1 if before else 1):
        yield differs("A copy before it is missing: the chain is broken.")
    elif copy.previous_digest != (before.digest if before else ""):
        yield differs(f"Its previous digest is not that of copy {copy.number - 1}.")
    if copy.called_back_at is None and copy.superseded_at != follows_at:
        yield differs("It is not superseded at the instant of the copy that follows it.")
    try:
        value = copy.value
    except records.RecordError as error:
        yield differs(f"The record can't be read: {error}.")
        return
    if records.canonical_json(value) != copy.document_json:
        yield differs("The stored record is not in canonical form.")
    if copy.kind == "company":
        yield from _logo_differences(copy, value, differs)


def _logo_differences(copy: SealedRecord, value, differs) -> Iterator[Difference]:
    named = (value.logo.key, value.logo.sha256) if value.logo else (None, "")
    if named != (str(copy.file_key) if copy.file_key else None, copy.file_sha256):
        yield differs("The logo kept with it is not the one that it names.")
    elif value.logo and (wrong := bytes_differ(copy.file_sha256)):
        yield differs(f"The bytes of its logo {wrong}.")
