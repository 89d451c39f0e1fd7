"""Known weaknesses of what the site runs on: ``python -m tests.weaknesses`` asks PyPI's advisories through pip-audit.

Ends with 1 if there is one. The last line says how many packages could be looked at. A machine without the advisories in reach still has
to be able to run the tests, so what could not be looked at passes with a notice, unless ``IRSITE_WEAKNESSES=strict`` is set.
docs/security.md says where and how often it has to run so.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: Advisories that do not concern this site, each with the reason.
EXCEPTIONS: dict[str, str] = {}
_SECONDS = 300


def main() -> int:
    is_strict = os.environ.get("IRSITE_WEAKNESSES", "") == "strict"
    wanted = _wanted()
    audited, problem = _audited()
    looked_at = {_name(each["name"]) for each in audited if "skip_reason" not in each} & wanted
    found = [
        f"{each['name']} {each['version']}: {weakness['id']}, mended in {', '.join(weakness['fix_versions']) or 'no version yet'}"
        for each in audited
        for weakness in each.get("vulns", ())
        if weakness["id"] not in EXCEPTIONS
    ]
    for line in found:
        print(line)
    unknown = sorted(wanted - looked_at)
    if problem:
        print(f"Notice: the advisories could not be asked: {problem}")
    elif unknown:
        print(f"Notice: no advisories are in reach for {', '.join(unknown[:6])}{' …' if len(unknown) > 6 else ''}")
    is_passed = not found and not (is_strict and unknown)
    if unknown:
        verdict = "that is no pass (IRSITE_WEAKNESSES=strict)" if is_strict else "that proves nothing of the others"
    else:
        verdict = "that is all of them"
    print(f"Known weaknesses: {len(found)} found in {len(looked_at)} of {len(wanted)} packages looked at; {verdict}.")
    return int(not is_passed)


def _wanted() -> set[str]:
    """The packages that requirements.txt pins."""
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    return {_name(line.partition("==")[0]) for line in lines if "==" in line and not line.startswith((" ", "#"))}


def _name(written: str) -> str:
    return written.partition("[")[0].strip().lower().replace("_", "-").replace(".", "-")


def _audited() -> tuple[list[dict], str]:
    """What pip-audit says of each package, and why it says nothing."""
    command = [
        *(sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes", "--progress-spinner", "off"),
        *("--format", "json", "--requirement", str(ROOT / "requirements.txt")),
    ]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_SECONDS)
        return json.loads(done.stdout)["dependencies"], ""
    except subprocess.TimeoutExpired:
        return [], f"pip-audit took longer than {_SECONDS} seconds."
    except (ValueError, KeyError):
        return [], (done.stderr.strip().splitlines() or ["pip-audit said nothing."])[-1]


if __name__ == "__main__":
    sys.exit(main())
