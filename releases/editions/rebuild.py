"""What is derived from sealed editions, made anew: their rendering after a template has been improved, and the ledger."""

import logging
from collections.abc import Iterator

from django.db import DatabaseError, models, transaction

from releases import rendering
from releases.editions import ledger
from releases.models import Edition

_log = logging.getLogger(__name__)


def rebuild() -> Iterator[tuple[Edition, bool | None]]:
    """Render every edition from its sealed document and enter it into the ledger; yields each with whether anything
    stored about it changed, and None for one that can't be rendered, which stays as it is.

    The record and its digest stay what they are.
    """
    for edition in Edition.objects.order_by("id").iterator(chunk_size=200):
        try:
            with transaction.atomic():
                changed = _rebuilt(edition)
        except DatabaseError:
            raise
        except Exception as error:  # one broken release keeps none of the others from being rebuilt
            _log.error("Edition %s can't be rendered (%s).", edition.pk, type(error).__name__)
            changed = None
        yield edition, changed


def _rebuilt(edition: Edition) -> bool:
    document = edition.document
    fresh = {"article_html": rendering.article_html(document), "plain_text": rendering.plain_text(document)}
    changed = any(getattr(edition, name) != value for name, value in fresh.items())
    edition.plain_text = fresh["plain_text"]
    if edition.called_back_at is None:
        changed |= ledger.enter(edition, document)
    if changed:
        # Higher than every version there is: so the public generation tells that something was rebuilt. Past the queryset's
        # refusal: the database lets a rendering change only together with its version.
        highest = Edition.objects.aggregate(highest=models.Max("rendering_version"))["highest"]
        models.QuerySet.update(Edition.objects.filter(pk=edition.pk), rendering_version=highest + 1, **fresh)
    return changed
