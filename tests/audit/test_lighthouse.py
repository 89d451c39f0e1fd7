"""Lighthouse: at least 95 in all four categories, as a phone and as a desktop."""

import json
import os
import subprocess

import pytest

from tests.audit import addresses, tools

LEAST = 95
FLAGS = "--headless --no-sandbox --disable-gpu --disable-dev-shm-usage --disable-background-networking"
#: Other work on the machine makes a page look slow, never fast.
TRIES = 3
PAGES = {"home": "/", "all releases": "/releases/", "pipeline": "/drugs/"}


@pytest.mark.browser
@pytest.mark.parametrize("form", ["mobile", "desktop"])
@pytest.mark.parametrize("name", ["home", "all releases", "pipeline", "release"])
def test_lighthouse_gives_at_least_95_in_everything(origin, tmp_path, name, form):
    command, browser = tools.lighthouse(), tools.browser()
    path = PAGES.get(name) or addresses.releases(origin)[0]
    scores, lacking = _best([*command, f"{origin}{path}"], form, browser, tmp_path)
    print(f"Lighthouse, {name}, {form}: {', '.join(f'{key} {value}' for key, value in scores.items())}")
    assert min(scores.values()) >= LEAST, lacking


def _best(command: list[str], form: str, browser: str, folder) -> tuple[dict[str, int], list[str]]:
    """The better of some runs in each category, and what the last run found lacking."""
    best = {}
    for tried in range(1, TRIES + 1):
        try:
            report = _run(command, form, browser, folder)
        except subprocess.CalledProcessError:  # the browser it drives ended by itself
            if tried == TRIES:
                raise
            continue
        for category in report["categories"].values():
            best[category["id"]] = max(best.get(category["id"], 0), round((category["score"] or 0) * 100))
        if min(best.values()) >= LEAST:
            break
    assert set(best) == {"performance", "accessibility", "best-practices", "seo"}
    scores = [(audit["id"], audit["score"]) for audit in report["audits"].values()]
    return best, [name for name, score in scores if score is not None and score < 0.9]


def _run(command: list[str], form: str, browser: str, folder) -> dict:
    path = folder / "report.json"
    preset = ["--preset=desktop"] if form == "desktop" else []
    options = ["--quiet", "--output=json", f"--output-path={path}", f"--chrome-flags={FLAGS}", *preset]
    environment = os.environ | {"CHROME_PATH": browser}
    subprocess.run([*command, *options], env=environment, check=True, timeout=300)
    report = json.loads(path.read_text())
    assert "runtimeError" not in report, report["runtimeError"]
    return report
