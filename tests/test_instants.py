"""Wall-clock times, instants, and the two nights a year that make them differ."""

import datetime
import zoneinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from releases import instants

UTC = datetime.UTC
NEW_YORK = "America/New_York"


def at(*wall) -> tuple[str, ...]:
    moment = datetime.datetime(*wall)
    return tuple(f"{found:%Y-%m-%d %H:%M}" for found in instants.from_wall(moment.date(), moment.time(), NEW_YORK))


def test_an_ordinary_time_is_one_instant():
    assert at(2012, 12, 10, 12) == ("2012-12-10 17:00",)
    assert at(2012, 6, 10, 12) == ("2012-06-10 16:00",)
    assert instants.from_wall(datetime.date(2012, 12, 10), datetime.time(12), NEW_YORK)[0].tzinfo == UTC


def test_a_time_that_clocks_jump_over_is_none():
    assert at(2027, 3, 14, 1, 59) == ("2027-03-14 06:59",)
    assert at(2027, 3, 14, 2, 0) == ()
    assert at(2027, 3, 14, 2, 59) == ()
    assert at(2027, 3, 14, 3, 0) == ("2027-03-14 07:00",)


def test_a_time_that_clocks_show_twice_is_two_the_earlier_first():
    assert at(2027, 11, 7, 0, 59) == ("2027-11-07 04:59",)
    assert at(2027, 11, 7, 1, 30) == ("2027-11-07 05:30", "2027-11-07 06:30")
    assert at(2027, 11, 7, 2, 0) == ("2027-11-07 07:00",)


def test_a_fold_that_came_along_is_not_taken_as_the_answer():
    found = instants.from_wall(datetime.date(2027, 11, 7), datetime.time(1, 30, fold=1), NEW_YORK)
    assert [moment.hour for moment in found] == [5, 6]
    assert len(instants.from_wall(datetime.date(2012, 12, 10), datetime.time(12, fold=1), NEW_YORK)) == 1


@given(
    st.datetimes(datetime.datetime(2026, 1, 1), datetime.datetime(2040, 12, 31), timezones=st.just(UTC)),
    st.sampled_from([NEW_YORK, "Europe/London", "Australia/Lord_Howe", "Asia/Tokyo", "Africa/Casablanca"]),
)
def test_every_instant_is_among_those_of_its_wall_time(instant, zone_name):
    wall = instant.astimezone(zoneinfo.ZoneInfo(zone_name))
    found = instants.from_wall(wall.date(), wall.time(), zone_name)
    assert instant in found
    assert list(found) == sorted(set(found))


@pytest.mark.parametrize(
    ("instant", "shown"),
    [
        (datetime.datetime(2026, 11, 23, 12, tzinfo=UTC), "Monday, November 23, 2026, 07:00:00 EST (12:00:00 UTC)"),
        (
            datetime.datetime(2027, 7, 1, 1, 2, 3, tzinfo=UTC),
            "Wednesday, June 30, 2027, 21:02:03 EDT (July 1, 01:02:03 UTC)",
        ),
        (datetime.datetime(2027, 11, 7, 5, 30, tzinfo=UTC), "Sunday, November 7, 2027, 01:30:00 EDT (05:30:00 UTC)"),
        (datetime.datetime(2027, 11, 7, 6, 30, tzinfo=UTC), "Sunday, November 7, 2027, 01:30:00 EST (06:30:00 UTC)"),
    ],
)
def test_an_instant_is_shown_in_both_zones(instant, shown):
    assert instants.both_zones(instant, NEW_YORK) == shown


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 seconds"),
        (0.9, "0 seconds"),
        (1, "1 second"),
        (61, "1 minute 1 second"),
        (3600, "1 hour"),
        (11520, "3 hours 12 minutes"),
        (11525, "3 hours 12 minutes"),
        (86400, "1 day"),
        (2 * 86400 + 5, "2 days 5 seconds"),
    ],
)
def test_a_span_is_told_in_its_two_largest_units(seconds, words):
    assert instants.span(seconds) == words
