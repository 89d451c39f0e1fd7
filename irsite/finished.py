"""Finished public answers, kept for a quarter of a second: docs/decisions/0012-finished-bytes.md.

At the instant of a release everybody asks for the same page. One request renders it, those beside it wait for its bytes,
and those of the next quarter of a second are given them. The lifetime is a constant that counts by the monotonic clock from
the START of a rendering, so that nothing kept is older than the lifetime, whatever was asked of the database when, and no
schedule can be read from it or make it late.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from io import BytesIO

from irsite.representations import Answer, answer

#: Seconds from the start of a rendering; at most 0.25, since a reader's own second (newsroom.caching) comes on top.
LIFETIME = 0.25
#: At most so many answers, and so many bytes in all and in one, with their keys.
MOST, MOST_BYTES, MOST_BYTES_OF_ONE = 1024, 32 * 1024 * 1024, 2 * 1024 * 1024
#: Addresses that go by unseen: the desk, which is nobody else's, and static files, which lie finished on the disk.
PASSED_BY = ("/admin/", "/static/")
#: Where the application cuts an answer in parts, if asked to.
IN_PARTS = "/files/"

#: All that an answer may depend on. A rendering is told these and nothing else of the request: no cookie, no language, no
#: header that the key does not hold can get into bytes that others are given.
_KEYED = (
    "wsgi.url_scheme", "HTTP_X_FORWARDED_PROTO", "HTTP_HOST", "SERVER_NAME", "SERVER_PORT", "SCRIPT_NAME", "PATH_INFO",
    "QUERY_STRING",
)  # fmt: skip
_OF_THE_SERVER = ("SERVER_PROTOCOL", "wsgi.version", "wsgi.errors", "wsgi.multithread", "wsgi.multiprocess", "wsgi.run_once")  # fmt: skip

Key = tuple[str, ...]
Application = Callable[[dict, Callable], Iterable[bytes]]


class Rendering:
    """One rendering under way, for whoever waits for it."""

    def __init__(self, started: float):
        self.started = started
        self.done = threading.Event()
        self.answer: Answer | None = None


class Finished:
    """A WSGI application in front of another, which it asks for each address once at a time."""

    def __init__(self, application: Application, *, clock: Callable[[], float] = time.monotonic):
        self._application = application
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: OrderedDict[Key, tuple[float, Answer, int]] = OrderedDict()
        self._under_way: dict[Key, Rendering] = {}
        self._bytes = 0

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        is_part = "HTTP_RANGE" in environ and path.startswith(IN_PARTS)
        if is_part or environ["REQUEST_METHOD"] not in ("GET", "HEAD") or path.startswith(PASSED_BY):
            return self._application(environ, start_response)
        status, headers, body = self._answer(environ).to(environ)
        start_response(status, headers)
        return body

    def _answer(self, environ: dict) -> Answer:
        """What is kept, what a rendering under way will give, or what this request renders."""
        key = tuple(environ.get(name, "") for name in _KEYED)
        with self._lock:
            now = self._clock()
            if (kept := self._kept.get(key)) and now - kept[0] < LIFETIME:
                return kept[1]
            other = self._under_way.get(key)
            # Who comes too late to a long rendering makes a new one: its answer would be older than anything kept.
            if other is None or now - other.started >= LIFETIME:
                other, mine = None, Rendering(now)
                self._under_way[key] = mine
        if other:
            other.done.wait()
            # A rendering that broke has told its own reader; the others ask for themselves.
            return other.answer or self._render(environ)
        try:
            mine.answer = self._render(environ)
            return mine.answer
        finally:
            with self._lock:
                if self._under_way.get(key) is mine:
                    del self._under_way[key]
                if mine.answer and _may_be_kept(mine.answer):
                    self._keep(key, mine)
            mine.done.set()

    def _render(self, environ: dict) -> Answer:
        asked = {name: environ[name] for name in (*_KEYED, *_OF_THE_SERVER) if name in environ}
        asked |= {"REQUEST_METHOD": "GET", "wsgi.input": BytesIO()}
        said = []
        parts = self._application(asked, lambda status, headers, *_: said.append((status, headers)))
        try:
            body = b"".join(parts)
            return answer(*said[-1], body)
        finally:
            if hasattr(parts, "close"):
                parts.close()

    def _keep(self, key: Key, rendering: Rendering) -> None:
        """Within the lock. What has outlived its time goes first, then whatever was kept first."""
        size = rendering.answer.size + sum(map(len, key))
        held = self._kept.get(key)
        if size > MOST_BYTES_OF_ONE or (held and held[0] > rendering.started):
            return
        self._forget(key)
        self._kept[key] = rendering.started, rendering.answer, size
        self._bytes += size
        now = self._clock()
        while self._kept:
            oldest, (started, _, _) = next(iter(self._kept.items()))
            if len(self._kept) <= MOST and self._bytes <= MOST_BYTES and now - started < LIFETIME:
                return
            self._forget(oldest)

    def _forget(self, key: Key) -> None:
        if held := self._kept.pop(key, None):
            self._bytes -= held[2]


def _may_be_kept(found: Answer) -> bool:
    """Only what is there, and what its maker lets anybody keep: never that something is missing, gone or broken."""
    return (
        found.status.startswith("200")
        and found.header("cache-control").startswith("public")
        and not found.header("set-cookie")
        and not found.header("vary")
    )
