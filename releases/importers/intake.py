"""Bringing in one file, all of it or nothing."""

import datetime
import hashlib
import zoneinfo
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction

from releases import editions, readers, workflow
from releases.importers import incoming, questions, stored
from releases.importers.earlier import earlier_release
from releases.importers.figures import take_figures
from releases.importers.records import create_records
from releases.importers.sources import Kept, keep_source, kept_bytes
from releases.models import Company, Edition, IncomingFile, Release, SourceFile
from releases.vocabulary import IncomingState, ReleaseState


class Outcome(StrEnum):
    """What became of a file."""

    IMPORTED = "imported"
    UNCHANGED = "unchanged"
    CHANGED = "changed"  # a later version of what became a release: its redline waits at the desk
    ASKED = "asked"  # a name resembles a record's, or tracked changes are undecided: a question waits at the desk
    PUBLISHED = "published"
    KEPT = "kept as a draft"  # imported, and not fit to be published
    REFUSED = "refused"
    LEFT_OUT = "left out"  # no document


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """A file that came in: its release, or where it waits, and what is to be said about it, in sentences.

    ``release`` is None while the file waits with a question and changes no release.
    """

    outcome: Outcome
    release: Release | None
    incoming: IncomingFile | None = None
    notices: tuple[str, ...] = ()


def bring_in(data: bytes, *, name: str, by, today: datetime.date, **options) -> Intake:
    """Turn a file into a draft release with its linked records; the same bytes change nothing.

    A name that resembles a record's is asked, and a changed file of an earlier release is offered as a redline: both wait
    at the desk, and no record is written. Options: see :func:`bring_in_reading`.

    Raises :class:`readers.Unreadable` or :class:`writing.Misfit` with a sentence for the editor. Nothing is written
    then, or on any other error.
    """
    reading = None if is_known(data) else stored.read(data, name=name)
    return bring_in_reading(reading, data, name=name, by=by, today=today, **options)


def is_known(data: bytes) -> bool:
    """Whether these bytes became a release; they need not be read again."""
    return SourceFile.objects.filter(sha256=hashlib.sha256(data).hexdigest()).exists()


def bring_in_reading(
    reading: readers.Reading | None,
    data: bytes,
    *,
    name: str,
    by,
    today: datetime.date,
    is_historic: bool = False,
    formerly: Release | None = None,
    then: Callable[[Intake], None] | None = None,
) -> Intake:
    """Likewise for what was read before, so that reading holds no lock; None for bytes that are known.

    ``is_historic`` is for old releases that are sealed as they were printed: their contacts are kept as printed.
    ``formerly`` is the release that a file at the same place became. ``then`` is called in the same transaction: what it
    raises leaves nothing behind.
    """
    with kept_bytes(data) as kept, transaction.atomic():
        lock()
        digest = hashlib.sha256(data).hexdigest()
        intake = _known(digest, by=by, today=today, is_historic=is_historic)
        if intake is None:
            if reading is None:
                raise LookupError("The release that these bytes became was deleted just now.")
            intake = _new(reading, kept, name=name, by=by, today=today, is_historic=is_historic, formerly=formerly)
        if then:
            then(intake)
    return intake


def _new(reading: readers.Reading, kept: Kept, *, name: str, by, today, is_historic: bool, formerly) -> Intake:
    document = reading.document
    earlier = formerly or earlier_release(document, name=name)
    misses = questions.open_near_misses(document, is_historic=is_historic)
    is_undecided = stored.has_tracked(reading)
    if earlier and not misses and not is_undecided and not incoming.differs(earlier, document):
        return Intake(outcome=Outcome.UNCHANGED, release=earlier)
    if earlier or misses or is_undecided:
        waiting = incoming.wait(
            reading,
            stored_name=kept.store(),
            data=kept.data,
            name=name,
            by=by,
            now=editions.database_now(),
            release=earlier,
            misses=misses,
        )
        return _waits(waiting)
    release, remarks = create_records(document, by=by, today=today)
    remarks += take_figures(release, reading.images)
    notices = (*stored.sentences(reading.notices), *remarks)
    if any(notice.needs_review for notice in reading.notices):
        release.needs_review = True
        release.save(update_fields=["needs_review"])
    keep_source(release, stored_name=kept.store(), data=kept.data, name=name, notices=notices)
    return Intake(outcome=Outcome.IMPORTED, release=release, notices=notices)


def lock() -> None:
    """Let one file write its records at a time: two would create the same drug, or draw the same number."""
    Company.objects.select_for_update().first()


def publish(release: Release, *, by, now: datetime.datetime, ticker: str = "") -> Edition | None:
    """Seal an imported release at its own date, as history: at noon in the company's zone, since the hour is not known.

    A release dated today is sealed at once when noon is still to come. None if it is sealed already. Raises
    :class:`workflow.Refused` with the reasons; a person types the ticker, since it becomes public at once.
    """
    if release.state == ReleaseState.SEALED:
        return None
    if release.release_date is None:
        raise workflow.Refused("The release has no date, so there is no instant to publish it at. Seal it at the desk.")
    company = Company.objects.current()
    if company is None:
        raise workflow.Refused("The site has no company yet. Add it at the desk.")
    zone = zoneinfo.ZoneInfo(company.time_zone)
    if release.release_date > now.astimezone(zone).date():
        raise workflow.Refused("The release is dated in the future. Seal it for its instant at the desk.")
    noon = datetime.datetime.combine(release.release_date, datetime.time(12), zone)
    if noon >= now:
        return workflow.seal(release, by=by, ticker=ticker)
    return workflow.seal(
        release, by=by, live_at=noon.astimezone(datetime.UTC), is_historic=True, is_archive=True, ticker=ticker
    )


def _known(digest: str, *, by, today: datetime.date, is_historic: bool) -> Intake | None:
    """The same bytes, which came before. Those that wait come in when all is answered that was asked about them."""
    if known := SourceFile.objects.select_related("release").filter(sha256=digest).first():
        return Intake(outcome=Outcome.UNCHANGED, release=known.release)
    waiting = IncomingFile.objects.filter(sha256=digest, state=IncomingState.WAITING).select_related("release").first()
    if waiting is None:
        return None
    incoming.ask_anew(waiting)
    if incoming.reasons_to_wait(waiting, is_historic=is_historic):
        return _waits(waiting)
    release = incoming.accept(waiting, by=by, now=editions.database_now(), is_historic=is_historic)
    return Intake(outcome=Outcome.IMPORTED, release=release, notices=tuple(release.source_files.first().notices))


def _waits(waiting: IncomingFile) -> Intake:
    return Intake(
        outcome=Outcome.CHANGED if waiting.release else Outcome.ASKED,
        release=waiting.release,
        incoming=waiting,
        notices=incoming.reasons_to_wait(waiting),
    )
