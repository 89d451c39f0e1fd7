"""A password opens nothing by itself, and an answer tells nothing about an account."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.contrib import admin
from django.urls import URLResolver

from tests import factories
from tests.signing_in.conftest import LOGIN, PASSWORD, code, password_step, sign_in

pytestmark = pytest.mark.django_db


def addresses(patterns=None, before="/admin/"):
    """Every address of the admin, with a number where one is asked for."""
    for pattern in patterns if patterns is not None else admin.site.urls[0]:
        route = str(pattern.pattern)
        for hole in ("<path:object_id>", "<int:pk>", "<int:content_type_id>", "<path:object_id>", "<id>"):
            route = route.replace(hole, "1")
        route = route.replace("<uuid:key>/<str:name>", "6f1b3c5e-0000-4000-8000-000000000000/a.png")
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, before + route)
        elif not route.startswith("^"):
            yield before + route


def test_the_admins_own_login_leads_to_ours(client):
    answer = client.get("/admin/releases/release/")
    assert answer.headers["Location"] == "/admin/account/login/?next=/admin/releases/release/"
    admins_own = client.get("/admin/login/?next=/admin/releases/release/")
    assert admins_own.headers["Location"] == f"{LOGIN}?next=%2Fadmin%2Freleases%2Frelease%2F"
    page = client.get(answer.headers["Location"]).content.decode()
    assert '<label for="id_login">Username:</label>' in page
    assert "ign up" not in page


def test_a_password_alone_opens_no_session(client, person):
    answer = password_step(client, next="/admin/releases/release/")
    assert answer.headers["Location"] == "/admin/account/second-factor/authenticate/"
    assert "_auth_user_id" not in client.session
    assert client.get("/admin/").headers["Location"] == "/admin/login/?next=/admin/"
    answer = client.post("/admin/account/second-factor/authenticate/", {"code": code(person)})
    assert answer.headers["Location"] == "/admin/releases/release/"
    assert client.get("/admin/").status_code == 200


def test_a_wrong_or_used_code_opens_nothing(client, person):
    password_step(client)
    wrong = f"{(int(code(person)) + 1) % 10**6:06}"
    page = client.post("/admin/account/second-factor/authenticate/", {"code": wrong})
    sentence = "This code is wrong, or has been used already. Wait for the next one, then try again."
    assert sentence in page.content.decode()
    used = code(person)
    client.post("/admin/account/second-factor/authenticate/", {"code": used})
    client.post("/admin/logout/")
    password_step(client)
    assert sentence in client.post("/admin/account/second-factor/authenticate/", {"code": used}).content.decode()
    assert "_auth_user_id" not in client.session


def test_a_recovery_code_works_once(client, person):
    recovery = RecoveryCodes(Authenticator.objects.get(user=person, type=Authenticator.Type.RECOVERY_CODES))
    spare = recovery.get_unused_codes()[0]
    for expected in (302, 200):
        password_step(client)
        answer = client.post("/admin/account/second-factor/authenticate/", {"code": spare})
        assert answer.status_code == expected
        client.post("/admin/logout/")


def test_without_a_second_factor_every_address_of_the_admin_leads_to_setting_one_up(client):
    factories.user("newcomer", is_superuser=True)
    assert password_step(client, "newcomer").headers["Location"] == "/admin/"
    asked = [path for path in addresses() if path != "/admin/logout/"]
    assert len(asked) > 60
    asked += ["/admin/roles/", "/admin/account/sessions/", "/admin/account/password/change/", "/admin/nothing/"]
    for path in asked:
        for ask in (client.get, client.post):
            answer = ask(path)
            assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/account/second-factor/"), path
    page = client.get("/admin/account/second-factor/").content.decode()
    assert "A password alone does not open the desk." in page


@pytest.mark.django_db(transaction=True)
def test_a_newcomer_sets_up_an_app_and_gets_in(client):
    user = factories.user("newcomer", is_superuser=True)
    password_step(client, "newcomer")
    activate = "/admin/account/second-factor/app/activate/"
    answer = client.get(activate)
    assert answer.headers["Location"] == f"/admin/account/reauthenticate/?next={activate.replace('/', '%2F')}"
    answer = client.post(answer.headers["Location"], {"password": PASSWORD, "next": activate})
    assert answer.headers["Location"] == activate
    page = client.get(activate)
    secret = page.context["form"].secret
    now = totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))
    answer = client.post(activate, {"code": now})
    assert answer.headers["Location"] == "/admin/account/second-factor/codes/"
    shown = client.get("/admin/account/second-factor/codes/").content.decode()
    spare = RecoveryCodes(Authenticator.objects.get(user=user, type="recovery_codes")).get_unused_codes()
    assert len(spare) == 10
    assert all(one in shown for one in spare)
    again = client.get("/admin/account/second-factor/codes/").content.decode()
    assert not any(one in again for one in spare)
    assert client.get("/admin/").status_code == 200


def test_secrets_are_not_readable_in_the_database(person):
    for authenticator in Authenticator.objects.filter(user=person):
        (kept,) = {"secret", "seed"} & authenticator.data.keys()
        assert authenticator.data[kept].startswith("gAAAA")


def test_who_waits_with_a_password_is_not_let_in_by_the_owners_second_factor(client):
    """A session from before the factor was set up must show the factor; the password does not add one."""
    user = factories.user("irene", is_superuser=True)
    password_step(client)
    factories.company()
    Authenticator.objects.create(user=user, type="totp", data={"secret": totp.encrypt("MFRGGZDFMZTWQ2LK")})
    for path in ("/admin/", "/admin/account/passkeys/add/", "/admin/account/reauthenticate/"):
        answer = client.get(path)
        assert answer.headers["Location"].startswith("/admin/account/second-factor/reauthenticate/?next="), path
    answer = client.post("/admin/account/second-factor/reauthenticate/", {"code": code(user), "next": "/admin/"})
    assert answer.headers["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_the_last_second_factor_stays(client, person):
    sign_in(client, person)
    client.post("/admin/account/reauthenticate/", {"password": PASSWORD})
    page = client.post("/admin/account/second-factor/app/deactivate/")
    assert "This is your only second factor. Set up another one first." in page.content.decode()
    assert Authenticator.objects.filter(user=person, type="totp").exists()


def test_a_used_up_account_and_an_unknown_one_get_the_same_answers(client, person):
    def attempt(name):
        page = password_step(client, name, "wrong")
        return page.status_code, page.context["form"].non_field_errors()

    for name in ("irene", "nobody"):
        said = [attempt(name) for _ in range(6)]
        assert said[:5] == [(200, ["The username or the password is wrong."])] * 5
        assert said[5] == (200, ["There were too many failed attempts. Wait 15 minutes, then try again."])
    assert password_step(client, "irene").status_code == 200
    assert "_auth_user_id" not in client.session


def test_one_address_has_twenty_failures(client, person):
    for number in range(20):
        page = password_step(client, f"nobody-{number}", "wrong")
        assert page.context["form"].non_field_errors() == ["The username or the password is wrong."]
    assert "too many failed attempts" in password_step(client, "irene").content.decode()


@pytest.mark.parametrize("changed", [{"is_active": False}, {"is_staff": False}])
def test_who_is_not_active_staff_is_answered_like_a_stranger(client, person, changed):
    type(person).objects.filter(pk=person.pk).update(**changed)
    page = password_step(client)
    assert page.context["form"].non_field_errors() == ["The username or the password is wrong."]


@pytest.mark.parametrize("path", ["signup/", "3rdparty/signup/", "email/", "oidc/company/login/"])
def test_there_is_no_sign_up_and_no_other_address(client, person, path):
    sign_in(client, person)
    for ask in (client.get, client.post):
        assert ask(f"/admin/account/{path}").status_code == 404
