"""The public process by itself: it answers what the newsroom answers, and its database shows it nothing else."""

import datetime
import hashlib
import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from releases import editions, workflow
from releases.models import Edition, LedgerRow, Program, Release, SealedFile
from tests import clock, factories
from tests.newsroom.sealed import LONG_AGO, address, corrected, figure, published, scheduled, tomorrow
from tests.roles import public_process
from tests.roles.public_process import ACCOUNT, ask, environment, start

pytestmark = pytest.mark.django_db(transaction=True)

STANDING = [
    "/", "/releases/", "/releases/?q=marrow", "/releases/?q=marrow&order=newest", '/releases/?q="marrow+bay"',
    "/releases/?category=corporate", "/releases/?year=2021", "/drugs/", "/contacts/", "/feeds/", "/record/",
    "/feeds/releases.rss", "/feeds/releases.atom", "/feeds/releases.json", "/feeds/drugs/mby-101.atom",
    "/feeds/categories/corporate.rss", "/feed/PressRelease.svc/GetPressReleaseList", "/api/v1/releases", "/api/v1/drugs",
    "/api/v1/releases?drug=mby-101", "/drugs/mby-101/", "/trials/harbor-9/", "/sitemap.xml", "/sitemaps/pages.xml", "/sitemaps/news.xml",
    "/sitemaps/releases-2021.xml", "/robots.txt", "/llms.txt", "/nowhere/", "/admin/", "/admin/login/",
    "/ckeditor/upload/", "/accounts/login/", "/drugs/zebra-9/", "/releases/?q=zebra",
]  # fmt: skip


@pytest.fixture
def site(settings):
    """Public: a corrected release with its records, another, and one that was withdrawn. Not yet: a zebra of each kind."""
    drug = factories.drug(code_name="MBY-101")
    Program.objects.create(drug=drug, indication="glioma", phase="phase-2")
    release = factories.release(headline="Marrow Bay Counts", drugs=[drug], safe_harbor=factories.safe_harbor())
    release.trials.add(factories.trial(acronym="HARBOR-9"))
    corrected(published(release), live_at=LONG_AGO + datetime.timedelta(days=3))
    published(headline="Marrow Bay Grows", on=LONG_AGO + datetime.timedelta(days=1))
    gone = factories.release(headline="Marrow Bay Was Wrong", drugs=[drug], body=factories.body("<p>Zebra.</p>"))
    published(gone, on=LONG_AGO + datetime.timedelta(days=2))
    Release.objects.filter(pk=gone.pk).update(state="sealed")
    workflow.withdraw(gone, by=None, notice="It was published in error.")
    Program.objects.update(phase="phase-3")
    scheduled(headline="Zebra Scheduled", drugs=[drug, factories.drug(code_name="ZEBRA-9")])
    corrected(Edition.objects.live().get(release=release), headline="Zebra Correction", live_at=tomorrow())
    factories.release(headline="Zebra Draft")
    return release


@pytest.fixture
def public(tmp_path):
    """The environment of a public process that may start."""
    found = environment(tmp_path / "public")
    if connection.vendor == "postgresql":
        call_command("grant_public", ACCOUNT, stdout=io.StringIO())
    return found


def pages() -> list[str]:
    """Every standing page, and all that belongs to a release: public, withdrawn, or not yet public."""
    found = list(STANDING)
    for edition in Edition.objects.order_by("pk"):
        path = address(edition)
        found += [path, f"{path}editions/{edition.number}/", f"{path}editions/{edition.number}/record"]
        found += [f"{path.rstrip('/')}.{ending}" for ending in ("txt", "md", "json", "ninjs.json")]
        found.append(f"/api/v1{path.rstrip('/')}")
    return list(dict.fromkeys(found))


