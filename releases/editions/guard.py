"""Triggers that keep sealed rows as they are, whoever asks: the ORM, a shell, another program.

:data:`GUARDED` says for each table what is refused. The triggers of both databases are made from it, and nowhere else. What may
change, and when, by the database's own clock:

- ``superseded_at`` of an edition: to the instant of the edition that follows and was not called back, or back to nothing when
  there is none, and only while it has not passed. Of a sealed copy: to the earliest instant of the copies that follow it;
- ``called_back_at`` and ``called_back_by``: once, before the instant;
- ``slug`` of an edition: before the instant. Of a copy: also while no edition that has become public names the record;
- the stored rendering of an edition: together with a higher ``rendering_version``.

SQLite runs no delete trigger for rows that REPLACE removes, so inserting over a guarded row is refused as well. SQLite rebuilds a
table to alter it and drops its triggers: a migration that alters one of these tables begins with :func:`remove_guard` and ends
with :func:`install_guard`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db import connection, transaction

EDITION, RECORD, LINK = "releases_edition", "releases_sealedrecord", "releases_editionlink"


@dataclass(frozen=True, slots=True)
class _Dialect:
    """How a database writes what conditions are made of."""

    now: str
    is_same: str
    is_different: str

    def changed(self, *columns: str) -> str:
        """Whether the update changes one of the columns."""
        return "(" + " OR ".join(f"NEW.{column} {self.is_different} OLD.{column}" for column in columns) + ")"


_DIALECTS = {
    "sqlite": _Dialect("strftime('%Y-%m-%d %H:%M:%f', 'now')", "IS", "IS NOT"),
    "postgresql": _Dialect("clock_timestamp()", "IS NOT DISTINCT FROM", "IS DISTINCT FROM"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarded:
    """What is refused in one table. Without ``updates`` and ``frozen``, every update and delete is."""

    table: str
    stem: str  # of the names of its triggers on SQLite
    immutable: str  # the sentence of a refusal
    never_deleted: str = ""  # that of a refused delete; empty for the same
    #: Sentence to the condition under which an update is refused with it.
    updates: tuple[tuple[str, Callable[[_Dialect], str]], ...] = ()
    #: Columns that never change, each with a trigger of its own: part of its name to the column.
    columns: tuple[tuple[str, str], ...] = ()
    #: The condition under which a row is guarded; empty for always.
    frozen: str = ""
    #: The condition under which an inserted row would replace the row ``old``.
    replaced: str = "old.id = NEW.id"
    #: Columns whose instants are compared as text on SQLite, by the parts of the triggers' names.
    instants: tuple[tuple[str, str], ...] = ()
    #: The sentence for calling back that ends after the instant.
    too_late: str = ""


_INSTANTS = (("live", "live_at"), ("superseded", "superseded_at"), ("called_back", "called_back_at"))
_CALL_BACK = ("called_back_at", "called_back_by_id")
_EDITION_FOLLOWS = (
    f"(SELECT later.live_at FROM {EDITION} AS later WHERE later.release_id = OLD.release_id"
    " AND later.number = OLD.number + 1 AND later.called_back_at IS NULL)"
)
_COPY_FOLLOWS = (
    f"(SELECT MIN(later.live_at) FROM {RECORD} AS later WHERE later.kind = OLD.kind"
    " AND later.record_key = OLD.record_key AND later.called_back_at IS NULL"
    " AND (later.live_at > OLD.live_at OR (later.live_at = OLD.live_at AND later.number > OLD.number)))"
)


def _is_called_back_late(sql: _Dialect) -> str:
    return f"{sql.changed(*_CALL_BACK)} AND (OLD.live_at <= {sql.now} OR NEW.called_back_at IS NULL)"


def _is_superseded_otherwise(follows: str) -> Callable[[_Dialect], str]:
    return lambda sql: (
        f"{sql.changed('superseded_at')} AND (NOT (NEW.superseded_at {sql.is_same} {follows})"
        f" OR (OLD.superseded_at IS NOT NULL AND OLD.superseded_at <= {sql.now}))"
    )


def _is_named_in_public(sql: _Dialect) -> str:
    return (
        f"EXISTS (SELECT 1 FROM {LINK} AS link JOIN {EDITION} AS edition ON edition.id = link.edition_id"
        " WHERE link.kind = OLD.kind AND link.record_key = OLD.record_key AND edition.called_back_at IS NULL"
        f" AND edition.live_at <= {sql.now})"
    )


GUARDED = (
    Guarded(
        table=EDITION,
        stem="edition",
        immutable="An edition is immutable.",
        never_deleted="An edition is never deleted.",
        updates=(
            (
                "An edition is immutable.",
                lambda sql: sql.changed(
                    "id", "key", "release_id", "number", "document_json", "previous_digest", "digest", "feed_id",
                    "path_date", "live_at", "sealed_at", "sealed_by_id", "is_historic", "is_withdrawal",
                ),
            ),
            (
                "An edition that was called back is immutable.",
                lambda sql: f"OLD.called_back_at IS NOT NULL AND {sql.changed(*_CALL_BACK, 'superseded_at')}",
            ),
            ("An edition is called back once, before its instant.", _is_called_back_late),
            (
                "The address of a public edition is immutable.",
                lambda sql: f"{sql.changed('slug')} AND OLD.live_at <= {sql.now}",
            ),
            (
                "An edition is superseded by the edition that follows it, at its instant.",
                _is_superseded_otherwise(_EDITION_FOLLOWS),
            ),
            (
                "A stored rendering is rebuilt with a higher rendering version.",
                lambda sql: (
                    f"{sql.changed('article_html', 'plain_text', 'rendering_version')}"
                    " AND NEW.rendering_version <= OLD.rendering_version"
                ),
            ),
        ),
        replaced=(
            "old.id = NEW.id OR old.key = NEW.key"
            " OR (old.called_back_at IS NULL AND NEW.called_back_at IS NULL AND old.number = NEW.number"
            " AND (old.release_id = NEW.release_id OR (old.slug = NEW.slug AND old.path_date = NEW.path_date)))"
        ),
        instants=_INSTANTS,
        too_late="The edition became public before the call-back was done.",
    ),
    Guarded(
        table=RECORD,
        stem="record",
        immutable="A sealed record is immutable.",
        never_deleted="A sealed record is never deleted.",
        updates=(
            (
                "A sealed record is immutable.",
                lambda sql: sql.changed(
                    "id", "kind", "record_key", "number", "document_json", "previous_digest", "digest", "live_at",
                    "edition_id", "sealed_at", "sealed_by_id", "file_key",
                ),
            ),
            (
                "A sealed record that was called back is immutable.",
                lambda sql: f"OLD.called_back_at IS NOT NULL AND {sql.changed(*_CALL_BACK, 'superseded_at', 'slug')}",
            ),
            ("A sealed record is called back once, before its instant.", _is_called_back_late),
            (
                "The address of a public record is immutable.",
                lambda sql: f"{sql.changed('slug')} AND OLD.live_at <= {sql.now} AND {_is_named_in_public(sql)}",
            ),
            (
                "A sealed record is superseded by the copy that follows it, at its instant.",
                _is_superseded_otherwise(_COPY_FOLLOWS),
            ),
        ),
        columns=(("file", "file_sha256"), ("confirmed", "is_confirmed")),
        replaced=(
            "old.id = NEW.id OR (old.kind = NEW.kind AND old.record_key = NEW.record_key AND old.number = NEW.number)"
        ),
        instants=_INSTANTS,
        too_late="The sealed record became public before the call-back was done.",
    ),
    Guarded(
        table=LINK,
        stem="editionlink",
        immutable="The links of an edition are immutable.",
        replaced=(
            "old.id = NEW.id"
            " OR (old.edition_id = NEW.edition_id AND old.kind = NEW.kind AND old.record_key = NEW.record_key)"
        ),
    ),
    Guarded(
        table="releases_editionfile", stem="releases_editionfile", immutable="The files of an edition are immutable."
    ),
    Guarded(
        table="releases_sealedfile",
        stem="sealedfile",
        immutable="Sealed bytes are immutable.",
        replaced="old.sha256 = NEW.sha256",
    ),
    Guarded(
        table="releases_boilerplateversion",
        stem="boilerplate",
        immutable="A frozen boilerplate version is immutable.",
        frozen="OLD.frozen_at IS NOT NULL",
        replaced=(
            "old.frozen_at IS NOT NULL"
            " AND (old.id = NEW.id OR (old.boilerplate_id = NEW.boilerplate_id AND old.number = NEW.number))"
        ),
    ),
    Guarded(table="releases_approval", stem="releases_approval", immutable="Approvals are append-only."),
    Guarded(
        table="releases_revocation",
        stem="revocation",
        immutable="What took an approval back is append-only.",
        replaced="old.id = NEW.id OR old.approval_id = NEW.approval_id",
    ),
    Guarded(table="releases_historyentry", stem="releases_historyentry", immutable="History is append-only."),
    Guarded(table="releases_recordmove", stem="recordmove", immutable="The ledger of records is append-only."),
    Guarded(table="releases_findingreason", stem="findingreason", immutable="Written reasons are append-only."),
)  # fmt: skip
#: Functions of these tables' triggers on PostgreSQL are named the other way round. A name that sites have stays.
_TABLE_FIRST = {
    EDITION, "releases_editionfile", "releases_boilerplateversion", "releases_approval", "releases_historyentry",
}  # fmt: skip


def missing_guards() -> list[str]:
    """Triggers that this database lacks, of the tables that it has, so that an upgrade can begin."""
    tables = _tables()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            wanted = {name for name, _ in _sqlite(tables)}
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            wanted = {f"{trigger.name} on {trigger.table}" for trigger in _postgresql(tables)}
            cursor.execute(
                "SELECT t.tgname || ' on ' || c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
                " WHERE t.tgenabled <> 'D'"
            )
        return sorted(wanted - {row[0] for row in cursor.fetchall()})


def install_guard() -> None:
    """Create the triggers, replacing any that are there: in a migration, and after a restore that lost them."""
    with transaction.atomic(), connection.cursor() as cursor:
        remove_guard()
        if connection.vendor == "sqlite":
            for name, definition in _sqlite(_tables()):
                cursor.execute(f"CREATE TRIGGER {name} {definition}")
            return
        for trigger in _postgresql(_tables()):
            cursor.execute(
                f"CREATE FUNCTION {trigger.function}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN\n{trigger.body}\nEND $$"
            )
            cursor.execute(
                f"CREATE {trigger.kind} {trigger.name} {trigger.event} ON {trigger.table} {trigger.each}"
                f" EXECUTE FUNCTION {trigger.function}()"
            )


def remove_guard() -> None:
    """Drop the triggers: for migrations that alter tables, for a restore, and for tests that play the intruder."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name, _ in _sqlite(GUARDED):
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            return
        for trigger in _postgresql(GUARDED):
            cursor.execute(f"DROP FUNCTION IF EXISTS {trigger.function}() CASCADE")


