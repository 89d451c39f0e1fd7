"""What is done with a release that is public: it is corrected or withdrawn."""

from django.db import transaction

from releases import editions
from releases.compose import compose
from releases.models import Edition, Release
from releases.vocabulary import CorrectionKind, Verb
from releases.workflow import reasons
from releases.workflow.moving import locked, move, refuse
from releases.workflow.table import Refused


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
    release.correction_kind, release.correction_note = kind, note.strip()
    release.planned_at, release.is_at_once = None, False
    move(release, Verb.CORRECT, by=by, reason=note.strip())


@transaction.atomic
def withdraw(release: Release, *, by, notice: str, ticker: str = "") -> Edition:
    """Replace a public release by a dated notice, at once: its text and files are served no longer. A person types the
    company's ticker. Raises :class:`Refused`."""
    release = locked(release)
    found = reasons.against_verb(release, Verb.WITHDRAW, by=by)
    if not notice.strip():
        found.append("Say why the release is withdrawn: the public reads this notice in its place.")
    if by is not None:
        found += reasons.mistyped(compose(release).company, ticker)
    refuse(found)
    try:
        edition = editions.withdraw(release, by=by, notice=notice)
    except editions.SealRefused as refused:
        raise Refused(*refused.reasons) from refused
    move(release, Verb.WITHDRAW, by=by, reason=notice.strip(), digest=edition.digest)
    return edition
