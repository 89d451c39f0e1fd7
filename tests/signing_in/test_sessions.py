"""How long a session lasts, what it is carried by, and what asks for a fresh sign-in."""

import datetime
import re
import subprocess
import sys
import time

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from irsite.accounts import guards
from tests import factories
from tests.signing_in.conftest import PASSWORD, code, password_step, sign_in

pytestmark = pytest.mark.django_db


def told(answer) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def seen(ago: float) -> None:
    UserSession.objects.update(last_seen_at=timezone.now() - datetime.timedelta(seconds=ago))


def shown(client, ago: float) -> None:
    """As if every proof of this session were that old."""
    session = client.session
    for record in session[AUTHENTICATION_METHODS_SESSION_KEY]:
        record["at"] = time.time() - ago
    session.save()


def test_fifteen_idle_minutes_end_a_session(client, person):
    sign_in(client, person)
    client.get("/admin/")
    seen(ago=15 * 60 - 5)
    assert client.get("/admin/").status_code == 200
    assert timezone.now() - UserSession.objects.get().last_seen_at < datetime.timedelta(seconds=5)
    seen(ago=15 * 60)
    answer = client.get("/admin/releases/release/?q=a")
    assert answer.headers["Location"] == "/admin/account/login/?next=%2Fadmin%2Freleases%2Frelease%2F%3Fq%3Da"
    assert told(client.get(answer.headers["Location"])) == ["You were signed out after 15 minutes without a request."]
    assert "_auth_user_id" not in client.session
    assert not UserSession.objects.exists()


def test_eight_hours_end_a_session_that_was_never_idle(client, person):
    sign_in(client, person)
    client.get("/admin/")
    for age, status in ((8 * 3600 - 5, 200), (8 * 3600, 302)):
        session = client.session
        session[guards.SIGNED_IN_AT] = time.time() - age
        session.save()
        assert client.get("/admin/").status_code == status
    assert told(client.get("/admin/account/login/")) == ["You were signed out: a session ends after 8 hours."]


def test_signing_in_gives_a_new_session(client, person):
    password_step(client)
    before = client.session.session_key
    client.post("/admin/account/second-factor/authenticate/", {"code": code(person)})
    assert client.session.session_key not in (None, before)
    assert not Session.objects.filter(session_key=before).exists()


def test_sessions_elsewhere_are_listed_and_ended(client, person):
    elsewhere = Client(headers={"user-agent": "An old laptop"})
    elsewhere.force_login(person)
    session = elsewhere.session
    session[guards.SECOND_FACTOR_SET_UP] = True
    session.save()
    assert elsewhere.get("/admin/").status_code == 200
    sign_in(client, person)
    assert "An old laptop" in client.get("/admin/account/sessions/").content.decode()
    client.post("/admin/account/sessions/")
    assert elsewhere.get("/admin/").headers["Location"] == "/admin/login/?next=/admin/"
    assert client.get("/admin/").status_code == 200


def test_a_superuser_ends_anothers_session(client, person):
    other = Client()
    other.force_login(factories.user("ada", is_superuser=True))
    session = other.session
    session[guards.SECOND_FACTOR_SET_UP] = True
    session.save()
    other.get("/admin/")
    row = UserSession.objects.get(user__username="ada")
    sign_in(client, person)
    client.post(f"/admin/usersessions/usersession/{row.pk}/delete/", {"post": "yes"})
    assert not Session.objects.filter(session_key=row.session_key).exists()


@pytest.fixture
def sensitive(settings):
    settings.FRESH_SIGN_IN_URLS = ["admin:releases_release_seal"]
    return f"/admin/releases/release/{factories.release().pk}/seal/"


def test_a_sensitive_step_needs_a_fresh_sign_in_and_comes_back(client, person, sensitive):
    sign_in(client, person)
    shown(client, ago=5 * 60 - 5)
    assert client.get(sensitive).status_code == 200
    shown(client, ago=5 * 60)
    for ask, more in ((client.get, ""), (client.post, " Nothing was changed: repeat it afterwards.")):
        answer = ask(sensitive)
        assert answer.headers["Location"] == f"/admin/account/reauthenticate/?next={sensitive.replace('/', '%2F')}"
        page = client.get(answer.headers["Location"])
        assert told(page) == [f"This step needs a fresh sign-in: show again that it is you.{more}"]
    assert client.get("/admin/").status_code == 200
    page = client.post("/admin/account/reauthenticate/", {"password": "wrong", "next": sensitive})
    assert page.context["form"].errors["password"] == ["The password is wrong."]
    assert client.get(sensitive).status_code == 302
    answer = client.post("/admin/account/reauthenticate/", {"password": PASSWORD, "next": sensitive})
    assert answer.headers["Location"] == sensitive
    assert client.get(sensitive).status_code == 200


