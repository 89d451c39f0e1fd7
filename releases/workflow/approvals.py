"""Approvals belong to a text: which a release needs, which hold for it as it stands, and what changed under the others.

Whether an approval holds is never stored. It holds while the release composes to what was approved, for the instant
that was approved; so a change by any way, of a linked drug as well as of a comma, voids it.
"""

import datetime
import hashlib
from dataclasses import dataclass

from releases import text
from releases.document import Document, compare
from releases.models import Approval, Release, RequiredSignOff
from releases.vocabulary import SignOff


@dataclass(frozen=True, slots=True, kw_only=True)
class Voided:
    """An approval that no longer holds, and why, in words."""

    approval: Approval
    changes: tuple[str, ...]

    def __str__(self) -> str:
        given = self.approval.get_sign_off_display()
        return f"The {given.lower()} approval of {self.approval.by} is void: {text.series(self.changes)} changed since."


def digest(document: Document, planned_at: datetime.datetime | None) -> str:
    """SHA-256 of what an approval is given for: the instant, and the document with the digests of its files."""
    instant = planned_at.astimezone(datetime.UTC).isoformat() if planned_at else "at once"
    return hashlib.sha256(instant.encode() + b"\n" + document.canonical_bytes()).hexdigest()


def required(release: Release) -> list[SignOff]:
    """The sign-offs that this release's category needs, in the order of the vocabulary."""
    named = set(RequiredSignOff.objects.filter(category=release.category).values_list("sign_off", flat=True))
    return [sign_off for sign_off in SignOff if sign_off in named]


def holding(release: Release, document: Document) -> dict[SignOff, Approval]:
    """The newest approval of each kind that was given for just this document and the planned instant."""
    given = release.approvals.filter(digest=digest(document, release.planned_at)).select_related("by")
    return {SignOff(approval.sign_off): approval for approval in given.order_by("at", "id")}


def missing(release: Release, document: Document) -> list[SignOff]:
    """The required sign-offs that nobody has given for this text."""
    held = holding(release, document)
    return [sign_off for sign_off in required(release) if sign_off not in held]


def voided(release: Release, document: Document) -> list[Voided]:
    """The newest approval of each kind that does not hold any more, with what changed under it."""
    held = holding(release, document)
    newest: dict[str, Approval] = {}
    # Approvals of an edition that is sealed were used up by it; a correction begins anew.
    for approval in release.approvals.filter(at__gt=_since(release)).select_related("by").order_by("at", "id"):
        newest[approval.sign_off] = approval
    return [
        Voided(approval=approval, changes=changes(approval, document, release.planned_at))
        for sign_off, approval in newest.items()
        if sign_off not in held
    ]


def changes(approval: Approval, document: Document, planned_at: datetime.datetime | None) -> tuple[str, ...]:
    """What differs between the approved text and this one, in words."""
    approved = Document.from_json(approval.document_json)
    return (*compare.changed_fields(approved, document), *["the planned instant"] * (approval.planned_at != planned_at))


def _since(release: Release) -> datetime.datetime:
    sealed = release.history.filter(verb__in=("seal", "withdraw")).order_by("-at").values_list("at", flat=True).first()
    return sealed or release.created_at - datetime.timedelta(days=1)
