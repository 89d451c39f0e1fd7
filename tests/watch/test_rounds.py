"""A round over a sealed release, and what is written of it."""

import datetime
import time

import pytest

from releases import editions
from releases.models import Edition, ProbeIncident, ProbeRound, Release
from releases.watch import releases, rounds, worker
from releases.watch.asking import Answer
from tests import factories
from tests.newsroom.sealed import address, figure, published, scheduled
from tests.watch.site import Site

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def edition(module_database):
    factories.company()
    published(headline="Marrow Bay Was Here")
    release = factories.release(headline="Marrow Bay Buys a Lake", drugs=[factories.drug(code_name="ZQX-77")])
    figure(release, title="Depth of the lake")
    made = scheduled(release)
    Release.objects.filter(pk=release.pk).update(state="sealed")
    return made


@pytest.fixture(scope="module")
def answers(edition) -> dict:
    """What was answered already: no test that uses it changes what is public."""
    return {}


@pytest.fixture
def site(answers):
    return Site(answers=answers)


@pytest.fixture(autouse=True)
def _signs_anew():
    """What tells a release is found once a process; a test's own publications have a part in it."""
    releases._known.clear()


def test_a_sealed_release_is_green(site, edition):
    (row,) = rounds.probe(site)
    assert (row.outcome, row.error, row.wrong) == ("green", "", [])
    assert row.asked == row.as_expected > 80
    assert (row.edition_id, row.release_id, row.instant) == (edition.pk, edition.release_id, edition.live_at)
    assert row.is_named
    assert address(edition) in site.asked


def test_without_a_direct_node_no_word_of_it_is_asked_for(edition):
    site = Site(is_direct=False)
    (row,) = rounds.probe(site)
    assert row.outcome == "green"
    assert not row.is_named
    assert not [path for path in site.asked if "lake" in path.lower() or "zqx" in path.lower()]
    assert not [path for path in site.asked if edition.digest in path]


@pytest.mark.parametrize(
    ("path", "words", "what"),
    [
        ("/feeds/releases.rss", "<title>Marrow Bay Buys a Lake</title>", "its headline"),
        ("/sitemap.xml", "{address}", "its address"),
        ("/robots.txt", "{digest}", "its digest"),
        ("/drugs/", "ZQX-77", "the name of a drug or trial"),
        ("/releases/2021/03/04/marrow-bay-was-here/", "Next: {address}", "its address"),
    ],
)
def test_a_leak_is_red_and_named_without_a_word_of_it(site, edition, path, words, what):
    site.leaks[path] = words.format(address=address(edition), digest=edition.digest)
    (row,) = rounds.probe(site)
    assert row.outcome == "red"
    assert row.wrong == [[path, f"It has {what}."]]
    assert row.as_expected == row.asked - 1
    assert row.error == f"1 channel of {row.asked} answered what must not be public yet: {path}: It has {what}."
    assert ProbeIncident.objects.get().found == row.error


@pytest.mark.parametrize("status", [200, 302, 401, 403, 410, 500])
def test_another_status_than_of_what_is_nowhere_is_red(site, edition, status):
    site.instead[address(edition)] = Answer(status=status, body=b"")
    (row,) = rounds.probe(site)
    # The page is asked for twice: as anybody would, and by who holds the digest.
    assert {channel for channel, _ in row.wrong} == {"/releases/…/", "/releases/…/ with If-None-Match"}
    assert row.wrong[0][1] == f"It answers {status}, and an address where nothing is answers 404."


def test_what_does_not_answer_is_neither_green_nor_red(site, edition):
    site.instead["/feeds/releases.rss"] = Answer(failure="It took too long.")
    site.instead["/sitemap.xml"] = Answer(status=503)
    (row,) = rounds.probe(site)
    assert row.outcome == "unanswered"
    assert row.as_expected == row.asked - 2
    assert row.error == (
        f"2 channels of {row.asked} did not answer, so nothing is known of them: /feeds/releases.rss: It took too long.;"
        " /sitemap.xml: It answers 503."
    )
    assert not ProbeIncident.objects.exists()


def test_an_error_page_with_its_headline_is_red(site, edition):
    site.instead["/sitemap.xml"] = Answer(status=500, body=b"Marrow Bay Buys a Lake")
    assert rounds.probe(site)[0].wrong == [["/sitemap.xml", "It has its headline."]]


def test_what_another_release_says_since_its_own_instant_is_no_leak(edition):
    site = Site()
    rounds.probe(site)
    published(headline="Marrow Bay Buys a Lake", on=datetime.datetime(2022, 1, 3, 17, tzinfo=datetime.UTC))
    (row,) = rounds.probe(site)
    assert row.outcome == "green"


def test_what_was_called_back_meanwhile_is_not_written(edition):
    site = Site()
    kept = site.ask

    def ask(questions):
        found = kept(questions)
        if Edition.objects.standing().filter(pk=edition.pk).exists():
            editions.call_back(edition, by=None)
        return found

    site.ask = ask
    assert rounds.probe(site) == []
    assert not ProbeRound.objects.exists()


def test_a_worker_that_is_stopped_writes_nothing(site, edition):
    site.is_stopped = lambda: True
    assert rounds.probe(site) == []
    assert not ProbeRound.objects.exists()


def test_a_round_gives_way_to_an_instant_and_writes_nothing(site, edition):
    with site.until(0.0):
        assert rounds.probe(site) == []
    assert not ProbeRound.objects.exists()
    assert [row.outcome for row in rounds.probe(site)] == ["green"]


def test_the_worker_gives_way_and_does_the_round_after_the_instant(edition):
    site = Site()
    near = editions.seal(
        factories.release(headline="Marrow Bay Is Near"),
        by=None,
        live_at=editions.database_now() + datetime.timedelta(seconds=4),
    )
    site.seconds = 0.1  # each question: a round takes longer than there is time
    looking = worker._Worker(site)
    looking.step()
    assert editions.database_now() - near.live_at < datetime.timedelta(seconds=1)
    assert looking._last is None
    assert not ProbeRound.objects.exists()
    site.seconds = 0.0
    while not ProbeRound.objects.filter(phase="before").exists():
        time.sleep(min(looking.step(), 0.2))
        assert editions.database_now() - near.live_at < datetime.timedelta(seconds=60)
    (after,) = ProbeRound.objects.filter(phase="after")
    assert (after.release_id, after.outcome) == (near.release_id, "green")
    assert after.asked_from < 1


def test_old_green_rounds_are_forgotten_and_red_ones_kept(site, edition):
    rounds.probe(site)
    site.leaks["/"] = "Marrow Bay Buys a Lake"
    rounds.probe(site)
    ProbeRound.objects.update(at=editions.database_now() - datetime.timedelta(days=15))
    assert rounds.prune() == 1
    assert [row.outcome for row in ProbeRound.objects.all()] == ["red"]
