"""Runs the self-probe; docs/running.md."""

import os
import signal
import threading

from django.core.management.base import BaseCommand, CommandError

from releases import conf
from releases.vocabulary import ProbeOutcome
from releases.watch import worker


class Command(BaseCommand):
    help = (
        "Ask the site, as an outsider would, for whatever a release could leak through, and keep what was seen: each minute,"
        " each 10 seconds in the last 5 minutes, and from the instant on until every channel is open."
    )

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="One round; ends with an error if something is wrong.")
        parser.add_argument(
            "--with-parent", action="store_true", help="Stop when the process that started this one ends."
        )

    def handle(self, *, once: bool, with_parent: bool, **options):
        if conf.is_public():
            raise CommandError("The self-probe knows what is sealed, so it runs with IRSITE_ROLE=desk, not public.")
        if once:
            self._once()
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        if with_parent:
            threading.Thread(target=_stop_with_parent, args=(os.getppid(), stop), daemon=True).start()
        worker.run(stop)

    def _once(self) -> None:
        written = worker.once()
        for each in written:
            self.stdout.write(f"{each}: {each.as_expected} of {each.asked} channels. {each.error}".rstrip())
        if not written:
            self.stdout.write("Nothing is sealed or planned for later.")
        if bad := [each for each in written if each.outcome != ProbeOutcome.GREEN]:
            raise CommandError(f"{len(bad)} of {len(written)} releases are not as they should be.")


def _stop_with_parent(parent: int, stop: threading.Event) -> None:
    while not stop.wait(0.5):
        if os.getppid() != parent:
            stop.set()
