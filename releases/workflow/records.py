"""Publishing a linked record on its own, without a release, by the rules of approval that releases have.

Somebody proposes it for an instant, as it stands; reviewers sign it off; a publisher seals it. A change of the record or
of the instant voids the sign-offs: whether one holds is derived, as it is for releases, and so is what stands open.
"""

import datetime
import hashlib
from dataclasses import dataclass

from django.db import transaction

from releases import editions
from releases.document import records
from releases.editions import State
from releases.models import Company, RecordMove, RequiredRecordSignOff, SealedRecord
from releases.vocabulary import RecordVerb, SignOff
from releases.workflow import authors, reasons
from releases.workflow.policy import sign_offs_of
from releases.workflow.table import Refused

_CLOSING = (RecordVerb.SEAL, RecordVerb.DROP)


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A record that somebody wants to publish, and how far it is."""

    state: State
    move: RecordMove
    holding: dict[SignOff, RecordMove]
    missing: tuple[SignOff, ...]
    voided: tuple[RecordMove, ...]

    @property
    def planned_at(self) -> datetime.datetime | None:
        return self.move.planned_at


def proposal(record) -> Proposal | None:
    """What stands open for this record, or None."""
    (state,) = editions.states([record])
    entries = list(_ledger(record).select_related("by").order_by("id"))
    closed = max((at for at, entry in enumerate(entries) if entry.verb in _CLOSING), default=-1)
    opened = [entry for entry in entries[closed + 1 :] if entry.verb == RecordVerb.PROPOSE]
    if not opened:
        return None
    move = opened[-1]
    given = [entry for entry in entries[closed + 1 :] if entry.verb == RecordVerb.APPROVE]
    wanted = digest(state, move.planned_at)
    holding = {SignOff(entry.sign_off): entry for entry in given if entry.digest == wanted}
    newest = {entry.sign_off: entry for entry in given}
    return Proposal(
        state=state,
        move=move,
        holding=holding,
        missing=tuple(each for each in required(record, is_at_once=move.planned_at is None) if each not in holding),
        voided=tuple(entry for sign_off, entry in newest.items() if sign_off not in holding),
    )


def required(record, *, is_at_once: bool = False) -> list[SignOff]:
    """The sign-offs that records of this kind need, in the order of the vocabulary, and one more for publishing at once."""
    kind, _ = editions.identity(record)
    named = set(RequiredRecordSignOff.objects.filter(kind=kind).values_list("sign_off", flat=True))
    return [sign_off for sign_off in SignOff if sign_off in named or (is_at_once and sign_off == SignOff.AHEAD)]


def digest(state: State, planned_at: datetime.datetime | None) -> str:
    """SHA-256 of what a sign-off is given for: the instant and the record's value."""
    instant = planned_at.astimezone(datetime.UTC).isoformat() if planned_at else "at once"
    words = f"{instant}\n{state.kind}\n{records.canonical_json(state.value)}"
    return hashlib.sha256(words.encode()).hexdigest()


@transaction.atomic
def propose(record, *, by, planned_at: datetime.datetime | None, reason: str = "") -> None:
    """Ask to publish the record as it stands, at an instant (aware; None: at once, when a publisher seals it). Proposing
    again moves the instant. Raises :class:`Refused`."""
    state = _locked(record)
    found = [] if _may_change(by, record) else [f"Your account may not change a {state.kind.label.lower()}."]
    if not editions.is_confirmed(record):
        found.append(editions.unconfirmed(state))
    if state.is_sealed:
        found.append(f"{state.value.name} has no changes that are not sealed already.")
    if planned_at is not None and planned_at <= editions.database_now():
        found.append("This instant is in the past. Choose a later one.")
    _refuse(found)
    _write(record, RecordVerb.PROPOSE, by=by, planned_at=planned_at, reason=reason, digest=digest(state, planned_at))


@transaction.atomic
def approve(record, *, by, sign_off: SignOff | str, seen_digest: str, comment: str = "") -> None:
    """Give one sign-off to the record that the reviewer has seen, named by :func:`digest`. Raises :class:`Refused`: for
    anyone who proposed or changed it, and for a record that is not the one seen."""
    state = _locked(record)
    standing = proposal(record)
    _refuse(against_approval(record, standing, sign_off, by=by))
    current = digest(state, standing.planned_at)
    if seen_digest != current:
        raise Refused("The record has changed since you opened it, so nothing was approved. Read it again.")
    _write(
        record,
        RecordVerb.APPROVE,
        by=by,
        sign_off=sign_off,
        planned_at=standing.planned_at,
        reason=comment,
        digest=current,
        document_json=records.canonical_json(state.value),
    )


def against_approval(record, standing: Proposal | None, sign_off: SignOff | str, *, by) -> list[str]:
    """Why this person can't give this sign-off, one sentence each."""
    if standing is None:
        return ["Nobody has proposed to publish this record. Propose it first."]
    if sign_off not in SignOff.values:
        return [f"“{sign_off}” is no sign-off. There are: {', '.join(SignOff.labels)}."]
    sign_off, found = SignOff(sign_off), []
    if by is None:
        return ["Nobody approves from the command line. Sign in at the desk."]
    if sign_off not in sign_offs_of(by):
        found.append(f"Your account may not give the sign-off “{sign_off.label}”.")
    if standing.move.by_id == by.pk:
        found.append("You proposed this, and nobody approves their own proposal. Ask a colleague.")
    elif authors.has_changed_record(standing.state, by=by):
        found.append("You changed this record, and nobody approves their own words. Ask a colleague.")
    if sign_off in standing.holding:
        found.append(f"This record has the sign-off “{sign_off.label}” already.")
    if sign_off != SignOff.AHEAD and sign_off not in required(record):
        found.append(f"A {standing.state.kind.label.lower()} doesn't need the sign-off “{sign_off.label}”.")
    return found


