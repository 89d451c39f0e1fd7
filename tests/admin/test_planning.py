"""When a release goes out is asked when it is submitted, and every page names the sign-offs that this takes."""

import html
import re
import zoneinfo

import pytest

from releases import workflow
from releases.models import HistoryEntry, RecordMove, Release
from tests import factories
from tests.newsroom.sealed import published, tomorrow

pytestmark = pytest.mark.django_db

AHEAD = "Publishing at once or ahead of schedule"


@pytest.fixture
def team():
    return factories.team()


@pytest.fixture
def draft(team):
    return factories.release(
        category="clinical", created_by=team["Writer"], updated_by=team["Writer"], is_at_once=False
    )


@pytest.fixture
def page(client, draft):
    """The words of a page of the draft, as a member of the team sees them."""

    def read(user, move: str) -> str:
        client.force_login(user)
        return words(client.get(f"/admin/releases/release/{draft.pk}/{move}/"))

    return read


def words(response) -> str:
    assert response.status_code == 200
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def submit(client, release, **answers):
    return client.post(f"/admin/releases/release/{release.pk}/submit/", answers)


def at(instant) -> dict[str, str]:
    local = instant.astimezone(zoneinfo.ZoneInfo("America/New_York"))
    return {"when": "at-instant", "date": f"{local:%Y-%m-%d}", "time": f"{local:%H:%M:%S}"}


def test_nothing_is_submitted_for_at_once_unasked(client, team, draft):
    client.force_login(team["Writer"])
    form = client.get(f"/admin/releases/release/{draft.pk}/submit/").context["form"]
    assert form["when"].value() == "at-instant"
    for answers in ({}, {"when": "at-instant"}, {"when": ""}):
        response = submit(client, draft, **answers)
        assert response.status_code == 200
        draft.refresh_from_db()
        assert (draft.state, draft.is_at_once, draft.planned_at, draft.history.count()) == ("draft", False, None, 0)
    assert "Give the date and the time at which the release becomes public." in words(
        submit(client, draft, when="at-instant")
    )


@pytest.mark.parametrize("is_at_once", [False, True])
def test_the_plan_is_asked_for_with_the_submission(client, team, draft, is_at_once):
    client.force_login(team["Writer"])
    instant = tomorrow().replace(microsecond=0)
    answers = {"when": "at-once"} if is_at_once else at(instant)
    assert submit(client, draft, **answers).status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.is_at_once) == ("in-review", is_at_once)
    assert draft.planned_at == (None if is_at_once else instant)
    assert list(HistoryEntry.objects.order_by("id").values_list("verb", "to_state")) == [
        ("plan", "draft"),
        ("submit", "in-review"),
    ]


def test_at_once_beside_an_instant_is_questioned(client, team, draft):
    client.force_login(team["Writer"])
    seen = words(submit(client, draft, **at(tomorrow()) | {"when": "at-once"}))
    assert "You chose “at once” and typed an instant. Choose one of the two." in seen
    draft.refresh_from_db()
    assert (draft.state, draft.is_at_once, draft.history.count()) == ("draft", False, 0)


def test_from_an_instant_to_at_once(client, team, draft):
    workflow.plan(draft, by=team["Writer"], planned_at=(instant := tomorrow().replace(microsecond=0)))
    client.force_login(team["Writer"])
    client.post(f"/admin/releases/release/{draft.pk}/plan/", at(instant) | {"when": "at-once"})
    draft.refresh_from_db()
    assert (draft.is_at_once, draft.planned_at) == (True, None)


def test_a_refused_submission_plans_nothing(client, team, draft):
    Release.objects.filter(pk=draft.pk).update(body="")
    client.force_login(team["Writer"])
    assert "The release has no text." in words(submit(client, draft, when="at-once"))
    draft.refresh_from_db()
    assert (draft.state, draft.is_at_once, draft.history.count()) == ("draft", False, 0)


def test_a_plan_that_is_there_already_is_not_planned_again(client, team, draft):
    workflow.plan(draft, by=team["Writer"], planned_at=tomorrow().replace(microsecond=0))
    draft.refresh_from_db()
    client.force_login(team["Writer"])
    assert submit(client, draft, **at(draft.planned_at)).status_code == 302
    assert list(HistoryEntry.objects.order_by("id").values_list("verb", flat=True)) == ["plan", "submit"]


@pytest.mark.parametrize("move", ["submit", "plan"])
def test_what_each_plan_takes_is_said_where_it_is_chosen(page, team, move):
    seen = page(team["Writer"], move)
    assert "At an instant, in America/New_York time. Sign-offs: Legal and Medical." in seen
    assert f"At once, when a publisher seals it. Sign-offs: Legal, Medical and {AHEAD}." in seen


def test_every_page_shows_the_third_sign_off(page, team, draft):
    workflow.plan(draft, by=team["Writer"], planned_at=None)
    workflow.submit(draft, by=team["Writer"])
    factories.approve(draft, "legal", team["Legal reviewer"])
    for user, move in (
        ("Writer", "change"),
        ("Writer", "plan"),
        ("Legal reviewer", "approve"),
        ("Publisher", "seal"),
        ("Publisher", "change"),
    ):
        seen = page(team[user], move)
        assert re.search(r"Legal: approved by legal,", seen), move
        assert f"Medical: not yet for this text {AHEAD}: not yet for this text" in seen, move


def test_the_publisher_reads_what_ahead_of_schedule_takes_before_typing(page, team, draft):
    workflow.plan(draft, by=team["Writer"], planned_at=tomorrow())
    workflow.submit(draft, by=team["Writer"])
    takes = f"At once, ahead of the planned instant. This takes one more sign-off, “{AHEAD}”: "
    assert f"{takes}nobody has given it yet" in page(team["Publisher"], "seal")
    factories.approve(draft, "ahead", factories.member("Publisher", "second"))
    assert f"{takes}approved by second" in page(team["Publisher"], "seal")


def test_the_approvals_that_another_plan_would_void_are_named(page, team, draft):
    workflow.plan(draft, by=team["Writer"], planned_at=tomorrow())
    workflow.submit(draft, by=team["Writer"])
    assert "Another plan voids" not in page(team["Writer"], "plan")
    factories.approve(draft, "legal", team["Legal reviewer"])
    factories.approve(draft, "medical", team["Medical reviewer"])
    assert "Another plan voids the approvals given for the present one: Legal by legal and Medical by medical." in page(
        team["Writer"], "plan"
    )


def test_a_record_on_its_own_too(client, team):
    drug = factories.drug()
    published(drugs=[drug])
    drug.target = "CD99"
    drug.save()
    client.force_login(team["Writer"])
    address = f"/admin/releases/drug/{drug.pk}/publish/"
    seen = words(client.get(address))
    assert "At an instant, in America/New_York time. Sign-offs: Legal and Medical." in seen
    assert f"At once, when a publisher seals it. Sign-offs: Legal, Medical and {AHEAD}." in seen
    assert client.post(f"{address}propose/", {"when": "at-instant"}).status_code == 200
    assert RecordMove.objects.count() == 0
    client.post(f"{address}propose/", {"when": "at-once"})
    seen = words(client.get(address))
    assert f"{AHEAD}: not yet for this record and instant" in seen
    assert f"The sign-off “{AHEAD}” is missing for this record." in seen
