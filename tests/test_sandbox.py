"""The limits of time and memory are enforced, and nothing that runs comes out, whatever a file does to its reader."""

import os
import time

import pytest

from releases.sandbox import Fault, Sandbox, TooLong, TooMuchMemory

MEMORY = 500_000_000


@pytest.fixture
def sandbox():
    made = Sandbox(module="tests.misbehaving", seconds=5, memory=MEMORY)
    yield made
    for idle in made._idle:
        idle.end()


def idle(sandbox) -> list[int]:
    return [process.pid for process in sandbox._idle]


def test_one_process_serves_many_files(sandbox):
    assert sandbox.call("read", b"one") == b"one"
    first = idle(sandbox)
    assert sandbox.call("read", b"two") == b"two"
    assert idle(sandbox) == first
    alone = Sandbox(module="tests.misbehaving", seconds=5, memory=MEMORY, serves_many=False)
    assert alone.call("read", b"one") == b"one"
    assert idle(alone) == []


def test_another_process_is_started_when_the_idle_one_has_ended(sandbox):
    sandbox.call("read", b"one")
    (process,) = sandbox._idle
    process._popen.kill()
    process._popen.wait()
    assert sandbox.call("read", b"two") == b"two"
    assert idle(sandbox) != [process.pid]


@pytest.mark.parametrize("data", [b"spin", b"sleep"])
def test_what_takes_too_long_is_ended(sandbox, data):
    sandbox.seconds = 1
    begin = time.monotonic()
    with pytest.raises(TooLong):
        sandbox.call("read", data)
    assert time.monotonic() - begin < 20
    assert idle(sandbox) == []


def test_the_system_ends_what_outlives_its_caller(sandbox, monkeypatch):
    # The caller is patient here, as if it were gone: the system's own limit on processor time ends the process.
    monkeypatch.setattr("releases.sandbox._PATIENCE", 60)
    sandbox.seconds = 1
    with pytest.raises(TooLong):
        sandbox.call("read", b"spin")


@pytest.mark.parametrize("data", [b"grow", b"crash"])
def test_what_takes_too_much_memory_is_ended(sandbox, data):
    with pytest.raises(TooMuchMemory):
        sandbox.call("read", data)
    assert idle(sandbox) == []


def test_a_fault_is_reported_and_the_next_file_is_read(sandbox):
    with pytest.raises(Fault) as caught:
        sandbox.call("read", b"fail")
    kind, trace = caught.value.args
    assert kind == "KeyError"
    assert '{}["none"]' in trace
    assert sandbox.call("read", b"two") == b"two"


@pytest.mark.parametrize(("data", "name"), [(b"evil", "posix.getcwd"), (b"evil of ours", "releases.text.line")])
def test_nothing_that_runs_comes_out(sandbox, data, name):
    with pytest.raises(Fault) as caught:
        sandbox.call("read", data)
    assert caught.value.args == ("UnpicklingError", f"A process that reads files sent {name}, which is not a value.")
    assert idle(sandbox) == []


def test_the_process_has_no_secrets_and_may_write_nothing(sandbox, monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "not for readers")
    spy = tmp_path / "spy"
    spy.write_text("")
    names, limits, has_written = sandbox.call("limits", str(spy))
    assert set(names) <= {"PATH", "LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH"}
    assert (limits, has_written) == ([MEMORY, 0], False)
    assert spy.read_text() == ""


def test_no_process_is_taken_over_from_a_parent(sandbox, monkeypatch):
    sandbox.call("read", b"one")
    (inherited,) = sandbox._idle
    monkeypatch.setattr(inherited, "owner", os.getpid() + 1)
    sandbox.call("read", b"two")
    assert idle(sandbox) != [inherited.pid]
    inherited.end()


def test_a_module_that_does_not_start_is_said_at_once():
    broken = Sandbox(module="tests.no_such_module", seconds=5, memory=MEMORY)
    with pytest.raises(RuntimeError, match="ended when it started"):
        broken.call("read", b"one")
