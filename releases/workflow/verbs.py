"""The verbs: each one atomic move that locks the release, asks table and policy, writes the state and the history."""

import datetime

from django.db import IntegrityError, transaction

from releases import editions
from releases.compose import compose
from releases.models import Approval, Edition, HistoryEntry, Release
from releases.vocabulary import CorrectionKind, ReleaseState, SignOff, Verb
from releases.workflow import approvals, reasons
from releases.workflow.table import TRANSITIONS, Refused

#: What a move writes.
_MOVED = (
    *("state", "version", "submitted_at", "planned_at", "is_at_once"),
    *("correction_kind", "correction_note"),
)


@transaction.atomic
def submit(release: Release, *, by) -> None:
    """Hand a draft to the reviewers, who sign it off for its plan: an instant to come, or at once. Raises
    :class:`Refused`."""
    release = _locked(release)
    found = reasons.against_verb(release, Verb.SUBMIT, by=by)
    if release.state == ReleaseState.DRAFT:
        found += reasons.unplanned(release)
        live_at = approvals.goes_out_at(release, now=editions.database_now())
        found += reasons.unfit(release, approvals.current(release).document, live_at=live_at)
        if not approvals.named(release):
            found.append(
                f"Nobody is named to sign off releases of the category “{release.get_category_display()}”."
                " Ask an administrator to name at least one sign-off."
            )
    _refuse(found)
    release.submitted_at = editions.database_now()
    _move(release, Verb.SUBMIT, by=by)


@transaction.atomic
def send_back(release: Release, *, by, reason: str) -> None:
    """Return a release to its writer. Raises :class:`Refused`."""
    release = _locked(release)
    found = reasons.against_verb(release, Verb.SEND_BACK, by=by)
    if not reason.strip():
        found.append("Say what has to change.")
    _refuse(found)
    _move(release, Verb.SEND_BACK, by=by, reason=reason.strip())


@transaction.atomic
def plan(release: Release, *, by, planned_at: datetime.datetime | None) -> None:
    """Set the instant for which approvals are given (aware; None: at once, when somebody seals, which takes one more
    sign-off). Raises :class:`Refused`."""
    release = _locked(release)
    found = reasons.against_verb(release, Verb.PLAN, by=by)
    if planned_at is not None and planned_at <= editions.database_now():
        found.append("This instant is in the past. Choose a later one.")
    _refuse(found)
    release.planned_at, release.is_at_once = planned_at, planned_at is None
    instant = planned_at.astimezone(datetime.UTC).strftime("%Y-%m-%d %H:%M:%S UTC") if planned_at else "at once"
    _move(release, Verb.PLAN, by=by, reason=instant, target=ReleaseState(release.state))
    reconsider(release, by=by)


@transaction.atomic
def approve(release: Release, *, by, sign_off: SignOff | str, seen_digest: str, comment: str = "") -> Approval:
    """Give one sign-off to the text that the reviewer has seen, named by :attr:`approvals.Text.digest`.

    The last sign-off that the category needs makes the release approved. Raises :class:`Refused`: for the author of
    the text, for a last sign-off by who changed it last, for a text that is not the one seen.
    """
    release = _locked(release)
    words = approvals.current(release)
    found = reasons.against_verb(release, Verb.APPROVE, by=by)
    if sign_off not in SignOff.values:
        found.append(f"“{sign_off}” is no sign-off. There are: {', '.join(SignOff.labels)}.")
    elif by is not None and not found:
        found += reasons.against_approval(release, words, SignOff(sign_off), by)
    if seen_digest != words.digest and not found:
        found.append("The text has changed since you opened it, so nothing was approved. Read it again.")
    _refuse(found)
    approval = Approval.objects.create(
        release=release,
        sign_off=sign_off,
        by=by,
        at=editions.database_now(),
        digest=words.digest,
        document_json=words.document.canonical_bytes().decode(),
        records_json=words.records_json,
        planned_at=release.planned_at,
        comment=comment.strip(),
    )
    target = ReleaseState.IN_REVIEW if approvals.missing(release, words) else ReleaseState.APPROVED
    label = f"{approval.get_sign_off_display()}: {comment.strip()}".rstrip(": ")
    _move(release, Verb.APPROVE, by=by, reason=label, digest=words.digest, target=target)
    return approval


@transaction.atomic
def reconsider(release: Release, *, by) -> list[approvals.Voided]:
    """To be called when an editor has saved: an approved release whose approvals do not hold for the new text goes back
    into review, and history says which change voided whose approval."""
    release = _locked(release)
    words = approvals.current(release)
    voided = approvals.voided(release, words)
    if release.state == ReleaseState.APPROVED and approvals.missing(release, words):
        _move(release, Verb.VOID, by=by, reason=" ".join(map(str, voided)))
    return voided


