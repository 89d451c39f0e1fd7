"""The desk's front: bodies are read whole, in bounded time and size, before Django sees the request; and what the documentation
says about starting servers is what the proofs start (tests/embargo/proofs/connections.py)."""

import asyncio
import re
import resource
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from irsite import bodies, serve

ROOT = Path(__file__).resolve().parents[2]


class Protocol:
    """A request's body in chunks, a number being a pause in seconds and an exception raised; and what was answered."""

    def __init__(self, *parts):
        self._parts = parts

    async def __aiter__(self):
        for part in self._parts:
            if isinstance(part, Exception):
                raise part
            if isinstance(part, bytes):
                yield part
            else:
                await asyncio.sleep(part)

    def response_bytes(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body


def ask(*parts, patience=5.0, method="POST", **headers):
    """The answer to a request with these headers, and the environ and body that the WSGI application got, if it got any."""
    seen = []

    def application(environ, start_response):
        seen.append((environ, environ["wsgi.input"].read()))
        start_response("201 Created", [("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")])
        return [b"do", b"ne"]

    scope = SimpleNamespace(
        method=method, path="/admin/ä b", query_string="q=%20", http_version="1.1", scheme="http",
        server="[::1]:8001", client="10.1.2.3:5678", headers={name.replace("_", "-"): value for name, value in headers.items()},
    )  # fmt: skip
    protocol = Protocol(*parts)
    asyncio.run(bodies.Application(application, patience=patience).__rsgi__(scope, protocol))
    return protocol, (seen[0] if seen else None)


def test_a_whole_body_reaches_the_application():
    answer, (environ, body) = ask(b"na", 0.01, b"me=x", content_length="6", content_type="text/plain", cookie="s=1")
    assert (answer.status, answer.body) == (201, b"done")
    assert answer.headers == [("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")]
    assert body == b"name=x"
    told = {name: value for name, value in environ.items() if not name.startswith("wsgi.")}
    assert told == {
        "REQUEST_METHOD": "POST", "SCRIPT_NAME": "", "PATH_INFO": "/admin/Ã¤ b", "QUERY_STRING": "q=%20",
        "SERVER_PROTOCOL": "HTTP/1.1", "SERVER_NAME": "::1", "SERVER_PORT": "8001", "REMOTE_ADDR": "10.1.2.3",
        "CONTENT_LENGTH": "6", "CONTENT_TYPE": "text/plain", "HTTP_COOKIE": "s=1",
    }  # fmt: skip


def test_a_body_of_unknown_length_is_measured():
    _, (environ, body) = ask(b"ab", b"c", transfer_encoding="chunked")
    assert (environ["CONTENT_LENGTH"], body) == ("3", b"abc")
    assert "HTTP_TRANSFER_ENCODING" not in environ


def test_a_request_without_a_body_is_not_waited_for():
    answer, (environ, body) = ask(60.0, method="GET")
    assert (answer.status, body, "CONTENT_LENGTH" in environ) == (201, b"", False)


@pytest.mark.parametrize(
    ("parts", "status"),
    [
        pytest.param((b"abc",), 400, id="it ends early"),
        pytest.param((b"abc", RuntimeError("gone")), 400, id="the connection breaks"),
        pytest.param((b"abc", 60.0), 408, id="it stops"),
        pytest.param([part for _ in range(100) for part in (b"a", 0.02)], 408, id="it drips"),
    ],
)
def test_a_body_that_does_not_arrive_whole_in_time_reaches_nobody(parts, status):
    began = time.monotonic()
    answer, seen = ask(*parts, content_length="1000", patience=0.2)
    assert (answer.status, seen) == (status, None)
    assert b"Nothing was changed" in answer.body
    assert ("Connection", "close") in answer.headers
    assert time.monotonic() - began < 5


def test_a_body_that_goes_on_arriving_may_take_longer(monkeypatch):
    monkeypatch.setattr(bodies, "SLOWEST", 10)
    answer, seen = ask(*[part for _ in range(4) for part in (b"abcde", 0.1)], content_length="20", patience=0.2)
    assert (answer.status, seen[1]) == (201, b"abcde" * 4)


def test_a_body_that_is_too_large_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(bodies, "MOST_BYTES", 10)
    assert ask(60.0, content_length="11")[0].status == 413
    assert ask(b"a" * 6, b"a" * 6, transfer_encoding="chunked")[0].status == 413
    monkeypatch.setattr(bodies, "MOST_BYTES_IN_ALL", 5)
    assert ask(b"a" * 6, content_length="6")[0].status == 503


def test_a_name_with_an_underscore_can_not_pass_for_a_header_of_the_proxy():
    protocol, scope = Protocol(), SimpleNamespace(
        method="GET", path="/", query_string="", http_version="1.1", scheme="http", server="h:1", client="c:1",
        headers={"x_forwarded_for": "forged", "x-forwarded-for": "10.0.0.1"},
    )  # fmt: skip
    seen = []
    application = bodies.Application(lambda environ, start: seen.append(environ) or start("200 OK", []) or [b""])
    asyncio.run(application.__rsgi__(scope, protocol))
    assert seen[0]["HTTP_X_FORWARDED_FOR"] == "10.0.0.1"


def test_the_documentation_starts_the_servers_that_are_proven():
    text = (ROOT / "docs" / "running.md").read_text()
    documented = [" ".join(found.replace("\\\n", " ").split()) for found in re.findall(r"granian (--interface[^`]*?:application)", text)]  # fmt: skip
    assert len(documented) == 2  # the desk and the newsroom
    for line in documented:
        for option in re.findall(r"--[a-z0-9-]+(?: (?!--)\S+)?", serve.CONNECTIONS):
            assert option in line, f"docs/running.md lacks {option} of irsite/serve.py: {line}"
        assert "--interface rsgi" in line
        assert line.endswith(serve.server(1)[-1])


def test_a_server_may_hold_as_many_connections_as_it_accepts():
    """Where a process may open 1,024 files unless it asks for more, it asks."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    code = (
        f"import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (1024, {hard}));"
        "from irsite import connections; connections.allow();"
        "print(resource.getrlimit(resource.RLIMIT_NOFILE)[0])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert int(done.stdout) == (8192 if hard == resource.RLIM_INFINITY else min(8192, hard))
