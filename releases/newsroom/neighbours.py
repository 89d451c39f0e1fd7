"""What stands beside a release: the one before it and after it in the ledger, and others about the same drugs and trials."""

from dataclasses import dataclass

from releases import rendering
from releases.models.edition import Edition
from releases.models.ledger import LedgerRow, Window
from releases.newsroom.ledger import NO_NOTICE
from releases.newsroom.reading import LEDGER, entries, readable
from releases.newsroom.several import several
from releases.newsroom.values import Entry, Page
from releases.vocabulary import RecordKind

RELATED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """Public releases to read next."""

    newer: Entry | None = None
    older: Entry | None = None
    related: tuple[Entry, ...] = ()  # newest first


def neighbours(page: Page) -> Neighbours:
    """Of a current edition; an earlier one has none. Notices are passed over: their addresses answer 410."""
    if page.superseded_at or page.place is None:
        return Neighbours()
    live = LedgerRow.objects.live().filter(**NO_NOTICE)
    questions = [
        live.filter(position__gt=page.place).order_by("position")[:1],
        live.filter(position__lt=page.place).order_by("-position")[:1],
    ]
    told = page.told
    named = ((RecordKind.DRUG, told.drugs), (RecordKind.TRIAL, told.trials))
    questions += [
        live.finding(None, rendering.facet(kind, part.key), window=Window(most=RELATED + 1))
        for kind, parts in named
        for part in parts
        if part.key
    ]
    newer, older, *related = several([question.values_list("position") for question in questions])
    places = sorted({place for found in related for place in found} - {page.place}, reverse=True)[:RELATED]
    wanted = Edition.objects.live().filter(ledger__position__in={*newer, *older, *places})
    read = readable(wanted.select_related("ledger").only(*LEDGER, "ledger__position"))
    found = dict(zip((edition.ledger.position for edition in read), entries(read), strict=True))
    return Neighbours(
        newer=next((found[place] for place in newer if place in found), None),
        older=next((found[place] for place in older if place in found), None),
        related=tuple(found[place] for place in places if place in found),
    )
