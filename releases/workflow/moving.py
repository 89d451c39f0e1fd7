"""What every move of a release does: lock its row, refuse with every reason, write the state and the history."""

from releases import editions
from releases.models import HistoryEntry, Release
from releases.vocabulary import ReleaseState, Verb
from releases.workflow import approvals
from releases.workflow.table import TRANSITIONS, Refused

#: Moves that say no to the text, or open another: no approval that was given before them holds again.
_TAKES_APPROVALS_BACK = {Verb.SEND_BACK, Verb.CALL_BACK, Verb.CORRECT, Verb.GIVE_UP}


#: What a move writes.
_MOVED = (
    *("state", "version", "submitted_at", "planned_at", "is_at_once"),
    *("correction_kind", "correction_note"),
)


def locked(release: Release) -> Release:
    """The release as it is saved, locked until the transaction ends."""
    return Release.objects.select_for_update().get(pk=release.pk)


def refuse(found: list[str]) -> None:
    """Raise :class:`Refused` if there is any reason."""
    if found:
        raise Refused(*found)


def move(
    release: Release, verb: Verb, *, by, reason: str = "", digest: str = "", target: ReleaseState | None = None
) -> HistoryEntry:
    """Write the state (``target``, or where the table leads), the history, and which approvals the move takes back."""
    source = release.state
    release.state = target or (ReleaseState.IN_REVIEW if verb == Verb.VOID else TRANSITIONS[verb].target)
    if verb != Verb.APPROVE:
        release.version += 1
    release.save(update_fields=_MOVED)
    entry = HistoryEntry.objects.create(
        release=release,
        verb=verb,
        from_state=source,
        to_state=release.state,
        by=by,
        at=editions.database_now(),
        reason=reason,
        digest=digest,
    )
    if verb in _TAKES_APPROVALS_BACK:
        approvals.take_back(release, entry)
    return entry
