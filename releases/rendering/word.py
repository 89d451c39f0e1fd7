"""A document as a Word file (ISO/IEC 29500), for drafts that go to counsel; :mod:`releases.readers` reads it back.

Not carried by the file: what wire text doesn't carry either, but for links and emphasis inside a word, levels of headings,
merged cells, lines and lists in cells, which are. The same document makes the same bytes.
"""

import io
import re
import zipfile
from xml.sax.saxutils import escape

from releases import text
from releases.document import Document, richtext
from releases.document.richtext import Node
from releases.rendering import printed, word_parts
from releases.vocabulary import CorrectionKind

_HEADINGS = {"h2": "Heading1", "h3": "Heading2", "h4": "Heading3"}
_LOOKS = {"strong": "<w:b/>", "em": "<w:i/>"}
_RAISED = {"sup": "superscript", "sub": "subscript"}
#: What Word or its readers could take for a heading, an item or a caption by its looks: it is said to be body text.
_AMBIGUOUS = re.compile(r"\s*(?:[^\w\s“\"'(\[]|(?:Table|Figure|Exhibit)\s+\d)", re.IGNORECASE)
_ORDINARY = '<w:outlineLvl w:val="9"/>'
_EPOCH = (1980, 1, 1, 0, 0, 0)


def word_file(document: Document, *, header: str = "") -> bytes:
    """The release as a .docx file, in the order in which the wire prints it; ``header`` stands at the top of each page."""
    writer = _Writer()
    body = "".join(_parts(document, writer))
    has_header = bool(header)
    parts = {
        "[Content_Types].xml": word_parts.content_types(has_header=has_header),
        "_rels/.rels": word_parts.package_relationships(),
        "docProps/core.xml": word_parts.core(
            text.visible(document.headline), text.visible(document.company.legal_name)
        ),
        "word/document.xml": word_parts.document(body + word_parts.section(has_header=has_header)),
        "word/styles.xml": word_parts.styles(document.language),
        "word/numbering.xml": word_parts.numbering(writer.starts),
        "word/_rels/document.xml.rels": word_parts.text_relationships(writer.links, has_header=has_header),
    }
    if header:
        parts["word/header.xml"] = word_parts.header(text.visible(header))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _parts(document: Document, writer: "_Writer"):
    if document.correction:
        label = CorrectionKind(document.correction.kind).label
        yield writer.plain(f"{label} notice: {document.correction.note}")
    if document.date:
        yield writer.plain(text.ap_date(document.date))
    yield writer.plain(document.headline, "Title")
    for row in document.subheadline.split("\n"):
        yield writer.plain(row, "Subtitle")
    yield from _body(document, writer)
    for results in document.results:
        yield writer.block(results.table())
    for section in document.sections:
        yield writer.plain(section.heading, "Heading1")
        yield from writer.blocks(richtext.parse(section.html))
    for note in document.trademark_notes:
        yield writer.paragraph(richtext.parse(note))
    for note in document.footnotes:
        children = [Node("sup", {}, [note.mark]), " ", *richtext.parse(note.html).children]
        yield writer.paragraph(Node("p", {}, children))
    if document.safe_harbor:
        yield writer.plain(document.safe_harbor.heading, "Heading1")
        yield from writer.blocks(richtext.parse(document.safe_harbor.html))
    for index, contact in enumerate(document.contacts):
        if index:
            yield writer.plain("or", "Contact")
        for row in printed.contact_lines(contact):
            yield writer.plain(row, "Contact")
    if document.source:
        yield writer.plain(f"Source: {document.source}")
    if document.distributor:
        yield writer.plain(f"News Provided by {document.distributor}")


def _body(document: Document, writer: "_Writer"):
    root = richtext.parse(document.body_html)
    dateline = printed.dateline(document)
    if dateline and root.children and root.children[0].tag == "p":
        root.children[0].children.insert(0, dateline)
    elif dateline:
        root.children.insert(0, Node("p", {}, [dateline]))
    yield from writer.blocks(root)