def _tables() -> list[Guarded]:
    """The guarded tables that are there: a later migration makes others, and installs again."""
    there = set(connection.introspection.table_names())
    return [guarded for guarded in GUARDED if guarded.table in there]


def _sqlite(tables: Iterable[Guarded]) -> Iterator[tuple[str, str]]:
    """Name and definition of every trigger. https://sqlite.org/lang_createtrigger.html"""

    def refuse(event: str, sentence: str, condition: str = "1") -> tuple[str, str]:
        return f"BEFORE {event} ON {each.table} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{sentence}'); END"

    sql = _DIALECTS["sqlite"]
    # Instants are compared as text: any other notation would sort, and so publish, wrongly.
    stamp = "[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9] [0-2][0-9]:[0-5][0-9]:[0-5][0-9]"
    for each in tables:
        name = f"guard_{each.stem}"
        for index, (sentence, condition) in enumerate(each.updates):
            yield f"{name}_update_{index}", refuse("UPDATE", sentence, condition(sql))
        if not each.updates:
            yield f"{name}_update", refuse("UPDATE", each.immutable, each.frozen or "1")
        for part, column in each.columns:
            condition = f"NEW.{column} {sql.is_different} OLD.{column}"
            yield f"{name}_{part}", refuse("UPDATE", each.immutable, condition)
        yield f"{name}_delete", refuse("DELETE", each.never_deleted or each.immutable, each.frozen or "1")
        replaced = f"EXISTS (SELECT 1 FROM {each.table} AS old WHERE {each.replaced})"
        yield f"{name}_replace", refuse("INSERT", each.immutable, replaced)
        for part, column in each.instants:
            malformed = f"NEW.{column} IS NOT NULL AND NEW.{column} NOT GLOB '{stamp}' AND NEW.{column} NOT GLOB '{stamp}.[0-9]*'"
            for event in ("INSERT", "UPDATE"):
                sentence = f"{column} is not written as an instant."
                yield f"{name}_{part}_{event.lower()}_form", refuse(event, sentence, malformed)


