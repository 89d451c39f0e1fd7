"""What is known of an edition beside its document, as every machine format prints it."""

import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

#: Ending of a format's address, and its media type. The address is the page's without its last slash, and the ending.
FORMATS = {
    "pdf": "application/pdf",
    "txt": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8; variant=CommonMark",
    "json": "application/json",
    "ninjs.json": "application/vnd.iptc.ninjs+json",
}
#: Ending of the picture for link previews.
CARD = "png"
_LABELS = {"pdf": "PDF", "txt": "Wire text", "md": "Markdown", "json": "JSON", "ninjs.json": "News item (ninjs)"}


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
        return f"{self.url}editions/{self.number}/"

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
class Format:
    """An edition in another format."""

    ending: str
    label: str
    url: str
    content_type: str  # without parameters


def formats(facts: Facts) -> list[Format]:
    """The other formats that an edition has; a withdrawn one has none."""
    return [
        Format(ending=ending, label=_LABELS[ending], url=facts.format_url(ending), content_type=media_type(kind))
        for ending, kind in FORMATS.items()
        if not facts.is_withdrawal and ending not in facts.omitted
    ]


def media_type(content_type: str) -> str:
    """The media type without its parameters."""
    return content_type.partition(";")[0]


def alternate_links(facts: Facts) -> str:
    """A ``Link`` header (RFC 8288) that names the page and its other formats, these by their paths: it is not compressed."""
    links = [f'<{facts.url}>; rel="canonical"']
    paths = [(each.url.removeprefix(facts.origin), each.content_type) for each in formats(facts)]
    links += [f'<{path}>; rel="alternate"; type="{content_type}"' for path, content_type in paths]
    return ", ".join(links)


def day(value: datetime.datetime, zone: str) -> str:
    """The date of an aware instant in an IANA zone, by ISO 8601."""
    return value.astimezone(ZoneInfo(zone)).date().isoformat()


def instant(value: datetime.datetime) -> str:
    """RFC 3339 in UTC to the second: "2012-12-10T17:00:00Z"."""
    return f"{value.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}"


def exact_instant(value: datetime.datetime) -> str:
    """To the microsecond, as an edition's digest covers it."""
    return f"{value.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
