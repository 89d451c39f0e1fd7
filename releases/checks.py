"""System checks: what must hold before this site may serve anybody."""

from django.conf import settings
from django.core import checks
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from releases import conf, editions


@checks.register(checks.Tags.security)
def safe_settings(app_configs, **kwargs) -> list[checks.CheckMessage]:
    """Error pages that show local variables, and addresses that are not encrypted, leak what is embargoed."""
    found = []
    if settings.DEBUG:
        found.append(
            checks.Error("DEBUG is on: error pages would show releases.", hint="Turn it off.", id="irsite.E001")
        )
    if not conf.is_demo() and not conf.origin().startswith("https://"):
        found.append(
            checks.Error(
                f"CANONICAL_ORIGIN is {conf.origin()!r}, not an https:// address.",
                hint="Name the public site as https://ir.example.com; plain HTTP is for the demo.",
                id="irsite.E002",
            )
        )
    return found


@checks.register(checks.Tags.database)
def guarded_tables(app_configs, databases, **kwargs) -> list[checks.CheckMessage]:
    """Sealed rows are guarded by triggers; a restored or hand-made database may lack them."""
    if "default" not in (databases or ()):
        return []
    # The guard is a migration: until it has run, there is nothing to guard.
    if ("releases", "0004_sealed_records") not in MigrationRecorder(connection).applied_migrations():
        return []
    missing = editions.missing_guards()
    if not missing:
        return []
    return [
        checks.Error(
            f"The database lacks {len(missing)} triggers that guard sealed rows, {missing[0]} among them.",
            hint="Restore the database with its triggers, or run: manage.py install_guard",
            id="irsite.E003",
        )
    ]
