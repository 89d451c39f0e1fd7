"""Where the words of a source went: each paragraph of the file with the parts that its words became.

Found by the words themselves, so that it holds for every format and for parts that an editor chose.
"""

import re
from collections import Counter
from dataclasses import dataclass

from releases import text
from releases.document import Document, richtext
from releases.importers.chosen import Part
from releases.readers import Reading, blocks, dates

#: Names inside of the text.
DRUG, TRIAL, COMPANY = "drug", "trial", "company"
#: Longer files are traced paragraph by paragraph only, to keep the page quick.
_MOST_WORDS = 20_000
_WORD = re.compile(r"\w+")
#: Fewer words in a row stand in any text by chance; but not in these parts.
_FEWEST_WORDS = 3
_SHORT = (Part.DATELINE, Part.CONTACT, Part.FOOTNOTE)


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row that became one part ("" when they became none), and what they name, if anything."""

    words: str
    part: str
    names: str = ""

    @property
    def label(self) -> str:
        """The part for people."""
        return _LABELS.get(self.part, "")


@dataclass(frozen=True, slots=True)
class Traced:
    """A paragraph of the source."""

    number: int
    line: int | None
    part: str  # of most of its words
    runs: tuple[Run, ...]

    @property
    def label(self) -> str:
        """The part for people; "Left out" when none of its words are in the document."""
        return _LABELS.get(self.part, "Left out")


_LABELS = {
    Part.HEADLINE: "Headline",
    Part.SUBHEADLINE: "Subheadline",
    Part.DATE: "Date",
    Part.DATELINE: "Dateline",
    Part.BODY: "Body",
    Part.SECTION_TEXT: "About section",
    Part.TRADEMARK: "Trademark note",
    Part.FOOTNOTE: "Footnote",
    Part.SAFE_HARBOR: "Safe harbor",
    Part.CONTACT: "Contact",
    Part.SOURCE: "Source line",
    Part.DISTRIBUTOR: "Distribution line",
}


def trace(reading: Reading) -> list[Traced]:
    """Every paragraph of the source with where its words went. Pure."""
    document = reading.document
    left = {part: _words(words) for part, words in _parts(document).items()}
    texts = [_shown(paragraph.html) for paragraph in reading.source]
    is_long = sum(len(_WORD.findall(words)) for words in texts) > _MOST_WORDS
    names = _names(document)
    told = Counter((notice.line, _words(notice.left_out)) for notice in reading.notices if notice.left_out)
    traced = []
    for number, (paragraph, words) in enumerate(zip(reading.source, texts, strict=True)):
        if told[paragraph.line, _words(words)] > 0:
            # Left out as a whole, though its words may stand elsewhere too.
            told[paragraph.line, _words(words)] -= 1
            traced.append(Traced(number, paragraph.line, "", (Run(words, ""),)))
            continue
        spans = _spans(words, left, document, is_long)
        counts: dict[str, int] = {}
        for begin, end, part in spans:
            counts[part] = counts.get(part, 0) + end - begin
        main = max((part for part in counts if part), key=counts.__getitem__, default="")
        traced.append(Traced(number, paragraph.line, main, tuple(_runs(words, spans, names))))
    return traced


def _parts(document: Document) -> dict[str, str]:
    """The words of every part, in the order in which a release prints them."""
    place = document.dateline
    safe = document.safe_harbor
    people = "\n".join(
        " ".join((one.label, one.organization, one.person, one.title, one.phone, one.email))
        for one in document.contacts
    )
    return {
        Part.HEADLINE: document.headline,
        Part.SUBHEADLINE: document.subheadline,
        Part.DATELINE: " ".join((place.city, place.region, place.wire)),
        Part.BODY: richtext.plain(document.body_html),
        Part.SECTION_TEXT: "\n".join(f"{each.heading}\n{richtext.plain(each.html)}" for each in document.sections),
        Part.TRADEMARK: "\n".join(map(richtext.plain, document.trademark_notes)),
        Part.FOOTNOTE: "\n".join(f"{note.mark} {richtext.plain(note.html)}" for note in document.footnotes),
        Part.SAFE_HARBOR: f"{safe.heading}\n{richtext.plain(safe.html)}" if safe else "",
        Part.CONTACT: people,
        Part.SOURCE: document.source,
        Part.DISTRIBUTOR: document.distributor,
    }


def _words(words: str) -> str:
    """The words alone, without signs and case, each with a space on both sides."""
    return f" {' '.join(_WORD.findall(text.from_superscript(words).casefold()))} "


def _spans(words: str, left: dict[str, str], document: Document, is_long: bool) -> list[tuple[int, int, str]]:
    """Character ranges of the paragraph with the part that each became; what is found in a part is used up there."""
    dated = dates.read_line(" ".join(words.split()))
    if dated and dated[0] == document.date:
        return [(0, len(words), Part.DATE)]
    found = list(_WORD.finditer(words))
    if not found:
        return [(0, len(words), "")]
    folded = [_words(match[0]).strip() for match in found]
    # Signs belong to the word before them, and the first ones to the first word.
    ends = [*(match.start() for match in found[1:]), len(words)]
    spans: list[tuple[int, int, str]] = []
    at = begin = 0
    while at < len(found):
        part, count = _longest(folded[at:], left, is_whole_only=is_long)
        if count:
            left[part] = left[part].replace(f" {' '.join(folded[at : at + count])} ", " ", 1)
        at += count or (len(found) if is_long else 1)
        end = ends[min(at, len(found)) - 1]
        if spans and spans[-1][2] == part:
            spans[-1] = (spans[-1][0], end, part)
        else:
            spans.append((begin, end, part))
        begin = end
    return spans


def _longest(folded: list[str], left: dict[str, str], *, is_whole_only: bool) -> tuple[str, int]:
    """The part that goes on longest with these words, and for how many of them."""
    whole = f" {' '.join(folded)} "
    for part, words in left.items():
        if whole in words:
            return part, len(folded)
    if is_whole_only:
        return "", 0
    best, most = "", 0
    for part, words in left.items():
        count, step = 0, len(folded)
        while (
            step
        ):  # the longest beginning that stands in the part: what is longer never does when a shorter one doesn't
            tried = count + step
            if tried <= len(folded) and f" {' '.join(folded[:tried])} " in words:
                count = tried
            else:
                step //= 2
        is_said = count >= _FEWEST_WORDS or part in _SHORT
        if count > most and is_said:
            best, most = part, count
    return best, most


def _names(document: Document) -> list[tuple[str, re.Pattern]]:
    """What is looked for inside of the text."""
    found = {
        DRUG: [
            name
            for drug in document.drugs
            for name in (drug.code_name, drug.generic_name, drug.brand_name, *drug.aliases)
        ],
        TRIAL: [name for trial in document.trials for name in (trial.nct_number, trial.acronym)],
        COMPANY: [document.company.legal_name, *(listing.ticker for listing in document.company.listings)],
    }
    return [
        (
            kind,
            re.compile(
                "|".join(
                    rf"(?<!\w){re.escape(name)}(?!\w)" for name in sorted(filter(None, names), key=len, reverse=True)
                )
            ),
        )
        for kind, names in found.items()
        if any(names)
    ]


def _runs(words: str, spans: list[tuple[int, int, str]], names: list[tuple[str, re.Pattern]]) -> list[Run]:
    inside = sorted((match.start(), match.end(), kind) for kind, pattern in names for match in pattern.finditer(words))
    runs: list[Run] = []
    end_before = 0
    for begin, end, part in spans:
        at = begin
        if begin > end_before:
            runs.append(Run(words[end_before:begin], ""))
        for name_begin, name_end, kind in inside:
            if at <= name_begin and name_end <= end:
                if name_begin > at:
                    runs.append(Run(words[at:name_begin], part))
                runs.append(Run(words[name_begin:name_end], part, kind))
                at = name_end
        if at < end:
            runs.append(Run(words[at:end], part))
        end_before = end
    return runs


def _shown(html: str) -> str:
    """The paragraph as its printed lines."""
    nodes = richtext.parse(html).children
    if not nodes or isinstance(nodes[0], str):
        return "\n".join(node for node in nodes if isinstance(node, str))
    return "\n".join(blocks.block(nodes[0]).lines())
