"""Whether a page takes longer when the archive grows: each page at several sizes of the archive.

    .venv/bin/python -m bench.growth [--database postgresql] [--sizes 1000 10000 100000]

Prints Markdown for docs/speed.md: the median time of an answer in one process, without a server, in milliseconds, and
the ratio of the largest archive to the smallest. Rows are inserted in bulk, but each is what sealing would have written:
its own document, digest, links, place and words.
"""

import argparse
import dataclasses
import datetime
import os
import shutil
import statistics
import time
import uuid

from bench import site

BATCH = 1000
START = datetime.datetime(1995, 1, 1, 12, tzinfo=datetime.UTC)
SPAN = datetime.timedelta(days=31 * 365)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=15)
    asked = parser.parse_args()
    folder = site.configure(8000)
    if asked.database == "postgresql":
        from tests.postgresql import database_url

        os.environ["DATABASE_URL"] = database_url()
    try:
        import django
        from django.core.management import call_command
        from django.utils import timezone

        django.setup()
        from releases import demo

        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        demo.load(now=timezone.now())
        table = {}
        for size in asked.sizes:
            grow(size)
            for name, took in _times(asked.rounds).items():
                table.setdefault(name, []).append(took)
        print(f"| {asked.database}, ms | " + " | ".join(f"{size:,}" for size in asked.sizes) + " | ratio |")
        print("|---|" + "---:|" * (len(asked.sizes) + 1))
        for name, took in table.items():
            print(f"| {name} | " + " | ".join(f"{ms:.1f}" for ms in took) + f" | {took[-1] / took[0]:.2f} |")
    finally:
        shutil.rmtree(folder)


def grow(size: int) -> None:
    """Fill the archive up to this many editions, spread evenly over 31 years."""
    from django.db import connection, transaction

    from releases.models import Edition

    count = Edition.objects.count()
    step = SPAN / (size - count)
    for first in range(count, size, BATCH):
        with transaction.atomic():
            _insert([(number, START + (number - count) * step) for number in range(first, min(first + BATCH, size))])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _insert(rows: list[tuple[int, datetime.datetime]]) -> None:
    from releases import editions, rendering
    from releases.document import Document
    from releases.editions.ledger import insert_words
    from releases.editions.records import named_records
    from releases.models import Edition, EditionLink, Release
    from releases.models.ledger import LedgerRow, position
    from releases.vocabulary import Category

    model: Document = Edition.objects.order_by("pk").first().document
    drugs = [edition.document.drugs for edition in Edition.objects.order_by("pk")[:12] if edition.document.drugs]
    now = editions.database_now()
    made, documents = [], []
    releases = Release.objects.bulk_create(
        Release(headline=f"Report {number}", category=Category.values[number % 10]) for number, _ in rows
    )
    for release, (number, live_at) in zip(releases, rows, strict=True):
        document = dataclasses.replace(
            model,
            headline=f"Quillhaven Reports Progress, Number {number}",
            category=Category.values[number % 10],
            date=live_at.date(),
            body_html=f"<p>Quillhaven today reported progress in kidney disease, as report{number} of its kind.</p>",
            sections=(),
            files=(),
            drugs=drugs[number % len(drugs)] if number % 3 == 0 else (),
            trials=(),
            quotations=(),
            footnotes=(),
        )
        documents.append(document)
        facts = {
            "document_json": document.canonical_bytes().decode(),
            "number": 1,
            "live_at": live_at,
            "feed_id": f"tag:127.0.0.1,{live_at:%Y-%m-%d}:release/{uuid.uuid4()}",
            "previous_digest": "",
        }
        made.append(
            Edition(
                release=release,
                digest=editions.edition_digest(**facts),
                path_date=live_at.date(),
                slug=f"report-{number}",
                sealed_at=now,
                is_historic=True,
                article_html=rendering.article_html(document),
                plain_text=rendering.plain_text(document),
                **facts,
            )
        )
    Edition.objects.bulk_create(made)
    places = [position(edition.live_at, edition.pk) for edition in made]
    LedgerRow.objects.bulk_create(
        LedgerRow(edition=edition, position=place) for edition, place in zip(made, places, strict=True)
    )
    EditionLink.objects.bulk_create(
        EditionLink(edition=edition, kind=kind, record_key=key)
        for edition, document in zip(made, documents, strict=True)
        for kind, key in named_records(document)
    )
    insert_words(
        (place, rendering.searchable(document, edition.plain_text))
        for place, document, edition in zip(places, documents, made, strict=True)
    )


def _times(rounds: int) -> dict[str, float]:
    """Median milliseconds of an answer, by page."""
    from django.test import Client

    from releases import newsroom

    middle = newsroom.archive(newsroom.Selection(year=2010)).entries[-1].url
    paths = {
        "home": "/",
        "all releases": "/releases/",
        "… in the middle": f"/releases/?older={middle.removeprefix('/releases/').strip('/')}",
        "… of a year": "/releases/?year=2010",
        "… of a category": "/releases/?category=clinical",
        "… of a drug": "/releases/?drug=qhv-101",
        "search, a common word": "/releases/?q=kidney",
        "search, newest first": "/releases/?q=kidney&order=newest",
        "search, a rare word": "/releases/?q=report77",
        "search, words in a row": '/releases/?q="progress+in+kidney"',
        "search, a beginning": "/releases/?q=prog*",
        "search, nothing": "/releases/?q=zebra",
        "release": middle,
        "pipeline": "/drugs/",
        "drug": "/drugs/qhv-101/",
        "contacts": "/contacts/",
        "feeds": "/feeds/",
        "RSS": "/feeds/releases.rss",
    }
    client, took = Client(), {name: [] for name in paths}
    for _ in range(rounds):
        for name, path in paths.items():
            started = time.perf_counter()
            status = client.get(path).status_code
            took[name].append(1000 * (time.perf_counter() - started))
            assert status == 200, (path, status)
    return {name: statistics.median(times) for name, times in took.items()}


if __name__ == "__main__":
    main()
