"""Releases for programs: filtered, newest first, one page after another by the address of the last release seen."""

import dataclasses
import datetime
import re
from dataclasses import dataclass

from releases import addressing, rendering
from releases.models.ledger import Facet, LedgerRow, Window, position
from releases.models.sealed_record import SealedRecord
from releases.newsroom.ledger import is_year, place_of
from releases.newsroom.reading import readable_records, several_whole
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
    window = Window(most=size + 1)
    if year is not None:
        if not is_year(year):
            return Listing(pages=(), next_after="")
        window = window.of_year(year)
    if after:
        if (held := place_of(after)) is None:
            raise UnknownPlace(after)
        window = dataclasses.replace(window, below=held if window.below is None else min(held, window.below))
    found = _updated(facets, window, updated_since) if updated_since else _last(facets, window)
    # Places are counted, not pages: an edition that can't be read ends no list.
    last = addressing.position(found[size - 1].edition.path) if len(found) > size else ""
    return Listing(pages=several_whole(row.edition for row in found[:size]), next_after=last)


def _last(facets: list[Facet], window: Window) -> list[LedgerRow]:
    return list(LedgerRow.objects.live().select_related("edition").finding(None, *facets, window=window))


def _updated(facets: list[Facet], window: Window, since: datetime.datetime) -> list[LedgerRow]:
    """What became public then or later: first originals, which stand at the end, then corrections of older ones."""
    second = position(since)
    first = second if window.first is None else max(second, window.first)
    found = _last(facets, dataclasses.replace(window, first=first, since=since))
    if len(found) < window.most:
        older = LedgerRow.objects.live().later().filter(changed__gte=second).select_related("edition")
        for facet in facets:
            older = older.carrying(facet)
        below = second if window.below is None else min(second, window.below)
        older = older.finding(None, window=dataclasses.replace(window, below=below, since=since))
        found += older[: window.most - len(found)]
    return found


def _key(kind: RecordKind, named: str):
    """The record's key by its address or, of a trial, its registry number."""
    known = SealedRecord.objects.known().filter(kind=kind)
    if kind == RecordKind.TRIAL and re.fullmatch(r"NCT\d{8}", named, re.ASCII):
        for copy, record in readable_records(known):
            if record.trial.nct_number == named:
                return copy.record_key
        return None
    return known.filter(slug=named).values_list("record_key", flat=True).first()
