"""The ledger: every public release in the order of its first edition, by filters, and one page after another.

Nothing here counts or sorts all releases: pages are found by the place of the release before them, so the thousandth
page costs what the first does.
"""

import dataclasses
import datetime
import functools
import re
import uuid
from collections.abc import Sequence

from releases import addressing, rendering
from releases.models.edition import Edition
from releases.models.ledger import ROW_BITS, Facet, LedgerRow, Window
from releases.models.sealed_record import SealedRecord
from releases.newsroom import search
from releases.newsroom.reading import LEDGER, PATHS, entries, find, readable, readable_records
from releases.newsroom.selection import Archive, Choice, Selection
from releases.newsroom.several import Question, firsts, question, several
from releases.newsroom.values import Entry, Page
from releases.terms import Terms, TermsError, parse
from releases.vocabulary import Category, RecordKind

PAGE_SIZE = 20
#: Releases that the page of a drug or trial lists; the ledger has them all.
ABOUT_SIZE = 50
#: Counting ends here: the ledger's own, and what a filter or question selects.
COUNTED, COUNTED_FOUND = 1000, 100
_ADDRESS = re.compile(r"([0-9]{4})/([0-9]{2})/([0-9]{2})/([a-z0-9-]{1,120})")
NO_NOTICE = {"edition__is_withdrawal": False}
#: Releases among which the newest that can be read is looked for.
_LOOKED_THROUGH = 5
#: Stands for a place in a question that is kept.
SINCE = -1


def latest(count: int) -> tuple[Entry, ...]:
    """The newest public releases, newest first."""
    return entries(_editions(None, (), Window(most=count)))


def newest() -> Page | None:
    """The newest public release that is not withdrawn and can be read, whole."""
    rows = LedgerRow.objects.live().filter(**NO_NOTICE).order_by("-position").select_related("edition")
    rows = rows.only("position", *(f"edition__{name}" for name in LEDGER))[:_LOOKED_THROUGH]
    found = readable(row.edition for row in rows)
    return find(found[0].path_date, found[0].slug) if found else None


def about(kind: RecordKind, key: uuid.UUID) -> tuple[Entry, ...]:
    """The newest public releases that name this record, and corrections and withdrawals of those that did."""
    return entries(_editions(None, [rendering.having(kind, str(key))], Window(most=ABOUT_SIZE)))


def archive(selection: Selection) -> Archive | None:
    """A page of the ledger; None for a selection of what is not there: an unknown drug, trial, category, year, place or page."""
    records = [
        (copy.kind, copy.slug, str(copy.record_key), record.name)
        for copy, record in readable_records(
            SealedRecord.objects.known().filter(kind__in=PATHS).only("kind", "slug", "record_key", "document_json")
        )
    ]
    keys = {(kind, slug): key for kind, slug, key, _ in records}
    facets = []
    for kind, slug in ((RecordKind.DRUG, selection.drug), (RecordKind.TRIAL, selection.trial)):
        if slug and (kind, slug) not in keys:
            return None
        facets += [rendering.having(kind, keys[kind, slug])] if slug else []
    if selection.category:
        if selection.category not in Category.values:
            return None
        facets.append(rendering.having("category", selection.category))
    choices = _choices(selection, records)
    if selection.year and str(selection.year) not in {choice.value for choice in choices["years"]}:
        return None
    try:
        terms = parse(selection.question) if selection.question else None
    except TermsError as error:
        return Archive(selection=selection, refusal=str(error), **choices)
    window = Window(most=PAGE_SIZE)
    if selection.year:
        window = window.of_year(selection.year)
    if terms and not selection.is_by_date:
        found = search.best(terms, facets, window, page=selection.page)
    else:
        found = _in_order(terms, facets, window, selection)
    if found is None:
        return None
    if "count" in found:
        bound, count = search.WINDOW, found.pop("count")
    else:
        bound = COUNTED_FOUND if terms or facets else COUNTED
        counted = dataclasses.replace(window, most=bound + 1)
        count = LedgerRow.objects.live().finding(terms, *facets, window=counted).count()
    listed = found.pop("entries")
    return Archive(
        selection=selection,
        entries=search.marked(listed, terms) if terms else entries(listed),
        count=min(count, bound),
        is_more=count > bound,
        **found,
        **choices,
    )


def _in_order(terms: Terms | None, facets: Sequence[Facet], window: Window, selection: Selection) -> dict | None:
    if selection.page > 1:
        return None
    cursor = selection.older or selection.newer
    if cursor and (held := place_of(cursor)) is None:
        return None
    # One more than a page shows, to know that there are more.
    window = dataclasses.replace(window, most=window.most + 1, is_oldest_first=bool(selection.newer))
    if selection.newer:
        first = held + 1 if window.first is None else max(held + 1, window.first)
        nearest = _editions(terms, facets, dataclasses.replace(window, first=first))
        found, is_newer, is_older = nearest[:PAGE_SIZE][::-1], len(nearest) > PAGE_SIZE, True
    else:
        if cursor:
            window = dataclasses.replace(window, below=held if window.below is None else min(held, window.below))
        nearest = _editions(terms, facets, window)
        found, is_newer, is_older = nearest[:PAGE_SIZE], bool(cursor), len(nearest) > PAGE_SIZE
    return {
        "entries": found,
        "older_url": selection.url(older=_cursor(found[-1]), newer="") if found and is_older else "",
        "newer_url": selection.url(newer=_cursor(found[0]), older="") if found and is_newer else "",
    }


