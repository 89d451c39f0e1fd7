"""Footnotes and endnotes of a Word file: their marks in the order of reference, and their texts."""

from xml.etree.ElementTree import Element

from releases.readers.word import xml
from releases.readers.word.numbering import numeral

_PARTS = {"w:footnoteReference": ("footnotes", "w:footnote"), "w:endnoteReference": ("endnotes", "w:endnote")}
_FORMATS = {"w:footnoteReference": "w:footnotePr", "w:endnoteReference": "w:endnotePr"}
_DEFAULT = {"w:footnoteReference": "decimal", "w:endnoteReference": "lowerRoman"}
_APPARATUS = ("separator", "continuationSeparator", "continuationNotice")


class Notes:
    """The notes of a file. Word numbers them by the order in which the text refers to them."""

    def __init__(self, package, settings: Element | None, sections: list[Element]):
        targets = package.targets(package.main).values()
        self._notes: dict[tuple[str, str], Element] = {}
        self._formats: dict[str, str] = {}
        self.paths: dict[str, str] = {}
        self.roots: list[Element] = []
        for reference, (kind, tag) in _PARTS.items():
            path = next((target.address for target in targets if target.kind == kind), "")
            root = package.xml(path) if path else None
            if root is not None:
                self.paths[reference] = path
                self.roots.append(root)
                for note in root.findall(tag):
                    if note.get("w:type", "normal") not in _APPARATUS:
                        self._notes[reference, note.get("w:id", "")] = note
            formats = [
                xml.value(place, _FORMATS[reference], "w:numFmt")
                for place in [*sections, settings]
                if place is not None
            ]
            self._formats[reference] = next(filter(None, formats), _DEFAULT[reference])
        self._counts = dict.fromkeys(_PARTS, 0)
        self.order: list[tuple[str, str, Element]] = []  # kind of reference, mark, note

    def refer(self, reference: str, key: str, custom: str) -> str:
        """The mark of the note with this id, to be printed here; empty when it follows in the text or there is no note."""
        note = self._notes.pop((reference, key), None)
        if note is None:
            return ""
        if not custom:
            self._counts[reference] += 1
        mark = custom or numeral(self._counts[reference], self._formats[reference])
        self.order.append((reference, mark, note))
        return "" if custom else mark

    def unused(self) -> list[str]:
        """The words of notes that nothing in the text refers to."""
        return [words for note in self._notes.values() if (words := xml.words(note))]
