"""What the desk says of the self-probe."""

import datetime

import pytest

from releases import editions, watch
from releases.models import ProbeIncident, ProbeRound, ProbeWorker
from tests import factories

pytestmark = pytest.mark.django_db


def row(release, *, ago: float = 14, phase="before", outcome="green", **facts) -> ProbeRound:
    at = editions.database_now() - datetime.timedelta(seconds=ago)
    facts = {"asked": 42, "as_expected": 42, "is_named": True} | facts
    return ProbeRound.objects.create(release=release, phase=phase, outcome=outcome, at=at, **facts)


def test_never_asked():
    release = factories.release()
    found = watch.standing(release.pk)
    assert (found.level, found.words) == ("unknown", "Not checked yet by the self-probe")
    assert "manage.py watch_releases" in found.detail
    ProbeWorker.objects.create(pk=1, holder="somebody", seen_at=editions.database_now())
    assert watch.standing(release.pk).detail == "The next round is within a minute."
    assert watch.standing(release.pk, is_watched=False) is None


def test_sealed():
    release = factories.release()
    row(release, ago=100, as_expected=1, outcome="unanswered")
    row(release)
    found = watch.standing(release.pk)
    assert (found.level, found.detail) == ("good", "")
    assert found.words in [f"42 of 42 channels sealed, checked {seconds} seconds ago" for seconds in range(13, 30)]


def test_without_a_direct_node_it_says_what_is_not_asked_for():
    release = factories.release()
    row(release, is_named=False)
    assert "IRSITE_PROBE_DIRECT is not set" in watch.standing(release.pk).detail


def test_unanswered():
    release = factories.release()
    row(release, outcome="unanswered", as_expected=40, error="2 channels of 42 did not answer.")
    found = watch.standing(release.pk)
    assert (found.level, found.detail) == ("unknown", "2 channels of 42 did not answer.")
    assert found.words.startswith("40 of 42 channels sealed, checked ")


def test_silent():
    release = factories.release()
    row(release, ago=181)
    found = watch.standing(release.pk)
    assert found.level == "unknown"
    assert found.words.startswith("The self-probe has been silent for 3 minutes")
    assert watch.standing(release.pk, is_watched=False) is None


def test_an_alarm_goes_before_everything():
    release = factories.release()
    row(release)
    ProbeIncident.objects.create(release=release, opened_at=editions.database_now(), found="2 channels of 42 answered.")
    for is_watched in (True, False):
        found = watch.standing(release.pk, is_watched=is_watched)
        assert (found.level, found.detail) == ("bad", "2 channels of 42 answered.")
        assert found.words.startswith("Alarm of the self-probe, ")


def test_open():
    release, late = factories.release(), factories.release()
    row(release, phase="after", asked_from=0.02, slowest=0.44)
    row(late, phase="after", asked_from=12.0, slowest=12.3)
    found = watch.standings([release.pk, late.pk], is_watched=False)
    assert (found[release.pk].level, found[release.pk].words, found[release.pk].detail) == (
        "good", "42 of 42 channels open, the last 0.4 s after the instant", "",
    )  # fmt: skip
    assert found[late.pk].detail == "First asked 12.0 s after it, so it may have been open before."
    # The next edition was not asked for.
    assert watch.standing(release.pk).words == "Not checked yet by the self-probe"


def test_queries_do_not_grow_with_releases(django_assert_num_queries):
    releases = [factories.release() for _ in range(5)]
    for each in releases:
        row(each)
    with django_assert_num_queries(4):
        watch.standings([each.pk for each in releases])
