"""The triggers that guard sealed rows, as the last migration about them defines them."""

import importlib

from django.db import connection

# A migration's name is no identifier.
guard = importlib.import_module("releases.migrations.0002_guard")


def missing_guards() -> list[str]:
    """Triggers of migration 0002 that this database lacks."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            wanted = set(guard.sqlite_triggers())
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            wanted = {f"{name} on {table}" for name, table in guard.postgresql_triggers()}
            cursor.execute(
                "SELECT t.tgname || ' on ' || c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
                " WHERE t.tgenabled <> 'D'"
            )
        return sorted(wanted - {row[0] for row in cursor.fetchall()})


def install_guard() -> None:
    """Create the triggers, replacing any that stand: after a restore that lost them."""
    with connection.schema_editor() as editor:
        guard.install(None, editor)
