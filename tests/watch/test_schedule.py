"""How often is asked."""

import datetime

import pytest

from releases.watch import schedule

NOW = datetime.datetime(2026, 11, 30, 12, tzinfo=datetime.UTC)


def seconds(count: float) -> datetime.timedelta:
    return datetime.timedelta(seconds=count)


@pytest.mark.parametrize(
    ("ago", "ahead", "since", "due"),
    [
        (None, None, None, True),
        (59, None, None, False),
        (60, None, None, True),
        (59, 301, None, False),
        (10, 300, None, True),
        (9, 299, None, False),
        (60, 2, None, False),
        (60, 30, 4.9, False),
        (60, None, 5.0, True),
    ],
)
def test_a_round_is_due(ago, ahead, since, due):
    last = None if ago is None else NOW - seconds(ago)
    instant = None if ahead is None else NOW + seconds(ahead)
    assert schedule.is_due(NOW, last, instant, since) is due


def test_after_the_instant():
    assert [schedule.between(since) for since in (0, 1.9, 2, 59, 61)] == [0.25, 0.25, 1.0, 1.0, 10.0]


def test_it_never_sleeps_past_an_instant():
    assert schedule.pause(NOW, NOW + seconds(0.2), None) == pytest.approx(0.2)
    assert schedule.pause(NOW, NOW + seconds(40), None) == schedule.LOOK
    assert schedule.pause(NOW, NOW - seconds(1), 61) == 0.0
    assert schedule.pause(NOW, None, 61) == 10.0
