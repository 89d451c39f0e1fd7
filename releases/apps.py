"""The app and its wiring."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate

from releases import conf


class ReleasesConfig(AppConfig):
    """Press releases, their linked records and their editions."""

    name = "releases"
    verbose_name = "Releases"

    def ready(self):
        # Django's own place for it: the checks import models, which are there from now on.
        import releases.checks  # noqa: F401
        from releases.models import public_connections

        if conf.is_public():
            connection_created.connect(public_connections.confine, dispatch_uid="public rows")
        else:
            post_migrate.connect(public_connections.grant_again, sender=self, dispatch_uid="public rows")
