"""Statements that somebody runs who holds the connection of the public process: each as simple as a way can be shown.

Two groups: what has to be refused, and what may be answered, but alike with and without the secret. Columns come from the
catalog, so relations that are added later are attacked too.
"""

import json
import sys
from collections.abc import Iterator

from django.db import DatabaseError, connection

from tests.embargo import locks

#: Every canary begins so, and nothing that is public holds it (tests/embargo/canaries.py).
WORD = "zq"
_TABLES = (
    "releases_edition", "releases_editionfile", "releases_sealedfile", "releases_editionlink", "releases_sealedrecord",
    "releases_ledgerrow", "releases_ledgerwords",
)  # fmt: skip

REFUSED = {
    "sqlite": [
        # The index past its view: as a table, by its count, as a function, by its own tables.
        "SELECT rowid FROM main.releases_ledgerwords",
        "SELECT count(*) FROM main.releases_ledgerwords",
        "SELECT 1 FROM main.releases_ledgerwords LIMIT 1",
        f"SELECT count(*) FROM main.releases_ledgerwords('{WORD}*')",
        f"SELECT count(*) FROM releases_ledgerwords('{WORD}*')",
        f"SELECT EXISTS (SELECT 1 FROM main.releases_ledgerwords WHERE releases_ledgerwords = '{WORD}*')",
        f"SELECT 1 FROM releases_ledgerwords WHERE releases_ledgerwords IN ('{WORD}*')",
        "SELECT rank FROM releases_ledgerwords",
        "SELECT snippet(releases_ledgerwords, 3, '', '', '', 9) FROM main.releases_ledgerwords",
        *(f"SELECT count(*) FROM releases_ledgerwords_{part}" for part in ("data", "idx", "content", "config")),
        'SELECT max(id) FROM main."RELEASES_LEDGERWORDS_CONTENT"',
        # Every table past its view.
        *(f"SELECT count(*) FROM main.{table}" for table in (*_TABLES, "releases_release", "auth_user", "django_session")),
        *(f"SELECT max(rowid) FROM main.{table}" for table in (*_TABLES, "releases_release")),
        "SELECT count(*) FROM releases_release",
        "SELECT name FROM sqlite_master",
        "SELECT sql FROM sqlite_temp_master",
        "SELECT seq FROM sqlite_sequence",
        "SELECT * FROM sqlite_stat1",
        # What goes by the name of a view.
        *(f"WITH {table} AS (SELECT * FROM main.{table}) SELECT * FROM {table}" for table in _TABLES),
        "WITH asked AS (SELECT 1), releases_edition AS (SELECT * FROM main.releases_edition) SELECT * FROM releases_edition",
        "WITH releases_edition AS MATERIALIZED (SELECT * FROM main.releases_edition) SELECT count(*) FROM releases_edition",
        "SELECT (WITH releases_edition AS (SELECT * FROM main.releases_edition) SELECT document_json FROM releases_edition LIMIT 1)",
        "SELECT * FROM (SELECT * FROM main.releases_edition) AS releases_edition",
        "PRAGMA data_version",
        # Tables that SQLite makes up.
        "SELECT count(*) FROM dbstat",
        "SELECT pgsize FROM dbstat WHERE name = 'releases_edition'",
        "SELECT count(*) FROM pragma_table_info('releases_release')",
        "SELECT * FROM pragma_page_count",
        "SELECT value FROM json_each('[1]')",
        "SELECT count(*) FROM sqlite_stmt",
        "PRAGMA page_count",
        "PRAGMA table_info(releases_edition)",
        "PRAGMA query_only = OFF",
        "PRAGMA writable_schema = ON",
        # Objects of one's own.
        "CREATE TEMP TABLE mine AS SELECT 1",
        "CREATE TEMP VIEW mine AS SELECT * FROM main.releases_edition",
        "CREATE TEMP TRIGGER mine INSTEAD OF INSERT ON releases_edition BEGIN SELECT 1; END",
        "CREATE VIRTUAL TABLE temp.mine USING fts5vocab(main, releases_ledgerwords, row)",
        "CREATE VIRTUAL TABLE temp.mine USING dbstat",
        "ATTACH ':memory:' AS other",
        "DETACH main",
        "DROP VIEW temp.releases_edition",
        "INSERT INTO releases_edition (number) VALUES (9)",
        "UPDATE main.releases_edition SET number = 9",
        "REINDEX",
        "ANALYZE",
        "VACUUM INTO '/tmp/mine'",
        "EXPLAIN SELECT * FROM releases_edition",
        "EXPLAIN QUERY PLAN SELECT * FROM releases_edition",
        "WITH RECURSIVE all_of (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM all_of) SELECT n FROM all_of LIMIT 3",
        # Functions and operators that can fail.
        *(f"SELECT {call}" for call in (
            "abs(-9223372036854775807 - 1)", "json('{')", "load_extension('x')", "zeroblob(9)", "printf('%%s', 1)", "'a' -> '$'",
            "'a' LIKE 'b'", "'a' GLOB 'b'", "'a' REGEXP '('", "sum(1)", "group_concat(1)", "'a' || 'b'", "django_power(0, -1)",
            "changes()", "last_insert_rowid()", "sqlite_offset(1)", "randomblob(9)", "fts5(NULL)")),
    ],
    "postgresql": [
        *(f"SELECT count(*) FROM {table}" for table in ("releases_release", "releases_approval", "auth_user", "django_session",
                                                        "releases_drug", "releases_company", "releases_historyentry")),
        "SELECT last_value FROM releases_edition_id_seq",
        "SELECT nextval('releases_edition_id_seq')",
        # Places and transactions of rows, and what lies between them.
        "SELECT ctid FROM releases_edition",
        "SELECT xmin FROM releases_sealedrecord",
        "SELECT cmin, tableoid FROM releases_ledgerrow",
        # Functions and operators of one's own, which PostgreSQL would take for cheap.
        "CREATE FUNCTION newsroom.peek(text) RETURNS boolean LANGUAGE plpgsql COST 0.001 AS $$ BEGIN RAISE NOTICE '%%', $1; RETURN true; END $$",
        "CREATE FUNCTION public.peek(text) RETURNS boolean LANGUAGE sql AS $$ SELECT true $$",
        "CREATE FUNCTION pg_temp.peek(text) RETURNS boolean LANGUAGE sql AS $$ SELECT true $$",
        "CREATE OPERATOR public.<<<< (PROCEDURE = texteq, LEFTARG = text, RIGHTARG = text)",
        "CREATE TEMPORARY TABLE mine (id int)",
        "CREATE TABLE public.mine (id int)",
        "CREATE VIEW public.mine AS SELECT * FROM releases_edition",
        "CREATE SCHEMA mine",
        "INSERT INTO releases_sealedfile VALUES ('x', 'y')",
        "UPDATE releases_edition SET number = 9",
        "DELETE FROM releases_edition",
        "TRUNCATE releases_edition",
        "ALTER TABLE releases_edition DISABLE ROW LEVEL SECURITY",
        "SET ROLE postgres",
        "SET row_security = off; SELECT count(*) FROM releases_edition",
        "COPY releases_edition TO PROGRAM 'cat'",
        "SELECT pg_read_file('PG_VERSION')",
        # Statistics.
        "SELECT reltuples FROM pg_class WHERE relname = 'releases_edition'",
        "SELECT relpages FROM pg_class WHERE relname = 'releases_edition'",
        "SELECT n_tup_ins FROM pg_stat_all_tables WHERE relname = 'releases_edition'",
        "SELECT idx_scan FROM pg_stat_all_indexes LIMIT 1",
        "SELECT pg_stat_get_tuples_inserted('releases_edition'::regclass)",
        "SELECT pg_relation_size('releases_edition')",
        "SELECT pg_total_relation_size('releases_edition')",
        "SELECT pg_database_size(current_database())",
        "SELECT xact_commit FROM pg_stat_database LIMIT 1",
        "SELECT pg_current_wal_lsn()",
        "SELECT txid_current()",
        "SELECT age('5'::xid)",
        "SELECT mxid_age('5'::xid)",
        "SELECT pg_xact_status('700'::xid8)",
        "SELECT pg_export_snapshot()",
        "SELECT pg_logical_emit_message(true, 'a', 'b')",
        "SELECT next_xid FROM pg_control_checkpoint()",
        "SELECT stavalues1 FROM pg_statistic LIMIT 1",
    ],
}  # fmt: skip


