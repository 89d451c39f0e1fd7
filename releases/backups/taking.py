"""Taking a backup: the database of one moment, and the private files that it names."""

import hashlib
import io
import json
import os
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from releases import conf, editions
from releases.backups import databases
from releases.backups.sealing import seal
from releases.models import Edition, Release

#: What is made from sealed bytes is made again.
LEFT_OUT = "made"
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
    meanwhile are taken along and harm nothing.
    """
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
                digests[name] = hashlib.sha256(file.read_bytes()).hexdigest()
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
            target.flush()
            os.fsync(target.fileno())
        size = outside.stat().st_size
        # On the same file system it is one step; elsewhere a copy beside the name, and then one step.
        beside = path.with_name(f".{path.name}.part")
        beside.write_bytes(outside.read_bytes())
        os.replace(beside, path)
    return Taken(files=len(digests), size=size, **facts)


def _private() -> list[Path]:
    root = conf.private_root()
    return [path for path in root.rglob("*") if path.is_file() and path.relative_to(root).parts[0] != LEFT_OUT]
