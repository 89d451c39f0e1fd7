"""Written reasons are append-only, and the roles know what came with them."""

from django.db import migrations

TABLE = "releases_findingreason"
APPEND_ONLY = "Written reasons are append-only."
VIEWERS = [
    "Writer", "Legal reviewer", "Medical reviewer", "Finance reviewer", "Publisher", "Administrator", "Auditor",
]  # fmt: skip
EVERYBODY = ["view_findingreason", "view_releaseresults"]
WRITERS = ["add_releaseresults", "change_releaseresults", "delete_releaseresults"]


def sqlite_triggers() -> dict[str, str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY}'); END"
    return {
        "guard_findingreason_update": f"BEFORE UPDATE ON {TABLE} {refuse}",
        "guard_findingreason_delete": f"BEFORE DELETE ON {TABLE} {refuse}",
        # SQLite runs no delete trigger for rows that REPLACE removes.
        "guard_findingreason_replace": (
            f"BEFORE INSERT ON {TABLE} WHEN EXISTS (SELECT 1 FROM {TABLE} AS old WHERE old.id = NEW.id) {refuse}"
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


def make(apps, schema_editor):
    """What the roles may do with it."""
    # Django creates permission rows after the last migration; a role needs them now.
    ContentType = apps.get_model("contenttypes", "ContentType")
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")

    def permissions(codenames: list[str]) -> list:
        found = []
        for codename in codenames:
            act, _, model = codename.partition("_")
            kind, _ = ContentType.objects.get_or_create(app_label="releases", model=model)
            name = f"Can {act} {apps.get_model('releases', model)._meta.verbose_name}"
            found.append(
                Permission.objects.get_or_create(content_type=kind, codename=codename, defaults={"name": name})[0]
            )
        return found

    for role in VIEWERS:
        Group.objects.get_or_create(name=role)[0].permissions.add(*permissions(EVERYBODY))
    Group.objects.get(name="Writer").permissions.add(*permissions(WRITERS))


class Migration(migrations.Migration):
    dependencies = [("releases", "0012_results_and_reasons")]
    operations = [
        migrations.RunPython(install, remove),
        migrations.RunPython(make, migrations.RunPython.noop),
    ]
