"""What the rules may know beyond the document: frozen values, gathered by whoever asks.

Everything has an empty default that means "not known": a rule that lacks what it needs stays silent.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from releases.document import Contact, Drug, Trial
from releases.preflight import regulation
from releases.preflight.finding import normalised
from releases.preflight.regulation import Regulation


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownDrug:
    """A drug of the records. Its names are those of ``drug``: code, generic, brand, aliases; its target too."""

    drug: Drug
    is_own: bool = False
    #: Regions (vocabulary.Region) in which a regulator has approved it for some use; "" where the region isn't recorded.
    approved_in: tuple[str, ...] = ()
    is_linked: bool = False  # to the release in hand

    @property
    def is_approved(self) -> bool:
        return bool(self.approved_in)

    @property
    def names(self) -> tuple[str, ...]:
        drug = self.drug
        return tuple(filter(None, (drug.code_name, drug.generic_name, drug.brand_name, *drug.aliases)))


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownTrial:
    """A trial of the records."""

    trial: Trial
    is_linked: bool = False
    arms: int | None = None  # 1: single-arm; None: not known
    other_numbers: tuple[str, ...] = ()  # of other registries, in the form of releases.readers.registries


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownContact:
    """A contact with the days on which it answers, both included; None: without end."""

    contact: Contact
    active_from: datetime.date | None = None
    active_until: datetime.date | None = None
    is_linked: bool = False

    def is_active_on(self, date: datetime.date) -> bool:
        return (self.active_from is None or self.active_from <= date) and (
            self.active_until is None or date <= self.active_until
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A ticker with the days on which it was valid, both included; None: without end."""

    exchange: str  # vocabulary.Exchange
    symbol: str
    from_date: datetime.date | None = None
    until_date: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A trademark: the words without sign, whose it is, and whether it is registered."""

    words: str
    owner: str = ""
    is_registered: bool = False
    is_own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCompany:
    """The issuer's record."""

    legal_name: str = ""
    short_name: str = ""
    listings: tuple[Listing, ...] = ()
    marks: tuple[Mark, ...] = ()
    fiscal_year_end: tuple[int, int] | None = None  # month, day
    hosts: tuple[str, ...] = ()  # of the public site, in lower case, without scheme
    offices: tuple[tuple[str, str], ...] = ()  # city, region in AP form
    #: How many drugs the about text may claim, by the words it uses; empty where not recorded.
    counts: Mapping[str, int] = field(default_factory=dict)
    time_zone: str = "America/New_York"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """A report filed with the SEC."""

    form: str  # "10-K", "10-Q", "8-K"
    filed_date: datetime.date
    period_end_date: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeHarborVersion:
    """A version of a safe harbor's boilerplate, with the days on which it is in force, both included; None: without end."""

    version: str  # as in ``document.safe_harbor.version``
    text: str  # plain, its placeholders as "{name}"
    from_date: datetime.date
    until_date: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Presentation:
    """A talk or poster that the release is linked to, and the meeting it belongs to."""

    meeting: str
    number: str = ""  # of the abstract
    ordinal: int | None = None  # 54 for the "54th"
    city: str = ""
    begins_date: datetime.date | None = None
    ends_date: datetime.date | None = None
    embargo_lifts_at: datetime.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OlderRelease:
    """What an older release of the company said."""

    headline: str
    date: datetime.date | None = None
    live_at: datetime.datetime | None = None
    quotations: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()  # of the body, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalFacts:
    """How the release stands with those who approve it; None in ``Context.approvals`` where nobody was asked."""

    content_digest: str = ""
    approved_digests: tuple[str, ...] = ()  # of the approvals that were given and not withdrawn
    author: str = ""
    approvers: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()  # labels of the required sign-offs that nobody gave


@dataclass(frozen=True, slots=True, kw_only=True)
class TradingDay:
    """One day of an exchange, in its own time zone; a day without session has no times."""

    opens_at: datetime.datetime | None = None
    closes_at: datetime.datetime | None = None
    reason: str = ""  # "Thanksgiving", where it is closed or closes early


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The circumstances of one release. ``live_at`` is the instant it goes out, aware; None while nobody has planned it."""

    live_at: datetime.datetime | None = None
    is_material: bool | None = None
    company: KnownCompany | None = None
    drugs: tuple[KnownDrug, ...] = ()
    trials: tuple[KnownTrial, ...] = ()
    contacts: tuple[KnownContact, ...] = ()
    filings: tuple[Filing, ...] = ()
    presentations: tuple[Presentation, ...] = ()
    safe_harbors: tuple[SafeHarborVersion, ...] = ()
    #: Words and target of links that were left out as the document was read, because they lead nowhere.
    dead_links: tuple[tuple[str, str], ...] = ()
    older: tuple[OlderRelease, ...] = ()  # newest first
    #: Trading days by date, those around ``live_at`` at least; empty where there is no calendar.
    calendar: Mapping[datetime.date, TradingDay] = field(default_factory=dict)
    #: When the exchange was told of the news, aware; None where nobody recorded it.
    notice_at: datetime.datetime | None = None
    approvals: ApprovalFacts | None = None
    #: Law, exchange rules and usage, asked by date.
    regulation: Regulation = field(default_factory=regulation.load)
    #: Words that a person has allowed for this company, by rule id, "*" for every rule; normalised by ``finding.normalised``.
    allowed: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def allows(self, rule_id: str, quote: str) -> bool:
        """Whether these words stand on the company's allow-list for the rule."""
        if not self.allowed or not quote:
            return False
        words = normalised(quote)
        return words in self.allowed.get(rule_id, ()) or words in self.allowed.get("*", ())


#: Where nothing is known.
UNKNOWN = Context()
