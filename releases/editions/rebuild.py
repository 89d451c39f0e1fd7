"""Rendering stored editions anew after a template has been improved."""

from collections.abc import Iterator

from django.db import models

from releases import rendering
from releases.models import Edition


def rebuild() -> Iterator[tuple[Edition, bool]]:
    """Render every edition from its sealed document; yields each with whether its stored rendering changed.

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
        yield edition, changed
