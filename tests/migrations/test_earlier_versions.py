"""A site of before 0.1.0 has the same database as a new one, and goes on as one."""

import json
import re

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from releases import editions
from releases.migrations._replaced import REPLACED
from releases.models import Edition
from tests import factories
from tests.databases import CURRENT, POSTGRESQL
from tests.embargo.sites import Site
from tests.migrations import catalog
from tests.newsroom.sealed import published

NAMES = [name for _, name in REPLACED]
NEW = [*catalog.MIGRATIONS]
#: Those after what replaces the earlier ones: every site applies them.
LATER = sorted(path.stem for path in (catalog.ROOT / "releases/migrations").glob("0*.py") if path.stem not in NEW)


def applied() -> list[str]:
    return sorted(name for app, name in MigrationRecorder(connection).applied_migrations() if app == "releases")


def note(names: list[str]) -> None:
    """What a version has noted as applied, in place of what is noted now."""
    recorder = MigrationRecorder(connection)
    recorder.migration_qs.filter(app="releases").delete()
    for name in names:
        recorder.record_applied("releases", name)


def undo_later() -> None:
    """What came after the earlier versions is undone."""
    call_command("migrate", "releases", NEW[-1], verbosity=0)


def migrate(capsys) -> list[str]:
    """The migrations that are not only noted."""
    capsys.readouterr()
    call_command("migrate", skip_checks=False)
    return re.findall(r"Applying releases\.(\w+)", capsys.readouterr().out)


@pytest.mark.django_db
def test_the_catalog_is_that_of_the_last_earlier_version(tmp_path):
    site = Site("irsite_schema", CURRENT, tmp_path / "schema")
    if CURRENT == POSTGRESQL:
        site.create()
    expected, found = (
        json.loads(each) for each in (catalog.path(CURRENT).read_text(), catalog.printed(site.environment("desk")))
    )
    assert len(found) > 300
    assert {name for name in {*expected, *found} if expected.get(name) != found.get(name)} == set()


@pytest.mark.django_db(transaction=True)
def test_a_site_of_the_last_earlier_version_goes_on_as_a_new_one(capsys):
    factories.company()
    digest = published().digest
    before = catalog.describe()
    undo_later()
    note(NAMES)
    assert migrate(capsys) == LATER
    assert applied() == sorted([*NAMES, *NEW, *LATER])
    assert catalog.describe() == before
    assert Edition.objects.get().digest == digest
    assert set(editions.verify()) == {None}
    # Again, and after an end in between: the same.
    undo_later()
    note([*NAMES, NEW[0]])
    for expected in (LATER, []):
        assert migrate(capsys) == expected
        assert applied() == sorted([*NAMES, *NEW, *LATER])
    assert catalog.describe() == before


@pytest.mark.django_db
@pytest.mark.parametrize("done", [1, 3, 14, len(REPLACED) - 1])
def test_a_site_between_earlier_versions_is_refused(capsys, done):
    note(NAMES[:done])
    with pytest.raises(SystemCheckError) as refusal:
        migrate(capsys)
    said = str(refusal.value)
    assert (
        f"(irsite.E009) The database is of an earlier version: it was migrated to {NAMES[done - 1]} and lacks {NAMES[done]}, which"
        " this version can't apply any more." in said
    )
    assert "“From an earlier version” in docs/running.md" in said
    assert "E003" not in said
    assert applied() == NAMES[:done]


@pytest.mark.django_db(transaction=True)
def test_a_lost_trigger_is_missed_before_the_move(capsys):
    undo_later()
    note(NAMES)
    with connection.cursor() as cursor:
        cursor.execute(
            f"DROP TRIGGER {'guard_edition_delete' if CURRENT == 'sqlite' else 'guard_row ON releases_edition'}"
        )
    with pytest.raises(SystemCheckError, match=r"\(irsite\.E003\) The database lacks 1 triggers"):
        migrate(capsys)
    assert applied() == NAMES
    call_command("install_guard")
    migrate(capsys)
    assert applied() == sorted([*NAMES, *NEW, *LATER])
