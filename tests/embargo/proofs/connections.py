"""Nobody is kept out: a thousand connections that say nothing, or say it slowly, keep no reader and nobody at the desk waiting,
and are closed by the server."""

import contextlib
import socket
import time
from pathlib import Path

from tests.embargo import sites
from tests.embargo.serving import Client, Server

TITLE = "Silent and slow connections keep nobody out"
COUNT = 1000
#: Answers that are asked for beside them, and seconds that each may take.
QUESTIONS, LONGEST = 20, 3.0
#: Seconds after which the server has closed them: irsite/serve.py and irsite/bodies.py allow 10 and 15.
AGE = {"public": 10, "desk": 15}
PATHS = {"public": ("/", "/releases/", "/feeds/releases.rss"), "desk": ("/admin/account/login/",)}

_HEAD = "{method} {path} HTTP/1.1\r\nHost: ir.example.com\r\nX-Forwarded-Proto: https\r\n"
#: What each sends before it falls silent.
KINDS = {
    "silent": "",
    "slow headers": _HEAD,
    "slow bodies": _HEAD + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\nlogin=",
    "idle after an answer": _HEAD + "\r\n",
}


def run(*, full: bool, database: str, roles: tuple[str, ...] = tuple(PATHS)) -> dict[str, str | int | float]:
    figures: dict[str, str | int | float] = {"connections of each kind": COUNT}
    with sites.folder() as folder:
        site = sites.public_site(database, Path(folder))
        site.command("collectstatic", "--noinput")
        for role in roles:
            server = Server(site, role=role)
            try:
                server.wait()
                for kind, words in KINDS.items():
                    slowest, kept = _beside(server.port, role, PATHS[role], words)
                    figures[f"{role}, {kind}: slowest answer, ms"] = round(slowest * 1000)
                    assert slowest < LONGEST, f"{role}: beside {COUNT} {kind} an answer took {slowest:.1f} s."
                    assert not kept, f"{role}: {kept} of {COUNT} {kind} are still connected."
            finally:
                server.kill()
    return figures


def _beside(port: int, role: str, paths: tuple[str, ...], words: str) -> tuple[float, int]:
    """The longest that anybody waited for an answer, and how many of the connections outlive their age."""
    method = "POST" if "Length" in words else "GET"
    sent = words.format(method=method, path=paths[0]).encode()
    with contextlib.ExitStack() as held:
        connections = []
        for _ in range(COUNT):
            connections.append(held.enter_context(socket.create_connection(("127.0.0.1", port), timeout=10)))
            connections[-1].sendall(sent)
            if words == KINDS["idle after an answer"]:
                connections[-1].recv(1)
        began, slowest = time.monotonic(), 0.0
        for number in range(QUESTIONS):
            asked = time.monotonic()
            with Client(port) as client:
                status, _, _ = client.get(paths[number % len(paths)])
            assert status == 200, f"{role}: answered {status}."
            slowest = max(slowest, time.monotonic() - asked)
        until = began + AGE[role] + 10
        while (kept := sum(map(_is_open, connections))) and time.monotonic() < until:
            time.sleep(0.2)
    return slowest, kept


def _is_open(connection: socket.socket) -> bool:
    """Whether the server has not closed it; what it answered before is passed over."""
    connection.setblocking(False)
    try:
        while data := connection.recv(65536):
            pass
        return bool(data)
    except BlockingIOError:
        return True
    except OSError:
        return False
