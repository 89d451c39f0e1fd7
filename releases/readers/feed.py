"""The feed of an old site (RSS 0.9 to 2.0, Atom, JSON Feed): each of its items as a page of its own."""

import datetime
import email.utils
import hashlib
import html
import json
import re
from dataclasses import dataclass

from releases import text
from releases.document import raised, tree
from releases.readers import dates, decode, feed_title, feed_xml
from releases.readers.feed_xml import Facts
from releases.readers.reading import Notice, Unreadable

_FEED = re.compile(
    r"(?:\s|<\?xml[^>]*>|<\?[^>]*\?>|<!--.*?-->|<!DOCTYPE[^\[>]*>)*<(?:rss|feed|rdf:RDF|channel)\b", re.DOTALL
)
_JSON_FEED = re.compile(r'\s*\{.{0,400}?"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org', re.DOTALL)
_CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|read more|more\s*[»›>]|continue reading)\W*$", re.IGNORECASE)
#: The first line of an item's page: what the feed said of the item, for whoever reads the page later.
_LABEL = re.compile(r"<!-- item of a feed (\{[^\n]*\}) -->\n")
_LARGEST, _MOST = 30_000_000, 20_000
#: Fewer words than the shortest release has.
_SHORTEST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a feed. ``data`` is its page, to be read like any HTML file named ``name``."""

    identity: str  # its guid or id, else its address: the same in every later copy of the feed
    name: str
    data: bytes
    title: str
    address: str = ""
    published_at: datetime.datetime | None = None  # in the zone that the feed gives
    is_summary: bool = False
    left_out: str = ""  # why it is no published release of the old site, in a sentence
    problem: str = ""  # why it cannot be read


def is_feed(source: str) -> bool:
    """Whether the file is a feed."""
    return bool(_FEED.match(source[:20_000]) or _JSON_FEED.match(source[:2000]))


def unfold(data: bytes, *, name: str) -> tuple[Item, ...]:
    """The items of a feed, in its order. Raises :class:`Unreadable` for a file that is no feed, damaged or empty."""
    if data.count(0) * 20 < len(data):
        # A NUL among text is a bad character like others; many are another encoding, or no text.
        data = data.replace(b"\0", b"\1")
    source = decode.decode(data, name, [], limit=_LARGEST)
    if not is_feed(source):
        raise Unreadable(f"{name} is no feed in RSS, Atom or JSON Feed; choose the feed, or send the release itself.")
    found = _of_json(source, name) if source.lstrip().startswith("{") else feed_xml.facts(source, name)
    if not found:
        raise Unreadable(f"{name} is a feed without items; save it from the old site again.")
    if len(found) > _MOST:
        raise Unreadable(f"{name} holds {len(found):,} items and the limit is {_MOST:,}; split the feed.")
    seen: dict[str, int] = {}
    return tuple(_item(facts, seen) for facts in found)


def label(source: str) -> dict | None:
    """What the feed said of the item whose page this is; None for any other page."""
    hit = _LABEL.match(source)
    try:
        facts = json.loads(hit[1]) if hit else None
    except ValueError:
        return None
    return facts if isinstance(facts, dict) else None


def notices(facts: dict) -> list[Notice]:
    """What an editor should know about a release that comes from a feed."""
    where = f" ({facts['address']})" if facts.get("address") else ""
    found = [Notice(f"It was an item of a feed, published {facts.get('published') or 'at no stated time'}{where}.")]
    if facts.get("is_summary"):
        found.append(
            Notice(
                f"The feed holds only a summary of this release; bring in the release itself{where}.", needs_review=True
            )
        )
    found.extend(
        Notice(f"The file {address} belongs to the item and was left out; add it at the desk.", needs_review=True)
        for address in facts.get("enclosures", ())
    )
    return found


def _item(facts: Facts, seen: dict[str, int]) -> Item:
    headline = feed_title.headline(facts.title)
    title = raised.written(headline)
    body = facts.content or facts.summary
    words = feed_title.words(body)
    published_at = _instant(facts.published)
    identity = facts.identity or facts.address or hashlib.sha256(f"{title}\n{words}".encode()).hexdigest()
    seen[identity] = seen.get(identity, 0) + 1
    if seen[identity] > 1:
        identity = f"{identity} ({seen[identity]})"
    is_summary = not facts.content and (len(words.split()) < _SHORTEST or bool(_CUT.search(words)))
    parts = []
    beginning = words[:1500]
    if title and headline.words().casefold() not in beginning.casefold():
        parts.append(f"<h1>{tree.serialise(headline)}</h1>")
    if published_at and not dates.find(beginning):
        parts.append(f"<p>{text.ap_date(published_at)}</p>")
    told = {
        "identity": identity,
        "address": facts.address,
        "published": published_at.isoformat() if published_at else "",
        "is_summary": is_summary,
        "enclosures": facts.enclosures,
    }
    if facts.base:
        told["base"] = facts.base
    # Two hyphens would end the comment early.
    first = json.dumps(told, ensure_ascii=False).replace("--", "-\\u002d")
    page = f"<!-- item of a feed {first} -->\n<article>{''.join(parts)}{body}</article>"
    return Item(
        identity=identity,
        name=f"{text.slug(title)}.html",
        data=page.encode(),
        title=title,
        address=facts.address,
        published_at=published_at,
        is_summary=is_summary,
        left_out=facts.left_out,
        problem=facts.problem,
    )


def _of_json(source: str, name: str) -> list[Facts]:
    try:
        items = json.loads(source, strict=False).get("items", [])
    except (ValueError, AttributeError, RecursionError) as error:
        raise Unreadable(f"{name} is a damaged feed: it is not JSON; save it from the old site again.") from error
    return [_of_object(item) for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _of_object(item: dict) -> Facts:
    def words(key: str) -> str:
        value = item.get(key, "")
        return str(value) if isinstance(value, str | int) else ""

    plain = "".join(f"<p>{html.escape(part)}</p>" for part in words("content_text").split("\n\n") if part)
    attachments = item.get("attachments")
    return Facts(
        identity=words("id"),
        title=html.escape(words("title")),
        address=words("url") or words("external_url"),
        published=words("date_published"),
        content=words("content_html") or plain,
        summary=html.escape(words("summary")),
        enclosures=tuple(
            str(part.get("url", ""))
            for part in (attachments if isinstance(attachments, list) else ())
            if isinstance(part, dict)
        ),
    )


def _instant(stamp: str) -> datetime.datetime | None:
    """An instant as RFC 822 or RFC 3339 writes it."""
    for read in (email.utils.parsedate_to_datetime, datetime.datetime.fromisoformat):
        try:
            return read(stamp.strip())
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None
