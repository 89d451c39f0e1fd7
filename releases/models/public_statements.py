"""Statements that a public process refuses by their words, before the database sees them.

They show no row that is not public, but would tell of such rows: how many a plan left out, how many a table holds, whether a
text makes an expression fail; or would change the connection for whoever comes after. No question of the newsroom has these
words; values are never part of a statement.
"""

import contextlib
import functools
import re
import sqlite3

from django.db import DatabaseError

from releases.models.public_rows import WORDS, columns

#: The newsroom asks; savepoints are Django's. On PostgreSQL a block of code could hide other words in a string, and a setting
#: outlasts the statement; SQLite's authorizer judges what a statement does.
_QUESTION = re.compile(
    r"[\s(]*(?:SELECT|WITH)\b[^;]*|(?:SAVEPOINT|RELEASE SAVEPOINT|ROLLBACK TO SAVEPOINT)\b[^;]*", re.IGNORECASE
)
_REFUSED = {
    "postgresql": re.compile(
        r"""\b(?:
            explain | reltuples | relpages | relallvisible
            # what counts rows, bytes, transactions or locks
            | pg_stat\w* | pg_\w*_size | pg_locks? | pg_lock_status | pg_current_\w+ | pg_control_\w+ | pg_xact_\w+ | txid_\w+
            | pg_export_snapshot | pg_logical_emit_message
            # what runs a string as a statement
            | \w+_to_xml\w* | ts_stat | ts_rewrite
            # what outlasts the statement, or writes
            | set_config | lo_\w+ | pg_advisory\w+ | pg_notify
        )\b | \bU&""",
        re.IGNORECASE | re.VERBOSE,
    ),
    # Joining strings can fail for their length. The authorizer takes a WITH of a view's name for that view, so nothing may name a table
    # past its view either; the newsroom's own is “asked”. FTS5 needs one pragma, by itself.
    "sqlite": re.compile(r"\b(?:explain|main|pragma|with(?!\s+asked\b))\b|\|\||\bmatch\b(?!\s+%s)", re.IGNORECASE),
}
#: FTS5 reads its own tables by statements that the authorizer can't tell from others.
_SHADOWS = re.compile(f"{WORDS}_", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"(\bmatch\s+)?%s", re.IGNORECASE)


def refuse(execute, sql, params, many, context):
    """Wrapper of every statement of a public connection; raises DatabaseError for one that is refused."""
    vendor = context["connection"].vendor
    if vendor == "postgresql" and not _QUESTION.fullmatch(sql):
        raise DatabaseError("The public process runs one question at a time, and nothing else.")
    if found := _REFUSED[vendor].search(sql):
        raise DatabaseError(f"The public process does not run statements with “{found[0]}”.")
    if vendor == "sqlite":
        if _SHADOWS.search(sql):
            raise DatabaseError("The public process does not read the index of the ledger's words by itself.")
        for value, placeholder in zip(params or (), _PLACEHOLDER.finditer(sql), strict=False):
            if placeholder[1] and not _is_question(value):
                raise DatabaseError("The index of the ledger's words can't be asked so.")
    return execute(sql, params, many, context)


@functools.lru_cache(maxsize=2000)
def _is_question(value: object) -> bool:
    """Whether FTS5 understands it. It says so only when it comes to it, which would tell that it came to it."""
    with contextlib.closing(sqlite3.connect(":memory:")) as empty:
        names = [name for name in columns(WORDS) if name not in ("rowid", WORDS)]
        empty.execute(f"CREATE VIRTUAL TABLE words USING fts5({', '.join(names)}, tokenize = 'ascii')")
        try:
            empty.execute("SELECT 1 FROM words WHERE words MATCH ?", [value]).fetchall()
        except sqlite3.Error:
            return False
    return True
