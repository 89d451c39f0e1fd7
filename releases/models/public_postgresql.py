"""Row-level security: what an account that is not the owner of the tables can see on PostgreSQL.

Policies, and two functions in a schema ``newsroom`` of their own, are installed by a migration and again by ``grant_public``,
which also gives an account its few rights.

``@@`` is not a leakproof operator, so under a policy PostgreSQL does not use the index over the words. And without a policy
a condition with side effects would be tried on words that are not public. Therefore :func:`found` asks the index, with the
owner's rights: it takes values only, no conditions, and returns places of live releases only.
"""

from releases.models.public_rows import EDITION, NOW, ROW, TABLES, WORDS, columns, conditions, live

SCHEMA = "newsroom"
POLICY = "public_rows"
#: Where a public connection looks for tables.
SEARCH_PATH = f"{SCHEMA},public"
FUNCTIONS = (
    f"{SCHEMA}.is_withdrawn(bigint)",
    f"{SCHEMA}.found(tsquery, text[], boolean, bigint, bigint, integer, timestamptz, boolean, integer)",
)
#: What ranks and shows a release that was found; the index itself is for :func:`found`.
_WORDS_READ = ("rowid", "headline", "names", "body", "stems", "facets")
# Nobody can put a function of their own before these: no schema of the search path can be written to.
_AS_OWNER = "SECURITY DEFINER SET search_path = pg_catalog, pg_temp"


def install(cursor) -> None:
    """Create policies and functions, replacing any that are there. Rights of accounts stay what they are."""
    cursor.execute("SELECT current_schema()")
    (schema,) = cursor.fetchone()
    cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
    # It asks with the owner's rights: for anyone else the table is under the policy that calls it.
    cursor.execute(
        f"CREATE OR REPLACE FUNCTION {SCHEMA}.is_withdrawn(bigint) RETURNS boolean LANGUAGE sql STABLE {_AS_OWNER}"
        f" AS $$ SELECT EXISTS (SELECT 1 FROM {schema}.{EDITION} WHERE release_id = $1"
        f" AND is_withdrawal AND called_back_at IS NULL AND live_at <= {NOW['postgresql']}) $$"
    )
    # Earlier versions had a view of the words, which was no barrier.
    cursor.execute(f"DROP VIEW IF EXISTS {SCHEMA}.{WORDS}")
    for table, condition in conditions("postgresql", schema).items():
        if not set(columns(table)) <= _columns(cursor, schema, table):
            continue  # a later migration completes it, and installs again
        cursor.execute(f"ALTER TABLE {schema}.{table} ENABLE ROW LEVEL SECURITY")
        cursor.execute(f"DROP POLICY IF EXISTS {POLICY} ON {schema}.{table}")
        cursor.execute(f"CREATE POLICY {POLICY} ON {schema}.{table} FOR SELECT USING ({condition})")
    cursor.execute(_found(schema))
    for function in FUNCTIONS:
        cursor.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")


def _found(schema: str) -> str:
    """The function that asks the index over the words: places of live releases, newest first or oldest first.

    The statement is put together from fixed parts, so that PostgreSQL plans it for the values at hand.
    """
    return f"""
CREATE OR REPLACE FUNCTION {SCHEMA}.found(
    asked tsquery, phrases text[], in_headline boolean, from_place bigint, below bigint, of_year integer,
    since timestamptz, is_oldest_first boolean, most integer
) RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 20 {_AS_OWNER} AS $$
DECLARE
    spoken text := CASE WHEN in_headline THEN 'words.headline' ELSE 'words.body' END;
    statement text := $part$
        SELECT words.rowid FROM {schema}.{WORDS} AS words JOIN {schema}.{ROW} AS placed ON placed.position = words.rowid
        WHERE words.{WORDS} @@ $1
        AND EXISTS (SELECT 1 FROM {schema}.{EDITION} AS its WHERE its.id = placed.edition_id AND {live("postgresql", "its")} OFFSET 0)
    $part$;
BEGIN
    IF cardinality(phrases) > 0 THEN
        statement := statement || ' AND NOT EXISTS (SELECT 1 FROM unnest($2) AS phrase WHERE strpos(' || spoken
            || ', phrase) = 0 AND strpos(words.names, phrase) = 0)';
    END IF;
    IF from_place IS NOT NULL THEN statement := statement || ' AND words.rowid >= $3'; END IF;
    IF below IS NOT NULL THEN statement := statement || ' AND words.rowid < $4'; END IF;
    IF of_year IS NOT NULL THEN statement := statement || ' AND placed.year = $5'; END IF;
    IF since IS NOT NULL THEN
        statement := statement
            || ' AND EXISTS (SELECT 1 FROM {schema}.{EDITION} AS its WHERE its.id = placed.edition_id AND its.live_at >= $6 OFFSET 0)';
    END IF;
    statement := statement || ' ORDER BY words.rowid ' || CASE WHEN is_oldest_first THEN 'ASC' ELSE 'DESC' END || ' LIMIT $7';
    RETURN QUERY EXECUTE statement USING asked, phrases, from_place, below, of_year, since, most;
END $$"""


def _columns(cursor, schema: str, table: str) -> set[str]:
    """The columns that the table has in this database; none for one that is not there."""
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = %s AND table_name = %s",
        [schema, table],
    )
    return {name for (name,) in cursor.fetchall()}


def remove(cursor) -> None:
    """Drop them; every account sees what its rights allow again."""
    cursor.execute("SELECT current_schema()")
    (schema,) = cursor.fetchone()
    for table in TABLES:
        cursor.execute(f"DROP POLICY IF EXISTS {POLICY} ON {schema}.{table}")
        cursor.execute(f"ALTER TABLE {schema}.{table} DISABLE ROW LEVEL SECURITY")
    cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")


