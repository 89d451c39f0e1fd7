"""Settings of the test suite: the site's own, with a database chosen by ``TEST_DATABASE``.

``sqlite`` (the default) or ``postgresql``: a server started by the suite, or the one in ``DATABASE_URL``.
"""

import atexit
import os
import shutil
import tempfile

from tests.postgresql import database_url, name_folder

_data = tempfile.mkdtemp(prefix="irsite-test-")
atexit.register(shutil.rmtree, _data, ignore_errors=True)
os.environ.update(
    IRSITE_DATA=_data,
    IRSITE_DEMO="false",
    IRSITE_ROLE="desk",
    SECRET_KEY="only-for-tests-" + "0123456789abcdefghij" * 3,
    CANONICAL_ORIGIN="https://ir.example.com",
    ALLOWED_HOSTS="ir.example.com,testserver,localhost,127.0.0.1",
)
name_folder()
_postgresql = os.environ.get("TEST_DATABASE", "sqlite") == "postgresql"
if _postgresql:
    os.environ["DATABASE_URL"] = database_url(is_durable=False)
else:
    os.environ["DATABASE_URL"] = f"sqlite:///{_data}/test.sqlite3"

from irsite.settings import *  # noqa: E402, F403
from irsite.settings import DATABASES, STATIC_ROOT, STORAGES  # noqa: E402

STATIC_ROOT.mkdir()

# One process answers for both, as in the demonstration; tests/roles starts each alone.
IRSITE_ROLE, ROOT_URLCONF = "both", "irsite.urls.both"
# A file, not memory: the real journal, locks and triggers.
DATABASES["default"]["TEST"] = {} if _postgresql else {"NAME": f"{_data}/test.sqlite3"}
DATABASES["default"]["CONN_MAX_AGE"] = 0
if _postgresql:
    # What is committed is seen at once, and on the disk a moment later: here no server is killed (tests/embargo/proofs/kills.py).
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c synchronous_commit=off"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SECURE_SSL_REDIRECT = False
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
# Plain HTTP: browsers take no __Host- names. The tests in tests/signing_in turn the guards on.
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "sessionid", "csrftoken"
SECOND_FACTOR_REQUIRED = False
FRESH_SIGN_IN_SECONDS = 0
