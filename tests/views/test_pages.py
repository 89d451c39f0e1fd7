"""Home, the ledger, a release and its editions: what a reader gets."""

import datetime
import re

import pytest

from releases import editions
from releases.models import Edition
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


def test_a_correction_says_above_its_headline_when_and_what_it_replaces(client):
    now = editions.database_now()
    first = published(headline="Counts", on=now - datetime.timedelta(days=9))
    second = corrected(first)
    page = read(client, address(first))
    above = page.partition('<article class="release"')[0].partition('<p class="issued later">')[2]
    assert above.startswith("Edition 2, published <time ")
    assert f'datetime="{second.live_at:%Y-%m-%dT%H:%M:%SZ}"' in above
    assert f'It replaces <a href="{address(first)}editions/1/">edition 1</a>' in above
    assert f'<a href="{address(first)}editions/2/redline/">what edition 2 changed</a>' in above
    assert 'class="issued later"' not in read(client, f"{address(first)}editions/1/")


def test_of_what_is_historic_no_hour_is_said(client):
    first = published(headline="Counts")
    corrected(first, live_at=LONG_AGO + datetime.timedelta(days=2))
    path = address(first)
    for where in (path, f"{path}editions/1/", f"{path}editions/2/redline/", f"{path[:-1]}.md"):
        page = read(client, where)
        said = page.partition("<dt>Brought in")[0] + page.partition("Digest (SHA-256)")[2].partition("<h2>")[2]
        assert "12:00:00" not in said, where
        assert "17:00:00" not in said, where
        assert "March 6, 2021" in page or where.endswith(".md"), where
    page = read(client, path)
    assert '<meta property="article:published_time" content="2021-03-04">' in page
    assert '<meta property="article:modified_time" content="2021-03-06">' in page
    assert '"datePublished":"2021-03-04","dateModified":"2021-03-06"' in page
    corrected(Edition.objects.get(release=first.release_id, number=2))
    page = read(client, path)
    assert '<meta property="article:published_time" content="2021-03-04">' in page
    assert re.search(r'"datePublished":"2021-03-04","dateModified":"20\d\d-\d\d-\d\dT', page)
