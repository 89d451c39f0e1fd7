"""What the public may read: the only door from the public side to editions and sealed records.

Every function reads through ``live()`` or ``known()`` (or, for the earlier editions of a live release, ``published()``),
so by the database's clock, and hands out plain values.
"""

from releases.newsroom.reading import archive, earlier_edition, feed, file, find, frame, latest
from releases.newsroom.redline import Redline, redline
from releases.newsroom.subjects import drug, pipeline, trial
from releases.newsroom.values import (
    Archive,
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
    "DrugPage",
    "Entry",
    "Frame",
    "Issue",
    "Page",
    "Pipeline",
    "PublicFile",
    "Redline",
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
    "pipeline",
    "redline",
    "trial",
]
