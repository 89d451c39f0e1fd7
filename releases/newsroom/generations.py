"""Which generation of the public the database holds: a value that differs whenever anything that a page shows does."""

import functools

from django.db import connection
from django.db.models import QuerySet
from django.db.models.functions import Coalesce, Now

from releases.models.edition import Edition
from releases.models.sealed_record import SealedRecord
from releases.newsroom.places import news
from releases.newsroom.several import Question, question

Generation = tuple
#: The day, in UTC, by the database's clock.
_DAY = {"sqlite": "STRFTIME('%%Y-%%m-%%d', 'NOW')", "postgresql": "(STATEMENT_TIMESTAMP() AT TIME ZONE 'UTC')::date"}


def generation() -> Generation:
    """One question about public rows only, so that nothing can be read from it that is not public.

    What becomes public at its instant, at once, or as a correction or withdrawal has the newest instant. What is brought in
    with an old instant has the highest number: numbers are drawn one sealing at a time. A rebuilt rendering has the highest
    version. What is no news any more leaves the oldest of the news behind. ``security.txt`` depends on the day (UTC).
    """
    asked = _question(connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(asked.sql, asked.parameters)
        return cursor.fetchone()


@functools.cache
def _question(vendor: str) -> Question:
    asked = [question(each) for each in parts()]
    return Question(
        "SELECT " + ", ".join((*(f"({each.sql})" for each in asked), _DAY[vendor])),
        tuple(value for each in asked for value in each.parameters),
    )


def parts() -> tuple[QuerySet, ...]:
    """What a change of the public changes: questions of one row and one column, each answered by the top of an index."""
    editions, copies = _public(Edition.objects), _public(SealedRecord.objects)
    return (
        editions.order_by("-live_at").values("live_at")[:1],
        editions.order_by("-id").values("id")[:1],
        editions.order_by("-rendering_version").values("rendering_version")[:1],
        news().order_by("live_at").values("live_at")[:1],
        copies.order_by("-live_at").values("live_at")[:1],
        copies.order_by("-id").values("id")[:1],
    )


def _public(rows) -> QuerySet:
    """What has become public, withdrawn since or not. The instant is written so that it leads no search: SQLite would take the
    index over instants, read everything, and then sort it."""
    return rows.standing().alias(instant=Coalesce("live_at", "live_at")).filter(instant__lte=Now())
