"""Public addresses: one function for each kind. :mod:`releases.urls` answers them."""

import datetime
from urllib.parse import quote, urlencode

#: The pages of linked records, by their kind.
RECORDS = {"drug": "/drugs/", "trial": "/trials/"}
#: Formats of feeds: the ending of the address, and the name for readers.
FEEDS = {"rss": "RSS", "atom": "Atom", "json": "JSON"}


def release(date: datetime.date, slug: str) -> str:
    """Of a release: its current edition. ``date`` is in the company's zone."""
    return f"/releases/{date:%Y/%m/%d}/{slug}/"


def edition(release_path: str, number: int) -> str:
    """Of one edition of the release at this path or whole address."""
    return f"{release_path}editions/{number}/"


def releases(**asked: str | int) -> str:
    """Of the list of releases: of all, or of those that are asked for (``drug="mby-101"``)."""
    query = urlencode({name: value for name, value in asked.items() if value}, safe="/")
    return f"/releases/?{query}" if query else "/releases/"


def record(kind: str, slug: str) -> str:
    """Of the page of a drug or trial."""
    return f"{RECORDS[kind]}{slug}/"


def feed(folder: str = "", slug: str = "") -> str:
    """Of a feed, without its ending: of all releases, or of those about a subject. ``folder`` is "categories", "drugs" or
    "trials"."""
    return f"/feeds/{folder}/{slug}" if folder else "/feeds/releases"


def file(key: str, name: str) -> str:
    """Of a file's bytes."""
    return f"/files/{quote(key)}/{quote(name, safe='')}"


def position(release_path: str) -> str:
    """Date and slug of a release, "2021/03/04/<slug>": how lists name where a page of them begins."""
    return release_path.strip("/").removeprefix("releases/")


def last(path: str) -> str:
    """The last part of a path: the slug of a release, drug or trial."""
    return path.rstrip("/").rpartition("/")[2]
