"""Sitemaps, robots.txt, security.txt and llms.txt."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from releases import editions, workflow
from releases.models import Release
from tests import factories
from tests.machines import check_sitemap
from tests.newsroom.sealed import LONG_AGO, address, corrected, published, scheduled

pytestmark = pytest.mark.django_db
ORIGIN = "https://ir.example.com"


def read(client, path: str) -> dict[str, str]:
    """Address to lastmod."""
    response = client.get(path)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/xml; charset=utf-8")
    pairs = re.findall(r"<loc>([^<]+)</loc><lastmod>([^<]+)</lastmod>", response.content.decode())
    return {loc.removeprefix(ORIGIN): lastmod for loc, lastmod in pairs}


@pytest.fixture
def site() -> Release:
    made = factories.release(headline="Counts", drugs=[factories.drug(code_name="MBY-101")])
    published(made)
    published(headline="Grows", on=LONG_AGO.replace(year=2020))
    scheduled(headline="Zebra")
    return made


def test_the_index_has_true_times(client, site):
    first = site.editions.get()
    corrected(first, live_at=LONG_AGO + datetime.timedelta(days=5))
    check_sitemap("siteindex", client.get("/sitemap.xml").content)
    index = read(client, "/sitemap.xml")
    assert index == {
        "/sitemaps/pages.xml": "2021-03-09T17:00:00Z",
        "/sitemaps/releases-2021.xml": "2021-03-09T17:00:00Z",
        "/sitemaps/releases-2020.xml": "2020-03-04T17:00:00Z",
    }
    for path in index:
        check_sitemap("sitemap", client.get(path).content)
    assert read(client, "/sitemaps/releases-2021.xml") == {address(first): "2021-03-09T17:00:00Z"}
    pages = read(client, "/sitemaps/pages.xml")
    assert pages == dict.fromkeys(("/", "/releases/", "/drugs/mby-101/"), "2021-03-09T17:00:00Z") | {
        "/drugs/": pages["/drugs/"]
    }
    for path in (*pages, *read(client, "/sitemaps/releases-2020.xml")):
        assert client.get(path).status_code == 200


def test_a_withdrawn_release_is_no_page_to_visit(client, site):
    Release.objects.filter(pk=site.pk).update(state="sealed")
    workflow.withdraw(Release.objects.get(pk=site.pk), by=None, notice="In error.")
    assert client.get("/sitemaps/releases-2021.xml").status_code == 404
    assert "/sitemaps/releases-2021.xml" not in read(client, "/sitemap.xml")


def test_a_withdrawal_changes_the_sitemap_of_its_year(client, site):
    published(headline="Stays", on=LONG_AGO + datetime.timedelta(days=1))
    Release.objects.filter(pk=site.pk).update(state="sealed")
    workflow.withdraw(Release.objects.get(pk=site.pk), by=None, notice="In error.")
    notice = site.editions.get(is_withdrawal=True)
    index = read(client, "/sitemap.xml")
    assert index["/sitemaps/releases-2021.xml"] == f"{notice.live_at:%Y-%m-%dT%H:%M:%SZ}"
    assert [path.rpartition("/2021/")[2] for path in read(client, "/sitemaps/releases-2021.xml")] == ["03/05/stays/"]


def test_news_are_of_the_last_two_days(client, site):
    company = "Marrow Bay Biologics, Inc."
    fresh = editions.seal(factories.release(headline="Fresh & new"), by=None)
    now = editions.database_now()
    published(headline="Of yesterday", on=now - datetime.timedelta(hours=47))
    old = published(headline="Too old", on=now - datetime.timedelta(hours=49))
    corrected(old)  # makes no news of it
    body = client.get("/sitemaps/news.xml").content
    check_sitemap("sitemap", body)
    assert re.findall(r"<news:title>([^<]+)<", body.decode()) == ["Fresh &amp; new", "Of yesterday"]
    assert f"<loc>{ORIGIN}{address(fresh)}</loc>" in body.decode()
    corrected(fresh, headline="Fresh & corrected")
    dates = re.findall(r"<news:publication_date>([^<]+)<", client.get("/sitemaps/news.xml").content.decode())
    assert dates[0] == f"{fresh.live_at:%Y-%m-%dT%H:%M:%SZ}"
    assert f"<news:name>{company}</news:name><news:language>en</news:language>" in body.decode()


EVERY = ["/sitemap.xml", "/sitemaps/pages.xml", "/sitemaps/news.xml", "/sitemaps/releases-2021.xml"]


def announced(client) -> list[str]:
    """The sitemaps that robots.txt names."""
    return re.findall(rf"^Sitemap: {ORIGIN}(.+)$", client.get("/robots.txt").content.decode(), re.MULTILINE)


def test_an_empty_newsroom_has_no_sitemap_and_names_none(client):
    scheduled(headline="Zebra")
    assert [client.get(path).status_code for path in EVERY] == [404] * len(EVERY)
    assert client.get("/robots.txt").content.decode() == "User-agent: *\nDisallow: /admin/\n"


def test_without_news_there_is_no_sitemap_of_news(client, site):
    assert announced(client) == ["/sitemap.xml"]
    assert client.get("/sitemaps/news.xml").status_code == 404
    fresh = editions.seal(factories.release(headline="Fresh"), by=None)
    assert announced(client) == ["/sitemap.xml", "/sitemaps/news.xml"]
    check_sitemap("sitemap", client.get("/sitemaps/news.xml").content)
    Release.objects.filter(pk=fresh.release_id).update(state="sealed")
    workflow.withdraw(Release.objects.get(pk=fresh.release_id), by=None, notice="In error.")
    assert announced(client) == ["/sitemap.xml"]


def test_where_everything_is_withdrawn_every_sitemap_that_is_named_is_valid(client):
    only = published(headline="Counts")
    Release.objects.filter(pk=only.release_id).update(state="sealed")
    workflow.withdraw(Release.objects.get(pk=only.release_id), by=None, notice="In error.")
    assert announced(client) == ["/sitemap.xml"]
    check_sitemap("siteindex", client.get("/sitemap.xml").content)
    assert list(read(client, "/sitemap.xml")) == ["/sitemaps/pages.xml"]
    check_sitemap("sitemap", client.get("/sitemaps/pages.xml").content)


@pytest.mark.parametrize("path", ["/sitemap.xml", "/sitemaps/pages.xml", "/sitemaps/releases-2021.xml", "/llms.txt"])
def test_queries_do_not_grow(client, site, path):
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    before = count()
    for day in range(1, 9):
        published(factories.release(drugs=[factories.drug()]), on=LONG_AGO + datetime.timedelta(days=day))
    assert count() == before <= 10


def test_robots(client):
    editions.seal(factories.release(), by=None)
    assert client.get("/robots.txt").content.decode() == (
        f"User-agent: *\nDisallow: /admin/\n\nSitemap: {ORIGIN}/sitemap.xml\nSitemap: {ORIGIN}/sitemaps/news.xml\n"
    )


def test_security_txt(client, settings, monkeypatch):
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACTS = ["mailto:security@example.com"]
    for now, expires in (
        (datetime.datetime(2026, 1, 31, 23, tzinfo=datetime.UTC), "2026-08-01"),
        (datetime.datetime(2026, 5, 1, tzinfo=datetime.UTC), "2026-12-01"),
        (datetime.datetime(2026, 6, 1, tzinfo=datetime.UTC), "2027-01-01"),
        (datetime.datetime(2026, 12, 31, tzinfo=datetime.UTC), "2027-07-01"),
    ):
        monkeypatch.setattr("releases.views.notices.timezone.now", lambda now=now: now)
        response = client.get("/.well-known/security.txt")
        assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
        assert response.content.decode() == (
            f"Contact: mailto:security@example.com\nExpires: {expires}T00:00:00Z\nPreferred-Languages: en\n"
            f"Canonical: {ORIGIN}/.well-known/security.txt\n"
        )


def test_llms_txt_leads_to_texts_that_answer(client, site):
    body = client.get("/llms.txt").content.decode()
    assert body.startswith("# Marrow Bay Biologics, Inc.: newsroom\n\n> News releases of Marrow Bay")
    assert "Zebra" not in body
    links = re.findall(r"\]\(https://ir\.example\.com([^)]+)\)", body)
    assert "/releases/2021/03/04/counts.md" in links
    assert [client.get(link).status_code for link in links] == [200] * len(links)
