"""A site from a backup: what was public is public, what was to come stays closed, what was withdrawn stays withdrawn."""

import contextlib
import datetime
import json
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.contrib.sessions.models import Session
from django.db import connection, models, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.models import Exists, F, OuterRef, Q

from releases import conf, editions
from releases.backups import databases
from releases.backups.sealing import BackupError, opened
from releases.backups.taking import DATABASE, FILES, MANIFEST, digest
from releases.editions.guard import remove_guard
from releases.migrations._replaced import REPLACED, unfinished
from releases.models import Edition, HistoryEntry, Release, SealedRecord
from releases.vocabulary import ReleaseState, Verb

_HELD = "Restored from a backup of {taken_at:%Y-%m-%d %H:%M:%S} UTC: whatever was to become public after it is held until somebody decides."


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a restored site holds."""

    taken_at: datetime.datetime
    releases: int
    editions: int
    files: int
    held: tuple[str, ...]  # headlines of what was scheduled, and is closed
    withdrawn: tuple[str, ...]  # headlines of what the journal took back again
    unknown: int  # withdrawals of releases that the backup does not know


def restore(path: Path, *, key: bytes, journal: Path | None) -> Restored:
    """Fill this site, which is empty, from the backup; ``journal`` is the file of withdrawals that the lost site wrote.

    Everything is read and compared before anything is written. Raises BackupError with nothing written otherwise.
    """
    withdrawals = _read_journal(journal) if journal else []
    if not databases.is_empty():
        raise BackupError(
            "The database is not empty, and a restore writes over nothing. Name an empty one in DATABASE_URL, with an empty"
            " data folder in IRSITE_DATA."
        )
    if conf.private_root().exists() and any(conf.private_root().iterdir()):
        raise BackupError(
            f"{conf.private_root()} is not empty, and a restore writes over nothing. Name an empty IRSITE_DATA."
        )
    conf.data_folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=conf.data_folder()) as folder:
        manifest = _unpack(path, key, Path(folder))
        with _unfinished():
            databases.load(Path(folder) / DATABASE)
            _place(Path(folder))
            taken_at = datetime.datetime.fromisoformat(manifest["taken_at"])
            with _unguarded(), transaction.atomic():
                held = _hold(taken_at, withdrawals)
            withdrawn, unknown = _withdraw_again(withdrawals)
            Session.objects.all().delete()  # whoever was signed in then may have been shut out since
    return Restored(
        taken_at=taken_at, releases=manifest["releases"], editions=manifest["editions"], files=len(manifest["files"]),
        held=held, withdrawn=withdrawn, unknown=unknown,
    )  # fmt: skip


@contextlib.contextmanager
def _unfinished() -> Iterator[None]:
    """A mark in the data folder while the site is half of one: no process serves from it (:mod:`releases.checks`)."""
    mark = conf.unfinished_restore()
    mark.touch(mode=0o600)
    yield
    mark.unlink()


def _unpack(path: Path, key: bytes, folder: Path) -> dict:
    """Everything in the archive, compared with its manifest."""
    inside = folder / "inside.tar"
    try:
        with path.open("rb") as source, inside.open("wb") as target:
            for piece in opened(source, key):
                target.write(piece)
    except OSError as error:
        raise BackupError(f"{path} can't be read: {error.strerror}.") from error
    with tarfile.open(inside) as archive:
        archive.extractall(folder, filter="data")
    manifest = json.loads((folder / MANIFEST).read_text())
    if manifest["version"] != 1:
        raise BackupError(
            f"The backup is of version {manifest['version']}, which this irsite does not know. Take a later irsite."
        )
    if manifest["vendor"] != connection.vendor:
        raise BackupError(
            f"The backup is of {manifest['vendor']}, and DATABASE_URL names {connection.vendor}. Name a {manifest['vendor']} database."
        )
    known = _known_migrations()
    if later := [name for name in map(tuple, manifest["migrations"]) if name[0] == "releases" and name not in known]:
        raise BackupError(
            f"The backup is of a later irsite: it has the migration {later[0][1]}. Take that irsite, or a later one."
        )
    if between := unfinished(map(tuple, manifest["migrations"])):
        raise BackupError(
            f"The backup is of an earlier irsite that lacked the migration {between[1]}. Restore it with the last irsite that has"
            " this migration, migrate, and take a new backup."
        )
    for name, expected in manifest["files"].items():
        if digest(folder / name) != expected:
            raise BackupError(f"The file {name} in the backup is not what was taken. Take another copy of the backup.")
    return manifest


def _known_migrations() -> set[tuple[str, str]]:
    return {*MigrationLoader(None, ignore_no_migrations=True).disk_migrations, *REPLACED}


def _place(folder: Path) -> None:
    root = conf.private_root()
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    source = folder / FILES
    for file in sorted(source.rglob("*")) if source.exists() else ():
        target = root / file.relative_to(source)
        if file.is_dir():
            target.mkdir(mode=0o700, exist_ok=True)
        else:
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.copyfile(file, target)
            target.chmod(0o600)


@contextlib.contextmanager
def _unguarded() -> Iterator[None]:
    """The guard steps aside: it lets nothing be called back whose instant has passed since the backup."""
    remove_guard()
    try:
        yield
    finally:
        editions.install_guard()


def _hold(taken_at: datetime.datetime, withdrawals: list[dict]) -> tuple[str, ...]:
    """Call back whatever had not become public when the backup was taken, editions and copies of records, and say so.

    What the journal names was public in the meantime: it stays, since its address is known and has to answer with the notice.
    """
    gone = {each["digest"] for each in withdrawals}
    was_public = Edition.objects.standing().filter(digest__in=gone, live_at__lte=editions.database_now())
    known = Exists(was_public.filter(release=OuterRef("release"), number__gte=OuterRef("number")))
    scheduled = list(Edition.objects.standing().filter(~known, live_at__gt=taken_at).order_by("-number"))
    for edition in scheduled:
        models.QuerySet.update(Edition.objects.filter(pk=edition.pk), called_back_at=taken_at)
        models.QuerySet.update(
            Edition.objects.standing().filter(release=edition.release_id, number=edition.number - 1), superseded_at=None
        )
        release = Release.objects.get(pk=edition.release_id)
        HistoryEntry.objects.create(
            release=release, verb=Verb.HOLD, from_state=release.state, to_state=ReleaseState.APPROVED, at=editions.database_now(),
            reason=_HELD.format(taken_at=taken_at), digest=edition.digest,
        )  # fmt: skip
        correction = edition.document.correction  # it is one again, as after a calling back
        Release.objects.filter(pk=release.pk).update(
            state=ReleaseState.APPROVED,
            correction_kind=correction.kind if correction else "",
            correction_note=correction.note if correction else "",
        )
    # Copies of what stays were sealed with it; those that were sealed alone, or with what is held, are held, too.
    copies = SealedRecord.objects.standing().filter(
        Q(edition=None) | Q(edition__called_back_at__isnull=False), live_at__gt=taken_at
    )
    for copy in list(copies):
        models.QuerySet.update(SealedRecord.objects.filter(pk=copy.pk), called_back_at=taken_at)
        models.QuerySet.update(
            SealedRecord.objects.standing().filter(
                kind=copy.kind, record_key=copy.record_key, superseded_at=copy.live_at
            ),
            superseded_at=None,
        )
    scheduled.sort(key=lambda edition: edition.live_at)
    return tuple(edition.document.headline for edition in scheduled)


def _read_journal(path: Path) -> list[dict]:
    try:
        return editions.read_lines(path.read_bytes())[0]
    except (OSError, ValueError) as error:
        raise BackupError(
            f"The journal {path} can't be read: {error}. Find it in the data folder of the lost site."
        ) from error


def _withdraw_again(withdrawals: list[dict]) -> tuple[tuple[str, ...], int]:
    """Withdraw what was withdrawn after the backup was taken, in the same order. What the journal names and the backup does not
    know as public is closed for good, too: it can't go out again."""
    again, unknown = [], 0
    for withdrawal in withdrawals:
        release = Release.objects.filter(editions__feed_id=withdrawal["release"]).first()
        if release is None:
            unknown += 1
            continue
        edition = Edition.objects.published().filter(release=release).order_by("-number").first()
        with transaction.atomic():
            notice = None
            if edition is not None and not edition.is_withdrawal:
                notice = editions.withdraw(release, by=None, notice=withdrawal["notice"])
                again.append(edition.document.headline)
            _close(release, withdrawal["notice"], digest=notice.digest if notice else "")
    return tuple(again), unknown


def _close(release: Release, notice: str, *, digest: str) -> None:
    """The release is withdrawn in whatever state the backup has it, and its history says so."""
    if release.state == ReleaseState.WITHDRAWN:
        return
    HistoryEntry.objects.create(
        release=release, verb=Verb.WITHDRAW, from_state=release.state, to_state=ReleaseState.WITHDRAWN,
        at=editions.database_now(), reason=notice, digest=digest,
    )  # fmt: skip
    Release.objects.filter(pk=release.pk).update(state=ReleaseState.WITHDRAWN, version=F("version") + 1)
