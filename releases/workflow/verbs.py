"""The way to a sealed edition: each verb is one atomic move that locks the release, asks table and policy, and writes the
state and the history."""

import datetime

from django.db import IntegrityError, transaction

from releases import editions
from releases.models import Approval, Edition, Release
from releases.vocabulary import ReleaseState, SignOff, Verb
from releases.workflow import approvals, reasons
from releases.workflow.moving import locked, move, refuse
from releases.workflow.table import Refused


@transaction.atomic
def submit(release: Release, *, by) -> None:
    """Hand a draft to the reviewers, who sign it off for its plan: an instant to come, or at once. Raises
    :class:`Refused`."""
    release = locked(release)
    found = reasons.against_verb(release, Verb.SUBMIT, by=by)
    if release.state == ReleaseState.DRAFT:
        found += reasons.unplanned(release)
        live_at = approvals.goes_out_at(release, now=editions.database_now())
        found += reasons.unfit(release, approvals.current(release).document, live_at=live_at)
        found += reasons.against_category(release)
    refuse(found)
    release.submitted_at = editions.database_now()
    move(release, Verb.SUBMIT, by=by)


@transaction.atomic
def send_back(release: Release, *, by, reason: str) -> None:
    """Return a release to its writer; every sign-off that was given so far is void. Raises :class:`Refused`."""
    release = locked(release)
    found = reasons.against_verb(release, Verb.SEND_BACK, by=by)
    if not reason.strip():
        found.append("Say what has to change.")
    refuse(found)
    move(release, Verb.SEND_BACK, by=by, reason=reason.strip())


@transaction.atomic
def plan(release: Release, *, by, planned_at: datetime.datetime | None) -> None:
    """Set the instant for which approvals are given (aware; None: at once, when somebody seals, which takes one more
    sign-off). Raises :class:`Refused`."""
    release = locked(release)
    found = reasons.against_verb(release, Verb.PLAN, by=by)
    if planned_at is not None and planned_at <= editions.database_now():
        found.append("This instant is in the past. Choose a later one.")
    refuse(found)
    release.planned_at, release.is_at_once = planned_at, planned_at is None
    instant = planned_at.astimezone(datetime.UTC).strftime("%Y-%m-%d %H:%M:%S UTC") if planned_at else "at once"
    move(release, Verb.PLAN, by=by, reason=instant, target=ReleaseState(release.state))
    reconsider(release, by=by)


@transaction.atomic
def approve(release: Release, *, by, sign_off: SignOff | str, seen_digest: str, comment: str = "") -> Approval:
    """Give one sign-off to the text that the reviewer has seen, named by :attr:`approvals.Text.digest`.

    The last sign-off that the category needs makes the release approved. Raises :class:`Refused`: for anyone
    who wrote or changed what would be sealed, and for a text that is not the one seen.
    """
    release = locked(release)
    words = approvals.current(release)
    found = reasons.against_verb(release, Verb.APPROVE, by=by)
    if sign_off not in SignOff.values:
        found.append(f"“{sign_off}” is no sign-off. There are: {', '.join(SignOff.labels)}.")
    elif by is not None and not found:
        found += reasons.against_approval(release, words, SignOff(sign_off), by)
    if seen_digest != words.digest and not found:
        found.append("The text has changed since you opened it, so nothing was approved. Read it again.")
    refuse(found)
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
    is_complete = approvals.is_complete(release, approvals.holding(release, words))
    target = ReleaseState.APPROVED if is_complete else ReleaseState.IN_REVIEW
    label = f"{approval.get_sign_off_display()}: {comment.strip()}".rstrip(": ")
    move(release, Verb.APPROVE, by=by, reason=label, digest=words.digest, target=target)
    return approval


@transaction.atomic
def reconsider(release: Release, *, by) -> list[approvals.Voided]:
    """To be called when an editor has saved: an approved release whose approvals do not hold for the new text goes back
    into review, and history says which change voided whose approval."""
    release = locked(release)
    words = approvals.current(release)
    voided = approvals.voided(release, words)
    if release.state == ReleaseState.APPROVED and not approvals.is_complete(release, approvals.holding(release, words)):
        move(release, Verb.VOID, by=by, reason=" ".join(map(str, voided)))
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
    release = locked(release)
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
    if by is not None and release.state in (ReleaseState.IN_REVIEW, ReleaseState.APPROVED):
        words = approvals.Text(prospect=prospect, planned_at=release.planned_at)
        found += reasons.unapproved(release, words)
        found += reasons.against_instant(release, words, None if is_historic else live_at, by, ticker)
    refuse(found)
    try:
        with transaction.atomic():
            edition = editions.seal(release, by=by, is_historic=is_historic, prospected=prospect)
    except editions.SealRefused as refused:
        raise Refused(*refused.reasons) from refused
    except IntegrityError as error:  # a release of the same day and headline was sealed at the same moment
        raise Refused("Another release took this address at the same moment. Seal it again.") from error
    release.correction_kind = release.correction_note = ""
    move(release, Verb.SEAL, by=by, digest=edition.digest)
    return edition
