"""The list of releases names where each stands."""

import re

import pytest

from releases import workflow
from tests import factories
from tests.newsroom.sealed import published, tomorrow

pytestmark = pytest.mark.django_db


def test_every_standing_is_named(client):
    factories.release(headline="A draft")
    workflow.seal(factories.release(headline="A scheduled one"), by=None, live_at=tomorrow())
    release = factories.release(headline="A public one")
    published(release)
    release.state = "sealed"
    release.save()
    corrected = factories.release(headline="A corrected one")
    workflow.seal(corrected, by=None)
    workflow.correct(corrected, by=None, kind="update", note="More.")
    client.force_login(factories.member("Auditor"))
    page = client.get("/admin/releases/release/").content.decode()
    rows = re.findall(r'field-headline">(?:<a[^>]*>)?([^<]+).*?field-standing">([^<]+)', page)
    assert dict(rows) == {
        "A draft": "draft",
        "A scheduled one": "scheduled",
        "A public one": "published",
        "A corrected one": "correction, draft",
    }


def test_one_that_was_stopped_says_so(client):
    team = factories.team()
    facts = {"created_by": team["Writer"], "planned_at": tomorrow()}
    back, held = (factories.release(headline=headline, **facts) for headline in ("One sent back", "One held"))
    for release in (back, held):
        workflow.submit(release, by=team["Writer"])
    workflow.send_back(back, by=team["Legal reviewer"], reason="No.")
    workflow.hold(held, by=team["Legal reviewer"], reason="Wait.")
    again = factories.release(headline="One submitted again", **facts)
    for _ in range(2):
        workflow.submit(again, by=team["Writer"])
        if not again.history.filter(verb="send-back").exists():
            workflow.send_back(again, by=team["Legal reviewer"], reason="No.")
    client.force_login(team["Auditor"])
    page = client.get("/admin/releases/release/").content.decode()
    rows = re.findall(r'field-headline">(?:<a[^>]*>)?([^<]+).*?field-standing">([^<]+)', page)
    assert dict(rows) == {
        "One sent back": "draft, sent back",
        "One held": "in review, held",
        "One submitted again": "in review",
    }
