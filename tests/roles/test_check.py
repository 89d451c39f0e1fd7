"""``manage.py check --database default`` in the public role, where most of the database can't be seen."""

import subprocess
import sys

import pytest
from django.core.management import call_command
from django.db import connection

from tests.roles.public_process import ACCOUNT, ROOT, environment

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_finds_nothing_wrong(tmp_path):
    public = environment(tmp_path / "public")
    if connection.vendor == "postgresql":
        call_command("grant_public", ACCOUNT, verbosity=0)
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--database", "default"],
        cwd=ROOT, env=public, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("System check identified no issues")
    assert done.stderr == ""
