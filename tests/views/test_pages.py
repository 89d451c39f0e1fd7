"""Home, the ledger, a release and its editions: what a reader gets."""

import datetime

import pytest

from tests import factories
from tests.newsroom.sealed import LONG_AGO, address, corrected, published, scheduled

pytestmark = pytest.mark.django_db


def read(client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


def test_an_empty_site_answers(client):
    assert "No releases have been published yet." in read(client, "/releases/")
    assert "<h1>Newsroom</h1>" in read(client, "/")
    assert "<title>Newsroom</title>" in read(client, "/")
    assert "<item>" not in read(client, "/feeds/releases.rss")
    assert "There is nothing at this address" in read(client, "/releases/2021/03/04/nothing/", 404)


def test_a_company_without_a_public_release_is_not_named(client):
    factories.company()
    scheduled()
    for path in ("/", "/releases/", "/feeds/releases.rss", "/nowhere/"):
        assert b"Marrow" not in client.get(path).content


def test_home_leads_with_the_newest_release(client):
    published(headline="The First")
    published(headline="The Second", on=LONG_AGO + datetime.timedelta(days=1), subheadline="With a line\nand another")
    page = read(client, "/")
    assert page.index('id="lead-headline"><a href="/releases/2021/03/05/the-second/">The Second</a>') < page.index(
        '<a href="/releases/2021/03/04/the-first/">The First</a>'
    )
    assert '<p class="subheadline">With a line</p>\n<p class="subheadline">and another</p>' in page
    assert "<title>Marrow Bay newsroom: press releases for investors and media</title>" in page


def test_a_release_page_shows_its_sealed_words(client):
    edition = published(headline="Marrow Bay & Sons <Grow>", body="<p>Words of the day.</p>")
    page = read(client, address(edition))
    assert edition.article_html in page
    assert "<title>Marrow Bay &amp; Sons &lt;Grow&gt; – Marrow Bay</title>" in page
    assert f'<link rel="canonical" href="https://ir.example.com{address(edition)}">' in page
    assert f'<code title="{edition.digest}">{edition.digest}</code>' in page
    assert "From the archive. " in page


def test_a_corrected_release_shows_the_correction_and_keeps_the_original(client):
    first = published(headline="Marrow Bay Counts to Three")
    second = corrected(first, headline="Marrow Bay Counts to Four", note="Four, not three.")
    page = read(client, address(first))
    assert second.article_html in page
    assert first.article_html not in page
    assert "Four, not three." in page
    old = read(client, f"{address(first)}editions/1/")
    assert first.article_html in old
    assert "<b>This is an earlier edition.</b>" in old
    assert f'<link rel="canonical" href="https://ir.example.com{address(first)}">' in old
    assert second.article_html in read(client, f"{address(first)}editions/2/")
    assert "This is an earlier edition." not in read(client, f"{address(first)}editions/2/")
    read(client, f"{address(first)}editions/3/", 404)


@pytest.mark.parametrize("path", ["/", "/releases/", "/feeds/releases.rss"])
def test_head_is_get_without_the_bytes(client, path):
    published()
    got, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert dict(head.headers) == dict(got.headers)
    assert got.headers["Content-Length"] == str(len(got.content))


def test_what_breaks_names_no_cause(client, monkeypatch):
    def broken(count):
        raise RuntimeError("secret of the machine room")

    monkeypatch.setattr("releases.newsroom.latest", broken)
    client.raise_request_exception = False
    response = client.get("/")
    assert (response.status_code, response.headers["Cache-Control"]) == (500, "no-store")
    assert b"secret" not in response.content
    assert b"This page cannot be shown just now" in response.content
