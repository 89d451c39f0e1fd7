"""The app and its wiring."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created

from releases import conf


class ReleasesConfig(AppConfig):
    """Press releases, their linked records and their editions."""

    name = "releases"
    verbose_name = "Releases"

    def ready(self):
        # Django's own place for it: the checks import models, which are there from now on.
        import releases.checks  # noqa: F401

        if conf.is_public():
            from releases.models import public_sqlite

            connection_created.connect(public_sqlite.veil_new, dispatch_uid="public rows")
