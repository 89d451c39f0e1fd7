"""“What changed” compares what would be sealed, at its instant, on both sides."""

import html
import re

import pytest

from releases import workflow
from tests import factories
from tests.newsroom.sealed import published, tomorrow

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return factories.team()


def name(drug) -> None:
    drug.generic_name = "zelrubicin"
    drug.save()


def changed(client, team, release, against: str = "") -> str:
    client.force_login(team["Writer"])
    page = client.get(f"/admin/releases/release/{release.pk}/redline/", {"against": against} if against else {})
    shown = page.content.decode().partition('id="content-main"')[2]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", shown)).split())


@pytest.fixture
def drug():
    return factories.drug(code_name="MBY-101")


@pytest.fixture
def later(drug):
    """A release that is sealed for later, and whose news is the drug's name."""

    def seal():
        name(drug)
        other = factories.release(drugs=[drug], planned_at=tomorrow())
        workflow.seal(other, by=None, live_at=other.planned_at)

    return seal


def test_news_of_another_release_is_no_change_since_the_approval(client, team, drug, later):
    published(drugs=[drug])
    release = factories.release(drugs=[drug], created_by=team["Writer"], updated_by=team["Writer"])
    workflow.submit(release, by=team["Writer"])
    factories.approve(release, "legal", team["Legal reviewer"])
    later()
    assert workflow.approvals.voided(release, workflow.approvals.current(release)) == []
    seen = changed(client, team, release)
    assert "the text that legal approved (legal)" in seen
    assert "zelrubicin" not in seen
    assert "The two texts are the same" in seen


def test_nor_since_what_is_public(client, team, drug, later):
    release = published(drugs=[drug]).release
    release.state = "sealed"
    release.save()
    later()
    workflow.correct(release, by=team["Writer"], kind="correction", note="Four.")
    seen = changed(client, team, release, "public")
    assert "zelrubicin" not in seen


def test_what_goes_out_with_it_is_a_change(client, team, drug):
    release = published(drugs=[drug]).release
    release.state = "sealed"
    release.save()
    name(drug)
    workflow.correct(release, by=team["Writer"], kind="correction", note="Four.")
    assert "zelrubicin" in changed(client, team, release, "public")


@pytest.mark.parametrize("page", ["preview", "text", "change", "seal"])
def test_other_pages_of_a_release_do_not_tell_it_either(client, team, drug, later, page):
    published(drugs=[drug])
    later()
    release = factories.release(drugs=[drug])
    workflow.submit(release, by=team["Writer"])
    client.force_login(team["Auditor"])
    response = client.get(f"/admin/releases/release/{release.pk}/{page}/")
    assert response.status_code == 200
    assert "zelrubicin" not in response.content.decode()
