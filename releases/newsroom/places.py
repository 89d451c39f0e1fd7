"""What a crawler should visit, and when it last changed."""

import datetime
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.db.models.functions import Now

from releases import addressing, rendering
from releases.models.edition import Edition
from releases.models.ledger import LedgerRow, second_of
from releases.newsroom.ledger import NO_NOTICE, SINCE, changes_of_years, is_year, last_with, later_with
from releases.newsroom.reading import read, readable
from releases.newsroom.records import PublicRecord, public_records
from releases.newsroom.several import NOTHING, several
from releases.vocabulary import RecordKind

#: What Google News takes: https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
NEWS_DAYS, NEWS_MOST = 2, 1000
#: What one sitemap may hold (https://www.sitemaps.org/protocol.html).
MOST = 50_000


class _NewsBegins(Now):
    """The instant since which releases are news, by the database's clock. Without Django's function for durations, which the
    public connection refuses on SQLite: it can fail."""

    def as_sqlite(self, compiler, connection, **extra):
        template = f"STRFTIME('%%%%Y-%%%%m-%%%%d %%%%H:%%%%M:%%%%f', 'NOW', '-{NEWS_DAYS} days')"
        return self.as_sql(compiler, connection, template=template, **extra)

    def as_postgresql(self, compiler, connection, **extra):
        template = f"STATEMENT_TIMESTAMP() - INTERVAL '{NEWS_DAYS} days'"
        return self.as_sql(compiler, connection, template=template, **extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A page, by its path."""

    path: str
    changed_at: datetime.datetime
    headline: str = ""  # of a release, where it was asked for
    language: str = ""


def release_years() -> tuple[tuple[int, datetime.datetime], ...]:
    """Each year with public releases, newest first, and the instant at which what :func:`releases_of` says of it last
    changed: by a release, a correction or a withdrawal."""
    changes = changes_of_years()
    wanted = Edition.objects.live().filter(pk__in=itertools.chain.from_iterable(changes.values()))
    instants = dict(wanted.values_list("pk", "live_at"))
    found = {year: [instants[key] for key in keys if key in instants] for year, keys in changes.items()}
    return tuple((year, max(its)) for year, its in found.items() if its)


def releases_of(year: int) -> tuple[Place, ...]:
    """The releases of a year, newest first. A withdrawn one is no page to visit."""
    if not is_year(year):
        return ()
    rows = LedgerRow.objects.live().filter(**NO_NOTICE, year=year).order_by("-position").select_related("edition")
    rows = rows.only("position", "edition__path_date", "edition__slug", "edition__live_at")[:MOST]
    return tuple(Place(path=row.edition.path, changed_at=row.edition.live_at) for row in rows)


def fresh_releases() -> tuple[Place, ...]:
    """The releases that first became public in the last two days by the database's clock, newest first, each with that
    instant: a correction makes no news of an old one."""
    found = [
        Place(
            path=edition.path,
            changed_at=edition.ledger.original_at,
            headline=document.headline,
            language=document.language,
        )
        for edition in readable(
            news().annotate(since=_NewsBegins()).select_related("ledger").order_by("-live_at", "-id")
        )
        if edition.ledger.original_at >= edition.since and (document := read(edition.document_json))
    ]
    return tuple(sorted(found, key=lambda place: place.changed_at, reverse=True)[:NEWS_MOST])


def news() -> QuerySet:
    """The editions that became public in the last two days, corrections of older releases among them."""
    return Edition.objects.live().filter(is_withdrawal=False, live_at__gte=_NewsBegins())


def standing_pages() -> tuple[Place, ...]:
    """Home, the ledger, the pipeline and the pages of drugs and trials; none while nothing is public."""
    newest = Edition.objects.live().order_by("-live_at").values_list("live_at", flat=True).first()
    if newest is None:
        return ()
    drugs, trials = public_records(RecordKind.DRUG), public_records(RecordKind.TRIAL)
    places = [Place(path="/", changed_at=newest), Place(path=addressing.releases(), changed_at=newest)]
    if drugs:
        places.append(Place(path="/drugs/", changed_at=max(each.live_at for each in drugs)))
    named = [(rendering.having(RecordKind.DRUG, each.record.drug.key), each) for each in drugs]
    named += [(rendering.having(RecordKind.TRIAL, each.record.trial.key), each) for each in trials]
    return (*places, *_subject_pages(named))


def _subject_pages(records: Sequence[tuple[tuple[str, ...], PublicRecord]]) -> Iterator[Place]:
    """The pages of drugs and trials, each as new as its copy and as the newest edition in its list."""
    last = several([last_with(facet, 1) for facet, _ in records])
    later = several(
        [
            later_with(facet, 1).with_value(SINCE, second_of(places[0])) if places else NOTHING
            for (facet, _), places in zip(records, last, strict=True)
        ]
    )
    wanted = Edition.objects.live().filter(ledger__position__in=itertools.chain.from_iterable(last + later))
    instants = dict(wanted.values_list("ledger__position", "live_at"))
    for (_, each), *found in zip(records, last, later, strict=True):
        newest = [instants[place] for places in found for place in places if place in instants]
        yield Place(path=each.url, changed_at=max([each.live_at, *newest]))
