"""Parts that an editor chose for paragraphs of the source, in the place of what was recognized."""

import dataclasses
from difflib import SequenceMatcher

from django.db.models import TextChoices

from releases import text
from releases.document import Document, Footnote, SafeHarbor, Section, find_quotations, richtext
from releases.readers import Notice, Paragraph, Reading, blocks, contacts, dateline, dates, standing
from releases.readers.blocks import Block
from releases.readers.recognize import recognize
from releases.vocabulary import SectionKind

#: Share of its words that a paragraph keeps when tracked changes are settled another way.
_ALIKE = 0.5


class Part(TextChoices):
    """What an editor may say that a paragraph is."""

    HEADLINE = "headline", "Headline"
    SUBHEADLINE = "subheadline", "Subheadline"
    DATE = "date", "Date"
    DATELINE = "dateline", "Dateline, with the text behind it"
    BODY = "body", "Body"
    SECTION_HEADING = "section-heading", "About section: heading"
    SECTION_TEXT = "section-text", "About section: text"
    TRADEMARK = "trademark", "Trademark note"
    FOOTNOTE = "footnote", "Footnote"
    SAFE_HARBOR_HEADING = "safe-harbor-heading", "Safe harbor: heading"
    SAFE_HARBOR = "safe-harbor", "Safe harbor: text"
    CONTACT = "contact", "Contact"
    SOURCE = "source", "Source line"
    DISTRIBUTOR = "distributor", "Distribution line"
    NOTHING = "nothing", "Leave it out"


def reread(reading: Reading, chosen: dict[int, str]) -> Reading:
    """The reading with these paragraphs (by their number in the source) as the parts that an editor chose.

    The other paragraphs are recognized anew without them. No word is lost: what a choice displaces stays in the body.
    """
    if not chosen:
        return reading
    notices: list[Notice] = []
    found = [_block(paragraph) for paragraph in reading.source]
    free = [block for at, block in enumerate(found) if at not in chosen]
    document = recognize(free, notices) if free else dataclasses.replace(reading.document, body_html="")
    # The chosen words too say what the release is about.
    document = dataclasses.replace(
        document,
        drugs=reading.document.drugs,
        trials=reading.document.trials,
        category=reading.document.category,
        company=document.company if document.company.legal_name else reading.document.company,
    )
    hand = _Hand(document, found, chosen, notices)
    for at, part in sorted(chosen.items()):
        getattr(hand, f"_{Part(part).name.lower()}")(at, found[at])
    kept = [notice for notice in notices if not _is_answered(notice, hand.document)]
    return dataclasses.replace(reading, document=hand.finished(), notices=tuple(kept))


def carried(
    chosen: dict[int, str], before: tuple[Paragraph, ...], after: tuple[Paragraph, ...]
) -> tuple[dict[int, str], list[str]]:
    """The choices for the paragraphs of another reading of the same file, and the words of those that it has no longer.

    A paragraph is the same when its words are, or when it stands between the same neighbours and most of its words are.
    """
    words = [[_block(paragraph).node.words() for paragraph in source] for source in (before, after)]
    places: dict[int, int] = {}
    for kind, begin, end, new_begin, new_end in SequenceMatcher(None, *words, autojunk=False).get_opcodes():
        if kind == "equal":
            places |= zip(range(begin, end), range(new_begin, new_end), strict=True)
            continue
        free = list(range(new_begin, new_end))
        for at in range(begin, end):
            alike = {new: _likeness(words[0][at], words[1][new]) for new in free} if at in chosen else {}
            nearest = max(alike, key=alike.__getitem__, default=None)
            if nearest is not None and alike[nearest] >= _ALIKE:
                places[at] = nearest
                free = [new for new in free if new > nearest]
    kept = {places[at]: part for at, part in chosen.items() if at in places}
    return kept, [words[0][at] for at in sorted(chosen) if at not in places]


def _likeness(first: str, second: str) -> float:
    """The share of words that two paragraphs have in common, in their order."""
    return SequenceMatcher(None, first.split(), second.split(), autojunk=False).ratio()


def _block(paragraph: Paragraph) -> Block:
    (node,) = richtext.parse(paragraph.html).children[:1] or [richtext.Node("p", {}, [])]
    return blocks.block(node, paragraph.line)


def _is_answered(notice: Notice, document: Document) -> bool:
    """What recognizing the rest found missing, an editor may have chosen."""
    present = {
        "No headline was found;": document.headline,
        "No date was found;": document.date,
        "No dateline was found;": document.dateline.city,
        "No body was found;": document.body_html,
        "No safe harbor statement was found;": document.safe_harbor,
        "No contacts were found;": document.contacts,
    }
    return any(notice.message.startswith(begin) and value for begin, value in present.items())


