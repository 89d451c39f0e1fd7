"""Word's lists: of which kind a paragraph's list is, and which number the paragraph has in it."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from releases.readers.word import xml

_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph's place in a list. ``label`` is what Word prints before it where that is no plain number."""

    level: int
    tag: str  # "ul" or "ol"
    number: int
    label: str = ""


class Numbering:
    """Counts the items of a file's lists. To be asked once for each paragraph, in reading order."""

    def __init__(self, root: Element | None):
        root = Element("w:numbering") if root is None else root
        self._abstract = {part.get("w:abstractNumId", ""): part for part in root.findall("w:abstractNum")}
        self._lists = {part.get("w:numId", ""): part for part in root.findall("w:num")}
        self._by_style = {
            xml.value(part, "w:styleLink"): part for part in self._abstract.values() if xml.value(part, "w:styleLink")
        }
        self._counts: dict[tuple[str, int], int] = {}
        self._restarted: set[tuple[str, int]] = set()

    def item(self, number: str, level: int) -> Item | None:
        """The place of the next paragraph of this list; None where the list prints nothing before it."""
        level = min(level, _DEEPEST)
        key = xml.value(self._lists.get(number), "w:abstractNumId")
        definition = self._level(number, key, level)
        kind = xml.value(definition, "w:numFmt") or "decimal"
        if definition is None or kind == "none":
            return None
        count = self._count(number, key, level, definition)
        if kind == "bullet":
            return Item(level, "ul", 0)
        plain = kind in ("decimal", "decimalZero") and "%" in xml.value(definition, "w:lvlText")[:2]
        label = "" if plain else self._label(number, key, level, xml.value(definition, "w:lvlText"))
        return Item(level, "ol", count, label)

    def _count(self, number: str, key: str, level: int, definition: Element) -> int:
        start = xml.value(definition, "w:start")
        override = xml.value(self._override(number, level), "w:startOverride")
        if override.isdigit() and (number, level) not in self._restarted:
            self._counts.pop((key, level), None)
            start = override
        self._restarted.add((number, level))
        first = int(start) if start.isdigit() else 1
        count = self._counts[key, level] = self._counts.get((key, level), first - 1) + 1
        for deeper in range(level + 1, _DEEPEST + 1):
            self._counts.pop((key, deeper), None)
        return count

    def _label(self, number: str, key: str, level: int, pattern: str) -> str:
        for place in range(level, -1, -1):
            definition = self._level(number, key, place)
            count = self._counts.get((key, place), 1)
            kind = xml.value(definition, "w:numFmt")
            pattern = pattern.replace(f"%{place + 1}", numeral(count, kind))
        return pattern

    def _level(self, number: str, key: str, level: int) -> Element | None:
        own = xml.find(self._override(number, level), "w:lvl")
        if own is not None:
            return own
        abstract = self._abstract.get(key)
        linked = xml.value(abstract, "w:numStyleLink")
        abstract = self._by_style.get(linked, abstract)
        return _of_level(abstract, "w:lvl", level)

    def _override(self, number: str, level: int) -> Element | None:
        return _of_level(self._lists.get(number), "w:lvlOverride", level)


def numeral(count: int, kind: str) -> str:
    """The number as Word prints it in this format; formats of other scripts become plain figures."""
    if kind in ("lowerLetter", "upperLetter") and count > 0:
        letters = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 9)
        return letters.upper() if kind == "upperLetter" else letters
    if kind in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        roman, rest = "", count
        for size, sign in _ROMAN:
            roman, rest = roman + sign * (rest // size), rest % size
        return roman.upper() if kind == "upperRoman" else roman
    if kind == "chicago" and count > 0:
        return "*†‡§"[(count - 1) % 4] * min((count - 1) // 4 + 1, 9)
    return str(count)


_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def _of_level(parent: Element | None, tag: str, level: int) -> Element | None:
    parts = [] if parent is None else parent.findall(tag)
    return next((part for part in parts if part.get("w:ilvl") == str(level)), None)
