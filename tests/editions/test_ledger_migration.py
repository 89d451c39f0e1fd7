"""An archive of before is brought to how the ledger is kept now."""

import datetime

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from releases import editions, workflow
from releases.editions import ledger
from releases.models import Edition, LedgerRow, Release
from tests import factories
from tests.newsroom.sealed import LONG_AGO, corrected, published, scheduled

BEFORE = ("releases", "0017_later_editions")


def _migrate(target) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate([target])


@pytest.mark.django_db(transaction=True)
def test_places_years_and_words_are_written_anew():
    factories.company()
    first = published(headline="Marrow Bay Doses First Patient", drugs=[factories.drug()])
    second = corrected(first, live_at=LONG_AGO + datetime.timedelta(days=400))
    gone = published(headline="Marrow Bay Was Mistaken")
    Release.objects.filter(pk=gone.release_id).update(state="sealed")
    workflow.withdraw(Release.objects.get(pk=gone.release_id), by=None, notice="It was published in error.")
    held = editions.call_back(scheduled(headline="Marrow Bay Waits"), by=None)
    latest = MigrationExecutor(connection).loader.graph.leaf_nodes("releases")[0]
    expected = list(LedgerRow.objects.order_by("pk").values_list("pk", "position", "changed", "year"))
    assert [row[3] for row in expected[:3]] == [2021, 2021, 2021]
    try:
        _migrate(BEFORE)
        with connection.cursor() as cursor:  # as it was written then
            cursor.execute("UPDATE releases_ledgerwords SET headline_stems = ' marrow bay dose first patient mby 101 '")
            cursor.execute("UPDATE releases_ledgerwords SET facets = facets || 'later latercategorycorporate '")
    finally:
        _migrate(latest)
    assert list(LedgerRow.objects.order_by("pk").values_list("pk", "position", "changed", "year")) == expected
    for edition in Edition.objects.standing().order_by("pk"):
        assert ledger.is_entered(edition, edition.document)
    assert Edition.objects.standing().count() == 4
    assert held.called_back_at is not None
    assert second.ledger.changed > second.ledger.position
