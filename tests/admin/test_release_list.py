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
