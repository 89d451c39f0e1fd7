"""One public answer as it goes over the wire: plain or by gzip, whole or as 304 (RFC 9110, 8.8, 12.5.3 and 13.1.2)."""

import functools
import gzip
import re
from dataclasses import dataclass

Headers = list[tuple[str, str]]

#: What compression helps. Pictures, fonts and PDFs are compressed already.
_TEXT = re.compile(r"text/|application/(?:[a-z0-9.]+\+)?(?:json|xml)\b", re.IGNORECASE)
#: Bytes below which gzip's own frame and a decoder's work outweigh what is saved.
_WORTHWHILE = 400
_SUFFIX = "-gzip"
_TAG = re.compile(r'(?:W/)?"[^"]*"')


@dataclass(slots=True, eq=False)
class Representation:
    """The answer in one encoding: what is sent, ready to be sent."""

    status: int
    headers: Headers
    body: bytes
    etag: str | None

    def not_modified(self, etag: str) -> "tuple[int, Headers, bytes]":
        """304 for a reader who holds the bytes with this tag, which is this representation's or its sibling's."""
        left_out = ("content-type", "content-length", "content-encoding", "etag")
        return 304, [*(pair for pair in self.headers if pair[0].lower() not in left_out), ("ETag", etag)], b""


@dataclass(slots=True, eq=False)
class Answer:
    """What the application said, in each encoding: made once, for every reader."""

    plain: Representation
    packed: Representation | None  # by gzip

    @property
    def status(self) -> int:
        return self.plain.status

    @property
    def size(self) -> int:
        """Bytes that keeping it takes."""
        both = [self.plain, *([self.packed] if self.packed else [])]
        return sum(len(each.body) + sum(len(name) + len(value) for name, value in each.headers) for each in both)

    def header(self, name: str) -> str:
        return next((value for each, value in self.plain.headers if each.lower() == name), "")

    def to(self, accepted: str, held: str) -> tuple[int, Headers, bytes]:
        """Status, headers and body for a reader who sends these as ``Accept-Encoding`` and ``If-None-Match``.

        A reader who holds either representation of these very words is answered 304, by the tag that they hold.
        """
        chosen = self.packed if self.packed is not None and takes_gzip(accepted) else self.plain
        if held and chosen.etag and chosen.status == 200 and (tag := self._held(held, chosen.etag)):
            return chosen.not_modified(tag)
        return chosen.status, chosen.headers, chosen.body

    def _held(self, tags: str, current: str) -> str | None:
        if tags.strip() == "*":
            return current
        # The weak comparison: a proxy that compresses has marked our tag as weak.
        held = {tag.removeprefix("W/") for tag in _TAG.findall(tags)}
        either = (current, self.plain.etag, _packed_tag(self.plain.etag))
        return next((tag for tag in either if tag in held), None)


def answer(status: int, headers: Headers, body: bytes) -> Answer:
    """From what the application said."""
    named = {name.lower(): value for name, value in headers}
    etag = named.get("etag")
    etag = etag if etag and etag[0] == '"' else None
    # A file may be asked for in parts, and parts are counted in its own bytes.
    is_negotiated = bool(_TEXT.match(named.get("content-type", ""))) and "accept-ranges" not in named
    headers = [(name, value) for name, value in headers if name.lower() not in ("etag", "content-length")]
    if is_negotiated:
        vary = [*([named["vary"]] if "vary" in named else []), "Accept-Encoding"]
        headers = [*(pair for pair in headers if pair[0].lower() != "vary"), ("Vary", ", ".join(vary))]
    packed = None
    if is_negotiated and len(body) >= _WORTHWHILE:
        smaller = gzip.compress(body, compresslevel=6, mtime=0)
        if len(smaller) < len(body):
            coded = [*headers, ("Content-Encoding", "gzip")]
            packed = _representation(status, coded, smaller, _packed_tag(etag) if etag else None)
    return Answer(_representation(status, headers, body, etag), packed)


def _representation(status: int, headers: Headers, body: bytes, etag: str | None) -> Representation:
    tagged = [*headers, *([("ETag", etag)] if etag else []), ("Content-Length", str(len(body)))]
    return Representation(status, tagged, body, etag)


def _packed_tag(etag: str) -> str:
    return f'{etag[:-1]}{_SUFFIX}"'


@functools.lru_cache(maxsize=256)
def takes_gzip(accepted: str) -> bool:
    """Whether an ``Accept-Encoding`` lets gzip in; the more specific name counts before ``*``."""
    qualities = {}
    for each in accepted.lower().split(","):
        name, _, parameters = each.partition(";")
        quality = re.search(r"q\s*=\s*([0-9.]+)", parameters)
        qualities[name.strip()] = not quality or bool(re.search("[1-9]", quality[1]))
    return next((qualities[name] for name in ("gzip", "x-gzip", "*") if name in qualities), False)
