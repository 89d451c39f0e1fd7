"""What a correction changed, for the public."""

import datetime
from dataclasses import dataclass

from releases.document import Document
from releases.newsroom.reading import earlier_edition
from releases.newsroom.values import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Redline:
    """Two editions of a release that follow each other, both public."""

    page: Page  # the later one
    before: Document


def redline(date: datetime.date, slug: str, number: int) -> Redline | None:
    """Edition ``number`` and the one before it; None unless both are public."""
    page = earlier_edition(date, slug, number) if number > 1 else None
    before = earlier_edition(date, slug, number - 1) if page else None
    return Redline(page=page, before=before.document) if page and before else None
