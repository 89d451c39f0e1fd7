"""On time, by the real clock: nothing before the instant, everything within a second after it, on every pull channel."""

import itertools
import re
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from releases.rendering import formats
from tests.embargo import sites
from tests.embargo.canaries import canary
from tests.embargo.serving import Client, Server, Writer

TITLE = "Nothing is early, and everything is there within a second"
#: Publications, corrections among them; each batch becomes public at one instant.
SHORT, FULL = 20, 1_000
BATCH = 10
CLIENTS = 3
#: Seconds from one instant to the next, and how long before and after an instant is watched.
EVERY, BEFORE, AFTER = 4.0, 0.6, 1.4
WITHDRAWN_EVERY = 5


@dataclass
class Watch:
    """What is asked for again and again, and what its answers showed."""

    channel: str
    path: str
    #: Whether an answer shows what has become public.
    shows: object
    samples: list[tuple[float, float, bool]] = field(default_factory=list)


def run(*, full: bool, database: str) -> dict[str, str | int | float]:
    batches = (FULL if full else SHORT) // BATCH
    with sites.folder() as folder:
        site = sites.public_site(database, Path(folder))
        writer, server = Writer(site), Server(site)
        try:
            server.wait()
            found = _Found()
            _warm(server)
            released: list[dict] = []
            for number in range(batches):
                _batch(found, writer, server, number, released)
        finally:
            writer.kill()
            server.kill()
    assert not found.early, f"{len(found.early)} answers were early: {found.early[:5]}"
    assert not found.never, f"{len(found.never)} watches never showed it: {found.never[:5]}"
    late = {channel: worst for channel, worst in found.latest.items() if worst > 1}
    assert not late, f"Asked for more than a second after the instant and not shown: {late}"
    gaps = sorted(found.gaps)
    return {
        "publications": found.publications,
        "corrections among them": found.corrections,
        "withdrawals besides": found.withdrawals,
        "channels": len(found.latest),
        "answers": found.answers,
        "early": len(found.early),
        "earliest, ms after the instant": round(min(found.first) * 1000),
        "latest question that did not show it yet, ms after the instant": round(max(found.latest.values()) * 1000),
        "slowest channel": max(found.latest, key=found.latest.get),
        "median, ms after the instant": round(sorted(found.first)[len(found.first) // 2] * 1000),
        "each channel asked every, ms (median)": round(gaps[len(gaps) // 2] * 1000, 1),
    }


class _Found:
    def __init__(self):
        self.publications = self.corrections = self.withdrawals = self.answers = 0
        self.early, self.never, self.first, self.gaps = [], [], [], []
        self.latest: dict[str, float] = defaultdict(float)

    def judge(self, watches: list[Watch], instant: float) -> None:
        """Early: an answer that showed it was here before the instant. Late: it was asked for after a second, and not shown."""
        for watch in watches:
            samples = sorted(watch.samples)
            self.answers += len(samples)
            self.gaps += [later[0] - sooner[0] for sooner, later in itertools.pairwise(samples)]
            shown = [received for _, received, is_shown in samples if is_shown]
            self.early += [f"{watch.channel} {received - instant:.3f} s" for received in shown if received <= instant]
            if not shown:
                self.never.append(f"{watch.channel} {watch.path}")
                continue
            self.first.append(min(shown) - instant)
            hidden = [sent - instant for sent, _, is_shown in samples if not is_shown]
            self.latest[watch.channel] = max(self.latest[watch.channel], *hidden, 0.0)


def _warm(server) -> None:
    """What a server makes once, when it is first asked."""
    with Client(server.port) as client:
        for path in (
            "/",
            "/releases/",
            "/releases/?q=marrow",
            "/drugs/mby-101/",
            "/feeds/releases.atom",
            "/api/v1/releases",
            "/sitemap.xml",
        ):
            client.get(path)


def _batch(found: _Found, writer: Writer, server: Server, number: int, released: list[dict]) -> None:
    words = [canary(f"batch {number} release {index}") for index in range(BATCH - 1 if released else BATCH)]
    instant = float(int(time.time()) + 1 + EVERY)
    batch = writer.ask("publish", words=words, live_at=instant)
    watches = _watches(batch, words)
    if released:
        corrected, word = released.pop(0), canary(f"batch {number} correction")
        writer.ask("correct", release=corrected["release"], word=word, live_at=instant)
        watches += _corrected(corrected, word)
        found.corrections += 1
    assert time.time() < instant - BEFORE, "The machine is too slow to seal a batch before its instant."
    time.sleep(instant - BEFORE - time.time())
    _ask(server, watches, until=instant + AFTER)
    found.publications += BATCH
    found.judge(watches, instant)
    released.append(batch[0])
    if number % WITHDRAWN_EVERY == 0:
        _withdrawn(found, writer, server, batch[-1], words[-1])


def _watches(batch: list[dict], words: list[str]) -> list[Watch]:
    """Every pull channel. Lists are asked for the newest, and pages for each release."""
    newest, word = batch[-1], words[-1].encode()

    def has(status: int, body: bytes) -> bool:
        return status == 200 and word in body

    def there(status: int, body: bytes) -> bool:
        return status == 200

    stem, slug = newest["path"].rstrip("/"), newest["path"].encode()
    lists = {
        "home": "/", "archive": "/releases/", "year": f"/releases/?year={newest['path'].split('/')[2]}",
        "category": "/releases/?category=corporate", "drug": "/drugs/mby-101/",
        "RSS": "/feeds/releases.rss", "Atom": "/feeds/releases.atom", "JSON Feed": "/feeds/releases.json",
        "RSS of a drug": "/feeds/drugs/mby-101.rss", "vendor's list": "/feed/PressRelease.svc/GetPressReleaseList",
        "API": "/api/v1/releases", "news sitemap": "/sitemaps/news.xml",
    }  # fmt: skip
    found = [Watch(channel, path, has) for channel, path in lists.items()]
    found.append(
        Watch(
            "sitemap of the year",
            f"/sitemaps/releases-{newest['path'].split('/')[2]}.xml",
            lambda status, body: slug in body,
        )
    )
    # A page of results says the word that was asked for; an address is only in what was found.
    found.append(Watch("search", f"/releases/?q={words[-1]}", lambda status, body: slug in body))
    found += [Watch(each.ending, f"{stem}.{each.ending}", there) for each in formats.offered()]
    found += [Watch("API, one release", f"/api/v1{stem}", there), Watch("record", f"{stem}/editions/1/record", there)]
    found.append(Watch("file", newest["file"], there))
    return found + [Watch("release", each["path"], there) for each in batch]


def _corrected(release: dict, word: str) -> list[Watch]:
    """A correction is seen where its release was."""
    sought, stem = word.encode(), release["path"].rstrip("/")
    paths = {
        "correction": release["path"],
        "correction as text": f"{stem}.txt",
        "correction in the API": f"/api/v1{stem}",
    }
    return [Watch(channel, path, lambda status, body: sought in body) for channel, path in paths.items()]


def _withdrawn(found: _Found, writer: Writer, server: Server, release: dict, word: str) -> None:
    """A withdrawal is at once: from its acknowledgement on, within a second, nothing is served any more."""
    # The notice names the release by its headline, and nothing else does.
    sought = re.compile(f"(?<!withdrawn: )(?<!Withdrawal: )Marrow Bay {word}".encode())
    stem = release["path"].rstrip("/")
    watches = [
        Watch("withdrawn page", path, lambda status, body: status == 410)
        for path in (release["path"], f"{stem}.pdf", f"{stem}/editions/1/")
    ]
    watches.append(Watch("withdrawn file", release["file"], lambda status, body: status == 404))
    lists = ("/", "/releases/", "/feeds/releases.rss", "/feeds/releases.json", "/api/v1/releases")
    watches += [Watch("withdrawn from lists", path, lambda status, body: not sought.search(body)) for path in lists]
    watching = threading.Thread(target=_ask, args=(server, watches), kwargs={"until": time.time() + 2.5})
    watching.start()
    time.sleep(0.4)
    acknowledged = writer.ask("withdraw", release=release["release"])["at"]
    watching.join()
    # The database's instant of the withdrawal lies before its commit, so nothing can be early by it.
    found.judge(watches, acknowledged)
    found.withdrawals += 1


def _ask(server: Server, watches: list[Watch], *, until: float) -> None:
    """Clients that ask every channel in turn, as fast as they are answered."""

    def client(first: int) -> None:
        order = watches[first::CLIENTS] + [watch for index, watch in enumerate(watches) if index % CLIENTS != first]
        with Client(server.port) as connection:
            while time.time() < until:
                for watch in order:
                    sent = time.time()
                    status, _, body = connection.get(watch.path)
                    watch.samples.append((sent, time.time(), watch.shows(status, body)))

    clients = [threading.Thread(target=client, args=(index,)) for index in range(CLIENTS)]
    for each in clients:
        each.start()
    for each in clients:
        each.join()
