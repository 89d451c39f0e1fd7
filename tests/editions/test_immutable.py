"""A sealed edition is attacked in every way that the ORM and SQL offer."""

import datetime

import pytest
from django.db import DatabaseError, connection, models, transaction

from releases import editions
from releases.models import Edition, EditionFile, HistoryEntry, SealedError
from tests import factories

pytestmark = pytest.mark.django_db

LONG_AGO = datetime.datetime(2021, 3, 4, 17, tzinfo=datetime.UTC)


@pytest.fixture
def live() -> Edition:
    return editions.seal(factories.release(), by=None, live_at=LONG_AGO, is_historic=True)


@pytest.fixture
def scheduled() -> Edition:
    later = editions.database_now() + datetime.timedelta(days=1)
    return editions.seal(factories.release(), by=None, live_at=later)


def stored(edition: Edition) -> dict:
    return Edition.objects.filter(pk=edition.pk).values().get()


def refused(sql: str, *params) -> str:
    """Run raw SQL that must fail; returns the database's message."""
    with pytest.raises(DatabaseError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)
    return str(caught.value)


def test_the_orm_refuses_every_change(live):
    before = stored(live)
    live.digest = "0" * 64
    with pytest.raises(SealedError):
        live.save()
    with pytest.raises(SealedError):
        live.save(update_fields=["digest"])
    with pytest.raises(SealedError):
        Edition.objects.update(digest="0" * 64)
    with pytest.raises(SealedError):
        Edition.objects.filter(pk=live.pk).update(live_at=LONG_AGO)
    with pytest.raises(SealedError):
        Edition.objects.bulk_update([live], ["digest"])
    with pytest.raises(SealedError):
        live.delete()
    with pytest.raises(SealedError):
        Edition.objects.all().delete()
    assert stored(live) == before


def test_the_base_manager_refuses_too(live):
    with pytest.raises(SealedError):
        Edition._base_manager.update(digest="0" * 64)


def test_a_release_with_an_edition_is_not_deleted(live):
    with pytest.raises(models.ProtectedError):
        live.release.delete()


@pytest.mark.parametrize("column", ["document_json", "digest", "previous_digest", "feed_id"])
def test_sql_can_not_change_the_record(live, column):
    before = stored(live)
    message = refused(f"UPDATE releases_edition SET {column} = 'x' WHERE id = %s", live.pk)
    assert "An edition is immutable." in message
    assert stored(live) == before


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("number", 7),
        ("live_at", "2030-01-01 00:00:00"),
        ("sealed_at", "2030-01-01 00:00:00"),
        ("path_date", "2030-01-01"),
        ("id", 999999),
    ],
)
def test_sql_can_not_change_number_or_instant(live, scheduled, column, value):
    for edition in (live, scheduled):
        before = stored(edition)
        assert "An edition is immutable." in refused(
            f"UPDATE releases_edition SET {column} = %s WHERE id = %s", value, edition.pk
        )
        assert stored(edition) == before


def test_sql_can_not_move_the_address_of_a_public_edition(live):
    message = refused("UPDATE releases_edition SET slug = 'elsewhere' WHERE id = %s", live.pk)
    assert "The address of a public edition is immutable." in message


def test_sql_can_not_call_back_a_public_edition(live):
    message = refused("UPDATE releases_edition SET called_back_at = '2020-01-01 00:00:00' WHERE id = %s", live.pk)
    assert "An edition is called back once, before its instant." in message


def test_sql_can_not_supersede_without_a_later_edition(live):
    message = refused("UPDATE releases_edition SET superseded_at = '2022-01-01 00:00:00' WHERE id = %s", live.pk)
    assert "An edition is superseded by the edition that follows it, at its instant." in message
    assert Edition.objects.live().get() == live


def test_sql_can_not_bring_back_what_was_superseded(live):
    editions.seal(live.release, by=None)
    message = refused("UPDATE releases_edition SET superseded_at = NULL WHERE id = %s", live.pk)
    assert "An edition is superseded by the edition that follows it, at its instant." in message


