"""Which release a file is a later version of."""

import datetime

from releases import text
from releases.document import Document
from releases.models import Release, SourceFile


def earlier_release(document: Document, *, name: str) -> Release | None:
    """The release with the document's headline and date, or one that came from a file of this name and has one of both.

    Names like "release.docx" come again and again, so the name alone says nothing.
    """
    headline = text.fold(document.headline)
    same_day = Release.objects.filter(release_date=document.date).order_by("id")
    for release in same_day if document.date else same_day.filter(headline=document.headline):
        if text.fold(release.headline) == headline:
            return release
    for source in SourceFile.objects.filter(name=name[-250:]).select_related("release").order_by("-id")[:20]:
        if _agrees(source.release.release_date, document.date) or text.fold(source.release.headline) == headline:
            return source.release
    return None


def _agrees(one: datetime.date | None, other: datetime.date | None) -> bool:
    return one is not None and one == other
