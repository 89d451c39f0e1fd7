"""Which characters PDFs and cards can show, and which of them a release is left without.

Fonts are those in the folder beside this file (Latin, Greek, Cyrillic, Hebrew, Arabic) and in the folders of
``IRSITE_FONTS``. What they can't show is left out whole: a reader never meets boxes in the place of words.
"""

import functools
import logging
import struct
import unicodedata
from pathlib import Path

import typst

from releases import conf
from releases.document import Document
from releases.rendering.facts import CARD, PDF

OWN = Path(__file__).parent / "fonts"
_BUNDLED = ("Noto Sans Hebrew", "Noto Naskh Arabic")
_ENDINGS = (".ttf", ".otf", ".ttc", ".otc")
#: Of the letters of a text: so few may stand in a PDF by their names in brackets.
_FEW = 0.02
#: Families of one maker for the forms that one character has in each language: how their names end.
_FORMS = {"ja": " JP", "ko": " KR", "zh": " SC", "zh-tw": " TC", "zh-hant": " TC", "zh-hk": " HK"}
_log = logging.getLogger(__name__)


class NoLetters(ValueError):
    """No font here has these letters."""


def check(document: Document) -> None:
    """Raises :class:`NoLetters` when the card can't show its words."""
    if unknown := _unknown(_on_card(document), characters(conf.font_folders())):
        raise NoLetters(f"No font here has {', '.join(sorted(unknown)[:5])}. Name a folder of fonts in IRSITE_FONTS.")


def omitted(document: Document, *, plain_text: str) -> frozenset[str]:
    """The endings of the formats that this release does not have, for want of letters; ``plain_text`` has all its words."""
    return _omitted(_on_card(document), plain_text, conf.font_folders())


def _on_card(document: Document) -> str:
    return f"{document.headline}{document.company.short_name or document.company.legal_name}"


@functools.lru_cache(maxsize=512)
def _omitted(shown: str, plain_text: str, folders: tuple[Path, ...]) -> frozenset[str]:
    """``shown`` is what the card has."""
    known = characters(folders)
    found = {CARD} if _unknown(shown, known) else set()
    if unknown := {char for char in _unknown(plain_text, known) if unicodedata.category(char)[0] in "LM"}:
        letters = sum(char.isalpha() for char in plain_text)
        if sum(char in unknown for char in plain_text) > _FEW * letters:
            found.add(PDF)
    return frozenset(found)


def added(document: Document, *, plain_text: str) -> str:
    """Names the fonts of ``IRSITE_FONTS`` where this release needs them; empty where the own ones do."""
    folders = conf.font_folders()
    if not folders or not _unknown(f"{document.headline}{document.company.legal_name}{plain_text}", characters(())):
        return ""
    return "\n".join(f"{path.name} {path.stat().st_size}" for folder in folders for path in files(folder))


def fonts() -> typst.Fonts:
    """All of them, for Typst, with those that it brings."""
    return _fonts(conf.font_folders())


def families(language: str) -> list[str]:
    """The families beside those of the house: the bundled ones, then those of ``IRSITE_FONTS``, of these the ones with the
    language's own forms first."""
    own = set(_fonts(()).families())
    tag = language.lower()
    ending = _FORMS.get(tag) or _FORMS.get(tag.partition("-")[0], "")
    found = [family for family in fonts().families() if family not in own]
    return [*_BUNDLED, *sorted(found, key=lambda family: (not (ending and family.endswith(ending)), family))]


@functools.lru_cache(maxsize=8)
def characters(folders: tuple[Path, ...]) -> frozenset[str]:
    """What the own fonts and those in these folders have a glyph for."""
    found: set[int] = set()
    for folder in (OWN, *folders):
        for path in files(folder):
            try:
                found |= _mapped(path)
            except (OSError, struct.error, ValueError):
                _log.warning("The font %s can't be read; it is not used.", path)
    return frozenset(map(chr, found))


def files(folder: Path) -> list[Path]:
    """The fonts in a folder and those below it."""
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in _ENDINGS)


@functools.lru_cache(maxsize=8)
def _fonts(folders: tuple[Path, ...]) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[OWN, *folders])


def _unknown(words: str, known: frozenset[str]) -> set[str]:
    return {char for char in set(words) - known if unicodedata.category(char)[0] not in "CZ"}


def _mapped(path: Path) -> set[int]:
    """The characters that a font maps to glyphs: its ``cmap`` table, formats 4 and 12 (OpenType 1.9)."""
    data = path.read_bytes()
    starts = [0]
    if data[:4] == b"ttcf":  # several fonts in one file
        starts = list(struct.unpack_from(f">{struct.unpack_from('>L', data, 8)[0]}L", data, 12))
    tables = set()
    for start in starts:
        (count,) = struct.unpack_from(">H", data, start + 4)
        for number in range(count):
            tag, _, offset, _ = struct.unpack_from(">4sLLL", data, start + 12 + 16 * number)
            if tag == b"cmap":
                tables.add(offset)
    found: set[int] = set()
    for table in tables:
        (count,) = struct.unpack_from(">H", data, table + 2)
        for number in range(count):
            platform, _, offset = struct.unpack_from(">HHL", data, table + 4 + 8 * number)
            if platform in (0, 3):
                found |= _subtable(data, table + offset)
    return found


def _subtable(data: bytes, at: int) -> set[int]:
    (form,) = struct.unpack_from(">H", data, at)
    if form == 12:
        (count,) = struct.unpack_from(">L", data, at + 12)
        groups = struct.iter_unpack(">LLL", data[at + 16 : at + 16 + 12 * count])
        return {char for first, last, _ in groups for char in range(first, min(last, 0x10FFFF) + 1)}
    if form != 4:
        return set()
    count = struct.unpack_from(">H", data, at + 6)[0] // 2
    last, first, delta, offset = (
        struct.unpack_from(f">{count}H", data, at + 14 + 2 * count * part + (2 if part else 0)) for part in range(4)
    )
    found = set()
    for segment in range(count):
        for char in range(first[segment], last[segment] + 1):
            glyph = char
            if offset[segment]:
                place = at + 16 + 6 * count + 2 * segment + offset[segment] + 2 * (char - first[segment])
                (glyph,) = struct.unpack_from(">H", data, place)
                if not glyph:
                    continue
            if (glyph + delta[segment]) & 0xFFFF and char != 0xFFFF:
                found.add(char)
    return found
