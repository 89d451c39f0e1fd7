"""What was recognised, how surely, and where in the file it stands: for the desk, which marks the words.

How surely is a judgement, in per cent: of a part that a label or a fixed form tells 90 or more, of one that its place or
its shape tells less. The corpus' test holds it against what is right.
"""

import functools
import re
from itertools import islice

from releases import text
from releases.document import Document, richtext
from releases.readers import category, listings, reach
from releases.readers.reading import Paragraph, Part, Place

#: Characters of a file, and what may be looked through for all of its parts, a paragraph counting for at least 200 characters.
#: Beyond these only whole paragraphs are found: no release is so long, and the longest here take a tenth.
_LONGEST, _MOST_SOUGHT = 300_000, 40_000_000
#: Other companies of a release whose tickers are told.
_MOST_PARTNERS = 20
#: Paragraphs above which the headline stands.
_TOP = 24
_LONGEST_LINE = 500
#: Lines of what is one part.
_LINES = re.compile(r"^(subheadline|body_html)\[\d+\]$")
#: A part that stands in more places than this is marked in the first ones.
_MOST_PLACES = 12


def parts(document: Document, source: tuple[Paragraph, ...]) -> tuple[Part, ...]:
    """Every part that the document holds, in its order, with its places among the paragraphs that it was read from."""
    finder = _Finder(source)
    found: list[Part] = []

    def add(name: str, words: str, percent: int, *, from_end: bool = False) -> None:
        if words:
            found.append(Part(name, words, percent, finder.find(words, from_end=from_end)))

    has_dateline = document.dateline.city or document.dateline.wire
    add("headline", document.headline, 95 if has_dateline else 60)
    for index, row in enumerate(filter(None, document.subheadline.split("\n"))):
        add(f"subheadline[{index}]", row, 85 if has_dateline else 60)
    if document.date:
        printed = finder.dates(document)
        places = printed or finder.day_of_wire(document)
        found.append(Part("date", text.ap_date(document.date), 95 if printed else 70, places))
    for name in ("city", "region", "wire"):
        add(f"dateline.{name}", getattr(document.dateline, name), 98 if document.dateline.wire else 85)
    company, body = document.company, _blocks(document.body_html)
    add("company.legal_name", company.legal_name, 95 if company.ticker else 60)
    add("company.ticker", company.ticker, 95)
    for index, listing in enumerate(company.other_listings):
        add(f"company.other_listings[{index}].ticker", listing.ticker, 95)
    own = {listing.ticker for listing in company.listings}
    printed = dict.fromkeys(listing.ticker for block in body for listing in listings.find(block))
    for index, ticker in enumerate(islice((ticker for ticker in printed if ticker not in own), _MOST_PARTNERS)):
        add(f"partners[{index}].ticker", ticker, 85)
    _, percent = category.guess(document.headline, document.subheadline, body[0] if body else "")
    found.append(Part("category", document.category, percent))
    for index, block in enumerate(body):
        add(f"body_html[{index}]", block, 90 if has_dateline else 60)
    for index, quotation in enumerate(document.quotations):
        add(f"quotations[{index}].speaker", quotation.speaker, 90)
        add(f"quotations[{index}].title", quotation.title, 85)
    for index, section in enumerate(document.sections):
        percent = 95 if section.heading.casefold().startswith("about") else 70
        add(f"sections[{index}].heading", section.heading, percent)
        for block in _blocks(section.html):
            add(f"sections[{index}].html", block, percent)
    for index, note in enumerate(document.trademark_notes):
        add(f"trademark_notes[{index}]", richtext.plain(note), 90)
    for index, note in enumerate(document.footnotes):
        is_marked = f"<sup>{note.mark}</sup>" in document.body_html
        add(f"footnotes[{index}]", richtext.plain(note.html), 95 if is_marked else 60)
    if document.safe_harbor:
        add("safe_harbor.heading", document.safe_harbor.heading, 95)
        for block in _blocks(document.safe_harbor.html):
            add("safe_harbor.html", block, 95 if document.safe_harbor.heading else 85)
    for index, contact in enumerate(document.contacts):
        is_whole = bool((contact.person or contact.organization) and (contact.phone or contact.email))
        for name in ("label", "organization", "person", "title", "phone", "email"):
            for words in filter(None, getattr(contact, name).split("; ")):
                percent = 90 if is_whole else 60
                if name == "email":
                    found.append(Part(f"contacts[{index}].email", words, percent, finder.address(words)))
                else:
                    add(f"contacts[{index}].{name}", words, percent, from_end=True)
    add("source", document.source, 98, from_end=True)
    add("distributor", document.distributor, 98, from_end=True)
    for index, drug in enumerate(document.drugs):
        names = list(filter(None, (drug.code_name, drug.generic_name, drug.brand_name)))
        percent = 90 if len(names) > 1 or drug.name in document.headline else 75
        for name in ("code_name", "generic_name", "brand_name", "target", "owner"):
            add(f"drugs[{index}].{name}", getattr(drug, name), percent)
    for index, trial in enumerate(document.trials):
        add(f"trials[{index}].nct_number", trial.nct_number, 98)
        if trial.acronym:
            # "ULTIMO I & II" names two.
            places = finder.find(trial.acronym) or finder.find(trial.acronym.split()[0])
            found.append(Part(f"trials[{index}].acronym", trial.acronym, 90, places))
        if not (trial.nct_number or trial.acronym):
            add(f"trials[{index}].title", trial.title, 60)
    return tuple(found)


