"""Why a move can't be made: every reason in a sentence that an editor can act on. Reads, and writes nothing."""

import datetime

from releases import editions
from releases.document import Document
from releases.models import Edition, ProbeIncident, Release
from releases.preflight import Finding
from releases.vocabulary import ReleaseState, SignOff, Verb
from releases.workflow import approvals, authors
from releases.workflow.circumstances import examine
from releases.workflow.policy import may, sign_offs_of
from releases.workflow.table import CONSOLE_SOURCES, TRANSITIONS
from releases.workflow.written_reasons import unanswered

_STANDS = {
    ReleaseState.DRAFT: "is a draft",
    ReleaseState.IN_REVIEW: "is in review",
    ReleaseState.APPROVED: "is approved",
    ReleaseState.SEALED: "is sealed already",
    ReleaseState.WITHDRAWN: "is withdrawn",
}

#: What makes more of a release; what stops it is never held up.
_HELD_BY_ALARM = {Verb.PLAN, Verb.APPROVE, Verb.SEAL}


def against_verb(release: Release, verb: Verb, *, by) -> list[str]:
    """Why this user can't make this move now, one sentence each; none when it is possible."""
    reasons = [reason] if (reason := may(by, verb)) else []
    sources = TRANSITIONS[verb].sources
    if by is None:
        sources = CONSOLE_SOURCES.get(verb, sources)
    if release.state not in sources or _is_nothing_to_do(release, verb, by=by):
        return [*reasons, f"The release {_STANDS[ReleaseState(release.state)]}."]
    if release.state == ReleaseState.SEALED:
        is_public = newest(release).live_at <= editions.database_now()
        if verb in (Verb.CALL_BACK, Verb.HOLD) and is_public:
            act = {Verb.CALL_BACK: "called back", Verb.HOLD: "held"}[verb]
            reasons.append(f"The release is public and can't be {act}. Correct it instead.")
        if (verb == Verb.CORRECT and not is_public) or (verb == Verb.WITHDRAW and not is_any_public(release)):
            reasons.append("The release is not public yet. Call it back and change it.")
    if by is not None and verb in _HELD_BY_ALARM:
        reasons += against_alarm(release)
    return reasons


def _is_nothing_to_do(release: Release, verb: Verb, *, by) -> bool:
    """Whether the state allows the move in other circumstances only."""
    if verb == Verb.SEAL and release.state == ReleaseState.IN_REVIEW and by is not None:
        return not approvals.is_complete(release, approvals.holding(release, approvals.current(release)))
    if verb == Verb.WITHDRAW and release.state != ReleaseState.SEALED:
        return not is_any_public(release)
    is_correction = bool(release.correction_kind)
    return not is_correction and (verb == Verb.GIVE_UP or (verb == Verb.HOLD and release.state == ReleaseState.DRAFT))


def against_alarm(release: Release) -> list[str]:
    """Why nothing may be made of a release that shows itself: the self-probe's alarm, until a newer round finds nothing."""
    found = ProbeIncident.objects.filter(release=release, closed_at=None).values_list("found", flat=True).first()
    if found is None:
        return []
    return [
        f"The self-probe has an alarm: {found} Close the leak; the alarm ends with the next round that finds everything as it"
        " should be, within a minute, or at once with manage.py watch_releases --once."
    ]


def possible(release: Release, *, by) -> dict[Verb, list[str]]:
    """Every verb with the reasons against it; an empty list means it can be done now."""
    return {verb: against_verb(release, verb, by=by) for verb in TRANSITIONS}


def against_approval(release: Release, words: approvals.Text, sign_off: SignOff, by) -> list[str]:
    """Why this person can't give this sign-off, one sentence each."""
    reasons = []
    if sign_off not in sign_offs_of(by):
        reasons.append(f"Your account may not give the sign-off “{sign_off.label}”.")
    reasons += _against_author(release, words, by)
    return reasons + _against_sign_off(release, words, sign_off)


def open_sign_offs(release: Release, words: approvals.Text, *, by) -> tuple[list[SignOff], list[str]]:
    """The sign-offs that this person can give now; if there is none, why."""
    if own := _against_author(release, words, by):
        return [], own
    against = {sign_off: _against_sign_off(release, words, sign_off) for sign_off in sign_offs_of(by)}
    found = [sign_off for sign_off, reasons in against.items() if not reasons]
    return found, [] if found else [reason for reasons in against.values() for reason in reasons]


