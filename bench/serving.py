"""How fast finished answers are beside nginx with the same bytes, and what a crawler does to a reader.

    .venv/bin/python -m bench.serving [RELEASES]

Prints Markdown for docs/speed.md. The servers share one core, the load has the other. Rounds alternate within one run;
ratios count, single numbers depend on the machine. Needs Debian's nginx, wrk and nghttp2-client. ``DATABASE_URL`` names an empty
PostgreSQL database; else SQLite is measured.
"""

import contextlib
import http.client
import os
import re
import shutil
import statistics
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench import site
from bench.pages import _free_port, _wait_for
from irsite import serve

ROUNDS, SECONDS, CONNECTIONS = 3, 3, 32
SERVER, LOAD = ["taskset", "-c", "0"], ["taskset", "-c", "1"]
_NGINX = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 4096; }}
http {{
  access_log off; sendfile on; tcp_nopush off; keepalive_requests 1000000; open_file_cache max=100 inactive=1h;
  default_type text/html;
  server {{ listen 127.0.0.1:{port}; location / {{ root {folder}; try_files $uri =404; }} }}
}}
"""
#: A bare function that gives the bytes of a file for every address: what one process of this server can do at most.
_BARE = """
body = open({path!r}, "rb").read()
headers = {headers!r}
async def application(scope, protocol):
    protocol.response_bytes(200, headers, body)
"""


def main(releases: int = 2000) -> None:
    port = _free_port()
    database = os.environ.get("DATABASE_URL")
    folder = Path(site.configure(port))
    if database:
        os.environ["DATABASE_URL"] = database
    try:
        import django
        from django.core.management import call_command
        from django.utils import timezone

        django.setup()
        from releases import demo, newsroom
        from releases.models import Edition

        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        demo.load(now=timezone.now())
        site.publish(releases)
        pages = {"release": newsroom.latest(1)[0].url, "list": "/releases/", "feed": "/feeds/releases.rss"}
        crawled = [edition.path for edition in Edition.objects.live().order_by("live_at")[:releases]]
        print(f"{len(crawled):,} releases on {'PostgreSQL' if database else 'SQLite'}.\n")
        with _irsite(port) as process:
            _finished(folder, port, pages)
            print(f"\nResident memory after that: {_memory(process)} MiB.")
        with _irsite(port) as process:
            _beside_a_crawler(folder, port, pages["release"], crawled)
            print(f"\nResident memory after that: {_memory(process)} MiB.")
    finally:
        shutil.rmtree(folder)


def _finished(folder: Path, port: int, pages: dict[str, str]) -> None:
    print("| page | server | requests a second | of nginx | of the bare function | p50 ms | p99 ms |")
    print("|---|---|---:|---:|---:|---:|---:|")
    for name, path in pages.items():
        body, headers = _read(port, path)
        with _static(folder, body) as nginx, _bare(folder, headers) as bare:
            servers = {"nginx, a static file": (nginx, "/page"), "bare function": (bare, "/"), "irsite": (port, path)}
            found = {each: [] for each in servers}
            for _ in range(ROUNDS):
                for each, where in servers.items():
                    found[each].append(_wrk(*where))
            for each, rounds in found.items():
                speed, p50, p99 = (statistics.median(values) for values in zip(*rounds, strict=True))
                of = [
                    statistics.median(one[0] / other[0] for one, other in zip(rounds, found[beside], strict=True))
                    for beside in ("nginx, a static file", "bare function")
                ]
                print(
                    f"| {name}, {len(body) // 1000} kB | {each} | {speed:,.0f} | {of[0]:.2f} | {of[1]:.2f} | {p50:.2f} | {p99:.1f} |"
                )


def _beside_a_crawler(folder: Path, port: int, hot: str, paths: list[str]) -> None:
    addresses = folder / "addresses"
    addresses.write_text("\n".join(f"http://127.0.0.1:{port}{path}" for path in paths))
    # Each of its connections goes through the whole list.
    again = [*LOAD, "h2load", "--h1", "-t1", f"-c{CONNECTIONS}", f"-n{CONNECTIONS * len(paths)}", "-i", str(addresses)]
    absent = [*LOAD, "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", f"http://127.0.0.1:{port}/nowhere/"]
    print(
        f"\n| a reader of the hot release, 100 times a second, beside {CONNECTIONS} connections | theirs, a second | p50 ms | p99 ms | p99.9 ms |"
    )
    print("|---|---:|---:|---:|---:|")
    for name, load in {
        "nobody": lambda: time.sleep(SECONDS),
        f"a crawler over {len(paths):,} releases, first pass": lambda: _crawl(port, paths),
        "the same, second pass": lambda: _said(again),
        "clients reloading an absent address": lambda: _said(absent),
    }.items():
        _read(port, hot)
        with _Reader(port, hot) as reader:
            speed = load()
        times = sorted(reader.times)
        at = [1000 * times[min(len(times) - 1, int(len(times) * part))] for part in (0.5, 0.99, 0.999)]
        print(f"| {name} | {f'{speed:,.0f}' if speed else ''} | " + " | ".join(f"{each:.1f}" for each in at) + " |")


def _crawl(port: int, paths: list[str]) -> float:
    """Pages a second, each asked for once; in a process of its own, so that it takes nothing from the reader."""
    code = f"from bench.serving import crawl; print(crawl({port}, {paths!r}))"
    return float(subprocess.run([*LOAD, sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)


def crawl(port: int, paths: list[str]) -> float:
    """Pages a second over so many connections."""
    left, lock = iter(paths), threading.Lock()

    def one() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        while True:
            with lock:
                if (path := next(left, None)) is None:
                    return
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise RuntimeError(f"{path} answered {answer.status}.")

    began = time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        for done in [pool.submit(one) for _ in range(CONNECTIONS)]:
            done.result()
    return len(paths) / (time.perf_counter() - began)


def _said(command: list[str]) -> float:
    """Requests a second, as the program says."""
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(r"([\d.]+) req/s|Requests/sec:\s+([\d.]+)", said)
    return float(found[1] or found[2])


class _Reader(threading.Thread):
    """Asks at a fixed rate, whether or not the last answer has come: what is late counts from when it was due."""

    def __init__(self, port: int, path: str):
        super().__init__(daemon=True)
        self._connection, self._path, self._ended = (
            http.client.HTTPConnection("127.0.0.1", port),
            path,
            threading.Event(),
        )
        self.times: list[float] = []

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_) -> None:
        self._ended.set()
        self.join()

    def run(self) -> None:
        due = time.perf_counter()
        while not self._ended.is_set():
            time.sleep(max(0.0, due - time.perf_counter()))
            self._connection.request("GET", self._path)
            answer = self._connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise RuntimeError(f"{self._path} answered {answer.status}.")
            self.times.append(time.perf_counter() - due)
            due += 0.01


def _wrk(port: int, path: str) -> tuple[float, float, float]:
    """Requests a second, and the 50th and 99th percentile in milliseconds."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency", f"http://127.0.0.1:{port}{path}"]
    said = subprocess.run([*LOAD, *command], capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said:
        raise RuntimeError(said)
    times = [
        float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit]
        for value, unit in re.findall(r"(?:50|99)%\s+([\d.]+)(us|ms|s)", said)
    ]
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]), *times


