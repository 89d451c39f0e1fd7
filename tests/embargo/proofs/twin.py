"""Two sites, alike but for one secret release, give the same bytes to every probe, and no canary."""

import time
from pathlib import Path

from tests.embargo import probes, sites
from tests.embargo.states import STATES, UNLIKE

TITLE = "The secret changes no public byte"
#: Probes of a database: in each run, and by ``--full`` (the two databases together make a million).
SHORT, FULL = 20_000, 500_000
#: How often the last second before an instant is watched.
LAST_SECONDS, FULL_LAST_SECONDS = 3, 25


def run(*, full: bool, database: str, part: tuple[int, int] = (0, 1)) -> dict[str, str | int | float]:
    """All states and last seconds, or of so many equal parts of them the one with this number, counted from 0."""
    count, watched, leaks, began = 0, 0, [], time.monotonic()
    total = FULL if full else SHORT
    each = -(-total // len(STATES))
    scenes = [*enumerate(STATES), *[(0, None)] * (FULL_LAST_SECONDS if full else LAST_SECONDS)]
    number, parts = part
    scenes = scenes[len(scenes) * number // parts : len(scenes) * (number + 1) // parts]
    with sites.folder() as folder:
        public = sites.public_site(database, Path(folder))
        reader = sites.Answering(public.copy("irsite_twin"))
        channels = reader.ask({"do": "patterns"})["patterns"]
        for seed, state in scenes:
            if not state:
                asked, found = _last_second(public, reader)
                watched += asked
                leaks += [f"one second before: {leak}" for leak in found]
                continue
            secret = public.copy("irsite_secret")
            facts = secret.build(state)
            answering = sites.Answering(secret)
            asked, found = compare(answering, reader, facts, count=each, seed=seed, is_twin=state not in UNLIKE)
            answering.close()
            count += asked
            leaks += [f"{state}: {leak}" for leak in found]
        reader.close()
    assert not leaks, f"{len(leaks)} of {count:,} probes told of what is not public. The first:\n" + "\n".join(
        leaks[:5]
    )
    return {
        "probes": count + watched,
        "in the last second": watched,
        "addresses": channels,
        "channels": len(
            {channel for known in (*probes.CHANNELS.values(), probes.EVERYWHERE) for channel in known.split()}
        ),
        "states": len({state for _, state in scenes}),
        "leaks": len(leaks),
        "seconds": round(time.monotonic() - began),
    }


def compare(
    secret,
    twin,
    facts: dict,
    *,
    count: int,
    seed: int,
    is_twin: bool = True,
    until: float | None = None,
    fault: str = "",
):
    """How many probes were asked, and what is not the same in both or should be in none, in words."""
    task = {"do": "run", "facts": facts, "seed": seed, "from": 0, "count": count, "until": until}
    secret.begin(task | {"remember": False, "fault": fault})
    if is_twin:
        twin.begin(task | {"remember": not until})
    told = secret.end()
    expected = twin.end() if is_twin else None
    wrong = {at: ", ".join(found[:3]) for at, found in told["leaks"]}
    if expected:
        pairs = zip(told["digests"], expected["digests"], strict=False)
        wrong |= {at: "not the same bytes" for at, (one, other) in enumerate(pairs) if one != other and at not in wrong}
    return len(told["digests"]), [_shown(secret, twin, task, at, why) for at, why in sorted(wrong.items())[:5]] + [
        ""
    ] * max(0, len(wrong) - 5)


def _shown(secret, twin, task: dict, at: int, why: str) -> str:
    one, other = (process.ask(task | {"do": "show", "at": at}) for process in (secret, twin))
    differs = next(
        (place for place, pair in enumerate(zip(one["body"], other["body"], strict=False)) if pair[0] != pair[1]), 0
    )
    return (
        f"{why}: {one['probe']}\n  with the secret: {one['status']} … {one['body'][max(0, differs - 60) : differs + 80]!r}"
        f"\n  without it: {other['status']} … {other['body'][max(0, differs - 60) : differs + 80]!r}"
    )


def _last_second(public, reader) -> tuple[int, list[str]]:
    """Probes of the real last second before an instant, by the real clock."""
    secret = public.copy("irsite_last_second")
    answering = sites.Answering(secret)
    answering.ask({"do": "patterns"})  # it has started
    instant = float(int(time.time()) + 9)
    facts = secret.build("one_second_before", live_at=instant)
    time.sleep(max(0.0, instant - 1 - time.time()))
    asked, found = compare(answering, reader, facts, count=10_000, seed=0, until=instant)
    answering.close()
    return asked, found
