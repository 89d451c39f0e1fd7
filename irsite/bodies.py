"""Bodies of requests, read whole before Django sees them: an RSGI application around a WSGI application.

Under WSGI a thread reads the body of a request, and waits as long as the client likes: four slow uploads stop the desk. Here the
body is read first, without a thread, within a bounded time and size, and only what has arrived whole reaches Django.
"""

import asyncio
import io
import os
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from typing import IO

#: Requests that Django answers at once; each thread keeps its own database connection.
THREADS = 4
#: Seconds that any body may take, and bytes that a longer one has to bring in each second after that.
PATIENCE, SLOWEST = 15, 50_000
#: Bytes of one body, and of all that are being read.
MOST_BYTES, MOST_BYTES_IN_ALL = 256 * 1024 * 1024, 1024 * 1024 * 1024
#: Bytes of a body that stay in memory; a longer one lies in a temporary file.
IN_MEMORY = 64 * 1024

_SENTENCES = {
    HTTPStatus.BAD_REQUEST: "The request did not arrive whole. Nothing was changed; send it again.",
    HTTPStatus.REQUEST_TIMEOUT: "The request took too long to arrive. Nothing was changed; send it again.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "The request is larger than 256 MB. Nothing was changed; send fewer files at once.",
    HTTPStatus.SERVICE_UNAVAILABLE: "Too many uploads are under way. Nothing was changed; try again in a minute.",
    HTTPStatus.INTERNAL_SERVER_ERROR: "The request could not be answered. Try again.",
}


class Refused(Exception):
    """The body is not taken; the status says why."""

    def __init__(self, status: HTTPStatus):
        super().__init__(status)
        self.status = status


class Application:
    """An RSGI application around a WSGI application."""

    def __init__(self, application: Callable, *, patience: float = PATIENCE):
        self._application = application
        self._patience = patience
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="desk")
        self._bytes = 0

    async def __rsgi__(self, scope, protocol) -> None:
        body = None
        try:
            body = await self._body(scope, protocol)
            loop = asyncio.get_running_loop()
            status, headers, answer = await loop.run_in_executor(self._threads, self._answer, _environ(scope, body))
        except Refused as refused:
            status, headers, answer = refusal(refused.status)
        finally:
            if body:
                body.close()
        protocol.response_bytes(status, headers, answer)

    async def _body(self, scope, protocol) -> IO[bytes] | None:
        """The whole body, or None for a request without one. Raises Refused."""
        told = scope.headers.get("content-length")
        if told is None and "transfer-encoding" not in scope.headers:
            return None
        size = int(told) if told is not None and told.isascii() and told.isdigit() else None
        if (size or 0) > MOST_BYTES:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        body = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed when the request is answered
        held = 0
        try:
            async for chunk in _paced(protocol, self._patience):
                held += len(chunk)
                self._bytes += len(chunk)
                if held > MOST_BYTES:
                    raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
                if self._bytes > MOST_BYTES_IN_ALL:
                    raise Refused(HTTPStatus.SERVICE_UNAVAILABLE)
                body.write(chunk)
            if size is not None and held != size:
                raise Refused(HTTPStatus.BAD_REQUEST)
        except BaseException:
            body.close()
            raise
        finally:
            self._bytes -= held
        return body

    def _answer(self, environ: dict) -> tuple[int, list[tuple[str, str]], bytes]:
        """In a thread: what Django answers."""
        try:
            return called(self._application, environ)
        except Exception as error:  # Django has written down what broke inside it; this is the server's own net
            sys.stderr.write(f"A request could not be answered: {type(error).__name__}\n")
            return refusal(HTTPStatus.INTERNAL_SERVER_ERROR)


def called(application: Callable, environ: dict) -> tuple[int, list[tuple[str, str]], bytes]:
    """What a WSGI application answers: status, headers and the whole body."""
    said = []
    parts = application(environ, lambda status, headers, *_: said.append((status, headers)))
    try:
        body = b"".join(parts)
    finally:
        if hasattr(parts, "close"):
            parts.close()
    status, headers = said[-1]
    return int(status.split(" ", 1)[0]), headers, body


async def _paced(protocol, patience: float):
    """The chunks of a body as they arrive. Raises Refused for one that arrives too slowly or breaks off."""
    loop = asyncio.get_running_loop()
    began, held, chunks = loop.time(), 0, aiter(protocol)
    while True:
        try:
            async with asyncio.timeout_at(began + patience + held / SLOWEST):
                chunk = await anext(chunks)
        except StopAsyncIteration:
            return
        except TimeoutError:
            raise Refused(HTTPStatus.REQUEST_TIMEOUT) from None
        except RuntimeError:  # granian's errors of a connection that is gone
            raise Refused(HTTPStatus.BAD_REQUEST) from None
        held += len(chunk)
        yield chunk


def refusal(status: HTTPStatus) -> tuple[int, list[tuple[str, str]], bytes]:
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
        ("Connection", "close"),
    ]
    return status.value, headers, _SENTENCES[status].encode()


def _environ(scope, body: IO[bytes] | None) -> dict:
    """What WSGI (PEP 3333) calls the request."""
    address, _, port = scope.server.rpartition(":")
    environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "SERVER_NAME": address.strip("[]"),
        "SERVER_PORT": port,
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": body or io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "wsgi.input_terminated": True,
    }
    if body:
        body.seek(0, os.SEEK_END)
        environ["CONTENT_LENGTH"] = str(body.tell())
        body.seek(0)
    for name, value in scope.headers.items():
        if "_" in name:  # indistinguishable from the name with a hyphen, which a proxy sets
            continue
        key = name.upper().replace("-", "_")
        if key == "CONTENT_TYPE":
            environ[key] = value
        elif key not in ("CONTENT_LENGTH", "TRANSFER_ENCODING"):
            key = f"HTTP_{key}"
            between = "; " if key == "HTTP_COOKIE" else ","
            environ[key] = f"{environ[key]}{between}{value}" if key in environ else value
    return environ
