"""The parts of a Word text in order: paragraphs, headings, lists, tables, text boxes."""

import itertools
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from releases.document.richtext import Node
from releases.readers import shaping
from releases.readers.reading import Image, Notice, excerpt
from releases.readers.word import graphics, xml
from releases.readers.word.numbering import Item
from releases.readers.word.runs import Line, Runs
from releases.readers.word.table import table

_TAGS = {0: "h2", 1: "h3"}
_TYPES = {
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "svg": "image/svg+xml",
    "webp": "image/webp", "bmp": "image/bmp", "tif": "image/tiff", "tiff": "image/tiff", "emf": "image/emf", "wmf": "image/wmf",
}  # fmt: skip


#: Word's styles for quotations, and the one for the line above a table.
_QUOTES, _CAPTION = frozenset({"quote", "intense quote", "block text"}), "caption"
#: The style of cells that head their row, in files of the desk.
_ROW_HEADING = "table row heading"


@dataclass(frozen=True, slots=True)
class _Part:
    """A block; a list's paragraph comes with its place in the list."""

    node: Node
    item: Item | None = None
    is_quoted: bool = False


class Body:
    """Reads the blocks of one part of the file."""

    def __init__(self, file, path: str):
        self._file = file
        self._runs = Runs(file, path)

    def has_head(self, table: Element) -> bool:
        """Whether the looks of the table say that its first row is a header."""
        return self._file.styles.has_head(table)

    def heads_row(self, cell: Element) -> bool:
        """Whether all paragraphs of the cell have the style that the desk's own files give to the header of a row."""
        names = {self._file.styles.name(paragraph) for paragraph in cell.findall("w:p")}
        return names == {_ROW_HEADING}

    def nodes(self, container: Element) -> list[Node]:
        """The blocks in this container, in reading order."""
        result: list[Node] = []
        for is_quoted, run in itertools.groupby(self._parts(container), key=lambda part: part.is_quoted):
            nodes = shaping.shape(_gathered(run, self._file.notices))
            result.extend([Node("blockquote", {}, nodes)] if is_quoted else nodes)
        return result

    def _parts(self, container: Element):
        for child in container:
            if child.tag == "w:p":
                yield from self._paragraph(child)
            elif child.tag == "w:tbl":
                yield from map(_Part, table(child, self))
            elif child.tag == "w:sdt":
                yield from self._control(child)
            elif child.tag in ("w:customXml", "w:smartTag", "w:ins", "w:moveTo"):
                yield from self._parts(child)
            elif child.tag == "mc:AlternateContent":
                for part in graphics.alternative(child):
                    yield from self._parts([part])
            elif child.tag in ("w:altChunk", "w:subDoc"):
                self._tell(
                    "A file that is embedded in the Word file was left out; send it on its own if it is part of the release."
                )
            elif child.tag in ("m:oMath", "m:oMathPara"):
                lone = Element("w:p")
                lone.append(child)
                yield from self._paragraph(lone)

    def _control(self, control: Element):
        content = control.find("w:sdtContent")
        if xml.find(control, "w:sdtPr", "w:showingPlcHdr") is not None:
            words = xml.words(control)
            self._tell(f"The placeholder {excerpt(words)} of a form field that nobody filled in was left out.", words)
        elif content is not None:
            yield from self._parts(content)

    def _paragraph(self, paragraph: Element):
        styles = self._file.styles
        line = self._runs.line(paragraph)
        place = styles.numbering(paragraph)
        item = self._file.numbering.item(*place) if place else None
        if item and not item.level:
            item = replace(item, level=styles.depth(paragraph))
        level = styles.level(paragraph)
        name = styles.name(paragraph)
        marks = (
            {shaping.PLAIN: "1"}
            if styles.is_body_text(paragraph)
            else {shaping.CAPTION: "1"}
            if name == _CAPTION
            else {}
        )
        node = Node("p", marks, line.children)
        if level is not None and node.words():
            if item and item.tag == "ol":
                node.children.insert(0, f"{item.label or f'{item.number}.'} ")
            yield _Part(Node(_TAGS.get(level, "h4"), {}, shaping.unstressed(node).children))
        elif item and node.words():
            yield _Part(node, item, name in _QUOTES)
        elif node.words():
            for part in [node] if marks else shaping.headed(node):
                yield _Part(part, None, name in _QUOTES)
        yield from map(_Part, self._beside(line, node.words()))

    def _beside(self, line: Line, words: str):
        """Text boxes become blocks behind the paragraph they are anchored in; all else is reported."""
        for box in line.boxes:
            found = self.nodes(box)
            text = " ".join(node.words() for node in found)
            if text:
                self._tell(
                    f"The text box {excerpt(text)} stands behind the paragraph it is anchored in; move it to its place."
                )
            yield from found
        where = excerpt(words) if words else ""
        for item in line.floats:
            if item.kind == "picture":
                self._picture(item, where)
                continue
            inner = item.words or graphics.words_of(self._file.package, item.path)
            quoted = f" with the words {excerpt(inner)}" if inner else ""
            self._tell(
                f"A {item.kind}{quoted} was left out; add it as a figure or write its words into the text.", inner
            )

    def _picture(self, item: graphics.Float, where: str) -> None:
        data = self._file.package.picture(item.path)
        name = item.path.rpartition("/")[2]
        named = excerpt(item.words) if item.words else name or "without a name"
        if data is None:
            self._tell(f"The picture {named} is not in the file, only a link to it; add it as a figure.", item.words)
            return
        ending = name.rpartition(".")[2].lower()
        self._file.images.append(
            Image(
                name=name,
                content_type=_TYPES.get(ending, "application/octet-stream"),
                data=data,
                alternative_text=item.words,
                where=where,
            )
        )
        self._tell(
            f"The picture {named} came with the file and does not stand in the text; add it as a figure.", item.words
        )

    def _tell(self, message: str, words: str = "") -> None:
        self._file.notices.append(Notice(message, needs_review=True, left_out=words))


def _gathered(parts, notices: list[Notice]) -> list[Node]:
    """The blocks of these parts, with the paragraphs of lists nested by their level."""
    result: list[Node] = []
    stack: list[tuple[Item, Node]] = []
    for part in parts:
        item, node = part.item, part.node
        if item is None:
            result.append(node)
            stack = []
            continue
        while stack and stack[-1][0].level > item.level:
            stack.pop()
        if stack and stack[-1][0].level == item.level and not _goes_on(stack[-1], item):
            stack.pop()
        if not stack or stack[-1][0].level < item.level:
            new = Node(item.tag, {"start": str(item.number)} if item.number > 1 else {})
            (stack[-1][1].children[-1].children if stack else result).append(new)
            stack.append((item, new))
            if item.label:
                message = f"The list from {excerpt(node.words())} on counts with “{item.label}” in the file and with figures here."
                notices.append(Notice(message))
        stack[-1][1].children.append(Node("li", {}, node.children))
        stack[-1] = (item, stack[-1][1])
    return result


def _goes_on(last: tuple[Item, Node], item: Item) -> bool:
    return last[0].tag == item.tag and (item.tag == "ul" or item.number == last[0].number + 1)
