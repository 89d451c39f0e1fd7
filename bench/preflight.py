"""How fast preflight is, how often it is wrong, and how much of what is wrong it finds.

    .venv/bin/python -m bench.preflight

Writes docs/preflight-measured.md.
"""

import dataclasses
import os
import statistics
import time
from collections import Counter
from pathlib import Path

SEED, PLANTED, WORDS, ROUNDS = 20121210, 2_000, 3_000, 15
_TARGET = Path(__file__).parents[1] / "docs" / "preflight-measured.md"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    lines = [
        "# Preflight, measured",
        "",
        "Written by `python -m bench.preflight`; the plantings are the same in every run.",
        "",
    ]
    lines += [*_speed(), "", *_false_alarms(), "", *_caught(), ""]
    _TARGET.write_text("\n".join(lines), encoding="utf-8")
    print(f"{_TARGET} is written.")


def _speed() -> list[str]:
    from releases import preflight
    from releases.rendering import plain_text
    from tests.preflight.clean import clean_releases

    # The whole text of one release behind the other, until it is long enough.
    releases = [document for _, document in clean_releases()]
    long, words = releases[0], 0
    for document in releases[1:]:
        words = len(plain_text(long).split())
        if words >= WORDS:
            break
        long = dataclasses.replace(long, body_html=long.body_html + document.body_html)
    preflight.inspect(long)
    times = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        preflight.inspect(long)
        times.append(1000 * (time.process_time() - begun))
    return [
        "## Speed",
        "",
        f"All {len(preflight.CATALOGUE)} rules over a release of {words:,} words, {ROUNDS} rounds, processor time:"
        f" median {statistics.median(times):.0f} ms, fastest {min(times):.0f} ms, slowest {max(times):.0f} ms.",
    ]


def _false_alarms() -> list[str]:
    from releases import preflight
    from releases.preflight.catalogue import order
    from tests.preflight.clean import clean_releases

    releases = clean_releases()
    found = Counter()
    for _, document in releases:
        found.update({finding.rule for finding in preflight.inspect(document).findings})
    rows = [
        f"| {rule} | {preflight.CATALOGUE[rule].level} | {found[rule]} | {100 * found[rule] / len(releases):.0f} % |"
        for rule in sorted(found, key=order)
    ]
    silent = len(preflight.CATALOGUE) - len(rows)
    return [
        "## Alarms on clean releases",
        "",
        f"{len(releases)} clean releases (`tests/preflight/clean`), without records. Every finding counts as a false alarm; the"
        f" {silent} rules that are not in the table raised none. The limit is one in ten releases.",
        "",
        "| rule | level | releases | share |",
        "|---|---|---:|---:|",
        *rows,
    ]


def _caught() -> list[str]:
    from bench.planting import plantings
    from releases import preflight
    from releases.preflight.catalogue import order

    planted, caught = Counter(), Counter()
    before: dict[str, set[str]] = {"": set()}
    for planting in plantings(PLANTED, seed=SEED):
        key = planting.clean.digest() if planting.clean else ""
        if key not in before:
            before[key] = {finding.fingerprint for finding in preflight.inspect(planting.clean).findings}
        found = preflight.inspect(planting.planted, planting.context).findings
        planted[planting.rule] += 1
        caught[planting.rule] += any(
            finding.rule == planting.rule
            and finding.fingerprint not in before[key]
            and (planting.quotes is None or finding.quote in planting.quotes)
            for finding in found
        )
    rows = [
        f"| {rule} | {preflight.CATALOGUE[rule].level} | {planted[rule]} | {caught[rule]} | {100 * caught[rule] / planted[rule]:.0f} % |"
        for rule in sorted(planted, key=order)
    ]
    blocking = [rule for rule in planted if preflight.CATALOGUE[rule].level == "B"]
    share = sum(caught[rule] for rule in blocking) / sum(planted[rule] for rule in blocking)
    return [
        "## Planted errors",
        "",
        f"{PLANTED:,} errors, each alone at a random place of a random clean release (`bench/planting.py`). Numbers are made up and wrong"
        " by construction; for the other rules the documents that they must speak about are put into the release, or ordinary news"
        " around them where a rule misses something in a release as a whole. Caught means a finding of that rule, with the words"
        f" that it must quote, that the clean release did not have. Rules that block caught {100 * share:.1f} % of theirs.",
        "",
        "| rule | level | planted | caught | share |",
        "|---|---|---:|---:|---:|",
        *rows,
    ]


if __name__ == "__main__":
    main()
