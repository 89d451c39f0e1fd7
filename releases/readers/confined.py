"""Reading within limits: 10 seconds and 500 MB for a file, enforced by the system in a process of its own.

Every path by which a file comes in goes through here. The process stays for the next file, since starting one takes most
of a second; one that overstays is ended, and the file with it is refused.
"""

import logging
import os
import signal
import socket
import subprocess
import sys
import threading
from multiprocessing.connection import Connection
from pathlib import Path

from releases.readers.cell import MEMORY, SECONDS
from releases.readers.feed import Item
from releases.readers.reading import Changes, Reading, Unreadable

#: Bytes. No format takes a longer file.
LARGEST = 30_000_000
_ROOT = Path(__file__).parents[2]
_MOST_IDLE = 2
_START = 60  # seconds, on a machine that is very busy
_log = logging.getLogger(__name__)


def read_confined(data: bytes, *, name: str, changes: Changes = Changes.ASK) -> Reading:
    """What :func:`readers.read` returns and raises; a file that takes too long or too much is refused as well."""
    return call("read", data, name=name, changes=changes)


def unfold_confined(data: bytes, *, name: str) -> tuple[Item, ...]:
    """What :func:`readers.unfold` returns and raises, within the same limits."""
    return call("unfold", data, name=name)


def call(function: str, data: bytes, **options):
    """Call a function of :mod:`formats` with the bytes of the file ``options["name"]`` within the limits."""
    name = options["name"]
    if len(data) > LARGEST:
        raise Unreadable(
            f"{name} is {len(data) / 1_000_000:.1f} MB long and the limit is {LARGEST // 1_000_000} MB; "
            "send only the text of the release."
        )
    outcome, value = _ask((function, data, options))
    if outcome == "done":
        return value
    if outcome == "refused":
        raise value
    if outcome == "time":
        raise Unreadable(
            f"{name} takes longer than {SECONDS} seconds to read; save only the text of the release and send that."
        )
    if outcome == "memory":
        raise Unreadable(
            f"{name} takes more than {MEMORY // 1_000_000} MB of memory to read; save only the text of the release and send that."
        )
    kind, trace = value
    _log.error("The reader stumbled over %s:\n%s", name, trace)
    raise Unreadable(
        f"{name} could not be read because of a fault in the reader ({kind}); save it as plain text and send that, "
        "and show the file to whoever runs the site."
    )


class _Cell:
    """A reading process at the other end of a socket."""

    def __init__(self):
        ours, theirs = socket.socketpair()
        code = f"from releases.readers.cell import serve; serve({theirs.fileno()})"
        # Of the environment it gets only what Python needs: no keys, no address of the database.
        environment = {
            key: os.environ[key] for key in ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH") if key in os.environ
        }
        self.owner = os.getpid()
        self.process = subprocess.Popen(  # noqa: S603 - our own code
            [sys.executable, "-c", code],
            cwd=_ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
        )
        theirs.close()
        self.connection = Connection(ours.detach())
        if not self.connection.poll(_START):
            self.end()
            raise RuntimeError("The process that reads files did not start.")
        self.connection.recv()

    def end(self) -> int:
        """End the process; its return code, negative for the signal that ended it."""
        self.connection.close()
        try:
            return self.process.wait(0.5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()


_idle: list[_Cell] = []
_lock = threading.Lock()


def _ask(request: tuple) -> tuple:
    cell = _taken()
    try:
        cell.connection.send(request)
    except OSError:  # it was ended while it stood idle
        cell.end()
        cell = _Cell()
        cell.connection.send(request)
    try:
        if not cell.connection.poll(SECONDS):
            cell.process.kill()
            cell.end()
            return "time", None
        outcome, value, is_last = cell.connection.recv()
    except (EOFError, OSError):  # the system ended it: compiled code does not say that its memory is used up
        return ("time" if cell.end() == -signal.SIGXCPU else "memory"), None
    except BaseException:  # an interruption: the answer would be taken for the next one's
        cell.process.kill()
        cell.end()
        raise
    _put_back(cell, is_last)
    return outcome, value


def _taken() -> _Cell:
    """An idle process of this process's own (a server's workers are copies of their parent), else a new one."""
    with _lock:
        while _idle:
            cell = _idle.pop()
            if cell.owner == os.getpid() and cell.process.poll() is None:
                return cell
    return _Cell()


def _put_back(cell: _Cell, is_last: bool) -> None:
    with _lock:
        if not is_last and len(_idle) < _MOST_IDLE:
            _idle.append(cell)
            return
    cell.end()
