"""Statistics of PostgreSQL: they count rows of every table, also those that are not public, for every account.

No policy applies to them and the owner of a database can't close them; a superuser can, for one database.
"""

#: Functions in pg_catalog that count rows, bytes, transactions or locks. The views over them ask with the reader's rights.
_FUNCTIONS = (
    "^pg_stat_get_|^pg_(relation|table|total_relation|indexes|database|tablespace)_size$|^pg_lock_status$"
    "|^pg_(current_xact_id|current_snapshot|current_wal|last_committed|xact_|control_|export_snapshot|logical_emit)"
    "|^txid_(current|snapshot|status)|^mxid_age$"
)
#: So does the age of a transaction; other functions of this name take days.
_AGE = "age(xid)"
#: Columns of pg_class that do so.
_COLUMNS = ("reltuples", "relpages", "relallvisible", "relallfrozen", "relfrozenxid", "relminmxid")


def close(cursor) -> bool:
    """Take the statistics of this database from everyone but the owner of the tables and pg_monitor; False, with nothing
    done, where the connection's account is not a superuser."""
    cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
    if not cursor.fetchone()[0]:
        return False
    cursor.execute("SELECT quote_ident(tableowner) FROM pg_tables WHERE tablename = 'releases_edition'")
    kept = f"pg_monitor, {cursor.fetchone()[0]}"
    cursor.execute(
        "SELECT oid::regprocedure FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace AND (proname ~ %s OR oid = %s::regprocedure)"
        " AND prokind = 'f' AND has_function_privilege('public', oid, 'EXECUTE')",
        [_FUNCTIONS, _AGE],
    )
    for (function,) in cursor.fetchall():
        cursor.execute(f"REVOKE EXECUTE ON FUNCTION {function} FROM PUBLIC")
        cursor.execute(f"GRANT EXECUTE ON FUNCTION {function} TO {kept}")
    cursor.execute(
        "SELECT string_agg(attname, ', ') FROM pg_attribute WHERE attrelid = 'pg_class'::regclass AND attnum > 0"
        " AND attname <> ALL (%s)",
        [list(_COLUMNS)],
    )
    (columns,) = cursor.fetchone()
    cursor.execute("REVOKE SELECT ON pg_catalog.pg_class FROM PUBLIC")
    cursor.execute(f"GRANT SELECT ({columns}) ON pg_catalog.pg_class TO PUBLIC")
    cursor.execute(f"GRANT SELECT ON pg_catalog.pg_class TO {kept}")
    return True


def is_open(cursor) -> bool:
    """Whether the account of this connection can read them."""
    cursor.execute(
        "SELECT has_column_privilege('pg_class', 'reltuples', 'SELECT') OR EXISTS (SELECT 1 FROM pg_proc"
        " WHERE pronamespace = 'pg_catalog'::regnamespace AND (proname ~ %s OR oid = %s::regprocedure)"
        " AND has_function_privilege(oid, 'EXECUTE'))",
        [_FUNCTIONS, _AGE],
    )
    return cursor.fetchone()[0]
