"""The desk's side of the harness: a production site on a database of its own, filled by tests.embargo."""

import os

os.environ.setdefault("IRSITE_ROLE", "desk")
os.environ.setdefault("SECRET_KEY", "only-for-the-harness-" + "0123456789abcdefghij" * 3)
os.environ.setdefault("CANONICAL_ORIGIN", "https://ir.example.com")

from irsite.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
