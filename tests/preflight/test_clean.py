"""Rules that cry wolf are switched off: clean releases raise few findings; and planted errors are found."""

from collections import Counter

import pytest

from bench.planting import plantings
from releases import preflight
from tests.preflight.clean import clean_releases


@pytest.fixture(scope="module")
def alarms() -> Counter:
    """In how many of the clean releases each rule speaks."""
    found = Counter()
    for _, document in clean_releases():
        found.update({finding.rule for finding in preflight.inspect(document).findings})
    return found


def test_there_are_forty_clean_releases_at_least():
    assert len({document.digest() for _, document in clean_releases()}) >= 40


def test_no_rule_speaks_in_more_than_one_of_ten_clean_releases(alarms):
    limit = len(clean_releases()) / 10
    assert {rule: count for rule, count in alarms.items() if count > limit} == {}


def test_the_rules_about_numbers_are_silent(alarms):
    assert {rule for rule in alarms if rule.startswith("A")} == set()


def test_planted_errors_are_found_by_the_rules_that_block():
    planted, missed = 0, []
    for planting in plantings(2 * len(preflight.CATALOGUE), seed=7):
        if preflight.CATALOGUE[planting.rule].level != "B":
            continue
        planted += 1
        found = preflight.inspect(planting.planted, planting.context).findings
        if not any(
            finding.rule == planting.rule and (planting.quotes is None or finding.quote in planting.quotes)
            for finding in found
        ):
            missed.append(planting.rule)
    assert planted > 50
    assert len(missed) <= planted / 20, missed


def test_the_same_seed_plants_the_same_errors():
    first, again = ([each.planted.digest() for each in plantings(40, seed=3)] for _ in range(2))
    assert first == again
    assert first != [each.planted.digest() for each in plantings(40, seed=4)]
