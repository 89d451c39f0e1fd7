"""PostgreSQL as docs/running.md sets it up: an ordinary account owns the database, another one reads for the public."""

import os
import subprocess
import sys

import psycopg2
import pytest

from tests.embargo.sites import programs
from tests.postgresql import database_url
from tests.roles.public_process import ROOT

pytestmark = [
    pytest.mark.proof,
    pytest.mark.skipif("os.environ.get('TEST_DATABASE') != 'postgresql'", reason="SQLite has no accounts"),
]
DATABASE, OWNER, READER = "irsite_owned", "irsite_owner", "irsite_reader"


def as_superuser(*statements: str) -> None:
    connection = psycopg2.connect(database_url())
    connection.autocommit = True
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    connection.close()


def address(account: str) -> str:
    return database_url().replace("postgres:@", f"{account}:secret@").replace("/postgres?", f"/{DATABASE}?")


def manage(folder, account: str, *arguments: str, role: str = "desk", expect: int = 0) -> str:
    environment = {name: os.environ[name] for name in ("HOME", "LANG", "TMPDIR") if name in os.environ}
    environment |= {
        "PATH": programs(), "IRSITE_ROLE": role, "IRSITE_DATA": str(folder / role), "CANONICAL_ORIGIN": "https://ir.example.com",
        "DATABASE_URL": address(account),
    } | ({} if role == "public" else {"SECRET_KEY": "only-for-tests-0123456789" * 3})  # fmt: skip
    (folder / role).mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )  # fmt: skip
    assert done.returncode == expect, done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def owned(tmp_path):
    drop = (
        f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)",
        f"DROP ROLE IF EXISTS {OWNER}",
        f"DROP ROLE IF EXISTS {READER}",
    )
    as_superuser(
        *drop,
        f"CREATE ROLE {OWNER} LOGIN PASSWORD 'secret'",
        f"CREATE ROLE {READER} LOGIN PASSWORD 'secret'",
        f"CREATE DATABASE {DATABASE} OWNER {OWNER}",
    )
    yield tmp_path
    as_superuser(*drop)


def test_its_owner_grants_and_an_upgrade_keeps_what_was_granted(owned):
    manage(owned, OWNER, "migrate", "releases", "0002", "-v0")
    said = manage(owned, OWNER, "grant_public", READER)
    assert f"{READER} can read what is public in 7 tables, and nothing else." in said
    assert "It can also read the server's statistics, which count rows of every table." in said

    manage(owned, OWNER, "migrate", "-v0")
    said = manage(owned, READER, "check", "--database", "default", role="public")
    assert "irsite.E" not in said
    assert "(irsite.W002) The public account can read PostgreSQL's statistics" in said
    assert "no rows" in manage(owned, READER, "shell", "-v0", "-c", COUNTED, role="public")

    said = manage(owned, "postgres", "grant_public", READER)
    assert "statistics" not in said
    assert "irsite.W002" not in manage(owned, READER, "check", "--database", "default", role="public")
    # The desk and its backups still work.
    assert "no issues" in manage(owned, OWNER, "check")
    manage(owned, OWNER, "backup", "--new-key", str(owned / "key"))
    assert "0 releases" in manage(owned, OWNER, "backup", str(owned / "archive"), "--key", str(owned / "key"))


COUNTED = """
from releases.models import LedgerRow, LedgerWords, Window
print("no rows" if not LedgerWords.objects.count() + len(LedgerRow.objects.live().finding(None, "x", window=Window(most=9))) else "rows")
"""


def test_an_account_with_the_owners_rights_is_refused(owned):
    manage(owned, OWNER, "migrate", "releases", "0002", "-v0")
    as_superuser(f"GRANT {OWNER} TO {READER}")
    said = manage(owned, OWNER, "grant_public", READER, expect=1)
    assert f"The account “{READER}” owns the tables, so no policy applies to it." in said
    assert "Nothing was changed." in said