class _Writer:
    """Writes blocks as Word's XML, and remembers the addresses and numbered lists that they use."""

    def __init__(self):
        self.links: dict[str, str] = {}  # address: its key
        self.starts: list[tuple[int, int]] = []  # of each numbered list: its level and first figure

    def plain(self, words: str, style: str = "") -> str:
        """A paragraph of plain text; nothing for no words."""
        return self.paragraph(Node("p", {}, [words]), style)

    def blocks(self, root: Node, style: str = ""):
        """Each block below the root."""
        for child in root.children:
            yield self.block(child if isinstance(child, Node) else Node("p", {}, [child]), style)

    def block(self, node: Node, style: str = "") -> str:
        """A block of rich text in its normal form."""
        if node.tag in _HEADINGS:
            return self.paragraph(node, _HEADINGS[node.tag])
        if node.tag in richtext.LISTS:
            return "".join(self._items(node, 0, style))
        if node.tag == "table":
            return "".join(self._table(node))
        if node.tag == "blockquote":
            return "".join(self.blocks(node, "Quote"))
        return self.paragraph(node, style)

    def paragraph(self, node: Node, style: str = "", properties: str = "") -> str:
        """A paragraph in this style."""
        words = node.words()
        if not words:
            return ""
        is_ambiguous = (
            not properties
            and style in ("", "Quote", "Cell", "RowHeading")
            and (_AMBIGUOUS.match(words) or any(True for _ in node.find("strong")))
        )
        named = f'<w:pStyle w:val="{style}"/>' if style else ""
        looks = named + properties + (_ORDINARY if is_ambiguous else "")
        return f"<w:p>{f'<w:pPr>{looks}</w:pPr>' if looks else ''}{''.join(self._runs(node.children, '', ''))}</w:p>"

    def _runs(self, children: list, looks: str, raised: str):
        for child in children:
            properties = looks + (f'<w:vertAlign w:val="{raised}"/>' if raised else "")
            properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
            if isinstance(child, str):
                yield f'<w:r>{properties}<w:t xml:space="preserve">{escape(text.visible(child))}</w:t></w:r>'
            elif child.tag == "br":
                yield "<w:r><w:br/></w:r>"
            elif child.tag == "a":
                key = self.links.setdefault(child.attributes.get("href", ""), f"link{len(self.links) + 1}")
                inner = "".join(self._runs(child.children, f'<w:rStyle w:val="Hyperlink"/>{looks}', raised))
                yield f'<w:hyperlink r:id="{key}">{inner}</w:hyperlink>'
            elif child.tag in _RAISED:
                yield from self._runs(child.children, looks, _RAISED[child.tag])
            else:
                yield from self._runs(child.children, looks + _LOOKS.get(child.tag, ""), raised)

    def _items(self, node: Node, level: int, style: str):
        number = 1
        if node.tag == "ol":
            self.starts.append((min(level, 8), int(node.attributes.get("start") or 1)))
            number = len(self.starts) + 1
        properties = f'<w:numPr><w:ilvl w:val="{min(level, 8)}"/><w:numId w:val="{number}"/></w:numPr>'
        for item in node.children:
            own = [part for part in item.children if isinstance(part, str) or part.tag not in richtext.BLOCKS]
            yield self.paragraph(Node("li", {}, own), style or "ListParagraph", properties)
            for child in item.children:
                if isinstance(child, Node) and child.tag in richtext.LISTS:
                    yield from self._items(child, level + 1, style)
                elif isinstance(child, Node) and child.tag in richtext.BLOCKS:
                    yield self.block(child, style)

    def _table(self, node: Node):
        for caption in node.find("caption"):
            yield self.paragraph(caption, "Caption")
        heads = {id(row) for part in node.find("thead") for row in part.find("tr")}
        rows = list(node.find("tr"))
        grid = "<w:gridCol/>" * max((sum(_span(cell, "colspan") for cell in row.children) for row in rows), default=1)
        look = f'<w:tblLook w:val="{"0620" if heads else "0600"}" w:firstRow="{int(bool(heads))}" w:noHBand="1" w:noVBand="1"/>'
        yield f'<w:tbl><w:tblPr><w:tblStyle w:val="Release"/><w:tblW w:w="0" w:type="auto"/>{look}</w:tblPr>'
        yield f"<w:tblGrid>{grid}</w:tblGrid>"
        above: dict[
            int, tuple[int, int]
        ] = {}  # column: width of the cell that spans into this row, rows it still takes
        for row in rows:
            is_head = id(row) in heads
            yield f"<w:tr>{'<w:trPr><w:tblHeader/></w:trPr>' if is_head else ''}"
            column, below = 0, {}
            for cell in [*row.children, None]:
                while column in above:
                    width, count = above[column]
                    if count > 1:
                        below[column] = (width, count - 1)
                    yield _cell("<w:p/>", width, "<w:vMerge/>")
                    column += width
                if cell is None:
                    break
                width, height = _span(cell, "colspan"), _span(cell, "rowspan")
                if height > 1:
                    below[column] = (width, height - 1)
                style = "RowHeading" if cell.tag == "th" and not is_head else "Cell"
                inner = "".join(self._inside(cell, style)) or "<w:p/>"
                yield _cell(inner, width, '<w:vMerge w:val="restart"/>' if height > 1 else "")
                column += width
            above = below
            yield "</w:tr>"
        yield "</w:tbl>"

    def _inside(self, cell: Node, style: str):
        """The blocks of a cell; its loose words are a paragraph."""
        loose: list = []
        for child in [*cell.children, None]:
            if isinstance(child, str) or (child is not None and child.tag not in richtext.BLOCKS):
                loose.append(child)
                continue
            if loose:
                yield self.paragraph(Node("p", {}, loose), style)
                loose = []
            if child is not None:
                yield self.block(child, style)


def _cell(inner: str, width: int, merge: str) -> str:
    span = f'<w:gridSpan w:val="{width}"/>' if width > 1 else ""
    ending = "<w:p/>" if inner.endswith("</w:tbl>") else ""  # Word wants a paragraph at the end of a cell
    return f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/>{span}{merge}</w:tcPr>{inner}{ending}</w:tc>'


def _span(cell: Node, name: str) -> int:
    digits = cell.attributes.get(name, "")
    return min(max(int(digits), 1), 100) if digits.isdigit() and len(digits) < 5 else 1
