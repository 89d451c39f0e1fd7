"""A report in plain words, as JSON data, and many reports as one table."""

import textwrap
from collections.abc import Iterable

from releases.preflight.catalogue import CATALOGUE, order
from releases.preflight.finding import Finding, Report

_WIDTH = 100


def words(name: str, report: Report) -> str:
    """What was found, for a person at a terminal: quoted words, why, arithmetic, what could stand there instead."""
    if not report.findings:
        return f"{name}: nothing found."
    head = ", ".join(
        filter(
            None,
            (
                counted(len(report.blocks), "finding blocks", "findings block"),
                counted(len(report.queries), "needs a reason", "need a reason"),
                counted(len(report.notes), "note", "notes"),
            ),
        )
    )
    return "\n".join([f"{name}: {head}.", *(_finding(finding) for finding in report.findings)])


def counted(number: int, one: str, many: str) -> str:
    """The number with its words; "" for none."""
    return f"{number} {one if number == 1 else many}" if number else ""


def data(name: str, report: Report) -> dict:
    """The report as JSON data, its findings in their order."""
    return {"name": name, "level": report.worst, "findings": [finding.data() for finding in report.findings]}


def by_rule(reports: Iterable[Report]) -> str:
    """A table: every rule with how many findings it has, and in how many of the releases."""
    reports = list(reports)
    rows = []
    for rule_id in sorted(CATALOGUE, key=order):
        found = [[finding for finding in report.findings if finding.rule == rule_id] for report in reports]
        releases = sum(bool(each) for each in found)
        total = sum(map(len, found))
        share = f"{100 * releases / len(reports):.0f} %" if reports else "–"
        rule = CATALOGUE[rule_id]
        rows.append(f"{rule_id:<5}{rule.level:<3}{total:>9}{releases:>10}{share:>7}  {rule.title}")
    head = f"{'rule':<8}{'findings':>9}{'releases':>10}{'share':>7}  of {len(reports)} releases"
    return "\n".join([head, *rows])


def _finding(finding: Finding) -> str:
    quote = textwrap.shorten(finding.quote, 80, placeholder=" …") if finding.quote else ""
    count = f" ×{finding.count}" if finding.count > 1 else ""
    head = f"  {finding.level}  {finding.rule:<4} {finding.field:<18} " + (f"“{quote}”{count}" if quote else "")
    lines = [
        head.rstrip(),
        *textwrap.wrap(finding.message, _WIDTH, initial_indent=" " * 10, subsequent_indent=" " * 10),
    ]
    facts = finding.evidence + (f"  →  {finding.suggestion}" if finding.suggestion else "")
    return "\n".join([*lines, *([" " * 10 + facts] if facts else [])])
