"""Finished answers: valid while nothing public changes, given at once, and never older than the question allows."""

import asyncio
import threading
import time

import pytest

from irsite import finished
from irsite.finished import LIFETIME
from tests.serving.rsgi import Asked, Protocol, scope_of
from tests.serving.wsgi import Said, ask

PUBLIC = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "public, max-age=1", "ETag": '"a"'}


class Pages:
    """A WSGI application that answers with the number of the rendering, and keeps what it was asked."""

    def __init__(self, *, status: str = "200 OK", headers: dict | None = None, body: bytes = b"", before=lambda: None):
        self.status, self.headers, self.body, self.before = status, PUBLIC | (headers or {}), body, before
        self.asked, self.closed = [], 0

    def __call__(self, environ, start_response):
        self.asked.append(environ)
        number = len(self.asked)
        self.before()
        start_response(self.status, list(self.headers.items()))
        return self._parts(number)

    def _parts(self, number):
        yield self.body or f"rendering {number}".encode()
        self.closed += 1

    @property
    def paths(self) -> list[str]:
        return [asked["PATH_INFO"] for asked in self.asked]


class Site(Asked):
    """A site whose generation is set by the test, and whose clock a test may move."""

    def __init__(self, pages: Pages | None = None, **how):
        self.pages, self.generation, self.questions, self.ahead = pages or Pages(), 1, 0, 0.0
        self.before_told = lambda: None
        super().__init__(finished.Application(self.pages, ask=self._told, is_behind_proxy=True, **how))
        clock = self._loop.time
        self._loop.time = lambda: clock() + self.ahead

    def _told(self):
        self.questions += 1
        told = self.before_told()
        if isinstance(self.generation, Exception):
            raise self.generation
        return told or self.generation

    def read(self, path: str = "/", **how) -> str:
        return ask(self, path, **how).text

    def later(self, seconds: float = LIFETIME) -> None:
        self.ahead += seconds

    def change(self) -> None:
        """Something public changes, and the last answer to the question counts no more."""
        self.generation += 1
        self.later()

    async def reader(self, path: str, client: str = "192.0.2.1") -> Said:
        """One of several readers at the same time."""
        protocol = Protocol()
        headers = {"x-forwarded-for": client, "host": "ir.example.com"}
        await self.application.__rsgi__(scope_of(path, headers), protocol)
        return Said(protocol.status, dict(protocol.headers), protocol.body)

    def at_once(self, *paths: str) -> list[Said]:
        """What readers are told who ask at the same time."""

        async def everybody():
            return await asyncio.gather(*map(self.reader, paths))

        return self._loop.run_until_complete(everybody())

    def settle(self) -> None:
        """Until nothing is being rendered."""

        async def wait():
            while self.application._under_way:
                await asyncio.sleep(0.001)

        self._loop.run_until_complete(wait())


@pytest.fixture
def site() -> Site:
    return Site()


def test_a_finished_answer_is_given_until_something_public_changes(site):
    assert [site.read() for _ in range(3)] == ["rendering 1"] * 3
    for _ in range(3):
        site.later(3600)
        assert site.read() == "rendering 1"
    site.change()
    assert [site.read() for _ in range(2)] == ["rendering 2"] * 2
    assert site.pages.closed == 2


def test_the_question_is_asked_at_most_every_quarter_of_a_second_and_only_when_somebody_asks(site):
    assert LIFETIME <= 0.25
    for _ in range(50):
        site.read()
    assert site.questions == 1
    site.later()
    assert site.questions == 1
    for path in ("/", "/b", "/c"):
        site.read(path)
    assert site.questions == 2


def test_a_change_is_seen_when_the_answer_to_the_question_counts_no_more(site):
    site.read()
    site.generation = 2
    assert site.read() == "rendering 1"
    site.later()
    assert site.read() == "rendering 2"


def test_readers_of_a_busy_site_do_not_wait_for_the_question(site):
    """It is asked again while its last answer still counts; a reader waits only when that is over."""
    site.read()
    gate = threading.Event()
    site.before_told = lambda: not gate.wait(20)
    site.generation = 2
    site.later(LIFETIME * 0.6)
    assert [site.read() for _ in range(5)] == ["rendering 1"] * 5
    _until(lambda: site.questions == 2)
    gate.set()
    site.later(LIFETIME * 0.5)
    assert site.read() == "rendering 2"


def test_the_answer_to_a_question_that_took_too_long_is_not_relied_on(site):
    """It was begun before the change, and answered after the reader came."""
    site.read()
    gate, before = threading.Event(), site.before_told

    def slowly():
        site.before_told = before
        gate.wait(20)
        return 1

    site.before_told = slowly
    site.later(LIFETIME * 0.6)
    assert site.read() == "rendering 1"  # and the question is under way
    _until(lambda: site.questions == 2)
    site.generation = 2
    site.later(LIFETIME)
    gate.set()
    assert site.read() == "rendering 2"


