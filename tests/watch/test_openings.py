"""Which releases a round asks for, and how a release is seen to open at its instant."""

import pytest

from releases import editions
from releases.models import ProbeIncident
from releases.watch import rounds
from releases.watch.asking import Answer
from releases.watch.releases import opening
from tests import clock, factories
from tests.newsroom.sealed import address, corrected, figure, published, tomorrow
from tests.watch.site import Site

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return Site()


def test_a_planned_release_is_asked_for(site):
    factories.company()
    release = factories.release(headline="Marrow Bay Buys a Lake", planned_at=tomorrow())
    (row,) = rounds.probe(site)
    assert (row.release_id, row.edition_id, row.outcome) == (release.pk, None, "green")
    site.leaks["/"] = "Marrow Bay Buys a Lake"
    assert rounds.probe(site)[0].outcome == "red"


def test_a_draft_without_an_instant_is_not_asked_for_until_it_has_an_alarm(site):
    factories.company()
    release = factories.release()
    assert rounds.probe(site) == []
    ProbeIncident.objects.create(release=release, opened_at=editions.database_now(), found="x")
    (row,) = rounds.probe(site)
    assert (row.release_id, row.outcome) == (release.pk, "green")
    assert ProbeIncident.objects.get().closed_at == row.at


def test_a_pending_correction_is_asked_for_beside_the_public_edition(site):
    factories.company()
    first = published(headline="Marrow Bay Was Here")
    corrected(
        first, live_at=tomorrow(), note="The lake was another one.", body=factories.body("<p>It was Lake Erie.</p>")
    )
    (row,) = rounds.probe(site)
    assert row.outcome == "green"
    assert address(first) in site.asked
    site.leaks[address(first)] = "The lake was another one."
    assert (
        rounds.probe(site)[0].wrong
        == [
            [address(first), "It has the note of its correction."],
            ["/releases/…/", "It has the note of its correction."],
        ]
        or rounds.probe(site)[0].outcome == "red"
    )


def _gone_out():
    """A release that was sealed for an instant, and is public now."""
    factories.company()

    def act(instant):
        release = factories.release(headline="Marrow Bay Buys a Lake")
        figure(release, title="Depth of the lake")
        return editions.seal(release, by=None, live_at=instant)

    instant, made = clock.before_an_instant(act)
    clock.wait_until_after(instant)
    return made


class Watching:
    """One release after its instant, asked for by itself."""

    def __init__(self, site, release):
        self._site, self._opening = site, rounds.Opening(site, release)

    def ask(self):
        return next(iter(rounds.ask(self._site, [self._opening])), None)


def test_after_its_instant_every_channel_is_seen_open(site):
    edition = _gone_out()
    (release,) = opening(editions.database_now())
    state = Watching(site, release)
    row = state.ask() or state.ask()
    if row is None:  # files come after texts
        row = state.ask()
    assert (row.phase, row.outcome, row.edition_id) == ("after", "green", edition.pk)
    assert row.asked == row.as_expected == len(row.opened)
    assert {
        "/releases/…/",
        "/releases/….pdf",
        "/feeds/releases.rss",
        "/",
        "/sitemaps/news.xml",
        "/api/v1/releases",
    } <= set(row.opened)
    assert 0 <= row.asked_from <= min(row.opened.values()) <= row.slowest == max(row.opened.values())
    assert opening(editions.database_now()) == []


def test_what_is_not_open_in_time_is_an_alarm_once_and_ends_with_green(site, monkeypatch):
    _gone_out()
    (release,) = opening(editions.database_now())
    state = Watching(site, release)
    site.instead["/feeds/releases.rss"] = Answer(status=200, body=b"nothing new")
    assert [state.ask(), state.ask(), state.ask()] == [None, None, None]
    monkeypatch.setattr(rounds, "PATIENCE", 0.0)
    monkeypatch.setattr(rounds, "_LIGHT_FIRST", 0.0)
    row = state.ask()
    assert (row.outcome, row.wrong, row.slowest) == ("red", [["/feeds/releases.rss", "It does not have it."]], None)
    assert state.ask() is None
    assert [each.release_id for each in opening(editions.database_now())] == [release.release_id]
    site.instead.clear()
    assert state.ask().outcome == "green"
    assert ProbeIncident.objects.get().closed_at is not None


def test_releases_of_one_instant_are_asked_for_in_turns(site):
    factories.company()

    def act(instant):
        for name in ("Lake", "Pond"):
            editions.seal(factories.release(headline=f"Marrow Bay Buys a {name}"), by=None, live_at=instant)

    instant, _ = clock.before_an_instant(act)
    clock.wait_until_after(instant)
    openings = [rounds.Opening(site, each) for each in opening(editions.database_now())]
    written = rounds.ask(site, openings)
    own = [path.split("/")[5].split(".")[0] for path in site.asked if path.startswith("/releases/20")]
    assert own[:4] == [own[0], own[1], own[0], own[1]]
    assert own[0] != own[1]
    written += rounds.ask(
        site, [each for each in openings if each.release.release_id not in {row.release_id for row in written}]
    )
    assert [row.outcome for row in written] == ["green", "green"]
    assert written[0].asked_from == written[1].asked_from


def test_what_was_published_at_once_is_not_measured():
    factories.company()
    editions.seal(factories.release(), by=None)
    assert opening(editions.database_now()) == []
