"""The number of queries does not grow with the number of releases."""

import datetime

import pytest

from releases import newsroom
from releases.models import TrialDrug
from tests import factories
from tests.newsroom.sealed import LONG_AGO, address, published

pytestmark = pytest.mark.django_db

COUNTS = {
    "/": 3,
    "/releases/": 8,
    "/releases/?q=progress": 10,
    "/releases/?drug=mby-101&year=2021": 8,
    "/feeds/releases.rss": 2,
    "release": 6,
    "edition": 6,
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


def test_the_ledger_leaves_stored_articles_in_the_database(django_assert_num_queries):
    published()
    with django_assert_num_queries(1) as captured:  # none for addresses: it names no drug
        assert len(newsroom.latest(9)) == 1
    assert "article_html" not in captured.captured_queries[0]["sql"]
