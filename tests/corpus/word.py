"""A Word file from a few signs: how the corpus keeps its Word documents readable."""

import itertools
import re

from tests.readers import word_files

_RUN = re.compile(r"\*\*(?P<bold>[^*]+)\*\*|\*(?P<slanted>[^*]+)\*|\^(?P<raised>[^^]+)\^|(?P<plain>[^*^]+)")
_LOOKS = {"bold": "<w:b/>", "slanted": "<w:i/>", "raised": '<w:vertAlign w:val="superscript"/>', "plain": ""}


def build(source: str) -> bytes:
    """``# `` and ``## `` are headings, ``- `` a bullet, ``| a | b |`` a row; a paragraph goes on after a line break."""
    found = []
    for chunk in source.strip().split("\n\n"):
        for kind, rows in itertools.groupby(
            chunk.split("\n"), key=lambda row: row[:2].strip() if row[0] in "#-|" else ""
        ):
            found.append(_blocks(kind, [*rows]))
    return word_files.docx("".join(found))


def _blocks(kind: str, rows: list[str]) -> str:
    if kind == "#":
        return word_files.styled(_escaped(rows[0][2:]), "berschrift1")
    if kind == "##":
        return word_files.styled(_escaped(rows[0][3:]), "H2")
    if kind == "-":
        return "".join(word_files.item(_escaped(row[2:]), 1) for row in rows)
    if kind == "|":
        cells = [tuple(_escaped(cell.strip()) for cell in row.strip("|").split("|")) for row in rows]
        return word_files.table(*cells, header=True)
    return word_files.paragraph("<w:r><w:br/></w:r>".join(_runs(row) for row in rows))


def _runs(row: str) -> str:
    return "".join(word_files.run(_escaped(hit[hit.lastgroup]), _LOOKS[hit.lastgroup]) for hit in _RUN.finditer(row))


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")
