"""No wrong 304: whoever holds an old answer is given the new one, after publications, corrections, withdrawals and a
second release in the same second; and whoever holds the current one is told so."""

import itertools
import time
from pathlib import Path

from releases.rendering import formats
from tests.embargo import sites
from tests.embargo.canaries import canary
from tests.embargo.serving import Client, Server, Writer

TITLE = "No conditional request is answered with what is not so any more"
SHORT, FULL = 3_000, 100_000
#: Of these, over real connections to a real server.
BY_HTTP = 10
#: Longer than finished bytes are kept.
_SETTLED = 0.3


def run(*, full: bool, database: str) -> dict[str, str | int | float]:
    total, asked, by_http, wrong, needless, changes = FULL if full else SHORT, 0, 0, [], [], 0
    with sites.folder() as folder:
        site = sites.public_site(database, Path(folder))
        writer, answering, server = Writer(site), sites.Answering(site), Server(site)
        try:
            server.wait()
            released = writer.ask("publish", words=[canary(f"first {number}") for number in range(4)])
            held: dict[str, dict[str, int]] = {}  # path to the tags that were ever seen, and when each was current last
            for change in itertools.count():
                paths = _paths(released[-6:])
                time.sleep(_SETTLED)
                encodings = [{"Accept-Encoding": encoding} for encoding in ("identity", "gzip")]
                fresh = {}
                for path, encoding in itertools.product(paths, encodings):
                    ((status, tag),) = answering.ask({"do": "ask", "requests": [[path, encoding]]})
                    fresh[path, encoding["Accept-Encoding"]] = (status, tag)
                    if tag:
                        held.setdefault(path, {})[tag] = change
                questions = _questions(paths, held, fresh)
                told = answering.ask({"do": "ask", "requests": [[path, headers] for path, headers, _ in questions]})
                for (path, headers, is_current), (status, _) in zip(questions, told, strict=True):
                    wrong += [f"{path} {headers} answered 304"] if status == 304 and not is_current else []
                    needless += [f"{path} {headers} answered {status}"] if status != 304 and is_current else []
                # A connection that is kept without a word is closed after ten seconds.
                with Client(server.port) as client:
                    for path, headers, is_current in questions[::BY_HTTP]:
                        status, _, _ = client.get(path, If_None_Match=headers["If-None-Match"])
                        is_so = (
                            fresh[path, "identity"][1] in headers["If-None-Match"]
                            if fresh[path, "identity"][1]
                            else False
                        )
                        wrong += (
                            [f"{path} answered 304 over HTTP"] if status == 304 and not is_so and not is_current else []
                        )
                        by_http += 1
                asked += len(questions)
                if asked >= total:
                    break
                _change(writer, released, change)
                changes += 1
        finally:
            writer.kill()
            server.kill()
            answering.close()
    assert not wrong, f"{len(wrong)} wrong answers of {asked:,}: {wrong[:3]}"
    assert not needless, f"{len(needless)} times the current tag was not known again: {needless[:3]}"
    return {
        "conditional requests": asked,
        "besides, over HTTP": by_http,
        "changes of the site between them": changes,
        "wrong 304": len(wrong),
        "304 that was due and not given": len(needless),
    }


def _paths(releases: list[dict]) -> list[str]:
    found = [
        "/",
        "/releases/",
        "/releases/?category=corporate",
        "/drugs/mby-101/",
        "/feeds/releases.rss",
        "/feeds/releases.atom",
    ]
    found += [
        "/feeds/releases.json",
        "/feeds/drugs/mby-101.rss",
        "/api/v1/releases",
        "/sitemap.xml",
        "/sitemaps/news.xml",
        "/contacts/",
    ]
    found.append("/feed/PressRelease.svc/GetPressReleaseList")
    for release in releases:
        stem = release["path"].rstrip("/")
        found += [
            release["path"],
            *(f"{stem}.{each.ending}" for each in formats.offered()),
            f"/api/v1{stem}",
            f"{stem}/editions/1/",
        ]
        found += [release["file"]] if "file" in release else []
    return found


def _questions(paths, held, fresh) -> list[tuple[str, dict, bool]]:
    """Each tag ever seen at an address, strong and weak, alone and among others; and whether it is what is there now."""
    found = []
    for path in paths:
        current = {tag for (its, _), (status, tag) in fresh.items() if its == path and status == 200 and tag}
        tags = sorted(held.get(path, {}), key=held.get(path, {}).get)[-30:]
        for tag in tags:
            # A reader's gzip copy is current while its identity copy is: both are of the same bytes.
            is_current = tag in current
            found.append((path, {"If-None-Match": tag, "Accept-Encoding": "identity"}, is_current))
            found.append((path, {"If-None-Match": f'W/{tag}, "none"', "Accept-Encoding": "gzip"}, is_current))
            found.append(
                (path, {"If-None-Match": tag, "If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}, is_current)
            )
        found.append((path, {"If-None-Match": '"none"'}, False))
        found.append((path, {"If-None-Match": '"none"', "If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}, False))
    return found


def _change(writer: Writer, released: list[dict], number: int) -> None:
    """In turn: a publication, two in the same second, a correction, a withdrawal."""
    kind = ("publish", "two", "correct", "withdraw")[number % 4]
    word = canary(f"change {number}")
    if kind == "publish":
        released += writer.ask("publish", words=[word])
    elif kind == "two":
        time.sleep(1.05 - time.time() % 1)  # from the beginning of a second
        released += writer.ask("publish", words=[word], has_figure=False) + writer.ask(
            "publish", words=[f"{word}b"], has_figure=False
        )
    elif kind == "correct":
        writer.ask("correct", release=released[-2]["release"], word=word)
    else:
        writer.ask("withdraw", release=released.pop(-3)["release"])