def _read(port: int, path: str) -> tuple[bytes, list[tuple[str, str]]]:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    return body, [pair for pair in answer.getheaders() if pair[0].lower() not in ("server", "date")]


@contextlib.contextmanager
def _irsite(port: int):
    with _started(serve.server(port), port) as process:
        yield process


@contextlib.contextmanager
def _static(folder: Path, body: bytes):
    port = _free_port()
    (folder / "page").write_bytes(body)
    folder.chmod(0o755)
    configuration = folder / "nginx.conf"
    configuration.write_text(_NGINX.format(folder=folder, port=port))
    with _started(["nginx", "-c", str(configuration)], port):
        yield port


@contextlib.contextmanager
def _bare(folder: Path, headers: list[tuple[str, str]]):
    port = _free_port()
    (folder / "bare_function.py").write_text(_BARE.format(path=str(folder / "page"), headers=headers))
    command = [*serve.server(port)[:-1], "bare_function:application"]
    with _started(command, port, env=os.environ | {"PYTHONPATH": str(folder)}):
        yield port


@contextlib.contextmanager
def _started(command: list[str], port: int, **how):
    process = subprocess.Popen([*SERVER, *command], **how)
    try:
        _wait_for(port)
        yield process
    finally:
        process.terminate()
        process.wait()


def _memory(process: subprocess.Popen) -> int:
    """MiB of the largest process of this server."""
    said = subprocess.run(["ps", "-o", "rss=", "--ppid", str(process.pid)], capture_output=True, text=True, check=True)
    return max(map(int, said.stdout.split())) // 1024


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
