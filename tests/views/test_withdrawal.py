"""A withdrawn release: its address answers 410 with the notice, its text and files are gone, feeds say so."""

import re

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
        assert "<h1>Release withdrawn: Marrow Bay Was Wrong</h1>" in body, path
        assert "<title>Release withdrawn: Marrow Bay Was Wrong – Marrow Bay</title>" in body
        assert 'property="og:title" content="Release withdrawn: Marrow Bay Was Wrong"' in body
    assert client.get(f"{address}editions/4/").status_code == 410
    assert client.get(file).content == client.get("/files/none").content
    assert client.get(f"{address}editions/2/redline/").status_code == 404


FACES = ["/", "/releases/", "/releases/?q=wrong", "/feeds/releases.rss", "/feeds/releases.atom", "/feeds/releases.json",
         "/feed/PressRelease.svc/GetPressReleaseList?bodyType=2", "/api/v1/releases"]  # fmt: skip


def test_every_list_names_the_release_with_its_notice_and_no_word_of_the_text(client, withdrawn):
    release, _, _ = withdrawn
    edition = workflow.withdraw(release, by=None, notice="It was published in error.")
    for path in FACES:
        body = re.sub("</?mark>", "", client.get(path).content.decode())
        assert re.search("(Release withdrawn|Withdrawal): Marrow Bay Was Wrong", body), path
        assert "Withdrawal: Release" not in body, path
        assert "It was published in error." in body, path
        assert "Wrong words" not in body, path
    assert (
        "- Release withdrawn: Marrow Bay Was Wrong: Corporate, March 4, 2021"
        in client.get("/llms.txt").content.decode()
    )
    assert f">{edition.item_id}</guid>" in client.get("/feeds/releases.rss").content.decode()
    data = client.get(f"/api/v1{edition_path(edition)}").json()
    assert (data["headline"], data["is_withdrawn"]) == ("Release withdrawn: Marrow Bay Was Wrong", True)


def test_the_sealed_notice_keeps_the_name_and_nothing_else(withdrawn):
    release, _, _ = withdrawn
    notice = workflow.withdraw(release, by=None, notice="It was published in error.").document
    assert notice.headline == "Release withdrawn: Marrow Bay Was Wrong"
    assert notice.body_html == notice.subheadline == ""
    assert notice.files == notice.drugs == notice.sections == ()


def edition_path(edition: Edition) -> str:
    return f"/releases/{edition.path_date:%Y/%m/%d}/{edition.slug}"


def test_the_record_keeps_everything_and_proves_it(withdrawn):
    release, _, _ = withdrawn
    workflow.withdraw(release, by=None, notice="It was published in error.")
    assert [edition.number for edition in Edition.objects.order_by("number")] == [1, 2, 3]
    assert set(editions.verify()) == {None}
