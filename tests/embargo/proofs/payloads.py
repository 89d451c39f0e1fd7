"""Words that try to run as a script, in every field: tests/embargo/test_payloads.py with all of them."""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.embargo.sites import ROOT

TITLE = "No word that staff write runs as a script"
#: Rounds of 90 payloads: all of them, and a part.
SHORT, FULL = 3, 24


def run(*, full: bool, database: str) -> dict[str, str | int | float]:
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report"
        rounds = FULL if full else SHORT
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/embargo/test_payloads.py"],
            cwd=ROOT, capture_output=True, text=True, check=False,
            env=os.environ | {"TEST_DATABASE": database, "PAYLOAD_ROUNDS": str(rounds), "PAYLOAD_REPORT": str(report), "CI": "true"},
        )  # fmt: skip
        assert done.returncode == 0, done.stdout[-3000:]
        found = [json.loads(line) for line in report.read_text().splitlines()]
    assert len(found) == rounds, f"Only {len(found)} of {rounds} rounds were reported."
    newsroom, bare, desk = (sum(each["pages"][at] for each in found) for at in range(3))
    return {
        "payloads, each in the body and in the fields that take its length": sum(each["payloads"] for each in found),
        "pages of the newsroom under its policy": newsroom,
        "pages of the newsroom without a policy": bare,
        "pages of the desk under its policy": desk,
        "executions, dialogs, requests elsewhere": 0,
        "seconds": round(time.monotonic() - began),
    }
