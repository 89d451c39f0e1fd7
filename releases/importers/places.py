"""Where the documents of an archive are: files, folders, zip files, and the feeds of an old site."""

import functools
import hashlib
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from releases import readers
from releases.readers import endings

#: What a folder or zip file is searched for. A file that is named on its own is read whatever its name.
DOCUMENTS = (*endings.READ, *endings.REFUSED)
#: What computers leave in folders: named in the report, and no failure.
_LITTER = (".ds_store", "thumbs.db", "desktop.ini")
#: More are no archive of one company.
MOST_MEMBERS = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where one document is. ``left_out`` says why it is none; ``problem`` why it can't be looked for, and what to do."""

    path: str
    inside: str = ""
    stamp: str = ""
    left_out: str = ""
    problem: str = ""

    @property
    def key(self) -> str:
        """Names the place in the table of a run."""
        return hashlib.sha256(f"{self.path}\0{self.inside}".encode(errors="surrogatepass")).hexdigest()


def find(paths: list[Path]) -> Iterator[Place]:
    """Every place under these paths, in the order of their names, folders and zip files opened."""
    for path in paths:
        yield from _find(path.absolute(), is_named=True)


def read(path: str, inside: str) -> bytes:
    """The bytes of a document. Raises OSError, and :class:`readers.Unreadable` for a damaged archive."""
    if not inside:
        return _bounded(Path(path))
    if path.lower().endswith(endings.FEEDS):
        return _feed(path, _stamp(Path(path).stat()))[inside].data
    archive = _zip(path, _stamp(Path(path).stat()))
    try:
        with archive.open(inside) as member:
            data = member.read(readers.LARGEST + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, KeyError, zlib.error) as error:
        raise readers.Unreadable(
            f"{inside} in {os.path.basename(path)} can't be unpacked ({error}); unpack the archive yourself and import the folder."
        ) from error
    return _short(data, os.path.basename(inside))


def name_of(path: str, inside: str) -> str:
    """The name under which a document is read."""
    if inside and path.lower().endswith(endings.FEEDS):
        return _feed(path, _stamp(Path(path).stat()))[inside].name
    return os.path.basename(inside or path)


def _find(path: Path, *, is_named: bool) -> Iterator[Place]:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            for entry in sorted(os.scandir(path), key=lambda entry: entry.name):
                if entry.is_symlink():
                    yield Place(path=entry.path, left_out="It is a link; links are not followed.")
                else:
                    yield from _find(Path(entry.path), is_named=False)
            return
    except OSError as error:
        yield Place(path=str(path), problem=_unreachable(error))
        return
    if not stat.S_ISREG(status.st_mode):
        yield Place(path=str(path), left_out="It is no file.")
    elif path.suffix.lower() in endings.ARCHIVES:
        yield from _members(path, status)
    elif path.suffix.lower() in endings.FEEDS:
        yield from _items(path, status)
    else:
        reason = "" if is_named else _not_a_document(path.name)
        yield Place(path=str(path), stamp=_stamp(status), left_out=reason)


def _members(path: Path, status: os.stat_result) -> Iterator[Place]:
    try:
        members = _zip(str(path), _stamp(status)).infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        yield Place(
            path=str(path),
            stamp=_stamp(status),
            problem=f"can't be opened as a zip file ({error}). Pack it anew, or unpack it and import the folder.",
        )
        return
    if len(members) > MOST_MEMBERS:
        yield Place(
            path=str(path),
            stamp=_stamp(status),
            problem=f"holds {len(members):,} files; at most {MOST_MEMBERS:,} are taken. Split it.",
        )
        return
    for member in sorted((each for each in members if not each.is_dir()), key=lambda each: each.filename):
        problem = ""
        if member.flag_bits & 1:
            problem = "is encrypted. Unpack the archive with its password and import the folder."
        elif member.filename.lower().endswith(endings.ARCHIVES):
            problem = "is a zip file inside of a zip file. Unpack the outer one and import the folder."
        elif member.file_size > readers.LARGEST:
            problem = (
                f"is {member.file_size / 1_000_000:.1f} MB long and the limit is {readers.LARGEST // 1_000_000} MB;"
                " send only the text of the release."
            )
        is_litter = member.filename.startswith("__MACOSX/")
        yield Place(
            path=str(path),
            inside=member.filename,
            stamp=f"{member.file_size} {member.CRC:08x}",
            left_out="It is what a Mac adds to archives."
            if is_litter
            else _not_a_document(os.path.basename(member.filename)),
            problem=problem,
        )


def _items(path: Path, status: os.stat_result) -> Iterator[Place]:
    """The items of a feed; a file that is none is one document."""
    try:
        items = _feed(str(path), _stamp(status))
    except readers.Unreadable as error:
        yield Place(path=str(path), stamp=_stamp(status), problem=str(error))
        return
    except OSError as error:
        yield Place(path=str(path), problem=_unreachable(error))
        return
    for identity, item in items.items():
        stamp = hashlib.sha256(item.data).hexdigest()
        yield Place(path=str(path), inside=identity, stamp=stamp, left_out=item.left_out, problem=item.problem)


def _not_a_document(name: str) -> str:
    if name.startswith((".", "~$")) or name.lower() in _LITTER:
        return "It is hidden, or what a program left behind."
    if not name.lower().endswith((*DOCUMENTS, *endings.ARCHIVES)):
        return f"Files of the kind {os.path.splitext(name)[1] or 'without a suffix'} hold no releases."
    return ""


@functools.lru_cache(maxsize=2)
def _zip(path: str, stamp: str) -> zipfile.ZipFile:
    """The opened archive; kept, since its table of contents grows with it."""
    return zipfile.ZipFile(path)


@functools.lru_cache(maxsize=2)
def _feed(path: str, stamp: str) -> dict[str, readers.Item]:
    """The items of a feed by their identities; kept likewise."""
    items = readers.unfold_confined(_bounded(Path(path)), name=os.path.basename(path))
    return {item.identity: item for item in items}


def _bounded(path: Path) -> bytes:
    with path.open("rb") as file:
        return _short(file.read(readers.LARGEST + 1), path.name)


def _short(data: bytes, name: str) -> bytes:
    if len(data) > readers.LARGEST:
        raise readers.Unreadable(
            f"{name} is longer than {readers.LARGEST // 1_000_000} MB; send only the text of the release."
        )
    return data


def _stamp(status: os.stat_result) -> str:
    return f"{status.st_size} {status.st_mtime_ns}"


def _unreachable(error: OSError) -> str:
    return f"can't be read: {error.strerror}. Check the path and its permissions."
