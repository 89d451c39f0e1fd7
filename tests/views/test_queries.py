"""The number of queries does not grow with the number of releases."""

import datetime
from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, resolve

from releases import newsroom, urls
from releases.models import EditionFile, TrialDrug
from releases.rendering import formats
from tests import factories
from tests.newsroom.sealed import LONG_AGO, address, corrected, figure, published

pytestmark = pytest.mark.django_db

COUNTS = {
    "/": 3,
    "/releases/": 8,
    "/releases/?q=progress": 9,
    "/releases/?drug=mby-101&year=2021": 8,
    "/feeds/releases.rss": 3,
    "release": 7,
    "edition": 7,
    "/drugs/": 2,
    "/drugs/mby-101/": 5,
    "/trials/harbor-counts/": 5,
    "/nowhere/": 1,
}


@pytest.mark.parametrize("releases", [3, 45])
def test_queries_of_each_page(client, django_assert_num_queries, releases):
    factories.company()
    drug, trial, contact = (
        factories.drug(code_name="MBY-101"),
        factories.trial(acronym="HARBOR-COUNTS"),
        factories.contact(),
    )
    TrialDrug.objects.create(trial=trial, drug=drug)
    for day in range(releases):
        release = factories.release(drugs=[drug])
        release.contacts.add(contact)
        release.trials.add(trial)
        last = published(release, on=LONG_AGO + datetime.timedelta(days=day))
    paths = {"release": address(last), "edition": f"{address(last)}editions/1/"}
    for name, count in COUNTS.items():
        with django_assert_num_queries(count):
            client.get(paths.get(name, name))


def views(patterns) -> set:
    """Every view that public addresses lead to."""
    found = set()
    for each in patterns:
        found |= views(each.url_patterns) if isinstance(each, URLResolver) else {each.callback}
    return found


def everywhere(release, contact) -> list[str]:
    """An address of every public view, and of every ending it has."""
    page = address(release.editions.get(number=1))
    file = EditionFile.objects.filter(edition__release=release).first()
    return [
        *("/", "/releases/", "/contacts/", "/feeds/", "/record/", "/drugs/", "/drugs/mby-101/", "/trials/harbor-counts/"),
        *(page, f"{page}editions/1/", f"{page}editions/1/record", f"{page}editions/2/redline/"),
        *(f"{start}.{ending}" for start in (page[:-1], f"{page}editions/1") for ending in formats.endings()),
        *(f"/contacts/{contact.key}.vcf", f"/files/{file.key}/{file.name}"),
        *(f"/feeds/{subject}.{ending}" for ending in ("rss", "atom", "json") for subject in
          ("releases", "categories/clinical", "drugs/mby-101", "trials/harbor-counts")),
        *("/rss/news-releases.xml", "/rss/pressrelease.aspx", "/feed/PressRelease.svc/GetPressReleaseYearList"),
        *(f"/feed/PressRelease.svc/GetPressReleaseList?{query}&pageSize=3" for query in ("", "year=2021", "tagList=MBY-101")),
        *(f"/api/v1/{path}" for path in ("", "openapi.json", "releases?limit=3", "releases?drug=mby-101&limit=3", "drugs", "trials",
                                         "releases?category=clinical&year=2021&limit=3", "drugs/mby-101", "trials/harbor-counts",
                                         "contacts", "nowhere")),
        f"/api/v1{page[:-1]}",
        *("/sitemap.xml", "/sitemaps/pages.xml", "/sitemaps/news.xml", "/sitemaps/releases-2021.xml"),
        *("/robots.txt", "/.well-known/security.txt", "/llms.txt"),
    ]  # fmt: skip


def test_no_address_asks_more_when_there_are_more_releases(client):
    factories.company()
    drug, trial, contact = (
        factories.drug(code_name="MBY-101"), factories.trial(acronym="HARBOR-COUNTS"), factories.contact(),
    )  # fmt: skip

    def publish(day: int):
        release = factories.release(drugs=[drug], category="clinical")
        release.contacts.add(contact)
        release.trials.add(trial)
        figure(release)
        published(release, on=LONG_AGO + datetime.timedelta(days=day))
        return release

    first, *_ = [publish(day) for day in range(4)]
    corrected(first.editions.get(), live_at=LONG_AGO + datetime.timedelta(days=5))
    paths = everywhere(first, contact)
    assert {resolve(path.partition("?")[0]).func for path in paths} == views(urls.urlpatterns)

    def asked() -> Counter:
        found = Counter()
        for path in paths:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(path).status_code in (200, 404), path
            found[path] = len(captured)
        return found

    asked()  # what is made once and kept
    before = asked()
    for day in range(6, 30):
        publish(day)
    assert {path: count for path, count in asked().items() if count != before[path]} == {}
    assert max(before.values()) <= 10, before.most_common(3)


def test_the_ledger_leaves_stored_articles_in_the_database(django_assert_num_queries):
    published()
    with django_assert_num_queries(1) as captured:  # none for addresses: it names no drug
        assert len(newsroom.latest(9)) == 1
    assert "article_html" not in captured.captured_queries[0]["sql"]
