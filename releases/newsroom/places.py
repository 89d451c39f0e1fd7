"""What a crawler should visit, and when it last changed."""

import datetime
from dataclasses import dataclass

from django.db.models import Max
from django.db.models.functions import ExtractYear, Now

from releases.models.edition import Edition
from releases.newsroom.reading import address, read
from releases.newsroom.records import public_records
from releases.vocabulary import RecordKind

#: What Google News takes: https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
NEWS_DAYS, NEWS_MOST = 2, 1000
#: What one sitemap may hold (https://www.sitemaps.org/protocol.html).
MOST = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A page, by its path."""

    path: str
    changed_at: datetime.datetime
    headline: str = ""  # of a release, where it was asked for
    language: str = ""
    company: str = ""


def release_years() -> tuple[tuple[int, datetime.datetime], ...]:
    """Each year with public releases, newest first, and the instant of the newest edition among them."""
    editions = Edition.objects.live().filter(is_withdrawal=False).order_by()
    rows = editions.values(year=ExtractYear("path_date")).annotate(changed_at=Max("live_at")).order_by("-year")
    return tuple(rows.values_list("year", "changed_at"))


def releases_of(year: int) -> tuple[Place, ...]:
    """The releases of a year, newest first. A withdrawn one is no page to visit."""
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    editions = Edition.objects.live().filter(is_withdrawal=False, path_date__gte=first, path_date__lte=last)
    rows = editions.order_by("-path_date", "-live_at", "-id").only("path_date", "slug", "live_at")[:MOST]
    return tuple(Place(path=address(edition), changed_at=edition.live_at) for edition in rows)


def fresh_releases() -> tuple[Place, ...]:
    """The releases that became public in the last two days by the database's clock, newest first."""
    since = Now() - datetime.timedelta(days=NEWS_DAYS)
    editions = Edition.objects.live().filter(is_withdrawal=False, live_at__gte=since)
    return tuple(
        Place(
            path=address(edition),
            changed_at=edition.live_at,
            headline=document.headline,
            language=document.language,
            company=document.company.legal_name,
        )
        for edition in editions.order_by("-live_at", "-id")[:NEWS_MOST]
        if (document := read(edition.document_json))
    )


def standing_pages() -> tuple[Place, ...]:
    """Home, the ledger, the pipeline and the pages of drugs and trials; none while nothing is public."""
    newest = Edition.objects.live().order_by("-live_at").values_list("live_at", flat=True).first()
    if newest is None:
        return ()
    drugs, trials = public_records(RecordKind.DRUG), public_records(RecordKind.TRIAL)
    places = [Place(path="/", changed_at=newest), Place(path="/releases/", changed_at=newest)]
    if drugs:
        places.append(Place(path="/drugs/", changed_at=max(each.live_at for each in drugs)))
    return (*places, *(Place(path=each.url, changed_at=each.changed_at) for each in (*drugs, *trials)))
