"""No answer shows the number of a row."""

import pytest
from django.db import connection

from releases.models import Contact, Drug, Edition, Release, SealedRecord, Trial
from tests import factories
from tests.newsroom.sealed import address, published

pytestmark = pytest.mark.django_db


def test_row_numbers_are_not_public(whole):
    """They would count what is sealed and not yet public."""
    numbers = {}
    for index, model in enumerate((Edition, Release, Drug, Trial, Contact, SealedRecord)):
        table, numbers[table] = model._meta.db_table, 918273000 + 111 * index
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, numbers[table]])
            else:
                cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, numbers[table]])
    release = factories.release(drugs=[factories.drug(code_name="MBY-101")])
    release.contacts.add(factories.contact())
    release.trials.add(factories.trial(acronym="HARBOR-TWIN"))
    edition = published(release)
    assert (edition.pk, release.pk) == (918273001, 918273112)
    subjects = ("/drugs/", "/drugs/mby-101/", "/trials/harbor-twin/")
    for path in (
        "/",
        "/releases/",
        "/feeds/releases.rss",
        *subjects,
        address(edition),
        f"{address(edition)}editions/1/",
    ):
        status, headers, body = whole(path)
        assert status == 200
        assert b"918273" not in body
        assert "918273" not in str(headers)
