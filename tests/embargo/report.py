"""docs/reliability.md, from what the proofs found."""

import json
from pathlib import Path

from tests.embargo.proofs import NAMES

_INTRODUCTION = """# What is proven, and what it found

Written from what `script/embargo` found on the real servers, databases and clocks: the whole run (`--full`) where it says so, and else
the short one that `script/prove` makes. [How the machine works, and how to add to it](embargo.md).
"""


def table(results: Path) -> str:
    """Markdown: a section for each proof, a column for each database."""
    parts = [_INTRODUCTION]
    for name in NAMES:
        found = {
            database: json.loads(path.read_text())
            for database in ("sqlite", "postgresql")
            if (path := results / f"{name}-{database}.json").exists()
        }
        if not found:
            continue
        first = next(iter(found.values()))
        names = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
        parts.append(f"## {first['title']}\n")
        parts.append(f"| | {' | '.join(names[database] for database in found)} |\n|---|{'---:|' * len(found)}")
        labels = dict.fromkeys(label for each in found.values() for label in each["figures"])
        parts += [
            f"| {label} | {' | '.join(written(each['figures'].get(label, '')) for each in found.values())} |"
            for label in labels
        ]
        runs = [
            f"{names[database]}: {'the whole run' if each['is_full'] else 'a short run, as in script/prove'}, {each['on']}, {each['machine']}"
            for database, each in found.items()
        ]
        parts.append(f"\n{'; '.join(runs)}.\n")
    return "\n".join(parts)


def written(figure) -> str:
    return f"{figure:,}" if isinstance(figure, int | float) else str(figure)
