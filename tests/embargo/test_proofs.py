"""A part of every proof, on both databases: what ``script/embargo`` runs whole. In one session, that of SQLite, so that its
workers share all of the work."""

import importlib
import itertools

import pytest

from tests.databases import POSTGRESQL, SQLITE
from tests.embargo.proofs import NAMES, ON_SQLITE_ONLY

#: Those that watch the clock beside a busy server, or kill it: nothing may run beside them.
ALONE = {"publications", "conditional", "kills"}
#: Those that mostly wait, for an instant or for connections to grow old: they may do so beside each other.
WAITING = {"probes-instants", "connections-public", "connections-desk"}
#: Into what a long one is divided, so that workers share it, and what waits is apart.
PARTS = {
    "twin": {f"{number + 1}": {"part": (number, 2)} for number in range(2)},
    "faults": {f"{number + 1}": {"part": (number, 4)} for number in range(4)},
    "probes": {name: {"parts": (name,)} for name in ("faults", "instants")},
    "connections": {role: {"roles": (role,)} for role in ("public", "desk")},
}


def _proofs():
    for name, database in itertools.product(NAMES, (SQLITE, POSTGRESQL)):
        if name in ON_SQLITE_ONLY:
            continue
        for part, options in PARTS.get(name, {"": {}}).items():
            called = f"{name}-{part}" if part else name
            marks = [pytest.mark.proof(database=database)]
            marks += [pytest.mark.alone] if name in ALONE else [pytest.mark.waiting] if called in WAITING else []
            yield pytest.param(name, database, options, marks=marks, id=f"{called}-{database}")


@pytest.mark.parametrize(("name", "database", "options"), list(_proofs()))
def test_proof(name, database, options):
    assert importlib.import_module(f"tests.embargo.proofs.{name}").run(full=False, database=database, **options)
