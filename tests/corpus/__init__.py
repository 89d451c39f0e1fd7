"""Releases of invented companies as the wires, the SEC and investor sites print them, each with its expected parts.

A document stands in ``documents/`` (a Word file as its text, see :mod:`tests.corpus.word`), and beside it under the same name a ``.toml`` file says what is to be recognised in
it. A part that the file doesn't name is expected to be empty. Lists stand for values: ``dateline`` is city, region and
wire; ``company`` legal name, short name, exchange and ticker, ``listings`` are its further ones with the market's code; a contact kind, label, organization, person, title,
telephone and e-mail; a drug code, generic and brand name; a trial registry number, acronym and phase; a table caption
and number of rows. ``begins`` and ``ends`` are the first and last words of the body, ``bullets`` counts list items.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from releases import readers
from releases.document import Document, richtext
from tests.corpus import word

FOLDER = Path(__file__).parent / "documents"


@dataclass(frozen=True)
class Sample:
    """A document of the corpus."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name.replace(".word", ".docx")

    @property
    def is_held_out(self) -> bool:
        """Of the last third, written before the rules like the others; its misses are counted apart."""
        return self.name.startswith("held-")

    @property
    def is_blind(self) -> bool:
        """Written by somebody who had not seen the rules; counted apart, though read and mended afterwards."""
        return self.name.startswith("blind-")

    @property
    def expected(self) -> dict:
        return tomllib.loads(self.path.with_suffix(".toml").read_text(encoding="utf-8"))

    @cache  # noqa: B019 - one reading for all tests of a session
    def reading(self) -> readers.Reading:
        if self.path.suffix == ".rss":
            (item,) = readers.unfold(self.path.read_bytes(), name=self.name)
            return readers.read(item.data, name=item.name)
        return readers.read(self.data, name=self.name)

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        if self.path.suffix == ".word":
            return word.build(self.path.read_text(encoding="utf-8"))
        return self.path.read_bytes()


SAMPLES = tuple(Sample(path) for path in sorted(FOLDER.iterdir()) if path.suffix != ".toml")

#: Each part with what it is when a document has none.
PARTS = {
    "headline": "", "subheadline": [], "date": None, "dateline": ["", "", ""], "company": ["", "", "", ""], "listings": [],
    "category": "other", "begins": None, "ends": None, "headings": [], "bullets": 0, "quotes": [], "tables": [],
    "sections": [], "trademarks": 0, "footnotes": [], "safe": [], "contacts": [], "source": "", "distributor": "",
    "drugs": [], "trials": [], "correction": "",
}  # fmt: skip


def misses(sample: Sample) -> dict[str, tuple]:
    """The parts that were not recognised as expected: name → (expected, read)."""
    expected = sample.expected
    assert not expected.keys() - PARTS.keys(), f"{sample.name} expects parts that nobody knows"
    read = _parts(sample.reading().document)
    pairs = {part: (expected.get(part, empty), read[part]) for part, empty in PARTS.items()}
    return {part: (wanted, got) for part, (wanted, got) in pairs.items() if not _matches(part, wanted, got)}


def _matches(part: str, wanted, got) -> bool:
    """Long texts are given by their first words, the end of the body by its last ones."""
    if part in ("begins", "ends"):
        return wanted is None or (got.startswith(wanted) if part == "begins" else got.endswith(wanted))
    if part == "safe":
        return wanted == got or (bool(wanted and got) and wanted[0] == got[0] and got[1].startswith(wanted[1]))
    if part == "footnotes":
        return len(wanted) == len(got) and all(
            ours[0] == theirs[0] and theirs[1].startswith(ours[1]) for ours, theirs in zip(wanted, got, strict=True)
        )
    return wanted == got


def _parts(document: Document) -> dict:
    body = richtext.parse(document.body_html)
    words = body.words() if len(body.children) == 1 else " ".join(child.words() for child in body.children)
    company, dateline = document.company, document.dateline
    return {
        "headline": document.headline,
        "subheadline": document.subheadline.split("\n") if document.subheadline else [],
        "date": document.date,
        "dateline": [dateline.city, dateline.region, dateline.wire],
        "company": [company.legal_name, company.short_name, company.exchange, company.ticker],
        "listings": [f"{listing} {listing.mic}".strip() for listing in company.other_listings],
        "category": document.category,
        "begins": words[:300].replace("\u00a0", " "),
        "ends": words[-300:].replace("\u00a0", " "),
        "headings": [node.words() for node in body.find("h2", "h3", "h4")],
        "bullets": sum(1 for _ in body.find("li")),
        "quotes": [[quotation.speaker, quotation.title] for quotation in document.quotations],
        "tables": [
            [next((caption.words() for caption in table.find("caption")), ""), sum(1 for _ in table.find("tr"))]
            for table in body.find("table")
        ],
        "sections": [[section.heading, section.kind] for section in document.sections],
        "trademarks": len(document.trademark_notes),
        "footnotes": [[note.mark, richtext.plain(note.html)] for note in document.footnotes],
        "safe": [document.safe_harbor.heading, " ".join(richtext.plain(document.safe_harbor.html).split())]
        if document.safe_harbor
        else [],
        "contacts": [
            [person.kind, person.label, person.organization, person.person, person.title, person.phone, person.email]
            for person in document.contacts
        ],
        "source": document.source,
        "distributor": document.distributor,
        "drugs": [[drug.code_name, drug.generic_name, drug.brand_name] for drug in document.drugs],
        "trials": [[trial.nct_number, trial.acronym, trial.phase] for trial in document.trials],
        "correction": document.correction.kind if document.correction else "",
    }
