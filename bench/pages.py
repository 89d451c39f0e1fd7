"""How many queries each public page takes.

    .venv/bin/python -m bench.pages

Prints Markdown for docs/speed.md. How fast pages are served: bench/serving.py.
"""

import shutil
import socket
import time

from bench import site


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
