"""What all tests share."""

import importlib

import pytest
from django.apps import apps
from django.db import connection
from django.test import TransactionTestCase

guard = importlib.import_module("releases.migrations.0002_guard")
roles = importlib.import_module("releases.migrations.0003_roles")


def _emptied(teardown):
    """Sealed rows can't be deleted: the guard steps aside while a test's tables are emptied. The roles come back."""

    def fixture_teardown(self):
        with connection.schema_editor() as editor:
            guard.remove(None, editor)
        try:
            teardown(self)
        finally:
            with connection.schema_editor() as editor:
                guard.install(None, editor)
            roles.make(apps, None)

    return fixture_teardown


TransactionTestCase._fixture_teardown = _emptied(TransactionTestCase._fixture_teardown)


@pytest.fixture(autouse=True)
def _private_files(tmp_path, settings):
    """Every test has a private folder of its own."""
    settings.IRSITE_PRIVATE_ROOT = tmp_path / "private"
