"""Requests that anybody might send, made from the URL configuration: a view that is added is probed by itself.

Every address is written from its pattern with values of what is public, of the secret, and of nothing; then it is
changed, asked by other methods, with other headers, with questions and parameters. The order is the same for the same
seed.
"""

import fnmatch
import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.regex_helper import normalize

from releases.rendering import formats
from tests.embargo.canaries import canary

#: Addresses, as templates, to the leak channels that they are (docs/embargo.md). One that none of these covers is a view
#: that nobody has thought about, and the harness refuses to run.
CHANNELS = {
    "": "C12 C21",
    "releases/": "C12 C13 C16 C17 C19",
    "releases/%(year)s/%(month)s/%(day)s/%(slug)s*": "C01 C02 C03 C05 C14 C19 C20 C27 C28 C45 C73 C74",
    "contacts/*": "C02 C15 C36",
    "feeds/*": "C23 C24",
    "record/": "C12",
    "drugs/*": "C15",
    "trials/*": "C15",
    "files/%(key)s/%(name)s": "C04 C11 C35 C36 C37 C38 C76",
    "rss/*": "C23",
    "feed/*": "C18 C23",
    "api/v1/*": "C02 C18",
    "sitemap.xml": "C25",
    "sitemaps/*": "C25",
    "robots.txt": "C26",
    ".well-known/security.txt": "C26",
    "llms.txt": "C26",
}
#: What the harness probes everywhere, besides: other roles' addresses, hosts, conditions, methods, negative caching.
EVERYWHERE = "C03 C06 C10 C27 C28 C29 C30 C34 C49 C50"
#: Addresses that nobody serves: of other roles, other products, servers and tools.
ABSENT = (
    "/admin/", "/admin", "/admin/login/", "/admin/releases/release/1/change/", "/admin/jsi18n/", "/ckeditor/upload/", "/ckeditor/browse/",
    "/accounts/login/", "/media/uploads/2026/11/22/q4-2026-earnings-release-final.pdf", "/media../private/", "/private/", "/metrics",
    "/health", "/healthz", "/status", "/version.json", "/debug/", "/__debug__/", "/.env", "/.git/config", "/server-status", "/preview/",
    "/api/", "/api/v2/releases", "/graphql", "/wp-json/wp/v2/posts?status=draft", "/?static=1", "/humans.txt", "/manifest.json",
    "/sw.js", "/.well-known/change-password", "/static/admin/css/base.css", "/static/ckeditor/ckeditor/ckeditor.js",
    "/static/../irsite.sqlite3", "/static/%2e%2e/irsite.sqlite3", "/files/", "/backup.tar", "/releases.json", "/search?q=",
)  # fmt: skip
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND")
_FOREIGN = "evil.example"


@dataclass(frozen=True, slots=True)
class Probe:
    """One request: method, path with query, and headers by their names."""

    method: str
    path: str
    headers: tuple[tuple[str, str], ...] = ()


class Uncovered(AssertionError):
    """A pattern that no channel covers, or that has a part nobody knows how to fill."""


def patterns() -> list[tuple[str, tuple[str, ...]]]:
    """Every public address as a template and the names in it; raises Uncovered."""
    found = []
    for template, names in _templates(get_resolver()):
        if not any(fnmatch.fnmatchcase(template, known) for known in CHANNELS):
            raise Uncovered(
                f"The address “{template}” belongs to no leak channel. Enter it in CHANNELS, and in docs/embargo.md."
            )
        found.append((template, names))
    return found


