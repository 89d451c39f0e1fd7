"""RSS 2.0: every release whole, with its safe harbor and contacts."""

from django.utils.feedgenerator import Enclosure, Rss201rev2Feed, rfc2822_date

from releases import conf, newsroom
from releases.feeds import items

CONTENT_TYPE = "application/rss+xml; charset=utf-8"


class ReleaseFeed(Rss201rev2Feed):
    """RSS 2.0 with the content module, and with times that come from the items alone."""

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


def write(feed: newsroom.Feed, path: str) -> bytes:
    """The channel at this path. RSS knows no update of an item, so a correction is an item of its own; and it allows one
    enclosure, so the first attachment is it."""
    name = items.publisher()
    about = f" about {feed.about}" if feed.about else ""
    written = ReleaseFeed(
        title=items.title(feed, name),
        link=conf.origin() + (feed.path if feed.about else "/"),
        description=f"News releases of {name}{about}, complete and with their safe harbor statements.",
        language="en",
        feed_url=conf.origin() + path,
    )
    for page in feed.pages:
        entry = page.entry
        written.add_item(
            title=items.headline(page),
            link=items.link(page),
            description=items.lead(page),
            pubdate=entry.live_at,
            unique_id=page.item_id,
            unique_id_is_permalink=False,
            categories=(entry.category, *(drug.name for drug in entry.drugs), *(trial.name for trial in entry.trials)),
            content=items.content(page),
            enclosures=[
                Enclosure(items.file_address(file), str(file.size), file.content_type)
                for file in items.attachments(page)[:1]
            ],
        )
    return written.writeString("utf-8").encode()
