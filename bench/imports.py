"""How many documents a second the whole import takes, from the bytes of a file to a public edition, as the archive grows.

    .venv/bin/python -m bench.imports [--count 10000] [--database sqlite|postgresql]

Brings in as many documents as asked for, made from the corpus of the tests: each with a headline, a day and words of its own,
and new drugs and trials among them. Prints Markdown for docs/speed.md: the rate at the first hundred, the last hundred, and
in between.
"""

import argparse
import datetime
import random
import re
import shutil
import sys
import tempfile
import time
import tomllib
from pathlib import Path

from bench import site

CORPUS = Path(__file__).resolve().parent.parent / "tests" / "corpus" / "documents"
_CODE = re.compile(r"\b([A-Z]{2,5})-(\d{2,4})\b")
_NUMBER = re.compile(r"\bNCT\d{8}\b")
_WORDS = "cohort durable interim analysis visit marker baseline response enrollment site protocol endpoint".split()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    options = parser.parse_args()
    folder = site.configure(8999)
    try:
        if options.database == "postgresql":
            import os

            from tests.postgresql import database_url

            os.environ["DATABASE_URL"] = database_url()
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        with tempfile.TemporaryDirectory() as archive:
            write(Path(archive), options.count)
            measure(Path(archive), options)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def write(folder: Path, count: int) -> None:
    """So many documents, the same at every call."""
    samples = [path for path in sorted(CORPUS.iterdir()) if path.suffix in (".txt", ".html")]
    for number in range(count):
        path = samples[number % len(samples)]
        (folder / f"{number:06}{path.suffix}").write_text(vary(path, number))


def vary(path: Path, number: int) -> str:
    """The sample with words of its own; one document in ten names a new drug and a new trial."""
    chance = random.Random(number)
    source = path.read_text(encoding="utf-8", errors="replace")
    facts = tomllib.loads(path.with_suffix(".toml").read_text())
    generation = number // 10
    source = _CODE.sub(lambda code: f"{code[1]}-{1000 + generation % 9000}", source)
    source = _NUMBER.sub(f"NCT{10_000_000 + generation:08}", source)
    words = " ".join(chance.choices(_WORDS, k=3))
    if headline := facts.get("headline"):
        source = source.replace(headline, f"{headline}, {words.capitalize()} {number}", 1)
    if begins := facts.get("begins"):
        sentence = f"{begins} In its report {number} on {' '.join(chance.choices(_WORDS, k=12))} it said more."
        source = source.replace(begins, sentence, 1) if begins.endswith(".") else source
    date = facts.get("date")
    if isinstance(date, datetime.date):
        day = datetime.date(1990, 1, 1) + datetime.timedelta(days=number)
        for form in ("%B {0}, %Y", "%b. {0}, %Y"):
            source = source.replace(date.strftime(form).format(date.day), day.strftime("%B {0}, %Y").format(day.day))
    return source


def measure(archive: Path, options: argparse.Namespace) -> None:
    """Bring all of it in and tell the rates."""
    from releases.importers import archive as importing
    from releases.importers import runs
    from releases.models import Drug, Edition, Release

    run = runs.begin([archive], publish=True)
    begun = last = time.perf_counter()
    outcomes: dict[str, int] = {}
    print(f"| documents so far ({options.database}) | documents a second | releases | editions | drugs |")
    print("|---|---:|---:|---:|---:|")
    step, marked = 100, 0
    for count, done in enumerate(importing.work(run), start=1):
        outcomes[done.outcome] = outcomes.get(done.outcome, 0) + 1
        is_marked = count in (step, options.count - step) or count == options.count or count % 1000 == 0
        if is_marked:
            now = time.perf_counter()
            since = count - marked
            print(
                f"| {count - since + 1:,} to {count:,} | {since / (now - last):.1f} | {Release.objects.count():,} |"
                f" {Edition.objects.count():,} | {Drug.objects.count():,} |",
                flush=True,
            )
            last, marked = now, count
    took = time.perf_counter() - begun
    print(f"\n{sum(outcomes.values()):,} documents in {took:.0f} s: {dict(sorted(outcomes.items()))}")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
