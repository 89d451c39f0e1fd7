"""The desk as at a real site: its guards are on."""

import base64

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache

from tests import factories

PASSWORD = "correct horse battery"
LOGIN = "/admin/account/login/"


@pytest.fixture(autouse=True)
def guards_on(settings):
    settings.SECOND_FACTOR_REQUIRED = True
    settings.FRESH_SIGN_IN_SECONDS = 5 * 60
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def one_step(monkeypatch):
    """A test that looks up a code is not overtaken by the next one, which comes every 30 seconds."""
    step = next(totp.yield_hotp_counters_from_time())
    monkeypatch.setattr(totp, "yield_hotp_counters_from_time", lambda: iter([step]))


@pytest.fixture
def person(db):
    """A superuser with an authenticator app and recovery codes."""
    user = factories.user("irene", is_superuser=True)
    with_app(user)
    RecoveryCodes.activate(user)
    return user


def with_app(user) -> str:
    secret = base64.b32encode(b"twenty bytes of key!").decode()
    totp.TOTP.activate(user, secret)
    return secret


def code(user) -> str:
    """What the user's app shows, by allauth's own reckoning."""
    wrapped = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    secret = totp.decrypt(wrapped.data["secret"])
    return totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))


def password_step(client, username="irene", password=PASSWORD, **more):
    return client.post(LOGIN, {"login": username, "password": password} | more)


def sign_in(client, user) -> None:
    assert password_step(client, user.username).headers["Location"] == "/admin/account/second-factor/authenticate/"
    answer = client.post("/admin/account/second-factor/authenticate/", {"code": code(user)})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/")
