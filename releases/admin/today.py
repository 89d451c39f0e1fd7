"""The day's desk, the admin's first page: what goes out next, what waits for whom, what is blocked and why, what went
out last."""

import dataclasses
import datetime
import logging
from dataclasses import dataclass

from django.contrib import admin
from django.db import DatabaseError
from django.db.models import Q

from releases import editions, instants, text, watch, workflow
from releases.admin.edition import public_from
from releases.models import Company, Edition, HistoryEntry, Release
from releases.vocabulary import ReleaseState

_log = logging.getLogger(__name__)
LAST = 5
LATEST_DRAFTS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A release on the day's desk."""

    release: Release
    headline: str
    words: tuple[str, ...] = ()
    instant: datetime.datetime | None = None
    instant_words: str = ""
    span: str = ""
    address: str = ""
    probe: watch.Standing | None = None


def index(request, extra_context=None):
    """The admin's index with the day's desk above the list of records."""
    today = _today(request.user) if request.user.has_perm("releases.view_release") else {}
    return admin.AdminSite.index(admin.site, request, {**(extra_context or {}), **today})


def _today(user) -> dict:
    now = editions.database_now()
    company = Company.objects.current()
    zone_name = company.time_zone if company else "UTC"
    standing = Edition.objects.standing().select_related("release")
    working, broken = [], {}
    for release in _working():
        try:
            words = workflow.approvals.current(release)
            working.append((release, words, _blocked(release, words, now)))
        except DatabaseError:
            raise
        except Exception as error:  # one broken release takes the page from nobody
            broken[release.pk] = _broken(release, error)
    returned = {move.release_id: move for move in workflow.all_returned()}
    drafts = _drafts().count()
    next_out, last_out = [], []
    for lines, found in (
        (next_out, standing.filter(live_at__gt=now).order_by("live_at")),
        (last_out, standing.filter(live_at__lte=now).order_by("-live_at", "-id")[:LAST]),
    ):
        for edition in found:
            try:
                lines.append(_scheduled(edition, now))
            except DatabaseError:
                raise
            except Exception as error:
                broken[edition.release_id] = _broken(edition.release, error)
    return {
        "today": True,
        "now": instants.both_zones(now, zone_name),
        "next_out": _probed(next_out, is_watched=True),
        "waiting": [
            *(_returned(move, now, user) for move in returned.values() if move.release.state == ReleaseState.DRAFT),
            *(line for release, words, _ in working if (line := _waiting(release, words, now, zone_name, returned))),
        ],
        "blocked": [*broken.values(), *(line for *_, line in working if line)],
        "older_drafts": max(0, drafts - LATEST_DRAFTS),
        "unsealed": editions.all_unsealed(),
        "last_out": _probed(last_out, is_watched=False),
    }


def _broken(release: Release, error: Exception) -> Line:
    """A release of which something can't be read or reckoned with."""
    _log.error("Release %s can't be shown on the day's desk (%s).", release.pk, type(error).__name__)
    words = "A part of it can't be read. Open it and look at its dates and texts, or show it to whoever runs the site."
    return Line(release=release, headline=release.headline, words=(words,))


def _probed(lines: list[Line], *, is_watched: bool) -> list[Line]:
    """With what the self-probe saw."""
    found = watch.standings({line.release.pk for line in lines}, is_watched=is_watched)
    return [dataclasses.replace(line, probe=found.get(line.release.pk)) for line in lines]


def _working() -> list[Release]:
    """What is on its way, and the drafts that were changed last: an archive brings in thousands that wait for review."""
    moving = Release.objects.filter(
        Q(state__in=[ReleaseState.IN_REVIEW, ReleaseState.APPROVED])
        | Q(state=ReleaseState.DRAFT, planned_at__isnull=False)
    )
    return [*moving.order_by("planned_at", "-updated_at"), *_drafts().order_by("-updated_at")[:LATEST_DRAFTS]]


def _drafts():
    return Release.objects.filter(state=ReleaseState.DRAFT, planned_at=None)


def _scheduled(edition: Edition, now: datetime.datetime) -> Line:
    return Line(
        release=edition.release,
        headline=edition.document.headline,
        words=(f"Edition {edition.number}",) if edition.number > 1 else (),
        instant=edition.live_at,
        instant_words=public_from(edition),
        span=instants.span(abs((edition.live_at - now).total_seconds())),
        address=edition.path,
    )


def _returned(move: HistoryEntry, now: datetime.datetime, user) -> Line:
    """A draft that was sent back or called back waits for its writer, who reads the reason here."""
    release = move.release
    writer = "you" if release.created_by_id == user.pk else f"its writer, {release.created_by or 'whoever takes it up'}"
    return Line(release=release, headline=release.headline, words=(_stopped(move, now), f"Waits for {writer}."))


def _stopped(move: HistoryEntry, now: datetime.datetime) -> str:
    by, ago = move.by or "the command line", instants.span((now - move.at).total_seconds())
    return f"{move.get_verb_display()} by {by}, {ago} ago: “{move.reason}”"


def _waiting(
    release: Release, words, now: datetime.datetime, zone_name: str, returned: dict[int, HistoryEntry]
) -> Line | None:
    """A release in review waits for sign-offs, an approved one for a publisher."""
    if release.state == ReleaseState.DRAFT:
        return None
    missing = workflow.approvals.missing(release, words)
    waits = (
        f"for the sign-off {text.series(each.label for each in missing)}" if missing else "for a publisher to seal it"
    )
    since = instants.span((now - release.submitted_at).total_seconds()) if release.submitted_at else ""
    return Line(
        release=release,
        headline=release.headline,
        words=(
            *([_stopped(returned[release.pk], now)] if release.pk in returned else []),
            f"Waits {waits}" + (f", submitted {since} ago." if since else "."),
        ),
        instant=release.planned_at,
        instant_words=instants.both_zones(release.planned_at, zone_name) if release.planned_at else "",
    )


def _blocked(release: Release, words, now: datetime.datetime) -> Line | None:
    report = workflow.report(release, words.document, now=now)
    reasons = [finding.message for finding in report.blocks]
    if release.state != ReleaseState.DRAFT:
        reasons += map(workflow.unexplained, workflow.unanswered(release, report))
    if release.needs_review:
        reasons.append("An import could not place everything.")
    if release.state != ReleaseState.DRAFT:
        reasons += map(str, workflow.approvals.voided(release, words))
    if release.planned_at and release.planned_at <= now:
        reasons.append("The planned instant has passed. Plan another.")
    return Line(release=release, headline=release.headline, words=tuple(reasons)) if reasons else None
