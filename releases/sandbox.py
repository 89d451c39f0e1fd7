"""Bytes from outside are read here: in a process that holds no secrets, writes nothing, and has bounded memory and time.

The readers' and decoders' code, some of it compiled, may be led astray by a file. So nothing that such a process answers is
trusted either: it can send plain values, and nothing that runs.
"""

import contextlib
import importlib
import io
import os
import pickle
import resource
import signal
import socket
import subprocess
import sys
import threading
import traceback
from dataclasses import dataclass, field, is_dataclass
from enum import Enum
from multiprocessing.connection import Connection
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]
_MOST_IDLE = 2
_START = 60  # seconds, on a machine that is very busy
#: A process may take so many seconds for each one of its processor: the machine may be busy with something else.
_PATIENCE = 2
#: What a process gets of the environment: no keys, no address of the database.
_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH")
#: Classes from elsewhere whose values it may send.
_FOREIGN = {
    ("datetime", "date"), ("datetime", "datetime"), ("datetime", "timezone"), ("datetime", "timedelta"),
    ("django.core.exceptions", "ValidationError"),
}  # fmt: skip


class TooLong(Exception):
    """The file took more time than it is given."""


class TooMuchMemory(Exception):
    """The file took more memory than it is given, or ended the process."""


class Fault(Exception):
    """Our own code failed, or sent what is not a value. Its arguments are the name of the exception and the traceback."""


@dataclass(eq=False, kw_only=True)
class Sandbox:
    """Calls functions of ``module`` in other processes. ``module.REFUSAL`` is the exception by which they refuse a file."""

    module: str
    seconds: float  # of processor time for one call
    memory: int  # bytes of address space, the interpreter included
    serves_many: bool = True  # starting a process takes most of a second; else each call has one of its own
    _idle: list["_Process"] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def call(self, function: str, *arguments, **options):
        """What the function returns. Raises what it refuses with, :class:`TooLong`, :class:`TooMuchMemory` or
        :class:`Fault`."""
        outcome, value = self._ask((function, arguments, options, self.seconds))
        if outcome == "done":
            return value
        if outcome == "refused":
            raise value
        if outcome == "fault":
            raise Fault(*value)
        raise TooLong if outcome == "time" else TooMuchMemory

    def _ask(self, request: tuple) -> tuple:
        process = self._taken()
        try:
            process.send(request)
        except OSError:  # it was ended while it was idle
            process.end()
            process = _Process(self)
            process.send(request)
        try:
            if not process.connection.poll(self.seconds * _PATIENCE):
                process.kill()
                return "time", None
            outcome, value, is_last = process.receive()
        except (EOFError, OSError):  # the system ended it: compiled code does not say that its memory is used up
            return ("time" if process.end() == -signal.SIGXCPU else "memory"), None
        except pickle.UnpicklingError as error:
            process.kill()
            return "fault", (type(error).__name__, str(error))
        except BaseException:  # after an interruption its answer would be taken for that to the next request
            process.kill()
            raise
        self._put_back(process, is_last)
        return outcome, value

    def _taken(self) -> "_Process":
        """An idle process that this one started (a server's workers are copies of their parent), else a new one."""
        with self._lock:
            while self._idle:
                process = self._idle.pop()
                if process.owner == os.getpid() and process.is_running():
                    return process
        return _Process(self)

    def _put_back(self, process: "_Process", is_last: bool) -> None:
        with self._lock:
            if self.serves_many and not is_last and len(self._idle) < _MOST_IDLE:
                self._idle.append(process)
                return
        process.end()


class _Process:
    """A process at the other end of a socket."""

    def __init__(self, sandbox: Sandbox):
        ours, theirs = socket.socketpair()
        code = "import sys; from releases import sandbox; sandbox.serve(*sys.argv[1:])"
        self.owner = os.getpid()
        self._popen = subprocess.Popen(  # noqa: S603 - our own code
            [sys.executable, "-c", code, str(theirs.fileno()), sandbox.module, str(sandbox.memory)],
            cwd=_ROOT,
            env={key: os.environ[key] for key in _ENVIRONMENT if key in os.environ},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
        )
        theirs.close()
        self.pid = self._popen.pid
        self.connection = Connection(ours.detach())
        if not self.connection.poll(_START):
            self.kill()
            raise RuntimeError("The process that reads files did not start.")
        try:
            self.connection.recv_bytes()
        except EOFError:
            self.end()
            raise RuntimeError("The process that reads files ended when it started: its log says why.") from None

    def is_running(self) -> bool:
        return self._popen.poll() is None

    def send(self, request: tuple) -> None:
        self.connection.send_bytes(pickle.dumps(request))

    def receive(self) -> tuple:
        return _Values(io.BytesIO(self.connection.recv_bytes())).load()

    def kill(self) -> None:
        self._popen.kill()
        self.end()

    def end(self) -> int:
        """End the process; its return code, negative for the signal that ended it."""
        self.connection.close()
        try:
            return self._popen.wait(0.5)
        except subprocess.TimeoutExpired:
            self._popen.kill()
            return self._popen.wait()


class _Values(pickle.Unpickler):
    """Takes dataclasses, enumerations and exceptions of our own, and dates; a function or another class is refused."""

    def find_class(self, module: str, name: str):
        if (module, name) in _FOREIGN:
            return super().find_class(module, name)
        if module.partition(".")[0] == __name__.partition(".")[0]:
            found = super().find_class(module, name)
            if isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum | Exception)):
                return found
        raise pickle.UnpicklingError(f"A process that reads files sent {module}.{name}, which is not a value.")


def serve(descriptor: str, module: str, memory: str) -> None:
    """Answer requests until the other end closes: the process's own side.

    A request has the name of a function of the module, its arguments, and the seconds it may take. An answer has what became
    of it ("done", "refused", "memory", "fault"), its value, and whether it was this process's last.
    """
    for limit, value in ((resource.RLIMIT_AS, int(memory)), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(ValueError, OSError):  # macOS knows no limit of memory; Linux, where sites run, does
            resource.setrlimit(limit, (value, value))
    # A terminal sends its interruption to this process too; it ends when the one that asks it does.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    code = importlib.import_module(module)
    connection = Connection(int(descriptor))
    connection.send_bytes(b"ready")
    is_last = False
    while not is_last:
        try:
            function, arguments, options, seconds = pickle.loads(connection.recv_bytes())  # noqa: S301 - from ourselves
        except (EOFError, OSError):
            return
        _allow(seconds)
        outcome, value = _answer(code, function, arguments, options)
        del arguments
        # What has grown ends after its answer: the next file has a right to all of the memory.
        is_last = outcome == "memory" or _size() > int(memory) // 2
        with contextlib.suppress(OSError):  # nobody waits for it any more
            connection.send_bytes(pickle.dumps((outcome, value, is_last)))


def _answer(code, function: str, arguments: tuple, options: dict) -> tuple:
    try:
        return "done", getattr(code, function)(*arguments, **options)
    except code.REFUSAL as refusal:
        return "refused", refusal
    except MemoryError:
        return "memory", None
    except Exception as fault:
        return "fault", (type(fault).__name__, traceback.format_exc())


def _size() -> int:
    """Bytes of address space in use; 0 where the system doesn't tell. (``ru_maxrss`` counts the parent's as well.)"""
    try:
        pages = Path("/proc/self/statm").read_text().split()[0]
    except OSError:
        return 0
    return int(pages) * resource.getpagesize()


def _allow(seconds: float) -> None:
    """Let the process work for this long from now on; the system ends it after that, whatever it is busy with."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + seconds) + 1, most))
