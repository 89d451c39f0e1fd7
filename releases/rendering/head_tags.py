"""Filters for what machines read in a page: the head's links and pictures, structured data, the choice of pictures."""

import json

from django import template
from django.utils.safestring import SafeString, mark_safe

from releases.document import Drug, File, Trial
from releases.files import renditions
from releases.rendering import formats as registry
from releases.rendering import structured
from releases.rendering.facts import CARD, Alternate, Facts
from releases.rendering.template_tags import file_url

register = template.Library()

#: Of languages that stand without a region.
_REGIONS = {
    "en": "US", "ar": "AR", "cs": "CZ", "da": "DK", "el": "GR", "fa": "IR", "he": "IL", "ja": "JP", "ko": "KR", "nb": "NO",
    "sv": "SE", "uk": "UA", "zh": "CN",
}  # fmt: skip
#: And with a script in the place of a region.
_SCRIPTS = {"hans": "CN", "hant": "TW"}


@register.filter
def formats(edition: Facts) -> list[Alternate]:
    """The other formats of an edition, the most asked for first."""
    return registry.alternates(edition)


@register.filter
def left_out_formats(edition: Facts) -> list[str]:
    """The labels of the formats that this edition does not have, for want of letters in the fonts."""
    return [each.label for each in registry.offered() if each.ending in edition.omitted]


@register.filter
def card_url(edition: Facts) -> str:
    """The address of the picture for link previews."""
    return edition.format_url(CARD)


@register.filter
def og_locale(language: str) -> str:
    """The language as Open Graph writes it: en_US for "en" and "en-US", zh_TW for "zh-Hant"."""
    name, *tags = language.split("-")
    region = next((tag.upper() for tag in tags if len(tag) == 2), "")
    script = next((_SCRIPTS[tag.lower()] for tag in tags if tag.lower() in _SCRIPTS), "")
    return f"{name}_{region or script or _REGIONS.get(name, name.upper())}"


@register.filter
def picture_sources(file: File) -> list[renditions.Source]:
    """The choice of formats and widths that a figure offers to browsers."""
    return renditions.sources(file, file_url(file).rpartition("/")[0])


@register.filter
def release_graph(page, frame) -> SafeString:
    """Structured data of a release page (a newsroom page) in its frame."""
    return _block(
        structured.release_graph(
            page.told,
            facts=page.facts,
            plain_text=page.plain_text,
            addresses=page.addresses,
            site=frame,
            formats=registry.alternates(page.facts),
        )
    )


@register.filter
def subject_graph(part: Drug | Trial, address: str) -> SafeString:
    """Structured data of the page of a drug or trial at this absolute address."""
    return _block(structured.subject_graph(part, address=address))


@register.filter
def releases_graph(entries, address: str) -> SafeString:
    """Structured data of a list of releases (lines of the ledger) at this absolute address."""
    return _block(
        structured.list_graph(
            ((entry.headline, entry.url) for entry in entries if not entry.is_withdrawal), address=address
        )
    )


@register.filter
def pipeline_graph(pipeline, address: str) -> SafeString:
    """Structured data of the list of drugs at this absolute address."""
    pages = (*pipeline.developed, *pipeline.others)
    return _block(structured.list_graph(((page.drug.name, page.url) for page in pages), address=address))


@register.filter
def site_graph(frame, origin: str) -> SafeString:
    """Structured data of the home page."""
    return _block(structured.site_graph(frame, origin=origin))


def _block(graph: list[dict]) -> SafeString:
    """A data block: no script to a browser, and nothing in it can end the element."""
    if not graph:
        return mark_safe("")
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    for sign, escaped in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(sign, escaped)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')
