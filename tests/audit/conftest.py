"""The demonstration, served as ``script/server`` serves it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session")
def origin(tmp_path_factory) -> Iterator[str]:
    """Scheme, host and port of a demonstration of this test run's own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("demonstration")
    foreign = ("IRSITE_", "SECRET_KEY", "CANONICAL_ORIGIN", "ALLOWED_HOSTS", "DATABASE_URL", "DJANGO_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    environment |= {"IRSITE_DATA": str(folder), "PORT": str(port)}
    log = folder / "server.log"
    with log.open("wb") as written:
        server = subprocess.Popen(
            [sys.executable, "-m", "irsite.serve"], env=environment, stdout=written, stderr=written
        )
    try:
        _wait_for(f"http://127.0.0.1:{port}/", server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(30)


def _wait_for(address: str, server: subprocess.Popen, log) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(address, timeout=10).close()
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.25)
        else:
            return
    pytest.fail(f"The demonstration did not start:\n{log.read_text()}")
