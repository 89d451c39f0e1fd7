"""Entering editions into the ledger: their place among all, and the words by which they are found."""

import datetime
from collections.abc import Iterable

from django.db import connection

from releases.document import Document
from releases.models import Edition, EditionLink
from releases.models.ledger import LedgerRow, position, vector
from releases.rendering.searchable import facet, former_facet, searchable
from releases.vocabulary import RecordKind

COLUMNS = ("headline", "headline_stems", "names", "body", "stems", "facets")
_TABLE = "releases_ledgerwords"


def original_at(edition: Edition) -> datetime.datetime:
    """The instant of the first edition of its release."""
    standing = Edition.objects.standing().filter(release_id=edition.release_id)
    return standing.order_by("number").values_list("live_at", flat=True)[0]


def places(edition: Edition, first_at: datetime.datetime) -> dict[str, int]:
    """The columns of the edition's row; ``first_at`` is :func:`original_at`."""
    return {
        "position": position(first_at, edition.pk),
        "changed": position(edition.live_at, edition.pk),
        "year": edition.path_date.year,
    }


def enter(edition: Edition, document: Document) -> bool:
    """Write the edition's row, or mend it; whether anything was written."""
    facts, fresh = places(edition, original_at(edition)), words(edition, document)
    if _is_written(edition, facts, fresh):
        return False
    with connection.cursor() as cursor:
        for place in LedgerRow.objects.filter(pk=edition.pk).values_list("position", flat=True):
            cursor.execute(f"DELETE FROM {_TABLE} WHERE rowid = %s", [place])
    LedgerRow.objects.update_or_create(edition=edition, defaults=facts)
    insert_words([(facts["position"], fresh)])
    return True


def is_entered(edition: Edition, document: Document) -> bool:
    """Whether the edition's row is what :func:`enter` would write."""
    return _is_written(edition, places(edition, original_at(edition)), words(edition, document))


def insert_words(rows: Iterable[tuple[int, dict[str, str]]]) -> None:
    """Put words at their positions into the database's own index."""
    postgresql = connection.vendor == "postgresql"
    columns = ["rowid", *COLUMNS, *([_TABLE] if postgresql else [])]
    marks = ["%s"] * (1 + len(COLUMNS)) + (["%s::tsvector"] if postgresql else [])
    values = [
        [place, *(words[name] for name in COLUMNS), *([vector(words)] if postgresql else [])] for place, words in rows
    ]
    with connection.cursor() as cursor:
        # What stands there is of a database that was emptied around it.
        cursor.executemany(f"DELETE FROM {_TABLE} WHERE rowid = %s", [[row[0]] for row in values])
        cursor.executemany(f"INSERT INTO {_TABLE} ({', '.join(columns)}) VALUES ({', '.join(marks)})", values)


def words(edition: Edition, document: Document) -> dict[str, str]:
    """What the edition is found by: its words by column, and its facets."""
    found = searchable(document, edition.plain_text)
    if edition.number > 1:
        own = found["facets"].split()
        found["facets"] = f" {' '.join([*own, *_former_facets(edition, own)])} "
    return found


def _is_written(edition: Edition, facts: dict[str, int], found: dict[str, str]) -> bool:
    return LedgerRow.objects.filter(pk=edition.pk, **facts).exists() and _stored(facts["position"]) == found


def _former_facets(edition: Edition, own: list[str]) -> list[str]:
    """What earlier editions of the release had and this one has not."""
    earlier = Edition.objects.standing().filter(release=edition.release_id, live_at__lt=edition.live_at)
    named = EditionLink.objects.filter(edition__in=earlier, kind__in=(RecordKind.DRUG, RecordKind.TRIAL))
    had = {(kind, str(key)) for kind, key in named.values_list("kind", "record_key")}
    had |= {("category", each.document.category) for each in earlier.only("document_json")}
    return sorted(former_facet(kind, value) for kind, value in had if facet(kind, value) not in own)


def _stored(place: int) -> dict[str, str] | None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(COLUMNS)} FROM {_TABLE} WHERE rowid = %s", [place])
        row = cursor.fetchone()
    return dict(zip(COLUMNS, row, strict=True)) if row else None
