"""Asking an RSGI application without a server: as a WSGI application would be asked."""

import asyncio
from http import HTTPStatus
from types import SimpleNamespace


class Asked:
    """A WSGI application that asks an RSGI application, in an event loop of its own."""

    def __init__(self, application):
        self.application = application
        self._loop = asyncio.new_event_loop()
        # What is still being rendered when a test ends is nobody's any more.
        self._loop.set_exception_handler(lambda *_: None)

    def __call__(self, environ: dict, start_response) -> list[bytes]:
        headers = {
            name.removeprefix("HTTP_").lower().replace("_", "-"): value
            for name, value in environ.items()
            if name.startswith("HTTP_") or name in ("CONTENT_TYPE", "CONTENT_LENGTH")
        }
        scope = scope_of(
            environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace"), headers, method=environ["REQUEST_METHOD"],
            query_string=environ["QUERY_STRING"], scheme=environ["wsgi.url_scheme"],
        )  # fmt: skip
        protocol = Protocol()
        self._loop.run_until_complete(self.application.__rsgi__(scope, protocol))
        start_response(f"{protocol.status} {HTTPStatus(protocol.status).phrase}", protocol.headers)
        return [protocol.body]


def scope_of(path: str, headers: dict[str, str], **facts) -> SimpleNamespace:
    """A request as granian describes it."""
    others = {
        "method": "GET", "query_string": "", "http_version": "1.1", "scheme": "http", "server": "127.0.0.1:80",
        "client": "192.0.2.1:40000",
    }  # fmt: skip
    return SimpleNamespace(path=path, headers=headers, **(others | facts))


class Protocol:
    """What granian hands an application, of a request without a body."""

    async def __aiter__(self):
        return
        yield b""

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.status, self.headers, self.body = status, headers, body
