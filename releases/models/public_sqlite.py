"""Views before the tables: what a public process can see in a SQLite file, which has no accounts and no policies.

Each connection gets temporary views of the tables' own names, which SQLite finds before the tables themselves, and an
authorizer (https://sqlite.org/c3ref/set_authorizer.html) that lets the tables be read through these views only. The
file is opened read-only.

SQLite may try a condition on a row before the view's own condition. So only functions are allowed that never fail: whether
a statement fails then tells nothing of a row that is not public.
"""

import sqlite3

from releases.models.public_rows import TABLES, WORDS, columns, conditions

#: FTS5 reads its own tables by statements of its own, which the authorizer can't tell from others;
#: :mod:`releases.models.public_statements` refuses others that name them.
_SHADOWS = {f"{WORDS}_{part}" for part in ("data", "idx", "content", "docsize", "config")}
_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_TRANSACTION, sqlite3.SQLITE_SAVEPOINT}
#: What the newsroom's questions call. None of them raises an error, whatever it is given, but for ``match``: :class:`_Authorizer`.
_FUNCTIONS = {"count", "instr", "match", "strftime"}


def veil(connection) -> None:
    """Put the views before the tables of this Django connection and refuse everything else."""
    raw = connection.connection
    for table, condition in conditions("sqlite", "main").items():
        names = ", ".join(f"{table}.{name}" for name in columns(table))
        if table == WORDS:
            names = f"{table}.rowid, {names.partition(', ')[2]}"
            # A statement that uses no column of the words, but counts them, would reach the authorizer without the view's name.
            condition = f"({condition}) AND {table}.{WORDS} IS NOT NULL"
        raw.execute(f"CREATE TEMP VIEW {table} AS SELECT {names} FROM main.{table} AS {table} WHERE {condition}")
    raw.execute("PRAGMA query_only = ON")
    raw.set_authorizer(_Authorizer())


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


class _Authorizer:
    """Judges what a statement reads and calls, while SQLite prepares it."""

    def __init__(self):
        self._is_matching = False

    def __call__(self, action: int, first: str, second: str, database: str, view: str) -> int:
        # What follows ``match`` is its left side: the right one is a value, which public_statements has tried.
        was_matching, self._is_matching = self._is_matching, False
        if was_matching and not (action == sqlite3.SQLITE_READ and (first, database) == (WORDS, "temp")):
            return sqlite3.SQLITE_DENY
        if action == sqlite3.SQLITE_FUNCTION:
            self._is_matching = second == "match"
            return sqlite3.SQLITE_OK if second in _FUNCTIONS else sqlite3.SQLITE_DENY
        if action == sqlite3.SQLITE_READ:
            return sqlite3.SQLITE_OK if _may_read(first, second, database, view, was_matching) else sqlite3.SQLITE_DENY
        if action == sqlite3.SQLITE_PRAGMA and first == "data_version":  # FTS5 asks whether anyone wrote.
            return sqlite3.SQLITE_OK
        return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY


def _may_read(table: str, column: str, database: str, view: str, is_matched: bool) -> bool:
    if database == "temp":
        # To compare the index with anything is to match it.
        return table in TABLES and (is_matched or (table, column) != (WORDS, WORDS))
    # Past the views a table is read by their definitions only.
    return table in _SHADOWS or (database == "main" and table in TABLES and view in TABLES)
