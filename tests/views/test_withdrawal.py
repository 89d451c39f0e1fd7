"""A withdrawn release: its address answers 410 with the notice, its text and files are gone, feeds say so."""

import pytest

from releases import editions, workflow
from releases.models import Edition
from tests import factories
from tests.newsroom.sealed import corrected, figure, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def withdrawn():
    """A corrected release with a figure, withdrawn; its address and the file's."""
    release = factories.release(headline="Marrow Bay Was Wrong", body="<p>Wrong words.</p>")
    media = figure(release)
    first = published(release)
    corrected(first)
    address = f"/releases/{first.path_date:%Y/%m/%d}/{first.slug}/"
    file = f"/files/{media.key}/{media.name}"
    release.state = "sealed"
    release.save()
    return release, address, file


def test_the_notice_stands_in_the_place_of_the_text(client, withdrawn):
    release, address, file = withdrawn
    assert client.get(address).status_code == client.get(file).status_code == 200
    before = client.get(address)
    workflow.withdraw(release, by=None, notice="It was published in error.")
    for path in (address, f"{address}editions/1/", f"{address}editions/2/", f"{address}editions/3/"):
        response = client.get(path, headers={"If-None-Match": before.headers["ETag"]})
        body = response.content.decode()
        assert (response.status_code, response.headers["Cache-Control"]) == (410, "no-store"), path
        assert "It was published in error." in body
        assert "Wrong words" not in body
        assert "Marrow Bay Was Wrong" not in body
    assert client.get(f"{address}editions/4/").status_code == 410
    assert client.get(file).content == client.get("/files/none").content
    assert client.get(f"{address}editions/2/redline/").status_code == 404


def test_lists_and_the_feed_carry_the_notice_and_no_word_of_the_text(client, withdrawn):
    release, address, _ = withdrawn
    edition = workflow.withdraw(release, by=None, notice="It was published in error.")
    for path in ("/", "/releases/", "/feeds/releases.rss"):
        body = client.get(path).content.decode()
        assert "Wrong" not in body, path
        assert address in body, path
        assert "Release withdrawn" in body, path
    feed = client.get("/feeds/releases.rss").content.decode()
    assert f">{edition.item_id}</guid>" in feed
    assert "It was published in error." in feed


def test_the_record_keeps_everything_and_proves_it(withdrawn):
    release, _, _ = withdrawn
    workflow.withdraw(release, by=None, notice="It was published in error.")
    assert [edition.number for edition in Edition.objects.order_by("number")] == [1, 2, 3]
    assert set(editions.verify()) == {None}
