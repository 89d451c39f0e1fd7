"""The parts of a Document: plain frozen values, no queries, no clock.

Every field has a meaning when empty ("not stated"), so that a document read from wire text and one
composed from records have the same shape. Text fields hold one line of plain text unless their name
ends in ``html``: those hold sanitised HTML of the allow-list in :mod:`releases.text`.
"""

import datetime
from dataclasses import dataclass, field

from releases.document import codec


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Where shares trade, and under which symbol."""

    exchange: str  # vocabulary.Exchange, or any market's own name
    ticker: str
    mic: str = ""  # ISO 10383

    def __str__(self):
        return f"{self.exchange}: {self.ticker}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """The issuer as this release names it; names and tickers change over the years, sealed ones don't."""

    legal_name: str
    short_name: str = ""
    exchange: str = ""
    mic: str = ""  # ISO 10383
    ticker: str = ""
    website: str = ""
    time_zone: str = "America/New_York"  # IANA name; the release's date is a date in this zone
    #: Of a company that is listed more than once: all but the first.
    other_listings: tuple[Listing, ...] = field(default=(), metadata=codec.SINCE)

    @property
    def listings(self) -> tuple[Listing, ...]:
        """Every listing in the order in which the company names them."""
        first = Listing(exchange=self.exchange, ticker=self.ticker, mic=self.mic)
        return ((first,) if self.exchange and self.ticker else ()) + self.other_listings


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Where and by which wire the news is told: "WALTHAM, Mass.--(BUSINESS WIRE)--"."""

    city: str = ""
    region: str = ""  # a state in AP form, or a country; empty for stand-alone cities
    wire: str = ""  # a value of vocabulary.Wire, or any wire's own name


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words of a person inside the body, with the attribution that stands beside them."""

    text: str
    speaker: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A headed standing text behind the body: "About ImmunoGen, Inc."."""

    heading: str
    html: str
    kind: str = "other"  # vocabulary.SectionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """A note and its mark; the body refers to it by ``<sup>mark</sup>``."""

    mark: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeHarbor:
    """The forward-looking statement notice, placeholders resolved."""

    html: str
    heading: str = ""
    version: str = ""  # which boilerplate version it came from, for the record


@dataclass(frozen=True, slots=True, kw_only=True)
class Designation:
    """A regulator's designation for one indication in one region."""

    kind: str  # vocabulary.DesignationKind
    indication: str = ""
    region: str = ""  # vocabulary.Region


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A drug's development in one indication."""

    indication: str
    phase: str  # vocabulary.ProgramPhase
    partner: str = ""
    status: str = "active"  # vocabulary.ProgramStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Drug:
    """A drug as it stood when the release was composed."""

    code_name: str = ""
    generic_name: str = ""  # INN
    brand_name: str = ""
    aliases: tuple[str, ...] = ()
    target: str = ""
    mechanism: str = ""
    owner: str = ""
    partner: str = ""
    designations: tuple[Designation, ...] = ()
    programs: tuple[Program, ...] = ()
    key: str = ""  # UUID of the record; empty when read from text

    @property
    def name(self) -> str:
        """The name the company uses first: code name, then generic, then brand."""
        return self.code_name or self.generic_name or self.brand_name


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialDrug:
    """A drug's part in a trial."""

    name: str
    role: str = "investigational"  # vocabulary.DrugRole
    key: str = ""  # of the drug's record


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A clinical trial as it stood when the release was composed."""

    nct_number: str = ""
    acronym: str = ""
    title: str = ""
    phase: str = ""  # vocabulary.TrialPhase
    status: str = ""  # vocabulary.TrialStatus
    conditions: tuple[str, ...] = ()
    enrollment_count: int | None = None
    enrollment_type: str = ""  # vocabulary.EnrollmentType
    sponsor: str = ""
    drugs: tuple[TrialDrug, ...] = ()
    start_date: datetime.date | None = None
    primary_completion_date: datetime.date | None = None
    completion_date: datetime.date | None = None
    key: str = ""  # UUID of the record; empty when read from text

    @property
    def name(self) -> str:
        """The acronym, else the title, else the registry number."""
        return self.acronym or self.title or self.nct_number


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom to ask, as printed: the label above, then organisation, person and ways to reach them."""

    kind: str  # vocabulary.ContactKind
    label: str = ""  # "For Investors:"
    organization: str = ""
    person: str = ""
    title: str = ""
    phone: str = ""
    email: str = ""
    key: str = ""  # UUID of the record; empty when read from text

    @property
    def name(self) -> str:
        """Who answers; for a desk without a name, how it is reached."""
        return self.person or self.organization or self.title or self.email or self.phone


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A figure or attachment. Its bytes stand in private storage under ``key``; ``sha256`` binds them."""

    key: str  # random UUID, hexadecimal with dashes: the public address is /files/<key>/<name>
    kind: str  # vocabulary.MediaKind
    name: str
    content_type: str
    size: int  # bytes
    sha256: str
    title: str = ""
    alternative_text: str = ""
    caption: str = ""
    width: int | None = None  # pixels
    height: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Why this edition follows an earlier one."""

    kind: str  # vocabulary.CorrectionKind
    note: str  # what was changed, for the public
