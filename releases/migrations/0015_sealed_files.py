"""Sealed bytes move from the private folder into the database, with triggers that keep them as they are.

A sealed copy of the company names its logo's bytes by their digest, which never changes either. What was kept and never
read goes: the colour of an edition, the names of stored files.
"""

import hashlib
import json

from django.core.files.storage import default_storage
from django.db import migrations, models

from releases.models import public_postgresql

TABLE, RECORD = "releases_sealedfile", "releases_sealedrecord"
SEALED = "Sealed bytes are immutable."
RECORD_SEALED = "A sealed record is immutable."


def sqlite_triggers() -> dict[str, str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{SEALED}'); END"
    return {
        "guard_sealedfile_update": f"BEFORE UPDATE ON {TABLE} {refuse}",
        "guard_sealedfile_delete": f"BEFORE DELETE ON {TABLE} {refuse}",
        # SQLite runs no delete trigger for rows that REPLACE removes.
        "guard_sealedfile_replace": (
            f"BEFORE INSERT ON {TABLE} WHEN EXISTS (SELECT 1 FROM {TABLE} AS old WHERE old.sha256 = NEW.sha256) {refuse}"
        ),
        "guard_record_file": (
            f"BEFORE UPDATE ON {RECORD} WHEN NEW.file_sha256 IS NOT OLD.file_sha256"
            f" BEGIN SELECT RAISE(ABORT, '{RECORD_SEALED}'); END"
        ),
    }


def postgresql_triggers() -> dict[tuple[str, str], tuple[str, str]]:
    """Name and table of every trigger, to when it runs and what it says."""
    return {
        ("guard_row", TABLE): ("BEFORE UPDATE OR DELETE ON {} FOR EACH ROW", SEALED),
        ("guard_truncate", TABLE): ("BEFORE TRUNCATE ON {}", SEALED),
        ("guard_file", RECORD): (
            "BEFORE UPDATE ON {} FOR EACH ROW WHEN (NEW.file_sha256 IS DISTINCT FROM OLD.file_sha256)",
            RECORD_SEALED,
        ),
    }


def install(apps, schema_editor):
    """Create the triggers, replacing any that stand."""
    remove(apps, schema_editor)
    if schema_editor.connection.vendor == "sqlite":
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
    """Drop the triggers; tests do so to empty their tables."""
    if schema_editor.connection.vendor == "sqlite":
        for name in sqlite_triggers():
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}", params=None)
        return
    for name, table in postgresql_triggers():
        schema_editor.execute(f"DROP FUNCTION IF EXISTS {name}_{table}() CASCADE", params=None)


def lift_guard(apps, schema_editor):
    """The tables below are altered: SQLite makes them anew, without their triggers."""
    from releases.editions.guard import remove_guard

    remove_guard(schema_editor)


def put_guard_back(apps, schema_editor):
    from releases.editions.guard import install_guard

    install_guard(schema_editor)


def move(apps, schema_editor):
    """Take the bytes of every sealed file into the database. The files stay where they are: drafts use them too."""
    edition_files, records, sealed = (
        apps.get_model("releases", name) for name in ("EditionFile", "SealedRecord", "SealedFile")
    )
    named = dict(edition_files.objects.values_list("stored_name", "sha256"))
    copies = list(records.objects.exclude(stored_name="").values_list("pk", "stored_name", "document_json"))
    logos = {pk: (name, json.loads(record)["logo"]["sha256"]) for pk, name, record in copies}
    for stored_name, expected in [*named.items(), *logos.values()]:
        try:
            with default_storage.open(stored_name, "rb") as file:
                data = file.read()
        except OSError:
            raise RuntimeError(
                f"The sealed file {stored_name} is gone from the private folder. Put it back from a backup, and migrate again."
            ) from None
        digest = hashlib.sha256(data).hexdigest()
        if digest != expected:
            raise RuntimeError(
                f"The sealed file {stored_name} is not what was sealed. Put it back from a backup, and migrate again."
            )
        if not sealed.objects.filter(sha256=digest).exists():
            sealed.objects.create(sha256=digest, data=data)
    for pk, (_, digest) in logos.items():
        records.objects.filter(pk=pk).update(file_sha256=digest)


def show_public_rows(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        with schema_editor.connection.cursor() as cursor:
            public_postgresql.install(cursor)


class Migration(migrations.Migration):
    dependencies = [("releases", "0014_public_rows")]
    operations = [
        migrations.RunPython(lift_guard, migrations.RunPython.noop),
        migrations.CreateModel(
            name="SealedFile",
            fields=[
                ("sha256", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("data", models.BinaryField()),
            ],
        ),
        migrations.AddField(
            "sealedrecord",
            "file_sha256",
            models.CharField(blank=True, db_index=True, default="", help_text="Of the logo's bytes.", max_length=64),
            preserve_default=False,
        ),
        migrations.RunPython(move, migrations.RunPython.noop),
        migrations.RemoveField("sealedrecord", "stored_name"),
        migrations.RemoveField("editionfile", "stored_name"),
        migrations.AlterField("editionfile", "sha256", models.CharField(db_index=True, max_length=64)),
        migrations.RemoveField("edition", "accent_color"),
        migrations.RunPython(put_guard_back, migrations.RunPython.noop),
        migrations.RunPython(show_public_rows, migrations.RunPython.noop),
    ]
