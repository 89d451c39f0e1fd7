"""The questions the public may ask."""

import datetime
import functools
import logging
import uuid
from collections.abc import Callable, Iterable, Mapping

from django.db.models import QuerySet

from releases import addressing, conf
from releases.document import Document, DocumentError, records
from releases.models.edition import Edition
from releases.models.sealed_record import SealedRecord
from releases.newsroom.values import Entry, Frame, Issue, Page, Subject, told
from releases.vocabulary import Category, CorrectionKind, RecordKind

_log = logging.getLogger(__name__)
#: What has a page of its own, and where.
PATHS = addressing.RECORDS
#: Documents are values of their text, so what was read once need not be read again. Asked only for public editions.
read = functools.lru_cache(maxsize=256)(Document.from_json)
read_record = functools.lru_cache(maxsize=256)(records.from_json)
#: What a line of the ledger needs; the stored rendering stays in the database.
LEDGER = ("number", "document_json", "path_date", "slug", "live_at")


def frame() -> Frame:
    """The site around a page, from the live copy of the company's record: never from the working record, whose change of
    name or colour may be news."""
    copies = SealedRecord.objects.live().filter(kind=RecordKind.COMPANY).order_by("-live_at", "-number")[:1]
    found = readable_records(copies)
    if not found:
        return Frame()
    ((_, record),) = found
    return Frame(
        company=record.company,
        accent_color=record.accent_color,
        logo_url=addressing.file(record.logo.key, record.logo.name) if record.logo else "",
        cik=record.cik,
        address=record.address,
    )


def readable(editions: Iterable[Edition]) -> list[Edition]:
    """Those whose document can be read, for pages that show several: a damaged one is left out and written down, and the others are
    served. ``verify_editions`` names it."""
    return [edition for edition in editions if _line(edition)]


def readable_records(copies: Iterable[SealedRecord]) -> list[tuple[SealedRecord, records.Record]]:
    """The same of sealed copies of records: those that can be read, each with its record."""
    tried = ((copy, _tried("Sealed record", copy.pk, read_record, copy.kind, copy.document_json)) for copy in copies)
    return [(copy, record) for copy, record in tried if record]


def _line(edition: Edition) -> Entry | None:
    return _tried("Edition", edition.pk, entry, edition, {})


def _tried(kind: str, key: int, reading: Callable, *arguments):
    """What is read so; None, written down, where it can't be."""
    try:
        return reading(*arguments)
    except (DocumentError, ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        _log.error("%s %s can't be read (%s). Run manage.py verify_editions.", kind, key, type(error).__name__)
        return None


def entries(editions: Iterable[Edition]) -> tuple[Entry, ...]:
    """Lines of the ledger, with the addresses of the drugs and trials in them; one query more."""
    found = readable(editions)
    documents = (read(edition.document_json) for edition in found)
    paths = addresses(part.key for document in documents for part in (*document.drugs, *document.trials))
    return tuple(entry(edition, paths) for edition in found)


def addresses(keys: Iterable[str]) -> dict[str, str]:
    """Record key to path, for those drugs, trials and contacts that have a public copy; a contact has no page."""
    wanted = {uuid.UUID(key) for key in keys if key}
    if not wanted:
        return {}
    rows = SealedRecord.objects.known().filter(record_key__in=wanted)
    return {
        str(key): path(kind, slug) if kind in PATHS else ""
        for kind, key, slug in rows.values_list("kind", "record_key", "slug")
    }


def addresses_in(documents: Iterable[Document]) -> dict[str, str]:
    """The same of everything that these documents name."""
    return addresses(
        part.key for document in documents for part in (*document.drugs, *document.trials, *document.contacts)
    )


def path(kind: str, slug: str) -> str:
    """The address of a drug or trial."""
    return addressing.record(kind, slug)


def find(date: datetime.date, slug: str) -> Page | None:
    """The current edition of the release at this address, or None if there is none that is public."""
    return _page(Edition.objects.live(), date, slug)


def earlier_edition(date: datetime.date, slug: str, number: int) -> Page | None:
    """One edition of a public release by its number, current or superseded."""
    return _page(Edition.objects.published().filter(number=number), date, slug)


def _page(editions: QuerySet, date: datetime.date, slug: str) -> Page | None:
    edition = editions.filter(path_date=date, slug=slug).select_related("ledger").order_by("-number").first()
    if edition is None:
        return None
    siblings = (
        Edition.objects.published()
        .filter(release_id=edition.release_id)
        .only("number", "document_json", "path_date", "slug", "live_at", "superseded_at", "digest", "is_historic")
        .order_by("-number")
    )
    paths = addresses_in([read(edition.document_json)])
    return whole(edition, tuple(siblings), paths)


def entry(edition: Edition, paths: Mapping[str, str]) -> Entry:
    """A line of the ledger. ``paths`` has the addresses of its drugs and trials; one that is not there is not named."""
    document = told(read(edition.document_json), paths)
    correction = document.correction
    is_withdrawal = bool(correction) and correction.kind == CorrectionKind.WITHDRAWAL
    return Entry(
        url=edition.path,
        headline=document.headline,
        subheadline=document.subheadline,
        category=Category(document.category).label,
        date=document.date,
        live_at=edition.live_at,
        time_zone=document.company.time_zone,
        language=document.language,
        direction=document.direction,
        drugs=tuple(Subject(name=drug.name, key=drug.key, url=paths.get(drug.key, "")) for drug in document.drugs),
        trials=tuple(
            Subject(name=name, key=trial.key, url=paths.get(trial.key, ""))
            for trial in document.trials
            if (name := trial.acronym or trial.nct_number)
        ),
        number=edition.number,
        correction=CorrectionKind(correction.kind).label if correction else "",
        is_withdrawal=is_withdrawal,
        notice=correction.note if is_withdrawal else "",
    )


def _note(edition: Edition) -> str:
    """What its correction says of itself; empty for an original."""
    correction = read(edition.document_json).correction
    return correction.note if correction else ""


def several_whole(editions: Iterable[Edition]) -> tuple[Page, ...]:
    """Current editions, whole; one query for what they name."""
    found = readable(editions)
    paths = addresses_in(read(edition.document_json) for edition in found)
    return tuple(whole(edition, (edition,), paths) for edition in found)


def whole(edition: Edition, siblings: tuple[Edition, ...], paths: Mapping[str, str]) -> Page:
    """One edition, whole. ``paths`` are those of :func:`addresses_in`."""
    document = read(edition.document_json)
    newest = max(sibling.number for sibling in siblings)
    row = edition._state.fields_cache.get("ledger")
    return Page(
        entry=entry(edition, paths),
        document=document,
        article_html=edition.article_html,
        plain_text=edition.plain_text,
        canonical_url=conf.origin() + edition.path,
        item_id=edition.item_id,
        digest=edition.digest,
        previous_digest=edition.previous_digest,
        sealed_at=edition.sealed_at,
        is_historic=edition.is_historic,
        is_withdrawal=edition.is_withdrawal,
        place=row.position if row else None,
        superseded_at=edition.superseded_at if edition.number < newest else None,
        first_live_at=row.original_at if row else None,
        addresses=paths,
        editions=tuple(
            Issue(
                number=sibling.number,
                url=addressing.edition(sibling.path, sibling.number),
                live_at=sibling.live_at,
                digest=sibling.digest,
                is_current=sibling.number == newest,
                # One that can't be read stays an edition, and breaks no page of the others.
                note=_tried("Edition", sibling.pk, _note, sibling) or "",
                is_historic=sibling.is_historic,
            )
            for sibling in siblings
        ),
    )
