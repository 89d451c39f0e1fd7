"""Real processes at one archive: killed in the middle, and two at once."""

import contextlib
import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

from releases import conf
from releases.models import ImportItem, Release, SourceFile
from tests.importers.files import fill

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[2]
COUNT = 20


def start(folder, error=subprocess.PIPE) -> subprocess.Popen:
    """Another process of the same site that imports the folder."""
    facts = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{facts['NAME']}"
    else:
        url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{facts['NAME']}").geturl()
    environment = os.environ | {
        "DATABASE_URL": url,
        "IRSITE_DATA": str(conf.private_root().parent),
        "DJANGO_SETTINGS_MODULE": "irsite.settings",
    }
    return subprocess.Popen(
        [sys.executable, "manage.py", "import_releases", str(folder)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=error,
        text=True,
        # A shell's background jobs, and all that they start, do not hear it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )


def done() -> int:
    return ImportItem.objects.exclude(outcome="").count()


def each_exactly_once() -> None:
    assert Counter(ImportItem.objects.values_list("outcome", flat=True)) == {"imported": COUNT}
    assert (Release.objects.count(), SourceFile.objects.count()) == (COUNT, COUNT)
    assert len(set(Release.objects.values_list("headline", flat=True))) == COUNT


def test_a_killed_import_goes_on_where_it_stopped(tmp_path):
    fill(tmp_path / "archive", COUNT)
    process = start(tmp_path / "archive")
    until = time.monotonic() + 60
    while done() < 4 and time.monotonic() < until:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    before = done()
    assert 4 <= before < COUNT
    assert ImportItem.objects.filter(outcome="").exclude(worker="").exists()
    out, err = start(tmp_path / "archive").communicate(timeout=120)
    assert err == ""
    assert f"{before} of {COUNT} are done." in out.splitlines()[0]
    assert len([line for line in out.splitlines() if line.startswith("imported")]) == COUNT - before
    each_exactly_once()


def test_an_interrupted_import_says_how_to_go_on(tmp_path):
    fill(tmp_path / "archive", COUNT)
    process = start(tmp_path / "archive")
    until = time.monotonic() + 60
    while done() < 2 and time.monotonic() < until:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130, err
    assert err.splitlines()[-1] == (
        f"Interrupted: {done()} of {COUNT} are done. Call it again to go on where it stopped."
    )
    assert not ImportItem.objects.filter(outcome="", leased_until__isnull=False).exists()


def test_somebody_who_looks_on_sees_rate_and_remaining_time(tmp_path):
    fill(tmp_path / "archive", COUNT)
    terminal, end = pty.openpty()
    fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
    process = start(tmp_path / "archive", error=end)
    os.close(end)
    shown = b""
    # Linux ends a terminal whose last process is gone with an error.
    with contextlib.suppress(OSError):
        while part := os.read(terminal, 65536):
            shown += part
    os.close(terminal)
    assert process.wait(timeout=30) == 0
    process.stdout.close()
    assert re.search(rf"100%\|█+\| {COUNT}/{COUNT} \[\d\d:\d\d<00:00, +[\d.]+ files/s\]", shown.decode())
    # One line that is written anew, in no colour of errors.
    assert b"\x1b[31" not in shown
    assert shown.count(b"\n") <= 1


def test_two_processes_share_the_work(tmp_path):
    fill(tmp_path / "archive", COUNT)
    processes = [start(tmp_path / "archive") for _ in range(2)]
    errors = [process.communicate(timeout=120)[1] for process in processes]
    assert errors == ["", ""]
    each_exactly_once()
    assert len(set(ImportItem.objects.values_list("worker", flat=True))) == 2