def alike(vendor: str) -> Iterator[str]:
    """Statements that may be answered, of every column that the account can see."""
    for table, column in _columns(vendor):
        yield from _on_sqlite(table, column) if vendor == "sqlite" else _on_postgresql(table, column)
    yield from _OF_WORDS[vendor]


def _on_sqlite(table: str, column: str) -> Iterator[str]:
    has = f"instr({column}, '{WORD}') > 0"
    yield f"SELECT {column} FROM {table} ORDER BY 1"
    yield f"SELECT count(*) FROM {table} WHERE {has}"
    yield f"SELECT count(*) FROM {table} WHERE CASE WHEN {has} THEN abs(-9223372036854775807 - 1) ELSE 1 END"
    yield f"SELECT count(*) FROM {table} WHERE CASE WHEN {has} THEN json('{{') IS NULL ELSE 1 END"
    yield f"SELECT count(*) FROM {table} WHERE CASE WHEN {has} THEN CAST({column} AS INTEGER) / 0 IS NULL ELSE 1 END"
    bad = "(SELECT 1 FROM releases_ledgerwords AS bad WHERE bad.releases_ledgerwords MATCH '\"')"
    yield f"SELECT count(*) FROM {table} WHERE CASE WHEN {has} THEN {bad} ELSE 1 END"
    yield f"SELECT count(*) FROM {table} WHERE rowid IN (SELECT rowid FROM {table}) AND {column} > '{WORD}' AND {column} < 'zr'"
    yield f"SELECT (SELECT count(*) FROM {table} AS other WHERE other.{column} >= it.{column}) FROM {table} AS it ORDER BY 1"
    yield f"SELECT it.{column} FROM releases_edition LEFT JOIN {table} AS it ON {has.replace(column, f'it.{column}')} ORDER BY 1"
    yield f"SELECT {column} FROM {table} WHERE (rowid > 0 AND CASE WHEN {has} THEN abs(-9223372036854775807 - 1) END) OR rowid = 1"


