"""Releases for programs: filtered, newest first, one page after another by the address of the last release seen."""

import datetime
import re
from dataclasses import dataclass

from django.db.models import QuerySet

from releases import rendering
from releases.models.ledger import LedgerRow, position
from releases.models.sealed_record import SealedRecord
from releases.newsroom.ledger import PLACE, of_year, place_of
from releases.newsroom.reading import read_record, whole
from releases.newsroom.values import Page
from releases.vocabulary import RecordKind


class UnknownPlace(ValueError):
    """No public release has this address, so nothing comes after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A page of releases. ``next_after`` continues it; empty at the end."""

    pages: tuple[Page, ...]
    next_after: str


def listing(
    *,
    size: int,
    after: str = "",
    year: int | None = None,
    category: str = "",
    drug: str = "",
    trial: str = "",
    updated_since: datetime.datetime | None = None,
) -> Listing:
    """Public releases by the instants of their originals, newest first, at most ``size``.

    ``drug`` and ``trial`` are the addresses of their pages, a trial's registry number too; one that is not public selects
    nothing. ``after`` is the address of a public release ("2012/12/10/<slug>"); raises :class:`UnknownPlace` for another.
    """
    facets = [rendering.having("category", category)] if category else []
    for kind, named in ((RecordKind.DRUG, drug), (RecordKind.TRIAL, trial)):
        if named:
            if (key := _key(kind, named)) is None:
                return Listing(pages=(), next_after="")
            facets.append(rendering.having(kind, str(key)))
    place = PLACE if facets else "position"
    rows = LedgerRow.objects.live().finding(None, *facets)
    if year is not None:
        rows = of_year(rows, year, place)
    if after:
        if (held := place_of(after)) is None:
            raise UnknownPlace(after)
        rows = rows.filter(**{f"{place}__lt": held})
    count = size + 1
    found = _updated(rows, place, updated_since, count) if updated_since else _last(rows, place, count)
    pages = tuple(whole(row.edition, (row.edition,)) for row in found)
    last = pages[size - 1].entry.url.strip("/").removeprefix("releases/") if len(pages) > size else ""
    return Listing(pages=pages[:size], next_after=last)


def _last(rows: QuerySet, place: str, count: int) -> list[LedgerRow]:
    return list(rows.order_by(f"-{place}").select_related("edition")[:count])


def _updated(rows: QuerySet, place: str, since: datetime.datetime, count: int) -> list[LedgerRow]:
    """What became public then or later: first originals, which stand at the end, then corrections of older ones."""
    second = position(since)
    rows = rows.filter(edition__live_at__gte=since)
    found = _last(rows.filter(**{f"{place}__gte": second}), place, count)
    if len(found) < count:
        older = rows.later().filter(changed__gte=second, **{f"{place}__lt": second})
        found += _last(older, place, count - len(found))
    return found


def _key(kind: RecordKind, named: str):
    """The record's key by its address or, of a trial, its registry number."""
    known = SealedRecord.objects.known().filter(kind=kind)
    if kind == RecordKind.TRIAL and re.fullmatch(r"NCT\d{8}", named, re.ASCII):
        for copy in known:
            if read_record(copy.kind, copy.document_json).trial.nct_number == named:
                return copy.record_key
        return None
    return known.filter(slug=named).values_list("record_key", flat=True).first()
