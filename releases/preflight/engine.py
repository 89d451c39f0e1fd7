"""One inspection: the view is made once, every rule reads it, equal findings become one."""

from releases.document import Document
from releases.preflight import rules  # noqa: F401  (importing it fills the catalogue)
from releases.preflight.catalogue import CATALOGUE, order
from releases.preflight.context import UNKNOWN, Context
from releases.preflight.finding import Finding, Hit, Level, Place, Report, normalised
from releases.preflight.view import View

_WEIGHT = {Level.BLOCK: 0, Level.QUERY: 1, Level.NOTE: 2}


def inspect(document: Document, context: Context = UNKNOWN) -> Report:
    """Everything the rules find in the document as it would go out in this context. Pure and deterministic."""
    view = View(document)
    found: dict[tuple, tuple[Hit, list[Place]]] = {}
    for rule in CATALOGUE.values():
        for hit in rule.check(view, context):
            if context.allows(rule.id, hit.quote):
                continue
            key = (rule.id, hit.level or rule.level, normalised(hit.quote), hit.evidence)
            if not hit.quote:
                key += (hit.place, hit.message)
            found.setdefault(key, (hit, []))[1].append(hit.place)
    findings = [
        Finding(
            rule=rule_id,
            level=level,
            message=hit.message,
            places=tuple(places),
            quote=hit.quote,
            evidence=hit.evidence,
            suggestion=hit.suggestion,
            rule_version=CATALOGUE[rule_id].version,
        )
        for (rule_id, level, *_), (hit, places) in found.items()
    ]
    findings.sort(
        key=lambda finding: (_WEIGHT[finding.level], view.position(finding.field), finding.span, order(finding.rule))
    )
    return Report(tuple(findings))
