"""A part of every proof, on the database of this run: what ``script/embargo`` runs whole."""

import importlib
import os

import pytest

from tests.embargo.proofs import NAMES, ON_SQLITE_ONLY

DATABASE = os.environ.get("TEST_DATABASE", "sqlite")
#: These watch the clock or kill servers: nothing may run beside them.
ALONE = {"publications", "conditional", "kills", "probes", "connections"}
#: Into how many tests a long one is divided, so that workers share it.
PARTS = {"faults": 4}


def _proofs():
    for name in NAMES:
        if name in ON_SQLITE_ONLY:
            continue
        marks = [pytest.mark.proof, *([pytest.mark.alone] if name in ALONE else [])]
        for part in range(PARTS.get(name, 1)):
            options = {"part": (part, PARTS[name])} if name in PARTS else {}
            yield pytest.param(name, options, marks=marks, id=f"{name}-{part + 1}" if options else name)


@pytest.mark.parametrize(("name", "options"), list(_proofs()))
def test_proof(name, options):
    figures = importlib.import_module(f"tests.embargo.proofs.{name}").run(full=False, database=DATABASE, **options)
    assert figures
