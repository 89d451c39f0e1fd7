"""Document → a tagged PDF (PDF/UA-1, ISO 14289-1). Pure: no queries, no clock.

The same document and facts give the same bytes with the same version of Typst: its clock is the edition's instant, and
it sees no fonts but those of :mod:`releases.rendering.lettering` and its own.
"""

import functools
import json
import re
import tempfile
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import typst
from django.template.loader import get_template

from releases.document import Document, File
from releases.document.richtext import Node, parse, sanitise, sanitise_inline
from releases.rendering import lettering
from releases.rendering.article import body_tree, fit_headings, turn
from releases.rendering.facts import Facts
from releases.rendering.grid import Placed, head_rows, place
from releases.rendering.tables import align
from releases.rendering.template_tags import (
    company_time,
    contact_label,
    file_size,
    file_type,
    file_url,
    label,
    mailto,
    tel,
    ticker,
)
from releases.text import ap_date, is_left_to_right
from releases.vocabulary import MediaKind

#: Part of the name under which made files are kept; a change of the template that shall reach old editions changes it.
VERSION = "1"
_STANDARDS = ["1.7", "ua-1"]
#: Of the data: lines of plain words, and what in them is none.
_PLAIN = {"masthead", "kicker", "correction", "subheadlines", "sections", "trademarks", "safe_harbor", "contacts"} | {
    "source", "attachments", "record", "shown_url", "footer",
}  # fmt: skip
_TREES = {"body", "href"}
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')


def pdf(document: Document, *, facts: Facts, pictures: Mapping[str, bytes]) -> bytes:
    """The edition as a PDF. ``pictures`` holds the bytes of the figures by their keys.

    A character that no font here has stands as its name in brackets: nothing is dropped.
    """
    data = _data(document, facts)
    if document.direction == "rtl":
        data = {name: _kept_in_order(value) if name in _PLAIN else value for name, value in data.items()}
    with tempfile.TemporaryDirectory(prefix="irsite-pdf-") as folder:
        for file in _figures(document):
            (Path(folder) / file.key).with_suffix(_suffix(file)).write_bytes(pictures[file.key])
        while True:  # Typst names a few at a time; each time there are fewer
            try:
                return _compile(data, folder, facts)
            except typst.TypstError as error:
                named = _named(data, set(_NO_GLYPH.findall(error.diagnostic)))
                if named == data:
                    raise
                data = named


def _kept_in_order(value):
    """The data with lines of English isolated, so that their signs stay at their ends in a text from right to left."""
    if isinstance(value, str):
        return f"\u2066{value}\u2069" if is_left_to_right(value) else value
    if isinstance(value, dict):
        return {key: inner if key in _TREES else _kept_in_order(inner) for key, inner in value.items()}
    return [_kept_in_order(inner) for inner in value] if isinstance(value, list | tuple) else value


def _compile(data: dict, folder: str, facts: Facts) -> bytes:
    return typst.compile(
        _template(),
        root=folder,
        font_paths=lettering.fonts(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"release": json.dumps(data, ensure_ascii=False)},
        pdf_standards=_STANDARDS,
        timestamp=int(facts.live_at.timestamp()),
    )


@functools.cache
def _template() -> bytes:
    return Path(get_template("releases/release.typ", using="newsroom").origin.name).read_bytes()


def _named(data, unknown: set[str]):
    """The data with every unknown character as its name in brackets. Characters of a cluster are told one by one."""
    clusters = "".join(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), cluster) for cluster in unknown)
    names = {
        ord(char): f"[{unicodedata.name(char, f'U+{ord(char):04X}').lower()}]"
        for char in clusters
        if not char.isascii()
    }

    def named(value):
        if isinstance(value, str):
            return value.translate(names)
        if isinstance(value, dict):
            return {key: named(inner) for key, inner in value.items()}
        return [named(inner) for inner in value] if isinstance(value, list | tuple) else value

    return named(data)


