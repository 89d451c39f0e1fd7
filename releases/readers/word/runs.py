"""The inside of a Word paragraph: runs, links, fields, signs, note marks; and what floats beside it."""

import re
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from releases import text
from releases.document.richtext import Node
from releases.readers import inline
from releases.readers.pieces import Piece, gather
from releases.readers.reading import Notice, excerpt
from releases.readers.word import graphics, symbols, xml
from releases.readers.word.styles import Look

_LINKABLE = re.compile(r"(?:https?://|mailto:|tel:)\S", re.IGNORECASE)
_FIELD_LINK = re.compile(r'\s*HYPERLINK\s+(?P<switch>\\l\s+)?(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s\\]+))', re.IGNORECASE)
_SKIPPED = frozenset({"w:rPr", "w:pPr", "w:softHyphen", "w:lastRenderedPageBreak", "w:annotationRef", "w:footnoteRef"})
_RAISING = frozenset({"m:sSup", "m:sSub", "m:sSubSup", "m:sPre"})
_FORMULA = {"m:sup": "sup", "m:sub": "sub"}
#: Longer runs are no raised figures or marks, whatever shifts them.
_LONGEST_RAISED = 200
_SIGNS = {"w:tab": " ", "w:ptab": " ", "w:noBreakHyphen": "\u2011"}


@dataclass(slots=True)
class _Field:
    """A field that is open: its instruction, then its result. It may go on over several paragraphs."""

    instruction: str = ""
    in_result: bool = False
    href: str = ""


@dataclass(slots=True)
class Line:
    """What one paragraph holds: its words, and what has no place among them."""

    children: list = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)  # of text boxes anchored here
    floats: list[graphics.Float] = field(default_factory=list)


