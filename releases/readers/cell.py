"""The process in which files from outside are read: it holds no secrets, may write nothing, and has bounded memory."""

import contextlib
import resource
import signal
import traceback
from multiprocessing.connection import Connection
from pathlib import Path

from releases.readers import formats
from releases.readers.reading import Unreadable

#: Bytes of address space, the interpreter included; and seconds for one file.
MEMORY, SECONDS = 500_000_000, 10
#: A process that has grown beyond this many bytes ends after its answer: the next file has a right to its own 500 MB.
_GROWN = 250_000_000


def serve(descriptor: int) -> None:
    """Answer requests until the other end closes. Each is the name of a function of :mod:`formats` and its arguments;
    each answer is what became of it ("done", "refused", "memory", "fault"), its value, and whether it was the last."""
    for limit, value in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(ValueError, OSError):  # macOS knows no limit of memory; Linux, where sites run, does
            resource.setrlimit(limit, (value, value))
    # A terminal sends its interruption to this process too; it ends when the one that asks it does.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    connection = Connection(descriptor)
    connection.send("ready")
    is_last = False
    while not is_last:
        try:
            function, data, options = connection.recv()
        except (EOFError, OSError):
            return
        _allow_seconds(SECONDS + 1)
        outcome, value = _answer(function, data, options)
        del data
        is_last = outcome == "memory" or _size() > _GROWN
        with contextlib.suppress(OSError):  # nobody waits for it any more
            connection.send((outcome, value, is_last))


def _answer(function: str, data: bytes, options: dict) -> tuple:
    try:
        return "done", getattr(formats, function)(data, **options)
    except Unreadable as refusal:
        return "refused", refusal
    except MemoryError:
        return "memory", None
    except Exception as fault:  # a fault of the reader's is reported, and the next file is read
        return "fault", (type(fault).__name__, traceback.format_exc())


def _size() -> int:
    """Bytes of address space in use; 0 where the system doesn't tell. (``ru_maxrss`` counts the parent's as well.)"""
    try:
        pages = Path("/proc/self/statm").read_text().split()[0]
    except OSError:
        return 0
    return int(pages) * resource.getpagesize()


def _allow_seconds(seconds: int) -> None:
    """Let the process work for this long from now on; the system ends it behind that, whatever it is busy with."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, most))