@transaction.atomic
def seal(
    release: Release,
    *,
    by,
    live_at: datetime.datetime | None = None,
    is_historic: bool = False,
    is_archive: bool = False,
    ticker: str = "",
) -> Edition:
    """Seal the release for an instant (aware; None: at once), with the unsealed changes of the records it links but for
    those that it holds back. One of an archive (``is_archive``) tells no change of a record that the public knows.

    A person seals an approved text for the instant that was approved. At once or ahead of it takes a second person's
    sign-off for that, and the company's ticker, typed. The command line (``by`` is None) seals what it has brought in.
    Raises :class:`Refused` with every reason.
    """
    release = _locked(release)
    editions.lock()
    prospect = editions.prospect(release, live_at=live_at, is_archive=is_archive)
    found = reasons.against_verb(release, Verb.SEAL, by=by)
    if release.state not in (ReleaseState.SEALED, ReleaseState.WITHDRAWN):
        found += reasons.unfit(
            release,
            prospect.document,
            live_at=prospect.live_at,
            is_historic=is_historic and by is None,
            is_asked=by is not None and not is_historic,
        )
    if by is not None and release.state == ReleaseState.APPROVED:
        words = approvals.Text(prospect=prospect, planned_at=release.planned_at)
        found += reasons.unapproved(release, words)
        found += reasons.against_instant(release, words, None if is_historic else live_at, by, ticker)
    _refuse(found)
    try:
        with transaction.atomic():
            edition = editions.seal(release, by=by, is_historic=is_historic, prospected=prospect)
    except editions.SealRefused as refused:
        raise Refused(*refused.reasons) from refused
    except IntegrityError as error:  # a release of the same day and headline was sealed at the same moment
        raise Refused("Another release took this address at the same moment. Seal it again.") from error
    release.correction_kind = release.correction_note = ""
    _move(release, Verb.SEAL, by=by, digest=edition.digest)
    return edition


def call_back(release: Release, *, by, reason: str) -> Edition:
    """Take the scheduled edition back before its instant and open the release again, to change it. Raises
    :class:`Refused`.

    It wins if it is committed before the instant by the database's clock, and is refused otherwise.
    """
    return _stop(release, Verb.CALL_BACK, by=by, reason=reason)


def hold(release: Release, *, by, reason: str) -> Edition:
    """Stop a scheduled edition, up to its instant, without changing the text: who may approve or publish may do so.

    It wins if it is committed before the instant by the database's clock, and is refused with the reason otherwise. The
    text stays approved, for the instant that was planned; another instant needs the approvals anew.
    """
    return _stop(release, Verb.HOLD, by=by, reason=reason)


@transaction.atomic
def correct(release: Release, *, by, kind: CorrectionKind | str, note: str) -> None:
    """Open a published release for a correction; the public goes on reading the current edition until the next one's
    instant. ``note`` tells the public what was changed. Raises :class:`Refused`."""
    release = _locked(release)
    found = reasons.against_verb(release, Verb.CORRECT, by=by)
    kinds = [each for each in CorrectionKind if each != CorrectionKind.WITHDRAWAL]
    if kind not in kinds:
        found.append(f"“{kind}” is no kind of correction. There are: {', '.join(each.label for each in kinds)}.")
    if not note.strip():
        found.append("Say what is corrected: the note stands above the headline.")
    _refuse(found)
    release.correction_kind, release.correction_note = kind, note.strip()
    release.planned_at, release.is_at_once = None, False
    _move(release, Verb.CORRECT, by=by, reason=note.strip())


@transaction.atomic
def withdraw(release: Release, *, by, notice: str, ticker: str = "") -> Edition:
    """Replace a public release by a dated notice, at once: its text and files are served no longer. A person types the
    company's ticker. Raises :class:`Refused`."""
    release = _locked(release)
    found = reasons.against_verb(release, Verb.WITHDRAW, by=by)
    if not notice.strip():
        found.append("Say why the release is withdrawn: the public reads this notice in its place.")
    if by is not None:
        found += reasons.mistyped(compose(release).company, ticker)
    _refuse(found)
    try:
        edition = editions.withdraw(release, by=by, notice=notice)
    except editions.SealRefused as refused:
        raise Refused(*refused.reasons) from refused
    _move(release, Verb.WITHDRAW, by=by, reason=notice.strip(), digest=edition.digest)
    return edition


def _stop(release: Release, verb: Verb, *, by, reason: str) -> Edition:
    past = {Verb.CALL_BACK: "call-back", Verb.HOLD: "hold"}[verb]
    too_late = f"The release became public before the {past} was done. Correct it instead."
    try:
        with transaction.atomic():
            release = _locked(release)
            found = reasons.against_verb(release, verb, by=by)
            if not reason.strip():
                found.append("Say why the release is called back." if verb == Verb.CALL_BACK else "Say why it is held.")
            _refuse(found)
            try:
                edition = editions.call_back(reasons.newest(release), by=by)
            except editions.SealRefused as refused:
                raise Refused(*refused.reasons) from refused
            if correction := edition.document.correction:
                release.correction_kind, release.correction_note = correction.kind, correction.note
            _move(release, verb, by=by, reason=reason, digest=edition.digest)
            if editions.database_now() >= edition.live_at:  # SQLite judges nothing when a transaction ends
                raise Refused(too_late)
            return edition
    except IntegrityError as error:  # PostgreSQL judges anew as the transaction ends
        raise Refused(too_late) from error


def _refuse(found: list[str]) -> None:
    if found:
        raise Refused(*found)


def _locked(release: Release) -> Release:
    return Release.objects.select_for_update().get(pk=release.pk)


def _move(
    release: Release, verb: Verb, *, by, reason: str = "", digest: str = "", target: ReleaseState | None = None
) -> None:
    source = release.state
    release.state = target or (ReleaseState.IN_REVIEW if verb == Verb.VOID else TRANSITIONS[verb].target)
    if verb != Verb.APPROVE:
        release.version += 1
    release.save(update_fields=_MOVED)
    HistoryEntry.objects.create(
        release=release,
        verb=verb,
        from_state=source,
        to_state=release.state,
        by=by,
        at=editions.database_now(),
        reason=reason,
        digest=digest,
    )
