"""Checks releases before they go out: files, or everything that is in the house."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from releases import editions, preflight, readers, workflow
from releases.document import Document
from releases.models import Edition, Release
from releases.preflight import Report, printing
from releases.vocabulary import ReleaseState

#: What the command exits with; notes alone are no reason to fail.
UNREADABLE, BLOCKED, QUERIED = 1, 4, 3


class Command(BaseCommand):
    help = (
        "Check releases: files of any format that can be read, with the site's records where it has some, or with --archive"
        f" every release and edition. Exits with {BLOCKED} when something blocks, {QUERIED} when something needs a reason,"
        f" {UNREADABLE} when a file can't be read."
    )

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="*", metavar="PATH", type=Path)
        parser.add_argument(
            "--archive", action="store_true", help="check what is in the house; a table of findings by rule"
        )
        parser.add_argument("--by-rule", action="store_true", help="a table of findings by rule for the files too")
        parser.add_argument("--json", action="store_true", help="findings as JSON")

    def handle(self, *, paths: list[Path], archive: bool, by_rule: bool, **options):
        if bool(paths) == archive:
            raise CommandError("Name the files to check, or give --archive.")
        unread: list[str] = []
        found = list(self._archive() if archive else self._files(paths, unread))
        self._print(found, is_table=archive or by_rule, is_json=options["json"])
        if unread:
            raise CommandError(" ".join(unread), returncode=UNREADABLE)
        blocks = sum(len(report.blocks) for _, report in found)
        queries = sum(len(report.queries) for _, report in found)
        if blocks or queries:
            parts = (
                printing.counted(blocks, "finding blocks", "findings block"),
                printing.counted(queries, "needs a reason", "need a reason"),
            )
            raise CommandError(f"{', '.join(filter(None, parts))}.", returncode=BLOCKED if blocks else QUERIED)

    def _files(self, paths: list[Path], unread: list[str]):
        for path in paths:
            try:
                reading = readers.read_confined(path.read_bytes(), name=path.name)
            except OSError as error:
                unread.append(f"{path} can't be read: {error.strerror}. Check the path and its permissions.")
                continue
            except readers.Unreadable as error:
                unread.append(str(error))
                continue
            dead = tuple(notice.dead_link for notice in reading.notices if notice.dead_link)
            yield (
                str(path),
                preflight.inspect(reading.document, workflow.circumstances(reading.document, dead_links=dead)),
            )

    def _archive(self):
        """Each edition that was not called back as it was sealed, and each release that is still being written."""
        for edition in Edition.objects.standing().filter(is_withdrawal=False).order_by("live_at", "pk").iterator():
            document = Document.from_json(edition.document_json)
            told = workflow.circumstances(
                document, live_at=edition.live_at, release_pk=edition.release_id, is_sealed=True
            )
            yield f"{document.headline} (edition {edition.number})", preflight.inspect(document, told)
        settled = (ReleaseState.SEALED, ReleaseState.WITHDRAWN)
        for release in Release.objects.exclude(state__in=settled).order_by("pk"):
            yield (
                f"{release.headline} ({release.get_state_display().lower()})",
                workflow.report(release, workflow.approvals.current(release).document, now=editions.database_now()),
            )

    def _print(self, found: list[tuple[str, Report]], *, is_table: bool, is_json: bool) -> None:
        if is_json:
            self.stdout.write(
                json.dumps([printing.data(name, report) for name, report in found], ensure_ascii=False, indent=2)
            )
        elif is_table:
            self.stdout.write(printing.by_rule([report for _, report in found]))
        else:
            self.stdout.write("\n\n".join(printing.words(name, report) for name, report in found))
