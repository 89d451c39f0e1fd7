"""The feed of an old site (RSS 0.9 to 2.0, Atom, JSON Feed): each of its items as a page of its own."""

import datetime
import email.utils
import hashlib
import html
import json
import re
from dataclasses import dataclass
from html.entities import html5
from xml.etree.ElementTree import Element

from releases import text
from releases.readers import dates, decode, markup
from releases.readers.reading import Notice, Unreadable

_FEED = re.compile(
    r"(?:\s|<\?xml[^>]*>|<\?[^>]*\?>|<!--.*?-->|<!DOCTYPE[^\[>]*>)*<(?:rss|feed|rdf:RDF|channel)\b", re.DOTALL
)
_JSON_FEED = re.compile(r'\s*\{.{0,400}?"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org', re.DOTALL)
_PLAIN_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*>")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_TAG = re.compile(r"<[^<>]*>")
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


def is_feed(source: str) -> bool:
    """Whether the file is a feed."""
    return bool(_FEED.match(source[:20_000]) or _JSON_FEED.match(source[:2000]))


def unfold(data: bytes, *, name: str) -> tuple[Item, ...]:
    """The items of a feed, in its order. Raises :class:`Unreadable` for a file that is no feed, damaged or empty."""
    source = decode.decode(data, name, [], limit=_LARGEST)
    if not is_feed(source):
        raise Unreadable(f"{name} is no feed in RSS, Atom or JSON Feed; choose the feed, or send the release itself.")
    found = _of_json(source, name) if source.lstrip().startswith("{") else _of_xml(source, name)
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


@dataclass(slots=True)
class _Facts:
    identity: str = ""
    title: str = ""
    address: str = ""
    published: str = ""
    content: str = ""
    summary: str = ""
    enclosures: tuple[str, ...] = ()


def _item(facts: _Facts, seen: dict[str, int]) -> Item:
    title = text.line(html.unescape(_TAG.sub(" ", html.unescape(facts.title))))
    body = facts.content or facts.summary
    words = text.line(html.unescape(_TAG.sub(" ", body)))
    published_at = _instant(facts.published)
    identity = facts.identity or facts.address or hashlib.sha256(f"{title}\n{words}".encode()).hexdigest()
    seen[identity] = seen.get(identity, 0) + 1
    if seen[identity] > 1:
        identity = f"{identity} ({seen[identity]})"
    is_summary = not facts.content and (len(words.split()) < _SHORTEST or bool(_CUT.search(words)))
    parts = []
    beginning = words[:1500]
    if title and title.casefold() not in beginning.casefold():
        parts.append(f"<h1>{html.escape(title)}</h1>")
    if published_at and not dates.find(beginning):
        parts.append(f"<p>{text.ap_date(published_at)}</p>")
    told = {
        "identity": identity,
        "address": facts.address,
        "published": published_at.isoformat() if published_at else "",
        "is_summary": is_summary,
        "enclosures": facts.enclosures,
    }
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
    )


def _of_xml(source: str, name: str) -> list[_Facts]:
    source = _NAMED.sub(_character, _PLAIN_DOCTYPE.sub("", source.lstrip(), count=1))
    try:
        root = markup.parse(source)
    except markup.DocumentType:
        raise Unreadable(
            f"{name} declares XML entities, which no feed needs; save the feed again without them."
        ) from None
    except markup.Broken as error:
        raise Unreadable(f"{name} is a damaged feed ({error}); save it from the old site again.") from error
    return [
        _of_entry(element) if _local(element) == "entry" else _of_item(element)
        for element in root.iter()
        if _local(element) in ("item", "entry")
    ]


def _of_item(item: Element) -> _Facts:
    texts = {}
    for child in item:
        texts.setdefault(_local(child), (child.text or "").strip())
    return _Facts(
        identity=texts.get("guid", ""),
        title=texts.get("title", ""),
        address=texts.get("link", ""),
        published=texts.get("pubDate") or texts.get("date", ""),
        content=texts.get("encoded", ""),
        summary=texts.get("description", ""),
        enclosures=tuple(child.get("url", "") for child in item if _local(child) == "enclosure" and child.get("url")),
    )


def _of_entry(entry: Element) -> _Facts:
    parts: dict[str, Element] = {}
    for child in entry:
        parts.setdefault(_local(child), child)
    links = [child for child in entry if _local(child) == "link"]
    plain = {key: (parts[key].text or "").strip() for key in parts}
    return _Facts(
        identity=plain.get("id", ""),
        title=_content(parts.get("title")),
        address=next((link.get("href", "") for link in links if link.get("rel", "alternate") == "alternate"), ""),
        published=plain.get("published") or plain.get("issued") or plain.get("updated", ""),
        content=_content(parts.get("content")),
        summary=_content(parts.get("summary")),
        enclosures=tuple(link.get("href", "") for link in links if link.get("rel") == "enclosure"),
    )


def _content(element: Element | None) -> str:
    """Atom's text construct as HTML (RFC 4287, 3.1)."""
    if element is None:
        return ""
    kind = element.get("type", "text")
    if kind == "xhtml":
        return _html(element)
    words = (element.text or "").strip()
    return (
        words
        if kind in ("html", "text/html")
        else "".join(f"<p>{html.escape(part)}</p>" for part in words.split("\n\n") if part)
    )


def _html(element: Element) -> str:
    parts = [html.escape(element.text or "", quote=False)]
    for child in element:
        tag = _local(child)
        attributes = "".join(f' {key}="{html.escape(value)}"' for key, value in child.attrib.items() if key.isalpha())
        inner = _html(child)
        parts.append(f"<{tag}{attributes}>" + ("" if tag in ("br", "img", "hr") else f"{inner}</{tag}>"))
        parts.append(html.escape(child.tail or "", quote=False))
    return "".join(parts)


def _of_json(source: str, name: str) -> list[_Facts]:
    try:
        items = json.loads(source).get("items", [])
    except (ValueError, AttributeError, RecursionError) as error:
        raise Unreadable(f"{name} is a damaged feed: it is not JSON; save it from the old site again.") from error
    return [_of_object(item) for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _of_object(item: dict) -> _Facts:
    def words(key: str) -> str:
        value = item.get(key, "")
        return str(value) if isinstance(value, str | int) else ""

    plain = "".join(f"<p>{html.escape(part)}</p>" for part in words("content_text").split("\n\n") if part)
    attachments = item.get("attachments")
    return _Facts(
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


def _character(name: re.Match) -> str:
    """HTML's named characters, which feeds use as if XML knew them."""
    return name[0] if name[1] in _XML_NAMES else html5.get(f"{name[1]};", name[0])


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
