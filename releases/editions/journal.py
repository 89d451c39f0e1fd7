"""What was withdrawn, beside the database: so that an older backup does not bring it back.

A line of JSON for each withdrawal, on the disk before the database commits, in the order in which the transactions commit: the
caller holds :func:`releases.editions.records.lock` from here to its commit. A line whose withdrawal was then not committed errs on
the safe side: a restore asks the public to believe that something was withdrawn, never the contrary.
"""

import fcntl
import json
import logging
import os
from typing import BinaryIO

from releases import conf
from releases.models import Edition

_log = logging.getLogger(__name__)


def note_withdrawals() -> bool:
    """Add a line for every withdrawal of this database that has none yet. False where the disk takes none: a withdrawal is never
    held up by that, and its line is written with the next one, or with the next backup."""
    path = conf.withdrawals_journal()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "a+b", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            _append(file)
    except OSError as error:
        _log.error("The journal of withdrawals could not be written: %s", os.strerror(error.errno or 0))
        return False
    return True


def read_lines(data: bytes) -> tuple[list[dict], int]:
    """The withdrawals in a journal, in their order, and the length of its whole lines in bytes.

    A last line without its end was torn when the machine stopped: its withdrawal was not committed. Raises ValueError for any
    other line that can't be read.
    """
    whole = data.rfind(b"\n") + 1
    found = [json.loads(line) for line in data[:whole].decode("utf-8").splitlines() if line.strip()]
    if any(not isinstance(each, dict) or not {"release", "digest", "notice"} <= each.keys() for each in found):
        raise ValueError("a line names no release, digest or notice")
    return found, whole


def _append(file: BinaryIO) -> None:
    file.seek(0)
    there, whole = read_lines(file.read())
    known = {(each["release"], each["digest"]) for each in there}
    lines = [
        json.dumps(
            {"release": notice.feed_id, "digest": notice.previous_digest, "notice": notice.document.correction.note}
        )
        for notice in Edition.objects.standing().filter(is_withdrawal=True).order_by("live_at", "id")
        if (notice.feed_id, notice.previous_digest) not in known
    ]
    file.truncate(whole)
    try:
        file.write("".join(f"{line}\n" for line in lines).encode())
        file.flush()
        os.fsync(file.fileno())
    except OSError:
        os.truncate(file.fileno(), whole)  # no half of a line
        raise
