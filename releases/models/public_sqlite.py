"""Views before the tables: what a public process can see in a SQLite file, which has no accounts and no policies.

Each connection gets temporary views of the tables' own names, which SQLite finds before the tables themselves, and an
authorizer (https://sqlite.org/c3ref/set_authorizer.html) that lets the tables be read through these views only. The
file is opened read-only.
"""

import re
import sqlite3

from django.db import DatabaseError

from releases.models.public_rows import TABLES, WORDS, columns, conditions

#: FTS5 reads its own tables by statements of its own, which nothing tells from anybody else's but their words.
_SHADOWS = {f"{WORDS}_{part}" for part in ("data", "idx", "content", "docsize", "config")}
_NAMED = re.compile("|".join(sorted(_SHADOWS)), re.IGNORECASE)
_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_TRANSACTION, sqlite3.SQLITE_SAVEPOINT, sqlite3.SQLITE_RECURSIVE}


def veil(connection) -> None:
    """Put the views before the tables of this Django connection and refuse everything else."""
    raw = connection.connection
    for table, condition in conditions("sqlite", "main").items():
        names = ", ".join(f"{table}.{name}" for name in columns(table))
        if table == WORDS:
            names = f"{table}.rowid, {names.partition(', ')[2]}"
        raw.execute(f"CREATE TEMP VIEW {table} AS SELECT {names} FROM main.{table} AS {table} WHERE {condition}")
    raw.execute("PRAGMA query_only = ON")
    raw.set_authorizer(_authorize)
    connection.execute_wrappers.append(_refuse_shadows)


def veil_new(connection, **kwargs) -> None:
    """Receiver of ``connection_created`` in a public process."""
    if connection.vendor == "sqlite":
        veil(connection)


def weaknesses(connection) -> list[str]:
    """What this connection can do that a public process must not, as sentences; empty for one that is as it should be."""
    connection.ensure_connection()
    found = []
    for statement, means in (
        ("SELECT id FROM main.releases_edition", "it reads the table of editions past the views"),
        ("SELECT id FROM auth_user", "it reads the desk's users"),
        ("CREATE TABLE main.probe (id)", "it can write"),
    ):
        try:
            connection.connection.execute(statement)
        except sqlite3.DatabaseError:
            continue
        found.append(means)
    return found


def _authorize(action: int, first: str, second: str, database: str, view: str) -> int:
    if action in _ALLOWED:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION:
        return sqlite3.SQLITE_DENY if second == "load_extension" else sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_READ:
        is_view = database == "temp" and first in TABLES
        # A statement that needs no column of the words, but counts them, names no view.
        is_behind = database == "main" and first in TABLES and (view in TABLES or (first, second) == (WORDS, ""))
        return sqlite3.SQLITE_OK if is_view or is_behind or first in _SHADOWS else sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_PRAGMA and first == "data_version":  # FTS5 asks whether somebody wrote.
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _refuse_shadows(execute, sql, params, many, context):
    if _NAMED.search(sql):
        raise DatabaseError("The public process does not read the index of the ledger's words by itself.")
    return execute(sql, params, many, context)
