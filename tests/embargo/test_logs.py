"""Nothing that is written down while a release lives at the desk has a word of it (C61, C62)."""

import io
import logging

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from irsite.logs import DiscreetFormatter
from releases import checks, editions, newsroom, workflow
from releases.models import Release
from tests import factories
from tests.embargo import world
from tests.embargo.canaries import PATTERN, canary

pytestmark = pytest.mark.django_db


@pytest.fixture
def log():
    """What the handler of the settings would write, of more than it is given in production."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(DiscreetFormatter())
    loggers = [logging.getLogger(name) for name in ("", "django.request", "irsite", "releases")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.INFO)
    loggers[0].addHandler(handler)
    yield written
    loggers[0].removeHandler(handler)
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)


def test_the_settings_use_the_discreet_form():
    handlers = settings.LOGGING["handlers"]
    assert {handler["formatter"] for handler in handlers.values()} == {"discreet"}
    assert settings.LOGGING["formatters"]["discreet"]["()"] == "irsite.logs.DiscreetFormatter"


def test_the_life_of_a_release_leaves_no_word_in_logs_and_mails(client, log, monkeypatch, capsys):
    world.public_site()
    release = world.whole_release(planned_at=world._tomorrow())
    world.around_it(release)
    publisher = factories.member("Publisher", "log-publisher")
    change = reverse("admin:releases_release_change", args=[release.pk])
    client.raise_request_exception = False

    client.force_login(world._user("writer"))
    assert client.get(change).status_code == 200
    assert client.post(change, {"headline": canary("form.headline"), "category": "none"}).status_code == 200  # refused
    assert client.get(f"{reverse('admin:releases_release_changelist')}?q={canary('searched')}").status_code == 200
    workflow.submit(release, by=world._user("writer"))
    with pytest.raises(workflow.Refused):
        workflow.seal(release, by=publisher, live_at=release.planned_at)
    factories.approve(release, "legal", world._user("legal"))
    edition = editions.seal(release, by=publisher, live_at=release.planned_at)
    call_command("verify_editions", stdout=io.StringIO())

    # What fails on its words: a database that quotes them, a view whose message and address hold them.
    with pytest.raises(IntegrityError) as duplicate, transaction.atomic():
        connection.cursor().execute("INSERT INTO releases_company SELECT * FROM releases_company")
    path = f"/releases/{edition.path_date:%Y/%m/%d}/{edition.slug}/"
    assert PATTERN.search(path.encode()) or canary("release.headline")[:20] in path

    def broken(*arguments):
        try:
            raise ValueError(canary("cause"))
        except ValueError as error:
            raise RuntimeError(f"{arguments} {canary('message')} {duplicate.value}") from error

    monkeypatch.setattr(newsroom, "find", broken)
    assert client.get(path).status_code == 500
    assert client.get("/nowhere/" + canary("guessed")).status_code == 404
    monkeypatch.setattr(Release, "refresh_from_db", broken)
    monkeypatch.setattr("releases.admin.release.ReleaseAdmin.get_object", broken)
    assert client.get(f"{change}?next={canary('query')}").status_code == 500

    told = log.getvalue()
    assert told.count("Internal Server Error: /") == 2, told
    assert "Internal Server Error: /^releases/(?P<year>" in told
    assert all(each in told for each in ("builtins.ValueError", "builtins.RuntimeError", "in broken"))
    everything = told + "".join(f"{each.subject}{each.body}{each.alternatives}" for each in mail.outbox)
    everything += "".join(capsys.readouterr())
    assert PATTERN.findall(everything.encode()) == []
    assert edition.slug not in everything


def test_what_is_no_request_is_written_as_it_is(log):
    logging.getLogger("releases.watch").warning("Self-probe, release %s: %s.", 6, "15 channels of 99")
    assert log.getvalue() == "Self-probe, release 6: 15 channels of 99.\n"


def test_django_s_cache_of_pages_is_refused(settings):
    assert checks.nothing_kept(None) == []
    settings.MIDDLEWARE = ["django.middleware.cache.UpdateCacheMiddleware", *settings.MIDDLEWARE]
    (error,) = checks.nothing_kept(None)
    assert (error.id, error.msg) == (
        "irsite.E008",
        "MIDDLEWARE has Django's UpdateCacheMiddleware, which keeps pages beyond their instants.",
    )


def test_a_postgresql_that_writes_statements_down_is_warned_of():
    if connection.vendor != "postgresql":
        assert checks.statements_unwritten(None, ["default"]) == []
        return
    with connection.cursor() as cursor:
        for name, discreet in {"log_min_error_statement": "panic", "log_statement": "none"}.items():
            cursor.execute(f"SET LOCAL {name} = '{discreet}'")
        cursor.execute("SET LOCAL log_min_duration_statement = -1")
        assert checks.statements_unwritten(None, ["default"]) == []
        cursor.execute("SET LOCAL log_min_error_statement = 'error'")
    (warning,) = checks.statements_unwritten(None, ["default"])
    assert (warning.id, warning.msg) == (
        "irsite.W001",
        "PostgreSQL's log may hold words of releases: log_min_error_statement is error.",
    )
