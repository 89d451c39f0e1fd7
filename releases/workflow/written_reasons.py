"""Written reasons: why a release may go out although preflight asks. A reason holds for one finding, by its fingerprint;
so a changed text asks again only where the finding changed."""

import datetime

from django.db import transaction

from releases import editions
from releases.document import Document
from releases.models import FindingReason, HistoryEntry, Release
from releases.preflight import Finding, Report
from releases.vocabulary import ReleaseState, Verb
from releases.workflow.approvals import current, goes_out_at
from releases.workflow.circumstances import examine
from releases.workflow.policy import sign_offs_of
from releases.workflow.table import Refused

_OPEN = (ReleaseState.DRAFT, ReleaseState.IN_REVIEW, ReleaseState.APPROVED)


def answers(release: Release) -> dict[str, FindingReason]:
    """The newest reason for each finding of the release, by its fingerprint; of findings that are gone, too."""
    given = FindingReason.objects.filter(release=release).select_related("by").order_by("at", "id")
    return {each.fingerprint: each for each in given}


def unanswered(release: Release, report: Report) -> list[Finding]:
    """The queries of a report for which nobody has written a reason."""
    given = answers(release)
    return [finding for finding in report.queries if finding.fingerprint not in given]


def against_answer(release: Release, *, by) -> list[str]:
    """Why this user can't write reasons now, in sentences."""
    reasons = []
    if not (by.has_perm("releases.change_release") or sign_offs_of(by)):
        reasons.append("Your account may neither change nor sign off releases. Ask somebody who may for the reason.")
    if release.state not in _OPEN:
        reasons.append("The release is sealed or withdrawn, and nothing is asked about it any more.")
    return reasons


def report(release: Release, document: Document, *, now: datetime.datetime) -> Report:
    """What preflight finds in the document for the release's plan. Writers, reviewers and publishers all see this."""
    return examine(release, document, live_at=goes_out_at(release, now=now))


def ahead(release: Release, document: Document, *, now: datetime.datetime) -> Report:
    """What preflight asks besides if a planned release went out at ``now``: anyone who publishes it ahead of its instant
    must be able to answer that too."""
    if release.planned_at is None:
        return Report(())
    known = {finding.fingerprint for finding in report(release, document, now=now).findings}
    asked = examine(release, document, live_at=now).queries
    return Report(tuple(finding for finding in asked if finding.fingerprint not in known))


@transaction.atomic
def answer(release: Release, *, by, reasons: dict[str, str]) -> list[FindingReason]:
    """Write why these findings may stand, by their fingerprints; all of them or none. Each is entered into history, too.

    Raises :class:`Refused`: for an empty reason, and for what preflight does not ask about the text as it is saved.
    """
    release = Release.objects.select_for_update().get(pk=release.pk)
    found = against_answer(release, by=by)
    now = editions.database_now()
    document = current(release).document
    queries = (*report(release, document, now=now).queries, *ahead(release, document, now=now).queries)
    asked = {finding.fingerprint: finding for finding in queries}
    if any(fingerprint not in asked for fingerprint in reasons):
        found.append("The text has changed since you opened it, and one of these questions is gone. Read them again.")
    if not reasons or not all(reason.strip() for reason in reasons.values()):
        found.append("Write at least one reason.")
    if found:
        raise Refused(*found)
    return [_written(release, asked[fingerprint], reason.strip(), by, now) for fingerprint, reason in reasons.items()]


def _written(release: Release, finding: Finding, reason: str, by, now: datetime.datetime) -> FindingReason:
    HistoryEntry.objects.create(
        release=release,
        verb=Verb.ANSWER,
        from_state=release.state,
        to_state=release.state,
        by=by,
        at=now,
        reason=f"{finding.rule}" + (f" “{finding.quote}”" if finding.quote else "") + f": {reason}",
    )
    return FindingReason.objects.create(
        release=release,
        rule=finding.rule,
        fingerprint=finding.fingerprint,
        quote=finding.quote,
        message=finding.message,
        evidence=finding.evidence,
        reason=reason,
        by=by,
        at=now,
    )
