"""Rules about a release being whole."""

import re
from collections.abc import Callable, Iterator

from releases.document import Document, richtext
from releases.preflight.finding import Finding, Level

Rule = Callable[[Document], Iterator[Finding]]


def inspect(document: Document) -> tuple[Finding, ...]:
    """Everything the rules find, those that block first."""
    found = [finding for rule in RULES for finding in rule(document)]
    return tuple(sorted(found, key=lambda finding: "BQN".index(finding.level)))


def whole(document: Document) -> Iterator[Finding]:
    """A release says who speaks, what, and in which words."""
    parts = {
        "company": (document.company.legal_name, "The site has no company yet. Add it at the desk."),
        "headline": (document.headline, "The release has no headline. Write one."),
        "body_html": (richtext.plain(document.body_html), "The release has no text. Write it, or import it again."),
    }
    for field, (value, message) in parts.items():
        if not value.strip():
            yield Finding(rule="W1", level=Level.BLOCK, field=field, message=message)


def placeholders(document: Document) -> Iterator[Finding]:
    """A placeholder of a boilerplate that nothing filled must not go out."""
    texts = {f"sections[{index}]": section for index, section in enumerate(document.sections)}
    if document.safe_harbor:
        texts = {"safe_harbor": document.safe_harbor} | texts
    for field, part in texts.items():
        words = f"{part.heading}\n{richtext.plain(part.html)}"
        for placeholder in dict.fromkeys(re.findall(r"\{[^{}]*\}", words)):
            yield Finding(
                rule="C12",
                level=Level.BLOCK,
                field=field,
                quote=placeholder,
                message=f"The standing text asks for {placeholder}, and the release does not say it. Fill it in.",
            )


def alternative_text(document: Document) -> Iterator[Finding]:
    """A figure is described for those who can't see it (WCAG 2.2, 1.1.1)."""
    for index, file in enumerate(document.files):
        if file.kind == "figure" and not file.alternative_text.strip():
            yield Finding(
                rule="C19",
                level=Level.BLOCK,
                field=f"files[{index}]",
                quote=file.title or file.name,
                message=f"The figure “{file.title or file.name}” has no alternative text. Say what it shows.",
            )


RULES: tuple[Rule, ...] = (whole, placeholders, alternative_text)