@dataclass(frozen=True, slots=True)
class _Trigger:
    """One of PostgreSQL: a function, and what runs it. https://www.postgresql.org/docs/current/sql-createtrigger.html"""

    table: str
    part: str
    event: str
    body: str
    each: str = "FOR EACH ROW"
    kind: str = "TRIGGER"

    @property
    def name(self) -> str:
        return f"guard_{self.part}"

    @property
    def function(self) -> str:
        if (self.table, self.part) == (EDITION, "call_back"):
            return self.name
        return f"guard_{self.table}_{self.part}" if self.table in _TABLE_FIRST else f"guard_{self.part}_{self.table}"


def _postgresql(tables: Iterable[Guarded]) -> Iterator[_Trigger]:
    def refuse(sentence: str, condition: str = "") -> str:
        statement = f"RAISE EXCEPTION '{sentence}' USING ERRCODE = 'check_violation';"
        return f"IF {condition} THEN {statement} END IF;" if condition else statement

    sql = _DIALECTS["postgresql"]
    for each in tables:
        never_deleted = each.never_deleted or each.immutable
        if each.updates:
            updates = "\n".join(refuse(sentence, condition(sql)) for sentence, condition in each.updates)
            body = f"IF TG_OP = 'DELETE' THEN {refuse(never_deleted)} END IF;\n{updates}\nRETURN NEW;"
        elif each.frozen:
            body = f"{refuse(each.immutable, each.frozen)}\nRETURN COALESCE(NEW, OLD);"
        else:
            body = refuse(each.immutable)
        yield _Trigger(each.table, "row", "BEFORE UPDATE OR DELETE", body)
        yield _Trigger(each.table, "truncate", "BEFORE TRUNCATE", refuse(never_deleted), each="")
        for part, column in each.columns:
            condition = f"FOR EACH ROW WHEN (NEW.{column} {sql.is_different} OLD.{column})"
            yield _Trigger(each.table, part, "BEFORE UPDATE", refuse(each.immutable), each=condition)
        if each.too_late:
            # Judged once more when the transaction ends: until then the public has read on, past the instant perhaps.
            late = f"OLD.called_back_at IS NULL AND NEW.called_back_at IS NOT NULL AND NEW.live_at <= {sql.now}"
            yield _Trigger(
                each.table,
                "call_back",
                "AFTER UPDATE OF called_back_at",
                f"{refuse(each.too_late, late)}\nRETURN NULL;",
                each="DEFERRABLE INITIALLY DEFERRED FOR EACH ROW",
                kind="CONSTRAINT TRIGGER",
            )