def test_it_answers_byte_for_byte_what_the_newsroom_answers(site, public, whole):
    paths = pages()
    told = ask(public, paths=paths)["answers"]
    expected = {path: whole(path) for path in paths if not path.startswith(("/admin/", "/ckeditor/", "/accounts/"))}
    assert {path: told[path] for path in expected} == expected
    assert [status for status, _, _ in expected.values()].count(200) == 48
    assert 410 in {status for status, _, _ in expected.values()}


def test_the_desk_is_not_even_there(site, public):
    told = ask(public, paths=["/nowhere/", "/admin/", "/admin/login/", "/admin/releases/release/", "/ckeditor/upload/"])
    assert len(set(told["answers"].values())) == 1
    assert told["answers"]["/admin/"][0] == 404


def test_a_forgotten_filter_shows_nothing(site, public):
    """Every gate of the code steps aside: the database still shows public rows only."""
    paths = pages()
    told = ask(public, paths=paths, forget=True)["answers"]
    shown = b"".join(body for path, (_, _, body) in told.items() if "zebra" not in path).lower()
    assert b"marrow bay counts" in shown
    assert b"zebra" not in shown
    assert told["/drugs/zebra-9/"][0] == 404


def test_forgetting_it_does_show_everything_to_the_owner(site, whole, monkeypatch):
    """The test above is able to fail."""
    monkeypatch.setattr(LedgerRow.objects.all().__class__, "live", lambda self: self.all())
    monkeypatch.setattr(Edition.objects.all().__class__, "live", lambda self: self.all())
    assert b"Zebra Scheduled" in whole("/releases/")[2]


def test_it_reads_public_bytes_and_no_others(site, public):
    """Without a folder of the desk: the bytes stand in the database, and so does the gate before them."""
    shown, hidden = (factories.release(headline=words) for words in ("Marrow Bay Shows", "Zebra Shows"))
    seen, unseen = figure(shown), figure(hidden, color="#00ff00")
    published(shown)
    scheduled(hidden)
    paths = [f"/files/{media.key}/{media.name}" for media in (seen, unseen)]
    assert SealedFile.objects.count() == 2
    told = ask(public, paths=paths)["answers"]
    assert told[paths[0]][0] == 200
    assert hashlib.sha256(told[paths[0]][2]).hexdigest() == seen.sha256
    assert told[paths[1]][0] == 404
    counted = "SELECT 1/(CASE WHEN COUNT(*) = 1 THEN 0 ELSE 1 END) FROM releases_sealedfile"
    if connection.vendor == "postgresql":  # which says so when it divides by nothing
        assert ask(public, statements=[counted])["refused"] == {counted: "division by zero"}
    forgetful = ask(public, paths=paths, forget=True)["answers"]
    assert [forgetful[path][0] for path in paths] == [200, 404]


