"""Runs proofs and writes what they found: ``script/embargo [--full] [--database sqlite|postgresql] [NAME…]``."""

import argparse
import importlib
import json
import platform
import sys
import time
from pathlib import Path

from tests.embargo import report
from tests.embargo.proofs import NAMES, ON_SQLITE_ONLY

ROOT = Path(__file__).resolve().parent.parent.parent


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="script/embargo", description="Proves that nothing leaks, nothing is late and nothing is lost."
    )
    parser.add_argument(
        "proofs", nargs="*", metavar="NAME", help=f"which proofs: {', '.join(NAMES)}; all of them, if none is named"
    )
    parser.add_argument(
        "--full", action="store_true", help="the whole run, which takes hours, written to docs/reliability.md"
    )
    parser.add_argument(
        "--database", choices=("sqlite", "postgresql"), help="on this database only; on both, if none is named"
    )
    parser.add_argument(
        "--results", type=Path, default=ROOT / "var" / "embargo", help="folder for what was found (var/embargo)"
    )
    options = parser.parse_args()
    if unknown := set(options.proofs) - set(NAMES):
        parser.error(f"There is no proof “{min(unknown)}”. Choose from: {', '.join(NAMES)}.")
    options.results.mkdir(parents=True, exist_ok=True)
    has_failed = False
    for name in options.proofs or NAMES:
        proof = importlib.import_module(f"tests.embargo.proofs.{name}")
        for database in [options.database] if options.database else ["sqlite", "postgresql"]:
            if database != "sqlite" and name in ON_SQLITE_ONLY:
                continue
            began = time.monotonic()
            try:
                figures = proof.run(full=options.full, database=database)
            except AssertionError as failure:
                has_failed = True
                print(f"FAILED  {name} on {database}: {failure}", flush=True)
                continue
            found = {
                "title": proof.TITLE, "database": database, "figures": figures, "is_full": options.full,
                "on": time.strftime("%Y-%m-%d"), "seconds": round(time.monotonic() - began),
                "machine": f"Python {platform.python_version()}, {platform.machine()}",
            }  # fmt: skip
            (options.results / f"{name}-{database}.json").write_text(json.dumps(found, indent=1))
            told = ", ".join(f"{label} {report.written(figure)}" for label, figure in figures.items())
            print(f"passed  {name} on {database}: {told}", flush=True)
    if options.full and not has_failed:
        path = ROOT / "docs" / "reliability.md"
        path.write_text(report.table(options.results))
        print(f"Written: {path}")
    return int(has_failed)


if __name__ == "__main__":
    sys.exit(main())
