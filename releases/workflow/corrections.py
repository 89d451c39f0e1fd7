"""What is done with a release that is public: it is corrected, the correction is given up, or it is withdrawn."""

from django.db import IntegrityError, transaction

from releases import editions
from releases.compose import compose
from releases.models import Edition, Release
from releases.vocabulary import CorrectionKind, Verb
from releases.workflow import reasons, snapshots
from releases.workflow.moving import locked, move, refuse
from releases.workflow.stops import take_edition_back
from releases.workflow.table import Refused

_MEANWHILE_PUBLIC = "The scheduled correction became public at this moment. Withdraw the release again."


@transaction.atomic
def correct(release: Release, *, by, kind: CorrectionKind | str, note: str) -> None:
    """Open a published release for a correction; the public goes on reading the current edition until the next one's
    instant. ``note`` tells the public what was changed. Raises :class:`Refused`."""
    release = locked(release)
    found = reasons.against_verb(release, Verb.CORRECT, by=by)
    kinds = [each for each in CorrectionKind if each != CorrectionKind.WITHDRAWAL]
    if kind not in kinds:
        found.append(f"“{kind}” is no kind of correction. There are: {', '.join(each.label for each in kinds)}.")
    if not note.strip():
        found.append("Say what is corrected: the note stands above the headline.")
    refuse(found)
    snapshots.take(release)
    release.correction_kind, release.correction_note = kind, note.strip()
    release.planned_at, release.is_at_once = None, False
    move(release, Verb.CORRECT, by=by, reason=note.strip())


@transaction.atomic
def give_up(release: Release, *, by, reason: str) -> None:
    """Close the correction that is open without publishing it: the working record becomes again what the public reads.
    Raises :class:`Refused`."""
    release = locked(release)
    found = reasons.against_verb(release, Verb.GIVE_UP, by=by)
    if not reason.strip():
        found.append("Say why the correction is given up.")
    refuse(found or snapshots.against_restoring(release))
    snapshots.restore(release, by=by)
    _close_correction(release)
    move(release, Verb.GIVE_UP, by=by, reason=reason.strip())


def withdraw(release: Release, *, by, notice: str, ticker: str = "") -> Edition:
    """Replace a public release by a dated notice, at once: its text and files are served no longer. A correction that is
    open is closed, and one that is scheduled is called back. A person types the company's ticker. Raises
    :class:`Refused`."""
    try:
        with transaction.atomic():
            return _withdraw(locked(release), by=by, notice=notice, ticker=ticker)
    except IntegrityError as error:  # PostgreSQL judges a call-back again as the transaction ends
        raise Refused(_MEANWHILE_PUBLIC) from error


def _withdraw(release: Release, *, by, notice: str, ticker: str) -> Edition:
    found = reasons.against_verb(release, Verb.WITHDRAW, by=by)
    if not notice.strip():
        found.append("Say why the release is withdrawn: the public reads this notice in its place.")
    if by is not None:
        found += reasons.mistyped(compose(release).company, ticker)
    refuse(found)
    scheduled = None
    if reasons.newest(release).live_at > editions.database_now():
        scheduled = take_edition_back(release, by=by)
        move(release, Verb.CALL_BACK, by=by, reason="The release is withdrawn.", digest=scheduled.digest)
    try:
        edition = editions.withdraw(release, by=by, notice=notice)
    except editions.SealRefused as refused:
        raise Refused(*refused.reasons) from refused
    _close_correction(release)
    move(release, Verb.WITHDRAW, by=by, reason=notice.strip(), digest=edition.digest)
    if scheduled and editions.database_now() >= scheduled.live_at:  # SQLite judges nothing when a transaction ends
        raise Refused(_MEANWHILE_PUBLIC)
    return edition


def _close_correction(release: Release) -> None:
    release.correction_kind = release.correction_note = ""
    release.planned_at, release.is_at_once = None, False
