"""Takes a backup of everything; docs/running.md."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from releases import backups, conf


class Command(BaseCommand):
    help = "Write the database and all private files into one encrypted file, while the site goes on working."

    def add_arguments(self, parser):
        parser.add_argument(
            "file", type=Path, nargs="?", help="Where to; a file that is there is replaced once the new one is whole."
        )
        parser.add_argument("--key", type=Path, help="File with the key; IRSITE_BACKUP_KEY names it otherwise.")
        parser.add_argument(
            "--new-key", type=Path, metavar="FILE", help="Draw a key, write it there, and do nothing else."
        )

    def handle(self, *, file: Path | None, key: Path | None, new_key: Path | None, **options):
        try:
            if new_key:
                backups.new_key(new_key)
                self.stdout.write(f"The key is in {new_key}. Keep a copy elsewhere: without it no backup can be read.")
                return
            if file is None:
                raise CommandError("Name the file to write: manage.py backup FILE --key KEY")
            taken = backups.take(file, key=backups.read_key(conf.backup_key(key)))
        except backups.BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{file}: {taken.releases:,} releases, {taken.editions:,} editions and {taken.files:,} files in {taken.size / 1e6:,.1f} MB."
        )
