"""The verbs: each one atomic move that locks the release, asks table and policy, writes the state and the history."""

import datetime

from django.db import IntegrityError, transaction

from releases import editions, preflight
from releases.compose import compose
from releases.document import Document
from releases.models import Approval, Edition, HistoryEntry, Release
from releases.vocabulary import CorrectionKind, ReleaseState, SignOff, Verb
from releases.workflow import approvals
from releases.workflow.policy import may, sign_offs_of
from releases.workflow.table import CONSOLE_SOURCES, TRANSITIONS, Refused

_STANDS = {
    ReleaseState.DRAFT: "is a draft",
    ReleaseState.IN_REVIEW: "is in review",
    ReleaseState.APPROVED: "is approved",
    ReleaseState.SEALED: "is sealed already",
    ReleaseState.WITHDRAWN: "is withdrawn",
}


@transaction.atomic
def submit(release: Release, *, by) -> None:
    """Hand a draft to the reviewers. Raises :class:`Refused`."""
    release = _locked(release)
    reasons = reasons_against(release, Verb.SUBMIT, by=by)
    if release.state == ReleaseState.DRAFT:
        reasons += _unfit(release, compose(release))
        if not approvals.required(release):
            reasons.append(
                f"Nobody is named to sign off releases of the category “{release.get_category_display()}”."
                " Ask an administrator to name at least one sign-off."
            )
    _refuse(reasons)
    release.submitted_at = editions.database_now()
    _move(release, Verb.SUBMIT, by=by)


@transaction.atomic
def send_back(release: Release, *, by, reason: str) -> None:
    """Return a release to its writer. Raises :class:`Refused`."""
    release = _locked(release)
    reasons = reasons_against(release, Verb.SEND_BACK, by=by)
    if not reason.strip():
        reasons.append("Say what has to change.")
    _refuse(reasons)
    _move(release, Verb.SEND_BACK, by=by, reason=reason.strip())


@transaction.atomic
def plan(release: Release, *, by, planned_at: datetime.datetime | None) -> None:
    """Set the instant for which approvals are given (aware; None: at once, when somebody seals). Raises
    :class:`Refused`."""
    release = _locked(release)
    reasons = reasons_against(release, Verb.PLAN, by=by)
    if planned_at is not None and planned_at <= editions.database_now():
        reasons.append("This instant is in the past. Choose a later one.")
    _refuse(reasons)
    release.planned_at = planned_at
    instant = planned_at.astimezone(datetime.UTC).strftime("%Y-%m-%d %H:%M:%S UTC") if planned_at else "at once"
    _move(release, Verb.PLAN, by=by, reason=instant, target=ReleaseState(release.state))
    reconsider(release, by=by)


@transaction.atomic
def approve(release: Release, *, by, sign_off: SignOff | str, seen_digest: str, comment: str = "") -> Approval:
    """Give one sign-off to the text that the reviewer has seen, named by :func:`approvals.digest`.

    The last sign-off that the category needs makes the release approved. Raises :class:`Refused`: for the author of
    the text, for a last sign-off by who changed it last, for a text that is not the one seen.
    """
    release = _locked(release)
    document = compose(release)
    reasons = reasons_against(release, Verb.APPROVE, by=by)
    if sign_off not in SignOff.values:
        reasons.append(f"“{sign_off}” is no sign-off. There are: {', '.join(SignOff.labels)}.")
    elif by is not None and not reasons:
        reasons += _reasons_against_approval(release, document, SignOff(sign_off), by)
    current = approvals.digest(document, release.planned_at)
    if seen_digest != current and not reasons:
        reasons.append("The text has changed since you opened it, so nothing was approved. Read it again.")
    _refuse(reasons)
    approval = Approval.objects.create(
        release=release,
        sign_off=sign_off,
        by=by,
        at=editions.database_now(),
        digest=current,
        document_json=document.canonical_bytes().decode(),
        planned_at=release.planned_at,
        comment=comment.strip(),
    )
    target = ReleaseState.IN_REVIEW if approvals.missing(release, document) else ReleaseState.APPROVED
    label = f"{approval.get_sign_off_display()}: {comment.strip()}".rstrip(": ")
    _move(release, Verb.APPROVE, by=by, reason=label, digest=current, target=target)
    return approval


