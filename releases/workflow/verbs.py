"""The verbs: each one atomic move of a release from state to state."""

import datetime

from django.db import IntegrityError, transaction

from releases import editions, preflight
from releases.compose import compose
from releases.models import Edition, HistoryEntry, Release
from releases.vocabulary import CorrectionKind, ReleaseState, Verb
from releases.workflow.policy import may
from releases.workflow.table import TRANSITIONS, Refused


@transaction.atomic
def seal(release: Release, *, by, live_at: datetime.datetime | None = None, is_historic: bool = False) -> Edition:
    """Seal the release for an instant (aware; None: at once). Raises :class:`Refused` with every reason."""
    release = _locked(release)
    reasons = reasons_against(release, Verb.SEAL, by=by)
    if release.state == ReleaseState.DRAFT:
        reasons += [finding.message for finding in preflight.inspect(compose(release)) if finding.level == "B"]
        if release.needs_review:
            reasons.append("An import could not place everything. Check the text and untick “needs review”.")
    if reasons:
        raise Refused(*reasons)
    try:
        edition = editions.seal(release, by=by, live_at=live_at, is_historic=is_historic)
    except editions.SealRefused as refused:
        raise Refused(*refused.reasons) from refused
    _move(release, Verb.SEAL, by=by, digest=edition.digest)
    return edition


def call_back(release: Release, *, by, reason: str) -> Edition:
    """Take the scheduled edition back before its instant and open the release again. Raises :class:`Refused`.

    It wins if it is committed before the instant by the database's clock, and is refused otherwise.
    """
    try:
        with transaction.atomic():
            return _call_back(release, by=by, reason=reason)
    except IntegrityError as error:  # judged anew as the transaction ended
        raise Refused("The release became public before the call-back was done. Correct it instead.") from error


def _call_back(release: Release, *, by, reason: str) -> Edition:
    release = _locked(release)
    reasons = reasons_against(release, Verb.CALL_BACK, by=by)
    if not reason.strip():
        reasons.append("Say why the release is called back.")
    if reasons:
        raise Refused(*reasons)
    try:
        edition = editions.call_back(_newest(release), by=by)
    except editions.SealRefused as refused:
        raise Refused(*refused.reasons) from refused
    if correction := edition.document.correction:
        release.correction_kind, release.correction_note = correction.kind, correction.note
    _move(release, Verb.CALL_BACK, by=by, reason=reason, digest=edition.digest)
    if editions.database_now() >= edition.live_at:  # SQLite judges nothing when a transaction ends
        raise Refused("The release became public before the call-back was done. Correct it instead.")
    return edition


@transaction.atomic
def correct(release: Release, *, by, kind: CorrectionKind | str, note: str) -> None:
    """Open a published release for a correction; the public goes on reading the current edition until the next one's
    instant. ``note`` tells the public what was changed. Raises :class:`Refused`."""
    release = _locked(release)
    reasons = reasons_against(release, Verb.CORRECT, by=by)
    if kind not in CorrectionKind.values:
        reasons.append(f"“{kind}” is no kind of correction. There are: {', '.join(CorrectionKind.labels)}.")
    if not note.strip():
        reasons.append("Say what is corrected: the note stands above the headline.")
    if reasons:
        raise Refused(*reasons)
    release.correction_kind, release.correction_note = kind, note.strip()
    _move(release, Verb.CORRECT, by=by, reason=note.strip())


def reasons_against(release: Release, verb: Verb, *, by) -> list[str]:
    """Why this user can't make this move now, one sentence each; none when it is possible."""
    reasons = [reason] if (reason := may(by, verb)) else []
    transition = TRANSITIONS[verb]
    if release.state != transition.source:
        states = {ReleaseState.DRAFT: "is still a draft", ReleaseState.SEALED: "is sealed already"}
        return [*reasons, f"The release {states[ReleaseState(release.state)]}."]
    if verb != Verb.SEAL:
        is_public = _newest(release).live_at <= editions.database_now()
        if verb == Verb.CALL_BACK and is_public:
            reasons.append("The release is public and can't be called back. Correct it instead.")
        if verb == Verb.CORRECT and not is_public:
            reasons.append("The release is not public yet. Call it back and change it.")
    return reasons


def possible(release: Release, *, by) -> dict[Verb, list[str]]:
    """Every verb with the reasons against it; an empty list means it can be done now."""
    return {verb: reasons_against(release, verb, by=by) for verb in TRANSITIONS}


def _locked(release: Release) -> Release:
    return Release.objects.select_for_update().get(pk=release.pk)


def _newest(release: Release) -> Edition:
    return Edition.objects.standing().filter(release=release).order_by("-number")[0]


def _move(release: Release, verb: Verb, *, by, reason: str = "", digest: str = "") -> None:
    transition = TRANSITIONS[verb]
    release.state = transition.target
    if verb == Verb.SEAL:
        release.correction_kind = release.correction_note = ""
    release.version += 1
    release.save(update_fields=["state", "version", "correction_kind", "correction_note"])
    HistoryEntry.objects.create(
        release=release,
        verb=verb,
        from_state=transition.source,
        to_state=transition.target,
        by=by,
        at=editions.database_now(),
        reason=reason,
        digest=digest,
    )