def test_what_was_rendered_while_something_changed_is_not_kept(site):
    """It was asked of the database partly before the change."""
    site.pages.before = lambda: site.change() if len(site.pages.asked) == 1 else None
    assert site.read() == "rendering 1"
    assert site.read() == "rendering 2"
    assert site.read() == "rendering 2"


def test_when_what_is_public_can_not_be_asked_for_every_page_is_rendered(site, capfd):
    site.generation = OSError("no database")
    assert [site.read() for _ in range(2)] == ["rendering 1", "rendering 2"]
    assert "What is public could not be asked for: OSError" in capfd.readouterr().err
    site.generation = 1
    site.later()
    assert [site.read() for _ in range(2)] == ["rendering 3"] * 2


def test_get_and_head_share_a_rendering(site):
    head = ask(site, "/", method="HEAD")
    whole = ask(site, "/")
    assert (head.status, head.body, head.headers) == (200, b"", whole.headers)
    assert whole.headers["Content-Length"] == str(len(whole.body)) == "11"
    assert [asked["REQUEST_METHOD"] for asked in site.pages.asked] == ["GET"]


@pytest.mark.parametrize(
    "other",
    [
        {"path": "/b"}, {"query": "year=2026"}, {"host": "other.example.com"}, {"x_forwarded_proto": "https"},
    ],
)  # fmt: skip
def test_whatever_an_answer_depends_on_has_an_answer_of_its_own(site, other):
    assert site.read("/") == "rendering 1"
    assert site.read(**({"path": "/"} | other)) == "rendering 2"
    assert site.read("/") == "rendering 1"


def test_the_rendering_is_told_nothing_that_the_key_does_not_hold(site):
    told = ["cookie", "authorization", "accept", "accept_language", "accept_encoding", "user_agent", "if_none_match", "if_modified_since", "x_forwarded_host", "range", "forwarded", "referer", "x_forwarded_for"]  # fmt: skip
    for name in told:
        assert site.read("/", **{name: f"poison {name}"}) == "rendering 1"
    (asked,) = site.pages.asked
    assert not [value for value in asked.values() if "poison" in str(value)]
    assert {name for name in asked if name.startswith("HTTP_")} == {"HTTP_HOST"}
    assert not {"REMOTE_ADDR", "CONTENT_LENGTH", "CONTENT_TYPE"} & asked.keys()


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        ("400 Bad Request", {}),
        ("405 Method Not Allowed", {}),
        ("500 Internal Server Error", {}),
        ("503 Service Unavailable", {}),
        ("200 OK", {"Cache-Control": "no-store"}),
        ("200 OK", {"Cache-Control": "private"}),
        ("200 OK", {"Set-Cookie": "a=b"}),
        ("200 OK", {"Vary": "Cookie"}),
        ("404 Not Found", {"Set-Cookie": "a=b"}),
    ],
)
def test_nothing_else_is_kept(status, headers):
    site = Site(Pages(status=status, headers=headers))
    assert [site.read() for _ in range(2)] == ["rendering 1", "rendering 2"]
    assert ask(site, "/").status == int(status[:3])


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone", "301 Moved Permanently", "302 Found"])
def test_that_nothing_is_there_is_finished_too_and_never_late(status):
    site = Site(Pages(status=status, headers={"Cache-Control": "no-store"}))
    assert [site.read() for _ in range(2)] == ["rendering 1"] * 2
    site.pages.status, site.pages.headers = "200 OK", PUBLIC
    site.change()
    assert [site.read() for _ in range(2)] == ["rendering 2"] * 2


@pytest.mark.parametrize(
    ("method", "path", "headers"),
    [
        ("POST", "/", {}), ("OPTIONS", "/", {}), ("GET", "/admin/", {}), ("GET", "/static/a.css", {}),
        ("GET", "/files/a/b.pdf", {"range": "bytes=0-9"}),
    ],
)  # fmt: skip
def test_what_is_passed_by_goes_to_the_application_as_it_came(site, method, path, headers):
    for _ in range(2):
        ask(site, path, method=method, cookie="sessionid=a", **headers)
    assert [(asked["REQUEST_METHOD"], asked["HTTP_COOKIE"]) for asked in site.pages.asked] == [
        (method, "sessionid=a")
    ] * 2
    assert site.questions == 0


def test_one_rendering_of_an_address_and_everybody_beside_it_gets_its_bytes(site):
    told = site.at_once(*["/"] * 12, "/b")
    assert sorted(said.text for said in told) == ["rendering 1"] * 12 + ["rendering 2"]
    assert site.questions == 1


def test_a_reader_who_comes_after_a_change_does_not_join_a_rendering_from_before(monkeypatch):
    monkeypatch.setattr(finished, "RENDERINGS", 2)
    site = Site()
    begun, go_on = threading.Event(), threading.Event()

    def wait():
        if len(site.pages.asked) == 1:
            begun.set()
            assert go_on.wait(20)

    site.pages.before = wait

    async def two():
        first = asyncio.create_task(site.reader("/"))
        await asyncio.to_thread(begun.wait, 20)
        site.change()
        second = await site.reader("/")
        go_on.set()
        return (await first).text, second.text

    assert site._loop.run_until_complete(two()) == ("rendering 1", "rendering 2")
    assert site.read() == "rendering 2"