def open_sign_offs(record, standing: Proposal | None, *, by) -> tuple[list[SignOff], list[str]]:
    """The sign-offs that this person can give to the record now; if there is none, why."""
    against = {sign_off: against_approval(record, standing, sign_off, by=by) for sign_off in sign_offs_of(by)}
    found = [sign_off for sign_off, reasons in against.items() if not reasons]
    return found, [] if found else list(dict.fromkeys(reason for reasons in against.values() for reason in reasons))


@transaction.atomic
def seal(record, *, by, ticker: str = "") -> SealedRecord:
    """Seal the record for the instant that was approved; at once takes a second person's sign-off for that, and the
    company's ticker, typed. Raises :class:`Refused` with every reason."""
    _locked(record)
    standing = proposal(record)
    _refuse(against_seal(record, standing, by=by, ticker=ticker))
    try:
        copy = editions.seal_record(record, by=by, live_at=standing.planned_at)
    except editions.SealRefused as refused:
        raise Refused(*refused.reasons) from refused
    _write(record, RecordVerb.SEAL, by=by, planned_at=standing.planned_at, digest=copy.digest)
    return copy


def against_seal(record, standing: Proposal | None, *, by, ticker: str | None = None) -> list[str]:
    """Why this person can't seal the record now, one sentence each; without a ticker only what typing won't mend."""
    if standing is None:
        return ["Nobody has proposed to publish this record. Propose it first."]
    found = [] if _may_publish(by) else ["Your account may not publish a record. Ask a publisher."]
    if not required(record):
        found.append(
            f"Nobody is named to sign off a {standing.state.kind.label.lower()}. Ask an administrator to name at least one"
            " sign-off."
        )
    found += [f"{told(entry)} is void: the record or its instant changed since." for entry in standing.voided]
    found += [f"The sign-off “{each.label}” is missing for this record." for each in standing.missing]
    if standing.planned_at is None:
        ahead = standing.holding.get(SignOff.AHEAD)
        if ahead is not None and by is not None and ahead.by_id == by.pk:
            found.append("You gave the sign-off for publishing at once yourself; a second person must seal.")
        if by is not None and authors.has_changed_record(standing.state, by=by):
            found.append("You changed this record, so a second person must publish it at once.")
        company = Company.objects.current()
        if ticker is not None and company:
            found += reasons.mistyped(company, ticker)
    elif standing.planned_at <= editions.database_now():
        found.append("The planned instant has passed. Propose another.")
    return found


@transaction.atomic
def call_back(copy: SealedRecord, record, *, by, reason: str) -> None:
    """Take back a copy that was sealed on its own, before its instant. Raises :class:`Refused`."""
    found = [] if _may_stop(by) else ["Your account may not call a record back. Ask a publisher or reviewer."]
    if not reason.strip():
        found.append("Say why the record is called back.")
    _refuse(found)
    try:
        copy = editions.call_back_record(copy, by=by)
    except editions.SealRefused as refused:
        raise Refused(*refused.reasons) from refused
    _write(record, RecordVerb.CALL_BACK, by=by, reason=reason, digest=copy.digest)


@transaction.atomic
def drop(record, *, by, reason: str) -> None:
    """Close a proposal without publishing. Raises :class:`Refused`."""
    _locked(record)
    found = [] if proposal(record) else ["Nothing is proposed for this record."]
    if not (_may_change(by, record) or _may_stop(by)):
        found.append("Your account may not drop a proposal.")
    if not reason.strip():
        found.append("Say why the proposal is dropped.")
    _refuse(found)
    _write(record, RecordVerb.DROP, by=by, reason=reason)


def ledger(record) -> list[RecordMove]:
    """Every step of the record, the newest first."""
    return list(_ledger(record).select_related("by"))


def told(entry: RecordMove) -> str:
    """An approval in words: “The legal approval of ada”."""
    return f"The {entry.get_sign_off_display().lower()} approval of {entry.by}"


def _ledger(record):
    kind, key = editions.identity(record)
    return RecordMove.objects.filter(kind=kind, record_key=key)


def _locked(record) -> State:
    """The record as it stands, while nobody else moves or seals one; a save of it in the meantime is seen by the next
    look at its digest."""
    editions.lock()
    type(record).objects.select_for_update().get(pk=record.pk)
    record.refresh_from_db()
    (state,) = editions.states([record])
    return state


def _write(record, verb: RecordVerb, *, by, reason: str = "", **facts) -> None:
    kind, key = editions.identity(record)
    RecordMove.objects.create(
        kind=kind,
        record_key=key,
        verb=verb,
        by=by,
        at=editions.database_now(),
        reason=reason.strip(),
        **facts,
    )


def _may_change(user, record) -> bool:
    return user is None or user.has_perm(f"releases.change_{record._meta.model_name}")


def _may_publish(user) -> bool:
    return user is None or user.has_perm("releases.add_edition")


def _may_stop(user) -> bool:
    return _may_publish(user) or bool(sign_offs_of(user))


def _refuse(found: list[str]) -> None:
    if found:
        raise Refused(*found)