@transaction.atomic
def reconsider(release: Release, *, by) -> list[approvals.Voided]:
    """To be called when an editor has saved: an approved release whose approvals do not hold for the new text goes back
    into review, and history says which change voided whose approval."""
    release = _locked(release)
    document = compose(release)
    voided = approvals.voided(release, document)
    if release.state == ReleaseState.APPROVED and approvals.missing(release, document):
        _move(release, Verb.VOID, by=by, reason=" ".join(map(str, voided)))
    return voided


@transaction.atomic
def seal(
    release: Release, *, by, live_at: datetime.datetime | None = None, is_historic: bool = False, ticker: str = ""
) -> Edition:
    """Seal the release for an instant (aware; None: at once).

    A person seals an approved text for the instant that was approved. At once or ahead of it takes a second person's
    sign-off for that, and the company's ticker, typed. The command line (``by`` is None) seals what it has brought in.
    Raises :class:`Refused` with every reason.
    """
    release = _locked(release)
    document = compose(release)
    reasons = reasons_against(release, Verb.SEAL, by=by)
    if release.state not in (ReleaseState.SEALED, ReleaseState.WITHDRAWN):
        reasons += _unfit(release, document)
    if by is not None and release.state == ReleaseState.APPROVED:
        reasons += _unapproved(release, document)
        reasons += _reasons_against_instant(release, document, None if is_historic else live_at, by, ticker)
    _refuse(reasons)
    try:
        edition = editions.seal(release, by=by, live_at=live_at, is_historic=is_historic, document=document)
    except editions.SealRefused as refused:
        raise Refused(*refused.reasons) from refused
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
    reasons = reasons_against(release, Verb.CORRECT, by=by)
    kinds = [each for each in CorrectionKind if each != CorrectionKind.WITHDRAWAL]
    if kind not in kinds:
        reasons.append(f"“{kind}” is no kind of correction. There are: {', '.join(each.label for each in kinds)}.")
    if not note.strip():
        reasons.append("Say what is corrected: the note stands above the headline.")
    _refuse(reasons)
    release.correction_kind, release.correction_note = kind, note.strip()
    release.planned_at = None
    _move(release, Verb.CORRECT, by=by, reason=note.strip())


@transaction.atomic
def withdraw(release: Release, *, by, notice: str, ticker: str = "") -> Edition:
    """Replace a public release by a dated notice, at once: its text and files are served no longer. A person types the
    company's ticker. Raises :class:`Refused`."""
    release = _locked(release)
    reasons = reasons_against(release, Verb.WITHDRAW, by=by)
    if not notice.strip():
        reasons.append("Say why the release is withdrawn: the public reads this notice in its place.")
    if by is not None:
        reasons += _mistyped(compose(release), ticker)
    _refuse(reasons)
    try:
        edition = editions.withdraw(release, by=by, notice=notice)
    except editions.SealRefused as refused:
        raise Refused(*refused.reasons) from refused
    _move(release, Verb.WITHDRAW, by=by, reason=notice.strip(), digest=edition.digest)
    return edition


def reasons_against(release: Release, verb: Verb, *, by) -> list[str]:
    """Why this user can't make this move now, one sentence each; none when it is possible."""
    reasons = [reason] if (reason := may(by, verb)) else []
    sources = TRANSITIONS[verb].sources
    if by is None:
        sources = CONSOLE_SOURCES.get(verb, sources)
    if release.state not in sources:
        return [*reasons, f"The release {_STANDS[ReleaseState(release.state)]}."]
    if release.state == ReleaseState.SEALED:
        is_public = _newest(release).live_at <= editions.database_now()
        if verb in (Verb.CALL_BACK, Verb.HOLD) and is_public:
            act = {Verb.CALL_BACK: "called back", Verb.HOLD: "held"}[verb]
            reasons.append(f"The release is public and can't be {act}. Correct it instead.")
        if verb in (Verb.CORRECT, Verb.WITHDRAW) and not is_public:
            reasons.append("The release is not public yet. Call it back and change it.")
    return reasons


