"""A release as a plain value: frozen dataclasses, canonical bytes and digest, JSON round trip."""

from releases.document.document import SCHEMA_VERSION, Document, DocumentError
from releases.document.parts import (
    Company,
    Contact,
    Correction,
    Dateline,
    Designation,
    Drug,
    File,
    Footnote,
    Listing,
    Program,
    Quotation,
    SafeHarbor,
    Section,
    Trial,
    TrialDrug,
)
from releases.document.quotations import find_quotations
from releases.document.results import ResultRow, Results

__all__ = [
    "SCHEMA_VERSION",
    "Company",
    "Contact",
    "Correction",
    "Dateline",
    "Designation",
    "Document",
    "DocumentError",
    "Drug",
    "File",
    "Footnote",
    "Listing",
    "Program",
    "Quotation",
    "ResultRow",
    "Results",
    "SafeHarbor",
    "Section",
    "Trial",
    "TrialDrug",
    "find_quotations",
]
