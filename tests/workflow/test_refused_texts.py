"""What somebody refused does not go out: who takes approvals back, and that every state has a way on."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from releases import editions, workflow
from releases.models import Release, RequiredSignOff, Revocation, SealedError
from tests import factories
from tests.newsroom.sealed import tomorrow
from tests.workflow.test_refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return factories.team()


def fresh(release: Release) -> Release:
    return Release.objects.get(pk=release.pk)


def held(release: Release) -> set[str]:
    release = fresh(release)
    return set(workflow.approvals.holding(release, workflow.approvals.current(release)))


def voided(release: Release) -> list[str]:
    release = fresh(release)
    return [str(each) for each in workflow.approvals.voided(release, workflow.approvals.current(release))]


@pytest.mark.parametrize("planned_at", [None, tomorrow], ids=["at once", "planned"])
@pytest.mark.parametrize("refuser", ["Legal reviewer", "Medical reviewer", "Publisher"])
def test_a_send_back_voids_every_sign_off_also_for_the_same_text(team, refuser, planned_at):
    release = factories.approved(team, category="clinical", planned_at=planned_at and planned_at())
    if planned_at:
        factories.approve(release, "ahead", team["Publisher"])
    ahead = "publisher" if planned_at else "seconder"
    assert held(release) == {"legal", "medical", "ahead"}
    workflow.send_back(fresh(release), by=team[refuser], reason="Name the trial.")
    assert held(release) == set()
    workflow.submit(fresh(release), by=team["Writer"])
    name = team[refuser].username
    assert voided(release) == [
        f"The legal approval of legal is void: {name} sent the release back.",
        f"The medical approval of medical is void: {name} sent the release back.",
        f"The publishing at once or ahead of schedule approval of {ahead} is void: {name} sent the release back.",
    ]
    assert fresh(release).state == "in-review"
    second = factories.member("Publisher", "second")
    assert refused(workflow.seal, fresh(release), by=second, live_at=fresh(release).planned_at, ticker="MRBY")[0] == (
        "The release is in review."
    )
    for sign_off, reviewer in (("legal", "Legal reviewer"), ("medical", "Medical reviewer")):
        factories.approve(release, sign_off, team[reviewer])
    assert fresh(release).state == ("approved" if planned_at else "in-review")
    assert voided(release)[0].startswith("The publishing at once or ahead of schedule approval")


def test_a_text_that_was_sent_back_has_no_approvals_when_it_is_changed_and_changed_back(team):
    release = factories.approved(team, planned_at=tomorrow())
    words = release.headline
    Release.objects.filter(pk=release.pk).update(headline="Marrow Bay Says Other Words")
    workflow.send_back(fresh(release), by=team["Legal reviewer"], reason="Not so.")
    Release.objects.filter(pk=release.pk).update(headline=words)
    workflow.submit(fresh(release), by=team["Writer"])
    assert held(release) == set()


def test_a_call_back_voids_every_sign_off(team):
    release = factories.approved(team, planned_at=tomorrow())
    workflow.seal(release, by=team["Publisher"], live_at=release.planned_at)
    workflow.call_back(fresh(release), by=team["Publisher"], reason="The table is wrong.")
    assert voided(release) == ["The legal approval of legal is void: publisher called the release back."]
    workflow.submit(fresh(release), by=team["Writer"])
    factories.approve(release, "legal", team["Legal reviewer"])
    assert workflow.seal(fresh(release), by=team["Publisher"], live_at=release.planned_at).number == 1


def test_a_hold_voids_the_sign_offs_that_its_holder_can_give(team):
    release = factories.approved(team, category="clinical", planned_at=tomorrow())
    instant = release.planned_at
    workflow.seal(release, by=team["Publisher"], live_at=instant)
    chief = factories.member("Legal reviewer", "chief")
    workflow.hold(fresh(release), by=chief, reason="A call from the agency.")
    assert held(release) == {"medical"}
    assert voided(release) == ["The legal approval of legal is void: chief held the release."]
    assert refused(workflow.seal, fresh(release), by=team["Publisher"], live_at=instant) == (
        "The release is in review.",
        "The legal approval of legal is void: chief held the release.",
        "The sign-off “Legal” is missing for this text.",
    )
    factories.approve(release, "legal", chief)
    workflow.seal(fresh(release), by=team["Publisher"], live_at=instant)
    workflow.hold(fresh(release), by=team["Publisher"], reason="Wait.")
    assert (fresh(release).state, held(release)) == ("approved", {"legal", "medical"})
    assert workflow.seal(fresh(release), by=team["Publisher"], live_at=instant).number == 1


@pytest.mark.parametrize("state", ["in-review", "approved"])
def test_a_reviewer_can_hold_before_anything_is_sealed(team, state):
    release = factories.approved(team, category="clinical", planned_at=tomorrow())
    if state == "in-review":
        workflow.hold(fresh(release), by=team["Medical reviewer"], reason="Wait.")
    assert fresh(release).state == state
    assert workflow.hold(fresh(release), by=team["Legal reviewer"], reason="Wait for the agency.") is None
    assert fresh(release).state == "in-review"
    assert "legal" not in held(release)
    entry = release.history.first()
    assert (entry.verb, entry.from_state, entry.reason) == ("hold", state, "Wait for the agency.")


def test_a_change_that_is_taken_back_leaves_no_dead_end(team):
    release = factories.approved(team, planned_at=tomorrow())
    words, instant = release.headline, release.planned_at
    Release.objects.filter(pk=release.pk).update(headline="Marrow Bay Says Other Words")
    workflow.reconsider(fresh(release), by=team["Writer"])
    Release.objects.filter(pk=release.pk).update(headline=words)
    workflow.reconsider(fresh(release), by=team["Writer"])
    assert workflow.against_verb(fresh(release), "seal", by=team["Publisher"]) == []
    assert workflow.seal(fresh(release), by=team["Publisher"], live_at=instant).live_at == instant


def test_an_instant_that_is_planned_away_and_back_leaves_no_dead_end(team):
    release = factories.approved(team, planned_at=tomorrow())
    instant = release.planned_at
    workflow.plan(fresh(release), by=team["Writer"], planned_at=None)
    assert fresh(release).state == "in-review"
    workflow.plan(fresh(release), by=team["Writer"], planned_at=instant)
    assert workflow.seal(fresh(release), by=team["Publisher"], live_at=instant).live_at == instant


def test_a_sign_off_that_is_required_no_longer_leaves_no_dead_end(team):
    release = factories.release(created_by=team["Writer"], category="clinical", planned_at=tomorrow())
    workflow.submit(release, by=team["Writer"])
    factories.approve(release, "legal", team["Legal reviewer"])
    RequiredSignOff.objects.filter(category="clinical", sign_off="medical").delete()
    assert workflow.seal(fresh(release), by=team["Publisher"], live_at=release.planned_at).number == 1


def test_a_category_whose_sign_offs_are_all_gone_publishes_nothing(team):
    release = factories.approved(team, planned_at=tomorrow())
    RequiredSignOff.objects.filter(category=release.category).delete()
    assert refused(workflow.seal, fresh(release), by=team["Publisher"], live_at=release.planned_at) == (
        "Nobody is named to sign off releases of the category “Corporate”."
        " Ask an administrator to name at least one sign-off.",
    )
    factories.approve(release, "ahead", team["Publisher"])
    assert fresh(release).state == "in-review"


def test_a_correction_of_the_same_words_needs_its_own_sign_offs(team):
    release = factories.approved(team)
    workflow.seal(release, by=None)
    for number in (2, 3):
        workflow.correct(fresh(release), by=team["Writer"], kind="correction", note="The date.")
        workflow.plan(fresh(release), by=team["Writer"], planned_at=tomorrow())
        workflow.submit(fresh(release), by=team["Writer"])
        assert held(release) == set()
        factories.approve(release, "legal", team["Legal reviewer"])
        assert workflow.seal(fresh(release), by=None).number == number


def test_what_took_an_approval_back_is_append_only(team):
    release = factories.approved(team)
    workflow.send_back(release, by=team["Legal reviewer"], reason="No.")
    revocation = Revocation.objects.first()
    assert str(revocation.move) == f"Sent back: {release}"
    for attempt in (revocation.save, revocation.delete, Revocation.objects.all().delete, Revocation.objects.update):
        with pytest.raises(SealedError):
            attempt()
    for statement in ("UPDATE releases_revocation SET move_id = 0", "DELETE FROM releases_revocation"):
        with pytest.raises(DatabaseError, match="is append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert set(editions.verify()) <= {None}


def test_what_a_new_plan_voids_is_named_also_after_a_hold(team):
    """The edition was stopped before its instant, so it used nothing up."""
    release = factories.approved(team, category="clinical", planned_at=tomorrow())
    workflow.seal(fresh(release), by=team["Publisher"], live_at=fresh(release).planned_at)
    workflow.hold(fresh(release), by=team["Legal reviewer"], reason="Wait.")
    assert held(release) == {"medical"}
    workflow.plan(fresh(release), by=team["Writer"], planned_at=tomorrow() + datetime.timedelta(hours=1))
    assert voided(release) == [
        "The legal approval of legal is void: legal held the release.",
        "The medical approval of medical is void: the planned instant changed since.",
    ]
