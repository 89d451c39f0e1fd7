"""Everything that the first three migrations make, as text: tables, triggers, policies, functions, roles and permissions.

``python -m tests.migrations.catalog`` writes it for both databases. The files are what the migrations before them made:
docs/decisions/0020.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parent.parent
#: Those that replace what was before. Later ones are not among them.
MIGRATIONS = ("0001_schema", "0002_guards", "0003_desk_roles")
DATABASES = ("sqlite", "postgresql")


def path(database: str) -> Path:
    return FOLDER / f"catalog-{database}.json"


def describe() -> dict[str, str]:
    """What the default database holds of this project: the name of each object, to its definition on one line."""
    from django.db import connection

    with connection.cursor() as cursor:
        found = (_sqlite if connection.vendor == "sqlite" else _postgresql)(cursor)
        found |= _roles(cursor)
    return {name: " ".join(definition.split()) for name, definition in sorted(found.items())}


def _sqlite(cursor) -> dict[str, str]:
    cursor.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND (tbl_name LIKE 'releases\\_%' ESCAPE '\\')"
    )
    found = {f"{kind} {name}": sql for kind, name, sql in cursor.fetchall()}
    for name, sql in found.items():
        if name.startswith("trigger "):
            found[name] = sql.replace(" WHEN 1 BEGIN ", " BEGIN ")  # which is always
        elif name.startswith("table ") and not name.startswith("table releases_ledgerwords"):
            found[name] = _sorted_constraints(sql)
    return found


def _sorted_constraints(sql: str) -> str:
    """A CREATE TABLE with its columns in their order, and its named constraints by name: their order has no meaning."""
    begin, inside = sql.partition("(")[0], sql.partition("(")[2].rpartition(")")[0]
    parts, depth, quote = [""], 0, ""
    for sign in inside:
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        depth += 0 if quote else (sign == "(") - (sign == ")")
        if sign == "," and not depth and not quote:
            parts.append("")
        else:
            parts[-1] += sign
    parts = [part.strip() for part in parts]
    columns = [part for part in parts if not part.startswith("CONSTRAINT")]
    return f"{begin}({', '.join([*columns, *sorted(part for part in parts if part.startswith('CONSTRAINT'))])})"


#: Name and definition of each object in the schemas of this project. That a column is NOT NULL is a constraint of its own
#: from PostgreSQL 18 on; here its column says so.
_POSTGRESQL = (
    "SELECT format('column %s.%s %s', c.relname, lpad(row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum)::text, 2, '0'),"
    " a.attname), format('%s%s%s%s', format_type(a.atttypid, a.atttypmod), CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END,"
    " ' DEFAULT ' || pg_get_expr(adbin, adrelid), ' IDENTITY ' || nullif(attidentity::text, ''))"
    " FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = attrelid LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum"
    " WHERE attnum > 0 AND NOT attisdropped AND relkind IN ('r', 'p', 'v', 'm') AND {ours}",
    "SELECT format('table %s', relname), format('row security %s, forced %s, persistence %s, rights %s', relrowsecurity,"
    " relforcerowsecurity, relpersistence, relacl) FROM pg_class AS c WHERE relkind IN ('r', 'p') AND {ours}",
    "SELECT format('sequence %s', relname), format_type(seqtypid, NULL) FROM pg_class AS c JOIN pg_sequence ON seqrelid = c.oid"
    " WHERE {ours}",
    "SELECT format('view %s', relname), pg_get_viewdef(oid) FROM pg_class AS c WHERE relkind IN ('v', 'm') AND {ours}",
    "SELECT format('constraint %s on %s', conname, relname), pg_get_constraintdef(con.oid) FROM pg_constraint AS con"
    " JOIN pg_class AS c ON c.oid = conrelid WHERE contype NOT IN ('n', 't') AND {ours}",
    "SELECT format('index %s', indexrelid::regclass), pg_get_indexdef(indexrelid) FROM pg_index JOIN pg_class AS c"
    " ON c.oid = indrelid WHERE {ours}",
    "SELECT format('trigger %s on %s', tgname, relname), format('%s, enabled %s', pg_get_triggerdef(t.oid), tgenabled)"
    " FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = tgrelid WHERE NOT tgisinternal AND {ours}",
    "SELECT format('policy %s on %s', polname, relname), format('%s %s %s %s USING %s', polcmd, polpermissive, polroles,"
    " pg_get_expr(polwithcheck, polrelid), pg_get_expr(polqual, polrelid)) FROM pg_policy JOIN pg_class AS c ON c.oid = polrelid"
    " WHERE {ours}",
    "SELECT format('function %s', oid::regprocedure), format('%s rights %s', pg_get_functiondef(oid), proacl) FROM pg_proc"
    " WHERE pronamespace IN ('public'::regnamespace, 'newsroom'::regnamespace)",
    "SELECT format('schema %s', nspname), coalesce(nspacl::text, '') FROM pg_namespace WHERE nspname = 'newsroom'",
)
_OURS = "relname ~ '^releases_' AND c.relnamespace IN ('public'::regnamespace, 'newsroom'::regnamespace)"


def _postgresql(cursor) -> dict[str, str]:
    found = {}
    for statement in _POSTGRESQL:
        cursor.execute(statement.replace("{ours}", _OURS))
        found |= dict(cursor.fetchall())
    return found


def _roles(cursor) -> dict[str, str]:
    """Groups, permissions and required sign-offs."""

    def asked(statement: str) -> list[tuple]:
        cursor.execute(statement)
        return cursor.fetchall()

    found = {}
    for role, app, codename in asked(
        "SELECT its.name, app_label, codename FROM auth_group AS its JOIN auth_group_permissions ON group_id = its.id"
        " JOIN auth_permission AS p ON p.id = permission_id JOIN django_content_type AS t ON t.id = content_type_id ORDER BY 1, 2, 3"
    ):
        found[f"role {role}"] = f"{found.get(f'role {role}', '')} {app}.{codename}"
    for model, codename, name in asked(
        "SELECT model, codename, p.name FROM auth_permission AS p JOIN django_content_type AS t ON t.id = content_type_id"
        " WHERE app_label = 'releases'"
    ):
        found[f"permission {codename} of {model}"] = name
    for category, sign_off in asked("SELECT category, sign_off FROM releases_requiredsignoff"):
        found[f"sign-off {sign_off} of {category} releases"] = "required"
    for kind, sign_off in asked("SELECT kind, sign_off FROM releases_requiredrecordsignoff"):
        found[f"sign-off {sign_off} of a {kind}"] = "required"
    return found


def made() -> dict[str, str]:
    """What the migrations make of the default database, which is empty."""
    from django.core.management import call_command

    for name in MIGRATIONS:  # one after the other, as after an end in between
        call_command("migrate", "releases", name, verbosity=0)
    return describe()


def main(asked: str = "") -> None:
    """Write the files, each in a process of its own; or ``print`` what is made of the database that the settings name."""
    if asked == "print":
        import django

        django.setup()
        print(json.dumps(made(), indent=0, ensure_ascii=False))
        return
    for database in DATABASES:
        environment = os.environ | {"TEST_DATABASE": database, "DJANGO_SETTINGS_MODULE": "tests.settings"}
        path(database).write_text(printed(environment))


def printed(environment: dict[str, str]) -> str:
    """What a process of its own makes."""
    command = [sys.executable, "-m", "tests.migrations.catalog", "print"]
    return subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout


if __name__ == "__main__":
    main(*sys.argv[1:])
