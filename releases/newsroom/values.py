"""What the newsroom hands to pages and feeds: plain frozen values, so that no template can walk into a working record."""

import dataclasses
import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from releases import addressing, conf
from releases.document import Company, Designation, Document, Drug, Program, Trial
from releases.document.records import PostalAddress
from releases.files.renditions import Rendition
from releases.rendering import lettering
from releases.rendering.facts import Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The site around every page, from the public copy of the company's record: whose newsroom this is and its colour.

    ``company`` is None while nothing is public yet.
    """

    company: Company | None = None
    accent_color: str = ""  # "#rrggbb"
    logo_url: str = ""
    cik: str = ""
    address: PostalAddress | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A drug or trial by the name that it has where it stands."""

    name: str
    key: str = ""  # of its record
    url: str = ""  # path of its page; empty where it has none

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A public release as a line of the ledger."""

    url: str  # path of the release page, "/releases/2012/12/10/<slug>/"
    headline: str
    subheadline: str
    category: str  # label: "Clinical data"
    date: datetime.date  # the date printed on the release
    live_at: datetime.datetime  # aware, UTC
    time_zone: str  # IANA name of the company's zone
    language: str  # of the headline and text, BCP 47
    direction: str  # of its writing, "ltr" or "rtl"
    drugs: tuple[Subject, ...]
    trials: tuple[Subject, ...]  # acronyms or registry numbers; one with neither is named in the release only
    number: int  # of the current edition; 1 is the original
    correction: str = ""  # label of the correction's kind when number > 1, else ""
    is_withdrawal: bool = False  # its address answers 410, so that nothing links to it
    notice: str = ""  # of a withdrawal: what is said in its place
    # Why a search found it, with the words marked; safe HTML.
    headline_html: str = ""
    excerpt_html: str = ""
    names_html: tuple[str, ...] = ()  # of linked drugs and trials, where the text does not say them


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One public edition of a release in the list of its editions."""

    number: int
    url: str  # of this very edition, ".../editions/1/"
    live_at: datetime.datetime
    digest: str
    is_current: bool
    note: str  # what was changed; empty for the original
    is_historic: bool = False  # of its instant only the date is known


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One edition, whole."""

    entry: Entry
    document: Document
    article_html: str  # stored with the edition
    plain_text: str
    canonical_url: str  # absolute, of the release (its current edition)
    item_id: str  # tag URI of this edition as a feed item
    digest: str  # SHA-256, hexadecimal
    previous_digest: str
    sealed_at: datetime.datetime
    is_historic: bool  # brought in from before this site: live_at is the date it was first issued
    is_withdrawal: bool  # a notice in the place of what was withdrawn
    superseded_at: datetime.datetime | None  # set when a later edition is current
    editions: tuple[Issue, ...]  # all public editions, newest first
    place: int | None = None  # in the ledger; for asking what stands beside it, never to be shown
    first_live_at: datetime.datetime | None = None  # of edition 1, where it was asked for
    addresses: Mapping[str, str] = field(default_factory=dict)  # record key to path, of what has a public copy

    @property
    def told(self) -> Document:
        """The document for what is said beside its text: see :func:`told`."""
        return told(self.document, self.addresses)

    @property
    def is_replaced_from_archive(self) -> bool:
        """Whether the edition that took over was brought in, so that only the date is known."""
        return any(issue.is_historic for issue in self.editions if issue.number == self.entry.number + 1)

    @property
    def facts(self) -> Facts:
        """What machine formats print beside the document."""
        return Facts(
            origin=conf.origin(),
            address=self.entry.url,
            feed_id=self.item_id.rpartition("/")[0],
            number=self.entry.number,
            live_at=self.entry.live_at,
            first_live_at=self.first_live_at or (self.editions[-1].live_at if self.editions else self.entry.live_at),
            sealed_at=self.sealed_at,
            digest=self.digest,
            previous_digest=self.previous_digest,
            is_current=self.superseded_at is None,
            is_historic=self.is_historic,
            is_first_historic=self.editions[-1].is_historic if self.editions else self.is_historic,
            is_withdrawal=self.is_withdrawal,
            omitted=lettering.omitted(self.document, plain_text=self.plain_text),
        )


def told(document: Document, public: Collection[str]) -> Document:
    """The document without the drugs, trials and contacts that have no public copy, for everything but its text: nobody has
    confirmed them, or they are held back. ``public`` are the keys of those that have one; what has no key stays."""

    def known(parts):
        return tuple(part for part in parts if not part.key or part.key in public)

    return dataclasses.replace(
        document, drugs=known(document.drugs), trials=known(document.trials), contacts=known(document.contacts)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFile:
    """A file of a public edition, or one of a figure's renditions."""

    name: str
    content_type: str
    sha256: str  # of the stored bytes
    rendition: Rendition | None = None  # in which size and form of these bytes is meant


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """Whole releases, newest first, about everything or about one subject."""

    about: str  # "Clinical data", "MBY-101"; empty for all releases
    path: str  # of the page that lists these releases
    pages: tuple[Page, ...]
    updated_at: datetime.datetime  # of the newest edition in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A program on the way to the market, on a scale that all drugs share."""

    program: Program
    step: int  # of ``steps``; 0 for a program whose phase is unknown to the scale
    steps: int
    designations: tuple[Designation, ...] = ()  # for this indication

    @property
    def inner_steps(self) -> range:
        """Where the chart draws a line between two steps."""
        return range(1, self.steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class DrugPage:
    """A drug as its public copy has it, and what is public about it."""

    url: str
    drug: Drug
    about_html: str
    stages: tuple[Stage, ...]
    designations: tuple[Designation, ...] = ()  # for none of these indications
    trials: tuple["TrialPage", ...] = ()  # in which it is; only with a page of its own
    releases: tuple[Entry, ...] = ()  # newest first
    live_at: datetime.datetime  # of the copy

    @property
    def releases_url(self) -> str:
        """The ledger, of the releases that name it."""
        return addressing.releases(drug=addressing.last(self.url))

    @property
    def feed_url(self) -> str:
        """The address of its feed, without the ending that says in which format."""
        return addressing.feed("drugs", addressing.last(self.url))


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialPage:
    """A trial as its public copy has it, and what is public about it."""

    url: str
    trial: Trial
    drugs: tuple[tuple[Subject, str], ...] = ()  # with the role
    releases: tuple[Entry, ...] = ()  # newest first
    live_at: datetime.datetime  # of the copy

    @property
    def releases_url(self) -> str:
        """The ledger, of the releases that name it."""
        return addressing.releases(trial=addressing.last(self.url))

    @property
    def feed_url(self) -> str:
        """The address of its feed, without the ending that says in which format."""
        return addressing.feed("trials", addressing.last(self.url))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """Every drug that the public knows: those in development, and the others."""

    developed: tuple[DrugPage, ...]
    others: tuple[DrugPage, ...]
