"""Feeds of a newsroom without a release."""

import feedparser
import pytest

from tests.machines import check_atom, check_json

pytestmark = pytest.mark.django_db


def test_an_empty_newsroom_has_valid_feeds(client):
    check_atom(client.get("/feeds/releases.atom").content)
    assert b"<updated>1970-01-01T00:00:00Z</updated>" in client.get("/feeds/releases.atom").content
    check_json("json-feed", client.get("/feeds/releases.json").json())
    assert feedparser.parse(client.get("/feeds/releases.rss").content).bozo is False
