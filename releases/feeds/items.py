"""What the formats of feeds share: titles, absolute addresses, attachments."""

import re

from releases import addressing, conf, newsroom
from releases.document import File
from releases.rendering.template_tags import file_url, summary
from releases.vocabulary import WITHDRAWN, MediaKind

_SOURCE = re.compile(r"<source [^>]*>\n?|(?<=<img) srcset=\"[^\"]*\" sizes=\"[^\"]*\"")
#: Attributes are escaped, words are not: what looks like an address there is one.
_TAG = re.compile(r"<[a-z][^<>]*>")


def publisher() -> str:
    """The legal name of the company; "Newsroom" while nothing is public."""
    company = newsroom.frame().company
    return company.legal_name if company else "Newsroom"


def title(feed: newsroom.Feed, name: str) -> str:
    """What a feed is called in a reader's list."""
    return f"{name}: {feed.about or 'news releases'}" if not feed.about else f"{name}: news about {feed.about}"


def headline(page: newsroom.Page) -> str:
    """The headline, with what kind of edition it is when it is not the first."""
    entry = page.entry
    return f"{entry.correction}: {entry.headline.removeprefix(WITHDRAWN)}" if entry.correction else entry.headline


def path(page: newsroom.Page) -> str:
    """Where a reader is led. The address of a withdrawn release answers 410, so its notice leads to the year's list, in which
    it stands."""
    return addressing.releases(year=page.entry.url.split("/")[2]) if page.is_withdrawal else page.entry.url


def link(page: newsroom.Page) -> str:
    """The absolute address of :func:`path`."""
    return conf.origin() + path(page)


def content(page: newsroom.Page) -> str:
    """The stored article with whole addresses; of each figure the one picture that every reader can show."""
    files, notes = f'="{conf.origin()}/files/', f'href="{page.canonical_url}#'
    return _TAG.sub(
        lambda tag: tag[0].replace('="/files/', files).replace('href="#', notes), _SOURCE.sub("", page.article_html)
    )


def lead(page: newsroom.Page) -> str:
    """The subheadline, else the first sentences."""
    return page.entry.subheadline or summary(page.plain_text) or page.entry.headline


def attachments(page: newsroom.Page) -> list[File]:
    """The files beside the article."""
    return [file for file in page.document.files if file.kind == MediaKind.ATTACHMENT]


def file_address(file: File) -> str:
    """The absolute address of a file."""
    return conf.origin() + file_url(file)
