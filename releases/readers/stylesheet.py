"""The style sheet inside a page: what it says of the looks that change the meaning of words, written to the elements.

Only selectors of one element are read (``sup``, ``.s5``, ``span.s5``, ``#n1``), and of longer ones the last part when it has
a class or an id. What else a sheet says, such as what is shown at all, stays a matter of the page's layout.
"""

import re

from releases.document.richtext import Node

_SHEET = re.compile(r"<style\b[^>]*>(.*?)</style", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_SELECTOR = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?:(?P<kind>[.#])(?P<name>[\w-]+))?", re.IGNORECASE)
_OTHER_MEDIUM = re.compile(r"@(?!media\b(?!.*\bprint\b)|supports\b|layer\b)", re.IGNORECASE | re.DOTALL)
#: Looks that belong to words, whoever shows them.
_LOOKS = frozenset(
    "vertical-align position top bottom font-size font-variant-position text-decoration text-decoration-line"
    " text-transform transform baseline-shift mso-text-raise mso-hide".split()
)
#: Elements inside a line: a sheet that writes whole headings in capitals is the site's design.
_OF_LINES = frozenset({"text-transform"})
#: Characters of all sheets of a page.
_LONGEST = 1_000_000

_Rule = tuple[str, str, str]  # tag or "", "." or "#" or "", class or id


def apply(source: str, root: Node, inline: frozenset[str]) -> None:
    """Put the declarations of the page's own sheets before those in each element's style attribute, in place."""
    rules = _rules(source)
    if rules:
        _apply(root, rules, inline)


def _apply(node: Node, rules: dict[_Rule, dict[str, str]], inline: frozenset[str]) -> None:
    for child in node.children:
        if isinstance(child, Node):
            if found := _declared(child, rules, inline):
                own = child.attributes.get("style", "")
                child.attributes["style"] = ";".join([*(f"{name}:{value}" for name, value in found.items()), own])
            _apply(child, rules, inline)


def _declared(node: Node, rules: dict[_Rule, dict[str, str]], inline: frozenset[str]) -> dict[str, str]:
    names = [("", ""), *((".", name) for name in node.attributes.get("class", "").split())]
    if identity := node.attributes.get("id"):
        names.append(("#", identity))
    found: dict[str, str] = {}
    for kind, name in names:
        for tag in ("", node.tag):
            found |= rules.get((tag, kind, name), {})
    return {name: value for name, value in found.items() if node.tag in inline or name not in _OF_LINES}


def _rules(source: str) -> dict[_Rule, dict[str, str]]:
    found: dict[_Rule, dict[str, str]] = {}
    for sheet in _SHEET.findall(source[:_LONGEST]):
        open_preludes: list[str] = []
        prelude = ""
        for part in re.split(r"([{}])", _COMMENT.sub(" ", sheet)):
            if part == "{":
                open_preludes.append(prelude)
            elif part == "}":
                if open_preludes and not any(_OTHER_MEDIUM.match(outer.strip()) for outer in open_preludes):
                    _add(found, open_preludes[-1], prelude)
                open_preludes = open_preludes[:-1]
                prelude = ""
            else:
                prelude = part
    return found


def _add(found: dict[_Rule, dict[str, str]], selectors: str, declarations: str) -> None:
    looks = {}
    for declaration in declarations.lower().split(";"):
        name, _, value = declaration.partition(":")
        if name.strip() in _LOOKS and value.strip():
            looks[name.strip()] = value.replace("!important", "").strip()
    for selector in selectors.split(",") if looks else ():
        *outer, last = selector.split() or [""]
        hit = _SELECTOR.fullmatch(last)
        if hit and (hit["name"] or (hit["tag"] and not outer)):
            key = ((hit["tag"] or "").lower(), hit["kind"] or "", hit["name"] or "")
            found[key] = found.get(key, {}) | looks