def is_year(year: int) -> bool:
    """Whether the calendar of printed dates has it."""
    return datetime.MINYEAR < year < datetime.MAXYEAR


def years() -> tuple[int, ...]:
    """The years of public releases by their printed dates, newest first."""
    span = _span()
    found = firsts([_last_of(year) for year in span])
    return tuple(year for year, key in zip(span, found, strict=True) if key is not None)


def changes_of_years() -> dict[int, list[int]]:
    """Each year of public releases that are not withdrawn, newest first, and the keys of the last edition in it by place and
    of its last correction or withdrawal."""
    span = _span()
    found = firsts([_last_page_of(year) for year in span])
    changes = firsts([_last_change_of(year) for year in span])
    pairs = {year: (key, change) for year, key, change in zip(span, found, changes, strict=True) if key is not None}
    return {year: [key for key in pair if key is not None] for year, pair in pairs.items()}


def _span() -> list[int]:
    """Every year from the newest release to the oldest, and one more at each end: places are in UTC."""
    ends = several([_end("position"), _end("-position")])
    first, last = (datetime.datetime.fromtimestamp(end[0] >> ROW_BITS, datetime.UTC).year if end else 0 for end in ends)
    return list(range(last + 1, first - 2, -1)) if last else []


@functools.cache
def _end(order: str) -> Question:
    return question(LedgerRow.objects.live().order_by(order).values_list("position")[:1])


@functools.lru_cache(maxsize=1000)
def _last_of(year: int) -> Question:
    return question(LedgerRow.objects.live().filter(year=year).order_by("-position").values_list("pk")[:1])


@functools.lru_cache(maxsize=1000)
def _last_page_of(year: int) -> Question:
    rows = LedgerRow.objects.live().filter(year=year, **NO_NOTICE)
    return question(rows.order_by("-position").values_list("pk")[:1])


@functools.lru_cache(maxsize=1000)
def _last_change_of(year: int) -> Question:
    return question(LedgerRow.objects.live().later().filter(year=year).order_by("-changed").values_list("pk")[:1])


@functools.lru_cache(maxsize=2000)
def last_with(facet: Facet, count: int) -> Question:
    """The places of the last editions with the facet."""
    return question(LedgerRow.objects.live().finding(None, facet, window=Window(most=count)).values_list("position"))


@functools.lru_cache(maxsize=2000)
def later_with(facet: Facet, count: int) -> Question:
    """The places of the last corrections with the facet by their own instants, of those since :data:`SINCE`: what became
    public at the instant of the ``count``-th of :func:`last_with`, or later. By place only corrections are out of order, so
    the newest are among these two, and finding them does not take the whole archive."""
    rows = LedgerRow.objects.live().later().carrying(facet).filter(changed__gte=SINCE)
    return question(rows.order_by("-changed").values_list("position")[:count])


@functools.cache
def _of_category(category: str) -> Question:
    found = LedgerRow.objects.live().finding(None, rendering.having("category", category), window=Window(most=1))
    return question(found.values_list("pk"))


def _choices(selection: Selection, records: list) -> dict[str, tuple[Choice, ...]]:
    """What can be chosen: only what a public release has."""
    has = several([_of_category(category) for category in Category.values])
    found = [value for value, keys in zip(Category.values, has, strict=True) if keys]

    def choices(name: str, options) -> tuple[Choice, ...]:
        chosen = getattr(selection, name)
        return tuple(
            Choice(value=str(value), label=label, url=selection.url(**{name: value}), is_chosen=value == chosen)
            for value, label in options
        )

    def named(kind: RecordKind):
        return sorted(
            ((slug, name) for its, slug, _, name in records if its == kind), key=lambda pair: pair[1].casefold()
        )

    return {
        "years": choices("year", [(year, str(year)) for year in years()]),
        "categories": choices("category", [(value, Category(value).label) for value in found]),
        "drugs": choices("drug", named(RecordKind.DRUG)),
        "trials": choices("trial", named(RecordKind.TRIAL)),
    }


def _editions(terms: Terms | None, facets: Sequence[Facet], window: Window) -> list[Edition]:
    rows = LedgerRow.objects.live().select_related("edition").only("position", *(f"edition__{name}" for name in LEDGER))
    return [row.edition for row in rows.finding(terms, *facets, window=window)]


def _cursor(edition: Edition) -> str:
    return addressing.position(edition.path)


def place_of(cursor: str) -> int | None:
    """The place of a public release by its address; None for what is none."""
    match = _ADDRESS.fullmatch(cursor)
    try:
        day = match and datetime.date(*map(int, match.groups()[:3]))
    except ValueError:
        day = None
    if day is None:
        return None
    rows = LedgerRow.objects.live().filter(edition__path_date=day, edition__slug=match[4])
    return rows.values_list("position", flat=True).first()
