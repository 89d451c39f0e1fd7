"""Answers that are kept for a quarter of a second, whatever the schedule: one rendering, and never anything old."""

import threading

import pytest

from irsite import finished
from irsite.finished import LIFETIME, Finished
from tests.serving.wsgi import ask

PUBLIC = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "public, max-age=1", "ETag": '"a"'}


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


class Application:
    """Answers with the number of the rendering, and keeps what it was asked."""

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


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_the_lifetime_is_at_most_a_quarter_of_a_second_and_counts_from_the_start(clock):
    def slow():
        clock.now += 0.1

    application = Application(before=slow)
    front = Finished(application, clock=clock)
    assert LIFETIME <= 0.25
    assert ask(front, "/").text == "rendering 1"
    clock.now += LIFETIME - 0.1 - 0.001
    assert ask(front, "/").text == "rendering 1"
    clock.now += 0.002
    assert ask(front, "/").text == "rendering 2"
    assert application.closed == 2


def test_get_and_head_share_a_rendering(clock):
    application = Application()
    front = Finished(application, clock=clock)
    head = ask(front, "/", method="HEAD")
    whole = ask(front, "/")
    assert (head.status, head.body, head.headers) == (200, b"", whole.headers)
    assert whole.headers["Content-Length"] == str(len(whole.body)) == "11"
    assert [asked["REQUEST_METHOD"] for asked in application.asked] == ["GET"]


@pytest.mark.parametrize(
    "other",
    [
        {"path": "/b"}, {"query": "year=2026"}, {"host": "other.example.com"}, {"x_forwarded_proto": "https"},
    ],
)  # fmt: skip
def test_whatever_an_answer_depends_on_has_an_answer_of_its_own(clock, other):
    front = Finished(Application(), clock=clock)
    assert ask(front, "/").text == "rendering 1"
    assert ask(front, **({"path": "/"} | other)).text == "rendering 2"
    assert ask(front, "/").text == "rendering 1"


def test_the_rendering_is_told_nothing_that_the_key_does_not_hold(clock):
    application = Application()
    front = Finished(application, clock=clock)
    told = ["cookie", "authorization", "accept", "accept_language", "accept_encoding", "user_agent", "if_none_match", "if_modified_since", "x_forwarded_host", "range", "forwarded", "referer"]  # fmt: skip
    for name in told:
        assert ask(front, "/", **{name: f"poison {name}"}).text == "rendering 1"
    (asked,) = application.asked
    assert not [value for value in asked.values() if "poison" in str(value)]
    assert {name for name in asked if name.startswith("HTTP_")} == {"HTTP_HOST"}
    assert not {"REMOTE_ADDR", "CONTENT_LENGTH", "CONTENT_TYPE"} & asked.keys()


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        ("404 Not Found", {}),
        ("404 Not Found", {"Cache-Control": "no-store"}),
        ("410 Gone", {}),
        ("301 Moved Permanently", {"Location": "/b"}),
        ("400 Bad Request", {}),
        ("500 Internal Server Error", {}),
        ("503 Service Unavailable", {}),
        ("200 OK", {"Cache-Control": "no-store"}),
        ("200 OK", {"Cache-Control": "private"}),
        ("200 OK", {"Set-Cookie": "a=b"}),
        ("200 OK", {"Vary": "Cookie"}),
    ],
)
def test_nothing_else_is_kept(clock, status, headers):
    front = Finished(Application(status=status, headers=headers), clock=clock)
    assert [ask(front, "/").text for _ in range(2)] == ["rendering 1", "rendering 2"]
    assert ask(front, "/").status == int(status[:3])


@pytest.mark.parametrize(
    ("method", "path", "headers"),
    [
        ("POST", "/", {}), ("OPTIONS", "/", {}), ("GET", "/admin/", {}), ("GET", "/static/a.css", {}),
        ("GET", "/files/a/b.pdf", {"range": "bytes=0-9"}),
    ],
)  # fmt: skip
def test_what_is_passed_by_goes_to_the_application_as_it_came(clock, method, path, headers):
    application = Application()
    front = Finished(application, clock=clock)
    for _ in range(2):
        ask(front, path, method=method, cookie="sessionid=a", **headers)
    assert [(asked["REQUEST_METHOD"], asked["HTTP_COOKIE"]) for asked in application.asked] == [
        (method, "sessionid=a")
    ] * 2


