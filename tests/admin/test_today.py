"""The day's desk says what goes out next, what waits for whom, what is blocked and why, and what went out last."""

import datetime
import html
import re

import pytest

from releases import editions, instants, workflow
from releases.models import Release
from tests import factories
from tests.newsroom.sealed import published, tomorrow

pytestmark = pytest.mark.django_db


@pytest.fixture
def sections(client):
    """What stands under each heading, as words, for a user."""

    def read(user) -> dict[str, str]:
        client.force_login(user)
        page = client.get("/admin/").content.decode()
        found = re.findall(r'<section aria-labelledby="today-(\w+)">(.*?)</section>', page, re.DOTALL)
        return {name: " ".join(html.unescape(re.sub(r"<[^>]+>", " ", inner)).split()) for name, inner in found}

    return read


def test_an_empty_desk(sections):
    assert sections(factories.member("Writer")) == {
        "next": "Goes out next Nothing is scheduled.",
        "waiting": "Waits for somebody Nothing waits for anybody.",
        "blocked": "Blocked Nothing stands in the way.",
        "unsealed": "Changed and not public Every linked record is as the public knows it.",
        "last": "Went out last Nothing is public yet.",
    }


def test_a_full_desk(sections):
    team = factories.team()
    published(headline="Marrow Bay Was Here")
    scheduled = factories.release(headline="Marrow Bay Is Being There")
    instant = tomorrow()
    edition = workflow.seal(scheduled, by=None, live_at=instant)
    waiting = factories.release(headline="Marrow Bay Waits", category="clinical", created_by=team["Writer"])
    workflow.submit(waiting, by=team["Writer"])
    factories.approve(waiting, "legal", team["Legal reviewer"])
    factories.release(headline="Marrow Bay Has No Text", body="")
    seen = sections(team["Publisher"])
    assert "Marrow Bay Is Being There" in seen["next"]
    assert instants.both_zones(instant, "America/New_York") in seen["next"]
    assert f"/releases/{edition.path_date:%Y/%m/%d}/marrow-bay-is-being-there/" in seen["next"]
    assert re.search(r"in \d+ days?( \d+ hours?)?|in 2[0-4] hours", seen["next"])
    assert (
        "Marrow Bay Waits Waits for the sign-off Medical and Publishing at once or ahead of schedule, submitted "
        in seen["waiting"]
    )
    assert "Marrow Bay Has No Text The release has no text. Write it, or import it again." in seen["blocked"]
    assert "Marrow Bay Was Here" in seen["last"]
    assert "Is Being There" not in seen["last"]


def test_a_voided_approval_and_a_passed_instant_block(sections):
    team = factories.team()
    release = factories.approved(team, planned_at=tomorrow())
    past = editions.database_now() - datetime.timedelta(hours=1)
    Release.objects.filter(pk=release.pk).update(planned_at=past, is_at_once=False)
    blocked = sections(team["Publisher"])["blocked"]
    assert "The legal approval of legal is void: the planned instant changed since." in blocked
    assert "The planned instant has passed. Plan another." in blocked


def test_who_may_see_no_release_sees_none(sections):
    published(headline="Marrow Bay Was Here")
    factories.release(headline="Marrow Bay Has No Text", body="")
    assert sections(factories.user("stranger")) == {}


def test_a_changed_record_that_the_public_does_not_know_so_is_listed(sections):
    drug = factories.drug(code_name="MBY-777")
    published(factories.release(drugs=[drug]))
    drug.target = "CD99"
    drug.save()
    assert sections(factories.member("Publisher"))["unsealed"] == (
        "Changed and not public MBY-777 (drug)"
        " target changed since its last sealed copy; public with the next release that links it."
    )


def test_of_what_was_brought_in_only_the_date_is_told(sections, client):
    """Its time of day was made up when it was sealed."""
    release = published(headline="Marrow Bay Was Here").release
    release.state = "sealed"
    release.save()
    auditor = factories.member("Auditor")
    assert sections(auditor)["last"] == (
        "Went out last Marrow Bay Was Here March 4, 2021, from the archive. Public page"
    )
    for page in ("release", "edition"):
        pk = release.pk if page == "release" else release.editions.get().pk
        shown = client.get(f"/admin/releases/{page}/{pk}/change/").content.decode()
        assert "March 4, 2021, from the archive" in shown
        assert "12:00:00" not in shown
    listed = client.get("/admin/releases/edition/").content.decode()
    assert "March 4, 2021, from the archive" in listed


def test_the_instant_of_what_went_out_here_is_told(sections):
    release = factories.release(headline="Marrow Bay Is Here")
    edition = workflow.seal(release, by=None)
    words = instants.both_zones(edition.live_at, "America/New_York")
    assert f"Marrow Bay Is Here {words}. Public page" in sections(factories.member("Auditor"))["last"]