def _templates(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    for entry in resolver.url_patterns:
        regex = before + entry.pattern.regex.pattern.lstrip("^") if before else entry.pattern.regex.pattern
        if isinstance(entry, URLPattern):
            for template, names in normalize(regex):
                yield template, tuple(names)
        else:
            yield from _templates(entry, regex.removesuffix(r"\Z"))


def addresses(facts: dict) -> list[str]:
    """Every pattern filled with each of the known values."""
    nothing = [["2026", "11", "30", "marrow-bay-announces-results", ""], ["1999", "01", "01", "x", ""]]
    endings = (*formats.endings(), "rss", "atom")
    values = {
        "number": ("1", "2", "3", "4"),
        "ending": endings,
        "category": ("corporate", "clinical", "earnings", "nothing"),
        "drug": (*facts["drugs"], "nothing"),
        "trial": (*facts["trials"], "nothing"),
        "path": ("nothing", "drafts", "releases/1", "editions"),
    }
    # Sizes are asked of files that are there and of those that must not be.
    renditions = ("response-by-dose-4.avif", "response-by-dose-480.webp", "figure-1.avif")
    found = []
    for template, names in patterns():
        if {"year", "month", "day", "slug"} <= set(names):
            rest = [name for name in names if name not in ("year", "month", "day", "slug")]
            for year, month, day, slug, _ in (*facts["releases"], *nothing):
                base = {"year": year, "month": month, "day": day, "slug": slug}
                filled = itertools.product(*(values[name] for name in rest))
                found += [template % (base | dict(zip(rest, each, strict=True))) for each in filled]
        elif set(names) == {"key", "name"}:
            for key, name in facts["files"]:
                found += [
                    template % {"key": key, "name": each}
                    for each in (name, f"{canary('media.title 1')}.png", *renditions)
                ]
        elif set(names) == {"key"}:
            found += [template % {"key": key} for key in (*facts["contacts"], *(key for key, _ in facts["files"]))]
        elif set(names) == {"slug"}:
            subject = "drug" if "drugs" in template else "trial"
            found += [template % {"slug": slug} for slug in values[subject]]
        elif set(names) == {"year"}:
            found += [template % {"year": year} for year in ("2020", "2021", "2025", "2026", "2027", "2040")]
        elif set(names) == {"nct_number"} or set(names) == {"number"}:
            found += [template % {names[0]: number} for number in ("NCT01234567", "NCT07654321")]
        else:
            unknown = set(names) - values.keys()
            if unknown:
                raise Uncovered(
                    f"Nobody knows how to fill {sorted(unknown)} in the address “{template}”; teach addresses()."
                )
            filled = itertools.product(*(values[name] for name in names))
            found += [template % dict(zip(names, each, strict=True)) for each in filled]
    return list(dict.fromkeys([f"/{path}" for path in found] + list(ABSENT)))


def questions(facts: dict) -> list[str]:
    """Query strings: every beginning of canaries, words of the secret, orders, pages, filters, parameters of all kinds."""
    words = [
        canary(place)
        for place in ("release.headline", "release.body", "drug.generic_name", "media.alt 1", "correction.headline")
    ]
    found = [f"q={word[:end]}{star}" for word in words for end in range(1, len(word) + 1) for star in ("", "*")]
    found += [f'q="marrow+{word}"' for word in words] + [f"q=marrow+{word}&order=newest" for word in words]
    found += [
        f"q={text}"
        for text in (
            "marrow",
            "marrow+bay",
            "grow*",
            "zqx-77",
            "zqx*",
            "phase+3",
            "phase+iii",
            "",
            "%00",
            "%22",
            "a" * 300,
        )
    ]
    found += [f"page={page}" for page in (0, 1, 2, 3, 99, -1, "x")]
    found += [f"year={year}" for year in (2019, 2020, 2021, 2026, 2027, 9999, "x")]
    found += [f"drug={slug}" for slug in facts["drugs"]] + [f"trial={slug}" for slug in facts["trials"]]
    found += [f"category={name}" for name in ("corporate", "clinical", "earnings", "x")]
    found += [
        f"{name}={'/'.join(release[:4])}" for name in ("older", "newer", "after") for release in facts["releases"]
    ]
    found += [
        "limit=1", "limit=100", "limit=100000", "offset=3", "fields=all", "expand=drugs", "headline__startswith=Zq", "id=7",
        "format=json", "format=api", "preview=1", "draft=1", "status=draft", "state=sealed", "debug=1", "nocache=1", "ordering=-live_at",
        "updated_since=2021-03-05T00:00:00Z", "updated_since=2027-01-01T00:00:00Z", "bodyType=1&year=2021", "pageSize=1&pageNumber=2",
        "pageSize=250", "pageNumber=99", "callback=x", "include_unpublished=true", "as_of=2099-01-01", "_method=PUT", "lang=fr",
    ]  # fmt: skip
    return found


def headers(facts: dict) -> list[tuple[tuple[str, str], ...]]:
    """What requests carry: wishes, conditions with the secret's true digests, forged origins, cookies."""
    found = [
        (("Accept", kind),)
        for kind in (
            "application/json",
            "text/plain",
            "application/pdf",
            "image/avif",
            "*/*;q=0.1",
            "application/feed+json",
        )
    ]
    found += [(("Accept-Encoding", kind),) for kind in ("gzip", "br", "gzip;q=0", "identity;q=0, gzip")]
    found += [(("Accept-Language", kind),) for kind in ("fr", "de-CH, de;q=0.9")]
    for digest in facts["digests"]:
        for name in ("If-None-Match", "If-Match", "If-Range"):
            found += [((name, f'"{digest}"'),), ((name, f'W/"{digest}-gzip"'), ("Range", "bytes=0-9"))]
    found += [(("If-None-Match", "*"),), (("If-Match", "*"),)]
    found += [
        ((name, "Wed, 01 Jan 2098 00:00:00 GMT"),) for name in ("If-Modified-Since", "If-Unmodified-Since", "If-Range")
    ]
    found += [(("Range", kind),) for kind in ("bytes=0-0", "bytes=-5", "bytes=999999-", "bytes=0-1,4-5", "lines=1-2")]
    found += [
        ((name, _FOREIGN),)
        for name in (
            "X-Forwarded-Host",
            "X-Forwarded-Server",
            "X-Host",
            "Forwarded",
            "X-Original-Host",
            "X_Forwarded_Host",
            "Host",
        )
    ]
    found += [(("X-Forwarded-Proto", "http"),), (("X-Forwarded-Port", "81"),), (("X-Forwarded-Prefix", "/evil"),)]
    found += [((name, "/admin/"),) for name in ("X-Original-URL", "X-Rewrite-URL")]
    found += [
        (("X-Forwarded-For", "127.0.0.1"),),
        (("X-HTTP-Method-Override", "PUT"),),
        (("Cookie", "sessionid=x; __Host-desk=y"),),
    ]
    found += [
        (("Authorization", "Basic YTpi"),),
        (("Origin", f"https://{_FOREIGN}"),),
        (("Referer", f"https://{_FOREIGN}/"),),
    ]
    found += [
        (("User-Agent", "Googlebot-News"),),
        (("X-Requested-With", "XMLHttpRequest"),),
        (("Purpose", "prefetch"),),
    ]
    return found


def mutations(path: str) -> list[str]:
    """The address as others might write it."""
    bare, _, query = path.partition("?")
    ending = f"?{query}" if query else ""
    stem = bare.rstrip("/")
    return [
        f"{each}{ending}"
        for each in (
            bare.upper(), bare.title(), f"/{bare}", bare.replace("/", "//"), f"{stem}/", stem or "/", f"{stem}.json", f"{stem}/.json",
            f"{stem}%20", f"{stem}%00", f"{stem};x", f"{stem};jsessionid=1", f"{stem}/../{stem.rpartition('/')[2]}", f"{stem}/.", f"{stem}%2f",
            bare.replace("-", "%2d"), bare.replace("e", "%65", 1), bare.replace("a", "а", 1), f"{stem}-2", f"{stem}~", f"{stem}.bak",
            f"{stem}/index.html", f"{stem}/amp/", f"{stem}/print/", f"{stem}/embed/", f"{stem}/feed/", f"{stem}/fr/", f"{stem}.xml", f"{stem}.html",
            f"{stem}/preview/", f"{stem}/editions/", f"{stem}/editions/99/", f"{stem}/editions/01/", f"{stem}/editions/2.pdf",
        )
    ]  # fmt: skip


def core(facts: dict) -> list[Probe]:
    """Every address once, every question where questions are asked, and every header and method with the newest release
    and with none: what every state is always asked."""
    found = [Probe("GET", path) for path in addresses(facts)]
    newest = max(facts["releases"])
    paths = (f"/releases/{'/'.join(newest[:4])}/", "/feeds/releases.atom", "/nowhere/")
    found += [Probe("GET", path, carried) for path in paths for carried in headers(facts)]
    found += [Probe(method, path) for path in paths for method in METHODS]
    asked = ("/releases/", "/api/v1/releases", "/feed/PressRelease.svc/GetPressReleaseList")
    found += [Probe("GET", f"{path}?{question}") for path in asked for question in questions(facts)]
    return list(dict.fromkeys(found))


def endless(facts: dict, seed: int) -> Iterator[Probe]:
    """All of :func:`core`, then ever more: addresses changed, asked by other methods, with other headers and questions."""
    chance = random.Random(seed)
    known = addresses(facts)
    asked, carried = questions(facts), headers(facts)
    # What is nearest to the secret is asked most.
    secret = [
        path for path in known if canary("release.headline")[:8] in path or "zqx" in path or "/files/" in path
    ] or known
    yield from core(facts)
    while True:
        path = chance.choice(secret if chance.random() < 0.5 else known)
        kind = chance.random()
        method, with_headers = "GET", ()
        if kind < 0.3:
            path = chance.choice(mutations(path))
        if kind < 0.15 or 0.3 <= kind < 0.5:
            path = f"{path.partition('?')[0]}?{chance.choice(asked)}"
        if 0.25 <= kind < 0.4 or kind >= 0.8:
            method = chance.choice(METHODS)
        if kind >= 0.5:
            with_headers = tuple(
                dict(header for each in chance.sample(carried, chance.choice((1, 1, 2))) for header in each).items()
            )
        yield Probe(method, path, with_headers)
