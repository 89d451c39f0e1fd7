"""One public answer as it goes over the wire: plain or by gzip, whole or as 304 (RFC 9110, 8.8, 12.5.3 and 13.1.2)."""

import dataclasses
import gzip
import re

Headers = list[tuple[str, str]]

#: What compression helps. Pictures, fonts and PDFs are compressed already.
_TEXT = re.compile(r"text/|application/(?:[a-z0-9.]+\+)?(?:json|xml)\b", re.IGNORECASE)
#: Bytes below which gzip's own frame and a decoder's work outweigh what is saved.
_WORTHWHILE = 400
_SUFFIX = "-gzip"


@dataclasses.dataclass(frozen=True)
class Answer:
    """What the application said, and the same by gzip; compressed once, for whoever asks."""

    status: str
    headers: Headers
    body: bytes
    packed: bytes | None
    etag: str | None
    is_negotiated: bool

    @property
    def size(self) -> int:
        """Bytes that keeping it takes."""
        return len(self.body) + len(self.packed or b"") + sum(len(name) + len(value) for name, value in self.headers)

    def header(self, name: str) -> str:
        return next((value for each, value in self.headers if each.lower() == name), "")

    def to(self, asked: dict) -> tuple[str, Headers, list[bytes]]:
        """Status, headers and body for a request's WSGI environment.

        Whoever holds either representation of these very words is told so, by the tag that they hold.
        """
        is_packed = self.packed is not None and takes_gzip(asked.get("HTTP_ACCEPT_ENCODING", ""))
        etag = self.etag
        if is_packed and etag:
            etag = f'{etag[:-1]}{_SUFFIX}"'
        status, body = self.status, self.packed if is_packed else self.body
        headers = [pair for pair in self.headers if pair[0].lower() not in ("etag", "content-length")]
        if self.is_negotiated:
            others = [value for name, value in headers if name.lower() == "vary"]
            headers = [pair for pair in headers if pair[0].lower() != "vary"]
            headers.append(("Vary", ", ".join([*others, "Accept-Encoding"])))
        if self.status.startswith("200") and etag and (held := self._held(asked.get("HTTP_IF_NONE_MATCH", ""), etag)):
            headers = [pair for pair in headers if pair[0].lower() != "content-type"]
            return "304 Not Modified", [*headers, ("ETag", held)], []
        if is_packed:
            headers.append(("Content-Encoding", "gzip"))
        if etag:
            headers.append(("ETag", etag))
        headers.append(("Content-Length", str(len(body))))
        return status, headers, [] if asked["REQUEST_METHOD"] == "HEAD" else [body]

    def _held(self, tags: str, current: str) -> str | None:
        if tags.strip() == "*":
            return current
        # The weak comparison: a proxy that compresses has marked our tag as weak.
        held = {tag.removeprefix("W/") for tag in re.findall(r'(?:W/)?"[^"]*"', tags)}
        either = (current, self.etag, f'{self.etag[:-1]}{_SUFFIX}"')
        return next((tag for tag in either if tag in held), None)


def answer(status: str, headers: Headers, body: bytes) -> Answer:
    """From what a WSGI application said."""
    named = {name.lower(): value for name, value in headers}
    etag = named.get("etag")
    # A file may be asked for in parts, and parts are counted in its own bytes.
    is_negotiated = bool(_TEXT.match(named.get("content-type", ""))) and "accept-ranges" not in named
    packed = None
    if is_negotiated and len(body) >= _WORTHWHILE:
        packed = gzip.compress(body, compresslevel=6, mtime=0)
        packed = packed if len(packed) < len(body) else None
    return Answer(status, headers, body, packed, etag if etag and etag[0] == '"' else None, is_negotiated)


def takes_gzip(accepted: str) -> bool:
    """Whether an ``Accept-Encoding`` lets gzip in; the more specific name counts before ``*``."""
    qualities = {}
    for each in accepted.lower().split(","):
        name, _, parameters = each.partition(";")
        quality = re.search(r"q\s*=\s*([0-9.]+)", parameters)
        qualities[name.strip()] = not quality or bool(re.search("[1-9]", quality[1]))
    return next((qualities[name] for name in ("gzip", "x-gzip", "*") if name in qualities), False)
