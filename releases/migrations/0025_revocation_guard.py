"""What took approvals back is append-only; send-backs and call-backs of before take theirs back."""

from django.db import migrations

TABLE = "releases_revocation"
APPEND_ONLY = "What took an approval back is append-only."


def sqlite_triggers() -> dict[str, str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY}'); END"
    return {
        "guard_revocation_update": f"BEFORE UPDATE ON {TABLE} {refuse}",
        "guard_revocation_delete": f"BEFORE DELETE ON {TABLE} {refuse}",
        # SQLite runs no delete trigger for rows that REPLACE removes.
        "guard_revocation_replace": (
            f"BEFORE INSERT ON {TABLE} WHEN EXISTS (SELECT 1 FROM {TABLE} AS old WHERE old.id = NEW.id"
            f" OR old.approval_id = NEW.approval_id) {refuse}"
        ),
    }


def postgresql_triggers() -> dict[tuple[str, str], str]:
    """Name and table of every trigger, to when it runs."""
    return {
        ("guard_row", TABLE): "BEFORE UPDATE OR DELETE ON {} FOR EACH ROW",
        ("guard_truncate", TABLE): "BEFORE TRUNCATE ON {}",
    }


def install(apps, schema_editor):
    """Create the triggers, replacing any that stand."""
    remove(apps, schema_editor)
    if schema_editor.connection.vendor == "sqlite":
        for name, definition in sqlite_triggers().items():
            schema_editor.execute(f"CREATE TRIGGER {name} {definition}", params=None)
        return
    for (name, table), when in postgresql_triggers().items():
        schema_editor.execute(
            f"CREATE FUNCTION {name}_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" RAISE EXCEPTION '{APPEND_ONLY}' USING ERRCODE = 'check_violation'; END $$",
            params=None,
        )
        schema_editor.execute(
            f"CREATE TRIGGER {name} {when.format(table)} EXECUTE FUNCTION {name}_{table}()", params=None
        )


def remove(apps, schema_editor):
    """Drop the triggers; tests do so to empty their tables."""
    if schema_editor.connection.vendor == "sqlite":
        for name in sqlite_triggers():
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}", params=None)
        return
    for name, table in postgresql_triggers():
        schema_editor.execute(f"DROP FUNCTION IF EXISTS {name}_{table}() CASCADE", params=None)


def take_back(apps, schema_editor):
    """What was approved before a release was sent or called back holds no longer."""
    Approval, Revocation = apps.get_model("releases", "Approval"), apps.get_model("releases", "Revocation")
    moves = apps.get_model("releases", "HistoryEntry").objects.filter(verb__in=["send-back", "call-back"])
    for move in moves.order_by("id").iterator():
        given = Approval.objects.filter(release=move.release_id, at__lte=move.at, revocation=None)
        Revocation.objects.bulk_create(Revocation(approval=approval, move=move) for approval in given)


class Migration(migrations.Migration):
    dependencies = [("releases", "0024_revocation")]
    operations = [
        migrations.RunPython(install, remove),
        migrations.RunPython(take_back, migrations.RunPython.noop),
    ]
