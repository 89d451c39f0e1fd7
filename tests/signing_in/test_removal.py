"""A second factor of somebody else goes by the word of two superusers, and all are told."""

import datetime

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from irsite.accounts.models import FactorRemoval
from tests import factories
from tests.signing_in.conftest import with_app

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lost(settings) -> Authenticator:
    settings.SECOND_FACTOR_REQUIRED = False
    settings.FRESH_SIGN_IN_SECONDS = 0
    settings.ALERTS_BY_MAIL = True
    for name in ("ada", "ben"):
        user = factories.user(name, is_superuser=True)
        User.objects.filter(pk=user.pk).update(email=f"{name}@marrowbay.example")
    victim = factories.member("Writer", "wilma")
    with_app(victim)
    mail.outbox.clear()
    return Authenticator.objects.get(user=victim)


def remove(client, authenticator, *, by: str):
    client.force_login(User.objects.get(username=by))
    address = reverse("admin:mfa_authenticator_delete", args=[authenticator.pk])
    return client.post(address, {"post": "yes"}, follow=True)


def told() -> list[str]:
    return [each.body.splitlines()[0] for each in mail.outbox if each.to == ["ada@marrowbay.example"]]


def test_it_takes_two(client, lost):
    page = remove(client, lost, by="ada").content.decode()
    assert "The second factor stays until another superuser removes it here, too, within 24 hours." in page
    assert Authenticator.objects.filter(pk=lost.pk).exists()
    assert not LogEntry.objects.exists()
    remove(client, lost, by="ada")  # again is not twice
    assert Authenticator.objects.filter(pk=lost.pk).exists()
    page = remove(client, lost, by="ben").content.decode()
    assert "was deleted successfully" in page
    assert not Authenticator.objects.exists()
    assert not FactorRemoval.objects.exists()
    (entry,) = LogEntry.objects.all()
    assert (entry.user.username, entry.object_id, entry.is_deletion()) == ("ben", str(lost.pk), True)
    asked = "“ada” asks to remove a second factor of “wilma”; it stays unless another superuser does the same within 24 hours."
    assert told() == [asked, asked, "A second factor of “wilma” was removed by “ada” and “ben”."]


def test_a_wish_ends_after_a_day_and_with_the_rights_of_who_had_it(client, lost):
    remove(client, lost, by="ada")
    FactorRemoval.objects.update(asked_at=timezone.now() - datetime.timedelta(hours=24, seconds=1))
    remove(client, lost, by="ben")  # a wish of ben's own
    User.objects.filter(username="ben").update(is_active=False)
    remove(client, lost, by="ada")
    assert Authenticator.objects.filter(pk=lost.pk).exists()
    assert FactorRemoval.objects.get().asked_by.username == "ada"


def test_nobody_removes_the_own_one_here_and_nobody_many_at_once(client, lost):
    ada = User.objects.get(username="ada")
    with_app(ada)
    own = Authenticator.objects.get(user=ada)
    assert remove(client, own, by="ada").status_code == 403
    listed = reverse("admin:mfa_authenticator_changelist")
    client.post(listed, {"action": "delete_selected", "_selected_action": [lost.pk], "post": "yes"})
    client.force_login(User.objects.get(username="wilma"))
    assert client.post(reverse("admin:mfa_authenticator_delete", args=[own.pk]), {"post": "yes"}).status_code == 403
    assert Authenticator.objects.count() == 2
    assert mail.outbox == []


def test_the_list_says_who_asked(client, lost):
    remove(client, lost, by="ada")
    page = client.get(reverse("admin:mfa_authenticator_changelist")).content.decode()
    assert '<td class="field-removal_asked_by">ada</td>' in page


def test_on_the_server(lost, capsys):
    with pytest.raises(CommandError, match=r"There is no user “nobody”\. The users stand at the desk under Users\."):
        call_command("remove_second_factor", "nobody")
    call_command("remove_second_factor", "wilma")
    call_command("remove_second_factor", "wilma")
    assert capsys.readouterr().out.splitlines() == [
        "Removed the second factor of “wilma”, who sets up a new one at the next sign-in.",
        "“wilma” has no second factor; nothing was changed.",
    ]
    assert told() == ["All second factors of “wilma” were removed on the server."]