def _on_postgresql(table: str, column: str) -> Iterator[str]:
    text = f"CAST({column} AS text)"
    has = f"strpos({text}, '{WORD}') > 0"
    yield f"SELECT {text} FROM {table} ORDER BY 1"
    yield f"SELECT count(*) FROM {table} WHERE CASE WHEN {has} THEN {text}::int > 0 ELSE true END"
    yield f"SELECT count(*) FROM {table} WHERE CASE WHEN {has} THEN 1 / 0 = 1 ELSE true END"
    yield f"SELECT count(*) FROM {table} WHERE CASE WHEN {has} THEN {text}::xml IS NULL ELSE true END"
    yield f"SELECT count(*) FROM {table} WHERE CASE WHEN {has} THEN {text}::regclass IS NULL ELSE true END"
    yield f"SELECT count(*) FROM {table} WHERE CASE WHEN {has} THEN ('/' || {text}) ~ '(' ELSE true END"
    yield f"SELECT count(*) FROM {table} WHERE {text} ~* '{WORD}[0-9a-f]'"
    yield f"SELECT most_common_vals, n_distinct, histogram_bounds FROM pg_stats WHERE tablename = '{table}' AND attname = '{column}'"
    yield f"SELECT it.{column}::text FROM releases_edition AS e LEFT JOIN {table} AS it ON CASE WHEN {has.replace(column, f'it.{column}')} THEN 1 / 0 = 1 ELSE false END ORDER BY 1"


