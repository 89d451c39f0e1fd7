"""What the public may read: the only door from the public side to editions and sealed records.

Every function reads through ``live()`` or ``known()`` (or, for the earlier editions of a live release, ``published()``),
so by the database's clock, and hands out plain values.
"""

from releases.newsroom.contacts import contact, contacts, was_named
from releases.newsroom.feeds import feed, numbered
from releases.newsroom.files import file, file_bytes, written
from releases.newsroom.generations import Generation, generation
from releases.newsroom.ledger import archive, latest, newest, years
from releases.newsroom.listing import Listing, UnknownPlace, listing
from releases.newsroom.neighbours import Neighbours, neighbours
from releases.newsroom.places import Place, fresh_releases, release_years, releases_of, standing_pages
from releases.newsroom.reading import earlier_edition, find, frame
from releases.newsroom.record import record
from releases.newsroom.records import PublicRecord, public_records
from releases.newsroom.redline import Redline, redline
from releases.newsroom.selection import Archive, Choice, Selection
from releases.newsroom.subjects import SCALE_LABELS, drug, pipeline, subjects, trial
from releases.newsroom.values import (
    DrugPage,
    Entry,
    Feed,
    Frame,
    Issue,
    Page,
    Pipeline,
    PublicFile,
    Stage,
    Subject,
    TrialPage,
    told,
)

__all__ = [
    "SCALE_LABELS",
    "Archive",
    "Choice",
    "DrugPage",
    "Entry",
    "Feed",
    "Frame",
    "Generation",
    "Issue",
    "Listing",
    "Neighbours",
    "Page",
    "Pipeline",
    "Place",
    "PublicFile",
    "PublicRecord",
    "Redline",
    "Selection",
    "Stage",
    "Subject",
    "TrialPage",
    "UnknownPlace",
    "archive",
    "contact",
    "contacts",
    "drug",
    "earlier_edition",
    "feed",
    "file",
    "file_bytes",
    "find",
    "frame",
    "fresh_releases",
    "generation",
    "latest",
    "listing",
    "neighbours",
    "newest",
    "numbered",
    "pipeline",
    "public_records",
    "record",
    "redline",
    "release_years",
    "releases_of",
    "standing_pages",
    "subjects",
    "told",
    "trial",
    "was_named",
    "written",
    "years",
]
