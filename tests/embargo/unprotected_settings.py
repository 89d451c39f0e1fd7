"""A public process whose database protects nothing: faults are planted here, to show that the harness sees them."""

import os

os.environ["IRSITE_ROLE"] = "desk"
os.environ["SECRET_KEY"] = "only-for-the-harness-" + "0123456789abcdefghij" * 3

from tests.embargo.public_settings import *  # noqa: F403

IRSITE_ROLE, ROOT_URLCONF = "both", "irsite.urls.public"
MIDDLEWARE = MIDDLEWARE[:4]  # noqa: F405  those of the public
