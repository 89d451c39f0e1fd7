"""The site around the article of a saved page: found by structure, left out, and told with its words."""

import re

from releases.document.richtext import Node
from releases.readers import dateline, page
from releases.readers.reading import Notice, excerpt

#: What an element is by its tag or role.
_ROLES = {
    "nav": "the site’s navigation", "navigation": "the site’s navigation", "menu": "a menu", "menubar": "a menu",
    "footer": "the page’s footer", "contentinfo": "the page’s footer", "banner": "the page’s header",
    "aside": "a sidebar", "complementary": "a sidebar", "toolbar": "a row of tools", "title": "the title of the window",
    "form": "a form", "select": "a form", "textarea": "a form", "label": "a form", "button": "a button", "search": "a search form",
    "dialog": "a dialogue", "alertdialog": "a dialogue", "noscript": "for browsers without scripts",
    "iframe": "another page inside this one", "video": "a video", "svg": "a drawing",
}  # fmt: skip
#: What an element is by a word in its class or id.
_NAMES = {
    "the site’s navigation": "nav navbar navigation menu submenu megamenu breadcrumb breadcrumbs crumbs pagination pager skip skiplink",
    "a cookie notice": "cookie cookies consent gdpr onetrust cookiebar",
    "share links": "share sharing social sharethis addthis addtoany tools toolbar printfriendly",
    "a list of other pages": "related recommended also trending latest teaser teasers cards tags taglist",
    "an offer to subscribe": "newsletter subscribe subscription signup alerts",
    "the page’s footer": "footer colophon copyright",
    "the page’s header": "masthead topbar siteheader",
    "a sidebar": "sidebar rail aside promo advert advertisement ads widget popup modal overlay",
    "a search form": "search searchbox",
}
_BY_NAME = {word: kind for kind, names in _NAMES.items() for word in names.split()}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_SITE_HEADING = re.compile(
    r"(?:press|news|media|investors?)?[ &/]*(?:press|media|news)? ?(?:releases?|news ?room|news|cent(?:er|re)|room)(?: ?(?:details?|archive|view))?",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[a-z]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ALWAYS = frozenset({"button", "select", "textarea", "noscript", "iframe", "video", "svg", "title"})
_LISTED = frozenset({"ul", "ol", "div", "td", "p", "section", "menu", "dir", "table"})
#: Below these shares of the page's words something is furniture, and of its own words links make a list of links.
_MAJOR, _LINKED = 0.5, 0.8


def article(root: Node, notices: list[Notice]) -> Node:
    """The part of the page that holds the release, freed of what belongs to the site; each thing left out has a notice."""
    scope, around = _scope(root)
    total = max(len(page.words(scope)), 1)
    left: list[tuple[str, str]] = []
    scope = Node(scope.tag, scope.attributes, _pruned(scope, total, left))
    if around:
        headline = None if any(True for _ in scope.find("h1")) else next(iter(_headings(root, scope)), None)
        if headline is not None:
            scope.children.insert(0, headline)
        outside = Node("", {}, _pruned(_without(root, around, headline), len(page.words(root)), left))
        if text := page.words(outside):
            left.append(("text around the article", text))
    for kind, words in left:
        notices.append(Notice(f"Left out of the page: {excerpt(words)}, which is {kind}.", left_out=words))
    return scope


def _scope(root: Node) -> tuple[Node, Node | None]:
    """What is read, and the same again when something stands around it."""
    mains = [
        node
        for node in root.find("main", "div", "section", "td")
        if node.tag == "main" or node.attributes.get("role") == "main"
    ]
    articles = [node for node in root.find("article") if len(page.words(node)) > 200]
    longest = max(mains or articles, key=lambda node: len(page.words(node)), default=None)
    return (root, None) if longest is None else (longest, longest)


def _headings(root: Node, scope: Node):
    """Headlines outside of what is read, as on sites that print them above the article."""
    for heading in root.find("h1"):
        if len(page.words(heading).split()) > 3:
            yield heading


def _without(node: Node, scope: Node, headline: Node | None) -> Node:
    children = [
        _without(child, scope, headline) if isinstance(child, Node) else child
        for child in node.children
        if child is not scope and child is not headline
    ]
    return Node(node.tag, node.attributes, children)


def _pruned(node: Node, total: int, left: list[tuple[str, str]]) -> list:
    children = []
    for child in node.children:
        if isinstance(child, str):
            children.append(child)
            continue
        words = page.words(child)
        kind = _kind(child, words, total)
        if not kind:
            children.append(Node(child.tag, child.attributes, _pruned(child, total, left)))
        elif words:
            left.append((kind, words))
    return children


def _kind(node: Node, words: str, total: int) -> str:
    """What the element is, if it belongs to the site or is not shown; empty for a part of the release."""
    if _is_hidden(node):
        return "not shown"
    if node.tag in _ALWAYS:
        return _ROLES[node.tag]
    if node.tag in _HEADINGS and _SITE_HEADING.fullmatch(words):
        return "a heading of the site"
    kind = _ROLES.get(node.tag) or _ROLES.get(node.attributes.get("role", "").lower()) or _by_name(node)
    if not kind and node.tag == "header":
        kind = "the page’s header"
    if not kind and (
        (node.tag == "article" and total > 3 * len(words)) or (node.tag in _LISTED and _is_linked(node, words))
    ):
        kind = "a list of links"
    # Some sites wrap the whole page in one form, or call the article's box by a sidebar's name.
    return "" if not kind or len(words) > total * _MAJOR or _holds_release(node) else kind


def _by_name(node: Node) -> str:
    name = _CAMEL.sub("-", f"{node.attributes.get('class', '')} {node.attributes.get('id', '')}").lower()
    tokens = _TOKEN.findall(name)
    return "" if "headline" in tokens else next((_BY_NAME[token] for token in tokens if token in _BY_NAME), "")


def _is_hidden(node: Node) -> bool:
    look = page.style(node)
    return (
        "hidden" in node.attributes
        or look.get("display") == "none"
        or look.get("visibility") == "hidden"
        or look.get("font-size") in ("0", "0px", "0pt")
        or (node.tag == "input" and bool(node.attributes))
    )


def _holds_release(node: Node) -> bool:
    """Whether the headline or the dateline stands in the element, which no furniture holds."""
    if node.tag == "h1" or any(len(page.words(heading).split()) > 3 for heading in node.find("h1")):
        return True
    paragraphs = [node] if node.tag == "p" else node.find("p", "div", "td", "span", "font")
    return any(
        (found := dateline.find(words[:400])) and found.dateline.wire and not words.endswith(("...", "…", "[…]"))
        for part in paragraphs
        for words in [page.words(part)]
    )


def _is_linked(node: Node, words: str) -> bool:
    links = [page.words(link) for link in node.find("a") if link.attributes.get("href")]
    outward = [link for link in node.find("a") if "@" in link.attributes.get("href", "")]
    return len(links) >= 3 and not outward and sum(map(len, links)) > len(words) * _LINKED
