"""Releases that somebody has stopped: sent back, called back or held, with the reason, until they are on their way again."""

from django.db.models import Case, F, OuterRef, QuerySet, Subquery, Value, When

from releases.models import HistoryEntry, Release
from releases.vocabulary import Verb

_STOPS = (Verb.SEND_BACK, Verb.CALL_BACK, Verb.HOLD)
#: What does not set a release on its way again.
_BESIDE = (Verb.PLAN, Verb.APPROVE, Verb.VOID, Verb.ANSWER)


def returned(release: Release) -> HistoryEntry | None:
    """The move by which the release was stopped last; None once it was submitted or sealed again."""
    newest = release.history.exclude(verb__in=_BESIDE).select_related("by").order_by("-at", "-id").first()
    return newest if newest and newest.verb in _STOPS else None


def with_stops(releases: QuerySet[Release]) -> QuerySet[Release]:
    """These releases with ``stopped_by``: the verb that stopped each last; empty once it was submitted or sealed again."""
    moves = HistoryEntry.objects.exclude(verb__in=_BESIDE).filter(release=OuterRef("pk")).order_by("-at", "-id")
    newest = Case(When(newest_verb__in=_STOPS, then=F("newest_verb")), default=Value(""))
    return releases.annotate(newest_verb=Subquery(moves.values("verb")[:1]), stopped_by=newest)


def all_returned() -> list[HistoryEntry]:
    """That move of every release that waits for somebody to take it up again, the newest first."""
    moves = HistoryEntry.objects.exclude(verb__in=_BESIDE).filter(release=OuterRef("pk")).order_by("-at", "-id")
    newest = Release.objects.annotate(newest=Subquery(moves.values("pk")[:1])).values("newest")
    stops = HistoryEntry.objects.filter(pk__in=newest, verb__in=_STOPS)
    return list(stops.select_related("release__created_by", "by").order_by("-at", "-id"))
