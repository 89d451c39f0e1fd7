"""The questions of feeds: the newest releases, whole, about everything or about one subject."""

import datetime
from collections.abc import Collection

from django.db.models import QuerySet

from releases import addressing, rendering
from releases.models.edition import Edition
from releases.models.ledger import LedgerRow, Window, second_of
from releases.models.sealed_record import SealedRecord
from releases.newsroom.ledger import SINCE, is_year, last_with, later_with
from releases.newsroom.reading import PATHS, path, read_record, readable_records, several_whole
from releases.newsroom.several import several
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
        found = _with(rendering.having("category", category))
        return _feed(found, about=Category(category).label, path=addressing.releases(category=category))
    if drug or trial:
        return _about(RecordKind.DRUG if drug else RecordKind.TRIAL, drug or trial)
    return _feed(Edition.objects.live(), about="", path=addressing.releases())


def _about(kind: RecordKind, slug: str) -> Feed | None:
    copy = SealedRecord.objects.known().filter(kind=kind, slug=slug).first()
    if copy is None:
        return None
    name = read_record(copy.kind, copy.document_json).name
    return _feed(_with(rendering.having(kind, str(copy.record_key))), about=name, path=path(kind, slug))


def _with(facet: tuple[str, ...]) -> QuerySet:
    """Editions with the facet, the newest among them."""
    (last,) = several([last_with(facet, SIZE)])
    since = [later_with(facet, SIZE).with_value(SINCE, second_of(min(last)))] if last else []
    places = {*last, *(place for found in several(since) for place in found)}
    return Edition.objects.live().filter(ledger__position__in=places)


def _feed(editions: QuerySet, *, about: str, path: str) -> Feed:
    newest = editions.order_by("-live_at", "-id").select_related("ledger")[:SIZE]
    pages = several_whole(newest)
    return Feed(
        about=about, path=path, pages=pages, updated_at=max((page.entry.live_at for page in pages), default=NEVER)
    )


def numbered(*, year: int, size: int, page: int, tags: Collection[str] = ()) -> tuple[Page, ...]:
    """A page, from 0, of the releases of a year (0 or less for all years), newest first, that have any of these tags, if
    there are any: names of categories, and of public drugs and trials, in whatever case. For clients of a list that is
    paged by number: deep pages take longer, so nothing else should ask."""
    if tags and not (facets := _tagged(tags)):
        return ()
    window = Window(most=(page + 1) * size)
    if year > 0:
        if not is_year(year):
            return ()
        window = window.of_year(year)
    rows = LedgerRow.objects.live().select_related("edition")
    found = rows.finding(None, *([facets] if tags else []), window=window)[page * size :]
    return several_whole(row.edition for row in found)


def _tagged(tags: Collection[str]) -> tuple[str, ...]:
    """The facets that go by these names."""
    wanted = {tag.casefold() for tag in tags}
    found = []
    for value, label in Category.choices:
        found += rendering.having("category", value) if label.casefold() in wanted else ()
    for copy, record in readable_records(SealedRecord.objects.known().filter(kind__in=PATHS)):
        if record.name.casefold() in wanted:
            found += rendering.having(copy.kind, str(copy.record_key))
    return tuple(found)
