"""A site that was set up earlier is brought up to date, with the checks that stand before a migration."""

import os
import shutil
import subprocess
import sys

import pytest
from django.conf import settings

pytestmark = pytest.mark.skipif(
    os.environ.get("TEST_DATABASE") == "postgresql", reason="SQLite rebuilds altered tables"
)


def manage(data, *arguments: str, expect: int = 0) -> str:
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
    assert done.returncode == expect, done.stderr
    return done.stderr if expect else done.stdout


def test_from_the_first_release_to_this_one(tmp_path):
    manage(tmp_path, "migrate", "releases", "0005", "-v0")
    manage(tmp_path, "migrate", "-v0")
    assert "0 editions" in manage(tmp_path, "verify_editions")


#: A site whose sealed bytes lay in the private folder: a copy of the company with a logo.
BEFORE = """
import hashlib, json
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
logo = default_storage.save("media/logo.png", ContentFile(b"bytes of a logo"))
record = json.dumps({"logo": {"sha256": hashlib.sha256(b"bytes of a logo").hexdigest()}})
with connection.cursor() as cursor:
    cursor.execute(
        "INSERT INTO releases_sealedrecord (id, kind, record_key, number, document_json, previous_digest, digest, slug, live_at,"
        " sealed_at, file_key, stored_name) VALUES (1, 'company', %s, 1, %s, '', %s, '', '2021-01-01 00:00:00',"
        " '2021-01-01 00:00:00', %s, %s)", ["1" * 32, record, "d" * 64, "2" * 32, logo],
    )
"""
AFTER = """
from releases.models import SealedFile, SealedRecord
print(SealedFile.read(SealedRecord.objects.get().file_sha256), SealedFile.objects.count())
"""


@pytest.fixture(scope="module")
def _before(tmp_path_factory):
    folder = tmp_path_factory.mktemp("before")
    manage(folder, "migrate", "releases", "0014", "-v0")
    manage(folder, "shell", "-v0", "-c", BEFORE)
    return folder


@pytest.fixture
def before(_before, tmp_path):
    """A copy of such a site."""
    return shutil.copytree(_before, tmp_path / "site")


def test_sealed_bytes_move_into_the_database(before):
    manage(before, "migrate", "-v0")
    assert manage(before, "shell", "-v0", "-c", AFTER).splitlines()[-1] == "b'bytes of a logo' 1"
    assert "E003" not in manage(before, "check", "--database", "default")


def test_bytes_that_are_gone_or_changed_stop_the_upgrade(before):
    path = before / "private" / "media" / "logo.png"
    path.write_bytes(b"other")
    assert (
        "The sealed file media/logo.png is not what was sealed. Put it back from a backup, and migrate again."
        in manage(before, "migrate", "-v0", expect=1)
    )
    path.unlink()
    assert (
        "The sealed file media/logo.png is gone from the private folder. Put it back from a backup, and migrate again."
        in manage(before, "migrate", "-v0", expect=1)
    )
    assert "[ ]  releases.0015_sealed_files" in manage(before, "showmigrations", "--plan")
