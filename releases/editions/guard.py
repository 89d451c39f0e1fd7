"""The triggers that guard sealed rows, as the last migrations about them define them."""

import contextlib
import importlib

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

# A migration's name is no identifier.
GUARDS = {
    name: importlib.import_module(f"releases.migrations.{name}")
    for name in (
        "0002_guard",
        "0004_sealed_records",
        "0009_record_moves",
        "0013_finding_reasons",
        "0015_sealed_files",
        "0025_revocation_guard",
        "0030_confirmed_copies",
    )
}


def missing_guards() -> list[str]:
    """Triggers that this database lacks: of the migrations that have run, so that an upgrade can begin."""
    applied = MigrationRecorder(connection).applied_migrations()
    guards = [guard for name, guard in GUARDS.items() if ("releases", name) in applied]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            wanted = {name for guard in guards for name in guard.sqlite_triggers()}
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            wanted = {f"{name} on {table}" for guard in guards for name, table in guard.postgresql_triggers()}
            cursor.execute(
                "SELECT t.tgname || ' on ' || c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
                " WHERE t.tgenabled <> 'D'"
            )
        return sorted(wanted - {row[0] for row in cursor.fetchall()})


def install_guard(editor=None) -> None:
    """Create the triggers, replacing any that stand: after a restore that lost them."""
    _each("install", editor)


def remove_guard(editor=None) -> None:
    """Drop the triggers: for tests, which empty their tables and play the intruder."""
    _each("remove", editor)


def _each(act: str, editor) -> None:
    existing = set(connection.introspection.table_names())
    with contextlib.nullcontext(editor) if editor else connection.schema_editor() as opened:
        for guard in GUARDS.values():
            # A migration that rebuilds tables runs before the later ones have made theirs.
            if {table for _, table in guard.postgresql_triggers()} <= existing:
                getattr(guard, act)(None, opened)
