"""The items of a feed in XML (RSS 0.9 to 2.0, Atom, the exports of WordPress and Blogger), and what the file says of each."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from releases import text
from releases.readers import markup
from releases.readers.reading import Unreadable

_PLAIN_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*>")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
#: Characters that XML 1.0 forbids, written as they are or by their number, and what takes their place: a sign that nobody
#: sees and XML allows. It is counted and taken out when the item is read.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NUMBERED = re.compile(r"&#(?:x(?P<hex>[0-9A-Fa-f]{1,6})|(?P<decimal>\d{1,7}));")
_TAKEN_OUT = "\x7f"
#: An ampersand that begins no entity. What stands in a CDATA section is passed over.
_BARE = re.compile(r"<!\[CDATA\[.*?\]\]>|&(?!#\d+;|#x[0-9A-Fa-f]+;|(?:amp|lt|gt|quot|apos);)", re.DOTALL)
_ENTRY = re.compile(r"<(item|entry)\b[^>]*>.*?</\1\s*>", re.DOTALL)
_NAMESPACE = re.compile(r"\sxmlns(?::[\w.-]+)?\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_TITLE = re.compile(r"<title\b[^>]*>(.*?)</title>", re.DOTALL)

_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_EXPORT = re.compile(r"\{https?://(?:wordpress\.org/export|schemas\.google\.com/blogger)/")
_PUBLIC = frozenset({"publish", "published", "live"})
_STATES = {
    "draft": "a draft", "auto-draft": "a draft", "pending": "not approved yet", "private": "private", "future": "scheduled",
    "scheduled": "scheduled", "trash": "in the trash", "soft_trashed": "in the trash",
}  # fmt: skip
#: What a site keeps beside its posts. Posts of a kind of their own, "press_release", are posts.
_NO_POSTS = frozenset(
    "attachment page nav_menu_item revision custom_css customize_changeset oembed_cache user_request wp_block wp_template"
    " wp_template_part wp_global_styles wp_navigation wp_font_family wp_font_face comment template settings".split()
)


@dataclass(slots=True)
class Facts:
    """What a feed says of an item. ``base`` is the address that its relative links begin at, where it is another than its
    own; ``left_out`` says why the item is no published release, ``problem`` why it cannot be read."""

    identity: str = ""
    title: str = ""
    address: str = ""
    published: str = ""
    content: str = ""
    summary: str = ""
    enclosures: tuple[str, ...] = ()
    base: str = ""
    left_out: str = ""
    problem: str = ""


def facts(source: str, name: str) -> list[Facts]:
    """What the feed says of its items, in its order. Characters and ampersands that XML forbids are mended, and an item
    that is damaged otherwise has a ``problem``; raises :class:`Unreadable` when nothing of the feed can be read."""
    source = _NAMED.sub(_character, _PLAIN_DOCTYPE.sub("", source.lstrip(), count=1))
    source = _NUMBERED.sub(_allowed, _FORBIDDEN.sub(_TAKEN_OUT, source))
    try:
        try:
            root = markup.parse(source)
        except markup.Broken:
            source = _BARE.sub(lambda hit: "&amp;" if hit[0] == "&" else hit[0], source)
            root = markup.parse(source)
    except markup.DocumentType:
        raise Unreadable(
            f"{name} declares XML entities, which no feed needs; save the feed again without them."
        ) from None
    except markup.Broken as error:
        found = _one_by_one(source)
        if all(item.problem for item in found):
            raise Unreadable(f"{name} is a damaged feed ({error}); save it from the old site again.") from error
        return found
    return [*_found(root)]


def _found(root: Element) -> Iterator[Facts]:
    """The items below the root. Their links begin at the address that the feed gives for itself or for its site."""
    channel = next((element for element in root.iter() if _local(element) == "channel"), root)
    base = root.get(_BASE) or channel.get(_BASE) or _site(channel)
    for element in root.iter():
        if _local(element) == "item":
            yield _of_item(element, base)
        elif _local(element) == "entry":
            yield _of_entry(element, urljoin(base, element.get(_BASE, "")))


def _site(channel: Element) -> str:
    """The address of the site that a channel or an Atom feed names."""
    links = [child for child in channel if _local(child) == "link" and child.get("rel", "alternate") == "alternate"]
    return next((address for link in links if (address := link.get("href") or (link.text or "").strip())), "")


def _one_by_one(source: str) -> list[Facts]:
    """The items of a feed that is damaged somewhere, each parsed by itself."""
    first = _ENTRY.search(source)
    named = dict.fromkeys(hit[0].strip() for hit in _NAMESPACE.finditer(source[: first.start() if first else 0]))
    prefixes = {name.partition("=")[0]: name for name in named}
    found = []
    for hit in _ENTRY.finditer(source):
        try:
            found.extend(_found(markup.parse(f"<feed {' '.join(prefixes.values())}>{hit[0]}</feed>")))
        except (markup.Broken, markup.DocumentType) as error:
            title = _TITLE.search(hit[0])
            words = text.line(title[1].removeprefix("<![CDATA[").removesuffix("]]>")) if title else ""
            problem = (
                f"is damaged in the feed ({error}). Save this release from the old site by itself and import that."
            )
            found.append(Facts(identity=words or f"item {len(found) + 1}", title=words, problem=problem))
    return found


def _of_item(item: Element, base: str) -> Facts:
    texts = {}
    for child in item:
        texts.setdefault(_local(child), (child.text or "").strip())
    return Facts(
        identity=texts.get("guid", ""),
        title=texts.get("title", ""),
        address=texts.get("link", ""),
        published=texts.get("pubDate") or texts.get("date", ""),
        content=texts.get("encoded", ""),
        summary=texts.get("description", ""),
        enclosures=tuple(child.get("url", "") for child in item if _local(child) == "enclosure" and child.get("url")),
        base="" if texts.get("link") else base,
        left_out=_left_out(item),
    )


def _of_entry(entry: Element, base: str) -> Facts:
    parts: dict[str, Element] = {}
    for child in entry:
        parts.setdefault(_local(child), child)
    links = [child for child in entry if _local(child) == "link"]
    plain = {key: (parts[key].text or "").strip() for key in parts}
    address = next((link.get("href", "") for link in links if link.get("rel", "alternate") == "alternate"), "")
    content = parts.get("content")
    # Atom's links begin at xml:base (RFC 4287, 2), and without one readers let them begin at the entry's own address.
    own = content.get(_BASE, "") if content is not None else ""
    return Facts(
        identity=plain.get("id", ""),
        title=_content(parts.get("title")),
        address=urljoin(base, address),
        published=plain.get("published") or plain.get("issued") or plain.get("updated", ""),
        content=_content(content),
        summary=_content(parts.get("summary")),
        enclosures=tuple(link.get("href", "") for link in links if link.get("rel") == "enclosure"),
        base=urljoin(base, own) if own or entry.get(_BASE) or not address else "",
        left_out=_left_out(entry),
    )


def _left_out(item: Element) -> str:
    """Why an item of an export is no published post: its state, its password or its kind; empty for one that is."""
    said = {
        _local(child): (child.text or "").strip()
        for child in item
        if isinstance(child.tag, str) and _EXPORT.match(child.tag)
    }
    kinds = [child.get("term", "").partition("kind#")[2] for child in item if _local(child) == "category"]
    kind = (said.get("post_type") or said.get("type") or next(filter(None, kinds), "")).lower()
    state = said.get("status", "").lower()
    controls = [part for child in item if _local(child) == "control" for part in child]
    if any(_local(part) == "draft" and (part.text or "").strip() == "yes" for part in controls):
        state = "draft"
    if kind in _NO_POSTS:
        return f"The export says that it is of the kind “{kind}”, and only posts are releases."
    if state and state not in _PUBLIC:
        return f"The export says that it is {_STATES.get(state, f'in the state “{state}”')}, so it was not public on the old site."
    if said.get("post_password"):
        return "The export says that it is protected by a password, so it was not public on the old site."
    return ""


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


def _character(name: re.Match) -> str:
    """HTML's named characters, which feeds use as if XML knew them."""
    return name[0] if name[1] in _XML_NAMES else html5.get(f"{name[1]};", name[0])


def _allowed(number: re.Match) -> str:
    """A character by its number, or the sign for one that XML forbids."""
    code = int(number["hex"], 16) if number["hex"] else int(number["decimal"])
    return _TAKEN_OUT if code > 0x10FFFF or _FORBIDDEN.match(chr(code)) else number[0]


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
