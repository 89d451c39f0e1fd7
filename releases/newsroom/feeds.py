"""The questions of feeds: the newest releases, whole, about everything or about one subject."""

import datetime

from django.db.models import Q, QuerySet

from releases import rendering
from releases.models.edition import Edition
from releases.models.ledger import LedgerRow
from releases.models.sealed_record import SealedRecord
from releases.newsroom.reading import path, read_record, whole
from releases.newsroom.values import Feed, Page
from releases.vocabulary import Category, RecordKind

SIZE = 20
#: What a feed in which nothing is yet says of its time: a constant, so that it tells nothing.
NEVER = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def feed(*, category: str = "", drug: str = "", trial: str = "") -> Feed | None:
    """The newest releases; of a category, or of those that name the drug or trial at this address. None for a drug or trial
    that is not public and for an unknown category: those of the vocabulary have a feed before their first release."""
    if category:
        if category not in Category.values:
            return None
        editions = in_category(Edition.objects.live(), category)
        return _feed(editions, about=Category(category).label, path=f"/releases/?category={category}")
    if drug or trial:
        return _about(RecordKind.DRUG if drug else RecordKind.TRIAL, drug or trial)
    return _feed(Edition.objects.live(), about="", path="/releases/")


def naming(editions: QuerySet, kind: RecordKind, key) -> QuerySet:
    """Live editions that name the record, and the notices in the place of those that did: who reads about a drug must
    learn that a release about it was withdrawn."""
    return editions.filter(_with(rendering.facet(kind, str(key))) | _with(rendering.withdrawn_facet(kind, str(key))))


def in_category(editions: QuerySet, category: str) -> QuerySet:
    """Editions of this category, a value of :class:`~releases.vocabulary.Category`."""
    return editions.filter(_with(rendering.facet("category", category)))


def _with(facet: str) -> Q:
    return Q(pk__in=LedgerRow.objects.finding(None, facet).order_by().values("pk"))


def _about(kind: RecordKind, slug: str) -> Feed | None:
    copy = SealedRecord.objects.known().filter(kind=kind, slug=slug).first()
    if copy is None:
        return None
    name = read_record(copy.kind, copy.document_json).name
    return _feed(naming(Edition.objects.live(), kind, copy.record_key), about=name, path=path(kind, slug))


def _feed(editions: QuerySet, *, about: str, path: str) -> Feed:
    newest = editions.order_by("-live_at", "-id").select_related("ledger")[:SIZE]
    pages = tuple(whole(edition, (edition,)) for edition in newest)
    return Feed(
        about=about, path=path, pages=pages, updated_at=max((page.entry.live_at for page in pages), default=NEVER)
    )


def numbered(*, year: int, size: int, page: int) -> tuple[Page, ...]:
    """A page, from 0, of the releases of a year (0 or less for all years), newest first. For clients of a list that is
    paged by number: deep pages take longer, so nothing else should ask."""
    editions = Edition.objects.live()
    if year > 0:
        editions = editions.filter(path_date__year=year)
    newest = editions.order_by("-path_date", "-live_at", "-id").select_related("ledger")
    return tuple(whole(edition, (edition,)) for edition in newest[page * size : (page + 1) * size])


def years() -> tuple[int, ...]:
    """The years of public releases, newest first."""
    found = Edition.objects.live().order_by("-path_date__year").values_list("path_date__year", flat=True).distinct()
    return tuple(found)
