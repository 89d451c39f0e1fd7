"""What all tests share."""

import importlib

import pytest
from django.apps import apps
from django.test import TransactionTestCase

from releases.editions.guard import install_guard, remove_guard

roles = importlib.import_module("releases.migrations.0003_roles")


def _emptied(teardown):
    """Sealed rows can't be deleted: the guard steps aside while a test's tables are emptied. The roles come back."""

    def fixture_teardown(self):
        remove_guard()
        try:
            teardown(self)
        finally:
            install_guard()
            roles.make(apps, None)

    return fixture_teardown


TransactionTestCase._fixture_teardown = _emptied(TransactionTestCase._fixture_teardown)


@pytest.fixture(autouse=True)
def _private_files(tmp_path, settings):
    """Every test has a private folder of its own."""
    settings.IRSITE_PRIVATE_ROOT = tmp_path / "private"
