"""RSS 2.0: every release whole, with its safe harbor and contacts."""

from django.utils.feedgenerator import Enclosure, Rss201rev2Feed, rfc2822_date
from django.views.decorators.http import require_safe

from releases import conf, newsroom
from releases.views import answers
from releases.vocabulary import MediaKind

PATH = "/feeds/releases.rss"


class ReleaseFeed(Rss201rev2Feed):
    """RSS 2.0 with the content module, and with times that come from the items alone."""

    content_type = "application/rss+xml; charset=utf-8"

    def rss_attributes(self):
        return super().rss_attributes() | {"xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def add_root_elements(self, handler):
        handler.addQuickElement("title", self.feed["title"])
        handler.addQuickElement("link", self.feed["link"])
        handler.addQuickElement("description", self.feed["description"])
        handler.addQuickElement(
            "atom:link", None, {"rel": "self", "type": "application/rss+xml", "href": self.feed["feed_url"]}
        )
        handler.addQuickElement("language", self.feed["language"])
        if self.items:
            newest = max(item["pubdate"] for item in self.items)
            handler.addQuickElement("lastBuildDate", rfc2822_date(newest))
        handler.addQuickElement("ttl", "1")

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["content"])


@require_safe
def rss(request):
    """The newest 20 releases. RSS knows no update of an item, so a correction is an item of its own; and it allows one
    enclosure, so the first attachment is it."""
    company = newsroom.frame().company
    name = company.legal_name if company else "Newsroom"
    feed = ReleaseFeed(
        title=f"{name}: news releases",
        link=f"{conf.origin()}/",
        description=f"News releases of {name}, complete and with their safe harbor statements.",
        language="en",
        feed_url=conf.origin() + PATH,
    )
    for page in newsroom.feed():
        entry = page.entry
        feed.add_item(
            title=f"{entry.correction}: {entry.headline}" if entry.correction else entry.headline,
            link=page.canonical_url,
            description=entry.subheadline or entry.headline,
            pubdate=entry.live_at,
            unique_id=page.item_id,
            unique_id_is_permalink=False,
            categories=(entry.category, *(drug.name for drug in entry.drugs)),
            content=page.article_html.replace('="/files/', f'="{conf.origin()}/files/'),
            enclosures=[
                Enclosure(f"{conf.origin()}/files/{file.key}/{file.name}", str(file.size), file.content_type)
                for file in page.document.files
                if file.kind == MediaKind.ATTACHMENT
            ][:1],
        )
    body = feed.writeString("utf-8").encode()
    return answers.answer(request, body, "default-src 'none'", content_type=feed.content_type)
