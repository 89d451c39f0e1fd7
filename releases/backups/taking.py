"""Taking a backup: the database of one moment, and the private files that it names."""

import hashlib
import io
import json
import os
import shutil
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from releases import conf, editions
from releases.backups import databases
from releases.backups.sealing import BackupError, seal
from releases.models import Edition, Release

MANIFEST, DATABASE, FILES = "manifest.json", "database", "private/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a backup holds."""

    releases: int
    editions: int
    files: int
    size: int  # bytes of the sealed archive


def take(path: Path, *, key: bytes) -> Taken:
    """Write a backup to ``path``, whole or not at all.

    Files are never written over, so those that the database names at its moment are still there afterwards; files that come
    meanwhile are taken along and harm nothing. Withdrawals that the journal beside the database lacks are added to it.
    """
    editions.note_withdrawals()
    with tempfile.TemporaryDirectory(dir=conf.data_folder()) as folder:
        inside, outside = Path(folder) / "inside.tar", Path(folder) / "outside"
        taken_at = editions.database_now()
        databases.dump(Path(folder) / DATABASE)
        facts = {"releases": Release.objects.count(), "editions": Edition.objects.count()}
        digests = {}
        with tarfile.open(inside, "w") as archive:
            archive.add(Path(folder) / DATABASE, DATABASE)
            for file in sorted(_private()):
                name = FILES + str(file.relative_to(conf.private_root()))
                archive.add(file, name)
                digests[name] = digest(file)
            manifest = {
                "version": 1,
                "taken_at": taken_at.isoformat(),
                "vendor": connection.vendor,
                "migrations": sorted(map(list, MigrationRecorder(connection).applied_migrations())),
                "files": digests,
                **facts,
            }
            data = json.dumps(manifest, indent=1).encode()
            described = tarfile.TarInfo(MANIFEST)
            described.size = len(data)
            archive.addfile(described, io.BytesIO(data))
        with inside.open("rb") as source, outside.open("wb") as target:
            seal(source, target, key)
        size = outside.stat().st_size
        _put(outside, path)
    return Taken(files=len(digests), size=size, **facts)


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _put(source: Path, path: Path) -> None:
    """A copy beside the name, on the disk, and then the name in one step."""
    beside = path.with_name(f".{path.name}.part")
    try:
        with source.open("rb") as whole, beside.open("wb") as target:
            shutil.copyfileobj(whole, target, 1024 * 1024)
            target.flush()
            os.fsync(target.fileno())
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise BackupError(f"The backup can't be written to {path}: {error.strerror}. Name another place.") from error


def _private() -> list[Path]:
    return [path for path in conf.private_root().rglob("*") if path.is_file()]
