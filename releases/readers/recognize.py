"""Blocks to a Document: the one recognizer behind every format."""

import re

from releases import text
from releases.document import Company, Document, Drug, Footnote, SafeHarbor, Section, Trial, find_quotations, richtext
from releases.readers import (
    arrange,
    blocks,
    category,
    company,
    conditions,
    contacts,
    drugs,
    front,
    notes,
    prose,
    trials,
)
from releases.readers.blocks import Block
from releases.readers.reading import Notice
from releases.vocabulary import Category, SectionKind

_TRIAL_HEADING = re.compile(r"\b(?:trials?|stud(?:y|ies)|program|phase [1-4IV]+)\b", re.IGNORECASE)


def recognize(found: list[Block], notices: list[Notice]) -> Document:
    """The document that these blocks make. Notices tell what was guessed and what is missing."""
    head = front.take(found, notices)
    places = arrange.arrange(head.rest, notices)
    lead = next((block.words for block in places.body if block.is_paragraph), "")
    about_words = [
        (heading, " ".join(_words_and_targets(part) for part in parts)) for heading, parts in places.sections
    ]
    issuer = company.find(lead, places.source, about_words, " ".join(words for _, words in about_words) + " " + lead)
    people, left = contacts.read(places.contacts, issuer.short_name, notices)
    _keep_lines(places, left, notices)

    sentences = prose.sentences(places.body, places.sections)
    short_forms = conditions.abbreviations(" ".join(sentence.words for sentence in sentences))
    headings = [heading for heading, _ in places.sections]
    products = drugs.find(head.headline, headings, sentences, issuer.ticker, short_forms)
    studies = trials.find(sentences, products, short_forms)
    marks = frozenset(text.from_superscript(mark) for mark, _ in places.footnotes)
    body_html = notes.mark(blocks.html(places.body), marks)
    _check_notes(places, body_html, notices)

    document = Document(
        headline=head.headline,
        company=issuer,
        language="en",
        category=category.guess(head.headline, head.subheadline, lead),
        date=head.date,
        subheadline=head.subheadline,
        body_html=body_html,
        quotations=find_quotations(body_html),
        sections=tuple(
            Section(
                heading=heading,
                html=notes.mark(blocks.html(parts), marks),
                kind=_kind(heading, issuer, products, studies),
            )
            for heading, parts in places.sections
        ),
        trademark_notes=tuple(blocks.inline_html(note) for note in places.trademark_notes),
        footnotes=tuple(
            Footnote(mark=text.from_superscript(mark), html=blocks.inline_html(note)) for mark, note in places.footnotes
        ),
        safe_harbor=(
            SafeHarbor(html=blocks.html(places.safe_harbor), heading=places.safe_heading)
            if places.safe_harbor or places.safe_heading
            else None
        ),
        contacts=people,
        source=places.source,
        distributor=places.distributor,
        drugs=products,
        trials=studies,
        correction=head.correction,
        **({"dateline": head.dateline} if head.dateline else {}),
    )
    notices.append(
        Notice(
            f"The category “{Category(document.category).label}” was guessed from the words of the release; choose another if it is wrong."
        )
    )
    notices.extend(_missing(document, bool(head.dateline)))
    return document


def _words_and_targets(block: Block) -> str:
    """The words and behind them where their links lead: the website may stand in one or the other."""
    return " ".join([block.words, *(link.attributes.get("href", "") for link in block.node.find("a"))])


def _keep_lines(places: arrange.Arrangement, left: list[tuple[str, int | None]], notices: list[Notice]) -> None:
    for words, number in left:
        places.body.append(blocks.block(richtext.Node("p", {}, [words]), number))
        notices.append(
            Notice(
                f"The line “{words}” fits no field of a contact and was kept at the end of the body; move it to its place.",
                number,
                needs_review=True,
            )
        )


def _check_notes(places: arrange.Arrangement, body_html: str, notices: list[Notice]) -> None:
    used = {node.words() for node in richtext.parse(body_html).find("sup")}
    for mark, note in places.footnotes:
        plain = text.from_superscript(mark)
        if plain not in used:
            notices.append(
                Notice(
                    f"Nothing in the body refers to footnote {plain}; set its mark where it belongs.",
                    note.line,
                    needs_review=True,
                )
            )


def _kind(heading: str, issuer: Company, products: tuple[Drug, ...], studies: tuple[Trial, ...]) -> str:
    subject = heading.removeprefix("About").strip(" :")
    if company.has_legal_form(subject) or (issuer.short_name and subject in (issuer.short_name, issuer.legal_name)):
        return SectionKind.COMPANY.value
    names = {name for drug in products for name in (drug.code_name, drug.generic_name, drug.brand_name) if name}
    if _TRIAL_HEADING.search(subject) or any(trial.acronym and trial.acronym in subject.split() for trial in studies):
        return SectionKind.TRIAL.value
    if any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", subject) for name in names):
        return SectionKind.DRUG.value
    if issuer.short_name and subject.startswith(issuer.short_name):
        return SectionKind.COMPANY.value
    return SectionKind.OTHER.value


def _missing(document: Document, has_dateline: bool):
    checks = (
        (document.headline, "No headline was found; write one."),
        (document.body_html, "No body was found; the file may hold the headline only."),
        (has_dateline, "No dateline was found; add the city and the wire."),
        (document.date, "No date was found; add the date of the release."),
        (document.company.legal_name, "The name of the company was not found; choose the company."),
        (document.safe_harbor, "No safe harbor statement was found; add one if the release looks ahead."),
        (document.contacts, "No contacts were found; add whom investors and media may ask."),
    )
    for present, message in checks:
        if not present:
            yield Notice(message, needs_review=True)
