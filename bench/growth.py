"""Whether a page takes longer when the archive grows: each page at several sizes of the archive.

    .venv/bin/python -m bench.growth [--database postgresql] [--sizes 1000 10000 100000]

Prints Markdown for docs/speed.md: the median time of an answer of the public process, without a server, in milliseconds,
the ratio of the largest archive to the smallest, and the queries of an answer (more numbers, where sizes differ). The
process has what the public has: on PostgreSQL its own account under row-level security, on SQLite a file open for
reading. Rows are inserted in bulk, but each is what sealing would have written: its own document, digest, links, place
and words. One release in a hundred is corrected.
"""

import argparse
import dataclasses
import datetime
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
import uuid
from pathlib import Path

from bench import site

BATCH = 1000
CORRECTED_EVERY = 100
ACCOUNT = "irsite_bench"
START = datetime.datetime(1995, 1, 1, 12, tzinfo=datetime.UTC)
SPAN = datetime.timedelta(days=31 * 365)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--answer", action="store_true", help="as the public process: time the pages, print JSON")
    asked = parser.parse_args()
    if asked.answer:
        print(json.dumps(_times(asked.rounds)))
        return
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
        table, queries = {}, {}
        for size in asked.sizes:
            grow(size)
            for name, (took, count) in _as_the_public(asked.database, Path(folder), asked.rounds).items():
                table.setdefault(name, []).append(took)
                queries.setdefault(name, []).append(count)
        sizes = " | ".join(f"{size:,}" for size in asked.sizes)
        print(f"| {asked.database}, ms | {sizes} | ratio | queries |")
        print("|---|" + "---:|" * (len(asked.sizes) + 2))
        for name, took in table.items():
            asked_of = ", ".join(str(count) for count in dict.fromkeys(queries[name]))
            times = " | ".join(f"{ms:.1f}" for ms in took)
            print(f"| {name} | {times} | {took[-1] / took[0]:.2f} | {asked_of} |")
    finally:
        shutil.rmtree(folder)


def _as_the_public(database: str, folder: Path, rounds: int) -> dict[str, tuple[float, int]]:
    """What the public process of this site measures."""
    kept = {
        name: os.environ[name]
        for name in ("PATH", "HOME", "LANG", "CANONICAL_ORIGIN", "ALLOWED_HOSTS")
        if name in os.environ
    }
    address = os.environ["DATABASE_URL"]
    if database == "postgresql":
        from django.core.management import call_command
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ACCOUNT])
            if not cursor.fetchone():
                cursor.execute(f"CREATE ROLE {ACCOUNT} LOGIN PASSWORD 'bench'")
        call_command("grant_public", ACCOUNT, verbosity=0, stdout=sys.stderr)
        address = address.replace("postgres:@", f"{ACCOUNT}:bench@")
    own = {
        "DJANGO_SETTINGS_MODULE": "irsite.settings",
        "IRSITE_ROLE": "public",
        "IRSITE_DATA": str(folder),
        "DATABASE_URL": address,
    }
    command = [sys.executable, "-m", "bench.growth", "--answer", "--rounds", str(rounds)]
    return json.loads(subprocess.run(command, env=kept | own, check=True, stdout=subprocess.PIPE).stdout)


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
    from releases.document import Correction, Document
    from releases.editions.ledger import insert_words, places
    from releases.editions.ledger import words as ledger_words
    from releases.editions.records import named_records
    from releases.models import Edition, EditionLink, Release
    from releases.models.ledger import LedgerRow
    from releases.vocabulary import Category

    model: Document = Edition.objects.order_by("pk").first().document
    drugs = [edition.document.drugs for edition in Edition.objects.order_by("pk")[:12] if edition.document.drugs]
    now = editions.database_now()
    made, documents, corrections = [], [], []
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
    for edition, document in list(zip(made, documents, strict=True))[::CORRECTED_EVERY]:
        again = dataclasses.replace(document, correction=Correction(kind="correction", note="A figure was wrong."))
        facts = {
            "document_json": again.canonical_bytes().decode(),
            "number": 2,
            "live_at": edition.live_at + datetime.timedelta(days=30),
            "feed_id": edition.feed_id,
            "previous_digest": edition.digest,
        }
        edition.superseded_at = facts["live_at"]
        corrections.append(
            Edition(
                release=edition.release,
                digest=editions.edition_digest(**facts),
                path_date=edition.path_date,
                slug=edition.slug,
                sealed_at=now,
                is_historic=True,
                article_html=rendering.article_html(again),
                plain_text=rendering.plain_text(again),
                **facts,
            )
        )
        documents.append(again)
    originals = {edition.release_id: edition.live_at for edition in made}
    made += corrections
    Edition.objects.bulk_create(made)
    rows = [LedgerRow(edition=edition, **places(edition, originals[edition.release_id])) for edition in made]
    LedgerRow.objects.bulk_create(rows)
    EditionLink.objects.bulk_create(
        EditionLink(edition=edition, kind=kind, record_key=key)
        for edition, document in zip(made, documents, strict=True)
        for kind, key in named_records(document)
    )
    insert_words(
        (row.position, ledger_words(row.edition, document)) for row, document in zip(rows, documents, strict=True)
    )


def _times(rounds: int) -> dict[str, tuple[float, int]]:
    """Median milliseconds of an answer and its queries, by page."""
    import django

    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from releases import newsroom

    # Alike at every size: of a drug, and lists that fill their page.
    middle = newsroom.archive(newsroom.Selection(year=2010, drug="qhv-101")).entries[-1].url
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
        "record": f"{middle}editions/1/record",
        "RSS": "/feeds/releases.rss",
        "Atom": "/feeds/releases.atom",
        "JSON Feed": "/feeds/releases.json",
        "RSS of a category": "/feeds/categories/clinical.rss",
        "RSS of a drug": "/feeds/drugs/qhv-101.rss",
        "vendor's list": "/feed/PressRelease.svc/GetPressReleaseList?pageSize=20",
        "vendor's list of a year": "/feed/PressRelease.svc/GetPressReleaseList?pageSize=20&year=2010",
        "vendor's list of years": "/feed/PressRelease.svc/GetPressReleaseYearList",
        "API, list": "/api/v1/releases",
        "API, in the middle": f"/api/v1/releases?after={middle.removeprefix('/releases/').strip('/')}",
        "API, a category": "/api/v1/releases?category=clinical",
        "API, a drug": "/api/v1/releases?drug=qhv-101",
        "API, changed lately": "/api/v1/releases?updated_since=2024-01-01T00:00:00Z",
        "API, release": f"/api/v1{middle.rstrip('/')}",
        "API, contacts": "/api/v1/contacts",
        "release as PDF": f"{middle.rstrip('/')}.pdf",
        "ninjs": f"{middle.rstrip('/')}.ninjs.json",
        "llms.txt": "/llms.txt",
        "sitemap index": "/sitemap.xml",
        "sitemap of pages": "/sitemaps/pages.xml",
        "sitemap of news": "/sitemaps/news.xml",
    }
    client, took = Client(), {name: [] for name in paths}
    for _ in range(rounds):
        for name, path in paths.items():
            started = time.perf_counter()
            status = client.get(path, secure=True).status_code
            took[name].append(1000 * (time.perf_counter() - started))
            assert status == 200, (path, status)
    queries = {}
    for name, path in paths.items():
        with CaptureQueriesContext(connection) as captured:
            client.get(path, secure=True)
        queries[name] = len(captured)
    return {name: (statistics.median(times), queries[name]) for name, times in took.items()}


if __name__ == "__main__":
    main()
