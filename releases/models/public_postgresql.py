"""Row-level security: what an account that is not the owner of the tables can see on PostgreSQL.

Policies and one view, in a schema ``newsroom`` of their own, are installed by a migration and again by ``grant_public``,
which also gives an account its few rights. The words of the ledger stand behind a view of the owner's in place of a
policy: ``@@`` is no leakproof operator, so under a policy the index over the words could not be used.
"""

from releases.models.public_rows import EDITION, NOW, TABLES, WORDS, columns, conditions

SCHEMA = "newsroom"
POLICY = "public_rows"
#: Where a public connection looks for tables: the view first.
SEARCH_PATH = f"{SCHEMA},public"


def install(cursor) -> None:
    """Create the policies, replacing any that stand."""
    cursor.execute("SELECT current_schema()")
    (schema,) = cursor.fetchone()
    cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
    # Asked with the owner's eyes: for somebody else the table is under the policy that asks.
    cursor.execute(
        f"CREATE OR REPLACE FUNCTION {SCHEMA}.is_withdrawn(bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER"
        f" SET search_path = pg_catalog, pg_temp AS $$ SELECT EXISTS (SELECT 1 FROM {schema}.{EDITION} WHERE release_id = $1"
        f" AND is_withdrawal AND called_back_at IS NULL AND live_at <= {NOW['postgresql']}) $$"
    )
    for table, condition in conditions("postgresql", schema).items():
        cursor.execute("SELECT to_regclass(%s)", [f"{schema}.{table}"])
        if cursor.fetchone()[0] is None:
            continue  # a later migration makes it, and installs again
        if table == WORDS:
            names = ", ".join(f"{WORDS}.{name}" for name in columns(table))
            cursor.execute(f"DROP VIEW IF EXISTS {SCHEMA}.{WORDS}")
            cursor.execute(f"CREATE VIEW {SCHEMA}.{WORDS} AS SELECT {names} FROM {schema}.{WORDS} WHERE {condition}")
            continue
        cursor.execute(f"ALTER TABLE {schema}.{table} ENABLE ROW LEVEL SECURITY")
        cursor.execute(f"DROP POLICY IF EXISTS {POLICY} ON {schema}.{table}")
        cursor.execute(f"CREATE POLICY {POLICY} ON {schema}.{table} FOR SELECT USING ({condition})")


def remove(cursor) -> None:
    """Drop them; every account sees what its rights allow again."""
    cursor.execute("SELECT current_schema()")
    (schema,) = cursor.fetchone()
    cursor.execute(f"DROP VIEW IF EXISTS {SCHEMA}.{WORDS}")
    for table in TABLES:
        if table != WORDS:
            cursor.execute(f"DROP POLICY IF EXISTS {POLICY} ON {schema}.{table}")
            cursor.execute(f"ALTER TABLE {schema}.{table} DISABLE ROW LEVEL SECURITY")
    cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")


def grant(cursor, role: str) -> None:
    """Give the account exactly what a public process needs, and take everything else.

    Raises ValueError with a sentence for an account that does not exist or that no policy holds.
    """
    cursor.execute("SELECT rolsuper, rolbypassrls, rolname = current_user FROM pg_roles WHERE rolname = %s", [role])
    found = cursor.fetchone()
    if found is None:
        raise ValueError(
            f"There is no account “{role}” in this PostgreSQL. Create it first: CREATE ROLE {role} LOGIN PASSWORD '…'"
        )
    for is_so, why in zip(found, ("is a superuser", "bypasses row-level security", "owns the tables"), strict=True):
        if is_so:
            raise ValueError(
                f"The account “{role}” {why}, so no policy holds for it. Name another, made for this alone."
            )
    cursor.execute("SELECT current_schema(), quote_ident(current_database()), quote_ident(%s)", [role])
    schema, database, name = cursor.fetchone()
    cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema}, {SCHEMA} FROM {name}")
    cursor.execute(f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA {schema}, {SCHEMA} FROM {name}")
    cursor.execute(f"REVOKE ALL ON DATABASE {database} FROM {name}")
    # Rights that everybody has by default: tables of one's own, for a session or for good.
    cursor.execute(f"REVOKE TEMPORARY, CREATE ON DATABASE {database} FROM PUBLIC")
    cursor.execute(f"REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC")
    cursor.execute(f"GRANT CONNECT ON DATABASE {database} TO {name}")
    cursor.execute(f"GRANT USAGE ON SCHEMA {schema}, {SCHEMA} TO {name}")
    cursor.execute(f"GRANT EXECUTE ON FUNCTION {SCHEMA}.is_withdrawn(bigint) TO {name}")
    for table in TABLES:
        cursor.execute(f"GRANT SELECT ON {SCHEMA if table == WORDS else schema}.{table} TO {name}")
    cursor.execute(f"ALTER ROLE {name} SET default_transaction_read_only = on")


def weaknesses(cursor) -> list[str]:
    """What this connection can do that a public process must not, as sentences; empty for one that is as it should be."""
    cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
    found = []
    if cursor.fetchone()[0]:
        found.append("its account is a superuser or bypasses row-level security")
    cursor.execute(
        "SELECT relname, has_table_privilege(oid, 'SELECT'), has_table_privilege(oid, 'INSERT, UPDATE, DELETE, TRUNCATE'),"
        " relrowsecurity AND row_security_active(oid) FROM pg_class WHERE relkind IN ('r', 'p')"
        " AND relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname = 'public')"
    )
    rows = cursor.fetchall()
    open_tables = {name for name, reads, _, is_held in rows if reads and not is_held}
    if open_tables:
        found.append(f"it can read {len(open_tables)} tables without a policy, {min(open_tables)} among them")
    if written := {name for name, _, writes, _ in rows if writes}:
        found.append(f"it can write to {len(written)} tables, {min(written)} among them")
    if missing := set(TABLES) - {WORDS} - {name for name, reads, _, _ in rows if reads}:
        found.append(f"it can't read {', '.join(sorted(missing))}; run manage.py grant_public")
    return found
