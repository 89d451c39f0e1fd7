"""Triggers that keep sealed records as they are, whoever asks: the ORM, a shell, another program.

An edition's record never changes and is never deleted. What may change, and when, by the database's own clock:

- ``superseded_at``: to the instant of the standing edition that follows, or back to nothing when there is none, and
  only while it has not passed;
- ``called_back_at`` and ``called_back_by``: once, before the instant;
- ``slug``: before the instant;
- the stored rendering: together with a higher ``rendering_version``.

A frozen boilerplate version, an edition's files and the history never change. SQLite runs no delete trigger for rows
that REPLACE removes, so inserting over a sealed row is refused as well. SQLite rebuilds a table to alter it and drops
its triggers: a later migration that alters one of these tables ends with ``install`` from here.
"""

from django.db import migrations

RECORD = (
    "id", "key", "release_id", "number", "document_json", "previous_digest", "digest", "feed_id", "path_date", "live_at",
    "sealed_at", "sealed_by_id", "is_historic", "is_withdrawal",
)  # fmt: skip
RENDERING = ("article_html", "plain_text", "rendering_version")
APPEND_ONLY = {
    "releases_approval": "Approvals are append-only.",
    "releases_editionfile": "The files of an edition are immutable.",
    "releases_historyentry": "History is append-only.",
}
FROZEN = "A frozen boilerplate version is immutable."
SEALED = "An edition is immutable."
NEVER_DELETED = "An edition is never deleted."

NOW = {"sqlite": "strftime('%Y-%m-%d %H:%M:%f', 'now')", "postgresql": "clock_timestamp()"}
SUCCESSOR = (
    "(SELECT later.live_at FROM releases_edition AS later WHERE later.release_id = OLD.release_id"
    " AND later.number = OLD.number + 1 AND later.called_back_at IS NULL)"
)


def changed(columns, vendor: str) -> str:
    different = "IS NOT" if vendor == "sqlite" else "IS DISTINCT FROM"
    return "(" + " OR ".join(f"NEW.{column} {different} OLD.{column}" for column in columns) + ")"


def refusals(vendor: str) -> dict[str, str]:
    """Message to condition: an update of an edition is refused when one of the conditions holds."""
    now = NOW[vendor]
    same = "IS" if vendor == "sqlite" else "IS NOT DISTINCT FROM"
    return {
        SEALED: changed(RECORD, vendor),
        "An edition that was called back is immutable.": (
            f"OLD.called_back_at IS NOT NULL AND {changed(('called_back_at', 'called_back_by_id', 'superseded_at'), vendor)}"
        ),
        "An edition is called back once, before its instant.": (
            f"{changed(('called_back_at', 'called_back_by_id'), vendor)}"
            f" AND (OLD.live_at <= {now} OR NEW.called_back_at IS NULL)"
        ),
        "The address of a public edition is immutable.": f"{changed(('slug',), vendor)} AND OLD.live_at <= {now}",
        "An edition is superseded by the edition that follows it, at its instant.": (
            f"{changed(('superseded_at',), vendor)} AND (NOT (NEW.superseded_at {same} {SUCCESSOR})"
            f" OR (OLD.superseded_at IS NOT NULL AND OLD.superseded_at <= {now}))"
        ),
        "A stored rendering is rebuilt with a higher rendering version.": (
            f"{changed(RENDERING, vendor)} AND NEW.rendering_version <= OLD.rendering_version"
        ),
    }


def sqlite_triggers() -> dict[str, str]:
    def refuse(table: str, event: str, message: str, condition: str = "1") -> str:
        return f"BEFORE {event} ON {table} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{message}'); END"

    triggers = {
        f"guard_edition_update_{index}": refuse("releases_edition", "UPDATE", message, condition)
        for index, (message, condition) in enumerate(refusals("sqlite").items())
    }
    triggers["guard_edition_delete"] = refuse("releases_edition", "DELETE", NEVER_DELETED)
    triggers["guard_edition_replace"] = refuse(
        "releases_edition",
        "INSERT",
        SEALED,
        "EXISTS (SELECT 1 FROM releases_edition AS old WHERE old.id = NEW.id OR old.key = NEW.key"
        " OR (old.called_back_at IS NULL AND NEW.called_back_at IS NULL AND old.number = NEW.number"
        " AND (old.release_id = NEW.release_id OR (old.slug = NEW.slug AND old.path_date = NEW.path_date))))",
    )
    # Instants are compared as text: any other notation would sort, and so publish, wrongly.
    stamp = "[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9] [0-2][0-9]:[0-5][0-9]:[0-5][0-9]"
    for name, column in (("live", "live_at"), ("superseded", "superseded_at"), ("called_back", "called_back_at")):
        for event in ("INSERT", "UPDATE"):
            triggers[f"guard_edition_{name}_{event.lower()}_form"] = refuse(
                "releases_edition",
                event,
                f"{column} is not written as an instant.",
                f"NEW.{column} IS NOT NULL AND NEW.{column} NOT GLOB '{stamp}' AND NEW.{column} NOT GLOB '{stamp}.[0-9]*'",
            )
    for table, message in APPEND_ONLY.items():
        for event in ("UPDATE", "DELETE"):
            triggers[f"guard_{table}_{event.lower()}"] = refuse(table, event, message)
        triggers[f"guard_{table}_replace"] = refuse(
            table, "INSERT", message, f"EXISTS (SELECT 1 FROM {table} AS old WHERE old.id = NEW.id)"
        )
    for event in ("UPDATE", "DELETE"):
        triggers[f"guard_boilerplate_{event.lower()}"] = refuse(
            "releases_boilerplateversion", event, FROZEN, "OLD.frozen_at IS NOT NULL"
        )
    triggers["guard_boilerplate_replace"] = refuse(
        "releases_boilerplateversion",
        "INSERT",
        FROZEN,
        "EXISTS (SELECT 1 FROM releases_boilerplateversion AS old WHERE old.frozen_at IS NOT NULL"
        " AND (old.id = NEW.id OR (old.boilerplate_id = NEW.boilerplate_id AND old.number = NEW.number)))",
    )
    return triggers


