"""The app and its wiring."""

from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    """Press releases, their linked records and their editions."""

    name = "releases"
    verbose_name = "Releases"
