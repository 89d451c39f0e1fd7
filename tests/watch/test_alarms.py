"""One alarm for each incident, without a word of the release in it."""

import datetime

import pytest
from django.core import mail

from releases import editions
from releases.models import ProbeIncident, ProbeRound
from releases.watch import alarms
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def release(settings):
    settings.ALERTS_BY_MAIL, settings.IRSITE_ALARMS = True, ["pager@marrowbay.example"]
    team = factories.team()
    for name, user in team.items():
        user.email = f"{name.split()[0].lower()}@marrowbay.example"
        user.save()
    return factories.release(headline="Marrow Bay Buys a Lake")


def settled(release, outcome: str) -> ProbeRound:
    wrong = [["/", "It has its headline."]] if outcome == "red" else []
    row = ProbeRound.objects.create(
        release=release, phase="before", outcome=outcome, at=editions.database_now(), asked=9, as_expected=9 - len(wrong), wrong=wrong,
        error="1 channel of 9 answered what must not be public yet: /: It has its headline." if wrong else "",
    )  # fmt: skip
    alarms.settle(row)
    return row


def test_an_incident_is_told_once_to_each_alone(release):
    settled(release, "red")
    settled(release, "red")
    assert ProbeIncident.objects.count() == 1
    assert [alarms.tell(), alarms.tell()] == [1, 0]
    assert sorted(each.to for each in mail.outbox) == [["pager@marrowbay.example"], ["publisher@marrowbay.example"]]
    text = mail.outbox[0].subject + mail.outbox[0].body
    assert f"Release {release.pk}: 1 channel of 9 answered what must not be public yet" in text
    assert "lake" not in text.lower()


def test_green_ends_it_and_the_next_red_is_another(release):
    settled(release, "red")
    green = settled(release, "green")
    assert ProbeIncident.objects.get().closed_at == green.at
    settled(release, "red")
    assert alarms.tell() == 2
    assert ProbeIncident.objects.filter(closed_at=None).count() == 1


def test_what_did_not_answer_neither_opens_nor_ends_it(release):
    settled(release, "unanswered")
    assert not ProbeIncident.objects.exists()
    settled(release, "red")
    settled(release, "unanswered")
    assert ProbeIncident.objects.get().closed_at is None


def test_what_another_worker_is_telling_is_left_to_it_until_it_has_died(release):
    settled(release, "red")
    now = editions.database_now()
    ProbeIncident.objects.update(claimed_at=now - datetime.timedelta(seconds=30))
    assert alarms.tell() == 0
    ProbeIncident.objects.update(claimed_at=now - datetime.timedelta(seconds=61))
    assert alarms.tell() == 1


def test_mail_that_fails_is_tried_again_and_its_log_has_no_word(release, monkeypatch, caplog):
    def fails(*_, **__):
        raise OSError("Marrow Bay Buys a Lake")

    settled(release, "red")
    monkeypatch.setattr(alarms, "send_mail", fails)
    assert alarms.tell() == 0
    assert ProbeIncident.objects.get().told_at is None
    assert "could not be sent: OSError" in caplog.text
    assert "lake" not in caplog.text.lower()


def test_a_site_that_sends_no_mail_logs_it(release, settings, caplog):
    settings.ALERTS_BY_MAIL = False
    settled(release, "red")
    assert alarms.tell() == 1
    assert not mail.outbox
    assert f"Self-probe, release {release.pk}: 1 channel of 9" in caplog.text
