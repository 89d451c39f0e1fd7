"""Pictures, text boxes, charts and objects of a Word paragraph."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from releases.readers.word import xml


@dataclass(frozen=True, slots=True)
class Float:
    """Something beside the words. ``kind``: "picture", "chart", "diagram", "object", "word art"."""

    kind: str
    path: str = ""  # of the part that holds it
    words: str = ""  # its alternative text, or the words in it


def alternative(element: Element) -> list[Element]:
    """The one of the alternatives that today's Word shows; both hold the same words."""
    for choice in element:
        if choice.tag == "mc:Choice" and len(choice):
            return list(choice)
    fallback = element.find("mc:Fallback")
    return [] if fallback is None else list(fallback)


def look_into(element: Element, targets: dict, line, alternative_text: str = "") -> None:
    """Add the text boxes and all else that the drawing holds to the line."""
    described = next((child for child in element if child.tag == "wp:docPr"), None)
    if described is not None:
        alternative_text = described.get("descr", "") or described.get("title", "")
    for child in alternative(element) if element.tag == "mc:AlternateContent" else element:
        tag = child.tag
        if tag == "w:txbxContent":
            line.boxes.append(child)
            continue
        if tag in ("a:blip", "v:imagedata"):
            target = targets.get(child.get("r:embed") or child.get("r:id") or child.get("r:link") or "")
            line.floats.append(Float("picture", target.address if target else "", alternative_text))
        elif tag == "c:chart":
            line.floats.append(_of_part("chart", child.get("r:id", ""), targets))
        elif tag == "dgm:relIds":
            line.floats.append(_of_part("diagram", child.get("r:dm", ""), targets))
        elif tag == "o:OLEObject":
            line.floats.append(Float("object", words=child.get("ProgID", "")))
        elif tag == "v:textpath":
            line.floats.append(Float("word art", words=child.get("string", "")))
        look_into(child, targets, line, child.get("alt", "") or alternative_text)


def _of_part(kind: str, key: str, targets: dict) -> Float:
    target = targets.get(key)
    return Float(kind, target.address if target else "")


def words_of(package, path: str) -> str:
    """The words in a chart or a diagram."""
    root = package.xml(path) if path else None
    return xml.words(root) if root is not None else ""
