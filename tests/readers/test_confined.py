"""The limits of time and memory: enforced, whatever a file does to its reader."""

import os
import subprocess
import sys
import time

import pytest

from releases import readers
from releases.readers import cell, confined
from tests.readers.releases import BUSINESS_WIRE
from tests.readers.test_word_changes import SENTENCE
from tests.readers.word_files import docx


def test_reads_as_read_does():
    assert readers.read_confined(BUSINESS_WIRE.encode(), name="a.txt") == readers.read(
        BUSINESS_WIRE.encode(), name="a.txt"
    )


def test_passes_refusals_and_their_changes_on():
    with pytest.raises(readers.Unreadable, match=r"^a\.txt is empty; choose the file that holds the release"):
        readers.read_confined(b"", name="a.txt")
    with pytest.raises(readers.Undecided) as caught:
        readers.read_confined(docx(SENTENCE), name="a.docx")
    assert [change.kind for change in caught.value.changes] == ["deletion", "insertion"]


def test_refuses_a_file_over_the_limit_before_anything_reads_it():
    with pytest.raises(readers.Unreadable, match=r"^a.txt is 30.0 MB long and the limit is 30 MB; send only the text"):
        readers.read_confined(b"a" * (confined.LARGEST + 1), name="a.txt")


def test_uses_one_process_for_many_files():
    readers.read_confined(b"Tern Hollow Moves", name="a.txt")
    first = confined._idle[-1].process.pid
    readers.read_confined(b"Tern Hollow Stays", name="b.txt")
    assert confined._idle[-1].process.pid == first


def test_starts_another_process_when_the_idle_one_has_ended():
    readers.read_confined(b"Tern Hollow Moves", name="a.txt")
    for idle in confined._idle:
        idle.process.kill()
        idle.process.wait()
    assert readers.read_confined(b"Tern Hollow Stays", name="b.txt").document.headline == "Tern Hollow Stays"


@pytest.fixture
def misbehaving(monkeypatch):
    """A function that lets the reading process run this code instead of the reader."""

    def make(code: str):
        program = (
            "import sys; from releases.readers import cell, formats\n"
            f"def read(data, **options):\n    {code}\n"
            f"formats.read = read; cell.SECONDS = {confined.SECONDS}; cell.serve(int(sys.argv[1]))"
        )
        popen = subprocess.Popen

        def start(command, **options):
            (descriptor,) = options["pass_fds"]
            return popen([sys.executable, "-c", program, str(descriptor)], **options)

        monkeypatch.setattr(confined, "_idle", [])
        monkeypatch.setattr(confined.subprocess, "Popen", start)

    yield make
    for idle in confined._idle:
        idle.end()


def refusal() -> str:
    with pytest.raises(readers.Unreadable) as caught:
        readers.read_confined(b"x", name="a.txt")
    return str(caught.value)


@pytest.mark.parametrize("code", ["while True: pass", "import time; time.sleep(60)"])
def test_ends_what_takes_too_long(misbehaving, monkeypatch, code):
    monkeypatch.setattr(confined, "SECONDS", 1)
    misbehaving(code)
    begin = time.monotonic()
    assert refusal() == "a.txt takes longer than 1 seconds to read; save only the text of the release and send that."
    assert time.monotonic() - begin < 8
    assert confined._idle == []


def test_ends_by_the_system_what_outlives_its_caller(misbehaving, monkeypatch):
    # The caller is patient here, as if it were gone: the system's own limit on processor time ends the reader.
    monkeypatch.setattr(confined, "SECONDS", -1)
    misbehaving("while True: pass")
    monkeypatch.setattr(confined, "SECONDS", 60)
    begin = time.monotonic()
    assert "takes longer than 60 seconds" in refusal()
    assert time.monotonic() - begin < 30


@pytest.mark.parametrize("code", ["return b'x' * 10**9", "import ctypes; ctypes.CDLL(None).abort()"])
def test_ends_what_takes_too_much_memory(misbehaving, code):
    misbehaving(code)
    assert (
        refusal() == "a.txt takes more than 500 MB of memory to read; save only the text of the release and send that."
    )
    assert confined._idle == []


def test_reports_a_fault_and_reads_on(misbehaving, caplog):
    misbehaving("return {}['none'] if data == b'x' else 'read'")
    assert "a.txt could not be read because of a fault in the reader (KeyError); save it as plain text" in refusal()
    assert "The reader stumbled over a.txt" in caplog.text
    assert readers.read_confined(b"y", name="b.txt") == "read"


def test_gives_the_process_no_secrets_and_lets_it_write_nothing(misbehaving, monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "not for readers")
    misbehaving(
        "import os, resource; return sorted(os.environ), resource.getrlimit(resource.RLIMIT_AS), resource.getrlimit(resource.RLIMIT_FSIZE)"
    )
    names, memory, size = readers.read_confined(b"x", name="a.txt")
    assert "SECRET_KEY" not in names
    assert "DATABASE_URL" not in names
    assert (memory, size) == ((cell.MEMORY, cell.MEMORY), (0, 0))


def test_takes_no_process_over_from_a_parent(monkeypatch):
    readers.read_confined(b"Tern Hollow Moves", name="a.txt")
    inherited = confined._idle[-1]
    monkeypatch.setattr(inherited, "owner", os.getpid() + 1)
    readers.read_confined(b"Tern Hollow Stays", name="b.txt")
    assert inherited not in confined._idle
