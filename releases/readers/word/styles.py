"""What paragraphs and runs look like after all styles: only the looks that say something about the words."""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from releases.readers.word import xml

_LIST = re.compile(r"list (?:bullet|number) ([2-5])")
_HEADING = re.compile(r"heading (\d)")
#: The outline level that says "body text" (ISO/IEC 29500-1, 17.3.1.20).
BODY_TEXT = 9
_DEEPEST = 12
_SWITCHES = {"superscript": "sup", "subscript": "sub"}
#: Half points: a smaller shift lines words up and raises none, unless they are set smaller too.
_SHIFT = 4


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks."""

    is_bold: bool = False
    is_italic: bool = False
    is_hidden: bool = False
    is_struck: bool = False
    is_highlighted: bool = False
    raised: str = ""  # "sup", "sub" or ""
    is_capital: bool = False
    is_capital_heading: bool = False  # as the style of a heading shows all headings
    font: str = ""


class Styles:
    """The styles of a file. A style inherits from the one it is based on."""

    def __init__(self, root: Element | None):
        styles = [] if root is None else root.findall("w:style")
        self._styles = {style.get("w:styleId", ""): style for style in styles}
        defaults = [style for style in styles if style.get("w:default") in ("1", "true")]
        size = xml.value(root, "w:docDefaults", "w:rPrDefault", "w:rPr", "w:sz")
        self._size = int(size) if size.isdigit() else 20
        self._default = {style.get("w:type", ""): style.get("w:styleId", "") for style in defaults}

    def name(self, paragraph: Element) -> str:
        """The built-in name of the paragraph's style in lower case: "heading 1", "caption"."""
        style = self._styles.get(self._style_of(paragraph, "w:pPr", "w:pStyle", "paragraph"))
        return xml.value(style, "w:name").lower()

    def level(self, paragraph: Element) -> int | None:
        """The outline level from 0, by the paragraph or its style; None for body text."""
        for properties in [paragraph.find("w:pPr"), *self._properties(paragraph, "w:pPr")]:
            level = xml.value(properties, "w:outlineLvl")
            if level.isdigit():
                return int(level) if int(level) < BODY_TEXT else None
        for style in self._chain(self._style_of(paragraph, "w:pPr", "w:pStyle", "paragraph")):
            name = xml.value(style, "w:name").lower()
            if heading := _HEADING.fullmatch(name):
                return int(heading[1]) - 1
            if name == "title":
                return 0
        return None

    def is_body_text(self, paragraph: Element) -> bool:
        """Whether the paragraph itself says that it is no heading, whatever it looks like."""
        return xml.value(paragraph, "w:pPr", "w:outlineLvl") == str(BODY_TEXT)

    def numbering(self, paragraph: Element) -> tuple[str, int] | None:
        """The list and the level that the paragraph or its style is numbered in."""
        number, level = "", ""
        for properties in [paragraph.find("w:pPr"), *self._properties(paragraph, "w:pPr")]:
            number = number or xml.value(properties, "w:numPr", "w:numId")
            level = level or xml.value(properties, "w:numPr", "w:ilvl")
        if not number or number == "0":
            return None
        return number, int(level) if level.isdigit() else 0

    def depth(self, paragraph: Element) -> int:
        """How deep the built-in list style of the paragraph is: 1 for "List Bullet 2", whose own list has one level."""
        name = _LIST.fullmatch(self.name(paragraph))
        return int(name[1]) - 1 if name else 0

    def has_head(self, table: Element) -> bool:
        """Whether the table's style sets its first row off in bold, and the table says that it has such a row."""
        look = xml.find(table, "w:tblPr", "w:tblLook")
        if look is None or not xml.on_attribute(look, "w:firstRow"):
            return False
        chain = self._chain(xml.value(table, "w:tblPr", "w:tblStyle"))
        parts = [part for style in chain for part in style.findall("w:tblStylePr") if part.get("w:type") == "firstRow"]
        return any(xml.on(xml.find(part, "w:rPr", "w:b")) for part in parts)

    def look(self, run: Element, paragraph: Element) -> Look:
        """How the run looks: by itself, by its style, by the paragraph's."""
        layers = [run.find("w:rPr")]
        style = xml.value(layers[0], "w:rStyle")
        layers += [properties for link in self._chain(style) if (properties := link.find("w:rPr")) is not None]
        own = [layer for layer in layers if layer is not None]
        layers = own + self._properties(paragraph, "w:rPr")
        is_heading = self.level(paragraph) is not None
        fonts = (
            xml.value(layer, "w:rFonts", attribute="w:ascii") or xml.value(layer, "w:rFonts", attribute="w:hAnsi")
            for layer in layers
        )
        highlight = next((found for layer in layers if (found := xml.value(layer, "w:highlight"))), "none")
        return Look(
            is_bold=_switched(layers, "w:b"),
            is_italic=_switched(layers, "w:i"),
            is_hidden=_switched(layers, "w:vanish"),
            is_struck=_switched(layers, "w:strike") or _switched(layers, "w:dstrike"),
            is_highlighted=highlight != "none",
            raised=self._raised(own, layers),
            is_capital=_is_capital(own if is_heading else layers),
            is_capital_heading=is_heading and not _is_capital(own) and _is_capital(layers),
            font=next(filter(None, fonts), ""),
        )

    def _raised(self, own: list[Element], layers: list[Element]) -> str:
        """Whether the run stands above or below its line: by Word's own switch, or by a position in half points."""
        switch = next((found for layer in layers if (found := xml.value(layer, "w:vertAlign"))), "")
        if switch in _SWITCHES:
            return _SWITCHES[switch]
        position = next((found for layer in own if (found := xml.value(layer, "w:position"))), "")
        if not re.fullmatch(r"-?\d{1,3}", position):
            return ""
        size = next((int(found) for layer in own if (found := xml.value(layer, "w:sz")).isdigit()), self._size)
        inherited = next(
            (int(found) for layer in layers[len(own) :] if (found := xml.value(layer, "w:sz")).isdigit()), self._size
        )
        least = 1 if size < inherited else _SHIFT
        return "sup" if int(position) >= least else "sub" if -int(position) >= least else ""

    def _style_of(self, element: Element, properties: str, tag: str, kind: str) -> str:
        return xml.value(element, properties, tag) or self._default.get(kind, "")

    def _properties(self, paragraph: Element, tag: str) -> list[Element]:
        chain = self._chain(self._style_of(paragraph, "w:pPr", "w:pStyle", "paragraph"))
        return [properties for style in chain if (properties := style.find(tag)) is not None]

    def _chain(self, style_id: str) -> list[Element]:
        found: list[Element] = []
        while style_id in self._styles and len(found) < _DEEPEST:
            found.append(self._styles[style_id])
            style_id = xml.value(found[-1], "w:basedOn")
        return found


def _is_capital(layers: list[Element]) -> bool:
    return _switched(layers, "w:caps") or _switched(layers, "w:smallCaps")


def _switched(layers: list[Element], tag: str) -> bool:
    """Whether the first layer that says something about it switches it on."""
    return next((xml.on(switch) for layer in layers if (switch := layer.find(tag)) is not None), False)
