"""Whose consent the text has."""

from collections.abc import Iterator

from releases import text
from releases.preflight.catalogue import rule
from releases.preflight.context import Context
from releases.preflight.finding import Hit, Level, Place
from releases.preflight.view import View


@rule(
    "D7",
    Level.BLOCK,
    "Just this text is approved, by others than its author, with every sign-off.",
    source="The company's disclosure controls, 17 CFR 240.13a-15(e)",
)
def approvals(view: View, context: Context) -> Iterator[Hit]:
    facts = context.approvals
    if facts is None:
        return
    if facts.approved_digests and facts.content_digest not in facts.approved_digests:
        yield _hit(
            "The text has changed since it was approved. Have it approved again.",
            f"text {facts.content_digest[:12]}, approved {facts.approved_digests[-1][:12]}",
        )
    if facts.author and facts.author in facts.approvers:
        yield _hit(f"{facts.author} wrote the text and approved it. Ask a colleague.", "author = approver")
    if facts.missing:
        yield _hit(f"Not signed off yet: {text.series(facts.missing)}.", text.series(facts.missing))


def _hit(message: str, evidence: str) -> Hit:
    return Hit(place=Place("approvals"), message=message, evidence=evidence)
