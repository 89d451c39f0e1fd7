"""The demo: an invented company with three years of releases, brought in through the same doors as real ones.

Its content stands beside in readable files: the records as of January 2024 in ``*.toml``, each release with what it
changed in those records in ``releases/``, old wire copy in ``wire/``, pictures and the fact sheet in ``media/``.
"""

import datetime

from django.db import transaction

from releases.demo import content, publication, records
from releases.demo.inventory import DemoRefused, Summary, foreign_records, holds_demo, summarize

__all__ = ["DemoRefused", "Summary", "load"]


@transaction.atomic
def load(*, now: datetime.datetime) -> Summary:
    """Load the demo into an empty database; the last release is sealed for 07:00 company time on the day after ``now``.

    Where the demo is already, nothing is changed. Raises :class:`DemoRefused` where there is anything else; nothing is
    written then, or on any other error.
    """
    manuscripts = content.manuscripts()
    if holds_demo(manuscripts):
        return summarize(manuscripts, is_new=False)
    if found := foreign_records():
        raise DemoRefused(f"The database already holds {found}; the demo is loaded into an empty database only.")
    records.create(today=now.date())
    for manuscript in manuscripts:
        # The records stand as they stood on the day of each release, so that no edition knows what came later.
        records.advance(manuscript.progress)
        publication.publish(manuscript, now=now)
    return summarize(manuscripts, is_new=True)
