"""A release that is whole: nothing missing that every release has, nothing left to be filled in."""

import re
from collections.abc import Iterator

from releases.document import richtext
from releases.preflight.catalogue import rule
from releases.preflight.context import Context
from releases.preflight.finding import Hit, Level, Place
from releases.preflight.passage import Part
from releases.preflight.view import View

_PLACEHOLDER = re.compile(r"\{\{?[^{}]{0,200}\}?\}|\{\{|\}\}")
#: What a draft leaves to be filled in. Capitals count where lower case is an ordinary word. Looking at the first character
#: alone makes it twice as fast.
_LEFT = re.compile(
    r"(?=[TtX$\[_liDCPE])(?:(?<![\w-])(?:TBD|TBC|TK{1,3}|TKTK)(?![\w-])(?! (?:inhibitor|cell|gene|deficien))|(?<![\w,.-])X{2,}(?![\w-]|,\s?\d| karyotype)|\$X{1,}(?:\.X{1,})?\b|\[\s?(?:[●•_ ]{1,20}|\.{3,10})\s?\]"
    r"|_{3,40}|\blorem\b|\[?\binsert (?:name|date|text|quote|number|link|city|company|figure|percentage|title|here|boilerplate)\b\]?"
    r"|\[(?:insert|name|date|company|city|title|number|quote|link|confirm|check|update|to come)\b[^\]]{0,60}\]|(?<![\w-])(?:DRAFT|CONFIDENTIAL|PRIVILEGED|EMBARGOED UNTIL)(?![\w-])"
    r"|\b(?:[Tt]racked|[Tt]rack) changes?\b)"
)


@rule("W1", Level.BLOCK, "A release says who speaks, what, and in which words.", source="practice")
def whole(view: View, context: Context) -> Iterator[Hit]:
    document = view.document
    parts = {
        "company": (document.company.legal_name, "The site has no company yet. Add it at the desk."),
        "headline": (document.headline, "The release has no headline. Write one."),
        "body": (richtext.plain(document.body_html), "The release has no text. Write it, or import it again."),
    }
    for field, (value, message) in parts.items():
        if not value.strip():
            yield Hit(place=Place(field), message=message)


@rule("C12", Level.BLOCK, "No placeholder is left in the text.", source="wire practice")
def placeholders(view: View, context: Context) -> Iterator[Hit]:
    for passage in view.passages:
        standing = passage.part in (Part.SAFE_HARBOR, Part.SECTION)
        for match in _PLACEHOLDER.finditer(passage.text):
            says = (
                f"The standing text asks for {match[0]}, and the release does not say it. Fill it in."
                if standing
                else f"{match[0]} is a placeholder. Fill it in, or take it out."
            )
            yield passage.hit(match.start(), match.end(), says)
        for match in _LEFT.finditer(passage.text):
            if not _is_introduced(passage.text, match):
                yield passage.hit(
                    match.start(), match.end(), f"“{match[0]}” is left from a draft. Fill it in, or take it out."
                )


def _is_introduced(words: str, match: re.Match) -> bool:
    """The "TK" of "thymidine kinase (TK)"."""
    return (
        words[max(0, match.start() - 1) : match.start()] == "("
        and words[match.end() : match.end() + 1] == ")"
        and match[0].isupper()
    )


@rule("C19", Level.BLOCK, "Figures are described for those who can't see them.", source="WCAG 2.2, 1.1.1")
def alternative_text(view: View, context: Context) -> Iterator[Hit]:
    for index, file in enumerate(view.document.files):
        if file.kind == "figure" and not file.alternative_text.strip():
            name = file.title or file.name
            yield Hit(
                place=Place(f"files[{index}].alternative_text"),
                quote=name,
                message=f"The figure “{name}” has no alternative text. Say what it shows.",
            )
