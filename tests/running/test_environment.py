"""Variables: each is described, secrets may be files, and the page of settings is current."""

import json
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from irsite import environment

SECRET = "only-for-tests-" + "0123456789abcdefghij" * 3
#: Prints settings, as a process reads them.
ASKED = """
import json, os, django
from django.conf import settings
names = ("SECRET_KEY", "SECRET_KEY_FALLBACKS", "EMAIL_HOST_PASSWORD", "DATABASES", "SOCIALACCOUNT_PROVIDERS")
print(json.dumps({name: getattr(settings, name, None) for name in names} | {"environ": dict(os.environ)}, default=str))
"""


def start(folder, **variables: str) -> subprocess.CompletedProcess:
    """A process of the site that prints its settings."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    kept |= {"IRSITE_DATA": str(folder), "CANONICAL_ORIGIN": "https://ir.example.com"}
    return subprocess.run(
        [sys.executable, "manage.py", "shell", "-v0", "-c", ASKED],
        cwd=settings.BASE_DIR, env=kept | variables, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_page_is_current():
    call_command("settings_page", check=True)


def test_a_page_that_is_not_current_is_refused(monkeypatch):
    monkeypatch.setattr(environment, "page", lambda: "# Other\n")
    with pytest.raises(CommandError, match=r"Run: manage.py settings_page"):
        call_command("settings_page", check=True)


def test_a_variable_without_a_meaning_is_not_read():
    with pytest.raises(KeyError, match="IRSITE_UNKNOWN is read and not described"):
        environment.Environment().str("IRSITE_UNKNOWN", default="")


def test_every_variable_that_is_described_is_read():
    """By the settings, or before them by a script."""
    source = (settings.BASE_DIR / "irsite" / "settings.py").read_text()
    read = set(re.findall(r"(?:env\.\w+|required)\(\s*\"([A-Z_]+)\"", source))
    assert read == environment.VARIABLES.keys()


def test_every_secret_may_be_a_file(tmp_path):
    contents = {
        "SECRET_KEY": f"  {SECRET}\n",
        "SECRET_KEY_FALLBACKS": f"{SECRET}1,{SECRET}2\n",
        "DATABASE_URL": f"sqlite:///{tmp_path}/other.sqlite3\n",
        "EMAIL_URL": "smtp://user:quiet@mail.example.com:587\n",
        "OIDC_CLIENT_SECRET": "hush\n",
    }
    assert contents.keys() == set(environment.SECRETS)
    variables = {"OIDC_SERVER_URL": "https://login.example.com", "OIDC_CLIENT_ID": "newsroom"}
    for name, content in contents.items():
        (tmp_path / name.lower()).write_text(content)
        variables[f"{name}_FILE"] = str(tmp_path / name.lower())
    done = start(tmp_path / "data", **variables)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["SECRET_KEY"] == SECRET
    assert told["SECRET_KEY_FALLBACKS"] == [f"{SECRET}1", f"{SECRET}2"]
    assert told["EMAIL_HOST_PASSWORD"] == "quiet"
    assert told["DATABASES"]["default"]["NAME"] == f"{tmp_path}/other.sqlite3"
    assert told["SOCIALACCOUNT_PROVIDERS"]["openid_connect"]["APPS"][0]["secret"] == "hush"
    assert not set(environment.SECRETS) & told["environ"].keys()


@pytest.mark.parametrize(
    ("content", "also", "sentence"),
    [
        (None, {}, "SECRET_KEY_FILE names {path}, which can't be read: No such file or directory. Correct the path"),
        (b" \n", {}, "SECRET_KEY_FILE names {path}, which is empty. Write the secret into it."),
        (b"\xff\xfe", {}, "SECRET_KEY_FILE names {path}, which is not text in UTF-8."),
        (SECRET.encode(), {"SECRET_KEY": SECRET}, "SECRET_KEY and SECRET_KEY_FILE are both set. Keep one of them."),
        (b"short", {}, "SECRET_KEY is too easy to guess"),
    ],
)
def test_a_secret_that_can_not_be_used_is_refused(tmp_path, content, also, sentence):
    path = tmp_path / "secret"
    if content is not None:
        path.write_bytes(content)
    done = start(tmp_path / "data", SECRET_KEY_FILE=str(path), **also)
    assert done.returncode == 1
    assert sentence.format(path=path) in done.stderr
    assert SECRET not in done.stderr


def test_a_file_that_may_not_be_read_is_named(monkeypatch, tmp_path):
    def refused(self, *arguments):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(environment.Path, "read_text", refused)
    with pytest.raises(ImproperlyConfigured, match=r"can't be read: Permission denied\. Correct the path"):
        environment.with_secrets({"EMAIL_URL_FILE": str(tmp_path)})


@pytest.mark.parametrize("name", environment.DESK_SECRETS)
def test_the_public_process_takes_none_from_a_file_either(tmp_path, name):
    (tmp_path / "secret").write_text(SECRET)
    done = start(tmp_path / "data", IRSITE_ROLE="public", **{f"{name}_FILE": str(tmp_path / "secret")})
    assert done.returncode == 1
    assert f"{name}_FILE is a secret of the desk, and the public process must not know it." in done.stderr
