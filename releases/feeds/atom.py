"""Atom (RFC 4287): an entry keeps its identity for good and gets a new ``updated`` with each edition."""

import io

from django.utils.xmlutils import SimplerXMLGenerator

from releases import conf, newsroom
from releases.feeds import items
from releases.rendering.facts import instant
from releases.rendering.formats import alternates

CONTENT_TYPE = "application/atom+xml; charset=utf-8"


def write(feed: newsroom.Feed, path: str) -> bytes:
    """The feed at this path."""
    name = items.publisher()
    buffer = io.StringIO()
    xml = SimplerXMLGenerator(buffer, "utf-8")
    xml.startDocument()
    xml.startElement("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "en"})
    xml.addQuickElement("title", items.title(feed, name))
    xml.addQuickElement("id", conf.origin() + path)
    xml.addQuickElement("updated", instant(feed.updated_at))
    xml.addQuickElement("link", None, {"rel": "self", "type": "application/atom+xml", "href": conf.origin() + path})
    xml.addQuickElement("link", None, {"rel": "alternate", "type": "text/html", "href": conf.origin() + feed.path})
    _person(xml, "author", name)
    for page in feed.pages:
        _entry(xml, page, name)
    xml.endElement("feed")
    xml.endDocument()
    return buffer.getvalue().encode()


def _entry(xml: SimplerXMLGenerator, page: newsroom.Page, name: str) -> None:
    facts = page.facts
    xml.startElement("entry", {"xml:lang": page.document.language})
    xml.addQuickElement("title", items.headline(page))
    xml.addQuickElement("id", facts.feed_id)
    xml.addQuickElement("published", instant(facts.first_live_at))
    xml.addQuickElement("updated", instant(facts.live_at))
    xml.addQuickElement("link", None, {"rel": "alternate", "type": "text/html", "href": items.link(page)})
    for each in alternates(facts):
        xml.addQuickElement("link", None, {"rel": "alternate", "type": each.content_type, "href": each.url})
    for file in items.attachments(page):
        link = {"rel": "enclosure", "type": file.content_type, "length": str(file.size), "title": file.title}
        xml.addQuickElement("link", None, link | {"href": items.file_address(file)})
    _person(xml, "author", page.document.company.legal_name or name)
    xml.addQuickElement("category", None, {"term": page.document.category, "label": page.entry.category})
    for subject in (*page.entry.drugs, *page.entry.trials):
        xml.addQuickElement("category", None, {"term": subject.name})
    xml.addQuickElement("summary", items.lead(page))
    xml.addQuickElement("content", items.content(page), {"type": "html"})
    xml.endElement("entry")


def _person(xml: SimplerXMLGenerator, role: str, name: str) -> None:
    xml.startElement(role, {})
    xml.addQuickElement("name", name)
    xml.endElement(role)
