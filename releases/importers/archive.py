"""Bringing in archives: every document on its own, so that one that fails stops no other."""

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.db import IntegrityError, OperationalError, transaction

from releases import conf, editions, readers, workflow
from releases.importers import places, runs, stored
from releases.importers.intake import Intake, Outcome, bring_in_reading, is_known, publish
from releases.importers.writing import Misfit
from releases.models import Edition, ImportItem, ImportRun, Release

_log = logging.getLogger(__name__)
#: Two processes that create the same record at the same moment: the second one finds it when it tries again.
_TRIES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What became of one document, in a word and a sentence."""

    name: str
    outcome: Outcome
    sentence: str = ""
    notices: tuple[str, ...] = ()
    recognized: dict[str, int] = field(
        default_factory=dict
    )  # how surely each part, in per cent; empty when not read anew
    release: Release | None = None
    edition: Edition | None = None
    place: places.Place | None = None  # told by a rehearsal


class _Rehearsed(Exception):
    """Ends a transaction that was made to see what it would do."""


def work(run: ImportRun, *, by=None) -> Iterator[Done]:
    """Bring in the documents of the run that nobody else does, one after the other, until none is left to be claimed."""
    worker = runs.worker_name()
    runs.free_the_dead(run)
    try:
        while items := runs.claim(run, worker=worker) or (runs.free_the_dead(run) and runs.claim(run, worker=worker)):
            for item in items:
                try:
                    yield _finished(item, worker, by=by, is_published=run.options["publish"])
                except runs.Lost:
                    continue
    finally:
        runs.give_back(run, worker=worker)
    runs.close(run)


def rehearse(paths: list[Path], *, publish: bool, by=None) -> Iterator[Done]:
    """What bringing in these paths would do; nothing is written."""
    for place in places.find(paths):
        shown = shown_name(place.path, place.inside)
        if place.problem or place.left_out:
            outcome = Outcome.REFUSED if place.problem else Outcome.LEFT_OUT
            yield Done(name=shown, outcome=outcome, sentence=place.problem or place.left_out, place=place)
            continue
        found: list[Done] = []

        def then(done: Done, intake: Intake, found=found) -> None:
            found.append(done)
            raise _Rehearsed

        try:
            done = _bring_in(place.path, place.inside, None, by=by, is_published=publish, then=then)
        except _Rehearsed:
            (done,) = found
        yield replace(done, place=place)


def shown_name(path: str, inside: str) -> str:
    """The document's name for people."""
    name = Path(path).name or path
    return f"{name} › {inside}" if inside else name


def _finished(item: ImportItem, worker: str, *, by, is_published: bool) -> Done:
    def finish(done: Done, intake: Intake | None = None) -> None:
        runs.finish(
            item,
            worker=worker,
            outcome=done.outcome,
            sentence=done.sentence,
            notices=done.notices,
            recognized=done.recognized,
            release=done.release,
            incoming=intake.incoming if intake else None,
        )

    wrote: list[Done] = []

    def then(done: Done, intake: Intake) -> None:
        finish(done, intake)
        wrote.append(done)

    formerly = runs.former_release(item)
    done = _bring_in(item.place, item.inside, formerly, by=by, is_published=is_published, then=then)
    if not wrote:
        finish(done)
    return done


def _bring_in(path: str, inside: str, formerly: Release | None, *, by, is_published: bool, then) -> Done:
    """Bring one document in; ``then`` is called with what became of it, in the transaction that wrote it. What could not
    be brought in is returned without that call."""
    shown = shown_name(path, inside)
    try:
        name = places.name_of(path, inside)
        data = places.read(path, inside)
        reading = None if is_known(data) else stored.read(data, name=name)
        recognized = readers.certainty(reading.parts) if reading else {}
        for attempt in range(_TRIES):
            results: list[Done] = []
            try:
                bring_in_reading(
                    reading,
                    data,
                    name=name,
                    by=by,
                    today=editions.database_now().date(),
                    is_historic=is_published,
                    formerly=formerly,
                    then=lambda intake, results=results: _after(
                        intake, shown, recognized, by, is_published, results, then
                    ),
                )
            except (IntegrityError, OperationalError):
                if attempt == _TRIES - 1:
                    raise
                time.sleep(0.1 * (attempt + 1))
            else:
                return results[0]
    except OSError as error:
        sentence = f"can't be read: {error.strerror}. Check the path and its permissions."
        return Done(name=shown, outcome=Outcome.REFUSED, sentence=sentence)
    except (readers.Unreadable, Misfit) as error:
        return Done(name=shown, outcome=Outcome.REFUSED, sentence=str(error))
    except (runs.Lost, _Rehearsed):
        raise
    except Exception as error:
        _log.exception("The import stumbled over %s.", shown)
        sentence = (
            f"could not be brought in because of a fault in the import ({type(error).__name__}); nothing of it was"
            " written. Show the file to whoever runs the site."
        )
        return Done(name=shown, outcome=Outcome.REFUSED, sentence=sentence)
    raise AssertionError  # the loop returns or raises


def _after(
    intake: Intake, shown: str, recognized: dict[str, int], by, is_published: bool, results: list[Done], then
) -> None:
    edition, outcome, sentence = None, intake.outcome, _sentence(intake)
    has_release = intake.outcome in (Outcome.IMPORTED, Outcome.UNCHANGED)
    if is_published and has_release:
        try:
            with transaction.atomic():
                edition = publish(intake.release, by=by, now=editions.database_now())
        except workflow.Refused as refused:
            outcome, sentence = Outcome.KEPT, "stays a draft: " + " ".join(refused.reasons)
        else:
            if edition:
                outcome, sentence = Outcome.PUBLISHED, _published(edition)
    results.append(
        Done(
            name=shown,
            outcome=outcome,
            sentence=sentence,
            notices=intake.notices,
            recognized=recognized,
            release=intake.release,
            edition=edition,
        )
    )
    then(results[0], intake)


def _published(edition: Edition) -> str:
    return f"edition {edition.number} at {conf.origin()}{edition.path}"


def _sentence(intake: Intake) -> str:
    if intake.outcome == Outcome.UNCHANGED:
        return f"has been imported already as “{intake.release.headline}”; nothing was changed."
    if intake.outcome == Outcome.CHANGED:
        return (
            f"is a later version of “{intake.release.headline}”. Its redline waits at the desk, under Incoming files."
        )
    if intake.outcome == Outcome.ASKED:
        return "waits at the desk, under Incoming files, for an answer. Run the import again when it is given."
    return f"“{intake.release.headline}”"
