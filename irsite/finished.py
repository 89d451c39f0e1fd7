"""Finished public answers, kept while nothing public changes: docs/decisions/0021-public-generation.md.

A public answer depends on what is public, on the code and on its address. One small question for the whole process
(:func:`releases.newsroom.generation`), asked at most eight times a second and only when somebody asks for a page, says
whether anything public has changed. While it has not, a finished answer is given as it is; when it has, none of them is.
So nothing that is given is older than a quarter of a second and the question, and no schedule can be read from it.
"""

import asyncio
import heapq
import itertools
import sys
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from io import BytesIO

from irsite import bodies
from irsite.representations import Answer, Headers, answer
from irsite.turns import Busy, Turns

#: Seconds for which the answer to the question counts, from the moment it was asked. A reader's own second
#: (newsroom.caching) comes on top. From its half on it is asked again meanwhile, so that readers of a busy site never wait for it.
LIFETIME = 0.25
#: Bytes of all finished answers with their keys unless the settings say otherwise, of one of them, and of those that say that
#: nothing is there.
MOST_BYTES, MOST_BYTES_OF_ONE, MOST_BYTES_ABSENT = 32 * 1024 * 1024, 2 * 1024 * 1024, 4 * 1024 * 1024
#: Renderings at once. More would make each of them slower, and a finished answer wait for the interpreter.
RENDERINGS = 1
#: Renderings of one client that wait; the next is refused. And of all clients whose pages are rendered first on a change.
MOST_WAITING, MOST_WARMED = 128, 16
#: Addresses that go by unseen: the desk, which is nobody else's, and static files, which lie finished on the disk.
PASSED_BY = ("/admin/", "/static/")
#: Where the application cuts an answer in parts, if asked to.
IN_PARTS = "/files/"

