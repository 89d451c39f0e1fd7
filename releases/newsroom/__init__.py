"""What the public may read: the only door from the public side to editions.

Every function reads through ``Edition.objects.live()`` (or, for the earlier editions of a live release, ``published()``),
so by the database's clock, and hands out plain values.
"""

from releases.newsroom.reading import archive, earlier_edition, feed, file, find, frame, latest
from releases.newsroom.redline import Redline, redline
from releases.newsroom.values import Archive, Entry, Frame, Issue, Page, PublicFile

__all__ = [
    "Archive",
    "Entry",
    "Frame",
    "Issue",
    "Page",
    "PublicFile",
    "Redline",
    "archive",
    "earlier_edition",
    "feed",
    "file",
    "find",
    "frame",
    "latest",
    "redline",
]