def test_sql_can_not_change_the_stored_article_alone(live):
    before = stored(live)
    message = refused("UPDATE releases_edition SET article_html = '<p>Other</p>' WHERE id = %s", live.pk)
    assert "A stored rendering is rebuilt with a higher rendering version." in message
    assert stored(live) == before


def test_sql_can_not_delete(live, scheduled):
    for edition in (live, scheduled):
        message = refused("DELETE FROM releases_edition WHERE id = %s", edition.pk)
        assert "An edition is never deleted." in message
    assert Edition.objects.count() == 2


@pytest.mark.skipif(connection.vendor != "sqlite", reason="REPLACE is SQLite's")
def test_sql_can_not_replace(live):
    """REPLACE removes the old row without its delete triggers."""
    before = stored(live)
    columns = ", ".join(f'"{name}"' for name in before)
    values = ", ".join("'x'" if name == "digest" else f'"{name}"' for name in before)
    message = refused(
        f"INSERT OR REPLACE INTO releases_edition ({columns}) SELECT {values} FROM releases_edition WHERE id = %s",
        live.pk,
    )
    assert "An edition is immutable." in message
    assert stored(live) == before


@pytest.mark.skipif(connection.vendor != "postgresql", reason="TRUNCATE is PostgreSQL's")
@pytest.mark.django_db(transaction=True)
def test_sql_can_not_truncate(live):
    """TRUNCATE runs no row triggers."""
    assert "An edition is never deleted." in refused("TRUNCATE releases_edition CASCADE")
    assert Edition.objects.count() == 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has a type for instants")
def test_sql_can_not_write_an_instant_in_another_notation(scheduled):
    """SQLite compares instants as text: "…T…" would sort after every time of its day, so publish late."""
    message = refused("UPDATE releases_edition SET superseded_at = '2030-01-01T00:00:00Z' WHERE id = %s", scheduled.pk)
    assert "superseded_at is not written as an instant." in message


def test_a_called_back_edition_is_frozen_too(scheduled):
    editions.call_back(scheduled, by=None)
    message = refused("UPDATE releases_edition SET called_back_at = NULL WHERE id = %s", scheduled.pk)
    assert "An edition" in message


def test_files_and_history_are_append_only(live):
    row = EditionFile.objects.create(
        edition=live,
        key="00000000-0000-4000-8000-000000000001",
        kind="figure",
        name="x.png",
        content_type="image/png",
        size=1,
        sha256="0" * 64,
    )
    entry = HistoryEntry.objects.create(
        release=live.release, verb="seal", from_state="draft", to_state="sealed", at=LONG_AGO
    )
    for record in (row, entry):
        with pytest.raises(SealedError):
            record.save()
        with pytest.raises(SealedError):
            record.delete()
        with pytest.raises(SealedError):
            type(record).objects.all().delete()
        with pytest.raises(SealedError):
            type(record).objects.update(id=5)
    assert "immutable" in refused("UPDATE releases_editionfile SET sha256 = 'x'")
    assert "immutable" in refused("DELETE FROM releases_editionfile")
    assert "History is append-only." in refused("UPDATE releases_historyentry SET reason = 'x'")
    assert "History is append-only." in refused("DELETE FROM releases_historyentry")


def test_a_boilerplate_version_is_frozen_once_an_edition_carries_it():
    version = factories.safe_harbor()
    release = factories.release(safe_harbor=version)
    version.text = "<p>May still change for {company}.</p>"
    version.save()
    editions.seal(release, by=None)
    version.refresh_from_db()
    assert version.frozen_at is not None
    version.text = "<p>Too late.</p>"
    with pytest.raises(Exception, match="stands in a sealed edition"):
        version.save()
    for sql in ("UPDATE releases_boilerplateversion SET text = 'x'", "DELETE FROM releases_boilerplateversion"):
        assert "A frozen boilerplate version is immutable." in refused(sql)
    version.refresh_from_db()
    assert version.text == "<p>May still change for {company}.</p>"
