"""What is known of an edition beside its document, as every machine format prints it."""

import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from releases import addressing

#: Endings of the two formats that need fonts with all letters of a release: the PDF and the picture for link previews.
PDF = "pdf"
CARD = "png"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """An edition's identity, instants and place in its chain."""

    origin: str  # scheme and host, without a slash at the end
    address: str  # path of the release, "/releases/2012/12/10/<slug>/"
    feed_id: str  # tag URI of the release, the same for all its editions
    number: int
    live_at: datetime.datetime  # aware
    first_live_at: datetime.datetime  # of edition 1
    sealed_at: datetime.datetime
    digest: str
    previous_digest: str
    is_current: bool
    is_historic: bool = False  # of its instant only the date is known
    is_first_historic: bool = False  # the same of edition 1
    is_withdrawal: bool = False
    omitted: frozenset[str] = frozenset()  # endings of formats that it has not, for want of letters in the fonts

    @property
    def url(self) -> str:
        """Of the release: its current edition."""
        return self.origin + self.address

    @property
    def edition_url(self) -> str:
        """Of this very edition."""
        return addressing.edition(self.url, self.number)

    @property
    def item_id(self) -> str:
        """Tag URI of this very edition."""
        return f"{self.feed_id}/{self.number}"

    @property
    def has_card(self) -> bool:
        """Whether there is a picture for link previews."""
        return CARD not in self.omitted

    def format_url(self, ending: str) -> str:
        """Of this edition in another format: the release's own address as long as it is the current one."""
        return (self.url if self.is_current else self.edition_url).rstrip("/") + f".{ending}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
    """An edition in another format."""

    ending: str
    label: str
    url: str
    content_type: str  # without parameters


def day(value: datetime.datetime, zone: str) -> str:
    """The date of an aware instant in an IANA zone, by ISO 8601."""
    return value.astimezone(ZoneInfo(zone)).date().isoformat()


def instant(value: datetime.datetime) -> str:
    """RFC 3339 in UTC to the second: "2012-12-10T17:00:00Z"."""
    return f"{value.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}"


def exact_instant(value: datetime.datetime) -> str:
    """To the microsecond, as an edition's digest covers it."""
    return f"{value.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