def certainty(found: tuple[Part, ...]) -> dict[str, int]:
    """How surely each part of the document was recognised, in per cent: as its least certain words. Names are "headline",
    "body_html", "contacts[0]", "drugs[1]"."""
    sure: dict[str, int] = {}
    for part in found:
        name = _LINES.sub(r"\1", part.name).partition(".")[0]
        sure[name] = min(part.sure, sure.get(name, 100))
    return sure


class _Finder:
    """Finds words in the paragraphs; raised figures are the same as those on the line."""

    def __init__(self, source: tuple[Paragraph, ...]):
        self.lines = [paragraph.line for paragraph in source]
        self.words = [_plain(richtext.parse(paragraph.html).words()) for paragraph in source]
        self.length = sum(max(200, len(words)) for words in self.words)
        self.left = _MOST_SOUGHT if sum(map(len, self.words)) <= _LONGEST else 0
        self.whole = {words: index for index, words in reversed([*enumerate(self.words)])}

    def find(self, words: str, *, from_end: bool = False) -> tuple[Place, ...]:
        """The places of the words; of what stands below the text only the last one."""
        words = _plain(text.line(words))
        if words in self.whole and not from_end:
            return (self._place(self.whole[words], 0, len(words)),)
        if self.left <= 0:
            return ()
        # The items of a list stand side by side without a space, and a note behind its mark.
        exact = re.escape(words)
        patterns = [rf"(?<!\w){exact}(?!\w)", rf"{exact}(?!\w)", exact] if len(words) < 25 else [exact]
        flags = re.IGNORECASE if len(words) < 60 else 0
        for pattern in patterns:
            if found := self._hits(re.compile(pattern, flags), words, from_end=from_end):
                break
        found = found or self._spread(words)
        return tuple(found[-1:] if from_end else found[:_MOST_PLACES])

    def _spread(self, words: str) -> list[Place]:
        """Where words stand that were taken from several paragraphs near the top: a headline set in lines of its own."""
        self.left -= 20 * _TOP * min(len(words), _LONGEST_LINE)
        for first, paragraph in enumerate(self.words[:_TOP] if len(words) <= _LONGEST_LINE else ()):
            ends = range(max(0, len(paragraph) - len(words)), len(paragraph))
            begin = next((at for at in ends if words.startswith(paragraph[at:])), len(paragraph))
            places = [self._place(first, begin, len(paragraph))] if begin < len(paragraph) else []
            rest = words[len(paragraph) - begin :].lstrip() if places else ""
            for index in range(first + 1, len(self.words)):
                part = self.words[index]
                if not rest or not part or not rest.startswith(part):
                    break
                places.append(self._place(index, 0, len(part)))
                rest = rest[len(part) :].lstrip()
            if len(places) > 1 and not rest:
                return places
        return []

    def _hits(self, pattern: re.Pattern, words: str, *, from_end: bool) -> list[Place]:
        found: list[Place] = []
        self.left -= self.length
        indices = range(len(self.words) - 1, -1, -1) if from_end else range(len(self.words))
        for index in indices:
            found.extend(self._place(index, hit.start(), hit.end()) for hit in pattern.finditer(self.words[index]))
            if found and (from_end or len(words) > 80 or len(found) >= _MOST_PLACES):
                break
        return found

    def address(self, email: str) -> tuple[Place, ...]:
        """The last place of an e-mail address, also where it is written "name (at) company.com"."""
        if place := self._addresses.get(email.casefold()):
            return (place,)
        if self.left <= 0:
            return ()
        # Cells of a table stand side by side without a space.
        return tuple(self._hits(re.compile(re.escape(email), re.IGNORECASE), email, from_end=True)[-1:])

    @functools.cached_property
    def _addresses(self) -> dict[str, Place]:
        found: dict[str, Place] = {}
        for index in range(len(self.words) - 1, -1, -1):
            for hit in reach.EMAIL.finditer(self.words[index]):
                found.setdefault(reach.address(hit[0]).casefold(), self._place(index, hit.start(), hit.end()))
        return found

    def day_of_wire(self, document: Document) -> tuple[Place, ...]:
        """Where the date stands in the address of Business Wire's copy."""
        day = f"{document.date:%Y%m%d}"
        return tuple(self._hits(re.compile(rf"(?<=/news/home/){day}"), day, from_end=True)[-1:])

    def dates(self, document: Document) -> tuple[Place, ...]:
        """Where the date of the release is printed above its text."""
        from_month = "|".join(
            {text.MONTHS[document.date.month - 1], text.MONTHS[document.date.month - 1][:3] + r"[a-z]?\."}
        )
        pattern = re.compile(
            rf"(?:{from_month}|{text.MONTHS[document.date.month - 1][:3]})\s*0?{document.date.day}(?:,?\s+{document.date.year})?(?!\d)"
            rf"|0?{document.date.day}\s+{text.MONTHS[document.date.month - 1]}\s+{document.date.year}"
            rf"|0?{document.date.month}/0?{document.date.day}/\d{{2,4}}|{document.date.isoformat()}"
        )
        hits = ((index, pattern.search(words[:300])) for index, words in enumerate(self.words[:24]))
        return tuple(self._place(index, hit.start(), hit.end()) for index, hit in hits if hit)[:2]

    def _place(self, index: int, begin: int, end: int) -> Place:
        return Place(index, begin, end, self.lines[index])


def _plain(words: str) -> str:
    """The words with each raised or lowered figure and each no-break space as the ordinary character; none is added or lost."""
    return text.on_the_line(words).replace("\u00a0", " ")


def _blocks(html: str) -> list[str]:
    """The words of each block of rich text; a list or table is one."""
    return [node.words() for node in richtext.parse(html).children if not isinstance(node, str)]
