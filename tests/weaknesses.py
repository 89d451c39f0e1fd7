"""Known weaknesses of what the site runs on: ``python -m tests.weaknesses`` asks PyPI's advisories through pip-audit.

Ends with 1 if there is one. Where nobody can be asked, it says so and lets pass: a machine without a way out still has
to be able to run the tests.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: Advisories that do not concern this site, each with the reason.
EXCEPTIONS: dict[str, str] = {}


def main() -> int:
    command = [
        sys.executable,
        "-m",
        "pip_audit",
        "--disable-pip",
        "--require-hashes",
        "--progress-spinner",
        "off",
        "--format",
        "json",
    ]
    done = subprocess.run(
        [*command, "--requirement", str(ROOT / "requirements.txt")],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    try:
        audited = json.loads(done.stdout)["dependencies"]
    except ValueError:
        print(f"Notice: nobody could be asked for known weaknesses: {done.stderr.strip().splitlines()[-1:]}")
        return 0
    unknown = [each["name"] for each in audited if "skip_reason" in each]
    found = [
        f"{each['name']} {each['version']}: {weakness['id']}, mended in {', '.join(weakness['fix_versions']) or 'no version yet'}"
        for each in audited
        for weakness in each.get("vulns", ())
        if weakness["id"] not in EXCEPTIONS
    ]
    for line in found:
        print(line)
    if unknown:
        print(
            f"Notice: the index knows no advisories of {len(unknown)} of {len(audited)} packages: {', '.join(unknown[:6])} …"
        )
    print(f"{len(audited) - len(unknown)} packages asked for, {len(found)} known weaknesses.")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
