"""The app and its wiring."""

from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    """Press releases, their linked records and their editions."""

    name = "releases"
    verbose_name = "Releases"

    def ready(self):
        # Django's own place for it: the checks import models, which are there from now on.
        import releases.checks  # noqa: F401
