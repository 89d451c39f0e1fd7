"""HTML to blocks: the article of the page, sanitised."""

import re

import nh3

from releases.document import richtext
from releases.document.richtext import Node
from releases.readers import inline
from releases.readers.blocks import Block, block
from releases.readers.plain_text import LONGEST_RUN
from releases.readers.reading import Notice, Unreadable

_BEGINNING = re.compile(
    r"\s*(?:<!--[^>]*-->\s*)?<(?:!doctype html|\?xml|html|head|body|article|main|section|div|p|h1)\b", re.IGNORECASE
)
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
#: Elements without an end tag, or with one that may be left out: they say nothing about depth.
_FLAT = frozenset(
    [
        "p",
        "li",
        "td",
        "th",
        "tr",
        "thead",
        "tbody",
        "tfoot",
        "dt",
        "dd",
        "option",
        "br",
        "hr",
        "img",
        "meta",
        "link",
        "input",
        "wbr",
        "col",
        "colgroup",
        "source",
        "area",
        "base",
        "param",
    ]
)
#: Levels of nesting, and tags with entities: beyond these the parsers become slow.
_DEEPEST, _MOST_TAGS = 150, 100_000
_FRAMES = ("article", "main", "body")
_PASSED = re.compile(r"https?://|mailto:|tel:", re.IGNORECASE)


def is_hypertext(source: str) -> bool:
    """Whether a file with the name of a text file holds HTML in truth."""
    return bool(_BEGINNING.match(source[:2000]))


def blocks(source: str, name: str, notices: list[Notice]) -> list[Block]:
    """The blocks of an HTML page in order; raises :class:`Unreadable` for a page that only a machine would write."""
    _refuse_monsters(source, name)
    source = _article(source, name, notices)
    if scripts := len(_SCRIPT.findall(source)):
        notices.append(
            Notice(
                f"{name} holds {scripts} script{'s' if scripts > 1 else ''}, which {'were' if scripts > 1 else 'was'} removed; "
                "check that no text was written by it.",
                needs_review=True,
            )
        )
    root = richtext.parse(richtext.sanitise(_with_visible_targets(source)))
    _unlink(root, notices)
    return [block(node) for node in root.children]


def _refuse_monsters(source: str, name: str) -> None:
    depth, count = 0, source.count("&")
    for tag in _TAG.finditer(source):
        count += 1
        if tag[2].lower() not in _FLAT:
            depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > _DEEPEST or count > _MOST_TAGS:
            break
    longest = max(source.split("<"), key=len)
    if depth > _DEEPEST or count > _MOST_TAGS or (len(longest) > LONGEST_RUN and not longest.isascii()):
        raise Unreadable(
            f"{name} holds more markup than a press release can; save the release as plain text and send that."
        )


def _article(source: str, name: str, notices: list[Notice]) -> str:
    """The page without its frame: navigation and footers are not part of the release."""
    for tag in _FRAMES:
        begin = re.search(rf"<{tag}\b[^<>]*>", source, re.IGNORECASE)
        if begin:
            ends = [
                end.start() for end in re.finditer(rf"</{tag}\b", source, re.IGNORECASE) if end.start() >= begin.end()
            ]
            if tag != "body":
                notices.append(
                    Notice(f"Only the page's <{tag}> was read; what stands around it in {name} was left out.")
                )
            return source[begin.end() : ends[-1] if ends else len(source)]
    return re.sub(r"<title\b[^<>]*>[^<]*</title>", "", source, flags=re.IGNORECASE)


def _with_visible_targets(source: str) -> str:
    """The page with every link that :func:`richtext.sanitise` would unlink silently, marked so that a notice can name it."""
    tags = set(richtext.TAGS)

    def target(tag: str, attribute: str, value: str) -> str:
        if (tag, attribute) == ("a", "href") and not _PASSED.match(value.strip()):
            return "https://nowhere.invalid/" + value.strip()
        return value

    return nh3.clean(
        source,
        tags=set(tags),
        attributes={tag: set(names) for tag, names in richtext.ATTRIBUTES.items()},
        clean_content_tags={"script", "style", "template", "noscript", "title"},
        attribute_filter=target,
        url_schemes=richtext.URL_SCHEMES | {"javascript", "data", "file"},
        link_rel=None,
    )


def _unlink(node: Node, notices: list[Notice]) -> None:
    children = []
    for child in node.children:
        if isinstance(child, Node):
            _unlink(child, notices)
            href = child.attributes.get("href", "")
            if href.startswith("https://nowhere.invalid/"):
                notices.append(inline.dead_link(href.removeprefix("https://nowhere.invalid/"), child.words(), None))
                children.extend(child.children)
                continue
        children.append(child)
    node.children = children
