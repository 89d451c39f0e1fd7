"""Blocks to a Document: the one recognizer behind every format."""

import contextlib
import datetime
import re

from releases import instants, text
from releases.document import Company, Document, Drug, Footnote, SafeHarbor, Section, Trial, find_quotations, richtext
from releases.readers import (
    acronyms,
    arrange,
    blocks,
    category,
    company,
    conditions,
    contacts,
    drugs,
    frame,
    front,
    layout,
    notes,
    prose,
    standing,
    trials,
)
from releases.readers.blocks import Block
from releases.readers.reading import Notice
from releases.vocabulary import Category, SectionKind

#: "https://www.businesswire.com/news/home/20210105005432/en/": the day, and the number of the release on it.
_WIRE_ADDRESS = re.compile(r"\bbusinesswire\.com/news/home/(?P<day>\d{8})\d{6}/")
_SAFETY = re.compile(r"(?:important |select )?(?:safety information|indications?\b|boxed warning)", re.IGNORECASE)
_TRIAL_HEADING = re.compile(r"\b(?:trials?|stud(?:y|ies)|program|phase [1-4IV]+)\b", re.IGNORECASE)


def recognize(found: list[Block], notices: list[Notice]) -> Document:
    """The document that these blocks make. Notices tell what was guessed, what was left out and what is missing."""
    everything = "\n".join(block.words for block in found)
    found = frame.take_off(layout.unfold(found), notices)
    head = front.take(found, notices, everything)
    places = _arranged(head, notices)
    _take_sources(head, places, notices)
    lead = _lead(places.body)
    about_words = [
        (heading, " ".join(_words_and_targets(part) for part in parts)) for heading, parts in places.sections
    ]
    tail = " ".join(words for _, words in about_words) + " " + lead
    issuer = company.find(lead, places.source, about_words, tail, _words_of_company(head, places))
    people, left = contacts.read(
        places.contacts, issuer.short_name, notices, head.dateline.city if head.dateline else ""
    )
    _keep_lines(places, left, notices)

    sentences = prose.sentences(places.body, places.sections)
    short_forms = conditions.abbreviations(" ".join(sentence.words for sentence in sentences))
    headings = [prose.plain_hyphens(heading) for heading, _ in places.sections]
    lines = [*head.subheadline.split("\n"), *(part.words for part in places.body if part.is_heading)]
    lines = [prose.plain_hyphens(line) for line in lines]
    headline = prose.plain_hyphens(head.headline)
    products = drugs.find(headline, headings, sentences, issuer, short_forms, lines)
    told = [*sentences, *_named_above(head.subheadline, sentences)]
    studies = trials.find(told, products, short_forms, headline, lines)
    marks = frozenset(text.from_superscript(mark) for mark, _ in places.footnotes)
    body_html = notes.mark(blocks.html(places.body), marks)
    _check_notes(places, body_html, notices)
    kind, _ = category.guess(head.headline, head.subheadline, lead)

    document = Document(
        headline=head.headline,
        company=issuer,
        language="en",
        category=kind,
        date=head.date or _date_of_wire(everything, notices),
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


def _named_above(subheadline: str, sentences: list[prose.Sentence]) -> list[prose.Sentence]:
    """The subheadlines that present trials by name of which the text speaks without saying that they are trials."""
    lines = [prose.Sentence(prose.plain_hyphens(line), "") for line in subheadline.split("\n") if line]
    words = " ".join(sentence.words for sentence in sentences)
    named = acronyms.find(lines, set())
    return [line for line, names in zip(lines, named, strict=True) if acronyms.mentioned(words, names)]


def _date_of_wire(words: str, notices: list[Notice]) -> datetime.date | None:
    """The day in the address of Business Wire's own copy, for a text that prints none."""
    for address in _WIRE_ADDRESS.finditer(words):
        with contextlib.suppress(ValueError):
            date = datetime.date.fromisoformat(address["day"])
            if instants.out_of_bounds(date):
                continue
            notices.append(
                Notice(
                    f"No date is printed; {date:%B} {date.day}, {date.year} was taken from the address of Business Wire's copy,"
                    " which may have been given the day before. Look at it."
                )
            )
            return date
    return None


def _arranged(head: front.Front, notices: list[Notice]) -> arrange.Arrangement:
    """The blocks behind the front matter in their places; contacts above the headline come before those below the text."""
    places = arrange.arrange(head.rest, notices)
    above = [(row, part.line) for part in head.contacts for row in blocks.plain_lines(part, notices)]
    places.contacts[:0] = above
    return places


def _lead(body: list[Block]) -> str:
    """The paragraph that presents the company: the first, but behind a note of correction the first with a listing."""
    paragraphs = [block.words for block in body if block.is_paragraph][:4]
    if not paragraphs or company.presents(paragraphs[0]):
        return paragraphs[0] if paragraphs else ""
    return next((words for words in paragraphs[1:] if company.presents(words)), paragraphs[0])


def _take_sources(head: front.Front, places: arrange.Arrangement, notices: list[Notice]) -> None:
    """A source above the headline, where no line below the text names it."""
    places.distributor = places.distributor or head.distributor
    for part in head.sources:
        name = standing.source(part)
        if places.source:
            notices.append(
                Notice(
                    f"“{part.words}” above the headline was left out: it stands below the text too.",
                    part.line,
                    left_out=part.words,
                )
            )
        else:
            blocks.plain(part, notices)
            places.source = name
            notices.extend(standing.button(part))


def _words_of_company(head: front.Front, places: arrange.Arrangement) -> str:
    """Where the release may call the company by a part of its name."""
    sections = (part.words for _, parts in places.sections for part in parts)
    return " \n ".join(
        [head.headline, head.subheadline, *(part.words for part in places.body), *(heading for heading, _ in places.sections), *sections,
         *(part.words for part in places.safe_harbor)]
    )  # fmt: skip


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
    subject = re.sub(r"^about\s+(?:the\s+)?", "", prose.plain_hyphens(heading), flags=re.IGNORECASE).strip(" :")
    if subject.casefold() in ("company", "us", "our company"):
        return SectionKind.COMPANY.value
    folded, short = subject.casefold(), issuer.short_name.casefold()
    if short and (re.match(rf"{re.escape(short)}(?![\w-])", folded) or issuer.legal_name.casefold().startswith(folded)):
        return SectionKind.COMPANY.value
    if any(trial.acronym and re.search(rf"(?<!\w){re.escape(trial.acronym)}(?!\w)", subject) for trial in studies):
        return SectionKind.TRIAL.value
    if _SAFETY.match(subject):
        return SectionKind.OTHER.value
    names = {name for drug in products for name in (drug.code_name, drug.generic_name, drug.brand_name) if name}
    is_drug = any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", subject, re.IGNORECASE) for name in names)
    if _TRIAL_HEADING.search(subject):
        return SectionKind.TRIAL.value
    return SectionKind.DRUG.value if is_drug else SectionKind.OTHER.value


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
