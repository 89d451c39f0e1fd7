"""Brings releases in from files, folders, zip files and feeds."""

import json
import os
import sys
from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from releases.importers import Outcome, archive, runs

_FAILURES = (Outcome.REFUSED, Outcome.KEPT)
#: Of what has one of these outcomes the summary gives the reasons, but not more than so many.
_EXPLAINED = (Outcome.KEPT, Outcome.REFUSED, Outcome.LEFT_OUT)
_MOST_REASONS = 10
#: What the summary says about an outcome.
_SUMMARY = {
    Outcome.PUBLISHED: "published, each at its own date",
    Outcome.IMPORTED: "imported as drafts",
    Outcome.UNCHANGED: "unchanged, since they have been imported already",
    Outcome.CHANGED: "changed: their redlines wait at the desk",
    Outcome.ASKED: "waiting for an answer at the desk",
    Outcome.KEPT: "imported and kept as drafts, not fit to be published",
    Outcome.REFUSED: "refused",
    Outcome.LEFT_OUT: "left out",
    "": "not done yet",
}


class Command(BaseCommand):
    help = (
        "Read releases from Word, HTML and text files, from folders, zip files and feeds, into drafts; --publish seals each"
        " at its own date. An import that was interrupted goes on where it stopped when it is called again, and several"
        " processes that are called with the same paths share the work."
    )

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH", type=Path)
        parser.add_argument("--publish", action="store_true", help="seal each release at the date printed on it")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and write nothing")
        parser.add_argument(
            "--report", type=Path, metavar="FILE", help="write what became of every file to FILE, as JSON"
        )

    def handle(
        self, *, paths: list[Path], publish: bool, dry_run: bool, report: Path | None, verbosity: int, **options
    ):
        self.verbosity = verbosity
        if report and not report.absolute().parent.is_dir():
            raise CommandError(f"The folder of the report, {report.absolute().parent}, is not there. Make it first.")
        if dry_run:
            counts, reasons, data = self._rehearse(paths, publish)
        else:
            counts, reasons, data = self._work(paths, publish, is_reported=bool(report))
        if report:
            _write(report, data)
        total = sum(counts.values())
        if total != 1:
            self._summary(counts, reasons, total, is_rehearsal=dry_run)
        if not total:
            raise CommandError("There are no files under these paths.")
        if failed := sum(counts.get(outcome, 0) for outcome in _FAILURES):
            raise CommandError(f"{failed} of {total} file{'s' if total > 1 else ''} failed; see above.")

    def _work(self, paths: list[Path], publish: bool, *, is_reported: bool) -> tuple[dict, dict, dict]:
        run = runs.begin(paths, publish=publish)
        counts = runs.counts(run)
        total = sum(counts.values())
        done = total - counts.get("", 0)
        settled = sum(counts.get(outcome, 0) for outcome in (Outcome.REFUSED, Outcome.LEFT_OUT))
        if done > settled:
            self.stdout.write(
                f"Going on with the import of {run.started_at:%Y-%m-%d %H:%M} UTC: {done} of {total} are done."
            )
        for item in run.items.filter(outcome__in=(Outcome.REFUSED, Outcome.LEFT_OUT)).order_by("id"):
            self._say(archive.Done(name=archive.shown_name(item.place, item.inside), outcome=Outcome(item.outcome), sentence=item.sentence))  # fmt: skip
        try:
            self._follow(archive.work(run), total=total, done=done)
        except KeyboardInterrupt:
            counts = runs.counts(run)
            self.stderr.write(
                f"Interrupted: {total - counts.get('', 0)} of {total} are done. Call it again to go on where it stopped."
            )
            raise SystemExit(130) from None
        run.refresh_from_db()
        counts = runs.counts(run)
        if counts.get(""):
            self.stdout.write(f"{counts['']} documents are in the hands of another process.")
        return counts, runs.reasons(run), runs.report(run) if is_reported else {}

    def _rehearse(self, paths: list[Path], publish: bool) -> tuple[dict, dict, dict]:
        counts: dict[str, int] = {}
        reasons: dict[str, Counter] = {}
        files = []

        def told():
            for done in archive.rehearse(paths, publish=publish):
                counts[done.outcome] = counts.get(done.outcome, 0) + 1
                reasons.setdefault(done.outcome, Counter())[done.sentence] += 1
                files.append({"path": done.place.path, "inside": done.place.inside, "outcome": done.outcome, "sentence": done.sentence, "notices": done.notices, "recognized": done.recognized})  # fmt: skip
                yield done

        self._follow(told(), total=None, done=0)
        return (
            counts,
            {outcome: dict(told.most_common()) for outcome, told in reasons.items()},
            {"is_rehearsal": True, "outcomes": counts, "files": files},
        )

    def _follow(self, found, *, total: int | None, done: int) -> None:
        """Say what becomes of each document, under a bar with rate and remaining time where somebody looks on.

        Django's own stream would end each state of the bar with a new line, in the colour of errors.
        """
        is_hidden = not self.stderr.isatty()
        with tqdm(
            total=total, initial=done, unit=" files", file=sys.stderr, disable=is_hidden, dynamic_ncols=True
        ) as bar:
            for each in found:
                with tqdm.external_write_mode(file=sys.stderr):
                    self._say(each)
                bar.update()

    def _say(self, done: archive.Done) -> None:
        if done.outcome in _FAILURES:
            self.stderr.write(f"{'failed':<12} {done.name}: {done.sentence}")
            return
        if not self.verbosity:
            return
        if done.outcome == Outcome.PUBLISHED and done.release and done.notices:
            self.stdout.write(f"{Outcome.IMPORTED:<12} {done.name}: “{done.release.headline}”")
        elif done.outcome != Outcome.PUBLISHED:
            self.stdout.write(f"{done.outcome:<12} {done.name}: {done.sentence}")
        for notice in done.notices:
            self.stdout.write(f"             {notice}")
        if done.outcome == Outcome.PUBLISHED:
            self.stdout.write(f"{done.outcome:<12} {done.name}: {done.sentence}")
        elif done.outcome == Outcome.IMPORTED and done.release.needs_review:
            self.stdout.write("             It is marked for review at the desk.")

    def _summary(self, counts: dict, reasons: dict, total: int, *, is_rehearsal: bool) -> None:
        self.stdout.write("")
        for outcome, words in _SUMMARY.items():
            if count := counts.get(outcome):
                told = list(reasons.get(outcome, {}).items()) if outcome in _EXPLAINED else []
                self.stdout.write(f"{count:>7,} {words}{':' if told else ''}")
                for sentence, number in told[:_MOST_REASONS]:
                    self.stdout.write(f"        {number:>7,} × {sentence}")
                if others := sum(number for _, number in told[_MOST_REASONS:]):
                    self.stdout.write(f"        {others:>7,} for other reasons, which --report FILE writes down")
        self.stdout.write(f"{total:>7,} in all{'; nothing was written' if is_rehearsal else ''}")


def _write(path: Path, data: dict) -> None:
    """The whole report or none."""
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    partial.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n")
    partial.replace(path)