def possible(release: Release, *, by) -> dict[Verb, list[str]]:
    """Every verb with the reasons against it; an empty list means it can be done now."""
    return {verb: reasons_against(release, verb, by=by) for verb in TRANSITIONS}


def _stop(release: Release, verb: Verb, *, by, reason: str) -> Edition:
    past = {Verb.CALL_BACK: "call-back", Verb.HOLD: "hold"}[verb]
    too_late = f"The release became public before the {past} was done. Correct it instead."
    try:
        with transaction.atomic():
            release = _locked(release)
            reasons = reasons_against(release, verb, by=by)
            if not reason.strip():
                reasons.append(
                    "Say why the release is called back." if verb == Verb.CALL_BACK else "Say why it is held."
                )
            _refuse(reasons)
            try:
                edition = editions.call_back(_newest(release), by=by)
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


def _reasons_against_approval(release: Release, document: Document, sign_off: SignOff, by) -> list[str]:
    reasons = []
    if sign_off not in sign_offs_of(by):
        reasons.append(f"Your account may not give the sign-off “{sign_off.label}”.")
    if release.created_by_id == by.pk:
        reasons.append("You wrote this release, and nobody approves their own text. Ask a colleague.")
    elif release.updated_by_id == by.pk and approvals.missing(release, document) in ([sign_off], []):
        reasons.append("You changed this text last, so you can't give its last approval. Ask a colleague.")
    if sign_off in approvals.holding(release, document):
        reasons.append(f"This text has the sign-off “{sign_off.label}” already.")
    if sign_off != SignOff.AHEAD and sign_off not in approvals.required(release):
        reasons.append(f"Releases of this category don't need the sign-off “{sign_off.label}”.")
    return reasons


def _reasons_against_instant(release: Release, document: Document, live_at, by, ticker: str) -> list[str]:
    if live_at is not None and live_at == release.planned_at:
        return []
    if live_at is not None and (release.planned_at is None or live_at > release.planned_at):
        return ["The approvals were given for another instant. Change the planned instant, and have it approved."]
    reasons = _mistyped(document, ticker)
    ahead = approvals.holding(release, document).get(SignOff.AHEAD)
    if ahead is None:
        reasons.append(
            f"Publishing at once or ahead of schedule needs the sign-off “{SignOff.AHEAD.label}” of a second person."
        )
    elif ahead.by_id == by.pk:
        reasons.append("You gave the sign-off for publishing at once yourself; a second person must seal.")
    return reasons


def _mistyped(document: Document, ticker: str) -> list[str]:
    wanted = document.company.ticker or document.company.short_name
    return [] if ticker.strip() == wanted else [f"Type {wanted} to confirm that this becomes public at once."]


def _unapproved(release: Release, document: Document) -> list[str]:
    """Why the text does not have the approvals it needs."""
    return [
        *(str(voided) for voided in approvals.voided(release, document) if voided.approval.sign_off != SignOff.AHEAD),
        *(
            f"The sign-off “{sign_off.label}” is missing for this text."
            for sign_off in approvals.missing(release, document)
        ),
    ]


def _unfit(release: Release, document: Document) -> list[str]:
    """What preflight or an import left to be done."""
    reasons = [finding.message for finding in preflight.inspect(document) if finding.level == "B"]
    if release.needs_review:
        reasons.append("An import could not place everything. Check the text and untick “needs review”.")
    return reasons


def _refuse(reasons: list[str]) -> None:
    if reasons:
        raise Refused(*reasons)


def _locked(release: Release) -> Release:
    return Release.objects.select_for_update().get(pk=release.pk)


def _newest(release: Release) -> Edition:
    return Edition.objects.standing().filter(release=release).order_by("-number")[0]


def _move(
    release: Release, verb: Verb, *, by, reason: str = "", digest: str = "", target: ReleaseState | None = None
) -> None:
    source = release.state
    release.state = target or (ReleaseState.IN_REVIEW if verb == Verb.VOID else TRANSITIONS[verb].target)
    if verb != Verb.APPROVE:
        release.version += 1
    release.save(update_fields=["state", "version", "submitted_at", "planned_at", "correction_kind", "correction_note"])
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