_OF_WORDS = {
    "sqlite": [
        "SELECT count(*) FROM releases_ledgerwords",
        "SELECT count(*) FROM releases_ledgerrow",
        "SELECT rowid FROM releases_ledgerwords ORDER BY 1",
        "SELECT max(rowid) FROM releases_ledgerwords",
    ],
    "postgresql": [
        "SELECT count(*) FROM releases_ledgerwords",
        f"SELECT count(*) FROM releases_ledgerwords WHERE releases_ledgerwords @@ '{WORD}:*'::tsquery",
        f"SELECT count(*) FROM releases_ledgerwords WHERE strpos(body, '{WORD}') > 0 AND 1 / (rowid - rowid) = 1",
        f"SELECT count(*) FROM newsroom.found('{WORD}:*', '{{}}', false, NULL, NULL, NULL, NULL, false, 1000)",
        "SELECT count(*) FROM newsroom.found('!nothing', '{}', false, NULL, NULL, NULL, NULL, false, 100000)",
        "SELECT count(*) FROM newsroom.found('!nothing', '{}', false, NULL, NULL, NULL, NULL, true, NULL)",
        "SELECT word FROM ts_stat('SELECT releases_ledgerwords FROM releases_ledgerwords') ORDER BY 1",
        "SELECT query_to_xml('SELECT headline FROM releases_ledgerwords ORDER BY rowid', true, true, '')",
        "SELECT count(*) FROM generate_series(1, 200) AS number WHERE newsroom.is_withdrawn(number)",
    ],
}  # fmt: skip


def _columns(vendor: str) -> list[tuple[str, str]]:
    if vendor == "sqlite":
        from releases.models.public_rows import TABLES, columns

        return [(table, column) for table in TABLES for column in columns(table) if table != column]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attrelid::regclass::text, attname FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid"
            " JOIN pg_namespace AS its ON its.oid = relnamespace WHERE attnum > 0 AND NOT attisdropped AND nspname !~ '^pg_'"
            " AND nspname <> 'information_schema' AND relkind IN ('r', 'p', 'v', 'm', 'f')"
            " AND has_column_privilege(attrelid, attnum, 'SELECT') ORDER BY 1, 2"
        )
        return cursor.fetchall()


def run() -> dict:
    """What the connection of this process tells: statements that should have been refused, and the answers to the others."""
    vendor = connection.vendor
    taken = [sql for sql in REFUSED[vendor] if not _told(vendor, sql).startswith("refused")]
    return {"taken": taken, "answers": {sql: _told(vendor, sql) for sql in alike(vendor)}}


def _told(vendor: str, sql: str) -> str:
    """The rows in words, or why there are none. On PostgreSQL the account by itself is asked, past the process."""
    try:
        if vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute(sql)
                return repr([tuple(map(_plain, row)) for row in cursor.fetchall()])
        connection.ensure_connection()
        with connection.connection.cursor() as cursor:
            for statement in ("SET default_transaction_read_only = off", sql.replace("%%", "%")):
                cursor.execute(statement)
            return repr([tuple(map(_plain, row)) for row in cursor.fetchall()]) if cursor.description else "done"
    except (DatabaseError, *_driver_errors(vendor)) as error:
        return f"refused: {error}"


def _driver_errors(vendor: str) -> tuple:
    if vendor == "sqlite":
        return ()
    import psycopg2

    return (psycopg2.Error,)


def _plain(value):
    return bytes(value) if isinstance(value, memoryview) else value


def main(fault: str) -> None:
    import django

    django.setup()
    if fault:
        locks.LOCKS[fault].plant()
    json.dump(run(), sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
