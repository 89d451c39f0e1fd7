"""The ZIP archive that a Word file is: its parts, read within limits, and the refusal of what only looks like one."""

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from releases.readers.reading import Unreadable
from releases.readers.word import xml

#: Bytes after unpacking. The text of a hundred pages takes 3 MB of XML; a zip bomb holds a thousand times its size.
_LONGEST_PART, _LARGEST_PICTURE, _ALL_PARTS = 10_000_000, 15_000_000, 40_000_000
_MOST_ENTRIES = 3_000
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError)
#: Files that are ZIP archives as well, by an entry that only they have.
_OTHERS = (
    ("xl/workbook.xml", "an Excel workbook"),
    ("ppt/presentation.xml", "a PowerPoint presentation"),
    ("content.xml", "an OpenDocument file"),
    ("Index/Document.iwa", "an Apple Pages document"),
    ("index.apxl", "an Apple Keynote document"),
    ("META-INF/container.xml", "an EPUB book"),
)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a relationship leads: a part of the file, or an address outside."""

    kind: str  # the last word of the relationship's type: "hyperlink", "image", "footnotes"
    address: str
    is_external: bool


class Package:
    """The parts of a Word file. Raises :class:`Unreadable`, whose sentence says what the file is instead."""

    def __init__(self, data: bytes, name: str):
        self.name = name
        self._unpacked = 0
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGED as error:
            raise self.damaged() from error
        entries = self._archive.infolist()
        self.paths = {entry.filename for entry in entries}
        if len(entries) > _MOST_ENTRIES:
            raise Unreadable(
                f"{name} holds {len(entries):,} parts, too many for a Word file; save it again in Word and send that."
            )
        if any(entry.flag_bits & 1 for entry in entries):
            raise Unreadable(f"{name} is protected with a password; remove the password and send it again.")
        self._refuse_others()
        if len(self.paths) < len(entries):
            raise Unreadable(f"{name} holds two parts of one name, as no Word file does; save it again in Word.")
        self.main = self._main()

    def xml(self, path: str) -> Element | None:
        """The root of an XML part, None when there is no such part."""
        return xml.parse(self.bytes(path, _LONGEST_PART), self.name) if path in self.paths else None

    def picture(self, path: str) -> bytes | None:
        """The bytes of a picture, None when the file names one that it does not hold."""
        return self.bytes(path, _LARGEST_PICTURE) if path in self.paths else None

    def bytes(self, path: str, limit: int) -> bytes:
        """A part unpacked, at most ``limit`` bytes: what its entry claims to hold is not believed."""
        try:
            with self._archive.open(path) as part:
                data = part.read(limit + 1)
        except _DAMAGED as error:
            raise self.damaged() from error
        self._unpacked += len(data)
        if len(data) > limit or self._unpacked > _ALL_PARTS:
            raise Unreadable(
                f"{self.name} unpacks to more than a press release can hold; save only the text of the release in Word."
            )
        return data

    def targets(self, path: str) -> dict[str, Target]:
        """The relationships of a part by their id."""
        folder, file = posixpath.split(path)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        found = {}
        for relation in root if root is not None else ():
            is_external = relation.get("TargetMode") == "External"
            address = relation.get("Target", "")
            if not is_external:
                address = posixpath.normpath(posixpath.join("/", folder, address)).lstrip("/")
            kind = relation.get("Type", "").rpartition("/")[2]
            found[relation.get("Id", "")] = Target(kind, address, is_external)
        return found

    def _refuse_others(self) -> None:
        if any(path.lower().endswith(("vbaproject.bin", "vbadata.xml")) for path in self.paths):
            raise Unreadable(
                f"{self.name} holds macros; save it in Word as a “Word Document (.docx)”, which drops them, and send that."
            )
        for path, kind in _OTHERS:
            if path in self.paths:
                raise Unreadable(f"{self.name} is {kind}; save the release as a Word document (.docx) and send that.")

    def _main(self) -> str:
        """The part that holds the text."""
        for target in self.targets("").values():
            if target.kind == "officeDocument" and target.address in self.paths and not target.is_external:
                return target.address
        raise Unreadable(
            f"{self.name} is a ZIP archive without a Word document in it; unpack it and send the file inside."
        )

    def damaged(self) -> Unreadable:
        """The refusal of a file that breaks off or was garbled."""
        return Unreadable(f"{self.name} is damaged or was cut off on its way; save it again in Word and send that.")
