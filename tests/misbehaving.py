"""What a file could make its reader do: a module for the sandbox."""

import ctypes
import os
import resource
import time


class Refused(Exception):
    """How a file is refused here."""


class Evil:
    """Runs something in whoever takes it for a value."""

    def __init__(self, called, *arguments):
        self.reduced = called, arguments

    def __reduce__(self):
        return self.reduced


REFUSAL = Refused


def read(data: bytes, **options):
    """Do what the data says."""
    return {
        b"spin": spin, b"sleep": lambda: time.sleep(60), b"grow": lambda: b"x" * 10**9, b"crash": crash,
        b"fail": lambda: {}["none"], b"evil": lambda: Evil(os.getcwd), b"evil of ours": evil_of_ours, b"refuse": refuse,
    }.get(data, lambda: data)()  # fmt: skip


def spin():
    while True:
        pass


def crash():
    ctypes.CDLL(None).abort()


def refuse():
    raise ValueError("REFUSAL is another exception here")


def evil_of_ours():
    from releases import text

    return Evil(text.line, "a function of ours")


def limits(path: str) -> tuple:
    """The names in the environment, the limits of memory and of what is written, and whether a file could be written."""
    try:
        os.write(os.open(path, os.O_WRONLY), b"words")
        has_written = True
    except OSError:
        has_written = False
    most = [resource.getrlimit(each)[0] for each in (resource.RLIMIT_AS, resource.RLIMIT_FSIZE)]
    return sorted(os.environ), most, has_written
