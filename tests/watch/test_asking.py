"""Questions over HTTP, to a small server of the test's own."""

import http.server
import threading
import time

import pytest

from releases.watch import asking
from releases.watch.asking import Asker, Question


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.seen.append((self.path, dict(self.headers)))
        self.server.ports.add(self.client_address[1])
        if self.path == "/slow":
            time.sleep(1)
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "/elsewhere")
        else:
            self.send_response(200)
        body = b"x" * (5000 if self.path == "/large" else 5)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Set-Cookie", "a=b")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    made = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    made.seen, made.ports, made.daemon_threads = [], set(), True
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


def asked(server, *paths, is_direct=False, **options):
    origin = f"http://127.0.0.1:{server.server_port}"
    found = Asker({origin: is_direct}, **options).ask((origin, Question(path, path)) for path in paths)
    return [found[origin, Question(path, path)] for path in paths]


def test_an_answer_is_whole_and_no_redirect_is_followed(server):
    one, away = asked(server, "/one", "/away")
    assert (one.status, one.body, one.failure) == (200, b"xxxxx", "")
    assert (away.status, dict(away.headers)["location"]) == (302, "/elsewhere")
    assert sorted(path for path, _ in server.seen) == ["/away", "/one"]
    assert all("Cookie" not in headers for _, headers in server.seen)


def test_a_connection_is_kept_and_nothing_is_asked_twice(server, monkeypatch):
    monkeypatch.setattr(asking, "_AT_ONCE", 1)
    paths = [f"/{number}" for number in range(8)]
    assert [answer.status for answer in asked(server, *paths)] == [200] * 8
    assert [path for path, _ in server.seen] == paths
    assert len(server.ports) == 1


def test_a_direct_node_is_asked_as_the_proxy_would(server, settings):
    settings.CANONICAL_ORIGIN = "https://ir.example.com"
    asked(server, "/one", is_direct=True)
    asked(server, "/two")
    (_, direct), (_, plain) = server.seen
    assert (direct["Host"], direct["X-Forwarded-Proto"]) == ("ir.example.com", "https")
    assert plain["Host"] == f"127.0.0.1:{server.server_port}"
    assert "X-Forwarded-Proto" not in plain


def test_time_and_size_are_bounded(server, settings, monkeypatch):
    settings.IRSITE_PROBE_TIMEOUT = 0.2
    monkeypatch.setattr(asking, "MOST_BYTES", 1000)
    slow, large, good = asked(server, "/slow", "/large", "/one")
    assert (slow.failure, large.failure, good.failure) == ("It took too long.", "It is too large.", "")


def test_a_question_on_its_way_does_not_outlast_the_round(server, settings):
    """Also on a connection that is kept open, and it is not asked again."""
    settings.IRSITE_PROBE_TIMEOUT = 5
    origin = f"http://127.0.0.1:{server.server_port}"
    asker, began = Asker({origin: False}), time.monotonic()
    with asker.until(0.3):
        found = asker.ask((origin, Question(path, path)) for path in ("/one", "/slow", "/slow/two", "/one/two"))
        assert time.monotonic() - began < 0.9
        assert asker.is_stopped()
    assert {each.path: answer.failure for (_, each), answer in found.items()} == {
        "/one": "", "/slow": "It took too long.", "/slow/two": "", "/one/two": "",
    }  # fmt: skip
    assert [path for path, _ in server.seen].count("/slow") == 1
    assert not asker.is_stopped()


def test_nobody_there():
    origin = "http://127.0.0.1:1"
    (answer,) = Asker({origin: False}).ask([(origin, Question("/", "/"))]).values()
    assert answer.failure == "Nobody answers there."


def test_a_worker_that_is_stopped_asks_no_more(server):
    (answer,) = asked(server, "/one", is_stopped=lambda: True)
    assert answer.failure == "It was not asked: the round ended early."
    assert server.seen == []