REFUSED = {
    "sqlite": {
        "SELECT * FROM main.releases_edition": "The public process does not run statements with “main”.",
        'SELECT * FROM "MAIN".releases_edition': "The public process does not run statements with “MAIN”.",
        # The authorizer takes these for the view of their name.
        "WITH releases_edition AS (SELECT * FROM main.releases_edition) SELECT * FROM releases_edition": (
            "The public process does not run statements with “WITH”."
        ),
        "SELECT * FROM (WITH releases_ledgerrow (a) AS (VALUES (1)) SELECT * FROM releases_ledgerrow)": (
            "The public process does not run statements with “WITH”."
        ),
        "WITH asked AS (SELECT 1), releases_edition AS (SELECT * FROM main.releases_edition) SELECT * FROM releases_edition": (
            "The public process does not run statements with “main”."
        ),
        "PRAGMA data_version": "The public process does not run statements with “PRAGMA”.",
        "SELECT * FROM releases_release": "access to releases_release.id is prohibited",
        "SELECT * FROM auth_user": "access to auth_user.id is prohibited",
        "SELECT * FROM sqlite_master": "access to sqlite_master.type is prohibited",
        "SELECT * FROM releases_ledgerwords_content": (
            "The public process does not read the index of the ledger's words by itself."
        ),
        "UPDATE releases_edition SET number = 9": "cannot modify releases_edition because it is a view",
        "DROP VIEW temp.releases_edition": "not authorized",
        "ATTACH ':memory:' AS another": "not authorized",
        "PRAGMA query_only = OFF": "The public process does not run statements with “PRAGMA”.",
        "PRAGMA writable_schema = ON": "The public process does not run statements with “PRAGMA”.",
        "SELECT load_extension('x')": "not authorized to use function: load_extension",
    },
    "postgresql": {
        "SELECT * FROM releases_release": "permission denied for table releases_release",
        "SELECT * FROM auth_user": "permission denied for table auth_user",
        "SELECT * FROM releases_historyentry": "permission denied for table releases_historyentry",
        "SELECT * FROM public.releases_ledgerwords": "permission denied for table releases_ledgerwords",
        "SELECT last_value FROM releases_edition_id_seq": "permission denied for sequence releases_edition_id_seq",
        "DELETE FROM releases_edition": "cannot execute DELETE in a read-only transaction",
        "SET default_transaction_read_only = off; DELETE FROM releases_edition": (
            "cannot execute DELETE in a read-only transaction"
        ),
        "CREATE TEMPORARY TABLE mine (id int)": "cannot execute CREATE TABLE in a read-only transaction",
        "SET ROLE postgres": 'permission denied to set role "postgres"',
    },
}


def test_the_database_refuses_the_rest(site, public):
    statements = REFUSED[connection.vendor]
    assert ask(public, statements=statements, past=connection.vendor == "postgresql")["refused"] == statements


#: Each would run with the rights of the account: to learn what was left out, or to spoil the connection for the next reader.
HIDDEN = {
    "DO $$ DECLARE plan text; BEGIN EXECUTE 'exp' || 'lain analyze SELECT * FROM releases_edition' INTO plan;"
    " RAISE EXCEPTION 'a plan: %%', plan; END $$": "The public process runs one question at a time, and nothing else.",
    "SELECT 1; SET row_security = off": "The public process runs one question at a time, and nothing else.",
    "SET debug_print_plan = on": "The public process runs one question at a time, and nothing else.",
    "ALTER ROLE CURRENT_USER SET row_security = off": "The public process runs one question at a time, and nothing else.",
    "SELECT set_config('row_security', 'off', false)": "The public process does not run statements with “set_config”.",
    "SELECT query_to_xml('SELECT rel' || 'tuples FROM pg_class', true, true, '')": (
        "The public process does not run statements with “query_to_xml”."
    ),
    "SELECT * FROM ts_stat('SELECT ''a''::tsvector')": "The public process does not run statements with “ts_stat”.",
    "SELECT lo_from_bytea(0, 'x')": "The public process does not run statements with “lo_from_bytea”.",
}


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite runs no strings and has no settings of a session")
def test_the_process_runs_questions_only(site, public):
    assert ask(public, statements=HIDDEN)["refused"] == HIDDEN
    assert ask(public, statements=["SELECT 1", "(SELECT 1) UNION (SELECT 2)"])["refused"] == {
        "SELECT 1": "", "(SELECT 1) UNION (SELECT 2)": "",
    }  # fmt: skip


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite's views have no places")
def test_places_and_transactions_of_rows_are_out_of_reach(site, public):
    """They would tell of rows that lie between those that are public."""
    for table in ("edition", "editionfile", "sealedfile", "editionlink", "sealedrecord", "ledgerrow", "ledgerwords"):
        tried = [f"SELECT {column} FROM releases_{table}" for column in ("ctid", "xmin", "cmax", "tableoid")]
        refused = f"permission denied for table releases_{table}"
        assert set(ask(public, statements=tried)["refused"].values()) == {refused}


