"""Runs: the documents of an archive in one table, from which processes take their work.

A process claims a few documents at a time for as long as they can take; what it has claimed when it dies is free again at
once on its own machine, and after the lease elsewhere. What became of a document is written in the transaction that wrote
the document, by who still holds its claim: so each is brought in exactly once.
"""

import datetime
import hashlib
import json
import os
import socket
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from django.db import IntegrityError, connection, transaction
from django.db.models import Count, Q

from releases import editions
from releases.importers import places
from releases.importers.intake import Outcome
from releases.importers.places import Place
from releases.models import ImportItem, ImportRun

#: How many documents a process claims at a time, and for how long: each may take 10 seconds to read.
CLAIM, LEASE = 5, datetime.timedelta(minutes=3)
_BATCH = 500


def begin(paths: list[Path], *, publish: bool) -> ImportRun:
    """The run of these paths and options that is not finished yet, else a new one; with all documents that are there."""
    options = {"paths": sorted(str(path.absolute()) for path in paths), "publish": publish}
    key = hashlib.sha256(json.dumps(options, sort_keys=True).encode()).hexdigest()
    unfinished = ImportRun.objects.filter(key=key, finished_at=None)
    run = unfinished.first()
    if run is None:
        try:
            with transaction.atomic():
                run = ImportRun.objects.create(key=key, options=options, started_at=editions.database_now())
        except IntegrityError:  # another process began it at the same moment
            run = unfinished.get()
    found = places.find(paths)
    while batch := list(islice(found, _BATCH)):
        now = editions.database_now()
        ImportItem.objects.bulk_create([_item(run, place, now) for place in batch], ignore_conflicts=True)
    return run


def claim(run: ImportRun, *, worker: str) -> list[ImportItem]:
    """The next documents for this process, in the order of the archive; none when all are done or claimed."""
    now = editions.database_now()
    with transaction.atomic():
        free = ImportItem.objects.filter(Q(leased_until=None) | Q(leased_until__lte=now), run=run, outcome="")
        # SQLite has one writer at a time, and this transaction is it.
        skips = connection.features.has_select_for_update_skip_locked
        items = list(free.order_by("id").select_for_update(skip_locked=skips)[:CLAIM])
        ImportItem.objects.filter(pk__in=[item.pk for item in items]).update(worker=worker, leased_until=now + LEASE)
    return items


def give_back(run: ImportRun, *, worker: str) -> None:
    """Free what this process has claimed and not finished."""
    ImportItem.objects.filter(run=run, outcome="", worker=worker).update(worker="", leased_until=None)


def free_the_dead(run: ImportRun) -> int:
    """Free what processes of this machine had claimed that are no more; returns how many documents that are."""
    host = f"{socket.gethostname()}:"
    claimed = ImportItem.objects.filter(run=run, outcome="", worker__startswith=host)
    dead = [worker for worker in claimed.values_list("worker", flat=True).distinct() if not _lives(worker)]
    return claimed.filter(worker__in=dead).update(worker="", leased_until=None)


def finish(
    item: ImportItem,
    *,
    worker: str,
    outcome: Outcome,
    sentence: str = "",
    notices: Iterable[str] = (),
    recognized: dict[str, int] | None = None,
    release=None,
    incoming=None,
) -> None:
    """Write what became of a document. Raises :class:`Lost` when somebody else has claimed it meanwhile."""
    now = editions.database_now()
    held = ImportItem.objects.filter(pk=item.pk, worker=worker, outcome="")
    facts = {"sentence": sentence, "notices": list(notices), "recognized": recognized or {}}
    facts |= {"release": release, "incoming": incoming}
    if not held.update(outcome=outcome, finished_at=now, leased_until=None, **facts):
        raise Lost


class Lost(Exception):
    """The claim was lost: another process brings the document in."""


def close(run: ImportRun) -> bool:
    """Finish the run if all of its documents are; whether they are."""
    if run.items.filter(outcome="").exists():
        return False
    ImportRun.objects.filter(pk=run.pk, finished_at=None).update(finished_at=editions.database_now())
    return True


def counts(run: ImportRun) -> dict[str, int]:
    """How many documents had which outcome; "" counts those that wait."""
    return dict(run.items.order_by().values_list("outcome").annotate(Count("id")))


def former_release(item: ImportItem):
    """The release that the document at this place became in an earlier run."""
    before = ImportItem.objects.filter(place_key=item.place_key, release__isnull=False).exclude(pk=item.pk)
    last = before.select_related("release").order_by("-id").first()
    return last.release if last else None


def reasons(run: ImportRun) -> dict[str, dict[str, int]]:
    """For each outcome its sentences, each with the number of documents it was said of, the most frequent first."""
    told = run.items.exclude(outcome="").values_list("outcome", "sentence").annotate(count=Count("id"))
    found: dict[str, dict[str, int]] = {}
    for outcome, sentence, count in told.order_by("-count", "sentence"):
        found.setdefault(outcome, {})[sentence] = count
    return found


def report(run: ImportRun) -> dict:
    """The run as JSON data, for machines."""
    return {
        "options": run.options,
        "started_at": run.started_at.isoformat(),
        "finished_at": run.finished_at.isoformat() if run.finished_at else None,
        "outcomes": {name or "waiting": count for name, count in sorted(counts(run).items())},
        "files": list(_files(run)),
    }


def worker_name() -> str:
    """This process, as claims name it."""
    return f"{socket.gethostname()}:{os.getpid()}:{_started(os.getpid())}"


def _files(run: ImportRun) -> Iterator[dict]:
    for item in run.items.select_related("release").order_by("id").iterator(chunk_size=_BATCH):
        yield {
            "path": item.place,
            "inside": item.inside,
            "outcome": item.outcome or "waiting",
            "sentence": item.sentence,
            "notices": item.notices,
            "recognized": item.recognized,
            "release": str(item.release.key) if item.release else None,
            "headline": item.release.headline if item.release else None,
        }


def _item(run: ImportRun, place: Place, now: datetime.datetime) -> ImportItem:
    outcome = Outcome.REFUSED if place.problem else Outcome.LEFT_OUT if place.left_out else ""
    return ImportItem(
        run=run,
        place=place.path,
        inside=place.inside,
        place_key=place.key,
        stamp=place.stamp[:80],
        outcome=outcome,
        sentence=place.problem or place.left_out,
        finished_at=now if outcome else None,
    )


def _lives(worker: str) -> bool:
    _, pid, started = worker.rsplit(":", 2)
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return _started(int(pid)) == started


def _started(pid: int) -> str:
    """When the process began, in the system's own count: numbers of processes are used again. "" where nothing tells."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]
    except OSError:
        return ""