class _Hand:
    """Puts paragraphs into their parts, one after the other, in the order of the source."""

    def __init__(self, document: Document, found: list[Block], chosen: dict[int, str], notices: list[Notice]):
        self.document = document
        self.found = found
        self.chosen = chosen
        self.notices = notices
        self.body = [blocks.block(node) for node in richtext.parse(document.body_html).children]
        self.is_first = dict.fromkeys(Part, True)

    def finished(self) -> Document:
        body = blocks.html(self.body)
        return dataclasses.replace(self.document, body_html=body, quotations=find_quotations(body))

    def _put(self, **parts) -> None:
        self.document = dataclasses.replace(self.document, **parts)

    def _plain(self, block: Block) -> str:
        return blocks.plain(block, self.notices)

    def _headline(self, at: int, block: Block) -> None:
        before = self.document.headline
        if self.is_first[Part.HEADLINE]:
            if before:
                self.body.insert(0, blocks.block(richtext.Node("p", {}, [before])))
                self.notices.append(
                    Notice(f"The line {text_excerpt(before)} was no headline and stands at the beginning of the body.")
                )
            self._put(headline=self._plain(block))
        else:
            self._put(headline=f"{before} {self._plain(block)}")
        self.is_first[Part.HEADLINE] = False

    def _subheadline(self, at: int, block: Block) -> None:
        lines = blocks.plain_lines(block, self.notices)
        self._put(subheadline="\n".join(filter(None, [self.document.subheadline, *lines])))

    def _date(self, at: int, block: Block) -> None:
        dated = dates.read_line(block.words)
        if dated is None:
            self.notices.append(
                Notice(
                    f"No date was found in {text_excerpt(block.words)}; it stays in the body.",
                    block.line,
                    needs_review=True,
                )
            )
            self._body(at, block)
        else:
            self._put(date=dated[0])

    def _dateline(self, at: int, block: Block) -> None:
        raw = blocks.raw(block.node)
        found = dateline.find(raw.lstrip())
        if found is None:
            self.notices.append(
                Notice(
                    f"No dateline was found in {text_excerpt(block.words)}; it stays in the body.",
                    block.line,
                    needs_review=True,
                )
            )
            self._body(at, block)
            return
        self._put(dateline=found.dateline, date=self.document.date or found.date)
        rest = blocks.block(blocks.without(block.node, found.length + len(raw) - len(raw.lstrip())), block.line)
        if rest.words:
            self._body(at, rest)

    def _body(self, at: int, block: Block) -> None:
        """Behind the nearest paragraph before it that stands in the body."""
        for before in reversed(range(at)):
            words = self.found[before].words[-40:]
            for place, standing_block in enumerate(self.body):
                if words and standing_block.words.endswith(words):
                    self.body.insert(place + 1, block)
                    return
        self.body.insert(0, block)

    def _section_heading(self, at: int, block: Block) -> None:
        section = Section(kind=SectionKind.OTHER.value, heading=self._plain(block), html="")
        self._put(sections=(*self.document.sections, section))
        self._open_section = len(self.document.sections) - 1

    def _section_text(self, at: int, block: Block) -> None:
        sections = list(self.document.sections)
        place = getattr(self, "_open_section", len(sections) - 1)
        if place < 0:
            sections, place = [Section(kind=SectionKind.OTHER.value, heading="About", html="")], 0
        sections[place] = dataclasses.replace(sections[place], html=sections[place].html + blocks.html([block]))
        self._put(sections=tuple(sections))

    def _trademark(self, at: int, block: Block) -> None:
        self._put(trademark_notes=(*self.document.trademark_notes, blocks.inline_html(block)))

    def _footnote(self, at: int, block: Block) -> None:
        mark, length = standing.note(block) if standing.kind(block) is standing.Kind.FOOTNOTE else ("", 0)
        mark = text.from_superscript(mark) or str(len(self.document.footnotes) + 1)
        html = blocks.inline_html(blocks.block(blocks.without(block.node, length), block.line))
        self._put(footnotes=(*self.document.footnotes, Footnote(mark=mark, html=html)))

    def _safe_harbor_heading(self, at: int, block: Block) -> None:
        html = self.document.safe_harbor.html if self.document.safe_harbor else ""
        self._put(safe_harbor=SafeHarbor(heading=self._plain(block), html=html))

    def _safe_harbor(self, at: int, block: Block) -> None:
        now = self.document.safe_harbor or SafeHarbor(html="")
        self._put(safe_harbor=dataclasses.replace(now, html=now.html + blocks.html([block])))

    def _contact(self, at: int, block: Block) -> None:
        """All chosen lines together: a contact may stand on several of them."""
        if not self.is_first[Part.CONTACT]:
            return
        self.is_first[Part.CONTACT] = False
        chosen = [self.found[other] for other, part in sorted(self.chosen.items()) if part == Part.CONTACT]
        rows = [(row, each.line) for each in chosen for row in blocks.plain_lines(each, self.notices)]
        short_name = self.document.company.short_name
        people, left = contacts.read(rows, short_name, self.notices)
        if not people:  # without the line that says whose contacts they are
            people, left = contacts.read([("Contact:", None), *rows], short_name, self.notices)
        self._put(contacts=(*self.document.contacts, *people))
        for words, line in left:
            self.body.append(blocks.block(richtext.Node("p", {}, [words]), line))
            self.notices.append(
                Notice(f"The line “{words}” fits no field of a contact and stays in the body.", line, needs_review=True)
            )

    def _source(self, at: int, block: Block) -> None:
        words = standing.source(block) if standing.kind(block) is standing.Kind.SOURCE else block.words
        self._put(source=words)

    def _distributor(self, at: int, block: Block) -> None:
        is_labelled = standing.kind(block) is standing.Kind.DISTRIBUTOR
        self._put(distributor=standing.distributor(block) if is_labelled else block.words)

    def _nothing(self, at: int, block: Block) -> None:
        self.notices.append(
            Notice(f"{text_excerpt(block.words)} was left out by an editor.", block.line, left_out=block.words)
        )


def text_excerpt(words: str) -> str:
    """The first words of a paragraph, in quotation marks."""
    return f"“{words[:60]}…”" if len(words) > 60 else f"“{words}”"