def test_in_the_demo_no_fresh_sign_in_is_asked_for(client, person, sensitive, settings):
    settings.FRESH_SIGN_IN_SECONDS = 0
    sign_in(client, person)
    shown(client, ago=3600)
    assert client.get(sensitive).status_code == 200


def test_cookies_of_a_real_site(tmp_path):
    """As a production site sets them; the tests themselves speak plain HTTP."""
    asked = (
        "import django; django.setup();"
        "from django.conf import settings as s;"
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE,"
        " s.SESSION_COOKIE_HTTPONLY, s.CSRF_COOKIE_HTTPONLY, s.SESSION_COOKIE_SAMESITE, s.CSRF_COOKIE_SAMESITE,"
        " s.SESSION_COOKIE_PATH, s.SESSION_COOKIE_DOMAIN, s.SECOND_FACTOR_REQUIRED, s.FRESH_SIGN_IN_SECONDS)"
    )
    environment = {
        "DJANGO_SETTINGS_MODULE": "irsite.settings",
        "IRSITE_DATA": str(tmp_path),
        "SECRET_KEY": "only-for-tests-0123456789" * 2,
        "CANONICAL_ORIGIN": "https://ir.example.com",
    }
    command = [sys.executable, "-c", asked]
    for demo, expected in (
        ("false", "__Host-desk __Host-desk-csrf True True True True Strict Strict / None True 300"),
        ("true", "sessionid csrftoken False False True True Strict Strict / None False 0"),
    ):
        ran = subprocess.run(
            command, env=environment | {"IRSITE_DEMO": demo}, capture_output=True, text=True, check=True
        )
        assert ran.stdout.strip() == expected


def test_only_the_session_and_the_csrf_token_are_cookies(client, person):
    client.get("/admin/account/login/")
    sign_in(client, person)
    client.get("/admin/account/login/")
    assert set(client.cookies) == {"sessionid", "csrftoken"}
    for cookie in client.cookies.values():
        assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", "/")


def test_forged_forms_are_refused(person):
    client = Client(enforce_csrf_checks=True)
    for path in ("login/", "passkeys/login/", "second-factor/authenticate/", "logout/", "sessions/"):
        assert client.post(f"/admin/account/{path}", {"login": "irene", "password": PASSWORD}).status_code == 403


def test_the_pages_load_nothing_from_elsewhere_and_are_not_kept(client, person):
    pages = [client.get("/admin/account/login/")]
    sign_in(client, person)
    client.post("/admin/account/reauthenticate/", {"password": PASSWORD})
    paths = (
        "account/second-factor/",
        "account/passkeys/",
        "account/passkeys/add/",
        "account/passkeys/reauthenticate/",
        "account/second-factor/codes/generate/",
        "account/second-factor/app/deactivate/",
        "account/second-factor/reauthenticate/",
        "account/reauthenticate/",
        "account/password/change/",
        "account/sessions/",
        "account/logout/",
        "roles/",
    )
    pages += [client.get(f"/admin/{path}") for path in paths]
    for page in pages:
        if page.status_code == 302:
            continue
        assert page.status_code == 200
        assert page.headers["Cache-Control"] == "no-store, private"
        html = page.content.decode()
        assert not re.search(r"""(?:src|href|action)=["'](?:https?:)?//""", html)
        assert html.count("<h1") == 1
    assert [page.status_code for page in pages].count(302) == 1  # no passkey to show again


def test_every_page_of_the_desk_needs_somebody_who_is_signed_in(client):
    """Whatever address is added: it has to say that it is for everybody."""
    everybody = set()
    for pattern, view in _desk_views(get_resolver("irsite.urls.desk")):
        if not getattr(view, "login_required", True):
            everybody.add(pattern)
    assert sorted(everybody) == EVERYBODY


def _desk_views(resolver, before=""):
    for entry in resolver.url_patterns:
        path = before + str(entry.pattern)
        if hasattr(entry, "url_patterns"):
            yield from _desk_views(entry, path)
        else:
            yield path, entry.callback


#: Signing in, in its steps; a forgotten password; the language of scripts; and the way from “/”.
EVERYBODY = [
    "admin/account/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
    "admin/account/login/",
    "admin/account/logout/",
    "admin/account/oidc/^(?P<provider_id>[^/]+)/login/",
    "admin/account/oidc/^(?P<provider_id>[^/]+)/login/callback/",
    "admin/account/passkeys/login/",
    "admin/account/password/reset/",
    "admin/account/password/reset/done/",
    "admin/account/password/reset/key/done/",
    "admin/account/second-factor/authenticate/",
    "admin/account/sign-on/cancelled/",
    "admin/login/",
]


def test_signing_out_empties_the_cache_of_the_browser(client):
    factories.user("irene", is_superuser=True)
    client.login(username="irene", password="correct horse battery")
    response = client.post("/admin/account/logout/")
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert response.headers["Cache-Control"] == "no-store, private"
