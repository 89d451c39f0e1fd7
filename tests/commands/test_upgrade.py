"""A site that was set up earlier is brought up to date, with the checks that stand before a migration."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

pytestmark = pytest.mark.skipif(
    os.environ.get("TEST_DATABASE") == "postgresql", reason="SQLite rebuilds altered tables"
)


def manage(data, *arguments: str) -> str:
    environment = os.environ | {"IRSITE_DATA": str(data), "IRSITE_DEMO": "true"}
    environment.pop("DATABASE_URL")
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_from_the_first_release_to_this_one(tmp_path):
    manage(tmp_path, "migrate", "releases", "0005", "-v0")
    manage(tmp_path, "migrate", "-v0")
    assert "0 editions" in manage(tmp_path, "verify_editions")
