"""What is derived from sealed editions, made anew: their rendering after a template has been improved, and the ledger."""

from collections.abc import Iterator

from django.db import models

from releases import rendering
from releases.editions import ledger
from releases.models import Edition


def rebuild() -> Iterator[tuple[Edition, bool]]:
    """Render every edition from its sealed document and enter it into the ledger; yields each with whether anything
    stored about it changed.

    The record and its digest stay what they are.
    """
    for edition in Edition.objects.order_by("id").iterator(chunk_size=200):
        document = edition.document
        fresh = {"article_html": rendering.article_html(document), "plain_text": rendering.plain_text(document)}
        changed = any(getattr(edition, name) != value for name, value in fresh.items())
        if changed:
            # Past the queryset's refusal: the database lets a rendering change only together with its version.
            models.QuerySet.update(
                Edition.objects.filter(pk=edition.pk), rendering_version=edition.rendering_version + 1, **fresh
            )
            edition.plain_text = fresh["plain_text"]
        if edition.called_back_at is None:
            changed |= ledger.enter(edition, document)
        yield edition, changed
