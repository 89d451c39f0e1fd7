"""What happens to connections by themselves: a public one is confined when it opens, and a migration leaves accounts their rights."""

import contextlib

from django.db import connections

from releases.models import public_postgresql, public_sqlite, public_statements


def confine(connection, **kwargs) -> None:
    """Receiver of ``connection_created`` in a public process."""
    if connection.vendor == "sqlite":
        public_sqlite.veil(connection)
    connection.execute_wrappers.append(public_statements.refuse)


def grant_again(using: str, plan=(), **kwargs) -> None:
    """Receiver of ``post_migrate`` at the desk: accounts that had the rights of a public process have them on what the
    migrations created, too."""
    connection = connections[using]
    if connection.vendor != "postgresql" or not plan:
        return
    with connection.cursor() as cursor:
        for role in public_postgresql.granted(cursor):
            # An account that no policy applies to any more is refused when its process starts.
            with contextlib.suppress(ValueError):
                public_postgresql.grant(cursor, role)
