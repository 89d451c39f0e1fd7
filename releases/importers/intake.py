"""Bringing in one file."""

import datetime
import hashlib
import zoneinfo
from dataclasses import dataclass
from enum import StrEnum

from django.core.files.base import ContentFile
from django.db import transaction

from releases import editions, readers, workflow
from releases.importers.records import create_records
from releases.models import Company, Edition, Release, SourceFile
from releases.vocabulary import ReleaseState


class Outcome(StrEnum):
    """What became of a file."""

    IMPORTED = "imported"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """A file that came in: its release and what is to be said about it, in sentences."""

    outcome: Outcome
    release: Release
    notices: tuple[str, ...] = ()


@transaction.atomic
def bring_in(data: bytes, *, name: str, by, today: datetime.date) -> Intake:
    """Turn a file into a draft release with its linked records; the same bytes change nothing.

    Raises :class:`readers.Unreadable` or :class:`records.Misfit` with a sentence for the editor. Nothing is written
    then, or on any other error.
    """
    digest = hashlib.sha256(data).hexdigest()
    if known := SourceFile.objects.select_related("release").filter(sha256=digest).first():
        return Intake(outcome=Outcome.UNCHANGED, release=known.release)
    reading = readers.read(data, name=name)
    release, remarks = create_records(reading.document, by=by, today=today)
    notices = (*(_sentence(notice) for notice in reading.notices), *remarks)
    release.needs_review = any(notice.needs_review for notice in reading.notices)
    if _is_second(release):
        notices += ("There is a release with this headline and date already. Keep one of the two.",)
        release.needs_review = True
    release.save(update_fields=["needs_review"])
    source = SourceFile(release=release, name=name[-250:], sha256=digest, size=len(data), notices=list(notices))
    source.file = ContentFile(data, name=name)
    source.save()
    return Intake(outcome=Outcome.IMPORTED, release=release, notices=notices)


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
    # An old release brings in records that nobody knows yet, and tells no change of those that the public knows.
    new = [state.record for state in editions.unsealed(release) if not state.chain]
    return workflow.seal(
        release, by=by, live_at=noon.astimezone(datetime.UTC), is_historic=True, ticker=ticker, records=new
    )


def _is_second(release: Release) -> bool:
    """Whether another release has its headline and date: the same words may come in other bytes, as in another encoding."""
    same = Release.objects.filter(headline__iexact=release.headline, release_date=release.release_date)
    return same.exclude(pk=release.pk).exists()


def _sentence(notice: readers.Notice) -> str:
    return f"Line {notice.line}: {notice.message}" if notice.line else notice.message
