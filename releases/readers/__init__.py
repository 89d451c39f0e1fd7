"""Bytes to Document: decode the file, find its blocks, recognise the parts of a release among them.

Each format is one source of blocks; one recogniser serves them all. Nothing here queries or asks the clock.
"""

from releases.readers.confined import LARGEST, read_confined, unfold_confined
from releases.readers.feed import Item, unfold
from releases.readers.formats import read
from releases.readers.reading import Change, Changes, Image, Notice, Paragraph, Reading, Undecided, Unreadable
from releases.readers.report import certainty, parts

__all__ = [
    "LARGEST",
    "Change",
    "Changes",
    "Image",
    "Item",
    "Notice",
    "Paragraph",
    "Reading",
    "Undecided",
    "Unreadable",
    "certainty",
    "parts",
    "read",
    "read_confined",
    "unfold",
    "unfold_confined",
]
