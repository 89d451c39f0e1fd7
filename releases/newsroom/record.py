"""The record: the sealed bytes of an edition, for whoever wants to verify them."""

import datetime

from releases.document.record import edition_record
from releases.models.edition import Edition


def record(date: datetime.date, slug: str, number: int) -> bytes | None:
    """The bytes whose SHA-256 is the digest of this edition; None unless it is public."""
    edition = Edition.objects.published().filter(path_date=date, slug=slug, number=number).first()
    if edition is None:
        return None
    return edition_record(
        document_json=edition.document_json,
        number=edition.number,
        live_at=edition.live_at,
        feed_id=edition.feed_id,
        previous_digest=edition.previous_digest,
    )
