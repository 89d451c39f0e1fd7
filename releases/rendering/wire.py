"""A document as the wire prints it: plain text with a little Markdown, which :mod:`releases.readers` reads back.

Read back as a table of the body: results. Not carried by wire text: category, drugs and trials beyond what the words say, files, links of other kinds than
http(s), mailto and tel, emphasis inside a word, levels of headings, spans of table cells, lines and lists inside them.
"""

import re

from releases import text
from releases.document import Document, richtext
from releases.document.richtext import Node
from releases.rendering import printed
from releases.vocabulary import CorrectionKind

#: What the reader would take for the beginning of something else than a paragraph.
_BLOCK_MARK = re.compile(r"(?=--?[ \t]|[•*·▪◦‣][ \t]|#{1,4}[ \t]|[>|])")
_NUMBER_MARK = re.compile(r"([1-9]\d{0,2})(?=[.)][ \t])")
_OPENING, _CLOSING = re.compile(r"(?<![^\W_])\*+(?=\S)"), re.compile(r"(?<=\S)\*+(?![^\W_])")


def wire_text(document: Document) -> str:
    """The release in the order in which the wire prints it; paragraphs parted by a blank line, a line end at the end."""
    parts = [
        *_head(document),
        *_body(document),
        *(part for results in document.results for part in _block(results.table())),
        *(part for section in document.sections for part in [_plain(section.heading), *_blocks(section.html)]),
        *(_paragraph(_inline_of(note)) for note in document.trademark_notes),
        *(_mark(note.mark) + _inline_of(note.html) for note in document.footnotes),
    ]
    if document.safe_harbor:
        parts += [_plain(document.safe_harbor.heading), *_blocks(document.safe_harbor.html)]
    for index, contact in enumerate(document.contacts):
        parts += [*(["or"] if index else []), *(_plain(row) for row in printed.contact_lines(contact))]
    if document.source:
        parts.append(f"Source: {_plain(document.source)}")
    if document.distributor:
        parts.append(f"News Provided by {_plain(document.distributor)}")
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(document: Document) -> list[str]:
    correction = document.correction
    return [
        f"{CorrectionKind(correction.kind).label} notice: {_plain(correction.note)}" if correction else "",
        text.ap_date(document.date) if document.date else "",
        _plain(document.headline),
        *(_plain(row) for row in document.subheadline.split("\n")),
    ]


def _body(document: Document) -> list[str]:
    dateline = printed.dateline(document, escape=_plain)
    root = richtext.parse(document.body_html)
    if not dateline:
        return _children(root)
    if root.children and root.children[0].tag == "p":
        first = root.children.pop(0)
        return [dateline + _inline(first), *_children(root)]
    return [dateline, *_children(root)]


def _mark(mark: str) -> str:
    return text.superscript(mark) or f"^({_plain(mark)})"


def _blocks(html: str) -> list[str]:
    return _children(richtext.parse(html))


def _children(root: Node) -> list[str]:
    return [part for child in root.children for part in _block(child)]


def _block(node: Node) -> list[str]:
    if isinstance(node, str):
        return [_paragraph(_inline(Node("p", {}, [node])))]
    if node.tag in ("h2", "h3", "h4"):
        return [("### " if node.tag == "h4" else "## ") + _inline(node)]
    if node.tag in ("ul", "ol"):
        return ["\n".join(_items(node, ""))]
    if node.tag == "table":
        return ["\n".join(_table(node))]
    if node.tag == "blockquote":
        return [re.sub(r"(?m)^", "> ", part) for part in _children(node)]
    return [_paragraph(_inline(node))]


def _items(node: Node, indent: str) -> list[str]:
    rows = []
    number = int(node.attributes.get("start") or 1)
    for item in node.children:
        mark = "-" if node.tag == "ul" else f"{number}."
        number += 1
        own = Node(
            "li", {}, [child for child in item.children if isinstance(child, str) or child.tag not in richtext.BLOCKS]
        )
        words = _paragraph(_inline(own)).replace("\n", f"\n{indent}  ")
        rows.append(f"{indent}{mark} {words}")
        for child in item.children:
            if isinstance(child, Node) and child.tag in richtext.LISTS:
                rows.extend(_items(child, indent + "  "))
            elif isinstance(child, Node) and child.tag in richtext.BLOCKS:
                rows.extend(f"{indent}  {row}" for part in _block(child) for row in part.split("\n"))
    return rows


