"""Administrators are told of what guards the desk and the embargo, in words that tell nothing of a release."""

import pytest
from django.contrib.auth.models import Group, User
from django.core import mail

from irsite.accounts import alerts
from releases import workflow
from tests import factories
from tests.newsroom.sealed import tomorrow

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def administrators(settings):
    settings.ALERTS_BY_MAIL = True
    for name, is_active in (("ada", True), ("ben", True), ("gone", False)):
        User.objects.create(username=name, email=f"{name}@marrowbay.example", is_superuser=True, is_active=is_active)
    User.objects.create(username="wilma", email="wilma@marrowbay.example", is_staff=True)
    mail.outbox.clear()


def told() -> list[str]:
    """What each administrator has been told, and that both were told the same."""
    found = {
        name: [each for each in mail.outbox if each.to == [f"{name}@marrowbay.example"]] for name in ("ada", "ben")
    }
    lines = {name: [(each.subject, each.body.splitlines()[0]) for each in letters] for name, letters in found.items()}
    assert lines["ada"] == lines["ben"]
    assert not any("gone" in address for each in mail.outbox for address in each.to)
    return [f"{subject}. {line}" for subject, line in lines["ada"]]


def test_of_people_and_their_rights():
    wilma = User.objects.get(username="wilma")
    wilma.email = "w@elsewhere.example"
    wilma.is_superuser = True
    wilma.save()
    wilma.is_superuser = False
    wilma.save()
    wilma.groups.add(Group.objects.get(name="Publisher"))
    wilma.set_password("another one")
    wilma.save()
    assert told() == [
        "Desk: a person was changed. Of “wilma” was changed: mail address, rights of a superuser.",
        "Desk: a person was changed. Of “wilma” was changed: rights of a superuser.",
        "Desk: rights were changed. The roles or permissions of “wilma” were changed.",
        "Desk: a person was changed. Of “wilma” was changed: password.",
    ]


def test_of_what_is_nobodys_business_nothing():
    wilma = User.objects.get(username="wilma")
    wilma.first_name = "Wilma"
    wilma.save()
    wilma.save(update_fields=["last_login"])
    wilma.set_password("the same, hashed anew")
    wilma.save(update_fields=["password"])
    assert told() == []


def test_of_second_factors():
    alerts.authenticator_removed.send(
        sender=None, request=None, user=User.objects.get(username="wilma"), authenticator=None
    )
    assert told() == ["Desk: a second factor was changed. A second factor of “wilma” was added, removed or drawn anew."]


def test_of_approvals_and_instants_without_a_word_of_the_release():
    team = factories.team()
    mail.outbox.clear()
    instant = tomorrow()
    release = factories.approved(team, headline="Zebra Wins", planned_at=instant, category="clinical")
    workflow.seal(release, by=team["Publisher"], live_at=instant)
    lines = told()
    assert [line.partition(" at ")[0] for line in lines] == [
        f"Desk: a release was moved. Release {release.pk} was approved by “legal”",
        f"Desk: a release was moved. Release {release.pk} was approved by “medical”",
        f"Desk: a release was moved. Release {release.pk} was sealed by “publisher”",
    ]
    assert "Zebra" not in "".join(each.subject + each.body for each in mail.outbox)
    assert "https://ir.example.com/admin/" in mail.outbox[0].body


def test_mail_that_cannot_be_sent_holds_nothing_up(monkeypatch, caplog):
    def broken(*arguments):
        raise OSError("no route")

    monkeypatch.setattr(alerts, "send_mail", broken)
    User.objects.filter(username="ben").delete()
    User.objects.create(username="new")
    assert User.objects.filter(username="new").exists()
    assert "The alert “a new person” could not be sent: no route" in caplog.text


def test_without_mail_nothing_is_sent(settings):
    settings.ALERTS_BY_MAIL = False
    User.objects.create(username="new")
    assert mail.outbox == []
