"""Real servers and real clients of a site, on loopback."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from irsite.serve import server
from tests.embargo.sites import ROOT, Site


class Server:
    """granian with a process of a site, as in production, on a free port."""

    def __init__(self, site: Site, *, fault_file: Path | None = None, role: str = "public"):
        """``fault_file`` names a fault to plant (:mod:`tests.embargo.faulty`), in a process that nothing protects."""
        self.site, self._fault_file, self._role = site, fault_file, role
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.process = None
        self.start()

    def start(self) -> None:
        """Start it, again perhaps; returns before it answers."""
        environment = self.site.environment(self._role, is_protected=self._fault_file is None) | {
            "IRSITE_BEHIND_PROXY": "true",
            "ALLOWED_HOSTS": "ir.example.com",
        }
        if self._fault_file:
            environment["IRSITE_FAULT_FILE"] = str(self._fault_file)
        module = "tests.embargo.faulty" if self._fault_file else "irsite.rsgi"
        command = server(self.port, application=f"{module}:application")
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def wait(self, seconds: float = 60) -> float:
        """Until it answers; the time (seconds since 1970) of its first answer."""
        until, path = time.time() + seconds, "/admin/account/login/" if self._role == "desk" else "/robots.txt"
        while time.time() < until:
            with contextlib.suppress(OSError, ValueError), Client(self.port) as client:
                if client.get(path)[0] == 200:
                    return time.time()
            time.sleep(0.02)
        raise RuntimeError(f"The {self._role} server did not answer within a minute.")

    def kill(self) -> None:
        """As if the machine took it: the server and its workers, at once and without a word."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Client:
    """One reader's kept-open connection."""

    def __init__(self, port: int):
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=20)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._held = b""

    def __enter__(self):
        return self

    def __exit__(self, *_) -> None:
        self._socket.close()

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers by their small names, body. Raises OSError or ValueError when the connection breaks."""
        lines = [
            f"GET {path} HTTP/1.1",
            "Host: ir.example.com",
            "X-Forwarded-Proto: https",
            "Accept-Encoding: identity",
        ]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self._socket.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        data = self._held
        while (end := data.find(b"\r\n\r\n")) < 0:
            data += self._more()
        head, body = data[:end].decode("latin-1").split("\r\n"), data[end + 4 :]
        told = dict(line.lower().split(": ", 1) for line in head[1:])
        length = 0 if head[0].split()[1] == "304" else int(told["content-length"])
        while len(body) < length:
            body += self._more()
        self._held = body[length:]
        return int(head[0].split()[1]), told, body[:length]

    def _more(self) -> bytes:
        data = self._socket.recv(262_144)
        if not data:
            raise ValueError("The server closed the connection.")
        return data


class Writer:
    """A process of the desk (tests/embargo/writing.py)."""

    def __init__(self, site: Site, server: Server | None = None):
        """With a server, it also asks that server what the self-probe asks."""
        environment = site.environment("desk") | (probing(server) if server else {})
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.embargo.writing"], cwd=ROOT, text=True, env=environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip

    def begin(self, do: str, **task) -> None:
        self.process.stdin.write(json.dumps(task | {"do": do}) + "\n")
        self.process.stdin.flush()

    def end(self):
        """What it acknowledges; raises BrokenPipeError if it has died before."""
        line = self.process.stdout.readline()
        if not line:
            raise BrokenPipeError
        return json.loads(line)

    def ask(self, do: str, **task):
        self.begin(do, **task)
        return self.end()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


class Worker:
    """The self-probe of a site, ``manage.py watch_releases``, as in production."""

    def __init__(self, site: Site, server: Server):
        self._site, self._server = site, server
        self.start()

    def start(self) -> None:
        """Start it, again perhaps."""
        environment = self._site.environment("desk") | probing(self._server)
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "watch_releases"], cwd=ROOT, env=environment, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def stop(self) -> int:
        """As a supervisor stops it; its exit status."""
        self.process.terminate()
        return self.process.wait(timeout=30)

    def kill(self) -> None:
        """Without a word."""
        self.process.kill()
        self.process.wait()


def probing(server: Server) -> dict[str, str]:
    """Settings under which the self-probe asks this server."""
    origin = f"http://127.0.0.1:{server.port}"
    return {"IRSITE_PROBE_ORIGIN": origin, "IRSITE_PROBE_DIRECT": origin}
