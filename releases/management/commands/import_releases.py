"""Brings releases in from files."""

import datetime
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from releases import importers, readers, workflow


class Command(BaseCommand):
    help = "Read releases from text or HTML files into drafts; --publish seals each at its own date."

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH", type=Path)
        parser.add_argument("--publish", action="store_true", help="seal each release at the date printed on it")

    def handle(self, *, paths: list[Path], publish: bool, **options):
        failed = sum(not self._one(path, publish) for path in paths)
        if failed:
            raise CommandError(f"{failed} of {len(paths)} file{'s' if len(paths) > 1 else ''} failed; see above.")

    def _one(self, path: Path, publish: bool) -> bool:
        now = timezone.now()
        try:
            intake = importers.bring_in(path.read_bytes(), name=path.name, by=None, today=now.date())
        except OSError as error:
            return self._failure(path, f"can't be read: {error.strerror}. Check the path and its permissions.")
        except (readers.Unreadable, importers.Misfit) as error:
            return self._failure(path, str(error))
        if intake.outcome == importers.Outcome.UNCHANGED:
            self._line(
                "unchanged", path, f"has been imported already as “{intake.release.headline}”; nothing was changed."
            )
        else:
            self._line("imported", path, f"“{intake.release.headline}”")
        for notice in intake.notices:
            self.stdout.write(f"             {notice}")
        if intake.release.needs_review and not publish:
            self.stdout.write("             It is marked for review at the desk.")
        return self._publish(path, intake.release, now) if publish else True

    def _publish(self, path: Path, release, now: datetime.datetime) -> bool:
        try:
            edition = importers.publish(release, by=None, now=now)
        except workflow.Refused as refused:
            return self._failure(path, "stays a draft: " + " ".join(refused.reasons))
        if edition:
            address = f"/releases/{edition.path_date:%Y/%m/%d}/{edition.slug}/"
            self._line("published", path, f"edition {edition.number} at {address}")
        return True

    def _failure(self, path: Path, sentence: str) -> bool:
        self.stderr.write(f"{'failed':<12} {path.name}: {sentence}")
        return False

    def _line(self, word: str, path: Path, sentence: str) -> None:
        self.stdout.write(f"{word:<12} {path.name}: {sentence}")
