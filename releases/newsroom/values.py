"""What the newsroom hands to pages and feeds: plain frozen values, so that no template can walk into a working record."""

import datetime
from dataclasses import dataclass

from releases.document import Company, Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The site around every page, taken from the newest public edition: whose newsroom this is and its colour.

    ``company`` is None while nothing is public yet.
    """

    company: Company | None = None
    accent_color: str = ""  # "#rrggbb"
    logo_url: str = ""


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
    drugs: tuple[str, ...]  # names of the linked drugs
    trials: tuple[str, ...]  # acronyms or registry numbers; a trial with neither is named in the release only
    number: int  # of the current edition; 1 is the original
    correction: str = ""  # label of the correction's kind when number > 1, else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One public edition of a release in the list of its editions."""

    number: int
    url: str  # of this very edition, ".../editions/1/"
    live_at: datetime.datetime
    digest: str
    is_current: bool
    note: str  # what was changed; empty for the original


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """One page of the ledger."""

    entries: tuple[Entry, ...]
    number: int  # of this page, from 1
    pages: int
    total: int  # of public releases


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFile:
    """A file of a public edition."""

    stored_name: str  # in private storage
    name: str
    content_type: str
    size: int  # bytes
    sha256: str
