"""What signs, publishes or gives such rights is given by two administrators, and by nobody to themselves."""

import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission, User
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from irsite.accounts.models import RightWish
from releases.vocabulary import Role
from tests import factories

pytestmark = pytest.mark.django_db

GIVEN_BY_TWO = ["Legal reviewer", "Medical reviewer", "Finance reviewer", "Publisher", "Administrator"]
GIVEN_BY_ONE = ["Writer", "Auditor"]
OWN = "Nobody gives themselves a right that signs, publishes or gives such rights. Ask two other administrators."


@pytest.fixture(autouse=True)
def guards_off(guards_on, settings):
    """Signing in is not what these are about."""
    settings.SECOND_FACTOR_REQUIRED = False
    settings.FRESH_SIGN_IN_SECONDS = 0
    settings.ALERTS_BY_MAIL = True


@pytest.fixture
def ada():
    return factories.user("ada", is_superuser=True, email="ada@marrowbay.example")


@pytest.fixture
def ben():
    return factories.user("ben", is_superuser=True)


@pytest.fixture
def wanda():
    return factories.member(Role.WRITER, "wanda")


def role(name: str) -> Group:
    return Group.objects.get(name=name)


def permission(name: str) -> Permission:
    app_label, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)


def save(client, by: User, person: User, **changes):
    """The form of a person as it stands, with these changes, saved by somebody."""
    person = User.objects.get(pk=person.pk)
    facts = {
        "groups": [group.pk for group in person.groups.all()],
        "user_permissions": [each.pk for each in person.user_permissions.all()],
        **{flag: getattr(person, flag) for flag in ("is_active", "is_staff", "is_superuser")},
    } | changes
    sent = {
        "username": person.username, "date_joined_0": "2026-01-01", "date_joined_1": "00:00:00",
        **{name: value for name, value in facts.items() if value},
    }  # fmt: skip
    client.force_login(by)
    return client.post(f"/admin/auth/user/{person.pk}/change/", sent, follow=True)


def save_role(client, by: User, group: Group, *permissions: Permission):
    client.force_login(by)
    sent = {"name": group.name, "permissions": [each.pk for each in (*group.permissions.all(), *permissions)]}
    return client.post(f"/admin/auth/group/{group.pk}/change/", sent, follow=True)


def roles_of(person: User) -> set[str]:
    return set(person.groups.values_list("name", flat=True))


@pytest.mark.parametrize("name", GIVEN_BY_TWO)
def test_such_a_role_takes_two(client, ada, ben, wanda, name):
    writer, wanted = role("Writer").pk, role(name).pk
    page = save(client, ada, wanda, groups=[writer, wanted], first_name="Wanda").content.decode()
    assert (
        f"“wanda” gets the role “{name}” when another administrator saves the same change here within 24 hours." in page
    )
    assert roles_of(wanda) == {"Writer"}
    assert User.objects.get(pk=wanda.pk).first_name == "Wanda"  # the rest of the form is saved
    save(client, ada, wanda, groups=[writer, wanted])  # again is not twice
    assert roles_of(wanda) == {"Writer"}
    page = client.get(f"/admin/auth/user/{wanda.pk}/change/").content.decode()
    assert f"ada asks for the role “{name}”." in page
    save(client, ben, wanda, groups=[writer, wanted])
    assert roles_of(wanda) == {"Writer", name}
    assert not RightWish.objects.exists()


@pytest.mark.parametrize("name", GIVEN_BY_ONE)
def test_another_role_takes_one(client, ada, name):
    person = factories.user("newcomer")
    save(client, ada, person, groups=[role(name).pk])
    assert roles_of(person) == {name}


def test_what_makes_a_role_one_or_the_other_is_what_it_may(client, ada):
    """Whatever roles an administrator makes: those that sign or publish take two."""
    harmless, harmful = Group.objects.create(name="Interns"), Group.objects.create(name="Also interns")
    harmless.permissions.add(permission("releases.view_release"))
    harmful.permissions.add(permission("releases.view_release"), permission("releases.add_edition"))
    person = factories.user("newcomer")
    save(client, ada, person, groups=[harmless.pk, harmful.pk])
    assert roles_of(person) == {"Interns"}


