"""The public process of the harness: as in production, with no file of the desk in its reach."""

from irsite.settings import *  # noqa: F403
from irsite.settings import STORAGES

# No static files are collected for it: their addresses are plain.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
# Every process of the harness is a fresh one: nothing may wait for a lifetime to end.