def test_a_rendering_that_breaks_leaves_nothing_behind(site, capfd):
    def first_breaks():
        if len(site.pages.asked) == 1:
            raise MemoryError

    site.pages.before = first_breaks
    assert {said.status for said in site.at_once("/", "/")} == {500}
    assert "A page could not be rendered: MemoryError" in capfd.readouterr().err
    assert site.read() == "rendering 2"
    assert not site.application._under_way


def test_a_finished_answer_is_given_past_those_that_are_being_rendered(site):
    """A crawler that asks for more than there are threads keeps no reader of a hot page waiting."""
    go_on = threading.Event()
    site.read("/hot")
    site.pages.before = lambda: go_on.wait(20)

    async def crawl():
        crawler = [asyncio.create_task(site.reader(f"/{number}")) for number in range(100)]
        await asyncio.sleep(0.05)
        site.later()  # the question is asked in time, too
        hot = [(await site.reader("/hot")).text for _ in range(10)]
        begun = len(site.pages.asked) - 1
        go_on.set()
        return hot, begun, [(await task).status for task in crawler]

    hot, begun, crawled = site._loop.run_until_complete(crawl())
    assert hot == ["rendering 1"] * 10
    assert begun == finished.RENDERINGS
    assert crawled == [200] * 100
    assert site.questions >= 2


def test_clients_take_turns_and_one_may_have_so_many_waiting(site, monkeypatch):
    monkeypatch.setattr(site.application._turns, "_most_waiting", 20)
    go_on = threading.Event()
    site.pages.before = lambda: go_on.wait(20)

    async def crawl():
        crawler = [asyncio.create_task(site.reader(f"/{number}", "198.51.100.7")) for number in range(30)]
        await asyncio.sleep(0.05)
        reader = asyncio.create_task(site.reader("/reader", "192.0.2.9"))
        await asyncio.sleep(0.05)
        go_on.set()
        return await reader, [await task for task in crawler]

    reader, crawled = site._loop.run_until_complete(crawl())
    assert reader.status == 200
    assert site.pages.paths.index("/reader") < 6, "The reader waited for all of the crawler's pages."
    refused = [said for said in crawled if said.status == 503]
    assert len(refused) == 30 - 20 - finished.RENDERINGS
    assert (refused[0].headers["Retry-After"], refused[0].headers["Cache-Control"]) == ("1", "no-store")
    assert refused[0].text == "Too many pages were asked for at once. Ask again in a second.\n"


def test_what_was_asked_for_last_is_rendered_first_after_a_change(site):
    for path in ("/", "/feed", "/once", "/nowhere"):
        site.read(path)
    for path in ("/feed", "/"):
        site.read(path)
    site.change()
    site.read("/other")
    site.settle()
    assert site.pages.paths[4:] in (["/other", "/", "/feed"], ["/", "/feed", "/other"], ["/", "/other", "/feed"])
    rendered = len(site.pages.asked)
    for path in ("/", "/feed"):
        site.read(path)
    assert len(site.pages.asked) == rendered


def test_memory_is_bounded_and_what_is_asked_for_stays(monkeypatch):
    site = Site(Pages(body=b"x" * 4000, headers={"Content-Type": "image/png"}), most_bytes=45_000)
    site.read("/hot")
    for number in range(20):
        site.read(f"/{number}")
        site.read("/hot")
    store = site.application._found
    assert site.pages.paths.count("/hot") == 1
    assert [key[3] for key in store.entries if key[3] != "/hot"] == ["/17", "/18", "/19"]
    assert store.bytes == sum(entry.size for entry in store.entries.values()) <= 45_000
    site.change()
    site.read("/new")
    for number in range(3):
        site.read(f"/new/{number}")
    site.settle()
    assert {entry.generation for entry in store.entries.values()} == {2}  # what is of an earlier generation goes first

    monkeypatch.setattr(finished, "MOST_BYTES_OF_ONE", 3000)
    site = Site(Pages(body=b"x" * 4000))
    site.read("/")
    assert (len(site.application._found.entries), site.application._found.bytes) == (0, 0)


def test_what_is_not_there_pushes_nothing_out_that_is(monkeypatch):
    monkeypatch.setattr(finished, "MOST_BYTES_ABSENT", 20_000)
    site = Site()
    site.read("/hot")
    site.pages.status = "404 Not Found"
    for number in range(500):
        site.read(f"/nowhere/{number}")
    assert site.read("/hot") == "rendering 1"
    assert site.application._absent.bytes <= 20_000


def _until(condition) -> None:
    """Wait for what a thread does."""
    for _ in range(2000):
        if condition():
            return
        time.sleep(0.005)
    raise AssertionError("It did not come to that within ten seconds.")
