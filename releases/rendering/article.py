"""Document → the article of a release, as HTML and as plain words. Pure: no queries, no clock, no request."""

from itertools import count

from django.template import engines
from django.utils.safestring import mark_safe

from releases import text
from releases.document import Document
from releases.document.richtext import Node, parse, plain, sanitise, sanitise_inline, serialise
from releases.rendering.footnotes import References, raise_powers
from releases.rendering.tables import dress
from releases.rendering.template_tags import contact_label, label
from releases.vocabulary import MediaKind, Wire

#: By wire and whether there is a date: what stands before the wire's name, the name, and what leads into the text.
_DATELINES = {
    (Wire.BUSINESS_WIRE, True): ("—", "(BUSINESS WIRE)", "—"),
    (Wire.PR_NEWSWIRE, True): (", {date} ", "/PRNewswire/", " — "),
    (Wire.PR_NEWSWIRE, False): (" ", "/PRNewswire/", " — "),
    (Wire.GLOBE_NEWSWIRE, True): (", {date} ", "(GLOBE NEWSWIRE)", " — "),
    (Wire.GLOBE_NEWSWIRE, False): (" ", "(GLOBE NEWSWIRE)", " — "),
    (Wire.MARKETWIRED, True): ("—", "(Marketwired – {date})", " – "),
    (Wire.MARKETWIRED, False): ("—", "(Marketwired)", " – "),
    (Wire.ACCESSWIRE, True): (" / ", "ACCESSWIRE", " / {date} / "),
    (Wire.ACCESSWIRE, False): (" / ", "ACCESSWIRE", " / "),
}


def article_html(document: Document) -> str:
    """The ``<article>`` that is stored with a sealed edition, in the order of wire copy. The same document always gives
    the same bytes.

    It has exactly one ``h1``, no style attribute and no script; rich text is sanitised here once more, whatever was done
    on the way in. Ids are stable: ``note-1``, ``ref-1``, ``table-1``, ``figure-1``, ``section-1``.
    """
    references, tables = References(document.footnotes), count(1)

    def flow(root: Node, top: int) -> str:
        if document.direction == "rtl":
            turn(root)
        return mark_safe(serialise(dress(references.link(fit_headings(root, top)), tables)))

    context = {
        "document": document,
        "subheadlines": document.subheadline.splitlines(),
        "is_rtl": document.direction == "rtl",
        "body": flow(body_tree(document), 2),
        "results": flow(Node("", {}, [results.table() for results in document.results]), 3),
        "figures": [file for file in document.files if file.kind == MediaKind.FIGURE],
        "sections": [
            {"heading": section.heading, "html": flow(parse(sanitise(section.html)), 3 if section.heading else 2)}
            for section in document.sections
        ],
        "safe_harbor": document.safe_harbor and flow(parse(sanitise(document.safe_harbor.html)), 3),
        # After every text that may refer to them, so that all places are known.
        "notes": [
            {"mark": note.mark, "html": mark_safe(sanitise_inline(note.html)), "places": references.places(position)}
            for position, note in enumerate(document.footnotes, start=1)
        ],
    }
    return engines["newsroom"].get_template("releases/article.html").render(context).strip()


def plain_text(document: Document) -> str:
    """Every word of the release, headline first, blocks parted by blank lines: for search and descriptions.

    References to notes are left out of the running text, powers are written in Unicode ("75 mg/m²").
    """
    references = References(document.footnotes)

    def words(root: Node) -> str:
        return plain(serialise(raise_powers(references.strike(root))))

    blocks = [document.headline]
    if document.correction:
        blocks.append(f"{label(document.correction.kind, 'CorrectionKind')}: {document.correction.note}")
    blocks += document.subheadline.splitlines()
    blocks.append(words(body_tree(document)))
    blocks += [words(results.table()) for results in document.results]
    blocks += [file.caption or file.title for file in document.files if file.kind == MediaKind.FIGURE]
    for section in document.sections:
        blocks += [section.heading, words(parse(sanitise(section.html)))]
    blocks += document.trademark_notes
    blocks += [
        f"{note.mark} {plain(serialise(raise_powers(parse(sanitise(note.html)))))}" for note in document.footnotes
    ]
    if document.safe_harbor:
        blocks += [document.safe_harbor.heading, words(parse(sanitise(document.safe_harbor.html)))]
    for contact in document.contacts:
        lines = (
            contact_label(contact),
            contact.organization,
            contact.person,
            contact.title,
            contact.phone,
            contact.email,
        )
        blocks.append("\n".join(filter(None, lines)))
    blocks.append(document.source and f"Source: {document.source}")
    blocks.append(document.distributor and f"News Provided by {document.distributor}")
    return "\n\n".join(filter(None, blocks))


def body_tree(document: Document) -> Node:
    """The body with the dateline run into its first paragraph, or before it when it begins with something else."""
    root = parse(sanitise(document.body_html))
    if dateline := _dateline(document):
        if not (root.children and root.children[0].tag == "p"):
            root.children.insert(0, Node("p"))
        root.children[0].children[:0] = dateline
    return root


def _dateline(document: Document) -> list:
    """The wire's own form, as in wire text, with its two hyphens as a dash: "WALTHAM, Mass.—(BUSINESS WIRE)—"."""
    line = document.dateline
    place = ", ".join(filter(None, (line.city, line.region)))
    if not place and not line.wire:
        return []
    date = f"{text.ap_day(document.date)}, {document.date.year}" if document.date else ""
    generic = ("—", f"({line.wire})", "—") if line.wire else ("", "", " — ")
    form = _DATELINES.get((line.wire, bool(date)))
    before, wire, after = (part.replace("{date}", date) for part in form) if form else generic
    words = [place and Node("span", {"class": "place"}, [place]), before]
    words += [wire and Node("span", {"class": "wire"}, [wire]), after.rstrip()]
    return [Node("span", {"class": "dateline"}, [part for part in words if part]), " " if after.endswith(" ") else ""]


def turn(root: Node) -> None:
    """Mark blocks of a text from right to left that are of the other direction."""
    for node in root.find("p", "h2", "h3", "h4", "li", "caption", "td", "th"):
        if text.is_left_to_right(node.words()):
            node.attributes["dir"] = "ltr"
    for node in root.find("span"):  # the dateline, which the first word in Latin letters behind it must not join
        if node.attributes.get("class") == "dateline":
            node.attributes["dir"] = "rtl"


def fit_headings(root: Node, top: int) -> Node:
    """The same tree with its headings moved so that the outermost is of level ``top`` and no level is skipped."""
    headings = list(root.find("h2", "h3", "h4"))
    levels = sorted({heading.tag for heading in headings})
    for heading in headings:
        heading.tag = f"h{top + levels.index(heading.tag)}"
    return root
