"""How many queries each public page takes, and how fast the release page is beside a static file.

    .venv/bin/python -m bench.pages

Prints Markdown for docs/speed.md. Speeds are ratios of rounds that alternate within one run of one server; single
numbers depend on the machine and on this load's own client, which shares its processors.
"""

import shutil
import socket
import statistics
import subprocess
import sys
import time

from bench import load, site

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
    paths = {"a static file": staticfiles_storage.url("newsroom/newsroom.css"), "release": release, "list": "/releases/", "feed": "/feeds/releases.rss"}  # fmt: skip
    options = [
        "--workers",
        "1",
        "--blocking-threads",
        "4",
        "--backpressure",
        "64",
        "--no-access-log",
        "--log-level",
        "error",
    ]
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "granian",
            "--interface",
            "wsgi",
            "--port",
            str(port),
            *options,
            "irsite.wsgi:application",
        ]
    )
    try:
        _wait_for(port)
        for path in paths.values():
            load.requests_per_second(port, path, seconds=0.5)
        rounds = {name: [] for name in paths}
        for _ in range(ROUNDS):
            for name, path in paths.items():
                rounds[name].append(load.requests_per_second(port, path, seconds=SECONDS))
    finally:
        server.terminate()
        server.wait()
    static = rounds["a static file"]
    print(f"\n| median of {ROUNDS} rounds | requests per second | beside the static file, round by round |")
    print("|---|---:|---:|")
    for name, speeds in rounds.items():
        ratios = sorted(speed / beside for speed, beside in zip(speeds, static, strict=True))
        print(
            f"| {name} | {statistics.median(speeds):.0f} | {statistics.median(ratios):.2f} ({ratios[0]:.2f}–{ratios[-1]:.2f}) |"
        )


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
