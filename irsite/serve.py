"""What ``script/server`` runs: prepares a demonstration site in the data folder and serves it on loopback.

A production site runs the last of these steps, granian, under its own supervisor: docs/running.md.
"""

import os
import secrets
import socket
import subprocess
import sys
from pathlib import Path

import django
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent

#: Up to 4,096 connections for each worker, so that silent ones keep nobody out, and 10 seconds for the next request to arrive on
#: one. HTTP/1 only: while granian waits to see which version a client speaks, no time limit applies.
CONNECTIONS = " --http 1 --no-ws --http1-header-read-timeout 10000 --backpressure 4096 --backlog 4096"


def main() -> None:
    port = _port(os.environ.get("PORT", "8000"))
    data = Path(os.environ.setdefault("IRSITE_DATA", str(ROOT / "var"))).expanduser().resolve()
    _prepare_folder(data)
    _expect_free(port)
    os.environ.setdefault("CANONICAL_ORIGIN", f"http://127.0.0.1:{port}")
    os.environ.setdefault("IRSITE_PROBE_ORIGIN", f"http://127.0.0.1:{port}")
    os.environ.setdefault("IRSITE_PROBE_DIRECT", f"http://127.0.0.1:{port}")  # granian below keeps no log of addresses
    os.environ.setdefault("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "irsite.settings")
    os.chdir(ROOT)
    django.setup()
    call_command("prepare_site")
    origin = os.environ["CANONICAL_ORIGIN"]
    addresses = f"  Newsroom  {origin}/\n  Feed      {origin}/feeds/releases.rss\n  Desk      {origin}/admin/"
    sys.stdout.write(f"\n{addresses}\n\nCtrl-C stops it.\n")
    sys.stdout.flush()
    # The self-probe, which ends with the server: docs/decisions/0016.
    subprocess.Popen([sys.executable, "manage.py", "watch_releases", "--with-parent"])
    os.execv(sys.executable, server(port))


def server(port: int, *, application: str = "irsite.rsgi:application") -> list[str]:
    """The command that serves one process on loopback with granian, as docs/running.md has it;
    tests/serving/test_connections.py compares the two."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "rsgi", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers 1" + CONNECTIONS).split(),
        *("--no-access-log", "--log-level", "warning", application),
    ]


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        sys.exit(f"PORT is “{text}”, but must be a number from 1 to 65535. Try: PORT=8080 script/server")
    return int(text)


def _prepare_folder(data: Path) -> None:
    """Make the data folder with its settings file: a demo's secret is drawn once and kept there."""
    settings = data / "irsite.env"
    try:
        data.mkdir(parents=True, exist_ok=True)
        probe = data / ".writable"
        probe.touch()
        probe.unlink()
        if not settings.exists():
            settings.touch(mode=0o600)
            settings.write_text(
                "# Made by script/server for a demonstration. Variables of the environment win over these.\n"
                f"IRSITE_DEMO=true\nSECRET_KEY={secrets.token_urlsafe(60)}\nCANONICAL_ORIGIN=http://127.0.0.1:8000\n"
            )
    except OSError as error:
        sys.exit(
            f"The data folder {data} can't be written: {error.strerror}. Name another: IRSITE_DATA=~/irsite script/server"
        )


def _expect_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            sys.exit(
                f"Port {port} needs more rights than this account has. Choose one above 1023: PORT=8080 script/server"
            )
        except OSError:
            sys.exit(f"Port {port} is in use. Choose another: PORT={port + 1 if port < 65535 else 8080} script/server")


if __name__ == "__main__":
    main()
