"""The self-probe sees what leaks and what is late: faults are planted under a real server, and releases go out by the clock."""

import time
from pathlib import Path

from tests.embargo import sites
from tests.embargo.canaries import canary
from tests.embargo.faults import FAULTS
from tests.embargo.serving import Server, Worker, Writer

TITLE = "The self-probe sees what leaks, and when a release is open"
#: States whose secret is sealed or planned for an instant: what the self-probe looks for.
STATES = ("scheduled", "pending_correction", "approved", "postponed")
#: Faults that show no word, address or key of the release: counts, times, orders, headers. The twin harness sees them.
BEYOND = {
    "ledger._choices forgets", "ledger.place_of forgets", "ledger.years forgets",
    "places.release_years forgets", "places.standing_pages forgets",
    "contacts.contacts forgets", "“did you mean”", "a count of", "a lifetime that", "Expires at", "Last-Modified from",
    "a key of what", "a missing page that", "stale pages while", "a cookie on", "an ETag over", "ranking by",
}  # fmt: skip
#: Releases that go out by the clock, on each database; of faults, each so many-th.
SHORT, FULL = 2, 20
_EACH = 5
#: Seconds from sealing to the instant; until everything has to be written.
_AHEAD, _PATIENCE = 20, 90


def run(*, full: bool, database: str, parts: tuple[str, ...] = ("faults", "instants")) -> dict[str, str | int | float]:
    """The faults watch no clock, the instants do."""
    figures = {}
    with sites.folder() as folder:
        site = sites.public_site(database, Path(folder))
        if "faults" in parts:
            figures |= _of_faults(*_faults(site, Path(folder), full=full))
        if "instants" in parts:
            figures |= _of_instants(*_instants(site, full=full))
    return figures


def _of_faults(seen: list[str], failed: list[str], rounds: int, channels: int) -> dict[str, int]:
    return {
        "faults planted under a real server": len(seen) + len(failed),
        "red in the next round": len(seen),
        "of the others, the site fails, and the round says so": len(failed),
        "rounds without a fault, all green": rounds,
        "channels asked of a scheduled release": channels,
    }


def _of_instants(slowest: list[float], typical: float, opened: int, sealed: int, first: float) -> dict[str, int]:
    return {
        "releases that went out by the clock": len(slowest),
        "channels seen open": opened,
        "rounds of these before their instants, all green": sealed,
        "first asked, ms after the instant, latest": round(first * 1000),
        "all open, ms after the instant, slowest release": round(max(slowest) * 1000),
        "half of all channels open, ms after the instant": round(typical * 1000),
    }


def _faults(site: sites.Site, folder: Path, *, full: bool) -> tuple[list[str], list[str], int, int]:
    seen, failed, missed, green, channels = [], [], [], 0, 0
    for state in STATES:
        copy = site.copy(f"irsite_probes_{state}")
        copy.build(state)
        file = folder / f"fault-{state}"
        file.write_text("")
        server = Server(copy, fault_file=file)
        writer = Writer(copy, server)
        try:
            server.wait()
            # What PostgreSQL's own function holds, no code can forget there.
            held = {name for name, fault in FAULTS.items() if fault.is_of_sqlite and site.database == "postgresql"}
            names = [name for name, fault in FAULTS.items() if fault.state == state and not _is_beyond(name)]
            names = [name for name in names if name not in held]
            planted = names if full else names[::_EACH]
            for name in ("", *planted, ""):
                file.write_text(name)
                time.sleep(0.3)  # what was finished before is kept so long
                rows = writer.ask("probe")
                assert len(rows) == 1, f"{len(rows)} rounds were written for one release that is {state}."
                if not name:
                    assert rows[0]["outcome"] == "green", f"Without a fault, {state}: {rows[0]['error']}"
                    green += 1
                    channels = max(channels, rows[0]["asked"])
                elif rows[0]["outcome"] == "red":
                    seen.append(name)
                elif rows[0]["outcome"] == "unanswered" and "It answers 500" in rows[0]["error"]:
                    failed.append(name)
                else:
                    missed.append(name)
            told = writer.ask("rounds", releases=[rows[0]["release_id"]])
            assert bool(told["alarms"]) == bool(planted), f"{told['alarms']} alarms for {len(planted)} faults."
            assert not told["open"], "An alarm stays open after a round that found nothing."
        finally:
            writer.kill()
            server.kill()
    assert not missed, f"{len(missed)} planted faults were not seen by the self-probe: {'; '.join(missed)}"
    return seen, failed, green, channels


def _is_beyond(name: str) -> bool:
    return any(beginning in name for beginning in BEYOND)


def _instants(site: sites.Site, *, full: bool) -> tuple[list[float], float, int, int, float]:
    """Releases with a figure, two at an instant, followed by two workers of which one stands by."""
    count = FULL if full else SHORT
    server = Server(site)
    writer, workers, releases = Writer(site), [], []
    try:
        server.wait()
        workers = [Worker(site, server), Worker(site, server)]
        for number in range(0, count, 2):
            instant = float(int(time.time()) + _AHEAD)
            words = [canary(f"probed {number + each}") for each in range(2)]
            releases += [each["release"] for each in writer.ask("publish", words=words, live_at=instant)]
            time.sleep(max(0.0, instant + 2 - time.time()))
        until = time.time() + _PATIENCE
        while True:
            told = writer.ask("rounds", releases=releases)
            after = {pk: [row for row in rows if row["phase"] == "after"] for pk, rows in told["rounds"].items()}
            if all(after.values()) or time.time() > until:
                break
            time.sleep(0.5)
        assert [worker.stop() for worker in workers] == [0, 0], "A worker did not stop as it was told to."
    finally:
        for worker in workers:
            worker.kill()
        writer.kill()
        server.kill()
    assert (missing := [pk for pk, rows in after.items() if not rows]) == [], (
        f"{len(missing)} of {count} releases were not seen open within {_PATIENCE} seconds."
    )
    before = [row for rows in told["rounds"].values() for row in rows if row["phase"] == "before"]
    wrong = [row["error"] for rows in told["rounds"].values() for row in rows if row["outcome"] != "green"]
    assert not wrong, f"The self-probe found something where nothing was: {wrong[:2]}"
    assert len(before) >= count, f"{len(before)} rounds before the instants of {count} releases."
    assert all(len(rows) == 1 for rows in after.values()), "Two workers wrote of the same instant."
    rows = [rows[0] for rows in after.values()]
    first = max(row["asked_from"] for row in rows)
    assert first <= 1, f"The worker began {first:.1f} seconds after the instant."
    every = sorted(seconds for row in rows for seconds in row["opened"].values())
    return [row["slowest"] for row in rows], every[len(every) // 2], len(every), len(before), first
