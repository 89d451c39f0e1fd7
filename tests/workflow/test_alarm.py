"""An alarm of the self-probe holds up what would make more of a release, and nothing that stops it."""

import pytest

from releases import editions, workflow
from releases.models import Edition, ProbeIncident
from releases.vocabulary import Verb
from tests import factories
from tests.newsroom.sealed import tomorrow

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return factories.team()


@pytest.fixture
def release(team):
    factories.company()
    made = factories.release(created_by=team["Writer"], planned_at=tomorrow())
    workflow.submit(made, by=team["Writer"])
    return made


def alarm(release) -> ProbeIncident:
    return ProbeIncident.objects.create(
        release=release,
        opened_at=editions.database_now(),
        found="1 channel of 9 answered what must not be public yet: /.",
    )


def test_it_holds_up_planning_approving_and_sealing(release, team):
    factories.approve(release, "legal", team["Legal reviewer"])
    alarm(release)
    for act in (
        lambda: workflow.plan(release, by=team["Publisher"], planned_at=None),
        lambda: factories.approve(release, "legal", team["Legal reviewer"]),
        lambda: workflow.seal(release, by=team["Publisher"], live_at=release.planned_at),
    ):
        with pytest.raises(workflow.Refused) as refused:
            act()
        assert (
            "The self-probe has an alarm: 1 channel of 9 answered what must not be public yet: /. Close the leak; the alarm"
            " ends with the next round that finds everything as it should be, within a minute, or at once with"
            " manage.py watch_releases --once." in refused.value.reasons
        )
    assert not Edition.objects.exists()
    assert release.approvals.count() == 1


def test_it_ends(release, team):
    found = alarm(release)
    ProbeIncident.objects.filter(pk=found.pk).update(closed_at=editions.database_now())
    factories.approve(release, "legal", team["Legal reviewer"])
    assert workflow.seal(release, by=team["Publisher"], live_at=release.planned_at).number == 1


def test_it_never_holds_up_a_brake(release, team):
    factories.approve(release, "legal", team["Legal reviewer"])
    workflow.seal(release, by=team["Publisher"], live_at=release.planned_at)
    release.refresh_from_db()
    alarm(release)
    for verb in (Verb.HOLD, Verb.CALL_BACK):
        assert workflow.against_verb(release, verb, by=team["Publisher"]) == []
    workflow.hold(release, by=team["Publisher"], reason="It shows.")
    release.refresh_from_db()
    assert release.state == "approved"


def test_another_release_is_not_held_up(release, team):
    alarm(factories.release())
    factories.approve(release, "legal", team["Legal reviewer"])
    assert release.approvals.count() == 1