@pytest.mark.skipif("connection.vendor == 'postgresql'", reason="PostgreSQL has no authorizer")
def test_the_authorizer_refuses_by_itself(site, public):
    statements = {
        "SELECT * FROM main.releases_edition": "access to releases_edition.id is prohibited",
        "PRAGMA query_only = OFF": "not authorized",
        "PRAGMA writable_schema = ON": "not authorized",
    }
    assert ask(public, statements=statements, past=True)["refused"] == statements


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite has no rights to write that could be taken")
def test_it_may_write_nothing_even_outside_a_read_only_transaction(site, public):
    """Statements of their own, since a transaction that began read-only stays so."""
    tried = [
        "SET default_transaction_read_only = off",
        "DELETE FROM releases_edition",
        "CREATE TEMPORARY TABLE mine (id int)",
    ]
    refused = ask(public, statements=tried, past=True)["refused"]
    assert refused[tried[1]] == "permission denied for table releases_edition"
    assert refused[tried[2]].startswith("permission denied to create temporary tables in database")
    assert Edition.objects.count() == 7


def test_at_the_instant_it_sees_the_release_and_nothing_runs(site, public):
    for instant in clock.instants(3, 12, 48):
        headline = f"Marrow Bay Is There {instant:%M-%S}"  # of this attempt: one before it may be public by now
        edition = editions.seal(factories.release(headline=headline), by=None, live_at=instant)
        before = ask(public, paths=["/", address(edition)])["answers"]
        if clock.is_ahead(instant):
            break
    assert headline.encode() not in before["/"][2]
    assert before[address(edition)][0] == 404
    clock.wait_until_after(instant)
    after = ask(public, paths=["/", address(edition)])["answers"]
    assert headline.encode() in after["/"][2]
    assert after[address(edition)][0] == 200


@pytest.mark.parametrize("name", ["SECRET_KEY", "SECRET_KEY_FALLBACKS", "OIDC_CLIENT_SECRET", "EMAIL_URL"])
def test_it_refuses_to_know_a_secret_of_the_desk(public, name):
    done = start(public | {name: "x" * 60})
    assert done.returncode == 1
    assert f"{name} is a secret of the desk, and the public process must not know it." in done.stderr


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite has no accounts")
def test_it_does_not_start_with_an_account_that_sees_more(public):
    owner = public_process.database_url().replace(f"{ACCOUNT}:only-for-tests@", "postgres:@")
    done = start(public | {"DATABASE_URL": owner})
    assert done.returncode == 1
    assert "The public process does not start: its account is a superuser or bypasses row-level security" in done.stderr


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite has no accounts")
@pytest.mark.parametrize(
    ("account", "sentence"),
    [("nobody_at_all", "There is no account “nobody_at_all” in this PostgreSQL."), ("postgres", "is a superuser")],
)
def test_rights_are_refused_to_an_account_that_no_policy_holds(account, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("grant_public", account)


@pytest.mark.skipif("connection.vendor == 'postgresql'", reason="PostgreSQL has accounts")
def test_sqlite_has_no_accounts_to_grant_to():
    with pytest.raises(CommandError, match="SQLite has no accounts"):
        call_command("grant_public", "irsite_public")


@pytest.mark.parametrize(
    ("role", "sentence"),
    [
        ("both", "IRSITE_ROLE=both is for the demonstration. A real site runs two processes"),
        ("editor", "IRSITE_ROLE is “editor”, but must be public, desk or both."),
    ],
)
def test_a_real_site_has_two_processes(public, role, sentence):
    done = start(public | {"IRSITE_ROLE": role, "SECRET_KEY": "only-for-tests-0123456789" * 3})
    assert done.returncode == 1
    assert sentence in done.stderr


def test_the_desk_alone_serves_no_page_of_the_newsroom(client, settings):
    settings.ROOT_URLCONF = "irsite.urls.desk"
    factories.company()
    assert client.get("/releases/").status_code == 404
    assert client.get("/feeds/releases.rss").status_code == 404
    assert client.get("/").headers["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 302
