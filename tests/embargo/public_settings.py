"""The public process of the harness: as in production, beside the desk's files."""

import os

from irsite.settings import *  # noqa: F403
from irsite.settings import STORAGES

# No static files are collected for it: their addresses are plain.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
IRSITE_PRIVATE_ROOT = os.environ["HARNESS_PRIVATE"]
# Every process of the harness is a fresh one: nothing may wait for a lifetime to end.
