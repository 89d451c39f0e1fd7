"""System checks: what must hold before this site may serve anybody."""

from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from releases import conf, editions
from releases.migrations._replaced import GUARDS_BEFORE, unfinished
from releases.models import Company, public_postgresql, public_sqlite, public_statistics
from releases.rendering import lettering

#: Settings of PostgreSQL, and the values at which it writes no statement of the desk's into its log.
_UNWRITTEN = {
    "log_min_error_statement": ("fatal", "panic"),
    "log_statement": ("none", "ddl"),
    "log_min_duration_statement": ("-1",),
    "log_min_duration_sample": ("-1",),
}


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


@checks.register(checks.Tags.security)
def nothing_kept(app_configs, **kwargs) -> list[checks.CheckMessage]:
    """A cache in front of pages would show what was before the instant after it, or one reader's page to another."""
    kept = sorted(
        {"UpdateCacheMiddleware", "FetchFromCacheMiddleware"}
        & {each.rpartition(".")[2] for each in settings.MIDDLEWARE}
    )
    return [
        checks.Error(
            f"MIDDLEWARE has Django's {name}, which keeps pages beyond their instants.",
            hint="Take it out: irsite/finished.py keeps public answers until something public changes.",
            id="irsite.E008",
        )
        for name in kept
    ]


@checks.register(checks.Tags.files)
def fonts_there(app_configs, **kwargs) -> list[checks.CheckMessage]:
    """A folder of fonts with a typing error in its name would leave releases without their PDFs in silence."""
    return [
        checks.Warning(
            f"IRSITE_FONTS names {folder}, and no font is in it.",
            hint="Install the fonts, or correct the name of the folder.",
            id="irsite.W003",
        )
        for folder in conf.font_folders()
        if not lettering.files(folder)
    ]


@checks.register(checks.Tags.database)
def statements_unwritten(app_configs, databases, **kwargs) -> list[checks.CheckMessage]:
    """PostgreSQL writes statements down with the values in them: whole documents, before their instant."""
    if "default" not in (databases or ()) or connection.vendor != "postgresql" or conf.is_public():
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(_UNWRITTEN)])
        found = dict(cursor.fetchall())
    loose = [name for name, discreet in _UNWRITTEN.items() if found.get(name) not in (None, *discreet)]
    if not loose:
        return []
    return [
        checks.Warning(
            f"PostgreSQL's log may hold words of releases: {', '.join(f'{name} is {found[name]}' for name in loose)}.",
            hint="See “Logs” in docs/running.md for what to set for the desk's account.",
            id="irsite.W001",
        )
    ]


@checks.register(checks.Tags.database)
def whole_upgrade(app_configs, databases, **kwargs) -> list[checks.CheckMessage]:
    """A site that stopped between two earlier versions: ``migrate`` would find nothing to do, and leave it so."""
    if "default" not in (databases or ()) or conf.is_public():
        return []
    found = unfinished(MigrationRecorder(connection).applied_migrations())
    if found is None:
        return []
    return [
        checks.Error(
            f"The database is of an earlier version: it was migrated to {found[0]} and lacks {found[1]}, which this version"
            " can't apply any more.",
            hint="Migrate with the last version that can, then with this one: “From an earlier version” in docs/running.md.",
            id="irsite.E009",
        )
    ]


@checks.register(checks.Tags.database)
def guarded_tables(app_configs, databases, **kwargs) -> list[checks.CheckMessage]:
    """Sealed rows are guarded by triggers; a restored or hand-made database may lack them. The public process writes nothing
    and can't see them."""
    if "default" not in (databases or ()) or conf.is_public():
        return []
    # The guard is a migration: until it has run, there is nothing to guard.
    applied = set(MigrationRecorder(connection).applied_migrations())
    if unfinished(applied) or not applied & {("releases", "0002_guards"), *GUARDS_BEFORE}:
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


@checks.register(checks.Tags.database)
def confined_connection(app_configs, databases, **kwargs) -> list[checks.CheckMessage]:
    """The public process sees public rows only, whatever its code asks for; the desk's sees all."""
    if "default" not in (databases or ()):
        return []
    if conf.is_public():
        return [
            checks.Error(
                f"The public process can see or do more than it may: {weakness}.",
                hint="See “Two processes” in docs/running.md.",
                id="irsite.E004",
            )
            for weakness in _weaknesses()
        ] + _open_statistics()
    if connection.vendor == "postgresql" and _is_held_back():
        return [
            checks.Error(
                "The desk's account does not own the tables, so row-level security hides what is not public from it.",
                hint="Let the desk connect with the account that ran the migrations.",
                id="irsite.E005",
            )
        ]
    return []


@checks.register(checks.Tags.files)
def finished_restore(app_configs, **kwargs) -> list[checks.CheckMessage]:
    """A restore that broke off leaves what was to come still scheduled, and what was withdrawn since, public."""
    if not conf.unfinished_restore().exists():
        return []
    return [
        checks.Error(
            "A restore began here and did not end.",
            hint="Empty the database and the data folder, and restore again.",
            id="irsite.E006",
        )
    ]


@checks.register(checks.Tags.database)
def same_zone_rules(app_configs, databases, **kwargs) -> list[checks.CheckMessage]:
    """Wall-clock times mean the same to Python, which reads what people type, and to the database."""
    if "default" not in (databases or ()) or conf.is_public():
        return []
    return [
        checks.Error(
            f"Python and PostgreSQL disagree about a change of the clocks: {found}.",
            hint="Update the zone rules of the older one: Python's package tzdata, or the system's and PostgreSQL's.",
            id="irsite.E007",
        )
        for found in _zone_disagreements()[:1]
    ]


def _zone_disagreements() -> list[str]:
    if connection.vendor != "postgresql" or "releases_company" not in connection.introspection.table_names():
        return []
    now = editions.database_now()
    zones = {"America/New_York", *Company.objects.values_list("time_zone", flat=True)}
    return [found for zone in sorted(zones) for found in editions.zone_disagreements(zone, now)]


def expect_to_serve() -> None:
    """For the start of a process; raises ImproperlyConfigured where it must not serve."""
    if conf.unfinished_restore().exists():
        raise ImproperlyConfigured(
            "A restore began here and did not end. Empty the database and the data folder, and restore again."
        )
    if not conf.is_public() and (found := _zone_disagreements()):
        raise ImproperlyConfigured(
            f"Python and PostgreSQL disagree about a change of the clocks: {found[0]}. Update the zone rules of the older one."
        )
    if conf.is_public() and (found := _weaknesses()):
        raise ImproperlyConfigured(
            f"The public process does not start: {'; '.join(found)}. See “Two processes” in docs/running.md."
        )


def _weaknesses() -> list[str]:
    if connection.vendor == "sqlite":
        return public_sqlite.weaknesses(connection)
    with connection.cursor() as cursor:
        return public_postgresql.weaknesses(cursor)


def _open_statistics() -> list[checks.CheckMessage]:
    if connection.vendor != "postgresql":
        return []
    # Past Django, because the public process refuses statements that name statistics.
    connection.ensure_connection()
    with connection.connection.cursor() as cursor:
        if not public_statistics.is_open(cursor):
            return []
    return [
        checks.Warning(
            "The public account can read PostgreSQL's statistics, which count rows of every table.",
            hint="Run manage.py grant_public once with a superuser's DATABASE_URL: only a superuser can close them.",
            id="irsite.W002",
        )
    ]


def _is_held_back() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_security_active(oid) FROM pg_class WHERE oid = to_regclass('releases_edition')")
        row = cursor.fetchone()
    return bool(row and row[0])