#: What an answer may depend on: scheme, that of the reader before a proxy, host, path and query. A rendering is told these and
#: nothing else of the request: no cookie, no language, no header that the key does not hold can get into bytes that others get.
Key = tuple[str, str, str, str, str]
_ABSENT = (301, 302, 404, 410)
#: Bytes of the objects around an answer: strings and pairs of its headers, twice.
_AROUND = 6000
_BUSY = (
    503,
    [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store"), ("Retry-After", "1")],
    b"Too many pages were asked for at once. Ask again in a second.\n",
)


class Entry:
    """A finished answer, and when it was given last."""

    __slots__ = ("answer", "generation", "is_spared", "size", "used_at")

    def __init__(self, generation, finished: Answer, size: int, now: float):
        self.generation, self.answer, self.size, self.used_at, self.is_spared = generation, finished, size, now, False


class Store:
    """Finished answers by address, within a bound of bytes: what has been asked for since it was last looked at stays."""

    def __init__(self, most_bytes: int):
        self.entries: OrderedDict[Key, Entry] = OrderedDict()
        self.bytes = 0
        self._most_bytes = most_bytes

    def put(self, key: Key, entry: Entry) -> None:
        self.drop(key)
        self.entries[key] = entry
        self.bytes += entry.size
        while self.bytes > self._most_bytes:
            oldest, found = next(iter(self.entries.items()))
            if found.is_spared and found.generation == entry.generation:
                found.is_spared = False
                self.entries.move_to_end(oldest)
            else:
                self.drop(oldest)

    def drop(self, key: Key) -> None:
        if held := self.entries.pop(key, None):
            self.bytes -= held.size


class Application:
    """An RSGI application: finished answers before a WSGI application, which is asked for each page once a generation.

    ``ask`` is the question; it returns a value that differs whenever anything public does.
    """

    def __init__(
        self,
        application: Callable,
        *,
        ask: Callable[[], object],
        is_behind_proxy: bool = False,
        most_bytes: int = MOST_BYTES,
    ):
        self._application = application
        self._others = bodies.Application(application)
        self._ask = ask
        self._is_behind_proxy = is_behind_proxy
        self._asking = ThreadPoolExecutor(1, thread_name_prefix="generation")
        self._pages = ThreadPoolExecutor(RENDERINGS, thread_name_prefix="pages")
        self._turns = Turns(RENDERINGS, most_waiting=MOST_WAITING)
        self._found, self._absent = Store(most_bytes), Store(MOST_BYTES_ABSENT)
        self._generation: object = None
        self._asked_at = float("-inf")
        self._question: asyncio.Future | None = None
        self._under_way: dict[tuple[Key, object], asyncio.Task] = {}

    async def __rsgi__(self, scope, protocol) -> None:
        method, path, headers = scope.method, scope.path, scope.headers
        if method not in ("GET", "HEAD") or path.startswith(PASSED_BY) or _is_part(path, headers):
            await self._others.__rsgi__(scope, protocol)
            return
        get = headers.get
        key = (scope.scheme, get("x-forwarded-proto") or "", get("host") or scope.server, path, scope.query_string)
        now = asyncio.get_running_loop().time()
        age = now - self._asked_at
        found = self._ready(key, now) if age < LIFETIME else None
        if age > LIFETIME / 2:
            self._begin_question()
        if found is None:
            try:
                found = await self._finished(key, scope)
            except Busy:
                protocol.response_bytes(*_BUSY)
                return
        status, sent, body = found.to(get("accept-encoding") or "", get("if-none-match") or "")
        protocol.response_bytes(status, sent, body if method == "GET" else b"")

    def _ready(self, key: Key, now: float) -> Answer | None:
        entry = self._found.entries.get(key) or self._absent.entries.get(key)
        if entry is None or entry.generation != self._generation or self._generation is None:
            return None
        entry.used_at, entry.is_spared = now, True
        return entry.answer

    async def _finished(self, key: Key, scope) -> Answer:
        """What is kept once the question is answered, what a rendering of this generation will give, or a new rendering."""
        loop = asyncio.get_running_loop()
        for _ in range(2):  # one that is under way may have begun too long ago; the next began after this request came
            if loop.time() - self._asked_at >= LIFETIME:
                await asyncio.shield(self._begin_question())
        if found := self._ready(key, loop.time()):
            return found
        place = key, self._generation
        task = self._under_way.get(place)
        if task is None:
            task = self._begin(place, self._client(scope))
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            raise
        except Busy:
            raise
        except Exception as error:  # Django has written down what broke inside it; this is the server's own net
            sys.stderr.write(f"A page could not be rendered: {type(error).__name__}\n")
            return answer(*bodies.refusal(HTTPStatus.INTERNAL_SERVER_ERROR))

    def _begin(self, place: tuple[Key, object], client: str) -> asyncio.Task:
        task = asyncio.get_running_loop().create_task(self._render(place, client))
        self._under_way[place] = task
        task.add_done_callback(lambda _: self._under_way.pop(place, None))
        # What breaks is told to whoever waits for it; nobody may be left to wait for it.
        task.add_done_callback(lambda done: done.cancelled() or done.exception())
        return task

    async def _render(self, place: tuple[Key, object], client: str) -> Answer:
        """The page, rendered in a thread when it is the client's turn; kept under the generation that held before it began."""
        key, generation = place
        loop = asyncio.get_running_loop()
        await self._turns.take(client)
        try:
            found = await loop.run_in_executor(self._pages, self._rendered, key)
        finally:
            self._turns.give_back()
        store = self._absent if found.status in _ABSENT else self._found
        size = found.size + sum(map(len, key)) + _AROUND
        if (
            generation is not None
            and generation == self._generation
            and size <= MOST_BYTES_OF_ONE
            and _may_be_kept(found)
        ):
            store.put(key, Entry(generation, found, size, loop.time()))
        return found

    def _rendered(self, key: Key) -> Answer:
        """In a thread: what the application says of an address."""
        scheme, forwarded, host, path, query = key
        environ = {
            "REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "PATH_INFO": path.encode("utf-8", "surrogateescape").decode("latin-1"), "QUERY_STRING": query,
            "SERVER_PROTOCOL": "HTTP/1.1", "SERVER_NAME": "localhost", "SERVER_PORT": "80", "HTTP_HOST": host,
            "wsgi.version": (1, 0), "wsgi.url_scheme": scheme, "wsgi.input": BytesIO(), "wsgi.errors": sys.stderr,
            "wsgi.multithread": True, "wsgi.multiprocess": False, "wsgi.run_once": False,
        }  # fmt: skip
        if forwarded:
            environ["HTTP_X_FORWARDED_PROTO"] = forwarded
        return answer(*bodies.called(self._application, environ))

    def _begin_question(self) -> asyncio.Future:
        """The question that is under way, or a new one."""
        if self._question is None:
            loop = asyncio.get_running_loop()
            self._question = loop.create_task(self._asked(loop))
        return self._question

    async def _asked(self, loop) -> None:
        began = loop.time()
        try:
            generation = await loop.run_in_executor(self._asking, self._ask)
        except Exception as error:  # the database is gone: nothing is kept, and each page says so itself
            sys.stderr.write(f"What is public could not be asked for: {type(error).__name__}\n")
            generation = None
        finally:
            self._question = None
        before, self._generation, self._asked_at = self._generation, generation, began
        if generation is not None and before is not None and generation != before:
            self._warm(before, began)

    def _warm(self, before: object, now: float) -> None:
        """Render first what was asked for last, for the readers who will ask for it next. Warming takes turns like a client."""
        entries = itertools.chain(self._found.entries.items(), self._absent.entries.items())
        lately = [(entry.used_at, key) for key, entry in entries if entry.generation == before and entry.is_spared]
        for _, key in heapq.nlargest(MOST_WARMED, lately):
            if (place := (key, self._generation)) not in self._under_way:
                self._begin(place, "")

    def _client(self, scope) -> str:
        """Whose turn a rendering takes: the address of the connection, or what the proxy before us says of it."""
        forwarded = scope.headers.get("x-forwarded-for") if self._is_behind_proxy else None
        return forwarded.rpartition(",")[2].strip() if forwarded else scope.client.rpartition(":")[0]


def _is_part(path: str, headers) -> bool:
    return path.startswith(IN_PARTS) and "range" in headers


def _may_be_kept(found: Answer) -> bool:
    """What its maker lets anybody keep, and that nothing is there: never what is broken or refused."""
    is_public = found.status == 200 and found.header("cache-control").startswith("public")
    varies = found.header("vary") not in ("", "Accept-Encoding")
    return (is_public or found.status in _ABSENT) and not varies and not found.header("set-cookie")


__all__ = ["LIFETIME", "Application", "Headers"]
