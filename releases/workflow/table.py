"""The transition table."""

import datetime
from dataclasses import dataclass

from releases.models import Edition
from releases.vocabulary import ReleaseState, Verb


class Refused(Exception):
    """A move that may not be made; ``reasons`` are sentences an editor can act on. Nothing was written."""

    def __init__(self, *reasons: str):
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class Transition:
    """Where a verb starts, where it leads, and the permission it takes."""

    source: ReleaseState
    target: ReleaseState
    permission: str


TRANSITIONS = {
    Verb.SEAL: Transition(ReleaseState.DRAFT, ReleaseState.SEALED, "releases.add_edition"),
    Verb.CALL_BACK: Transition(ReleaseState.SEALED, ReleaseState.DRAFT, "releases.add_edition"),
    Verb.CORRECT: Transition(ReleaseState.SEALED, ReleaseState.DRAFT, "releases.change_release"),
}


def standing(edition: Edition, *, now: datetime.datetime) -> str:
    """What a standing edition is called at a moment: "scheduled", "published" or "superseded"."""
    if edition.live_at > now:
        return "scheduled"
    return "superseded" if edition.superseded_at and edition.superseded_at <= now else "published"