@pytest.mark.parametrize("name", GIVEN_BY_TWO)
def test_nobody_gives_one_to_themselves(client, ada, ben, name):
    wanted = [role(name).pk]
    for _ in range(2):
        assert OWN in save(client, ada, ada, groups=wanted).content.decode()
    assert not RightWish.objects.exists()
    save(client, ben, ada, groups=wanted)
    assert OWN in save(client, ada, ada, groups=wanted).content.decode()  # nor agrees to somebody else's wish
    assert roles_of(ada) == set()


def test_an_administrator_who_is_no_superuser_neither(client, wanda):
    first, second = factories.member(Role.ADMINISTRATOR, "first"), factories.member(Role.ADMINISTRATOR, "second")
    mine = [role("Administrator").pk, role("Publisher").pk]
    assert OWN in save(client, first, first, groups=mine).content.decode()
    save(client, first, wanda, groups=[role("Administrator").pk])  # nor makes a second one alone
    assert roles_of(wanda) == set()
    save(client, second, wanda, groups=[role("Administrator").pk])
    assert roles_of(wanda) == {"Administrator"}


def test_a_wish_ends_after_a_day_and_with_its_askers_rights(client, ada, ben, wanda):
    wanted = [role("Publisher").pk]
    save(client, ada, wanda, groups=wanted)
    RightWish.objects.update(asked_at=timezone.now() - datetime.timedelta(hours=24))
    save(client, ben, wanda, groups=wanted)
    assert roles_of(wanda) == set()
    assert RightWish.objects.get().asked_by == ben
    User.objects.filter(pk=ben.pk).update(is_superuser=False)
    save(client, ada, wanda, groups=wanted)
    assert roles_of(wanda) == set()
    assert RightWish.objects.get().asked_by == ada


@pytest.mark.parametrize("name", ["releases.sign_off_legal", "releases.sign_off_ahead", "releases.withdraw_release"])
def test_a_right_given_directly_takes_two(client, ada, ben, wanda, name):
    wanted = permission(name)
    save(client, ada, wanda, user_permissions=[wanted.pk, permission("releases.view_filing").pk])
    assert [each.codename for each in wanda.user_permissions.all()] == ["view_filing"]
    assert OWN in save(client, ada, ada, user_permissions=[wanted.pk]).content.decode()
    save(client, ben, wanda, user_permissions=[wanted.pk, permission("releases.view_filing").pk])
    assert wanted in wanda.user_permissions.all()


def test_a_superuser_takes_two(client, ada, ben, wanda):
    save(client, ada, wanda, is_superuser=True)
    assert not User.objects.get(pk=wanda.pk).is_superuser
    save(client, factories.member(Role.ADMINISTRATOR, "third"), wanda, is_superuser=True)  # a superuser's word it takes
    assert not User.objects.get(pk=wanda.pk).is_superuser
    save(client, ben, wanda, is_superuser=True)
    assert User.objects.get(pk=wanda.pk).is_superuser


def test_an_account_that_has_such_rights_is_opened_again_by_two(client, ada, ben):
    gone = factories.member(Role.PUBLISHER, "gone")
    for closed in ({"is_active": False}, {"is_staff": False}):
        save(client, ada, gone, **closed)  # taking away takes one
        assert not all(User.objects.filter(pk=gone.pk).values_list("is_active", "is_staff")[0])
        save(client, ada, gone, is_active=True, is_staff=True)
        assert not all(User.objects.filter(pk=gone.pk).values_list("is_active", "is_staff")[0])
        save(client, ben, gone, is_active=True, is_staff=True)
        assert all(User.objects.filter(pk=gone.pk).values_list("is_active", "is_staff")[0])
    save(client, ada, gone, is_active=False)
    save(client, ada, gone, is_active=True, groups=[role("Writer").pk])  # without them by one
    assert User.objects.get(pk=gone.pk).is_active
    assert roles_of(gone) == {"Writer"}


