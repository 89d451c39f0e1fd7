"""The Document: one press release as a plain value, the narrow waist of the house."""

import datetime
import hashlib
import json
from dataclasses import dataclass, field

from releases.document import codec
from releases.document.parts import (
    Company,
    Contact,
    Correction,
    Dateline,
    Drug,
    File,
    Footnote,
    Quotation,
    SafeHarbor,
    Section,
    Trial,
)
from releases.document.results import Results
from releases.text import direction

SCHEMA_VERSION = 1


class DocumentError(ValueError):
    """The JSON is not a Document of a schema that this version reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A release in the order in which a reader meets it.

    ``date`` is the calendar date printed on the release, in ``company.time_zone``; ``None`` while it is
    not known (a draft that takes the date of its instant). ``drugs``, ``trials`` and ``contacts`` are in
    the order that the editor chose.
    """

    headline: str
    company: Company
    schema_version: int = SCHEMA_VERSION
    language: str = "en"  # BCP 47
    category: str = "other"  # vocabulary.Category
    date: datetime.date | None = None
    subheadline: str = ""  # several lines when there are several
    dateline: Dateline = Dateline()
    body_html: str = ""
    quotations: tuple[Quotation, ...] = ()
    sections: tuple[Section, ...] = ()
    trademark_notes: tuple[str, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    safe_harbor: SafeHarbor | None = None
    contacts: tuple[Contact, ...] = ()
    source: str = ""
    distributor: str = ""
    drugs: tuple[Drug, ...] = ()
    trials: tuple[Trial, ...] = ()
    files: tuple[File, ...] = ()
    correction: Correction | None = None
    #: Left out of the canonical bytes when there are none, so that older documents keep their digest.
    results: tuple[Results, ...] = field(default=(), metadata=codec.SINCE)

    @property
    def direction(self) -> str:
        """Of the writing, "ltr" or "rtl": it follows from the language."""
        return direction(self.language)

    def canonical_bytes(self) -> bytes:
        """The one byte sequence that stands for this document: JSON by RFC 8785 (sorted keys, no white space, UTF-8).

        The document holds no floating-point numbers, so that :func:`json.dumps` and the RFC agree.
        """
        return json.dumps(codec.to_data(self), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    def digest(self) -> str:
        """SHA-256 of :meth:`canonical_bytes`, hexadecimal."""
        return hashlib.sha256(self.canonical_bytes()).hexdigest()

    @classmethod
    def from_json(cls, source: str | bytes) -> "Document":
        """Read a document back; raises :class:`DocumentError` on another schema, a missing or an unknown field."""
        try:
            data = json.loads(source)
        except ValueError as error:
            raise DocumentError(f"not JSON: {error}") from error
        version = data.get("schema_version") if isinstance(data, dict) else None
        if version != SCHEMA_VERSION:
            raise DocumentError(f"schema version {version!r} is not {SCHEMA_VERSION}, the one this software reads")
        try:
            return codec.from_data(cls, data)
        except (TypeError, ValueError) as error:
            raise DocumentError(str(error)) from error
