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
    """From which states a verb starts, where it leads, and the permission it takes ("" where policy asks for more)."""

    sources: tuple[ReleaseState, ...]
    target: ReleaseState
    permission: str


_S = ReleaseState
TRANSITIONS = {
    Verb.SUBMIT: Transition((_S.DRAFT,), _S.IN_REVIEW, "releases.change_release"),
    Verb.SEND_BACK: Transition((_S.IN_REVIEW, _S.APPROVED), _S.DRAFT, ""),
    # Another instant voids approvals given for the one before; the state follows from what still holds.
    Verb.PLAN: Transition((_S.DRAFT, _S.IN_REVIEW, _S.APPROVED), _S.DRAFT, "releases.change_release"),
    # The last sign-off that the category needs makes the release approved; the others leave it in review.
    Verb.APPROVE: Transition((_S.IN_REVIEW, _S.APPROVED), _S.APPROVED, ""),
    # From review once no sign-off is missing any more: a change was taken back, or fewer sign-offs are required.
    Verb.SEAL: Transition((_S.APPROVED, _S.IN_REVIEW), _S.SEALED, "releases.add_edition"),
    Verb.CALL_BACK: Transition((_S.SEALED,), _S.DRAFT, "releases.add_edition"),
    # The state follows from the sign-offs that still hold.
    Verb.HOLD: Transition((_S.SEALED, _S.APPROVED, _S.IN_REVIEW, _S.DRAFT), _S.APPROVED, ""),
    Verb.CORRECT: Transition((_S.SEALED,), _S.DRAFT, "releases.change_release"),
    Verb.GIVE_UP: Transition((_S.DRAFT, _S.IN_REVIEW, _S.APPROVED), _S.SEALED, "releases.give_up_correction"),
    # From wherever the working record is, as long as an edition is public.
    Verb.WITHDRAW: Transition(
        (_S.SEALED, _S.DRAFT, _S.IN_REVIEW, _S.APPROVED), _S.WITHDRAWN, "releases.withdraw_release"
    ),
}
#: What the command line may do besides: who runs it holds the database, and brings in archives that nobody approves anew.
CONSOLE_SOURCES = {Verb.SEAL: (_S.DRAFT, _S.IN_REVIEW, _S.APPROVED)}


def standing(edition: Edition, *, now: datetime.datetime) -> str:
    """What a standing edition is called at a moment: "scheduled", "published" or "superseded"."""
    if edition.live_at > now:
        return "scheduled"
    return "superseded" if edition.superseded_at and edition.superseded_at <= now else "published"
