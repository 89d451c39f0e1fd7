"""The whole database as one file, and back: SQLite by its own backup, PostgreSQL by its own tools."""

import sqlite3
import subprocess
from pathlib import Path

from django.db import connection

from releases.backups.sealing import BackupError


def dump(path: Path) -> None:
    """The database as it is at one moment, while others go on writing."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with sqlite3.connect(path) as copy:
            connection.connection.backup(copy)
        copy.close()
        return
    _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={path}", _address())


def load(path: Path) -> None:
    """Fill this database, which is empty."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        copy = sqlite3.connect(path)
        copy.backup(connection.connection)
        copy.close()
        return
    connection.close()
    _run(
        "pg_restore",
        "--exit-on-error",
        "--single-transaction",
        "--no-owner",
        "--no-privileges",
        f"--dbname={_address()}",
        str(path),
    )


def is_empty() -> bool:
    """Whether there is no table in it."""
    return not connection.introspection.table_names()


def _address() -> str:
    facts = connection.settings_dict
    named = {
        "dbname": facts["NAME"], "user": facts["USER"], "password": facts["PASSWORD"], "port": facts["PORT"],
        "host": facts["HOST"] or facts.get("OPTIONS", {}).get("host", ""),
    }  # fmt: skip
    return " ".join(f"{name}='{_quoted(value)}'" for name, value in named.items() if value)


def _quoted(value) -> str:
    return str(value).replace("\\", "\\\\").replace("'", "\\'")


def _run(program: str, *arguments: str) -> None:
    try:
        done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise BackupError(
            f"{program} is not installed. Install PostgreSQL's client of the server's version, or later."
        ) from None
    if done.returncode:
        raise BackupError(f"{program} could not do it: {done.stderr.strip().splitlines()[-1:]}. Nothing else was done.")
