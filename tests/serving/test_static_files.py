"""Of the bundled editor only what it loads is collected and served, and it is the editor that was looked at."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import ckeditor
import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from irsite.static_files import StaticFiles, is_served

BUNDLED = Path(ckeditor.__file__).parent / "static"
#: The SHA-256 of what runs in the desk's pages; another editor needs another look, and then these lines.
SCRIPTS = {
    "ckeditor/ckeditor/ckeditor.js": "e40bf1a98c2fee0906bc2416a1b82c32b80fa2bb45f480d2e34293a08cecfb71",
    "ckeditor/ckeditor/config.js": "e70d377fbe36697716ed36524132dd56063fb8ac23c04e7a92a6a2499ad97fa1",
    "ckeditor/ckeditor/styles.js": "9d213ac65f265b155c5eca9ccbd020c159ee6e5a3f9e009392ebfcf37f753f5c",
    "ckeditor/ckeditor-init.js": "7d981a65cee447842d8619023055fc85c52389685fb250f32b57c4998649c99c",
}
#: And one over the names and bytes of everything of it that is served.
EVERYTHING = "6bccc77df023fdb0a92a0d7c41edaf3e124c4af3a814a978e542e15d933f4a01"


def collected() -> set[str]:
    return {path for finder in get_finders() for path, _ in finder.list([]) if path.startswith("ckeditor/")}


def test_no_page_of_the_editor_is_collected():
    found = collected()
    assert "ckeditor/ckeditor/ckeditor.js" in found
    assert {Path(path).suffix for path in found} <= {".js", ".css", ".png", ".gif", ".cur", ".svg"}
    assert len(found) < 100
    named = (str(path.relative_to(BUNDLED)) for path in BUNDLED.rglob("*") if path.is_file())
    assert found == {path for path in named if is_served(path)}


@pytest.mark.parametrize(
    "path",
    [
        "ckeditor/ckeditor/plugins/preview/preview.html",
        "ckeditor/ckeditor/plugins/exportpdf/tests/manual/configfilename.html",
        "ckeditor/ckeditor/plugins/codesnippetgeshi/plugin.js",
        "ckeditor/ckeditor/plugins/sourcedialog/plugin.js",
        "ckeditor/ckeditor/plugins/iframe/dialogs/iframe.js",
        "ckeditor/ckeditor/plugins/flash/dialogs/flash.js",
        "ckeditor/ckeditor/plugins/docprops/plugin.js",
        "ckeditor/ckeditor/plugins/scayt/dialogs/options.js",
        "ckeditor/galleriffic/js/jquery-1.3.2.js",
        "ckeditor/ckeditor/README.md",
    ],
)
def test_what_is_not_needed_answers_nothing(path):
    assert (BUNDLED / path).exists()
    assert finders.find(path) is None


def test_other_static_files_are_found():
    assert finders.find("admin/css/base.css")
    assert finders.find("desk/editor.js")


def test_the_editor_is_the_one_that_was_looked_at():
    assert {path: hashlib.sha256((BUNDLED / path).read_bytes()).hexdigest() for path in SCRIPTS} == SCRIPTS
    whole = hashlib.sha256()
    for path in sorted(collected()):
        whole.update(path.encode() + b"\0" + hashlib.sha256((BUNDLED / path).read_bytes()).digest())
    assert whole.hexdigest() == EVERYTHING


def test_everything_that_is_collected_refers_to_what_is_collected(settings, tmp_path):
    """As a production site collects it: every address in a style sheet is that of a file that is there."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    assert (tmp_path / "ckeditor" / "ckeditor" / "ckeditor.js").exists()
    assert not list(tmp_path.rglob("*.html"))


def test_the_public_process_collects_the_newsroom_s_files_only(tmp_path):
    environment = {"PATH": os.environ["PATH"], "IRSITE_ROLE": "public", "IRSITE_DATA": str(tmp_path), "CANONICAL_ORIGIN": "https://ir.example.com"}  # fmt: skip
    environment["DATABASE_URL"] = f"sqlite:///{tmp_path / 'none.sqlite3'}"
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--noinput", "--skip-checks"],
        cwd=Path(__file__).resolve().parents[2], env=environment, check=True, capture_output=True,
    )  # fmt: skip
    found = {
        path.relative_to(tmp_path / "static").parts[0] for path in (tmp_path / "static").rglob("*") if path.is_file()
    }
    assert found == {"newsroom", "staticfiles.json"}


#: What may lie in the folder of a process that was the desk before.
LEFT = ("newsroom/newsroom.css", "desk/drafts.js", "admin/css/base.css", "ckeditor/ckeditor/ckeditor.js", "accounts/passkeys.js",
        "newsroom.css", "staticfiles.json")  # fmt: skip


@pytest.mark.parametrize(
    ("role", "served"),
    [("public", {LEFT[0]}), ("desk", set(LEFT[:5])), ("both", set(LEFT[:5]))],
)
def test_what_else_lies_in_the_folder_is_not_served(settings, tmp_path, role, served):
    for name in LEFT:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    settings.STATIC_ROOT, settings.IRSITE_ROLE = str(tmp_path), role
    assert {url.removeprefix("/static/") for url in StaticFiles(lambda request: None).files} == served
