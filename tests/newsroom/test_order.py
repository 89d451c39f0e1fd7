"""Lists are found by places and a few corrections; here each is compared with what all editions, looked at one by one, say."""

import datetime
import itertools
import random

import pytest

from releases import newsroom
from releases.models import Edition, Release
from releases.newsroom import feeds
from tests import databases, factories
from tests.newsroom.sealed import LONG_AGO, corrected, published
from tests.properties import looks

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

CATEGORIES = ("corporate", "clinical", "earnings")


@pytest.fixture(scope="module", params=looks([0, 1], [2, 3]))
def archive(request, module_database):
    """Releases over three years, some corrected long after; some corrections change category or drug, some withdraw."""
    with databases.undone():
        yield _archive(request.param)


def _archive(seed: int) -> list:
    """Its drugs."""
    chance = random.Random(seed)
    factories.company()
    drugs = [factories.drug(code_name=f"MBY-10{number}") for number in range(3)]
    later = itertools.count(1)
    for number in range(16):
        release = factories.release(
            headline=f"Marrow Bay Reports {number}", category=chance.choice(CATEGORIES), drugs=chance.sample(drugs, 1)
        )
        edition = published(release, on=LONG_AGO + datetime.timedelta(days=61 * number))
        days = 61 * number
        for _ in range(chance.choice((0, 0, 0, 1, 2))):
            if chance.random() < 0.4:
                release = Release.objects.get(pk=release.pk)
                release.drug_links.all().delete()
                factories.ReleaseDrug.objects.create(release=release, drug=chance.choice(drugs))
            days += chance.choice((1, 40, 400)) + next(later) / 100
            edition = corrected(
                edition, live_at=LONG_AGO + datetime.timedelta(days=days), category=chance.choice(CATEGORIES)
            )
    return drugs


@pytest.fixture(scope="module")
def all_of_them(archive) -> list[tuple[Edition, set]]:
    """Every current edition with all that it or an earlier one had."""
    found = []
    for edition in Edition.objects.live():
        had = set()
        for each in Edition.objects.filter(release=edition.release_id, number__lte=edition.number):
            had |= {each.document.category, *(drug.key for drug in each.document.drugs)}
        found.append((edition, had))
    return found


@pytest.fixture(scope="module")
def originals(archive) -> dict[int, datetime.datetime]:
    """The first instant of each release."""
    return dict(Edition.objects.filter(number=1).values_list("release_id", "live_at"))


@pytest.mark.parametrize("size", [1, 3, 20])
def test_feeds_have_the_newest_by_their_own_instants(archive, all_of_them, monkeypatch, size):
    monkeypatch.setattr(feeds, "SIZE", size)
    subjects = [({"category": value}, value) for value in CATEGORIES]
    subjects += [({"drug": drug.code_name.lower()}, str(drug.key)) for drug in archive]
    for asked, key in subjects:
        newest = sorted(
            (edition for edition, had in all_of_them if key in had),
            key=lambda each: (each.live_at, each.pk),
            reverse=True,
        )[:size]
        feed = newsroom.feed(**asked)
        if feed is None:  # a drug that no current edition names
            assert not [edition for edition, _ in all_of_them if key in {drug.key for drug in edition.document.drugs}]
            continue
        assert [page.digest for page in feed.pages] == [edition.digest for edition in newest], asked


def test_a_sitemap_is_as_new_as_its_newest_edition(archive, all_of_them):
    expected = {}
    for edition, _ in all_of_them:
        year = edition.path_date.year
        expected[year] = max(expected.get(year, edition.live_at), edition.live_at)
    assert newsroom.release_years() == tuple(sorted(expected.items(), reverse=True))
    told = {place.path: place.changed_at for place in newsroom.standing_pages()}
    for drug in archive:
        path, key = f"/drugs/{drug.code_name.lower()}/", str(drug.key)
        if path in told:
            assert told[path] == max(edition.live_at for edition, had in all_of_them if key in had), path


@pytest.mark.parametrize("category", ["", "clinical"])
@pytest.mark.parametrize("size", [1, 4, 100])
def test_what_was_updated_since_comes_in_the_order_of_originals(archive, all_of_them, originals, category, size):
    instants = sorted(edition.live_at for edition, _ in all_of_them)
    for since in [*instants, instants[0] - datetime.timedelta(days=1), instants[-1] + datetime.timedelta(days=1)]:
        expected = [
            edition
            for edition, had in sorted(all_of_them, key=lambda pair: originals[pair[0].release_id], reverse=True)
            if edition.live_at >= since and (not category or category in had)
        ]
        found, after = [], ""
        while True:
            listing = newsroom.listing(size=size, after=after, updated_since=since, category=category)
            found += [page.digest for page in listing.pages]
            if not (after := listing.next_after):
                break
        assert found == [edition.digest for edition in expected], since