def postgresql_functions() -> dict[str, tuple[str, str]]:
    """Table to the body of its guard for updates and deletes, and the sentence for TRUNCATE."""
    updates = "\n".join(
        f"IF {condition} THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation'; END IF;"
        for message, condition in refusals("postgresql").items()
    )
    bodies = {
        "releases_edition": (
            f"IF TG_OP = 'DELETE' THEN RAISE EXCEPTION '{NEVER_DELETED}' USING ERRCODE = 'check_violation'; END IF;\n{updates}\nRETURN NEW;",
            NEVER_DELETED,
        ),
        "releases_boilerplateversion": (
            f"IF OLD.frozen_at IS NOT NULL THEN RAISE EXCEPTION '{FROZEN}' USING ERRCODE = 'check_violation'; END IF;\nRETURN COALESCE(NEW, OLD);",
            FROZEN,
        ),
    }
    for table, message in APPEND_ONLY.items():
        bodies[table] = (f"RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation';", message)
    return bodies


#: Judged once more when the transaction ends: until then the public has read on, past the instant perhaps.
TOO_LATE = "The edition became public before the call-back was done."
CALL_BACK = "guard_call_back"
CALL_BACK_BODY = (
    f"IF OLD.called_back_at IS NULL AND NEW.called_back_at IS NOT NULL AND NEW.live_at <= {NOW['postgresql']}"
    f" THEN RAISE EXCEPTION '{TOO_LATE}' USING ERRCODE = 'check_violation'; END IF;\nRETURN NULL;"
)


def postgresql_triggers() -> set[tuple[str, str]]:
    """Name and table of every trigger."""
    tables = postgresql_functions()
    return {(f"guard_{part}", table) for table in tables for part in ("row", "truncate")} | {
        (CALL_BACK, "releases_edition")
    }


def install(apps, schema_editor):
    """Create the triggers, replacing any that stand."""
    remove(apps, schema_editor)
    if schema_editor.connection.vendor == "sqlite":
        for name, definition in sqlite_triggers().items():
            schema_editor.execute(f"CREATE TRIGGER {name} {definition}", params=None)
        return
    for table, (body, message) in postgresql_functions().items():
        for suffix, text in (
            ("row", body),
            ("truncate", f"RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation';"),
        ):
            schema_editor.execute(
                f"CREATE FUNCTION guard_{table}_{suffix}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN\n{text}\nEND $$",
                params=None,
            )
        schema_editor.execute(
            f"CREATE TRIGGER guard_row BEFORE UPDATE OR DELETE ON {table}"
            f" FOR EACH ROW EXECUTE FUNCTION guard_{table}_row()",
            params=None,
        )
        schema_editor.execute(
            f"CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION guard_{table}_truncate()",
            params=None,
        )

    schema_editor.execute(
        f"CREATE FUNCTION {CALL_BACK}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN\n{CALL_BACK_BODY}\nEND $$",
        params=None,
    )
    schema_editor.execute(
        f"CREATE CONSTRAINT TRIGGER {CALL_BACK} AFTER UPDATE OF called_back_at ON releases_edition"
        f" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {CALL_BACK}()",
        params=None,
    )


def remove(apps, schema_editor):
    """Drop the triggers; tests do so to empty their tables."""
    if schema_editor.connection.vendor == "sqlite":
        for name in sqlite_triggers():
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}", params=None)
        return
    functions = [f"guard_{table}_{suffix}" for table in postgresql_functions() for suffix in ("row", "truncate")]
    for function in [*functions, CALL_BACK]:
        schema_editor.execute(f"DROP FUNCTION IF EXISTS {function}() CASCADE", params=None)


class Migration(migrations.Migration):
    dependencies = [("releases", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