def test_one_rendering_at_a_time_and_everybody_beside_it_gets_its_bytes():
    begun, go_on = threading.Event(), threading.Event()

    def wait():
        begun.set()
        assert go_on.wait(20)

    application = Application(before=wait)
    clock = Clock()
    front = Finished(application, clock=clock)
    got = []
    readers = [threading.Thread(target=lambda: got.append(ask(front, "/").text)) for _ in range(12)]
    readers[0].start()
    assert begun.wait(20)
    for reader in readers[1:]:
        reader.start()
    other = threading.Thread(target=lambda: got.append(ask(front, "/b").text))
    other.start()  # another address waits for nobody
    _until(lambda: len(application.asked) == 2)
    go_on.set()
    for reader in (*readers, other):
        reader.join(20)
    assert sorted(got) == ["rendering 1"] * 12 + ["rendering 2"]


def test_who_comes_too_late_to_a_long_rendering_makes_a_new_one_which_is_not_overwritten():
    gates = [threading.Event(), threading.Event()]
    begun = [threading.Event(), threading.Event()]
    clock = Clock()
    application = Application(
        before=lambda: (begun[len(application.asked) - 1].set(), gates[len(application.asked) - 1].wait(20))
    )
    front = Finished(application, clock=clock)
    got = {}
    first = threading.Thread(target=lambda: got.update(first=ask(front, "/").text))
    first.start()
    assert begun[0].wait(20)
    clock.now += LIFETIME
    second = threading.Thread(target=lambda: got.update(second=ask(front, "/").text))
    second.start()
    assert begun[1].wait(20)
    gates[1].set()
    second.join(20)
    gates[0].set()
    first.join(20)
    assert got == {"first": "rendering 1", "second": "rendering 2"}
    assert ask(front, "/").text == "rendering 2"


def test_a_rendering_that_breaks_is_its_own_reader_s_and_leaves_nothing_behind(clock):
    begun, go_on = threading.Event(), threading.Event()

    def first_breaks():
        if len(application.asked) == 1:
            begun.set()
            assert go_on.wait(20)
            raise MemoryError

    application = Application(before=first_breaks)
    front = Finished(application, clock=clock)
    got = []

    def broken():
        with pytest.raises(MemoryError):
            ask(front, "/")
        got.append("broken")

    reader = threading.Thread(target=broken)
    reader.start()
    assert begun.wait(20)
    other = threading.Thread(target=lambda: got.append(ask(front, "/").text))
    other.start()
    go_on.set()
    reader.join(20)
    other.join(20)
    assert sorted(got) == ["broken", "rendering 2"]
    assert not front._under_way


def test_memory_is_bounded(clock, monkeypatch):
    monkeypatch.setattr(finished, "MOST", 3)
    front = Finished(Application(), clock=clock)
    for number in range(10):
        ask(front, f"/{number}")
    assert [key[-2] for key in front._kept] == ["/7", "/8", "/9"]
    clock.now += LIFETIME
    ask(front, "/new")
    assert [key[-2] for key in front._kept] == ["/new"]  # what has outlived its time is not held on to
    for number in range(10):
        ask(front, "/", query="x" * 5000 + str(number))
    assert front._bytes == sum(size for _, _, size in front._kept.values()) > 3 * 5000

    monkeypatch.setattr(finished, "MOST", 1000)
    monkeypatch.setattr(finished, "MOST_BYTES", 20_000)
    clock.now += LIFETIME
    large = Finished(Application(body=b"x" * 6000, headers={"Content-Type": "image/png"}), clock=clock)
    for number in range(10):
        ask(large, f"/{number}")
    assert [key[-2] for key in large._kept] == ["/7", "/8", "/9"]
    assert large._bytes <= 20_000

    monkeypatch.setattr(finished, "MOST_BYTES_OF_ONE", 5000)
    larger = Finished(Application(body=b"x" * 6000), clock=clock)
    ask(larger, "/")
    assert (len(larger._kept), larger._bytes) == (0, 0)


def _until(condition) -> None:
    waited = threading.Event()
    for _ in range(2000):
        if condition():
            return
        waited.wait(0.01)
    raise AssertionError("It did not come to that within 20 seconds.")
