"""A sealed copy says whether a person had confirmed its record: what only an import has proposed is not public.

Earlier versions sealed such records with the release that prints them. Their copies stay in the chain, and are never shown;
confirming the record and sealing it again shows it.
"""

from django.db import migrations, models

from releases.models import public_postgresql

TABLE = "releases_sealedrecord"
SEALED = "A sealed record is immutable."
NAME = "guard_record_confirmed"


def sqlite_triggers() -> dict[str, str]:
    return {
        NAME: (
            f"BEFORE UPDATE ON {TABLE} WHEN NEW.is_confirmed IS NOT OLD.is_confirmed"
            f" BEGIN SELECT RAISE(ABORT, '{SEALED}'); END"
        )
    }


def postgresql_triggers() -> dict[tuple[str, str], tuple[str, str]]:
    """Name and table of the trigger, to when it runs and what it says."""
    when = "BEFORE UPDATE ON {} FOR EACH ROW WHEN (NEW.is_confirmed IS DISTINCT FROM OLD.is_confirmed)"
    return {("guard_confirmed", TABLE): (when, SEALED)}


def install(apps, schema_editor):
    """Create the trigger, replacing one that stands. Earlier migrations put all guards back before there is a column."""
    remove(apps, schema_editor)
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, TABLE)
    if "is_confirmed" not in {column.name for column in described}:
        return
    if connection.vendor == "sqlite":
        for name, definition in sqlite_triggers().items():
            schema_editor.execute(f"CREATE TRIGGER {name} {definition}", params=None)
        return
    for (name, table), (when, message) in postgresql_triggers().items():
        schema_editor.execute(
            f"CREATE FUNCTION {name}_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation'; END $$",
            params=None,
        )
        schema_editor.execute(
            f"CREATE TRIGGER {name} {when.format(table)} EXECUTE FUNCTION {name}_{table}()", params=None
        )


def remove(apps, schema_editor):
    """Drop the trigger; tests do so to empty their tables."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {NAME}", params=None)
        return
    for name, table in postgresql_triggers():
        schema_editor.execute(f"DROP FUNCTION IF EXISTS {name}_{table}() CASCADE", params=None)


def lift_guard(apps, schema_editor):
    """The table is altered: SQLite makes it anew, without its triggers."""
    from releases.editions.guard import remove_guard

    remove_guard(schema_editor)


def put_guard_back(apps, schema_editor):
    from releases.editions.guard import install_guard

    install_guard(schema_editor)


def mark_proposed(apps, schema_editor):
    """Copies of records that nobody has confirmed to this day."""
    copies = apps.get_model("releases", "SealedRecord")
    for kind in ("drug", "trial", "contact"):
        proposed = apps.get_model("releases", kind).objects.filter(is_confirmed=False)
        copies.objects.filter(kind=kind, record_key__in=proposed.values("key")).update(is_confirmed=False)


def show_public_rows(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        with schema_editor.connection.cursor() as cursor:
            public_postgresql.install(cursor)


class Migration(migrations.Migration):
    dependencies = [("releases", "0029_date_bounds")]
    operations = [
        migrations.RunPython(lift_guard, put_guard_back),
        migrations.AddField(
            "sealedrecord",
            "is_confirmed",
            models.BooleanField(
                default=True,
                editable=False,
                help_text="Older versions sealed records that only an import had proposed. Such a copy is never shown.",
            ),
        ),
        migrations.RunPython(mark_proposed, migrations.RunPython.noop),
        migrations.RunPython(put_guard_back, lift_guard),
        migrations.RunPython(show_public_rows, migrations.RunPython.noop),
    ]
