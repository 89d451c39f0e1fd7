"""Files that wait at the desk: read, corrected, compared, and accepted into a draft or set aside.

Nothing of a waiting file stands in a working record.
"""

import dataclasses
import datetime
import hashlib
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from releases import readers, workflow
from releases.compose import compose
from releases.document import Document, compare
from releases.importers import chosen, questions, stored
from releases.importers.earlier import earlier_release
from releases.importers.figures import take_figures
from releases.importers.matching import Near
from releases.importers.records import create_records, replace_words
from releases.importers.sources import keep_source, kept_bytes
from releases.models import Company, IncomingFile, Release, SourceFile
from releases.vocabulary import CorrectionKind, IncomingState, RecordKind, ReleaseState, TrackedChanges, Verb
from releases.workflow import Refused

_OPEN = {ReleaseState.DRAFT, ReleaseState.IN_REVIEW, ReleaseState.APPROVED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What became of a file at the desk: it waits, or it came before and changes nothing."""

    incoming: IncomingFile | None
    release: Release | None = None  # that has these bytes, or these words, already


def receive(data: bytes, *, name: str, by, now: datetime.datetime) -> Received:
    """Read a file and let it wait. Raises :class:`readers.Unreadable`; nothing is kept then."""
    digest = hashlib.sha256(data).hexdigest()
    if before := _came_before(digest):
        return before
    reading = stored.read(data, name=name)
    try:
        with kept_bytes(data) as kept, transaction.atomic():
            earlier = earlier_release(reading.document, name=name)
            if earlier and not stored.has_tracked(reading) and not differs(earlier, reading.document):
                return Received(incoming=None, release=earlier)
            misses = questions.open_near_misses(reading.document, is_historic=False)
            waiting = wait(
                reading,
                stored_name=kept.store(),
                data=data,
                name=name,
                by=by,
                now=now,
                release=earlier,
                misses=misses,
            )
    except IntegrityError:  # the same bytes came twice at the same moment
        if before := _came_before(digest):
            return before
        raise
    return Received(incoming=waiting, release=earlier)


def wait(
    reading: readers.Reading,
    *,
    stored_name: str,
    data: bytes,
    name: str,
    by,
    now: datetime.datetime,
    release: Release | None,
    misses: list[Near],
) -> IncomingFile:
    """Store a file that waits, with the questions about it. To be called inside a transaction."""
    incoming = IncomingFile.objects.create(
        name=name[-250:],
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        file=stored_name,
        reading=stored.to_stored(reading),
        release=release,
        brought_at=now,
        brought_by=by,
    )
    incoming.questions.set(questions.ask(miss) for miss in misses)
    return incoming


def reading_of(incoming: IncomingFile) -> readers.Reading:
    """What was read, with the parts that an editor has chosen in their places."""
    reading = stored.from_stored(incoming.reading)
    return chosen.reread(reading, {int(at): part for at, part in incoming.chosen.items()})


def reasons_to_wait(incoming: IncomingFile, *, is_historic: bool = False) -> tuple[str, ...]:
    """What has to be decided before the file can be accepted as a release of its own, in sentences. ``is_historic`` leaves
    out the questions about contacts: an old release keeps those that it printed."""
    reasons = [
        f"Is “{question.printed}” a record that is known? {question.differs}"
        for question in incoming.questions.filter(answer="")
        if not (is_historic and question.kind == RecordKind.CONTACT)
    ]
    if stored.has_tracked(stored.from_stored(incoming.reading)) and not incoming.tracked:
        reasons.append("The file holds tracked changes. Accept or reject them.")
    if incoming.release:
        reasons.append(f"It differs from the release “{incoming.release.headline}”. Look at the redline.")
    return tuple(reasons)


def differs(release: Release, document: Document) -> bool:
    """Whether the release would change if the document's words became its own."""
    return bool(compare.changed_fields(*compared(release, document)))


def compared(release: Release, document: Document) -> tuple[Document, Document]:
    """The release as it stands, and as it would stand with the document's words. Writes nothing."""
    before = compose(release)
    with transaction.atomic():
        working = Release.objects.get(pk=release.pk)
        replace_words(working, document, by=None, today=release.created_at.date())
        after = compose(working)
        transaction.set_rollback(True)
    if after.date is None:
        after = dataclasses.replace(after, date=before.date)
    return before, after


def accept(
    incoming: IncomingFile,
    *,
    by,
    now: datetime.datetime,
    is_new: bool = False,
    kind: CorrectionKind | str = "",
    note: str = "",
    is_historic: bool = False,
) -> Release:
    """Make a draft of the file; or, when it changes a release (and not ``is_new``), change that release's draft.

    A public release is opened for a correction of this kind, with this note. Raises :class:`workflow.Refused` with every
    reason and :class:`writing.Misfit`, and nothing is written then.
    """
    with incoming.file.open("rb") as source:
        data = source.read()
    images = (
        stored.read(data, name=incoming.name, tracked=incoming.tracked).images if incoming.reading["images"] else ()
    )
    with transaction.atomic():
        release, reading, remarks = _write(
            incoming, by=by, now=now, is_new=is_new, kind=kind, note=note, is_historic=is_historic
        )
        remarks += take_figures(release, images)
        notices = (*stored.sentences(reading.notices), *remarks)
        keep_source(release, stored_name=incoming.file.name, data=data, name=incoming.name, notices=notices)
        IncomingFile.objects.filter(pk=incoming.pk).update(
            state=IncomingState.ACCEPTED, release=release, decided_at=now, decided_by=by
        )
    release.refresh_from_db()
    return release


def _write(incoming: IncomingFile, *, by, now, is_new: bool, kind: str, note: str, is_historic: bool):
    """The release with the words of the file, what was read, and remarks."""
    Company.objects.select_for_update().first()
    incoming = IncomingFile.objects.select_for_update().get(pk=incoming.pk)
    reading = reading_of(incoming)
    reasons = _against_accepting(incoming, reading.document, is_historic=is_historic)
    release = None if is_new else incoming.release
    if release:
        release = Release.objects.select_for_update().get(pk=release.pk)
        reasons += _against_changing(release, by, is_correction=bool(kind))
    if reasons:
        raise Refused(*reasons)
    if release is None:
        release, remarks = create_records(reading.document, by=by, today=now.date())
    else:
        if release.state == ReleaseState.SEALED:
            workflow.correct(release, by=by, kind=kind, note=note)
            release.refresh_from_db()
        remarks = replace_words(release, reading.document, by=by, today=now.date())
        workflow.reconsider(release, by=by)
    if any(notice.needs_review for notice in reading.notices):
        Release.objects.filter(pk=release.pk).update(needs_review=True)
    return release, reading, remarks


@transaction.atomic
def set_aside(incoming: IncomingFile, *, by, now: datetime.datetime) -> None:
    """Let the file wait no longer; it may come again. Raises :class:`workflow.Refused`."""
    incoming = IncomingFile.objects.select_for_update().get(pk=incoming.pk)
    if incoming.state != IncomingState.WAITING:
        raise Refused("The file waits no longer: somebody has decided about it.")
    incoming.state, incoming.decided_at, incoming.decided_by = IncomingState.SET_ASIDE, now, by
    incoming.save()


@transaction.atomic
def choose(incoming: IncomingFile, parts: dict[int, str]) -> None:
    """Store which parts an editor has chosen for paragraphs; "" takes a choice back. Raises :class:`workflow.Refused`."""
    incoming = IncomingFile.objects.select_for_update().get(pk=incoming.pk)
    if incoming.state != IncomingState.WAITING:
        raise Refused("The file waits no longer: somebody has decided about it.")
    count = len(incoming.reading["source"])
    unknown = [part for at, part in parts.items() if part and (part not in chosen.Part.values or not 0 <= at < count)]
    if unknown:
        raise Refused("Choose one of the parts for a paragraph of this file.")
    kept = {int(at): part for at, part in incoming.chosen.items()} | parts
    incoming.chosen = {str(at): part for at, part in sorted(kept.items()) if part}
    incoming.save()
    ask_anew(incoming)


def decide_changes(incoming: IncomingFile, tracked: TrackedChanges | str) -> list[str]:
    """Accept or reject the tracked changes of a Word file. Parts that an editor has chosen stay with their paragraphs;
    returns the words of those that went with a change. Raises :class:`workflow.Refused`."""
    if tracked not in TrackedChanges.values:
        raise Refused("Say whether the tracked changes are accepted or rejected.")
    with incoming.file.open("rb") as source:
        reading = stored.read(source.read(), name=incoming.name, tracked=tracked)
    gone: list[str] = []
    with transaction.atomic():
        incoming = IncomingFile.objects.select_for_update().get(pk=incoming.pk)
        if incoming.state != IncomingState.WAITING:
            raise Refused("The file waits no longer: somebody has decided about it.")
        if incoming.tracked != tracked:
            parts = {int(at): part for at, part in incoming.chosen.items()}
            parts, gone = chosen.carried(parts, stored.from_stored(incoming.reading).source, reading.source)
            incoming.chosen = {str(at): part for at, part in sorted(parts.items())}
            incoming.tracked, incoming.reading = tracked, stored.to_stored(reading)
            incoming.save()
        ask_anew(incoming)
    return gone


def ask_anew(incoming: IncomingFile) -> None:
    """Ask about the file's near misses as the records stand now."""
    document = reading_of(incoming).document
    incoming.questions.set(questions.ask(miss) for miss in questions.open_near_misses(document, is_historic=False))


def _against_accepting(incoming: IncomingFile, document: Document, *, is_historic: bool) -> list[str]:
    if incoming.state != IncomingState.WAITING:
        return ["The file waits no longer: somebody has decided about it."]
    reasons = []
    if not document.headline:
        reasons.append("No headline was found. Choose the paragraph that is the headline.")
    if stored.has_tracked(stored.from_stored(incoming.reading)) and incoming.tracked not in TrackedChanges.values:
        reasons.append("The file holds tracked changes. Accept or reject them first.")
    misses = questions.open_near_misses(document, is_historic=is_historic)
    return reasons + [f"Say first whether “{miss.printed}” means {miss.record}." for miss in misses]


def _against_changing(release: Release, by, *, is_correction: bool) -> list[str]:
    if release.state in _OPEN:
        return []
    if release.state == ReleaseState.WITHDRAWN:
        return ["The release is withdrawn. Accept the file as a release of its own."]
    if not is_correction:
        return ["The release is public. Accept the file as a correction."]
    return workflow.against_verb(release, Verb.CORRECT, by=by)


def _came_before(digest: str) -> Received | None:
    if known := SourceFile.objects.select_related("release").filter(sha256=digest).first():
        return Received(incoming=None, release=known.release)
    waiting = IncomingFile.objects.filter(sha256=digest, state=IncomingState.WAITING).select_related("release").first()
    return Received(incoming=waiting, release=waiting.release) if waiting else None
