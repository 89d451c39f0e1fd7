"""Questions over HTTP: bounded in time and size, without cookies, redirects or a word of a release where it would be kept."""

import http.client
import math
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from releases import conf

#: Of an answer's body. The largest sealed file has 25 MB; of a larger answer nothing is judged.
MOST_BYTES = 32 * 1024 * 1024
_AT_ONCE = 4
#: What is being asked when the time of a round ends has this long for its answer.
_LEAST_SECONDS = 0.1
_ABSENT = {"date", "connection", "keep-alive", "server", "via", "age", "alt-svc"}


@dataclass(frozen=True, slots=True)
class Question:
    """One address, by the name of its channel, which holds no word of a release."""

    channel: str
    path: str
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back; ``failure`` is a sentence where nothing did."""

    status: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    received: float = 0.0  # by the monotonic clock
    failure: str = ""

    @property
    def whole(self) -> tuple:
        """All that it tells, but for the time and the way it took."""
        return self.status, tuple(pair for pair in self.headers if pair[0] not in _ABSENT), self.body


class Asker:
    """Asks one set of nodes. Where ``is_stopped`` or the time given to :meth:`until` ends a round early, what is left is not
    asked."""

    def __init__(self, origins: dict[str, bool] | None = None, is_stopped: Callable[[], bool] = lambda: False):
        self.origins = conf.probe_origins() if origins is None else origins
        self._is_told_to_stop = is_stopped
        self._deadline = math.inf
        self._local = threading.local()

    def is_stopped(self) -> bool:
        return self._is_told_to_stop() or time.monotonic() > self._deadline

    @contextmanager
    def until(self, seconds: float | None) -> Iterator[None]:
        """Ask for no longer than this."""
        self._deadline = math.inf if seconds is None else time.monotonic() + seconds
        try:
            yield
        finally:
            self._deadline = math.inf

    @property
    def direct(self) -> list[str]:
        """The nodes that may be asked for addresses with words in them."""
        return [origin for origin, is_direct in self.origins.items() if is_direct]

    def ask(self, questions: Iterable[tuple[str, Question]]) -> dict[tuple[str, Question], Answer]:
        """Each question, with the origin that it goes to, answered; several at a time, on connections that are kept open."""
        wanted = list(dict.fromkeys(questions))
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            try:
                return dict(zip(wanted, pool.map(lambda each: self._answer(*each), wanted), strict=True))
            finally:
                list(pool.map(lambda _: self._close(), range(_AT_ONCE)))

    def _answer(self, origin: str, question: Question) -> Answer:
        if self.is_stopped():
            return Answer(failure="It was not asked: the round ended early.")
        kept = getattr(self._local, "connections", None)
        if kept is None:
            kept = self._local.connections = {}
        is_fresh = origin not in kept
        try:
            return self._exchange(kept, origin, question)
        except (OSError, http.client.HTTPException) as error:
            self._drop(kept, origin)
            if is_fresh or self.is_stopped():
                return _failed(error)
        try:  # a connection that was kept open may have been closed meanwhile
            return self._exchange(kept, origin, question)
        except (OSError, http.client.HTTPException) as error:
            self._drop(kept, origin)
            return _failed(error)

    def _exchange(self, kept: dict, origin: str, question: Question) -> Answer:
        seconds = min(conf.probe_timeout(), max(self._deadline - time.monotonic(), _LEAST_SECONDS))
        until = time.monotonic() + seconds
        connection = kept.get(origin) or kept.setdefault(origin, _connection(origin))
        connection.timeout = seconds
        if connection.sock:
            connection.sock.settimeout(seconds)
        headers = {"Accept-Encoding": "identity", "User-Agent": "irsite self-probe", **dict(question.headers)}
        if self.origins[origin]:  # as the proxy in front would hand it on
            public = urlsplit(conf.origin())
            headers |= {"Host": public.netloc, "X-Forwarded-Proto": public.scheme}
        connection.request("GET", question.path, headers=headers)
        response = connection.getresponse()
        pieces, size = [], 0
        while piece := response.read1(262_144):
            pieces.append(piece)
            size += len(piece)
            if size > MOST_BYTES or time.monotonic() > until:
                self._drop(kept, origin)
                return Answer(failure="It is too large." if size > MOST_BYTES else "It took too long.")
        response.close()  # an answer that is read, but not closed, lets no other follow on its connection
        if response.will_close:
            self._drop(kept, origin)
        told = tuple(sorted((name.lower(), value) for name, value in response.getheaders()))
        return Answer(status=response.status, headers=told, body=b"".join(pieces), received=time.monotonic())

    def _close(self) -> None:
        for origin in list(getattr(self._local, "connections", {})):
            self._drop(self._local.connections, origin)

    @staticmethod
    def _drop(kept: dict, origin: str) -> None:
        if connection := kept.pop(origin, None):
            connection.close()


def _failed(error: Exception) -> Answer:
    """In words that hold nothing of the address."""
    if isinstance(error, TimeoutError):
        return Answer(failure="It took too long.")
    if isinstance(error, ssl.SSLError):
        return Answer(failure="Its certificate or encryption is not accepted.")
    return Answer(failure="Nobody answers there.")


def _connection(origin: str) -> http.client.HTTPConnection:
    """Not opened yet; its timeout is set for each question."""
    parts = urlsplit(origin)
    if parts.scheme == "https":
        return http.client.HTTPSConnection(parts.hostname, parts.port, context=ssl.create_default_context())
    return http.client.HTTPConnection(parts.hostname, parts.port)
