"""Files made from sealed bytes and kept: PDFs, cards, smaller pictures.

They lie beside the other private files and have no address of their own: only who has passed the gate asks for them. The
folder may be emptied at any time; what is missing or damaged is made again.
"""

import hashlib
import logging
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from releases import conf

_log = logging.getLogger(__name__)
_DIGEST = 32


def cached(*what: str, make: Callable[[], bytes]) -> bytes:
    """The bytes that ``make`` gives for ``what``: kept from the first time on, so that they stay the same.

    ``what`` names everything that they depend on. Where nothing can be written they are made each time.
    """
    path = _path(what)
    kept = _read(path)
    if kept is not None:
        return kept
    data = make()
    try:
        _write(path, data)
    except OSError as error:
        _log.warning("A made file can't be kept in %s: %s", path.parent, error)
    return data


def _path(what: tuple[str, ...]) -> Path:
    name = hashlib.sha256("\n".join(what).encode()).hexdigest()
    return conf.private_root() / "made" / name[:2] / name


def _read(path: Path) -> bytes | None:
    """None as well for a file that lost power while it was written."""
    try:
        stored = path.read_bytes()
    except OSError:
        return None
    data = stored[_DIGEST:]
    return data if hashlib.sha256(data).digest() == stored[:_DIGEST] else None


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:  # readable by this account only
        file.write(hashlib.sha256(data).digest() + data)
    os.replace(file.name, path)
