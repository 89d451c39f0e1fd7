"""Proving that editions are what was sealed."""

import itertools
from collections.abc import Iterator

from django.db.models import F

from releases import rendering
from releases.document import DocumentError
from releases.editions import ledger
from releases.editions.chain import edition_digest
from releases.editions.difference import Difference, bytes_differ
from releases.editions.guard import missing_guards
from releases.editions.records import named_records
from releases.editions.verify_records import verify_records
from releases.models import Edition, HistoryEntry, RecordMove, SealedRecord
from releases.vocabulary import RecordVerb, Verb


def verify() -> Iterator[Difference | None]:
    """Recompute every digest and chain, every stored rendering and the digests of all files.

    Yields None for each edition and sealed record that is in order, and every :class:`Difference` found; first those of the database's
    guard. Called-back editions are checked too: their record must stand as well.
    """
    for name in missing_guards():
        yield Difference(edition="database", what=f"The trigger {name} is missing: sealed rows are not guarded.")
    editions = Edition.objects.prefetch_related("files", "links").order_by(
        "release_id", "number", F("called_back_at").asc(nulls_last=True), "id"
    )
    for _, group in itertools.groupby(editions.iterator(chunk_size=200), key=lambda edition: edition.release_id):
        before, editions_of_release = None, list(group)
        newest = max((each.number for each in editions_of_release if not each.called_back_at), default=0)
        is_in_order = True
        for edition in editions_of_release:
            found = list(_differences(edition, before, is_newest=edition.number == newest))
            yield from found or [None]
            is_in_order &= not found
            if edition.called_back_at is None:
                before = edition
        if is_in_order:
            yield from filter(None, map(_ledger_difference, editions_of_release))
    yield from verify_records()
    yield from _unaccounted()
    yield from _unaccounted_copies()


def _unaccounted() -> Iterator[Difference]:
    """Editions that history saw sealed and that are not there: a whole release may have been removed."""
    known = Edition.objects.values("digest")
    for entry in (
        HistoryEntry.objects.exclude(digest="")
        .exclude(verb=Verb.APPROVE)
        .exclude(digest__in=known)
        .select_related("release")
    ):
        yield Difference(
            edition=f"history of “{entry.release.headline}”",
            what=f"It records an edition with the digest {entry.digest}, and there is none.",
        )


def _unaccounted_copies() -> Iterator[Difference]:
    """Copies that the ledger of records saw sealed on their own and that are not there."""
    known = SealedRecord.objects.values("digest")
    for entry in RecordMove.objects.filter(verb=RecordVerb.SEAL).exclude(digest__in=known):
        yield Difference(
            edition=f"ledger of {entry.kind} {entry.record_key}",
            what=f"It records a copy with the digest {entry.digest}, and there is none.",
        )


def _ledger_difference(edition: Edition) -> Difference | None:
    """What is derived from the records of a release, asked only when these are in order."""
    if edition.called_back_at or ledger.is_entered(edition, edition.document):
        return None
    return Difference(
        edition=_name(edition),
        what="Its place in the ledger or the words it is found by are missing or wrong; rebuild_editions mends them.",
    )


def _name(edition: Edition) -> str:
    name = f"edition {edition.number} of {edition.path}"
    return f"{name} (called back)" if edition.called_back_at else name


def _differences(edition: Edition, before: Edition | None, *, is_newest: bool) -> Iterator[Difference]:
    def differs(what: str) -> Difference:
        return Difference(edition=_name(edition), what=what)

    expected = edition_digest(
        document_json=edition.document_json,
        number=edition.number,
        live_at=edition.live_at,
        feed_id=edition.feed_id,
        previous_digest=edition.previous_digest,
    )
    if expected != edition.digest:
        yield differs(f"The digest is stored as {edition.digest}, but the record gives {expected}.")
    if edition.number > 1 and before is None:
        yield differs(f"Edition {edition.number - 1} is missing: the chain is broken.")
    elif before is not None and edition.number != before.number + 1:
        yield differs(f"It follows edition {before.number}: the chain has a gap.")
    elif before is not None and edition.previous_digest != before.digest:
        yield differs(f"Its previous digest is not that of edition {before.number}.")
    if before is not None and edition.called_back_at is None and before.superseded_at != edition.live_at:
        yield differs(f"Edition {before.number} is not superseded at this edition's instant.")
    if is_newest and edition.called_back_at is None and edition.superseded_at is not None:
        yield differs("It is recorded as superseded, and no edition follows it.")
    try:
        document = edition.document
    except DocumentError as error:
        yield differs(f"The document can't be read: {error}.")
        return
    if document.canonical_bytes().decode() != edition.document_json:
        yield differs("The stored document is not in canonical form.")
    if rendering.article_html(document) != edition.article_html:
        yield differs("The stored article is not what the document renders to; rebuild_editions mends it.")
    if rendering.plain_text(document) != edition.plain_text:
        yield differs("The stored plain text is not what the document renders to; rebuild_editions mends it.")
    if {(link.kind, str(link.record_key)) for link in edition.links.all()} != set(named_records(document)):
        yield differs("The records that it is stored as naming are not those in its document.")
    yield from _file_differences(edition, document, differs)


def _file_differences(edition: Edition, document, differs) -> Iterator[Difference]:
    stored = {str(file.key): file for file in edition.files.all()}
    for file in document.files:
        row = stored.get(file.key)
        if row is None:
            yield differs(f"The file {file.name} is not kept with the edition.")
        elif (row.sha256, row.size, row.content_type) != (file.sha256, file.size, file.content_type):
            yield differs(f"What is recorded of the file {file.name} is not what the document says.")
    for row in stored.values():
        if wrong := bytes_differ(row.sha256):
            yield differs(f"The bytes of the file {row.name} {wrong}.")
