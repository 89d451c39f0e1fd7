"""Preflight beside the release form: what it finds in the words as they are typed, by the field that each is about."""

import re
from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from releases import editions, workflow
from releases.admin import typed
from releases.admin.preview import visible_release
from releases.models import FindingReason, Release
from releases.preflight import Finding, Level, Report

#: What people call a level; the word stands beside the colour.
LEVELS = {Level.BLOCK: "Blocks", Level.QUERY: "Needs a reason", Level.NOTE: "Note"}
#: Parts of a document to the form's field, or to the prefix of its rows, and its name. What is not named here stands
#: above the form.
_PLACES = {
    "headline": ("headline", "Headline"),
    "subheadline": ("subheadline", "Subheadline"),
    "date": ("release_date", "Release date"),
    "dateline": ("dateline_city", "Dateline"),
    "body": ("body", "Body"),
    "results": ("results", "Results"),
    "sections": ("sections", "About section"),
    "trademark_notes": ("trademark_notes", "Trademark notes"),
    "footnotes": ("footnotes", "Footnote"),
    "safe_harbor": ("safe_harbor", "Safe harbor"),
    "contacts": ("contact_links", "Contact"),
    "source": ("source", "Source line"),
    "distributor": ("distributor", "Distribution line"),
    "drugs": ("drug_links", "Drug"),
    "trials": ("trial_links", "Trial"),
    "files": ("media", "File"),
}
_ROWS = {"results", "sections", "footnotes", "contacts", "drugs", "trials", "files"}


@dataclass(frozen=True)
class Shown:
    """A finding as the desk shows it, with the reason that somebody wrote for it."""

    finding: Finding
    answer: FindingReason | None = None

    @property
    def level(self) -> str:
        return LEVELS[self.finding.level]

    @property
    def mark(self) -> str:
        """Of the level, for the style sheet."""
        return self.finding.level.name.lower()

    @property
    def is_query(self) -> bool:
        return self.finding.level == Level.QUERY

    @cached_property
    def _address(self) -> tuple[str, int | None]:
        name, row = re.match(r"(\w+)(?:\[(\d+)\])?", self.finding.field).groups()
        return name, int(row) if row else None

    @property
    def input(self) -> str:
        """Name of the form's field or rows; "" where the form has none for it."""
        return _PLACES.get(self._address[0], ("", ""))[0]

    @property
    def place(self) -> str:
        """The field's name, and the number of the row that it is about."""
        name, row = self._address
        label = _PLACES.get(name, ("", "The release"))[1]
        return f"{label} {row + 1}" if name in _ROWS and row is not None else label


def shown(release: Release | None, report: Report) -> list[Shown]:
    """The findings of a report, each with its reason."""
    given = workflow.answers(release) if release and release.pk else {}
    return [Shown(finding, given.get(finding.fingerprint)) for finding in report.findings]


def by_input(findings: list[Shown]) -> list[dict]:
    """Findings in groups by the form's field, in the order in which they were found."""
    groups: dict[str, list[Shown]] = {}
    for each in findings:
        groups.setdefault(each.input, []).append(each)
    return [{"input": name, "findings": each} for name, each in groups.items()]


def summary(findings: list[Shown]) -> str:
    """How many of each kind, in words."""
    blocks = sum(each.finding.level == Level.BLOCK for each in findings)
    asked = sum(each.is_query and each.answer is None for each in findings)
    notes = sum(each.finding.level == Level.NOTE for each in findings)
    parts = [
        *([f"{blocks} block{'s' * (blocks == 1)}"] if blocks else []),
        *([f"{asked} need{'s' * (asked == 1)} a reason"] if asked else []),
        *([f"{notes} note{'s' * (notes != 1)}"] if notes else []),
    ]
    return "Preflight: " + (", ".join(parts) if parts else "nothing to report") + "."


def context(release: Release | None, report: Report) -> dict:
    """What the templates show."""
    findings = shown(release, report)
    return {"groups": by_input(findings), "summary": summary(findings), "shown": findings}


def of_text(release: Release, words: workflow.approvals.Text) -> dict:
    """What the templates show of a release as it would be sealed: for its plan, and ahead of its instant."""
    now = editions.database_now()
    return {
        "preflight": context(release, workflow.report(release, words.document, now=now)),
        "ahead": shown(release, workflow.ahead(release, words.document, now=now)),
    }


@require_POST
def typed_findings(request, model_admin, pk: int | None = None) -> HttpResponse:
    """What preflight finds in the posted form, which stays unsaved."""
    release = visible_release(request, pk) if pk else None
    may = model_admin.has_change_permission(request, release) if release else model_admin.has_add_permission(request)
    if not may:
        raise PermissionDenied
    request.POST = typed.reconciled(model_admin, request.POST, release)
    document, _ = typed.typed_document(model_admin, request, release)
    report = workflow.report(release or Release(), document, now=editions.database_now())
    return TemplateResponse(
        request, "admin/releases/release/findings.html", {"preflight": context(release, report), "release": release}
    )