class Runs:
    """Reads the paragraphs of one part of the file, in order."""

    def __init__(self, file, path: str):
        self._file = file
        self._targets = file.package.targets(path)
        self._fields: list[_Field] = []

    def line(self, paragraph: Element) -> Line:
        """The inside of the paragraph; what is hidden or only looks different is told in notices."""
        self._paragraph, self._pieces, self._line = paragraph, [], Line()
        self._remarks: dict[str, list[str]] = {}
        for child in paragraph:
            self._part(child, "")
        self._line.children = gather(self._pieces)
        where = excerpt(Node("", {}, self._line.children).words() or "an empty paragraph")
        for message, parts in self._remarks.items():
            words = " ".join("".join(parts).split())
            if words:
                left_out = words if "left out" in message else ""
                notice = Notice(message.format(words=excerpt(words), where=where), needs_review=True, left_out=left_out)
                self._file.notices.append(notice)
        return self._line

    def _part(self, element: Element, href: str) -> None:
        tag = element.tag
        if tag == "w:r":
            look = self._file.styles.look(element, self._paragraph)
            for child in element:
                self._content(child, look, href, element)
        elif tag == "w:hyperlink":
            self._inside(element, self._target(element))
        elif tag == "w:fldSimple":
            self._inside(element, self._field_target(element.get("w:instr", "")) or href)
        elif tag == "w:sdt":
            if xml.on(xml.find(element, "w:sdtPr", "w:showingPlcHdr")):
                self._remark("The placeholder {words} of a form field that nobody filled in was left out.", element)
            elif (content := element.find("w:sdtContent")) is not None:
                self._inside(content, href)
        elif tag in ("m:oMath", "m:oMathPara"):
            self._remark("A formula stands as the plain characters {words}; compare it with the file.", element)
            self._formula(element, Look(), href)
        elif tag == "mc:AlternateContent":
            for child in graphics.alternative(element):
                self._part(child, href)
        elif tag in ("w:smartTag", "w:customXml", "w:bdo", "w:dir", "w:ins", "w:moveTo"):
            self._inside(element, href)

    def _formula(self, element: Element, look: Look, href: str) -> None:
        """The characters of a formula, its powers raised and its indices lowered."""
        if element.tag == "m:t":
            self._add(element.text or "", look, href)
        for child in element:
            raised = _FORMULA.get(child.tag, look.raised) if element.tag in _RAISING else look.raised
            self._formula(child, replace(look, raised=raised), href)

    def _inside(self, element: Element, href: str) -> None:
        for child in element:
            self._part(child, href)

    def _content(self, element: Element, look: Look, href: str, run: Element) -> None:
        tag = element.tag
        if tag in _SKIPPED:
            return
        if tag == "w:fldChar":
            self._field(element.get("w:fldCharType", ""))
        elif tag == "w:instrText":
            if self._fields:
                self._fields[-1].instruction += element.text or ""
        elif any(not open_field.in_result for open_field in self._fields):
            return  # what stands in an instruction is not shown
        elif tag == "w:t":
            words = element.text or ""
            if symbols.is_symbol_font(look.font):
                words = "".join(symbols.character(ord(char), look.font) for char in words)
            self._add(words, look, href)
        elif tag in _SIGNS:
            self._add(_SIGNS[tag], look, href)
        elif tag in ("w:br", "w:cr"):
            self._pieces.append(Piece(Node("br")))
        elif tag == "w:sym":
            code, font = element.get("w:char", ""), element.get("w:font", "")
            self._add(
                symbols.character(int(code, 16), font) if re.fullmatch("[0-9A-Fa-f]{1,6}", code) else "\ufffd",
                look,
                href,
            )
        elif tag in ("w:footnoteReference", "w:endnoteReference"):
            custom = xml.words(run) if xml.on_attribute(element, "w:customMarkFollows") else ""
            if mark := self._file.notes.refer(tag, element.get("w:id", ""), custom):
                self._pieces.append(Piece(Node("sup", {}, [mark])))
        elif tag == "mc:AlternateContent":
            for child in graphics.alternative(element):
                self._content(child, look, href, run)
        elif tag == "w:ruby":
            for child in element.iter("w:r"):
                for part in child.findall("w:t"):
                    self._add(part.text or "", look, href)
        elif tag in ("w:drawing", "w:pict", "w:object"):
            graphics.look_into(element, self._targets, self._line)

    def _add(self, words: str, look: Look, href: str) -> None:
        href = next((open_field.href for open_field in reversed(self._fields) if open_field.href), href)
        if look.is_hidden:
            self._remarks.setdefault("Hidden text in {where} was left out: {words}.", []).append(words)
            return
        if look.is_struck:
            message = "The words {words} are struck out in the file and were left out; put them in again if they should stand."
            self._remarks.setdefault(message, []).append(words)
            return
        if look.is_capital_heading:
            message = "The heading {words} is shown in capitals by its style and stands here as it was typed."
            self._remarks.setdefault(message, []).append(words)
        if look.is_highlighted:
            message = "The words {words} are highlighted in the file; see whether something is still open there."
            self._remarks.setdefault(message, []).append(words)
        if "\ufffd" in words:
            message = (
                "A sign of a symbol font in {where} is unknown and shown as “{words}”; put the right one in its place."
            )
            self._remarks.setdefault(message.replace("“{words}”", "{words}"), []).append("\ufffd")
        words = text.capitals(words) if look.is_capital else words
        raised = look.raised if len(words) <= _LONGEST_RAISED else ""
        self._pieces.append(Piece(words, href, look.is_bold, look.is_italic, raised))

    def _remark(self, message: str, element: Element) -> None:
        self._remarks.setdefault(message, []).append(xml.words(element))

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = True
            self._fields[-1].href = self._field_target(self._fields[-1].instruction)
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _field_target(self, instruction: str) -> str:
        link = _FIELD_LINK.match(instruction)
        if not link or link["switch"]:
            return ""
        return self._checked(link["quoted"] or link["bare"] or "")

    def _target(self, element: Element) -> str:
        target = self._targets.get(element.get("r:id", ""))
        if target is None or not target.is_external:
            return ""  # a place in the same file
        anchor = element.get("w:anchor", "")
        return self._checked(
            f"{target.address}#{anchor}" if anchor and "#" not in target.address else target.address, element
        )

    def _checked(self, address: str, element: Element | None = None) -> str:
        address = address.strip()
        if _LINKABLE.match(address):
            return address
        words = xml.words(element) if element is not None else "a field"
        self._file.notices.append(inline.dead_link(address, words, None))
        return ""
