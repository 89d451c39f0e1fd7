"""What the desk says of the self-probe, in a line."""

import datetime
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from releases import editions, instants
from releases.models import ProbeIncident, ProbeRound, Release
from releases.vocabulary import ProbeOutcome, ProbePhase
from releases.watch import turn

#: A worker that was silent for longer while something is to come has stopped.
SILENT = datetime.timedelta(minutes=3)
_START = "Start it: manage.py watch_releases (docs/running.md)."


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one release stands. ``level`` is "good", "bad" or "unknown"; the words say it too."""

    level: str
    words: str
    detail: str = ""  # what is wrong, or what to do
    at: datetime.datetime | None = None


def standing(release_id: int, *, is_watched: bool = True) -> Standing | None:
    """Of one release; None for one that was never asked for and need not be (``is_watched``)."""
    return standings([release_id], is_watched=is_watched).get(release_id)


def standings(release_ids, *, is_watched: bool = True) -> dict[int, Standing]:
    """Of several releases, in four queries."""
    wanted, now = list(release_ids), editions.database_now()
    own = ProbeRound.objects.filter(release=OuterRef("pk")).order_by("-at", "-id").values("pk")
    newest_pks = Release.objects.filter(pk__in=wanted).annotate(newest=Subquery(own[:1])).values("newest")
    newest = {each.release_id: each for each in ProbeRound.objects.filter(pk__in=newest_pks)}
    alarms = {each.release_id: each for each in ProbeIncident.objects.filter(release__in=wanted, closed_at=None)}
    seen, found = turn.seen_at(), {}
    is_running = seen is not None and now - seen <= SILENT
    for pk in wanted:
        if line := _line(newest.get(pk), alarms.get(pk), now, is_watched=is_watched, is_running=is_running):
            found[pk] = line
    return found


def _line(
    row: ProbeRound | None, alarm: ProbeIncident | None, now: datetime.datetime, *, is_watched: bool, is_running: bool
) -> Standing | None:
    if alarm:
        return Standing(
            level="bad",
            words=f"Alarm of the self-probe, {_ago(now, alarm.opened_at)}",
            detail=alarm.found,
            at=alarm.opened_at,
        )
    if row and row.phase == ProbePhase.AFTER and not is_watched:
        words = f"{row.as_expected} of {row.asked} channels open, the last {_seconds(row.slowest)} after the instant"
        late = (row.asked_from or 0) > 1
        detail = f"First asked {_seconds(row.asked_from)} after it, so it may have been open before." if late else ""
        return Standing(level="good", words=words, detail=detail, at=row.at)
    if not is_watched:
        return None
    if row is None or row.phase == ProbePhase.AFTER:  # of the edition before
        detail = "The next round is within a minute." if is_running else _START
        return Standing(level="unknown", words="Not checked yet by the self-probe", detail=detail)
    if now - row.at > SILENT:
        words = f"The self-probe has been silent for {instants.span((now - row.at).total_seconds())}"
        return Standing(level="unknown", words=words, detail=_START, at=row.at)
    words = f"{row.as_expected} of {row.asked} channels sealed, checked {_ago(now, row.at)}"
    if row.outcome == ProbeOutcome.UNANSWERED:
        return Standing(level="unknown", words=words, detail=row.error, at=row.at)
    detail = (
        "" if row.is_named else "Addresses with words of the release are not asked for: IRSITE_PROBE_DIRECT is not set."
    )
    return Standing(level="good", words=words, detail=detail, at=row.at)


def _ago(now: datetime.datetime, then: datetime.datetime) -> str:
    return f"{instants.span(max(0.0, (now - then).total_seconds()))} ago"


def _seconds(value: float) -> str:
    return f"{value:.1f} s" if value < 100 else instants.span(value)
