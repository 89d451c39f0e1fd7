"""Document → CommonMark with the tables of GitHub's dialect: for people who paste, and for language models.

Footnotes are Markdown's own where that is possible: what refers to them stays a raised mark, as printed.
"""

import re

from releases import text
from releases.document import Document
from releases.document.richtext import BLOCKS, LISTS, Node, parse, sanitise, sanitise_inline
from releases.rendering.article import body_tree, fit_headings
from releases.rendering.facts import Facts
from releases.rendering.grid import place
from releases.rendering.template_tags import company_time, contact_label, file_url, label, mailto, tel, ticker
from releases.vocabulary import MediaKind

#: What means something inside a line. An underscore inside a word means nothing in CommonMark, but is escaped all the same.
_SIGNS = re.compile(r"([\\`*_\[\]<>|~])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_BLOCK_MARK = re.compile(r"(?m)^([-+](?=[\s-]|$)|#|=|\d{1,9}(?=[.)](?:\s|$)))")


def markdown(document: Document, *, facts: Facts) -> str:
    """The release whole, in the order of the page, with its record at the end."""
    parts = []
    if document.correction:
        note = "\n".join(_plain(line) for line in document.correction.note.splitlines())
        parts.append(_quoted(f"**{_plain(label(document.correction.kind, 'CorrectionKind'))}**\n\n{note}"))
    parts.append(f"# {_plain(document.headline)}")
    parts += [f"*{_plain(line)}*" for line in document.subheadline.splitlines()]
    kicker = (
        label(document.category, "Category"),
        document.date and text.ap_date(document.date),
        ticker(document.company),
    )
    parts.append(" · ".join(_plain(words) for words in kicker if words))
    parts += _blocks(fit_headings(body_tree(document), 2))
    parts += [part for results in document.results for part in _table(results.table())]
    for file in document.files:
        address = facts.origin + file_url(file)
        if file.kind == MediaKind.FIGURE:
            parts.append(f"![{_plain(file.alternative_text)}]({address})")
            parts.append(_plain(file.caption or file.title))
    for section in document.sections:
        parts.append(section.heading and f"## {_plain(section.heading)}")
        parts += _blocks(fit_headings(parse(sanitise(section.html)), 3 if section.heading else 2))
    parts += [_plain(note) for note in document.trademark_notes]
    parts += [
        f"<sup>{_plain(note.mark)}</sup> {_inline(parse(sanitise_inline(note.html)))}" for note in document.footnotes
    ]
    if document.safe_harbor:
        parts.append(document.safe_harbor.heading and f"## {_plain(document.safe_harbor.heading)}")
        parts += _blocks(fit_headings(parse(sanitise(document.safe_harbor.html)), 3))
    parts += [_contact(contact) for contact in document.contacts]
    parts.append(document.source and f"Source: {_plain(document.source)}")
    parts.append(document.distributor and f"News Provided by {_plain(document.distributor)}")
    attachments = [file for file in document.files if file.kind == MediaKind.ATTACHMENT]
    parts.append(
        "\n".join(f"- [{_plain(file.title or file.name)}]({facts.origin}{file_url(file)})" for file in attachments)
    )
    parts += ["---", _record(document, facts)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _record(document: Document, facts: Facts) -> str:
    zone = document.company.time_zone
    told = f"published {company_time(facts.live_at, zone)}"
    if facts.is_historic:
        told = f"first issued {text.ap_date(document.date or facts.live_at)}, brought in from the archive"
    return f"Edition {facts.number}, {told}.  \n<{facts.edition_url}>  \nSHA-256 `{facts.digest}`"


def _contact(contact) -> str:
    lines = [
        f"**{_plain(contact_label(contact))}**",
        *(_plain(words) for words in (contact.organization, contact.person, contact.title) if words),
    ]
    if contact.phone:
        lines.append(f"[{_plain(contact.phone)}]({tel(contact.phone)})")
    if contact.email:
        lines.append(f"[{_plain(contact.email)}]({mailto(contact.email)})")
    return "  \n".join(lines)


def _blocks(root: Node) -> list[str]:
    """The blocks of a tree; loose inline text is a paragraph."""
    parts, loose = [], []
    for child in [*root.children, None]:
        if child is not None and not (isinstance(child, Node) and child.tag in BLOCKS):
            loose.append(child)
            continue
        if words := _inline(Node("", {}, loose)).strip():
            parts.append(_BLOCK_MARK.sub(_escape_mark, words))
        loose = []
        if child is not None:
            parts += _block(child)
    return parts


def _block(node: Node) -> list[str]:
    if node.tag in ("h2", "h3", "h4"):
        return [f"{'#' * int(node.tag[1])} {_inline(node)}"]
    if node.tag in LISTS:
        return ["\n".join(_items(node))]
    if node.tag == "table":
        return _table(node)
    if node.tag == "blockquote":
        return [_quoted("\n\n".join(_blocks(node)))]
    return _blocks(Node("", {}, node.children))


def _items(node: Node):
    start = node.attributes.get("start", "")
    number = int(start) if start.isascii() and start.isdigit() else 1
    for position, item in enumerate(node.children):
        mark = "- " if node.tag == "ul" else f"{number + position}. "
        lines = "\n\n".join(_blocks(item)).replace("\n\n", "\n").split("\n")
        yield mark + ("\n" + " " * len(mark)).join(lines)


def _table(node: Node) -> list[str]:
    """Spans are written out: a cell's words stand where it begins, and the places it covers stay empty."""
    rows = list(node.find("tr"))
    placed = place(rows)
    width = max(cell.x + cell.colspan for cell in placed)
    lines = [[""] * width for _ in rows]
    for cell in placed:
        lines[cell.y][cell.x] = " ".join("<br>".join(_blocks(cell.node)).replace("\\\n", "<br>").split("\n"))
    if any(cell.tag != "th" for cell in rows[0].children):
        lines.insert(0, [""] * width)
    lines.insert(1, ["---"] * width)
    caption = next(node.find("caption"), None)
    table = "\n".join("| " + " | ".join(line) + " |" for line in lines)
    return [*([f"**{_inline(caption)}**"] if caption else []), table]


def _inline(node: Node) -> str:
    words = ""
    for child in node.children:
        if isinstance(child, str):
            words += _plain(child)
            continue
        inner = _inline(child)
        if child.tag == "br":
            words += "\\\n"
        elif child.tag == "a":
            words += f"[{inner}]({_target(child.attributes['href'])})"
        elif child.tag in ("sup", "sub"):
            words += f"<{child.tag}>{inner}</{child.tag}>"
        elif child.tag in ("strong", "em") and inner.strip():
            words += _emphasis(inner, "**" if child.tag == "strong" else "*")
        else:
            words += inner
    return words


def _emphasis(inner: str, marker: str) -> str:
    """Markers stand on the words; spaces that were inside stand outside."""
    begin, end = len(inner) - len(inner.lstrip()), len(inner.rstrip())
    return inner[:begin] + marker + inner[begin:end] + marker + inner[end:]


def _target(href: str) -> str:
    return re.sub(r"[ ()<>\\]", lambda match: f"%{ord(match[0]):02X}", href)


def _plain(words: str) -> str:
    return _ENTITY.sub("&amp;", _SIGNS.sub(r"\\\1", words))


def _escape_mark(match) -> str:
    return match[0] + "\\" if match[0].isdigit() else "\\" + match[0]


def _quoted(words: str) -> str:
    return re.sub(r"(?m)^", "> ", words)
