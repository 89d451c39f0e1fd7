"""Statements that a public process refuses by their words, before the database sees them.

They show no row that is not public, but would tell of such rows: how many a plan left out, how many a table holds, whether a
text makes an expression fail. No question of the newsroom has these words; values are never part of a statement.
"""

import contextlib
import functools
import re
import sqlite3

from django.db import DatabaseError

from releases.models.public_rows import WORDS, columns

_REFUSED = {
    "postgresql": re.compile(
        r"\b(?:explain|pg_stat\w*|pg_\w*_size|pg_locks?|pg_lock_status|pg_current_\w+|txid_\w+|reltuples|relpages|relallvisible)\b|\bU&",
        re.IGNORECASE,
    ),
    # Joining strings can fail for their length.
    "sqlite": re.compile(r"\bexplain\b|\|\||\bmatch\b(?!\s+%s)", re.IGNORECASE),
}
#: FTS5 reads its own tables by statements that the authorizer can't tell from others.
_SHADOWS = re.compile(f"{WORDS}_", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"(\bmatch\s+)?%s", re.IGNORECASE)


def refuse(execute, sql, params, many, context):
    """Wrapper of every statement of a public connection; raises DatabaseError for one that is refused."""
    vendor = context["connection"].vendor
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
