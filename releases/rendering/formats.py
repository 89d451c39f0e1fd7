"""The registry of output formats: a release at its page's address, with an ending in place of the last slash.

A new format is one entry in :data:`FORMATS` and one writer. The page, its ``Link`` header, feeds, the API, the self-probe and
the embargo harness read this registry through the functions below.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from releases.document import Document
from releases.rendering import as_json, card, lettering, markdown, ninjs, pdf, wire
from releases.rendering.facts import CARD, PDF, Alternate, Facts


class BadFormat(TypeError):
    """An entry of the registry that cannot work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a writer is given: one edition whole."""

    document: Document
    facts: Facts
    told: Document  # the document without the linked records that are not public, for what is said beside its text
    article_html: str
    plain_text: str
    accent_color: Callable[[], str]  # of the company, "#rrggbb"
    pictures: Callable[[], Mapping[str, bytes]]  # the bytes of its figures by their keys


Writer = Callable[[Source], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One output format. ``kept_as`` is for what takes long to make: everything that its bytes depend on beside the edition's
    digest, its own name and version first. The bytes are then made once and kept."""

    ending: str  # of the address, without its first dot
    content_type: str  # with parameters
    label: str = ""  # as readers see it; empty for what is not offered beside the page
    write: Writer | None = None
    is_text: bool = True  # words can be searched for in its bytes
    names_edition: bool = True  # its text has the digest of the edition, or its identity in feeds
    kept_as: Callable[[Source], tuple[str, ...]] | None = None

    @property
    def media_type(self) -> str:
        """The content type without its parameters."""
        return self.content_type.partition(";")[0]

    def bytes_of(self, source: Source) -> bytes:
        """The edition in this format."""
        if self.write is None:
            raise BadFormat(_unwritten(self))
        return self.write(source)


def written_json(data: dict) -> bytes:
    """JSON as people may want to read it, too."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _pdf(source: Source) -> bytes:
    return pdf.pdf(source.document, facts=source.facts, pictures=source.pictures())


def _wire(source: Source) -> bytes:
    return wire.wire_text(source.document).encode()


def _markdown(source: Source) -> bytes:
    return markdown.markdown(source.document, facts=source.facts).encode()


def _json(source: Source) -> bytes:
    facts = source.facts
    return written_json(as_json.release_data(source.document, facts=facts, told=source.told, formats=alternates(facts)))


def _ninjs(source: Source) -> bytes:
    others = [each for each in alternates(source.facts) if each.ending != NINJS.ending]
    return written_json(
        ninjs.ninjs(
            source.told, facts=source.facts, article_html=source.article_html, plain_text=source.plain_text,
            formats=others,
        )
    )  # fmt: skip


def _card(source: Source) -> bytes:
    return card.card(source.document, accent_color=source.accent_color())


def _fonts(source: Source) -> tuple[str, ...]:
    """The fonts of the site's own that this edition needs: with others, what was made is made again."""
    added = lettering.added(source.document, plain_text=source.plain_text)
    return (added,) if added else ()


PRINTED = Format(
    ending=PDF,
    content_type="application/pdf",
    label="PDF",
    write=_pdf,
    is_text=False,
    kept_as=lambda source: ("pdf", pdf.VERSION, source.facts.digest, *_fonts(source)),
)
WIRE = Format(
    ending="txt", content_type="text/plain; charset=utf-8", label="Wire text", write=_wire, names_edition=False
)
MARKDOWN = Format(
    ending="md", content_type="text/markdown; charset=utf-8; variant=CommonMark", label="Markdown", write=_markdown
)
JSON = Format(ending="json", content_type="application/json", label="JSON", write=_json)
NINJS = Format(
    ending="ninjs.json",
    content_type="application/vnd.iptc.ninjs+json",
    label="News item (ninjs)",
    write=_ninjs,
)
#: For link previews: named in the page's head only.
PREVIEW = Format(
    ending=CARD,
    content_type="image/png",
    write=_card,
    is_text=False,
    names_edition=False,
    kept_as=lambda source: ("card", card.VERSION, source.facts.digest, source.accent_color(), *_fonts(source)),
)

#: Every format, the most asked for first.
FORMATS: tuple[Format, ...] = (PRINTED, WIRE, MARKDOWN, JSON, NINJS, PREVIEW)


def check(formats: tuple[Format, ...]) -> None:
    """Raises :class:`BadFormat` for an entry without a writer, and for an ending that two entries have."""
    for position, each in enumerate(formats):
        if each.write is None:
            raise BadFormat(_unwritten(each))
        if each.ending in {other.ending for other in formats[:position]}:
            raise BadFormat(
                f"Two output formats have the ending “{each.ending}”. Give one of them another in"
                " releases/rendering/formats.py."
            )


def _unwritten(each: Format) -> str:
    return f"The output format “{each.ending}” has no writer. Give its entry one (write=…) in releases/rendering/formats.py."


def endings() -> tuple[str, ...]:
    """Every ending that answers."""
    return tuple(each.ending for each in FORMATS)


def offered() -> tuple[Format, ...]:
    """The formats that the page offers to readers."""
    return tuple(each for each in FORMATS if each.label)


def of(ending: str) -> Format:
    """The format with this ending; raises KeyError."""
    return {each.ending: each for each in FORMATS}[ending]


def alternates(facts: Facts) -> list[Alternate]:
    """An edition's other formats; a withdrawn one has none."""
    return [
        Alternate(ending=each.ending, label=each.label, url=facts.format_url(each.ending), content_type=each.media_type)
        for each in offered()
        if not facts.is_withdrawal and each.ending not in facts.omitted
    ]


def alternate_links(facts: Facts) -> str:
    """A ``Link`` header (RFC 8288) that names the page and its other formats, these by their paths: it is not compressed."""
    links = [f'<{facts.url}>; rel="canonical"']
    paths = [(each.url.removeprefix(facts.origin), each.content_type) for each in alternates(facts)]
    links += [f'<{path}>; rel="alternate"; type="{content_type}"' for path, content_type in paths]
    return ", ".join(links)


check(FORMATS)
