"""Approvals belong to a text: which a release needs, which hold for it as it stands, and what changed under the others.

An approval holds while the release composes to what was approved, for the instant that was approved; so a change by any
way, of a linked drug as well as of a comma, voids it. That follows from the text and is never stored. An approval that
a move took back (:class:`~releases.models.Revocation`) never holds again, even for the same text.
"""

import datetime
import hashlib
import json
import zoneinfo
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Max, Q

from releases import editions, text
from releases.document import Document, codec, compare
from releases.models import Approval, Company, Edition, HistoryEntry, Release, RequiredSignOff, Revocation
from releases.vocabulary import RecordKind, SignOff, Verb

#: The part of the document that tells of a record's change already.
_SAID = {
    RecordKind.DRUG: "the drugs",
    RecordKind.TRIAL: "the trials",
    RecordKind.CONTACT: "the contacts",
    RecordKind.COMPANY: "the company as printed",
}
#: What the person did who took an approval back.
_TOOK_BACK = {
    Verb.SEND_BACK: "sent the release back",
    Verb.CALL_BACK: "called the release back",
    Verb.HOLD: "held the release",
}


@dataclass(frozen=True, kw_only=True)
class Text:
    """All that an approval is given for, and that sealing for the planned instant would make public."""

    prospect: editions.Prospect
    planned_at: datetime.datetime | None

    @property
    def document(self) -> Document:
        return self.prospect.document

    @cached_property
    def records_json(self) -> str:
        """The linked records as the public will read them: their standing texts, the company's looks."""
        told = {f"{kind}:{key}": codec.to_data(value) for (kind, key), value in self.prospect.plan.told.items()}
        return json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the instant, the document with the digests of its files, and the linked records."""
        instant = self.planned_at.astimezone(datetime.UTC).isoformat() if self.planned_at else "at once"
        parts = (instant.encode(), self.document.canonical_bytes(), self.records_json.encode())
        return hashlib.sha256(b"\n".join(parts)).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Voided:
    """An approval that no longer holds, and why, in words."""

    approval: Approval
    changes: tuple[str, ...]
    taken_back_by: HistoryEntry | None = None  # the move that took it back

    def __str__(self) -> str:
        given = self.approval.get_sign_off_display()
        if move := self.taken_back_by:
            why = f"{move.by or 'the command line'} {_TOOK_BACK[Verb(move.verb)]}."
        else:
            why = f"{text.series(self.changes)} changed since."
        return f"The {given.lower()} approval of {self.approval.by} is void: {why}"


def current(release: Release) -> Text:
    """The text of the release as it would be sealed for its planned instant, or as history."""
    prospect = editions.prospect(release, live_at=release.planned_at, is_archive=is_history(release))
    return Text(prospect=prospect, planned_at=release.planned_at)


def is_history(release: Release) -> bool:
    """Whether the release is dated before today, and so can only be brought in as an old one."""
    if release.release_date is None or release.correction_kind:
        return False
    company = Company.objects.current()
    zone = zoneinfo.ZoneInfo(company.time_zone if company else "UTC")
    return release.release_date < editions.database_now().astimezone(zone).date()


def goes_out_at(release: Release, *, now: datetime.datetime) -> datetime.datetime | None:
    """The instant that the release's plan means at ``now``; None while nobody has planned it, and for an old release, which
    goes out at its printed date."""
    if release.is_at_once and not is_history(release):
        return now
    return release.planned_at


def required(release: Release, *, is_at_once: bool | None = None) -> list[SignOff]:
    """The sign-offs that this release needs for its plan, in the order of the vocabulary: those of its category, and one
    more for publishing at once. ``is_at_once`` asks for a plan that nobody has chosen yet."""
    wanted = named(release)
    if release.is_at_once if is_at_once is None else is_at_once:
        wanted.add(SignOff.AHEAD)
    return [sign_off for sign_off in SignOff if sign_off in wanted]


def named(release: Release) -> set[str]:
    """The sign-offs that an administrator has named for this release's category."""
    return set(RequiredSignOff.objects.filter(category=release.category).values_list("sign_off", flat=True))


