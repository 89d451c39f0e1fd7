"""How long formats, feeds and the API take, by the number of releases.

    .venv/bin/python -m bench.formats [RELEASES …]

Prints Markdown: the median of 15 answers in one process, in milliseconds, and the queries of each. SQLite, no server in between.
"""

import dataclasses
import datetime
import shutil
import statistics
import sys
import time

from bench import site

ROUNDS = 15


def main(sizes: list[int]) -> None:
    folder = site.configure(0)
    try:
        import django
        from django.core.management import call_command
        from django.utils import timezone

        django.setup()
        from releases import demo, newsroom
        from releases.rendering import formats

        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        demo.load(now=timezone.now())
        release = next(entry.url for entry in newsroom.latest(20) if entry.drugs).rstrip("/")
        drug = newsroom.pipeline().developed[0].url.strip("/")
        paths = [f"{release}.{ending}" for ending in formats.endings()]
        paths += [
            "/feeds/releases.rss",
            "/feeds/releases.atom",
            "/feeds/releases.json",
            "/feeds/categories/clinical.atom",
        ]
        paths += [f"/feeds/{drug}.atom", "/api/v1/releases", "/api/v1/releases?category=clinical", "/api/v1/drugs"]
        paths += ["/sitemap.xml", "/sitemaps/news.xml", "/feed/PressRelease.svc/GetPressReleaseList?pageSize=20"]
        table = {path: [] for path in paths}
        _first_pdf(f"{release}/")
        count = 0
        for size in sizes:
            site.publish(size - count)
            count = size
            for path in paths:
                table[path].append(_measured(path))
        print("| milliseconds (queries) | " + " | ".join(f"{size} added" for size in sizes) + " |")
        print("|---|" + "---:|" * len(sizes))
        for path, found in table.items():
            name = path.replace(release, "release")
            print(f"| {name} | " + " | ".join(f"{spent:.1f} ({queries})" for spent, queries in found) + " |")
    finally:
        shutil.rmtree(folder)


def _first_pdf(url: str) -> None:
    from releases import newsroom
    from releases.rendering import pdf

    year, month, day, slug = url.strip("/").split("/")[1:]
    page = newsroom.find(datetime.date(int(year), int(month), int(day)), slug)
    document = dataclasses.replace(page.document, files=())
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        pdf.pdf(document, facts=page.facts, pictures={})
        times.append((time.perf_counter() - begun) * 1000)
    print(f"A PDF made anew: {statistics.median(times):.0f} ms ({min(times):.0f}–{max(times):.0f})\n")


def _measured(path: str) -> tuple[float, int]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200, path
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        client.get(path)
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times), len(captured)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [0, 300])
