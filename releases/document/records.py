"""A linked record as a plain value: what a sealed copy of a drug, trial, contact or company holds.

Beside the part that documents carry it has what only the record's own page or the site's frame shows.
"""

import dataclasses
import json
from dataclasses import dataclass, field

from releases.document import codec
from releases.document.parts import Company, Contact, Drug, File, Trial
from releases.vocabulary import (
    ContactKind,
    DesignationKind,
    DrugRole,
    EnrollmentType,
    ProgramPhase,
    ProgramStatus,
    Region,
    TrialPhase,
    TrialStatus,
)


class RecordError(ValueError):
    """The JSON is no record of its kind that this version reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrugRecord:
    """A drug and its standing paragraph."""

    drug: Drug
    about_html: str = ""

    @property
    def name(self) -> str:
        return self.drug.name


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialRecord:
    """A trial; the drugs in it stand under the names that they had."""

    trial: Trial

    @property
    def name(self) -> str:
        return self.trial.name


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRecord:
    """A contact, without the label that a release prints above it."""

    contact: Contact

    @property
    def name(self) -> str:
        return self.contact.name


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalAddress:
    """Where the company has its seat."""

    street: str = ""  # with number and suite
    city: str = ""
    region: str = ""  # state or province
    postal_code: str = ""
    country: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """As on an envelope: "12 Marrow Bay Road", "Boston, MA 02110", "United States"."""
        place = " ".join(filter(None, (self.region, self.postal_code)))
        return tuple(filter(None, (self.street, ", ".join(filter(None, (self.city, place))), self.country)))


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyRecord:
    """The company and the looks of its newsroom."""

    company: Company
    about_html: str = ""
    accent_color: str = ""  # "#rrggbb"
    logo: File | None = None
    cik: str = field(default="", metadata=codec.SINCE)  # the number at EDGAR, ten digits
    address: PostalAddress | None = field(default=None, metadata=codec.SINCE)

    @property
    def name(self) -> str:
        return self.company.legal_name


#: By vocabulary.RecordKind.
RECORDS = {"drug": DrugRecord, "trial": TrialRecord, "contact": ContactRecord, "company": CompanyRecord}

Record = DrugRecord | TrialRecord | ContactRecord | CompanyRecord


_LABELS = {
    "phase": dict(ProgramPhase.choices) | dict(TrialPhase.choices),
    "status": dict(ProgramStatus.choices) | dict(TrialStatus.choices),
    "kind": dict(DesignationKind.choices) | dict(ContactKind.choices),
    "role": dict(DrugRole.choices),
    "region": dict(Region.choices),
    "enrollment_type": dict(EnrollmentType.choices),
}


def canonical_json(record: Record) -> str:
    """The one text that stands for this record: JSON by RFC 8785, as for documents."""
    return json.dumps(codec.to_data(record), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(kind: str, source: str) -> Record:
    """Read a record of this kind back; raises :class:`RecordError`."""
    try:
        return codec.from_data(RECORDS[kind], json.loads(source), kind)
    except (TypeError, ValueError) as error:
        raise RecordError(str(error)) from error


def changed_fields(kind: str, before: Record | None, after: Record) -> tuple[str, ...]:
    """Names of the fields that differ, in the order of the record; all that hold something when there is no ``before``."""
    old = _flat(kind, before) if before else {}
    empty = ("", None, ())
    return tuple(
        name for name, value in _flat(kind, after).items() if (old[name] != value if before else value not in empty)
    )


def _flat(kind: str, record: Record) -> dict:
    """The fields of the record's part and those beside it, side by side."""
    part = getattr(record, kind)
    fields = {name: getattr(part, name) for name in part.__dataclass_fields__ if name != "key"}
    return fields | {name: getattr(record, name) for name in record.__dataclass_fields__ if name != kind}


def described(kind: str, record: Record, name: str) -> str:
    """A field of the record in words, for a person; rich text as it is."""
    return _words(name, _flat(kind, record)[name])


def _words(name: str, value) -> str:
    if value is None:
        return ""
    if isinstance(value, PostalAddress):
        return ", ".join(value.lines)
    if isinstance(value, tuple):
        return "; ".join(_words(name, each) for each in value)
    if dataclasses.is_dataclass(value):
        fields = ((each.name, getattr(value, each.name)) for each in dataclasses.fields(value) if each.name != "key")
        return ", ".join(words for words in (_words(*field) for field in fields) if words)
    return str(_LABELS.get(name, {}).get(value, value))
