"""Stopping what is on its way to the public: calling it back to change it, and holding it."""

from django.db import IntegrityError, transaction

from releases import editions
from releases.models import Edition, Release
from releases.vocabulary import ReleaseState, SignOff, Verb
from releases.workflow import approvals, reasons
from releases.workflow.moving import locked, move, refuse
from releases.workflow.policy import sign_offs_of
from releases.workflow.table import Refused

_WHY = {Verb.CALL_BACK: "Say why the release is called back.", Verb.HOLD: "Say why it is held."}
_TOO_LATE = "The release became public before the {} was done. Correct it instead."


def call_back(release: Release, *, by, reason: str) -> Edition:
    """Take the scheduled edition back before its instant and open the release again, to change it; every sign-off that was
    given so far is void. Raises :class:`Refused`.

    It wins if it is committed before the instant by the database's clock, and is refused otherwise.
    """
    return _stop(release, Verb.CALL_BACK, by=by, reason=reason)


def hold(release: Release, *, by, reason: str) -> Edition | None:
    """Stop a release that is not public yet, without changing the text: anyone who may approve or publish may do so.
    Returns the edition that was taken back, if one was sealed.

    It wins if it is committed before the instant by the database's clock, and is refused with the reason otherwise. The
    sign-offs that this person can give are void until they are given again; the others stay, for the instant that was
    planned. A command line takes no sign-off back.
    """
    return _stop(release, Verb.HOLD, by=by, reason=reason)


def _stop(release: Release, verb: Verb, *, by, reason: str) -> Edition | None:
    too_late = _TOO_LATE.format({Verb.CALL_BACK: "call-back", Verb.HOLD: "hold"}[verb])
    try:
        with transaction.atomic():
            release = locked(release)
            found = reasons.against_verb(release, verb, by=by)
            if not reason.strip():
                found.append(_WHY[verb])
            refuse(found)
            edition = take_edition_back(release, by=by) if release.state == ReleaseState.SEALED else None
            target, lost = None, []
            if verb == Verb.HOLD:
                lost = sign_offs_of(by) if by else []
                target = _held_state(release, lost)
            entry = move(
                release, verb, by=by, reason=reason.strip(), digest=edition.digest if edition else "", target=target
            )
            approvals.take_back(release, entry, lost)
            if edition and editions.database_now() >= edition.live_at:  # SQLite judges nothing when a transaction ends
                raise Refused(too_late)
            return edition
    except IntegrityError as error:  # PostgreSQL judges again as the transaction ends
        raise Refused(too_late) from error


def take_edition_back(release: Release, *, by) -> Edition:
    """Call the scheduled edition back; the release knows again what kind of correction it would have been."""
    try:
        edition = editions.call_back(reasons.newest(release), by=by)
    except editions.SealRefused as refused:
        raise Refused(*refused.reasons) from refused
    if correction := edition.document.correction:
        release.correction_kind, release.correction_note = correction.kind, correction.note
    return edition


def _held_state(release: Release, lost: list[SignOff]) -> ReleaseState:
    """Where a hold leaves the release, when these sign-offs are void. Nothing is composed: a hold has to be quick."""
    was_complete = release.state in (ReleaseState.SEALED, ReleaseState.APPROVED)
    if was_complete and not set(lost) & set(approvals.required(release)):
        return ReleaseState.APPROVED
    return ReleaseState.DRAFT if release.state == ReleaseState.DRAFT else ReleaseState.IN_REVIEW
