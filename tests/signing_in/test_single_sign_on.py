"""The company's sign-on signs in staff that exist, and makes nobody."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import User
from django.test import Client

from tests import factories
from tests.signing_in.conftest import LOGIN, PASSWORD, code, sign_in, with_app
from tests.signing_in.provider import CLIENT, SECRET, authorize, provider

pytestmark = pytest.mark.django_db

START, CALLBACK = "/admin/account/oidc/company/login/", "/admin/account/oidc/company/login/callback/"


@pytest.fixture
def company(settings):
    with provider() as server:
        app = {"provider_id": "company", "name": "Marrow Bay", "client_id": CLIENT, "secret": SECRET}
        app["settings"] = {"server_url": server.origin, "verified_email": ["marrowbay.example"]}
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
        server.person = {"sub": "1001", "email": "Ines@Marrow.example", "email_verified": True}
        yield server


@pytest.fixture
def ines(db):
    user = factories.user("ines", email="ines@marrow.example")
    with_app(user)
    return user


def come_back(client, server):
    start = client.post(f"{START}?process=login")
    assert start.headers["Location"].startswith(f"{server.origin}/authorize?")
    sent = authorize(server, start.headers["Location"])
    assert sent.pop("redirect_uri") == f"http://testserver{CALLBACK}"
    return client.get(CALLBACK, sent)


def refused(client, server) -> str:
    answer = come_back(client, server)
    assert (answer.status_code, answer.headers["Location"]) == (302, LOGIN)
    (message,) = client.get(LOGIN).context["messages"]
    assert "_auth_user_id" not in client.session
    return str(message)


def test_it_is_off_unless_set(client):
    assert client.get(START).status_code == 404
    assert "Sign in with a passkey" in client.get(LOGIN).content.decode()
    assert "oidc" not in client.get(LOGIN).content.decode()


def test_staff_are_matched_by_verified_mail_and_show_their_second_factor(client, company, ines):
    assert "Sign in with Marrow Bay" in client.get(LOGIN).content.decode()
    assert come_back(client, company).headers["Location"] == "/admin/account/second-factor/authenticate/"
    assert "_auth_user_id" not in client.session
    client.post("/admin/account/second-factor/authenticate/", {"code": code(ines)})
    assert client.session["_auth_user_id"] == str(ines.pk)
    ines.refresh_from_db()
    assert ines.check_password(PASSWORD)
    assert User.objects.count() == 1


def test_once_matched_the_subject_counts_and_no_longer_the_mail(client, company, ines):
    come_back(client, company)
    assert SocialAccount.objects.get(user=ines).uid == "1001"
    company.person["email"] = "someone@else.example"
    assert come_back(Client(), company).headers["Location"] == "/admin/account/second-factor/authenticate/"
    company.person = {"sub": "2002", "email": "ines@marrow.example", "email_verified": True}
    assert refused(Client(), company).startswith("No desk account has this person's verified e-mail address.")


@pytest.mark.parametrize(
    "person", [{"email_verified": False}, {"email": "stranger@marrow.example"}, {"email": ""}, {"email_verified": None}]
)
def test_others_are_refused_and_nobody_is_made(client, company, ines, person):
    company.person |= person
    assert refused(client, company).startswith("No desk account has this person's verified e-mail address.")
    assert (User.objects.count(), SocialAccount.objects.count()) == (1, 0)


def test_a_domain_that_the_provider_rules_counts_as_verified(client, company, ines):
    User.objects.filter(pk=ines.pk).update(email="ines@marrowbay.example")
    company.person = {"sub": "1001", "email": "ines@marrowbay.example"}
    assert come_back(client, company).headers["Location"] == "/admin/account/second-factor/authenticate/"


@pytest.mark.parametrize("changed", [{"is_active": False}, {"is_staff": False}])
def test_who_left_is_refused_even_when_known(client, company, ines, changed):
    come_back(client, company)
    User.objects.filter(pk=ines.pk).update(**changed)
    assert refused(Client(), company) == "This account is not in use. Ask an administrator."


def test_two_accounts_with_one_address_are_no_match(client, company, ines):
    factories.user("ines2", email="INES@marrow.example")
    assert refused(client, company).startswith("No desk account")


def test_two_answers_about_two_people_are_no_answer(client, company, ines):
    company.userinfo = {"sub": "9"}
    assert "did not say clearly who this is" in refused(client, company)


@pytest.mark.parametrize("claims", [{"aud": "another site"}, {"iss": "https://elsewhere.example"}, {"exp": 1}])
def test_a_token_for_others_or_too_old_is_refused(client, company, ines, claims):
    company.claims = claims
    assert "did not succeed" in refused(client, company)


def test_a_forged_state_is_refused(client, company, ines):
    come_back(client, company)
    answer = Client().get(CALLBACK, {"code": "a-code", "state": "forged", "_redir": ""})
    assert answer.headers["Location"] == LOGIN


def test_strict_cookies_come_along_by_a_step_of_our_own(company, ines):
    """A browser that comes from the provider keeps them back; the page it gets sends it here once more."""
    answer = Client().get(CALLBACK, {"code": "a-code", "state": "s"})
    assert answer.status_code == 200
    assert 'http-equiv="refresh"' in answer.content.decode()
    assert not answer.cookies


def test_who_is_signed_in_connects_nothing(client, company, ines):
    sign_in(client, ines)
    start = client.post(f"{START}?process=connect")
    sent = authorize(company, start.headers["Location"])
    sent.pop("redirect_uri")
    client.get(CALLBACK, sent)
    assert not SocialAccount.objects.exists()