def granted(cursor) -> list[str]:
    """The accounts that ``grant_public`` gave their rights: whoever but its owner may use the schema."""
    cursor.execute(
        "SELECT pg_get_userbyid(acl.grantee) FROM pg_namespace AS its, aclexplode(its.nspacl) AS acl"
        " WHERE its.nspname = %s AND acl.privilege_type = 'USAGE' AND acl.grantee NOT IN (0, its.nspowner) ORDER BY 1",
        [SCHEMA],
    )
    return [row[0] for row in cursor.fetchall()]


def grant(cursor, role: str) -> None:
    """Give the account exactly what a public process needs, and take everything else. The owner of the database can do so.

    Raises ValueError with a sentence for an account that does not exist, or to which no policy applies.
    """
    cursor.execute(
        "SELECT rolsuper, rolbypassrls, pg_has_role(oid, (SELECT relowner FROM pg_class WHERE oid = to_regclass(%s)), 'USAGE')"
        " FROM pg_roles WHERE rolname = %s",
        [EDITION, role],
    )
    found = cursor.fetchone()
    if found is None:
        raise ValueError(
            f"There is no account “{role}” in this PostgreSQL. Create it first: CREATE ROLE {role} LOGIN PASSWORD '…'"
        )
    for is_so, why in zip(found, ("is a superuser", "bypasses row-level security", "owns the tables"), strict=True):
        if is_so:
            raise ValueError(
                f"The account “{role}” {why}, so no policy applies to it. Name another one, created for this alone."
            )
    cursor.execute("SELECT current_schema(), quote_ident(current_database()), quote_ident(%s)", [role])
    schema, database, name = cursor.fetchone()
    cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema}, {SCHEMA} FROM {name}")
    cursor.execute(f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA {schema}, {SCHEMA} FROM {name}")
    cursor.execute(f"REVOKE ALL ON DATABASE {database} FROM {name}")
    # Rights that everyone has by default: tables of their own, for a session or for good.
    cursor.execute(f"REVOKE TEMPORARY, CREATE ON DATABASE {database} FROM PUBLIC")
    cursor.execute(f"REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC")
    cursor.execute(f"GRANT CONNECT ON DATABASE {database} TO {name}")
    cursor.execute(f"GRANT USAGE ON SCHEMA {schema}, {SCHEMA} TO {name}")
    for function in FUNCTIONS:
        cursor.execute(f"GRANT EXECUTE ON FUNCTION {function} TO {name}")
    for table in TABLES:
        cursor.execute("SELECT to_regclass(%s)", [f"{schema}.{table}"])
        if cursor.fetchone()[0] is not None:  # else a later migration creates it, and grants again
            # Column by column: places (ctid) and transactions (xmin) of public rows would tell of rows between them.
            known = _columns(cursor, schema, table)
            read = [name for name in (_WORDS_READ if table == WORDS else columns(table)) if name in known]
            cursor.execute(f"GRANT SELECT ({', '.join(read)}) ON {schema}.{table} TO {name}")


def weaknesses(cursor) -> list[str]:
    """What this connection can do that a public process must not, as sentences; empty if there is nothing."""
    cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
    found = []
    if cursor.fetchone()[0]:
        found.append("its account is a superuser or bypasses row-level security")
    # Views and materialized views show what their owner sees; no policy applies to foreign tables.
    cursor.execute(
        "SELECT relname, has_any_column_privilege(oid, 'SELECT'), has_table_privilege(oid, 'INSERT, UPDATE, DELETE, TRUNCATE'),"
        " relrowsecurity AND row_security_active(oid) FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'f')"
        " AND relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema')"
    )
    rows = cursor.fetchall()
    open_tables = {name for name, reads, _, is_held in rows if reads and not is_held}
    if open_tables:
        found.append(f"it can read {len(open_tables)} tables without a policy, {min(open_tables)} among them")
    if written := {name for name, _, writes, _ in rows if writes}:
        found.append(f"it can write to {len(written)} tables, {min(written)} among them")
    if missing := set(TABLES) - {name for name, reads, _, _ in rows if reads}:
        found.append(f"it can't read {', '.join(sorted(missing))}; run manage.py grant_public")
    cursor.execute(
        "SELECT has_database_privilege(current_database(), 'TEMPORARY, CREATE') OR bool_or(has_schema_privilege(oid, 'CREATE'))"
        " FROM pg_namespace WHERE nspname !~ '^pg_'"
    )
    if cursor.fetchone()[0]:
        found.append("it can create tables, functions or operators; run manage.py grant_public")
    cursor.execute(
        "SELECT min(format('%%s.%%s', pronamespace::regnamespace, proname)) FROM pg_proc JOIN pg_namespace AS its ON its.oid = pronamespace"
        " WHERE prosecdef AND nspname !~ '^pg_' AND nspname <> %s AND has_function_privilege(pg_proc.oid, 'EXECUTE')",
        [SCHEMA],
    )
    if (function := cursor.fetchone()[0]) is not None:
        found.append(f"it can run {function} with the rights of another account")
    cursor.execute(
        "SELECT min(relname) FROM pg_class WHERE CASE WHEN relkind = 'S' THEN has_sequence_privilege(oid, 'SELECT, USAGE') END"
    )
    if (sequence := cursor.fetchone()[0]) is not None:
        found.append(f"it can read the counter {sequence}")
    return found
