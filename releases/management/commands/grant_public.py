"""Gives a PostgreSQL account the few rights of a public process; docs/running.md."""

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from releases.models import public_postgresql, public_statistics


class Command(BaseCommand):
    help = "Let a PostgreSQL account read what is public, and nothing else. Can be run again at any time."

    def add_arguments(self, parser):
        parser.add_argument("account", help="As in the DATABASE_URL of the public process, irsite_public for example.")

    def handle(self, *, account: str, **options):
        if connection.vendor != "postgresql":
            raise CommandError(
                "SQLite has no accounts: the public process opens the file read-only by itself. Nothing was changed."
            )
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                public_postgresql.install(cursor)
                public_postgresql.grant(cursor, account)
                is_closed = public_statistics.close(cursor)
        except ValueError as refusal:
            raise CommandError(f"{refusal} Nothing was changed.") from None
        self.stdout.write(
            f"{account} can read what is public in {len(public_postgresql.TABLES)} tables, and nothing else."
        )
        if not is_closed:
            self.stdout.write(
                "It can also read the server's statistics, which count rows of every table. Only a superuser can close them:"
                " run this command once more with a superuser's DATABASE_URL."
            )
