"""A document as the rules read it: passages of plain text with their addresses, made once for an inspection."""

import functools
from collections.abc import Callable, Iterator
from typing import TypeVar

from releases.document import Document, richtext
from releases.preflight.passage import Part, Passage, from_html, from_line

_T = TypeVar("_T")

#: What the company itself says in this release; the standing texts behind it are another matter.
PROSE = (Part.HEADLINE, Part.SUBHEADLINE, Part.BODY)


class View:
    """All passages of a document in reading order. Not changed by rules; results they share go through :meth:`once`."""

    def __init__(self, document: Document):
        self.document = document
        self.passages: tuple[Passage, ...] = tuple(_passages(document))
        self._positions = {passage.field: index for index, passage in enumerate(self.passages)}
        self._results: dict[Callable, object] = {}

    def of(self, *parts: Part) -> tuple[Passage, ...]:
        """The passages of these parts."""
        return tuple(passage for passage in self.passages if passage.part in parts)

    @functools.cached_property
    def prose(self) -> tuple[Passage, ...]:
        """Headline, subheadline and body."""
        return self.of(*PROSE)

    @functools.cached_property
    def text(self) -> str:
        """Every passage, one a line: for the question whether something stands anywhere at all."""
        return "\n".join(passage.text for passage in self.passages)

    def once(self, read: Callable[["View"], _T]) -> _T:
        """``read(self)``, computed once for this inspection: what several rules need is read in one place."""
        if read not in self._results:
            self._results[read] = read(self)
        return self._results[read]

    def position(self, field: str) -> int:
        """Where the field stands in reading order; fields without words (an empty headline) come first."""
        return self._positions.get(field, -1)


def _passages(document: Document) -> Iterator[Passage]:
    yield from from_line(Part.HEADLINE, "headline", document.headline)
    for index, line in enumerate(document.subheadline.splitlines()):
        yield from from_line(Part.SUBHEADLINE, f"subheadline[{index}]", line)
    dateline = document.dateline
    for name in ("city", "region", "wire"):
        yield from from_line(Part.DATELINE, f"dateline.{name}", getattr(dateline, name))
    yield from from_html(Part.BODY, "body", document.body_html)
    for index, results in enumerate(document.results):
        for name in ("title", "population"):
            yield from from_line(Part.RESULTS, f"results[{index}].{name}", getattr(results, name))
        for number, row in enumerate(results.rows):
            yield from from_line(Part.RESULTS, f"results[{index}].rows[{number}]", row.category)
    for index, file in enumerate(document.files):
        for name in ("title", "alternative_text", "caption"):
            yield from from_line(Part.FILE, f"files[{index}].{name}", getattr(file, name))
    for index, section in enumerate(document.sections):
        yield from from_line(Part.SECTION, f"sections[{index}].heading", section.heading, kind="h2")
        yield from from_html(Part.SECTION, f"sections[{index}]", section.html)
    for index, note in enumerate(document.trademark_notes):
        yield from from_line(Part.TRADEMARK, f"trademark_notes[{index}]", note)
    for index, note in enumerate(document.footnotes):
        yield from from_line(Part.FOOTNOTE, f"footnotes[{index}]", richtext.plain(note.html).replace("\n\n", "\n"))
    if document.safe_harbor:
        yield from from_line(Part.SAFE_HARBOR, "safe_harbor.heading", document.safe_harbor.heading, kind="h2")
        yield from from_html(Part.SAFE_HARBOR, "safe_harbor", document.safe_harbor.html)
    for index, contact in enumerate(document.contacts):
        for name in ("label", "organization", "person", "title", "phone", "email"):
            yield from from_line(Part.CONTACT, f"contacts[{index}].{name}", getattr(contact, name))
    yield from from_line(Part.SOURCE, "source", document.source)
    yield from from_line(Part.DISTRIBUTOR, "distributor", document.distributor)
    if document.correction:
        yield from from_line(Part.CORRECTION, "correction", document.correction.note)
