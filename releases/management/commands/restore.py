"""Makes a site from a backup; docs/running.md."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from releases import backups, conf, editions


class Command(BaseCommand):
    help = (
        "Fill an empty database and data folder from a backup. Nothing becomes public by it that was not public before."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--key", type=Path, help="File with the key; IRSITE_BACKUP_KEY names it otherwise.")
        journal = parser.add_mutually_exclusive_group(required=True)
        journal.add_argument("--journal", type=Path, help="withdrawn.jsonl from the data folder of the lost site.")
        journal.add_argument(
            "--without-journal",
            action="store_true",
            help="The journal is lost: what was withdrawn since the backup would be public again.",
        )

    def handle(self, *, file: Path, key: Path | None, journal: Path | None, without_journal: bool, **options):
        try:
            found = backups.restore(file, key=backups.read_key(conf.backup_key(key)), journal=journal)
        except backups.BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Restored as of {found.taken_at:%Y-%m-%d %H:%M:%S} UTC: {found.releases:,} releases, {found.editions:,} editions,"
            f" {found.files:,} files."
        )
        for headline in found.held:
            self.stdout.write(f"Held: “{headline}” was to become public later. Decide at the desk.")
        for headline in found.withdrawn:
            self.stdout.write(f"Withdrawn again: “{headline}”.")
        if found.unknown:
            self.stdout.write(
                f"The journal names {found.unknown} releases that the backup does not know: they were published after it."
            )
        if without_journal:
            self.stdout.write(
                "There was no journal. Compare what is public now with what you know was withdrawn since, before you start the public process."
            )
        differences = [difference for difference in editions.verify() if difference]
        for difference in differences:
            self.stdout.write(str(difference))
        if differences:
            raise CommandError(
                f"Verification found {len(differences)} differences, listed above. Do not start the public process."
            )
        self.stdout.write(
            "Every edition is what was sealed. Run migrate and, on PostgreSQL, grant_public; then start the processes."
        )
