"""What each rule must find and must not, as data: one module by subject, each with a tuple ``CASES``.

``tests/preflight/test_every_rule.py`` runs them all, and fails when a rule of the catalogue has no case that must be
found, none that must not, or no edge.
"""

import dataclasses
import html
import importlib
import pkgutil
import re
from dataclasses import dataclass, field

from releases.document import Company, Document, richtext
from releases.preflight import Context

COMPANY = Company(
    legal_name="Quillhaven Therapeutics, Inc.",
    short_name="Quillhaven",
    exchange="NASDAQ",
    mic="XNAS",
    ticker="QLHV",
    website="https://www.quillhaven.example",
)


@dataclass(frozen=True, kw_only=True)
class Case:
    """``body`` is HTML when it begins with "<", else plain text: blank lines part paragraphs, lines that begin with "- " are
    items. ``quotes`` are the words of the rule's findings, in their order; none: the rule stays silent."""

    rule: str
    body: str = "Words."
    quotes: tuple[str, ...] = ()
    evidence: tuple[str, ...] | None = None  # of these findings, where it is asserted
    levels: str = ""  # "B", "BQ": of these findings, where they are asserted
    is_edge: bool = False  # at the border of what the rule finds
    context: Context = Context()
    facts: dict = field(default_factory=dict)  # other fields of the document

    def __str__(self):
        words = " ".join(((self.quotes and self.quotes[0]) or self.body).split())
        return f"{self.rule}-{'edge-' * self.is_edge}{'finds' if self.quotes else 'silent'}-{words[:40]}"


def finds(rule: str, body: str = "Words.", *quotes: str, **rest) -> Case:
    """A document that the rule must find these words in."""
    assert quotes, "a case that finds nothing is silent()"
    return Case(rule=rule, body=body, quotes=quotes, **rest)


def silent(rule: str, body: str = "Words.", **rest) -> Case:
    """A document that the rule must not speak about."""
    return Case(rule=rule, body=body, **rest)


def edge(case: Case) -> Case:
    """The same case, counted as an edge."""
    return dataclasses.replace(case, is_edge=True)


def document(body: str = "Words.", **facts) -> Document:
    """A document of an invented company with this body."""
    facts = {"headline": "Quillhaven Therapeutics Reports Progress", "company": COMPANY} | facts
    return Document(body_html=rich(body), **facts)


def rich(body: str) -> str:
    """Plain paragraphs and items as rich text in its normal form."""
    if body.startswith("<"):
        return richtext.sanitise(body)
    parts = []
    for block in re.split(r"\n\s*\n", body.strip()):
        lines = [line.strip() for line in block.strip().split("\n")]
        items = [html.escape(line[2:], quote=False) for line in lines if line.startswith("- ")]
        if items and len(items) == len(lines):
            parts.append("<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>")
        else:
            parts.append(f"<p>{html.escape(' '.join(lines), quote=False)}</p>")
    return richtext.sanitise("".join(parts))


def all_cases() -> list[Case]:
    """The cases of every module beside this one."""
    modules = (importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    return [case for module in modules for case in module.CASES]