def _table(node: Node) -> list[str]:
    captions = [_inline(caption).replace("\\\n", " ") for caption in node.find("caption")]
    heads = [row for part in node.find("thead") for row in part.find("tr")]
    rows = [row for row in node.find("tr") if not any(row is head for head in heads)]
    width = max((len(row.children) for row in [*heads, *rows]), default=1)
    first = _row(heads[0]) if heads else "| " * width + "|"
    return [*captions, first, "|---" * width + "|", *(_row(row) for row in [*heads[1:], *rows])]


def _row(node: Node) -> str:
    # A cell holds one line: its line breaks and lists become spaces.
    cells = (
        _inline(Node("td", {}, list(_flat(cell)))).replace("\\\n", " ").replace("|", r"\|") for cell in node.children
    )
    return "| " + " | ".join(cells) + " |"


def _flat(node: Node):
    for child in node.children:
        if isinstance(child, Node) and child.tag in richtext.BLOCKS:
            yield " "
            yield from _flat(child)
        else:
            yield child


def _plain(words: str) -> str:
    """A plain text field as a paragraph."""
    return _paragraph(_inline(Node("p", {}, [words])))


def _inline_of(html: str) -> str:
    return _inline(richtext.parse(html))


def _paragraph(words: str) -> str:
    """The words with their beginning escaped where it would begin a list, heading, table or quotation."""
    if _BLOCK_MARK.match(words):
        return "\\" + words
    return _NUMBER_MARK.sub(r"\1\\", words, count=1) if _NUMBER_MARK.match(words) else words


def _inline(node: Node) -> str:
    """The markup of one paragraph. Asterisks are escaped only where a pair of them could be read as emphasis."""
    words = "".join(_strings(node))
    has_pair = any(True for _ in node.find("em", "strong")) or bool(_OPENING.search(words) and _CLOSING.search(words))
    return _render(node, has_pair).strip(" ")


def _strings(node: Node):
    for child in node.children:
        if isinstance(child, str):
            yield child
        else:
            yield from _strings(child)


def _render(node: Node, escapes_stars: bool) -> str:
    rendered = ""
    for index, child in enumerate(node.children):
        if isinstance(child, str):
            rendered += _escape(child, escapes_stars)
        elif child.tag == "br":
            rendered += "\\\n"
        elif child.tag in ("sup", "sub"):
            shifted = text.superscript(child.words()) if child.tag == "sup" else text.subscript(child.words())
            sign = "^" if child.tag == "sup" else "_"
            inner = re.sub(r"(?<!\\)([()])", r"\\\1", _render(child, True))
            rendered += shifted or f"{sign}({inner})"
        elif child.tag == "a":
            words = re.sub(r"(?<!\\)([\[\]])", r"\\\1", _render(child, escapes_stars))
            rendered += f"[{words}]({_address(child.attributes.get('href', ''))})"
        elif child.tag in ("em", "strong"):
            following = node.children[index + 1 : index + 2]
            after = following[0][:1] if following and isinstance(following[0], str) else ""
            rendered += _emphasized(child, rendered[-1:], after)
        else:
            rendered += _render(child, escapes_stars)
    return rendered


def _emphasized(node: Node, before: str, after: str) -> str:
    """Emphasis in its markers, which stand outside the spaces; without them inside a word, where they would be text."""
    words = _render(node, True)
    inner = words.strip(" ")
    if not inner or before.isalnum() or after.isalnum() or (inner != words and node.tag == "br"):
        return words
    marker = "*" if node.tag == "em" else "**"
    begin, end = len(words) - len(words.lstrip(" ")), len(words.rstrip(" "))
    return words[:begin] + marker + inner + marker + words[end:]


def _escape(words: str, escapes_stars: bool) -> str:
    words = words.replace("\\", "\\\\")
    if escapes_stars:
        words = words.replace("*", r"\*")
    words = re.sub(r"\[(?=[^\[\]]*\]\()", r"\\[", words)
    return re.sub(r"[\^_](?=\()|(?<=[^\W_])\^(?=[-+−]?\d)", r"\\\g<0>", words)


def _address(href: str) -> str:
    return href.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
