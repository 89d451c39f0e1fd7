"""A part of every proof, on the database of this run: what ``script/embargo`` runs whole."""

import importlib
import os

import pytest

from tests.embargo.proofs import NAMES, ON_SQLITE_ONLY

DATABASE = os.environ.get("TEST_DATABASE", "sqlite")


@pytest.mark.proof
@pytest.mark.parametrize("name", [name for name in NAMES if name not in ON_SQLITE_ONLY])
def test_proof(name):
    figures = importlib.import_module(f"tests.embargo.proofs.{name}").run(full=False, database=DATABASE)
    assert figures