def holding(release: Release, words: Text) -> dict[SignOff, Approval]:
    """The newest approval of each kind that was given for just this text and its instant, and was not taken back."""
    given = release.approvals.filter(digest=words.digest, revocation=None).select_related("by")
    return {SignOff(approval.sign_off): approval for approval in given.order_by("at", "id")}


def missing(release: Release, words: Text) -> list[SignOff]:
    """The required sign-offs that nobody has given for this text."""
    held = holding(release, words)
    return [sign_off for sign_off in required(release) if sign_off not in held]


def is_complete(release: Release, held: Iterable[SignOff]) -> bool:
    """Whether these sign-offs are all that the release needs for its plan; never where nobody named any for its category."""
    return bool(named(release)) and set(required(release)) <= set(held)


def voided(release: Release, words: Text) -> list[Voided]:
    """The newest approval of each kind that does not hold any more, with what changed under it or who took it back."""
    held = holding(release, words)
    # An edition used up the approvals it was sealed with, unless it was stopped before its instant.
    since = _since(release)
    taken_back = Q(revocation__move__at__gt=since, revocation__move__verb__in=_TOOK_BACK)
    given = release.approvals.filter(Q(at__gt=since, revocation=None) | taken_back).select_related(
        "by", "revocation__move__by"
    )
    newest = {approval.sign_off: approval for approval in given.order_by("at", "id")}
    return [_voided(approval, words) for sign_off, approval in newest.items() if sign_off not in held]


def _voided(approval: Approval, words: Text) -> Voided:
    if hasattr(approval, "revocation"):
        return Voided(approval=approval, changes=(), taken_back_by=approval.revocation.move)
    return Voided(approval=approval, changes=changes(approval, words))


def take_back(release: Release, move: HistoryEntry, sign_offs: Iterable[SignOff] = tuple(SignOff)) -> None:
    """Record that this move took back every approval of these kinds that was ever given to the release."""
    given = release.approvals.filter(revocation=None, sign_off__in=sign_offs)
    Revocation.objects.bulk_create(Revocation(approval=approval, move=move) for approval in given)


def changes(approval: Approval, words: Text) -> tuple[str, ...]:
    """What differs between the approved text and this one, in words."""
    fields = compare.changed_fields(Document.from_json(approval.document_json), words.document)
    return (
        *fields,
        *_changed_records(approval.records_json, words, said=fields),
        *["the planned instant"] * (approval.planned_at != words.planned_at),
    )


def _changed_records(approved: str | None, words: Text, *, said: tuple[str, ...]) -> list[str]:
    """Records of which something changed that does not stand in the document: a standing text, a logo."""
    if approved is None:
        return ["what an approval covers"]  # given before the linked records were part of it
    before, now = json.loads(approved), json.loads(words.records_json)
    found = [
        f"the record of {value.name}"
        for (kind, key), value in words.prospect.plan.told.items()
        if _SAID[kind] not in said and before.get(f"{kind}:{key}") != now[f"{kind}:{key}"]
    ]
    gone = any(_SAID[RecordKind(name.partition(":")[0])] not in said for name in before.keys() - now.keys())
    return found + ["which linked records are confirmed"] * gone


def _since(release: Release) -> datetime.datetime:
    """When the approvals given until then were used up, or the correction that they were given for ended."""
    sealed = Edition.objects.standing().filter(release=release).aggregate(newest=Max("sealed_at"))["newest"]
    ended = release.history.filter(verb__in=(Verb.GIVE_UP, Verb.WITHDRAW)).aggregate(newest=Max("at"))["newest"]
    return max(filter(None, (sealed, ended)), default=release.created_at - datetime.timedelta(days=1))
