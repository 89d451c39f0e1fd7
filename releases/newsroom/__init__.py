"""What the public may read: the only door from the public side to editions and sealed records.

Every function reads through ``live()`` or ``known()`` (or, for the earlier editions of a live release, ``published()``),
so by the database's clock, and hands out plain values.
"""

from releases.newsroom.ledger import archive, latest
from releases.newsroom.neighbours import Neighbours, neighbours
from releases.newsroom.reading import earlier_edition, feed, file, find, frame
from releases.newsroom.redline import Redline, redline
from releases.newsroom.selection import Archive, Choice, Selection
from releases.newsroom.subjects import drug, pipeline, trial
from releases.newsroom.values import (
    DrugPage,
    Entry,
    Frame,
    Issue,
    Page,
    Pipeline,
    PublicFile,
    Stage,
    Subject,
    TrialPage,
)

__all__ = [
    "Archive",
    "Choice",
    "DrugPage",
    "Entry",
    "Frame",
    "Issue",
    "Neighbours",
    "Page",
    "Pipeline",
    "PublicFile",
    "Redline",
    "Selection",
    "Stage",
    "Subject",
    "TrialPage",
    "archive",
    "drug",
    "earlier_edition",
    "feed",
    "file",
    "find",
    "frame",
    "latest",
    "neighbours",
    "pipeline",
    "redline",
    "trial",
]
