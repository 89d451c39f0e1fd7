"""The page that says who can do what, and who may make whom."""

import pytest
from django.contrib.auth.models import Group, User

from irsite.accounts import roles
from releases.vocabulary import Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def guards_off(guards_on, settings):
    """Signing in is not what these are about."""
    settings.SECOND_FACTOR_REQUIRED = False
    settings.FRESH_SIGN_IN_SECONDS = 0


def member(role: str, username: str):
    user = factories.user(username)
    user.groups.add(Group.objects.get(name=role))
    return user


def test_the_table_is_read_from_the_groups():
    table = roles.table()
    assert [role.name for role in table.roles] == list(Role.values)
    rights = {row.thing: row.allowed for row in table.rights}
    assert rights["Give the legal sign-off"] == ("", "yes", "", "", "", "", "")
    assert rights["Withdraw a public release"] == ("", "", "", "", "yes", "", "")
    records = {row.thing: row.allowed for row in table.records}
    assert records["Releases"] == ("everything", "read", "read", "read", "read, change", "read", "read")
    Group.objects.get(name=Role.AUDITOR).permissions.clear()
    assert {row.allowed[-1] for row in roles.table().records} == {""}


def test_everybody_at_the_desk_reads_it_and_finds_themselves(client):
    client.force_login(member(Role.WRITER, "wanda"))
    assert '<a href="/admin/roles/">Who can do what</a>' in client.get("/admin/").content.decode()
    page = client.get("/admin/roles/").content.decode()
    assert '<th scope="col" class="mine">Writer (you)</th>' in page
    assert "<td>wanda </td>" in page
    client.logout()
    assert client.get("/admin/roles/").headers["Location"] == "/admin/account/login/?next=/admin/roles/"


def test_an_administrator_fills_roles_but_makes_no_superuser(client):
    client.force_login(member(Role.ADMINISTRATOR, "ada"))
    wanda, root = factories.user("wanda"), factories.user("root", is_superuser=True)
    page = f"/admin/auth/user/{wanda.pk}/change/"
    assert 'name="is_superuser"' not in client.get(page).content.decode()
    writers = Group.objects.get(name=Role.WRITER)
    sent = {
        "username": "wanda", "is_active": "on", "is_staff": "on", "is_superuser": "on", "groups": [writers.pk],
        "date_joined_0": "2026-01-01", "date_joined_1": "00:00:00",
    }  # fmt: skip
    assert client.post(page, sent).status_code == 302
    wanda.refresh_from_db()
    assert (wanda.is_superuser, list(wanda.groups.all())) == (False, [writers])
    password = root.password
    for path in (f"{root.pk}/password/", f"{root.pk}/delete/", f"{root.pk}/change/"):
        new = {"password1": "a new long password", "password2": "a new long password", "username": "root"}
        assert client.post(f"/admin/auth/user/{path}", new).status_code == 403
    assert User.objects.get(username="root").password == password


def test_secrets_are_in_no_form(client):
    client.force_login(factories.user("root", is_superuser=True))
    for path in ("socialaccount/socialapp/", "socialaccount/socialtoken/", "mfa/authenticator/add/"):
        assert client.get(f"/admin/{path}").status_code in (403, 404)
    assert client.get("/admin/mfa/authenticator/").status_code == 200
