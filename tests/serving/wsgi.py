"""Asking a WSGI application, as a server would."""

import dataclasses
import gzip
import io
from wsgiref.util import setup_testing_defaults


@dataclasses.dataclass(frozen=True)
class Said:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        packed = self.headers.get("Content-Encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()


def ask(
    application, path: str, *, method: str = "GET", query: str = "", host: str = "ir.example.com", **headers
) -> Said:
    environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": host}
    environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    setup_testing_defaults(environ)
    environ |= {"wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO()}
    said = []
    parts = application(environ, lambda status, headers, exc_info=None: said.append((status, headers)))
    body = b"".join(parts)
    if hasattr(parts, "close"):
        parts.close()
    status, headers = said[-1]
    assert len({name for name, _ in headers}) == len(headers), "a header stands twice"
    return Said(int(status[:3]), dict(headers), body)
