"""What all tests share."""

import importlib
import os

import pytest
from django.apps import apps
from django.test import TransactionTestCase

from releases.editions.guard import install_guard, remove_guard

_migrations = [
    importlib.import_module(f"releases.migrations.{name}")
    for name in ("0003_roles", "0006_filing", "0009_record_moves", "0013_finding_reasons", "0016_self_probe")
]
ROLES = [getattr(migration, "make", None) or migration.allow for migration in _migrations]


def _emptied(teardown):
    """Sealed rows can't be deleted: the guard steps aside while a test's tables are emptied. The roles come back."""

    def fixture_teardown(self):
        remove_guard()
        try:
            teardown(self)
        finally:
            install_guard()
            for roles in ROLES:
                roles(apps, None)

    return fixture_teardown


TransactionTestCase._fixture_teardown = _emptied(TransactionTestCase._fixture_teardown)


def pytest_collection_modifyitems(config, items):
    """What asks no database answers the same on both: SQLite's run has it, and PostgreSQL's leaves it out, like browsers,
    but for the one journey through it all. Proofs have databases of their own, of both kinds."""
    if os.environ.get("TEST_DATABASE") != "postgresql":
        return
    asking = {"db", "transactional_db", "client", "admin_client", "live_server"}
    kept = [
        item
        for item in items
        if item.get_closest_marker("proof")
        or (
            (item.get_closest_marker("django_db") or asking & set(getattr(item, "fixturenames", asking)))
            and (not item.get_closest_marker("browser") or item.get_closest_marker("postgresql"))
        )
    ]
    left_out = [item for item in items if item not in set(kept)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = kept


@pytest.fixture(autouse=True)
def _private_files(tmp_path, settings):
    """Every test has a private folder of its own."""
    settings.IRSITE_PRIVATE_ROOT = tmp_path / "private"