def _data(document: Document, facts: Facts) -> dict:
    """What the template shows, as JSON data."""
    language, _, region = document.language.partition("-")
    company = document.company

    def tree(root: Node, top: int) -> list:
        if document.direction == "rtl":
            turn(root)
        return _tree(fit_headings(root, top))

    tickers = dict.fromkeys(listing.ticker for listing in company.listings)
    return {
        "title": document.headline.strip() or "Release",
        "author": company.legal_name,
        "keywords": [*tickers, *(drug.name for drug in document.drugs)],
        "lang": language.lower(),
        "region": region.upper() if len(region) == 2 else None,
        "rtl": document.direction == "rtl",
        "families": lettering.families(document.language),
        "masthead": " · ".join(filter(None, (company.legal_name, ticker(company)))),
        "kicker": " · ".join(
            filter(None, (label(document.category, "Category"), document.date and ap_date(document.date)))
        ),
        "correction": document.correction
        and {
            "kind": label(document.correction.kind, "CorrectionKind"),
            "note": document.correction.note.splitlines(),
        },
        "subheadlines": document.subheadline.splitlines(),
        "body": tree(body_tree(document), 2),
        "results": [_json(results.table()) for results in document.results],
        "figures": [
            {
                "path": f"/{file.key}{_suffix(file)}",
                "alternative_text": file.alternative_text,
                "caption": file.caption or file.title,
                "width": file.width or 0,
            }
            for file in _figures(document)
        ],
        "sections": [
            {
                "heading": section.heading.strip(),
                "body": tree(parse(sanitise(section.html)), 3 if section.heading else 2),
            }
            for section in document.sections
        ],
        "trademarks": document.trademark_notes,
        "notes": [{"mark": note.mark, "body": _tree(parse(sanitise_inline(note.html)))} for note in document.footnotes],
        "safe_harbor": document.safe_harbor
        and {
            "heading": document.safe_harbor.heading.strip(),
            "body": tree(parse(sanitise(document.safe_harbor.html)), 3 if document.safe_harbor.heading else 2),
        },
        "contacts": [{"label": contact_label(contact), "lines": _lines(contact)} for contact in document.contacts],
        "source": document.source and f"Source: {document.source}",
        "attachments": [
            {
                "title": file.title or file.name,
                "href": facts.origin + file_url(file),
                "size": f"{file_type(file)}, {file_size(file.size)}",
            }
            for file in document.files
            if file.kind == MediaKind.ATTACHMENT
        ],
        "record": [
            f"Edition {facts.number}, "
            + (
                f"first issued {ap_date(document.date or facts.live_at)}, brought in from the archive"
                if facts.is_historic
                else f"published {company_time(facts.live_at, company.time_zone)}"
            ),
            f"SHA-256 {facts.digest}",
        ],
        "url": facts.edition_url,
        "shown_url": facts.edition_url,
        "footer": " · ".join((company.legal_name, f"edition {facts.number}", facts.digest[:16])),
    }


def _figures(document: Document) -> list[File]:
    return [file for file in document.files if file.kind == MediaKind.FIGURE]


def _suffix(file: File) -> str:
    return "." + file.content_type.rpartition("/")[2]


def _lines(contact) -> list[dict]:
    lines = [
        (contact.organization, ""),
        (contact.person, ""),
        (contact.title, ""),
        (contact.phone, contact.phone and tel(contact.phone)),
        (contact.email, contact.email and mailto(contact.email)),
    ]
    return [{"text": words, "href": href} for words, href in lines if words]


def _tree(root: Node) -> list:
    return [_json(child) for child in root.children]


def _json(node: Node | str):
    """A node as ``[tag, attributes, children]``; of a table its rows and cells."""
    if isinstance(node, str):
        return node
    if node.tag == "table":
        return ["table", _table(node), []]
    attributes = {"ltr": True} if node.attributes.get("dir") == "ltr" else {}
    if node.tag == "a":
        attributes["href"] = node.attributes["href"]
    if node.tag == "ol":
        start = node.attributes.get("start", "")
        attributes["start"] = int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1
    # A heading of nothing but a no-break space is none, and PDF/UA forbids it.
    tag = "p" if node.tag in ("h2", "h3", "h4") and not node.words().strip() else node.tag
    children = [_json(child) for child in node.children]
    is_isolated = node.attributes.get("dir") == "rtl"
    return [tag, attributes, ["\u2067", *children, "\u2069"] if is_isolated else children]


def _table(node: Node) -> dict:
    rows = list(node.find("tr"))
    align(rows)
    heads = head_rows(rows)
    placed = place(rows)
    caption = next(node.find("caption"), Node("caption"))
    return {
        "columns": max(cell.x + cell.colspan for cell in placed),
        "head": [_cell(cell, heads) for cell in placed if cell.y < heads],
        "body": [_cell(cell, len(rows)) for cell in placed if cell.y >= heads],
        "caption": _tree(caption),
    }


def _cell(cell: Placed, rows: int) -> dict:
    """``rows`` is where the part of the table ends: a header reaches no further."""
    return {
        "children": _tree(cell.node),
        "place": {"x": cell.x, "y": cell.y, "colspan": cell.colspan, "rowspan": min(cell.rowspan, rows - cell.y)},
        "head": cell.node.tag == "th",
        "figures": cell.node.attributes.get("class") == "figures",
    }
