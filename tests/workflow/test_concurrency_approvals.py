"""People against each other and against the clock, many times each, on a database that lets them meet."""

import datetime
import time

import pytest
from django.db import connection, transaction

from releases import editions, workflow
from releases.models import Approval, Edition, Release
from tests import factories
from tests.newsroom.sealed import tomorrow
from tests.properties import rounds
from tests.workflow.test_concurrency import together

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.thorough,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
    pytest.mark.django_db(transaction=True),
]
ROUNDS = rounds(200)


def test_two_publishers_make_one_edition_of_an_approved_text():
    team = factories.team()
    second = factories.member("Publisher", "second")
    instant = tomorrow()
    for _ in range(ROUNDS):
        release = factories.approved(team, planned_at=instant)
        results = together(
            lambda r=release: workflow.seal(r, by=team["Publisher"], live_at=instant),
            lambda r=release: workflow.seal(r, by=second, live_at=instant),
        )
        assert sorted(type(result).__name__ for result in results) == ["Edition", "Refused"]
        assert Edition.objects.standing().filter(release=release).count() == 1


def test_an_edit_against_an_approval_never_approves_another_text():
    """Whoever comes first: the approval is for the text that was seen, and the state fits the text that stands."""
    team = factories.team()

    def edit(pk: int) -> None:
        with transaction.atomic():
            release = Release.objects.select_for_update().get(pk=pk)
            release.headline += ","
            release.version += 1
            release.save(update_fields=["headline", "version"])
            workflow.reconsider(release, by=team["Writer"])

    orders = set()
    for _ in range(ROUNDS):
        release = factories.release(created_by=team["Writer"], planned_at=tomorrow())
        workflow.submit(release, by=team["Writer"])
        release.refresh_from_db()
        seen = workflow.approvals.current(release).digest
        together(
            lambda r=release: edit(r.pk),
            lambda r=release, d=seen: workflow.approve(r, by=team["Legal reviewer"], sign_off="legal", seen_digest=d),
        )
        release.refresh_from_db()
        assert release.headline.endswith(",")
        assert release.state == "in-review"
        assert workflow.approvals.missing(release, workflow.approvals.current(release)) == ["legal"]
        given = Approval.objects.filter(release=release)
        assert all(approval.digest == seen for approval in given)
        orders.add(given.count())
    assert orders <= {0, 1}


@pytest.mark.parametrize("part", range(4))
def test_a_hold_against_the_instant_wins_or_loses_whole(part):
    team = factories.team()
    outcomes, reasons, ahead, takes = {"held": 0, "public": 0}, set(), 0.15, 0.01
    for round_ in range(part, ROUNDS, 4):
        while True:
            release = factories.release()
            instant = editions.database_now() + datetime.timedelta(seconds=ahead)
            edition = workflow.seal(release, by=None, live_at=instant)
            # From well before the instant, where the hold is done in time, to right upon it, where the two meet.
            until = instant - datetime.timedelta(milliseconds=takes * 100 * (round_ % 40) - 4)
            if editions.database_now() < until - datetime.timedelta(milliseconds=10):
                break
            ahead *= 2  # sealing takes this machine longer
        while editions.database_now() < until:
            time.sleep(0.0005)
        began = time.monotonic()
        try:
            workflow.hold(release, by=team["Legal reviewer"], reason="Wait.")
            outcomes["held"] += 1
        except workflow.Refused as refused:
            reasons.update(refused.reasons)
            outcomes["public"] += 1
        # Seconds that a hold takes of late on this machine.
        takes = min(0.1, (takes * 3 + time.monotonic() - began) / 4)
        time.sleep(max(0, (instant - editions.database_now()).total_seconds()) + 0.002)
        edition = Edition.objects.get(pk=edition.pk)
        is_live = Edition.objects.live().filter(pk=edition.pk).exists()
        assert is_live == (edition.called_back_at is None)
        assert Release.objects.get(pk=release.pk).state == ("sealed" if is_live else "in-review")
    assert all(outcomes.values()), outcomes
    assert reasons <= {
        "The release is public and can't be held. Correct it instead.",
        "The release became public before the hold was done. Correct it instead.",
        "This edition is public and can't be called back. Correct the release instead.",
    }
