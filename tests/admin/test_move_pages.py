"""A page that moves a release offers only what the person who reads it can do, and says why before anybody presses a button."""

import re

import pytest

from releases import workflow
from releases.models import Release, RequiredRecordSignOff
from releases.workflow import records
from tests import factories
from tests.newsroom.sealed import tomorrow

pytestmark = pytest.mark.django_db
OWN = "You wrote this release, and nobody approves their own text. Ask a colleague."


@pytest.fixture(autouse=True)
def fresh(settings):
    settings.FRESH_SIGN_IN_SECONDS = 0


@pytest.fixture
def team():
    return factories.team()


def in_review(team, **facts) -> Release:
    release = factories.release(created_by=team["Writer"], category="clinical", planned_at=tomorrow(), **facts)
    workflow.submit(release, by=team["Writer"])
    return release


def page(client, user, release, verb) -> str:
    client.force_login(user)
    return client.get(f"/admin/releases/release/{release.pk}/{verb}/").content.decode()


def has_button(page: str) -> bool:
    return '<input type="submit" value="' in page.partition('<div id="content-main">')[2]


def offered(page: str) -> set[str]:
    return set(re.findall(r'name="sign_off" value="([a-z]+)"', page))


def test_an_author_reads_why_not_and_has_no_button(client, team):
    desk = factories.user("desk", is_superuser=True)
    release = in_review(team)
    Release.objects.filter(pk=release.pk).update(created_by=desk)
    shown = page(client, desk, release, "approve")
    assert OWN in shown
    assert not has_button(shown)
    assert offered(shown) == set()


def test_what_has_a_sign_off_is_not_offered_again(client, team):
    desk, release = factories.user("desk", is_superuser=True), in_review(team)
    assert offered(page(client, desk, release, "approve")) == {"legal", "medical", "ahead"}
    factories.approve(release, "legal", team["Legal reviewer"])
    assert offered(page(client, desk, release, "approve")) == {"medical", "ahead"}
    shown = page(client, team["Legal reviewer"], release, "approve")
    assert "This text has the sign-off “Legal” already." in shown
    assert not has_button(shown)


def test_what_the_category_does_not_need_is_not_offered(client, team):
    shown = page(client, team["Finance reviewer"], in_review(team), "approve")
    assert "Releases of this category don&#x27;t need the sign-off “Finance”." in shown
    assert not has_button(shown)


@pytest.mark.parametrize(
    "verb", ["approve", "seal", "hold", "send-back", "correct", "give-up", "withdraw", "call-back"]
)
def test_no_move_of_a_draft_that_can_t_be_made_has_a_button(client, team, verb):
    shown = page(client, team["Publisher"], factories.release(created_by=team["Writer"]), verb)
    assert "This can't be done now" in shown
    assert not has_button(shown)


@pytest.mark.parametrize("verb", ["approve", "hold", "send-back", "plan"])
def test_one_that_can_be_made_has_one(client, team, verb):
    assert has_button(page(client, factories.user("desk", is_superuser=True), in_review(team), verb))


def test_a_refusal_that_can_be_mended_keeps_the_button(client, team):
    release = factories.approved(team, category="clinical")
    client.force_login(factories.user("desk", is_superuser=True))
    shown = client.post(f"/admin/releases/release/{release.pk}/seal/", {"when": "at-once", "ticker": "no"})
    assert "Type MRBY to confirm" in shown.content.decode()
    assert has_button(shown.content.decode())


def test_what_nobody_planned_is_not_said_to_go_out_at_once(client, team):
    shown = page(client, team["Publisher"], factories.release(is_at_once=False), "seal")
    assert "not planned yet" in shown
    assert "at once, as soon as you confirm" not in shown


def test_who_may_not_publish_at_once_reads_so_before(client, team):
    release = factories.approved(team, category="clinical")  # for at once
    shown = page(client, team["Publisher"], release, "seal")
    assert has_button(shown)
    shown = page(client, release.approvals.get(sign_off="ahead").by, release, "seal")
    assert "You gave the sign-off for publishing at once yourself; a second person must seal." in shown
    assert not has_button(shown)


def test_the_release_offers_no_approval_to_its_author(client, team):
    desk, release = factories.user("desk", is_superuser=True), in_review(team)
    assert f'href="/admin/releases/release/{release.pk}/approve/"' in page(client, desk, release, "change")
    Release.objects.filter(pk=release.pk).update(created_by=desk)
    shown = page(client, desk, release, "change")
    assert f'href="/admin/releases/release/{release.pk}/approve/"' not in shown
    assert OWN in shown


def test_a_record_s_page_offers_what_can_be_given(client):
    desk, other = factories.user("desk", is_superuser=True), factories.user("other", is_superuser=True)
    drug = factories.drug()
    records.propose(drug, by=desk, planned_at=tomorrow())
    needed = set(RequiredRecordSignOff.objects.filter(kind="drug").values_list("sign_off", flat=True))
    for user, wanted in ((desk, set()), (other, needed | {"ahead"})):
        client.force_login(user)
        shown = client.get(f"/admin/releases/drug/{drug.pk}/publish/").content.decode()
        assert offered(shown) == wanted
        assert ("You proposed this, and nobody approves their own proposal." in shown) == (not wanted)
