"""The XML of a Word file's parts: no document types, hence no entities; names with short prefixes."""

from xml.etree.ElementTree import Element

from releases.readers import markup
from releases.readers.reading import Unreadable

#: Both vocabularies of ISO/IEC 29500, transitional and strict.
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://purl.oclc.org/ooxml/drawingml/chart": "c",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm",
    "http://purl.oclc.org/ooxml/drawingml/diagram": "dgm",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}
#: Levels of nesting: a table in a text box in a table takes 40.
_DEEPEST = 200
#: Elements in one part. A hundred pages with every word cut into runs hold 200,000.
_MOST = 400_000


def parse(data: bytes, name: str) -> Element:
    """The root of a part of the file ``name``; raises :class:`Unreadable`."""
    try:
        root = markup.parse(data)
    except markup.DocumentType:
        raise Unreadable(
            f"{name} declares XML entities, which Word never writes and attackers do; save it again in Word."
        ) from None
    except markup.Broken as error:
        raise Unreadable(f"{name} is damaged: its XML cannot be read; save it again in Word and send that.") from error
    _shorten(root, name)
    return root


def on(element: Element | None) -> bool:
    """Whether a switch such as ``<w:b/>`` is there and not switched off."""
    return element is not None and element.get("w:val", "1") not in ("0", "false", "off", "none")


def on_attribute(element: Element, name: str) -> bool:
    """Whether a switch that is an attribute is on."""
    return element.get(name, "0") not in ("0", "false", "off")


def find(element: Element | None, *path: str) -> Element | None:
    """The element at the end of this path of children, None when one of them is missing."""
    for tag in path:
        if element is None:
            return None
        element = element.find(tag)
    return element


def value(element: Element | None, *path: str, attribute: str = "w:val") -> str:
    """An attribute of the element at the end of this path, empty when there is none."""
    end = find(element, *path)
    return end.get(attribute, "") if end is not None else ""


def words(element: Element) -> str:
    """All text below, one space between paragraphs."""
    parts = []
    for part in element.iter():
        if part.tag in ("w:t", "w:delText", "m:t", "a:t", "c:v"):
            parts.append(part.text or "")
        elif part.tag in ("w:p", "w:tab", "w:br", "a:p", "c:pt"):
            parts.append(" ")
    return " ".join("".join(parts).split())


def _shorten(root: Element, name: str) -> None:
    """``{namespace}local`` becomes ``w:local`` in place, and depth is bounded, since what follows walks by recursion."""
    known: dict[str, str] = {}

    def short(long: str) -> str:
        if long not in known:
            namespace, _, local = long[1:].partition("}") if long.startswith("{") else ("", "", long)
            prefix = _PREFIXES.get(namespace, "")
            known[long] = f"{prefix}:{local}" if prefix else local
        return known[long]

    level, count = [root], 0
    for _ in range(_DEEPEST):
        following = []
        count += len(level)
        if count > _MOST:
            raise Unreadable(
                f"{name} holds more markup than a press release can; save only the text of the release in Word."
            )
        for element in level:
            element.tag = short(element.tag)
            if element.attrib:
                attributes = {short(key): text for key, text in element.attrib.items()}
                element.attrib.clear()
                element.attrib.update(attributes)
            following.extend(element)
        level = following
    if level:
        raise Unreadable(
            f"{name} is nested more deeply than Word allows; save the release as plain text and send that."
        )
