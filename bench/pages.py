"""How many queries each public page takes, and how fast the release page is beside a static file.

    .venv/bin/python -m bench.pages

Prints Markdown for docs/speed.md. Speeds are ratios of rounds that alternate within one run of one server; single
numbers depend on the machine and on this load's own client, which shares its processors.
"""

import contextlib
import shutil
import socket
import statistics
import subprocess
import time

from bench import load, site
from irsite import serve

ROUNDS, SECONDS = 5, 3.0


def main() -> None:
    port = _free_port()
    folder = site.configure(port)
    try:
        import django
        from django.core.management import call_command
        from django.utils import timezone

        django.setup()
        from releases import demo

        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        demo.load(now=timezone.now())
        _queries()
        _speed(port)
    finally:
        shutil.rmtree(folder)


def _queries() -> None:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from releases import newsroom

    pages = {"home": "/", "list": "/releases/", "release": newsroom.latest(1)[0].url, "feed": "/feeds/releases.rss"}
    sizes, table = [], {name: [] for name in pages}
    for more in (0, 88, 200):
        site.publish(more)
        sizes.append(newsroom.archive(newsroom.Selection()).count)
        for name, path in pages.items():
            with CaptureQueriesContext(connection) as captured:
                assert Client().get(path).status_code == 200, path
            table[name].append(len(captured))
    print("| queries per page | " + " | ".join(f"{size} releases" for size in sizes) + " |")
    print("|---|" + "---:|" * len(sizes))
    for name, counts in table.items():
        print(f"| {name} | " + " | ".join(map(str, counts)) + " |")


def _speed(port: int) -> None:
    from django.contrib.staticfiles.storage import staticfiles_storage

    from releases import newsroom

    release = newsroom.latest(1)[0].url
    static = staticfiles_storage.url("newsroom/newsroom.css")
    pages = {"release": release, "list": "/releases/", "feed": "/feeds/releases.rss", "release as PDF": f"{release.rstrip('/')}.pdf"}  # fmt: skip
    with _served(port, "irsite.wsgi"), _served(other := _free_port(), "bench.unkept"):
        asked = {("a static file", ""): (port, static)}
        for name, path in pages.items():
            asked |= {(name, "finished"): (port, path), (name, "rendered each time"): (other, path)}
        for where in asked.values():
            load.requests_per_second(*where, seconds=0.5)
        rounds = {each: [] for each in asked}
        for _ in range(ROUNDS):
            for each, where in asked.items():
                rounds[each].append(load.requests_per_second(*where, seconds=SECONDS))
    beside = rounds["a static file", ""]
    print(f"\n| median of {ROUNDS} rounds | requests per second | beside the static file, round by round |")
    print("|---|---:|---:|")
    for (name, how), speeds in rounds.items():
        ratios = sorted(speed / static for speed, static in zip(speeds, beside, strict=True))
        print(
            f"| {name}{how and ', '}{how} | {statistics.median(speeds):.0f} | {statistics.median(ratios):.2f} ({ratios[0]:.2f}–{ratios[-1]:.2f}) |"
        )


@contextlib.contextmanager
def _served(port: int, module: str):
    """granian as a public process runs it."""
    server = subprocess.Popen(serve.server(port, application=f"{module}:application"))
    try:
        _wait_for(port)
        yield
    finally:
        server.terminate()
        server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("The server did not start within 10 seconds.")


if __name__ == "__main__":
    main()
