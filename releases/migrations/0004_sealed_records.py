"""Sealed copies of linked records, the links of editions to them, and the triggers that keep both as they are.

A sealed copy never changes and is never deleted. What may change, by the database's own clock:

- ``superseded_at``: to the earliest instant of the standing copies that follow it, or back to nothing when there is none,
  and only while it has not passed;
- ``called_back_at`` and ``called_back_by``: once, before the instant;
- ``slug``: while no edition that has become public names the record, or before the copy's instant.

The links of an edition are append-only. SQLite rebuilds a table to alter it and drops its triggers: a later migration that alters one
of these two ends with ``install`` from here.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

RECORD = (
    "id", "kind", "record_key", "number", "document_json", "previous_digest", "digest", "live_at", "edition_id",
    "sealed_at", "sealed_by_id", "file_key",
)  # fmt: skip
TABLE, LINKS = "releases_sealedrecord", "releases_editionlink"
SEALED = "A sealed record is immutable."
NEVER_DELETED = "A sealed record is never deleted."
LINKED = "The links of an edition are immutable."
TOO_LATE = "The sealed record became public before the call-back was done."

NOW = {"sqlite": "strftime('%Y-%m-%d %H:%M:%f', 'now')", "postgresql": "clock_timestamp()"}
SUCCESSOR = (
    f"(SELECT MIN(later.live_at) FROM {TABLE} AS later WHERE later.kind = OLD.kind"
    " AND later.record_key = OLD.record_key AND later.called_back_at IS NULL"
    " AND (later.live_at > OLD.live_at OR (later.live_at = OLD.live_at AND later.number > OLD.number)))"
)


def named(vendor: str) -> str:
    """Whether an edition that has become public names the record."""
    return (
        f"EXISTS (SELECT 1 FROM {LINKS} AS link JOIN releases_edition AS edition ON edition.id = link.edition_id"
        " WHERE link.kind = OLD.kind AND link.record_key = OLD.record_key AND edition.called_back_at IS NULL"
        f" AND edition.live_at <= {NOW[vendor]})"
    )


def changed(columns, vendor: str) -> str:
    different = "IS NOT" if vendor == "sqlite" else "IS DISTINCT FROM"
    return "(" + " OR ".join(f"NEW.{column} {different} OLD.{column}" for column in columns) + ")"


def refusals(vendor: str) -> dict[str, str]:
    """Message to condition: an update of a sealed copy is refused when one of the conditions holds."""
    now = NOW[vendor]
    same = "IS" if vendor == "sqlite" else "IS NOT DISTINCT FROM"
    call_back = changed(("called_back_at", "called_back_by_id"), vendor)
    return {
        SEALED: changed(RECORD, vendor),
        "A sealed record that was called back is immutable.": (
            f"OLD.called_back_at IS NOT NULL"
            f" AND {changed(('called_back_at', 'called_back_by_id', 'superseded_at', 'slug'), vendor)}"
        ),
        "A sealed record is called back once, before its instant.": (
            f"{call_back} AND (OLD.live_at <= {now} OR NEW.called_back_at IS NULL)"
        ),
        "The address of a public record is immutable.": (
            f"{changed(('slug',), vendor)} AND OLD.live_at <= {now} AND {named(vendor)}"
        ),
        "A sealed record is superseded by the copy that follows it, at its instant.": (
            f"{changed(('superseded_at',), vendor)} AND (NOT (NEW.superseded_at {same} {SUCCESSOR})"
            f" OR (OLD.superseded_at IS NOT NULL AND OLD.superseded_at <= {now}))"
        ),
    }


def sqlite_triggers() -> dict[str, str]:
    def refuse(table: str, event: str, message: str, condition: str = "1") -> str:
        return f"BEFORE {event} ON {table} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{message}'); END"

    triggers = {
        f"guard_record_update_{index}": refuse(TABLE, "UPDATE", message, condition)
        for index, (message, condition) in enumerate(refusals("sqlite").items())
    }
    triggers["guard_record_delete"] = refuse(TABLE, "DELETE", NEVER_DELETED)
    triggers["guard_record_replace"] = refuse(
        TABLE,
        "INSERT",
        SEALED,
        f"EXISTS (SELECT 1 FROM {TABLE} AS old WHERE old.id = NEW.id"
        " OR (old.kind = NEW.kind AND old.record_key = NEW.record_key AND old.number = NEW.number))",
    )
    # Instants are compared as text: any other notation would sort, and so publish, wrongly.
    stamp = "[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9] [0-2][0-9]:[0-5][0-9]:[0-5][0-9]"
    for name, column in (("live", "live_at"), ("superseded", "superseded_at"), ("called_back", "called_back_at")):
        for event in ("INSERT", "UPDATE"):
            triggers[f"guard_record_{name}_{event.lower()}_form"] = refuse(
                TABLE,
                event,
                f"{column} is not written as an instant.",
                f"NEW.{column} IS NOT NULL AND NEW.{column} NOT GLOB '{stamp}' AND NEW.{column} NOT GLOB '{stamp}.[0-9]*'",
            )
    for event in ("UPDATE", "DELETE"):
        triggers[f"guard_editionlink_{event.lower()}"] = refuse(LINKS, event, LINKED)
    triggers["guard_editionlink_replace"] = refuse(
        LINKS,
        "INSERT",
        LINKED,
        f"EXISTS (SELECT 1 FROM {LINKS} AS old WHERE old.id = NEW.id"
        " OR (old.edition_id = NEW.edition_id AND old.kind = NEW.kind AND old.record_key = NEW.record_key))",
    )
    return triggers


def raises(message: str, condition: str = "") -> str:
    statement = f"RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation';"
    return f"IF {condition} THEN {statement} END IF;" if condition else statement


def postgresql_triggers() -> dict[tuple[str, str], tuple[str, str]]:
    """Name and table of every trigger, to when it runs and the body of its function."""
    updates = "\n".join(raises(message, condition) for message, condition in refusals("postgresql").items())
    too_late = f"OLD.called_back_at IS NULL AND NEW.called_back_at IS NOT NULL AND NEW.live_at <= {NOW['postgresql']}"
    return {
        ("guard_row", TABLE): (
            "BEFORE UPDATE OR DELETE",
            f"IF TG_OP = 'DELETE' THEN {raises(NEVER_DELETED)} END IF;\n{updates}\nRETURN NEW;",
        ),
        ("guard_truncate", TABLE): ("BEFORE TRUNCATE", raises(NEVER_DELETED)),
        # Judged once more when the transaction ends: until then the public has read on, past the instant perhaps.
        ("guard_call_back", TABLE): (
            "CONSTRAINT AFTER UPDATE OF called_back_at",
            f"{raises(TOO_LATE, too_late)}\nRETURN NULL;",
        ),
        ("guard_row", LINKS): ("BEFORE UPDATE OR DELETE", raises(LINKED)),
        ("guard_truncate", LINKS): ("BEFORE TRUNCATE", raises(LINKED)),
    }


def install(apps, schema_editor):
    """Create the triggers, replacing any that stand."""
    remove(apps, schema_editor)
    if schema_editor.connection.vendor == "sqlite":
        for name, definition in sqlite_triggers().items():
            schema_editor.execute(f"CREATE TRIGGER {name} {definition}", params=None)
        return
    for (name, table), (when, body) in postgresql_triggers().items():
        constraint, when = ("CONSTRAINT ", when.removeprefix("CONSTRAINT ")) if "CONSTRAINT" in when else ("", when)
        rows = "" if "TRUNCATE" in when else " FOR EACH ROW"
        deferred = " DEFERRABLE INITIALLY DEFERRED" if constraint else ""
        schema_editor.execute(
            f"CREATE FUNCTION {name}_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN\n{body}\nEND $$",
            params=None,
        )
        schema_editor.execute(
            f"CREATE {constraint}TRIGGER {name} {when} ON {table}{deferred}{rows} EXECUTE FUNCTION {name}_{table}()",
            params=None,
        )


def remove(apps, schema_editor):
    """Drop the triggers; tests do so to empty their tables."""
    if schema_editor.connection.vendor == "sqlite":
        for name in sqlite_triggers():
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}", params=None)
        return
    for name, table in postgresql_triggers():
        schema_editor.execute(f"DROP FUNCTION IF EXISTS {name}_{table}() CASCADE", params=None)


KEYED = ("company", "contact", "drug", "trial")


def give_keys(apps, schema_editor):
    """A key of its own for every record that was there before."""
    for name in KEYED:
        for record in apps.get_model("releases", name).objects.filter(key=None).only("pk"):
            record.key = uuid.uuid4()
            record.save(update_fields=["key"])


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0003_roles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *(migrations.AddField(name, "key", models.UUIDField(null=True, editable=False)) for name in KEYED),
        migrations.RunPython(give_keys, migrations.RunPython.noop),
        *(
            migrations.AlterField(name, "key", models.UUIDField(default=uuid.uuid4, unique=True, editable=False))
            for name in KEYED
        ),
        migrations.CreateModel(
            name="EditionLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("drug", "Drug"), ("trial", "Trial"), ("contact", "Contact"), ("company", "Company")],
                        max_length=10,
                    ),
                ),
                ("record_key", models.UUIDField()),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="links", to="releases.edition"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "record_key"], name="edition_link_record")],
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "kind", "record_key"), name="edition_link_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SealedRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("drug", "Drug"), ("trial", "Trial"), ("contact", "Contact"), ("company", "Company")],
                        max_length=10,
                    ),
                ),
                ("record_key", models.UUIDField(help_text="Key of the working record.")),
                ("number", models.PositiveIntegerField(help_text="Counts the copies of the record, from 1.")),
                ("document_json", models.TextField(help_text="The canonical text of the record's value.")),
                (
                    "previous_digest",
                    models.CharField(blank=True, help_text="Of the copy before; empty for the first.", max_length=64),
                ),
                (
                    "digest",
                    models.CharField(
                        help_text="SHA-256 over record, number, instant and previous digest.", max_length=64
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        blank=True, help_text="Address of a drug or trial, the same for all copies.", max_length=120
                    ),
                ),
                ("live_at", models.DateTimeField()),
                ("superseded_at", models.DateTimeField(null=True)),
                ("sealed_at", models.DateTimeField()),
                ("called_back_at", models.DateTimeField(null=True)),
                ("file_key", models.UUIDField(db_index=True, help_text="Of the company's logo.", null=True)),
                (
                    "stored_name",
                    models.CharField(blank=True, help_text="Of the logo in private storage.", max_length=200),
                ),
                (
                    "called_back_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        help_text="The edition that carried it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="releases.edition",
                    ),
                ),
                (
                    "sealed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-live_at", "-id"],
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["kind", "slug"], name="sealed_record_address")],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "record_key", "number"), name="sealed_record_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["drug", "trial", "contact", "company"])),
                        name="sealed_record_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number", 1), ("previous_digest", "")),
                            models.Q(("number__gt", 1), models.Q(("previous_digest", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="sealed_record_chained",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("superseded_at", None), ("superseded_at__gte", models.F("live_at")), _connector="OR"
                        ),
                        name="sealed_record_superseded_later",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("called_back_at", None), ("called_back_at__lt", models.F("live_at")), _connector="OR"
                        ),
                        name="sealed_record_called_back_in_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["drug", "trial"]), models.Q(("slug", ""), _negated=True)),
                            models.Q(("kind__in", ["contact", "company"]), ("slug", "")),
                            _connector="OR",
                        ),
                        name="sealed_record_has_address",
                    ),
                ],
            },
        ),
        migrations.RunPython(install, remove),
    ]
