"""HTML to blocks: a clean article, a saved page with the site around it, an exhibit full of layout."""

import itertools
import re
from dataclasses import replace
from urllib.parse import urljoin

from releases.document.normal_form import normalise
from releases.document.richtext import Node
from releases.readers import furniture, grid, inline, looks, page, pages, plain_text, shaping, word_lists
from releases.readers.blocks import Block, block
from releases.readers.pieces import Piece, gather
from releases.readers.reading import Notice, excerpt

_BEGINNING = re.compile(
    r"\s*(?:<!--[^>]*-->\s*)*<(?:!doctype html|\?xml|html|head|body|article|main|section|div|p|h1|table|center|font|title|meta)\b",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
#: Addresses that do not go on from where the page stood: with a scheme, within the page, of a mailbox or another site.
_NO_PATH = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|#|www\.|[^/?#]*@", re.IGNORECASE)
_PASSED = re.compile(r"https?://\S|mailto:\S|tel:\S", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\u00a0\u2002\u2003\u2007\u2009]{2,}")
_HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
_BOLD, _ITALIC = frozenset({"b", "strong"}), frozenset({"i", "em", "cite", "dfn", "var"})
#: Characters of a term in a list of terms.
_LONGEST_TERM = 80
_INLINE = page.INLINE | {"label", "button", "legend", "summary"}
#: Fonts whose letters are signs: an "l" of Wingdings is a dot, an "a" of Symbol an alpha.
_SIGNS = re.compile(r"wingdings|webdings|symbol", re.IGNORECASE)
_SYMBOL = dict(zip("abgdekmlnpstwDGSW³£±·´", "αβγδεκµλνπστωΔΓΣΩ≥≤±•×", strict=True))


def is_hypertext(source: str) -> bool:
    """Whether a file with the name of a text file holds HTML in truth."""
    return bool(_BEGINNING.match(source[:4000]))


def blocks(source: str, name: str, notices: list[Notice], address: str = "") -> list[Block]:
    """The blocks of an HTML page in order. ``address`` is where the page stood, for links that begin there; a saved page
    may tell it itself. Raises :class:`Unreadable` for a page that only a machine would write."""
    source, formulas = page.without_formulas(source)
    notices.extend(
        Notice(f"The formula {excerpt(words)} was left out; write it again.", needs_review=True, left_out=words)
        for words in formulas
    )
    root = page.parse(source, name)
    if scripts := len(_SCRIPT.findall(source)):
        were = f"{scripts} scripts, which were" if scripts > 1 else "1 script, which was"
        notices.append(Notice(f"{name} holds {were} removed; check that no text was written by it.", needs_review=True))
    nodes = _Walker(notices, page.address(source) or address).blocks(furniture.article(root, notices))
    tree = normalise(Node("", {}, shaping.shape(pages.undone(nodes, notices))))
    return [block(node) for node in tree.children]


class _Walker:
    """Turns elements and their styles into blocks of the house."""

    def __init__(self, notices: list[Notice], address: str = ""):
        self._notices = notices
        self._page = address
        self._pieces: list[Piece] = []
        self._result: list[Node] = []

    def blocks(self, node: Node, look: Piece | None = None) -> list[Node]:
        """The blocks inside the element."""
        if self._is_left_out(node):
            return []
        outer = self._result, self._pieces
        self._result, self._pieces = [], []
        self._inside(node, look or Piece("", case=page.style(node).get("text-transform", "")))
        self._end_paragraph()
        found = word_lists.gathered(self._result, self._notices)
        self._result, self._pieces = outer
        return found

    def _inside(self, node: Node, look: Piece) -> None:
        for child in node.children:
            if isinstance(child, str):
                self._pieces.append(_with(look, child))
            else:
                self._element(child, look)

    def _element(self, node: Node, look: Piece) -> None:
        tag = node.tag
        if self._is_left_out(node):
            return
        if tag == "br":
            self._pieces.append(Piece(Node("br")))
        elif tag == "wbr":
            pass
        elif tag == "img":
            self._picture(node)
        elif tag in _INLINE and (sign := _sign(node)):
            self._pieces.append(_with(look, sign))
        elif tag in _INLINE or (tag == "div" and page.style(node).get("display") == "inline"):
            self._inside(node, self._look(node, look))
        else:
            self._end_paragraph()
            self._block(node, look)
            self._end_paragraph()

    def _block(self, node: Node, look: Piece) -> None:
        tag = node.tag
        if _ends_page(node, "before"):
            self._result.append(Node(pages.END))
        if tag == "hr":
            if node.attributes.get("class") == pages.END or _ends_page(node, "after"):
                self._result.append(Node(pages.END))
            return
        if tag in _HEADINGS:
            parts = self.blocks(node, Piece("", look.href, case=page.style(node).get("text-transform", look.case)))
            self._result.extend(
                Node(_HEADINGS[tag], {}, part.children) if part.tag in ("p", "h3") else part for part in parts
            )
        elif tag in ("ul", "ol", "menu", "dir"):
            self._list(node, look)
        elif tag == "table":
            self._result.extend(grid.blocks(node, self))
        elif tag == "blockquote":
            self._result.append(Node("blockquote", {}, self.blocks(node, self._look(node, look))))
        elif tag == "pre":
            lines = plain_text.blocks(_raw(node), "the text", self._notices)
            self._result.extend(part.node for part in lines)
        elif item := word_lists.item(node, page.style(node)):
            level, mark, rest = item
            first, *others = self.blocks(rest, look) or [Node("p")]
            self._result.extend([word_lists.marked(first, level, mark) if first.tag in ("p", "h3") else first, *others])
        elif tag == "dl":
            self._definitions(node, look)
        else:
            self._inside(node, self._look(node, look))
            self._end_paragraph()
        if _ends_page(node, "after"):
            self._result.append(Node(pages.END))

    def _definitions(self, node: Node, look: Piece) -> None:
        """A list of terms: each short term with what is said of it in one paragraph, "Date: March 10"."""
        term: Node | None = None
        groups = (
            (child,) if isinstance(child, str) or child.tag != "div" else child.children for child in node.children
        )
        for child in itertools.chain.from_iterable(groups):
            if isinstance(child, str) or child.tag not in ("dt", "dd"):
                self._result.extend(self.blocks(Node("", {}, [child]), look))
                continue
            for part in self.blocks(child, look):
                words = part.words()
                is_line = part.tag in ("p", "h3") and len(words) <= _LONGEST_TERM
                if child.tag == "dt" and is_line and not words.endswith((".", "?", "!")):
                    term = Node("p", {}, [*part.children, "" if words.endswith(":") else ":"])
                    self._result.append(term)
                elif child.tag == "dd" and term is not None and part.tag in ("p", "h3"):
                    term.children.extend([" ", *part.children])
                    term = None
                else:
                    self._result.append(part)
                    term = None

    def _list(self, node: Node, look: Piece) -> None:
        items: list[Node] = []
        for child in node.children:
            if isinstance(child, Node) and child.tag in ("ul", "ol") and items:
                items[-1].children.extend(self.blocks(Node("", {}, [child]), look))
            elif isinstance(child, Node) or child.strip():
                inner = child if isinstance(child, Node) and child.tag == "li" else Node("", {}, [child])
                items.append(Node("li", {}, self.blocks(inner, look)))
        start = node.attributes.get("start", "") if node.tag == "ol" else ""
        attributes = {"start": start} if start.isdigit() and start != "1" else {}
        self._result.append(Node("ol" if node.tag == "ol" else "ul", attributes, items))

    def _picture(self, node: Node) -> None:
        words, source = node.attributes.get("alt", "").strip(), node.attributes.get("src", "")
        place = "in the page itself" if source.startswith("data:") else self._whole(source)
        if words or not re.search(r"spacer|pixel|blank|transparent|tracking|\b1x1\b", source):
            named = excerpt(words) if words else "without a description"
            message = f"The picture {named} ({place[:200] or 'without an address'}) was left out; add it as a figure."
            self._notices.append(Notice(message, left_out=words))

    def _look(self, node: Node, look: Piece) -> Piece:
        """How the element's words look: its tag and its style say so, else what stands around it."""
        style, tag = page.style(node), node.tag
        weight, slant = style.get("font-weight", ""), style.get("font-style", "")
        is_bold = look.is_bold or tag in _BOLD
        if weight:
            is_bold = weight in ("bold", "bolder") or (weight.isdigit() and int(weight[:4]) >= 600)
        is_italic = (look.is_italic or tag in _ITALIC) if not slant else slant in ("italic", "oblique")
        raised = looks.shift(node, style) or look.raised
        case = style.get("text-transform", look.case)
        return Piece("", self._target(node, look), is_bold, is_italic, raised, case)

    def _is_left_out(self, node: Node) -> bool:
        """Whether the element is struck out or hidden: its words are told and do not stand in the text."""
        style = page.style(node)
        is_struck = looks.is_struck(node, style)
        if not is_struck and not looks.is_hidden(style):
            return False
        if words := page.words(node):
            how = "are struck out in the file" if is_struck else "are hidden in the file"
            message = f"The words {excerpt(words)} {how} and were left out; put them in again if they should stand."
            self._notices.append(Notice(message, needs_review=True, left_out=words))
        return True

    def _target(self, node: Node, look: Piece) -> str:
        address = node.attributes.get("href", "").strip() if node.tag == "a" else ""
        if not address:
            return look.href
        whole = self._whole(address)
        if _PASSED.match(whole):
            return whole
        self._notices.append(inline.dead_link(address, page.words(node), None))
        return ""

    def _whole(self, address: str) -> str:
        """A relative address as a whole one, where the page says where it stood; any other as it is."""
        if not self._page or _NO_PATH.match(address):
            return address
        try:
            return urljoin(self._page, address)
        except ValueError:
            return address

    def _end_paragraph(self) -> None:
        pieces, self._pieces = self._pieces, []
        for part in _parted(pieces):
            node = Node("p", {}, gather(_tidy(part)))
            if node.words().strip("\u00a0 "):
                self._result.extend(shaping.headed(node))


def _sign(node: Node) -> str:
    """The sign that a lone character of a font of signs stands for: the bullet of Wingdings, the α of Symbol; "" for any other."""
    font = f"{node.attributes.get('face', '')} {page.style(node).get('font-family', '')}"
    words = page.words(node).strip("\u00a0 ") if _SIGNS.search(font) else ""
    if len(words) != 1:
        return ""
    return "•" if re.search("dings", font, re.IGNORECASE) else _SYMBOL.get(words, "")


def _with(look: Piece, characters: str) -> Piece:
    return replace(look, content=looks.cased(characters, look.case))


def _parted(pieces: list[Piece]):
    """Two line breaks in a row part paragraphs, as they did before there was a style for it."""
    part: list[Piece] = []
    breaks = 0
    for piece in pieces:
        if isinstance(piece.content, Node):
            breaks += 1
        elif piece.content.strip("\u00a0 \t\n"):
            if breaks > 1:
                yield part
                part = []
            breaks = 0
        part.append(piece)
    yield part


def _tidy(pieces: list[Piece]) -> list[Piece]:
    """Indentation made of no-break spaces goes; such a space between two words stays."""
    tidied = []
    is_first = True
    for piece in pieces:
        if isinstance(piece.content, Node):
            tidied.append(piece)
            is_first = True
            continue
        words = _SPACES.sub(" ", piece.content)
        if is_first:
            words = words.lstrip("\u00a0 \t\n")
        if words:
            tidied.append(_with(piece, words))
            is_first = False
    return tidied


def _ends_page(node: Node, side: str) -> bool:
    style = page.style(node)
    return style.get(f"page-break-{side}", style.get(f"break-{side}", "")) in ("always", "page", "left", "right")


def _raw(node: Node) -> str:
    return "".join(
        child if isinstance(child, str) else "\n" if child.tag == "br" else _raw(child) for child in node.children
    )
