"""A page of HTML as a tree with its attributes: html5ever balances it, nothing in it runs."""

import html
import re
from html.parser import HTMLParser

import nh3

from releases.document.richtext import Node
from releases.readers import stylesheet
from releases.readers.reading import Unreadable

#: Elements whose content is no text of the page.
_DROPPED = {"script", "style", "template"}
_VOID = frozenset({"br", "hr", "img", "input", "wbr", "area", "col", "embed", "source", "track"})
TAGS = frozenset(
    "a abbr acronym address article aside b big blockquote br button caption center cite code col colgroup dd del details"
    " dfn dialog dir div dl dt em fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hr i iframe img input"
    " ins kbd label legend li main mark menu nav noscript ol optgroup option p pre q s samp section select small span"
    " strike strong sub summary sup svg table tbody td textarea tfoot th thead time title tr tt u ul var video wbr".split()
)
_ATTRIBUTES = {
    "class", "id", "style", "role", "hidden", "aria-hidden", "align", "href", "src", "alt", "colspan", "rowspan", "start",
    "scope", "itemprop", "type", "value", "size", "color", "face",
}  # fmt: skip
_SCHEMES = {"http", "https", "mailto", "tel", "javascript", "data", "file", "ftp", "about", "cid", "blob"}
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
#: Elements without an end tag, or with one that may be left out: they say nothing about depth.
_FLAT = _VOID | {
    "p", "li", "td", "th", "tr", "thead", "tbody", "tfoot", "dt", "dd", "option", "meta", "link", "colgroup", "base", "param",
    "page", "font",
}  # fmt: skip
#: Levels of nesting, and tags with entities: beyond these the parsers become slow.
_DEEPEST, _MOST_TAGS = 150, 200_000
#: Characters beyond ASCII in one run; nh3 takes time by the square of it.
LONGEST_RUN = 50_000
#: Where a page says its own address: in its head, a base before a canonical address.
_HEAD = 100_000
_PLACE_TAG = re.compile(r"<(base|link)\b[^<>]*>", re.IGNORECASE)
_HREF = re.compile(r"\shref\s*=\s*(\"https?://[^\"<>]+\"|'https?://[^'<>]+'|https?://[^\s<>\"']+)", re.IGNORECASE)
_CANONICAL = re.compile(r"\brel\s*=\s*[\"']?canonical\b", re.IGNORECASE)
#: A power or an index of a formula in MathML, whose own elements are taken off.
_POWER = re.compile(
    r"<m(?P<kind>sup|sub)>\s*<m[ino]>(?P<base>[^<]*)</m[ino]>\s*<m[ino]>(?P<raised>[^<]*)</m[ino]>\s*</m(?P=kind)>"
)
#: Any tag, and those that HTML knows: words inside of others, such as EDGAR's <TEXT>, would be dropped with them.
_ANY_TAG = re.compile(r"</?([A-Za-z][^\s<>/]*)[^<>]*>")
_HTML = (
    frozenset(TAGS)
    | _DROPPED
    | frozenset(
        "html head body meta link base param object applet frame frameset noframes noembed picture audio map slot data ruby rt rp"
        " rb rtc bdi bdo nobr marquee hgroup xmp plaintext listing meter progress output datalist keygen canvas".split()
    )
)
_FORMULA = re.compile(r"<math\b[^<>]*>(?:(?!<math\b).)*?</math\s*>", re.IGNORECASE | re.DOTALL)
_STACKED = re.compile(r"<m(?:sup|sub|subsup|frac|sqrt|root|over|under|underover|multiscripts|table)\b", re.IGNORECASE)
#: What marks a page's end in filings of the nineties, and in some of today.
_PAGE_BREAK = re.compile(r"</?page\b[^<>]*>", re.IGNORECASE)


def parse(source: str, name: str) -> Node:
    """The page as a tree; raises :class:`Unreadable` for one that only a machine would write."""
    _refuse_monsters(source, name)
    builder = _Builder()
    tidy = _PAGE_BREAK.sub('<hr class="page-break">', source)
    builder.feed(
        nh3.clean(
            _ANY_TAG.sub(_known, tidy),
            tags=set(TAGS),
            attributes={"*": _ATTRIBUTES},
            clean_content_tags=_DROPPED,
            url_schemes=_SCHEMES,
            link_rel=None,
        )
    )
    builder.close()
    root = builder.open[0]
    stylesheet.apply(source, root, INLINE)
    return root


def without_formulas(source: str) -> tuple[str, list[str]]:
    """The page with the powers of its formulas as raised figures, and without formulas that need more than one line; the
    words of those."""
    source = _POWER.sub(r"\g<base><\g<kind>>\g<raised></\g<kind>>", source)
    left = [hit[0] for hit in _FORMULA.finditer(source) if _STACKED.search(hit[0])]
    found = [" ".join(re.sub(r"<[^<>]*>", " ", formula).split()) for formula in left]
    source = _FORMULA.sub(lambda hit: " " if _STACKED.search(hit[0]) else hit[0], source)
    return source, [html.unescape(words) for words in found if words]


def _known(tag: re.Match) -> str:
    return tag[0] if tag[1].lower() in _HTML else ""


def address(source: str) -> str:
    """Where the page says that it stands, by its base or its canonical address; empty when it doesn't."""
    for tag in _PLACE_TAG.finditer(source[:_HEAD]):
        target = _HREF.search(tag[0])
        if target and (tag[1].lower() == "base" or _CANONICAL.search(tag[0])):
            return html.unescape(target[1].strip("\"' "))
    return ""


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


class _Builder(HTMLParser):
    """Builds the tree from nh3's output, which is balanced."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open = [Node("")]

    def handle_starttag(self, tag, attrs):
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in _VOID:
            self.open.append(node)

    def handle_endtag(self, tag):
        if tag not in _VOID and len(self.open) > 1:
            self.open.pop()

    def handle_data(self, data):
        self.open[-1].children.append(data)


def style(node: Node) -> dict[str, str]:
    """The declarations in the element's style attribute, in lower case."""
    declarations = (part.partition(":") for part in node.attributes.get("style", "").lower().split(";"))
    return {name.strip(): value.strip() for name, _, value in declarations if value}


def words(node: Node | str) -> str:
    """All text below on one line, a space between blocks."""
    return " ".join("".join(_texts(node)).split())


def _texts(node: Node | str):
    if isinstance(node, str):
        yield node
        return
    is_inline = node.tag in INLINE
    if not is_inline:
        yield " "
    for child in node.children:
        yield from _texts(child)
    if not is_inline:
        yield " "


INLINE = frozenset(
    "a abbr acronym b big cite code del dfn em font i ins kbd mark q s samp small span strike strong sub sup time tt u var".split()
)
