"""Sitemaps: an index, one for each year, one for standing pages, one of the last two days for Google News.

The protocol forbids an empty one (https://www.sitemaps.org/schemas/sitemap/0.9/sitemap.xsd), so each is there only while
it holds something.
"""

import io

from django.http import Http404
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from releases import conf, newsroom
from releases.newsroom import Place
from releases.rendering.facts import instant
from releases.views import answers

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


@require_safe
def index(request):
    """Every sitemap with the newest instant of what is in it."""
    places = newsroom.standing_pages()
    listed = [("/sitemaps/pages.xml", max(place.changed_at for place in places))] if places else []
    listed += [(f"/sitemaps/releases-{year}.xml", changed_at) for year, changed_at in newsroom.release_years()]
    found = [Place(path=path, changed_at=changed_at) for path, changed_at in listed]
    return _answer(request, "sitemapindex", "sitemap", found)


@require_safe
def pages(request):
    """Standing pages."""
    return _answer(request, "urlset", "url", newsroom.standing_pages())


@require_safe
def releases(request, year: str):
    """The releases of a year."""
    return _answer(request, "urlset", "url", newsroom.releases_of(int(year)))


@require_safe
def news(request):
    """Releases of the last two days with what Google News asks for."""
    return _answer(request, "urlset", "url", newsroom.fresh_releases(), is_news=True)


def _answer(request, root: str, element: str, places, *, is_news: bool = False):
    """The sitemap of these places; raises Http404 when there are none."""
    if not places:
        raise Http404
    buffer = io.StringIO()
    xml = SimplerXMLGenerator(buffer, "utf-8")
    xml.startDocument()
    xml.startElement(root, {"xmlns": _SITEMAP} | ({"xmlns:news": _NEWS} if is_news else {}))
    publication = newsroom.frame().company if is_news else None
    for place in places:
        xml.startElement(element, {})
        xml.addQuickElement("loc", conf.origin() + place.path)
        if is_news:
            _news(xml, place, publication.legal_name if publication else "Newsroom")
        else:
            xml.addQuickElement("lastmod", instant(place.changed_at))
        xml.endElement(element)
    xml.endElement(root)
    xml.endDocument()
    body = buffer.getvalue().encode()
    return answers.answer(request, body, "default-src 'none'", "application/xml; charset=utf-8")


def _news(xml: SimplerXMLGenerator, place: Place, publication: str) -> None:
    """A release by the publication's name, which is the newsroom's whoever issued it."""
    xml.startElement("news:news", {})
    xml.startElement("news:publication", {})
    xml.addQuickElement("news:name", publication)
    xml.addQuickElement("news:language", place.language.partition("-")[0])
    xml.endElement("news:publication")
    xml.addQuickElement("news:publication_date", instant(place.changed_at))
    xml.addQuickElement("news:title", place.headline)
    xml.endElement("news:news")
