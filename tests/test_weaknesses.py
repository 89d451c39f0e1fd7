"""The check of known weaknesses says how much it could look at, and passes for nothing only where that is allowed."""

import json
import subprocess
from types import SimpleNamespace

import pytest

from tests import weaknesses

WANTED = sorted(weaknesses._wanted())
CLEAN = [{"name": name, "version": "1.0", "vulns": []} for name in WANTED]
WEAK = {"name": WANTED[0], "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"]}]}
SKIPPED = [{"name": name, "skip_reason": "Dependency not found"} for name in WANTED]
ALL = len(WANTED)


@pytest.fixture
def said(monkeypatch, capsys):
    """What the check ends with and its last line, for an answer of pip-audit."""

    def run(answer, *, strict=False):
        def asked(*_, **__):
            if isinstance(answer, Exception):
                raise answer
            out = json.dumps({"dependencies": answer}) if isinstance(answer, list) else ""
            return SimpleNamespace(stdout=out, stderr="" if isinstance(answer, list) else answer)

        monkeypatch.setattr(weaknesses.subprocess, "run", asked)
        monkeypatch.setenv("IRSITE_WEAKNESSES", "strict" if strict else "")
        status = weaknesses.main()
        return status, capsys.readouterr().out.splitlines()[-1]

    return run


def test_requirements_are_counted():
    assert ALL > 30
    assert {"django", "granian", "pikepdf"} <= set(WANTED)


@pytest.mark.parametrize("strict", [False, True])
def test_all_looked_at_and_nothing_found(said, strict):
    line = f"Known weaknesses: 0 found in {ALL} of {ALL} packages looked at; that is all of them."
    assert said(CLEAN, strict=strict) == (0, line)


@pytest.mark.parametrize("strict", [False, True])
def test_a_weakness_fails(said, strict):
    status, line = said([WEAK, *CLEAN[1:]], strict=strict)
    assert (status, line.split(" in ")[0]) == (1, "Known weaknesses: 1 found")


@pytest.mark.parametrize(
    "answer",
    [SKIPPED, [], "No route to host", subprocess.TimeoutExpired("pip-audit", 300)],
    ids=["nothing known", "nothing said", "nobody reached", "too slow"],
)
def test_nothing_looked_at_is_said_and_is_no_strict_pass(said, answer):
    counted = f"Known weaknesses: 0 found in 0 of {ALL} packages looked at; "
    assert said(answer) == (0, counted + "that proves nothing of the others.")
    assert said(answer, strict=True) == (1, counted + "that is no pass (IRSITE_WEAKNESSES=strict).")


def test_one_package_that_was_not_looked_at_is_no_strict_pass(said):
    assert said([*CLEAN[:-1], SKIPPED[-1]])[0] == 0
    status, line = said([*CLEAN[:-1], SKIPPED[-1]], strict=True)
    assert (status, f"{ALL - 1} of {ALL}" in line) == (1, True)
