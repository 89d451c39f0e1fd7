"""The number of queries does not grow with the number of releases."""

import datetime

import pytest

from releases import newsroom
from tests import factories
from tests.newsroom.sealed import LONG_AGO, address, published

pytestmark = pytest.mark.django_db

COUNTS = {"/": 3, "/releases/": 4, "/feeds/releases.rss": 3, "release": 4, "edition": 4, "/nowhere/": 2}


@pytest.mark.parametrize("releases", [3, 45])
def test_queries_of_each_page(client, django_assert_num_queries, releases):
    factories.company()
    drug, contact = factories.drug(), factories.contact()
    for day in range(releases):
        release = factories.release(drugs=[drug])
        release.contacts.add(contact)
        last = published(release, on=LONG_AGO + datetime.timedelta(days=day))
    paths = {"release": address(last), "edition": f"{address(last)}editions/1/"}
    for name, count in COUNTS.items():
        with django_assert_num_queries(count):
            client.get(paths.get(name, name))


def test_the_ledger_leaves_stored_articles_in_the_database(django_assert_num_queries):
    published()
    with django_assert_num_queries(1) as captured:
        assert len(newsroom.latest(9)) == 1
    assert "article_html" not in captured.captured_queries[0]["sql"]
