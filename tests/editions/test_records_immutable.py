"""A sealed record is attacked in every way that the ORM and SQL offer, and what got past the guard is found."""

import pytest
from django.db import connection

from releases import editions
from releases.models import EditionLink, SealedError, SealedRecord
from tests import factories
from tests.editions.test_immutable import refused
from tests.editions.test_verify import found, tamper
from tests.newsroom.sealed import png, published, scheduled

pytestmark = pytest.mark.django_db


@pytest.fixture
def live() -> SealedRecord:
    return published(drugs=[factories.drug(code_name="MBY-101")], has_contact=False).records.get(kind="drug")


@pytest.fixture
def pending() -> SealedRecord:
    return scheduled(drugs=[factories.drug(code_name="MBY-102")]).records.get(kind="drug")


def test_the_orm_refuses_every_change(live):
    for record in (live, EditionLink.objects.get()):
        with pytest.raises(SealedError):
            record.save()
        with pytest.raises(SealedError):
            record.delete()
        with pytest.raises(SealedError):
            type(record).objects.all().delete()
        with pytest.raises(SealedError):
            type(record).objects.update(kind="trial")
    with pytest.raises(SealedError):
        SealedRecord._base_manager.update(digest="0" * 64)
    with pytest.raises(SealedError):
        SealedRecord.objects.bulk_update([live], ["digest"])


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("document_json", "x"),
        ("digest", "x"),
        ("kind", "trial"),
        ("number", 7),
        ("live_at", "2030-01-01 00:00:00"),
        ("file_sha256", "x"),
        ("edition_id", None),
    ],
)
def test_sql_can_not_change_the_record(live, pending, column, value):
    for copy in (live, pending):
        message = refused(f"UPDATE releases_sealedrecord SET {column} = %s WHERE id = %s", value, copy.pk)
        assert "A sealed record is immutable." in message


def test_sql_can_not_change_the_facts_that_may_change_otherwise(live, pending):
    update = "UPDATE releases_sealedrecord SET"
    assert "The address of a public record" in refused(f"{update} slug = 'x' WHERE id = %s", live.pk)
    late = refused(f"{update} called_back_at = '2020-01-01 00:00:00' WHERE id = %s", live.pk)
    assert "is called back once, before its instant." in late
    alone = refused(f"{update} superseded_at = '2029-01-01 00:00:00' WHERE id = %s", live.pk)
    assert "is superseded by the copy that follows it, at its instant." in alone
    editions.call_back(pending.edition, by=None)
    assert "A sealed record" in refused(f"{update} called_back_at = NULL WHERE id = %s", pending.pk)


def test_sql_can_not_delete(live, pending):
    assert "A sealed record is never deleted." in refused("DELETE FROM releases_sealedrecord")
    for sql in ("DELETE FROM releases_editionlink", "UPDATE releases_editionlink SET kind = 'trial'"):
        assert "The links of an edition are immutable." in refused(sql)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="REPLACE is SQLite's")
def test_sql_can_not_replace(live):
    columns = [field.column for field in SealedRecord._meta.concrete_fields]
    values = ", ".join("'x'" if name == "digest" else name for name in columns)
    names = ", ".join(columns)
    sql = f"INSERT OR REPLACE INTO releases_sealedrecord ({names}) SELECT {values} FROM releases_sealedrecord"
    assert "A sealed record is immutable." in refused(sql)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="TRUNCATE is PostgreSQL's")
@pytest.mark.django_db(transaction=True)
def test_sql_can_not_truncate(live):
    assert "is never deleted" in refused("TRUNCATE releases_sealedrecord CASCADE")
    assert "are immutable" in refused("TRUNCATE releases_editionlink CASCADE")


def test_a_changed_record_is_found(live):
    name = f"copy 1 of drug {live.record_key}"
    tamper(
        "UPDATE releases_sealedrecord SET document_json = replace(document_json, 'MBY', 'ZBY') WHERE id = %s", live.pk
    )
    ((where, what),) = found()
    assert (where, what[:31]) == (name, f"The digest is stored as {live.digest[:7]}")


def test_a_missing_copy_and_a_false_end_are_found(live):
    drug = live.edition.release.drugs.get()
    drug.target = "CD9"
    drug.save()
    copy = editions.seal_record(drug, by=None)
    name = f"drug {live.record_key}"
    tamper("UPDATE releases_sealedrecord SET superseded_at = NULL WHERE id = %s", live.pk)
    assert found() == [(f"copy 1 of {name}", "It is not superseded at the instant of the copy that follows it.")]
    tamper("DELETE FROM releases_sealedrecord WHERE id = %s", live.pk)
    assert found() == [(f"copy {copy.number} of {name}", "A copy before it is missing: the chain is broken.")]


def test_a_link_taken_from_its_edition_is_found(live):
    tamper("DELETE FROM releases_editionlink")
    assert [what for _, what in found()] == ["The records that it is stored as naming are not those in its document."]


def test_the_bytes_of_a_logo():
    company = factories.company()
    company.take_logo(png())
    company.save()
    published()
    tamper("UPDATE releases_sealedfile SET data = %s", png(color="#000000"))
    assert found() == [(f"copy 1 of company {company.key}", "The bytes of its logo have changed.")]
    tamper("DELETE FROM releases_sealedfile")
    assert found() == [(f"copy 1 of company {company.key}", "The bytes of its logo are gone.")]


def test_a_missing_trigger_of_either_migration_is_named(live):
    sqlite = connection.vendor == "sqlite"
    name = "guard_record_delete" if sqlite else "guard_row on releases_sealedrecord"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}")
    assert editions.missing_guards() == [name]
