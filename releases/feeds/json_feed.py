"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/); ``_ir`` holds what the field's readers look for."""

import dataclasses
import json

from releases import conf, newsroom
from releases.feeds import items
from releases.rendering.facts import instant

CONTENT_TYPE = "application/feed+json"


def write(feed: newsroom.Feed, path: str) -> bytes:
    """The feed at this path. An item keeps its identity for good; ``date_modified`` moves with each edition."""
    name = items.publisher()
    return json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": items.title(feed, name),
            "home_page_url": conf.origin() + feed.path,
            "feed_url": conf.origin() + path,
            "language": "en",
            "authors": [{"name": name, "url": f"{conf.origin()}/"}],
            "items": [_item(page) for page in feed.pages],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()


def _item(page: newsroom.Page) -> dict:
    facts, document = page.facts, page.document
    item = {
        "id": facts.feed_id,
        "url": items.link(page),
        "title": items.headline(page),
        "summary": items.lead(page),
        "content_html": items.content(page),
        "date_published": instant(facts.first_live_at),
        "date_modified": instant(facts.live_at),
        "language": document.language,
        "authors": [{"name": document.company.legal_name}],
        "tags": [page.entry.category, *(subject.name for subject in (*page.entry.drugs, *page.entry.trials))],
        "_ir": {
            "about": f"{conf.origin()}/feeds/",
            "ticker": document.company.ticker,
            "mic": document.company.mic,
            "listings": [dataclasses.asdict(listing) for listing in document.company.listings],
            "category": document.category,
            "drugs": [drug.name for drug in page.told.drugs],
            "nct": [trial.nct_number for trial in page.told.trials if trial.nct_number],
            "safe_harbor_version": document.safe_harbor.version if document.safe_harbor else "",
            "edition": facts.number,
            "sha256": facts.digest,
            "correction": document.correction and {"kind": document.correction.kind, "note": document.correction.note},
            "is_withdrawn": facts.is_withdrawal,
        },
    }
    if files := items.attachments(page):
        item["attachments"] = [
            {
                "url": items.file_address(file),
                "mime_type": file.content_type,
                "title": file.title or file.name,
                "size_in_bytes": file.size,
            }
            for file in files
        ]
    return item
