"""The public process of the tests: as in production, but that the client of tests speaks plain HTTP."""

from irsite.settings import *  # noqa: F403
from irsite.settings import STORAGES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
SECURE_SSL_REDIRECT = False
