"""Which databases a test runs on, decided here and nowhere else; and a fresh database for whoever needs one.

A test that asks no database runs once, in SQLite's session. A test that asks one runs on both. A browser journey runs on
SQLite; if it is marked ``postgresql``, script/prove runs it there too. Proofs make databases of their own, of the kind
of their session; those that name a database run once, so that one session shares out the work on both.
"""

import contextlib
import fcntl
import hashlib
import itertools
import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from tests import properties

ROOT = Path(__file__).resolve().parent.parent
SQLITE, POSTGRESQL = "sqlite", "postgresql"
CURRENT = os.environ.get("TEST_DATABASE", SQLITE)
#: Folders whose code decides what a migration makes.
MIGRATED = ("irsite", "releases")
#: Fixtures by which a test asks the database.
_ASKING = {"db", "transactional_db", "client", "admin_client", "live_server"}


def needed(item: pytest.Item) -> set[str]:
    """The databases that this test has to pass on."""
    if proof := item.get_closest_marker("proof"):
        is_once = item.get_closest_marker("browser") or "database" in proof.kwargs
        return {SQLITE} if is_once else {SQLITE, POSTGRESQL}
    if item.get_closest_marker("browser"):
        both = item.get_closest_marker("postgresql") and properties.PROFILE != "everyday"
        return {SQLITE, POSTGRESQL} if both else {SQLITE}
    asks = item.get_closest_marker("django_db") or _ASKING & set(getattr(item, "fixturenames", _ASKING))
    return {SQLITE, POSTGRESQL} if asks else {SQLITE}


@contextlib.contextmanager
def of_this_worker(cache: Path):
    """Points Django at a migrated database of this process's own, copied from a template that is made once.

    ``cache`` is a folder that outlives the run. A template on SQLite is kept there until the code changes; one on
    PostgreSQL lives as long as the run's server.
    """
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    database = (_Sqlite if connection.vendor == "sqlite" else _Postgresql)(cache, worker)
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / f"{connection.vendor}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        database.prepare()
    restore.by = database
    restore()
    yield
    connection.close()
    database.drop()


def restore() -> None:
    """Put the template's rows in place of whatever was committed."""
    connection.close()
    restore.by.restore()


@contextlib.contextmanager
def undone():
    """A block whose writing is undone at its end. As in a test, what it calls may begin a durable transaction."""
    block = transaction.atomic()
    block._from_testcase = True
    with block:
        yield
        transaction.set_rollback(True)


class _Sqlite:
    def __init__(self, cache: Path, worker: str):
        self.template = cache / f"template-{code(*MIGRATED)}.sqlite3"
        self.path = Path(connection.settings_dict["NAME"])
        self.copies = (self.path.with_name(f"copy-{number}.sqlite3") for number in itertools.count())

    def prepare(self) -> None:
        if self.template.exists():
            return
        for old in self.template.parent.glob("template-*"):
            old.unlink()
        _migrate(str(self.path))
        self.path.replace(self.template)

    def restore(self) -> None:
        """Each copy has a name of its own. A thread that is left over may still have the last one open, with its journal."""
        last, self.path = self.path, next(self.copies)
        shutil.copyfile(self.template, self.path)
        connection.settings_dict["NAME"] = str(self.path)
        for ending in ("", "-wal", "-shm"):
            last.with_name(last.name + ending).unlink(missing_ok=True)

    def drop(self) -> None:
        """The folder of the run goes as a whole."""


class _Postgresql:
    def __init__(self, cache: Path, worker: str):
        self.template, self.name = f"irsite_template_{code(*MIGRATED)}", f"irsite_test_{worker}"

    def prepare(self) -> None:
        with self._server() as execute:
            if execute("SELECT 1 FROM pg_database WHERE datname = %s", self.template):
                return
            for (old,) in execute(r"SELECT datname FROM pg_database WHERE datname LIKE 'irsite\_template\_%'"):
                execute(f"DROP DATABASE {old} WITH (FORCE)")
            execute(f"CREATE DATABASE {self.template}_begun")
        _migrate(f"{self.template}_begun")
        with self._server() as execute:
            execute(f"ALTER DATABASE {self.template}_begun RENAME TO {self.template}")

    def restore(self) -> None:
        self.drop()
        with self._server() as execute:
            execute(f"CREATE DATABASE {self.name} TEMPLATE {self.template} STRATEGY FILE_COPY")
        connection.settings_dict["NAME"] = self.name

    def drop(self) -> None:
        with self._server() as execute:
            execute(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")

    @contextlib.contextmanager
    def _server(self):
        """A function that executes one statement outside of the database of the tests."""
        with connection._nodb_cursor() as cursor:

            def execute(statement: str, *values) -> list:
                cursor.execute(statement, values or None)
                return cursor.fetchall() if cursor.description else []

            yield execute


def _migrate(name: str) -> None:
    """Leaves one file, or one database without a connection."""
    connection.close()
    connection.settings_dict["NAME"] = name
    call_command("migrate", verbosity=0)
    if connection.vendor == "sqlite":
        connection.close()
        with contextlib.closing(sqlite3.connect(name)) as raw:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def code(*folders: str) -> str:
    """A digest of the Python files in these folders, and of the requirements."""
    digest = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
