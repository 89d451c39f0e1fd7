"""Releases for programs: filtered, newest first, one page after another by the address of the last release seen."""

import datetime
import re
from dataclasses import dataclass

from django.db.models import Q

from releases.models.edition import Edition
from releases.models.sealed_record import SealedRecord
from releases.newsroom.feeds import in_category, naming
from releases.newsroom.reading import read_record, whole
from releases.newsroom.values import Page
from releases.vocabulary import RecordKind

_ADDRESS = re.compile(r"(\d{4})/(\d{2})/(\d{2})/([a-z0-9-]{1,120})", re.ASCII)


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
    """Public releases in the order of their dates, newest first, at most ``size``.

    ``drug`` and ``trial`` are the addresses of their pages, a trial's registry number too; one that is not public selects
    nothing. ``after`` is the address of a public release ("2012/12/10/<slug>"); raises :class:`UnknownPlace` for another.
    """
    editions = Edition.objects.live()
    if year is not None:
        first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
        editions = editions.filter(path_date__gte=first, path_date__lte=last)
    if category:
        editions = in_category(editions, category)
    for kind, named in ((RecordKind.DRUG, drug), (RecordKind.TRIAL, trial)):
        if named:
            key = _key(kind, named)
            editions = naming(editions, kind, key) if key else editions.none()
    if updated_since:
        editions = editions.filter(live_at__gte=updated_since)
    if after:
        editions = editions.filter(_behind(after))
    found = list(editions.order_by("-path_date", "-live_at", "-id").select_related("ledger")[: size + 1])
    pages = tuple(whole(edition, (edition,)) for edition in found[:size])
    last = pages[-1].entry.url.strip("/").removeprefix("releases/") if len(found) > size else ""
    return Listing(pages=pages, next_after=last)


def _behind(address: str) -> Q:
    match = _ADDRESS.fullmatch(address)
    try:
        date = match and datetime.date(*map(int, match.groups()[:3]))
    except ValueError:
        date = None
    row = date and Edition.objects.live().filter(path_date=date, slug=match[4]).only("path_date", "live_at").first()
    if not row:
        raise UnknownPlace(address)
    same_day = Q(live_at__lt=row.live_at) | Q(live_at=row.live_at, id__lt=row.id)
    return Q(path_date__lte=date) & (Q(path_date__lt=date) | same_day)


def _key(kind: RecordKind, named: str):
    """The record's key by its address or, of a trial, its registry number."""
    known = SealedRecord.objects.known().filter(kind=kind)
    if kind == RecordKind.TRIAL and re.fullmatch(r"NCT\d{8}", named, re.ASCII):
        for copy in known:
            if read_record(copy.kind, copy.document_json).trial.nct_number == named:
                return copy.record_key
        return None
    return known.filter(slug=named).values_list("record_key", flat=True).first()