def test_making_somebody_gives_nothing(client, ada):
    client.force_login(ada)
    sent = {
        "username": "newcomer", "usable_password": "true", "password1": "a new long password", "password2": "a new long password",
        "is_superuser": "on", "is_staff": "on", "groups": [role("Publisher").pk],
        "user_permissions": [permission("releases.sign_off_legal").pk],
    }  # fmt: skip
    assert client.post("/admin/auth/user/add/", sent).status_code == 302
    made = User.objects.get(username="newcomer")
    assert (made.is_superuser, roles_of(made), list(made.user_permissions.all())) == (False, set(), [])


def test_a_role_that_people_have_is_widened_by_two(client, ada, ben, wanda):
    writers, wanted = role("Writer"), permission("releases.sign_off_legal")
    page = save_role(client, ada, writers, wanted, permission("releases.add_requiredsignoff")).content.decode()
    assert "“Writer” gets the right “Can give the legal sign-off” when another administrator" in page
    assert wanted not in writers.permissions.all()
    assert permission("releases.add_requiredsignoff") in writers.permissions.all()
    save_role(client, ben, writers, wanted)
    assert wanted in writers.permissions.all()


def test_nobody_widens_a_role_of_their_own_nor_takes_it_up_meanwhile(client, ada, ben):
    writers, wanted = role("Writer"), permission("releases.sign_off_legal")
    ada.groups.add(writers)
    assert OWN in save_role(client, ada, writers, wanted).content.decode()
    ada.groups.clear()
    save_role(client, ada, writers, wanted)
    save(client, ada, ada, groups=[writers.pk])
    assert roles_of(ada) == {"Writer"}
    save_role(client, ben, writers, wanted)  # ada's wish was for herself by now
    assert wanted not in writers.permissions.all()


def test_what_was_held_back_is_not_told_as_changed(client, ada, wanda):
    save(client, ada, wanda, groups=[role("Writer").pk, role("Publisher").pk])
    assert "Groups" not in LogEntry.objects.get().get_change_message()


@pytest.mark.django_db(transaction=True)
def test_superusers_are_told_of_both(client, ada, ben, wanda):
    mail.outbox.clear()
    for by in (ada, ben):
        save(client, by, wanda, groups=[role("Writer").pk, role("Publisher").pk])
    told = [each.body.splitlines()[0] for each in mail.outbox if each.to == ["ada@marrowbay.example"]]
    assert told == [
        "“ada” asks to give “wanda” the role “Publisher”; it is not given unless another administrator does the same within 24"
        " hours.",
        "“wanda” has the role “Publisher” by the word of “ada” and “ben”.",
        "The roles or permissions of “wanda” were changed.",
    ]


def test_the_first_people_of_a_site_are_made_on_the_server(capsys):
    call_command("createsuperuser", username="root", email="", interactive=False)
    assert User.objects.get(username="root").is_superuser
    factories.user("wanda")
    call_command("give_role", "wanda", "Publisher")
    call_command("give_role", "wanda", "Publisher")
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "“wanda” has the role “Publisher” now.",
        "“wanda” has the role “Publisher” already; nothing was changed.",
    ]
    assert roles_of(User.objects.get(username="wanda")) == {"Publisher"}
    with pytest.raises(CommandError, match="There is no user “wonda”"):
        call_command("give_role", "wonda", "Publisher")
    with pytest.raises(CommandError, match=r"There is no role “King”\. The roles are: Writer, Legal reviewer, "):
        call_command("give_role", "wanda", "King")


def test_a_wish_is_for_a_person_or_a_role(ada, wanda):
    facts = {"right": "superuser", "label": "x", "asked_by": ada, "asked_at": timezone.now()}
    for holders in ({}, {"person": wanda, "role": role("Writer")}):
        with pytest.raises(IntegrityError), transaction.atomic():
            RightWish.objects.create(**facts, **holders)
