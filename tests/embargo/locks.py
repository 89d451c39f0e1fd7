"""Deliberate faults in what protects the database from the public process, each in one place. The attacks must see every one."""

from collections.abc import Callable
from dataclasses import dataclass


def _nothing() -> None:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """One fault: of a process on SQLite (``plant``), or in a database on PostgreSQL (statements of its owner)."""

    database: str
    plant: Callable[[], None] = _nothing
    statements: tuple[str, ...] = ()  # ``{account}`` and ``{database}`` stand for those of the harness
    undo: tuple[str, ...] = ()  # what grant_public does not put back by itself


def _condition_dropped(table: str) -> Callable[[], None]:
    """The view of this table shows every row."""

    def plant():
        from releases.models import public_sqlite

        kept = public_sqlite.conditions
        public_sqlite.conditions = lambda *named: kept(*named) | {table: "TRUE"}

    return plant


def _functions_allowed() -> None:
    from releases.models import public_sqlite

    public_sqlite._FUNCTIONS.update(("json", "abs", "like", "sum"))


def _index_allowed_without_its_view() -> None:
    from releases.models import public_sqlite

    kept = public_sqlite._may_read
    public_sqlite._may_read = lambda table, *others: table == public_sqlite.WORDS or kept(table, *others)


def _tables_allowed_without_their_views() -> None:
    from releases.models import public_sqlite

    kept = public_sqlite._may_read
    public_sqlite._may_read = lambda table, *others: table in public_sqlite.TABLES or kept(table, *others)


def _statements_run_unread() -> None:
    from releases.models import public_connections, public_statements

    public_statements.refuse = lambda execute, *what: execute(*what)
    assert public_connections.public_statements is public_statements


def _any_question_to_the_index() -> None:
    from releases.models import public_sqlite, public_statements

    kept = public_sqlite._may_read
    public_sqlite._may_read = lambda table, column, database, view, matched: kept(table, column, database, view, True)
    public_statements._is_question = lambda value: True
    public_statements.refuse = lambda execute, *what: execute(*what)


def _no_authorizer() -> None:
    from releases.models import public_sqlite

    public_sqlite._Authorizer = lambda: None


_FOUND = "newsroom.found(tsquery, text[], boolean, bigint, bigint, integer, timestamptz, boolean, integer)"
LOCKS = {
    "the view of the words has no condition": Lock(database="sqlite", plant=_condition_dropped("releases_ledgerwords")),
    "the view of sealed records has no condition": Lock(
        database="sqlite", plant=_condition_dropped("releases_sealedrecord")
    ),
    "functions that can fail are allowed": Lock(database="sqlite", plant=_functions_allowed),
    "the index is read without its view": Lock(database="sqlite", plant=_index_allowed_without_its_view),
    "tables are read without their views": Lock(database="sqlite", plant=_tables_allowed_without_their_views),
    "no statement is refused by its words": Lock(database="sqlite", plant=_statements_run_unread),
    "the index takes any question": Lock(database="sqlite", plant=_any_question_to_the_index),
    "there is no authorizer": Lock(database="sqlite", plant=_no_authorizer),
    "the words are behind a view that is no barrier": Lock(
        database="postgresql",
        statements=(
            "CREATE VIEW newsroom.peephole AS SELECT * FROM releases_ledgerwords WHERE EXISTS (SELECT 1 FROM releases_ledgerrow"
            " AS r JOIN releases_edition AS e ON e.id = r.edition_id WHERE r.position = rowid AND e.live_at <= statement_timestamp()"
            " AND e.called_back_at IS NULL)",
            "GRANT SELECT ON newsroom.peephole TO {account}",
        ),
        undo=("DROP VIEW newsroom.peephole",),
    ),
    "the words have no policy": Lock(
        database="postgresql", statements=("ALTER TABLE releases_ledgerwords DISABLE ROW LEVEL SECURITY",)
    ),
    "the policy of sealed records lets everything through": Lock(
        database="postgresql", statements=("ALTER POLICY public_rows ON releases_sealedrecord USING (true)",)
    ),
    "the function that asks the index has no gate": Lock(
        database="postgresql",
        statements=(
            f"DO $do$ BEGIN EXECUTE replace(pg_get_functiondef('{_FOUND}'::regprocedure),"
            " 'its.called_back_at IS NULL AND', 'true OR'); END $do$",
        ),
    ),
    "the account reads a table of the desk": Lock(
        database="postgresql", statements=("GRANT SELECT ON releases_release TO {account}",)
    ),
    "the account reads one column of a table of the desk": Lock(
        database="postgresql",
        statements=("GRANT SELECT (headline) ON releases_release TO {account}",),
        undo=("REVOKE SELECT (headline) ON releases_release FROM {account}",),
    ),
    "the account creates functions and operators": Lock(
        database="postgresql",
        statements=("GRANT CREATE ON SCHEMA newsroom TO {account}",),
        undo=(
            "DROP FUNCTION IF EXISTS newsroom.peek(text)",
            "REVOKE CREATE ON SCHEMA newsroom FROM {account}",
        ),
    ),
    "the account creates temporary tables": Lock(
        database="postgresql",
        statements=("GRANT TEMPORARY ON DATABASE {database} TO {account}",),
    ),
    "the statistics are open": Lock(
        database="postgresql",
        statements=(
            "GRANT EXECUTE ON FUNCTION pg_stat_get_tuples_inserted(oid) TO PUBLIC",
            "GRANT SELECT ON pg_class TO PUBLIC",
        ),
    ),
}
