"""What all tests share."""

import functools
import os
import shutil
from pathlib import Path

import pytest
from django.test import TransactionTestCase, override_settings

from releases.files import uploads
from tests import browser, databases, properties  # noqa: F401
from tests.databases import ROOT

# A browser that is driven keeps an event loop in its thread; the ORM is only asked between its calls.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
TransactionTestCase._fixture_teardown = lambda self: databases.restore()
# Each file is decoded by a process of its own. The suite's few figures are the same bytes again and again.
uploads._decoded = functools.cache(uploads._decoded)


def pytest_collection_modifyitems(config, items):
    """Leave out what this session's database is not needed for, and say to script/test how much PostgreSQL is needed for."""
    if count := os.environ.get("COUNT_FOR_POSTGRESQL"):
        chosen = [item for item in items if not item.get_closest_marker("proof")]
        Path(count).write_text(str(sum(databases.POSTGRESQL in databases.needed(item) for item in chosen)))
    kept = [item for item in items if databases.CURRENT in databases.needed(item)]
    left_out = set(items) - set(kept)
    config.hook.pytest_deselected(items=[item for item in items if item in left_out])
    # The longest first, so that no worker is left with one of them at the end; a room's tests stay together.
    items[:] = sorted(kept, key=lambda item: not item.get_closest_marker("browser"))


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """A migrated database of this worker's own, in place of pytest-django's, which migrates one for every worker."""
    with django_db_blocker.unblock(), databases.of_this_worker(ROOT / ".pytest_cache" / "databases"):
        yield


@pytest.fixture(scope="module")
def module_database(django_db_setup, django_db_blocker, tmp_path_factory):
    """A transaction around a module: what its fixtures write is there for each test, and what a test writes is not."""
    folder = tmp_path_factory.mktemp("module") / "private"
    with django_db_blocker.unblock(), override_settings(IRSITE_PRIVATE_ROOT=folder), databases.undone():
        yield folder


@pytest.fixture(scope="session")
def _chromium():
    """One browser for all tests of a worker."""
    with browser.chromium() as running:
        yield running


@pytest.fixture
def chromium(_chromium):
    """A running browser. Every context that a test opens in it is closed at the test's end."""
    with browser.chromium() as running:
        yield running


@pytest.fixture(autouse=True)
def _private_files(request, tmp_path, settings):
    """Every test has a private folder of its own; it begins with the files of its module's fixtures."""
    settings.IRSITE_PRIVATE_ROOT = tmp_path / "private"
    if "module_database" in request.fixturenames:
        made = request.getfixturevalue("module_database")
        if made.exists():
            shutil.copytree(made, settings.IRSITE_PRIVATE_ROOT)