def _against_author(release: Release, words: approvals.Text, by) -> list[str]:
    if release.created_by_id == by.pk:
        return ["You wrote this release, and nobody approves their own text. Ask a colleague."]
    if changed := authors.written_by(release, words, by=by):
        return [f"You changed {changed}, and nobody approves their own words. Ask a colleague."]
    return []


def _against_sign_off(release: Release, words: approvals.Text, sign_off: SignOff) -> list[str]:
    reasons = []
    if sign_off in approvals.holding(release, words):
        reasons.append(f"This text has the sign-off “{sign_off.label}” already.")
    if sign_off != SignOff.AHEAD and sign_off not in approvals.required(release):
        reasons.append(f"Releases of this category don't need the sign-off “{sign_off.label}”.")
    return reasons


def against_instant(release: Release, words: approvals.Text, live_at, by, ticker: str) -> list[str]:
    if live_at is not None and live_at == release.planned_at:
        return []
    if live_at is not None and (release.planned_at is None or live_at > release.planned_at):
        return ["The approvals were given for another instant. Change the planned instant, and have it approved."]
    return mistyped(words.document.company, ticker) + against_at_once(release, words, by=by)


def against_at_once(release: Release, words: approvals.Text, *, by) -> list[str]:
    """Why this person can't publish it at once or ahead of its plan, besides what is missing for the plan."""
    reasons = []
    ahead = approvals.holding(release, words).get(SignOff.AHEAD)
    if ahead is None and not release.is_at_once:  # else it is among the missing sign-offs
        reasons.append(
            f"Publishing at once or ahead of schedule needs the sign-off “{SignOff.AHEAD.label}” of a second person."
        )
    elif ahead is not None and ahead.by_id == by.pk:
        reasons.append("You gave the sign-off for publishing at once yourself; a second person must seal.")
    if changed := authors.written_by(release, words, by=by):
        reasons.append(f"You changed {changed}, so a second person must publish at once or ahead of schedule.")
    return reasons


def mistyped(company, ticker: str) -> list[str]:
    """``company``: of a document, or the record."""
    wanted = company.ticker or company.short_name
    return [] if ticker.strip() == wanted else [f"Type {wanted} to confirm that this becomes public at once."]


def unplanned(release: Release) -> list[str]:
    """Why reviewers can't know what they would sign off: nobody has said when it goes out, or the instant is over."""
    if release.planned_at is None and not release.is_at_once:
        return ["Say when the release becomes public: choose an instant, or “at once”."]
    if release.planned_at and release.planned_at <= editions.database_now():
        return ["The planned instant has passed. Choose a later one."]
    return []


def unapproved(release: Release, words: approvals.Text) -> list[str]:
    """Why the text does not have the approvals it needs."""
    return [
        *against_category(release),
        *(str(voided) for voided in approvals.voided(release, words) if voided.approval.sign_off != SignOff.AHEAD),
        *(
            f"The sign-off “{sign_off.label}” is missing for this text."
            for sign_off in approvals.missing(release, words)
        ),
    ]


def against_category(release: Release) -> list[str]:
    """Why releases of this category can't be signed off at all."""
    if approvals.named(release):
        return []
    return [
        f"Nobody is named to sign off releases of the category “{release.get_category_display()}”."
        " Ask an administrator to name at least one sign-off."
    ]


def unfit(
    release: Release,
    document: Document,
    *,
    live_at: datetime.datetime | None = None,
    is_historic: bool = False,
    is_asked: bool = False,
) -> list[str]:
    """What preflight or an import left to be done; where ``is_asked``, every query without a written reason, too. What an
    old release printed was published as it is, with its mistakes: preflight has no say in it."""
    reasons = []
    if not is_historic:
        report = examine(release, document, live_at=live_at)
        reasons += [finding.message for finding in report.blocks]
        if is_asked:
            reasons += map(unexplained, unanswered(release, report))
    if release.needs_review:
        reasons.append("An import could not place everything. Check the text and untick “needs review”.")
    return reasons


def unexplained(finding: Finding) -> str:
    """What a query lacks without a written reason, in a sentence."""
    about = f" about “{finding.quote}”" if finding.quote else ""
    return f"{finding.rule} asks{about}, and nobody has written why it may stand: {finding.message}"


def is_any_public(release: Release) -> bool:
    """Whether the public reads an edition of the release, whatever the working record is meanwhile."""
    return Edition.objects.published().filter(release=release).exists()


def newest(release: Release) -> Edition:
    """The newest edition of a sealed release that was not called back."""
    return Edition.objects.standing().filter(release=release).order_by("-number")[0]
