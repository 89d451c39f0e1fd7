"""When the exchanges trade, by the library and by rows that a site adds."""

import datetime

import pytest

from releases.preflight import market, regulation

LAW = regulation.load()


def day(exchange: str, date: datetime.date, law=LAW):
    return market.trading_days(exchange, date, regulation=law)[date]


def times(exchange: str, date: datetime.date, law=LAW) -> tuple[str, str, str]:
    found = day(exchange, date, law)
    return (
        f"{found.opens_at:%H:%M %Z}" if found.opens_at else "",
        f"{found.closes_at:%H:%M %Z}" if found.closes_at else "",
        found.reason,
    )


@pytest.mark.parametrize("exchange", ["NASDAQ", "NYSE", "NYSE American"])
def test_an_ordinary_day(exchange):
    assert times(exchange, datetime.date(2026, 11, 23)) == ("09:30 EST", "16:00 EST", "")
    assert times(exchange, datetime.date(2026, 7, 1)) == ("09:30 EDT", "16:00 EDT", "")


@pytest.mark.parametrize(
    ("date", "reason"),
    [
        (datetime.date(2026, 11, 21), "Saturday"),
        (datetime.date(2026, 11, 26), "Thanksgiving Day"),
        (datetime.date(2024, 3, 29), "Good Friday"),
        (datetime.date(2022, 6, 20), "Juneteenth National Independence Day (observed)"),
        (datetime.date(2012, 10, 29), "Hurricane Sandy"),
        (datetime.date(2025, 1, 9), "National Day of Mourning for former President Jimmy Carter"),
    ],
)
def test_a_day_without_trading_says_why(date, reason):
    assert times("NASDAQ", date) == ("", "", reason)


def test_juneteenth_was_a_trading_day_before_2022_and_new_year_on_a_saturday_shifts_nothing():
    assert times("NYSE", datetime.date(2020, 6, 19))[1] == "16:00 EDT"
    assert times("NYSE", datetime.date(2021, 12, 31))[1] == "16:00 EST"


@pytest.mark.parametrize("date", [datetime.date(2026, 11, 27), datetime.date(2025, 7, 3), datetime.date(2025, 12, 24)])
def test_short_days_close_at_one(date):
    assert f"{day('NYSE', date).closes_at:%H:%M}" == "13:00"


def test_an_exchange_without_hours_has_no_days():
    assert market.trading_days("TSX", datetime.date(2026, 11, 23), regulation=LAW) == {}


def test_a_site_adds_a_day_of_its_own(tmp_path):
    (tmp_path / "exchanges.toml").write_text(
        'source = "Notice of the exchanges"\n'
        '[[entries]]\nid = "day-1"\nexchanges = ["NASDAQ"]\ndate = 2026-11-23\nshut = true\nreason = "Mourning"\n'
        '[[entries]]\nid = "day-2"\nexchanges = ["NASDAQ"]\ndate = 2026-11-24\ncloses = 12:00:00\nreason = "Storm"\n'
        '[[entries]]\nid = "day-3"\nexchanges = ["NASDAQ"]\ndate = 2026-11-21\nreason = "Saturday session"\n'
    )
    law = regulation.load(tmp_path)
    assert times("NASDAQ", datetime.date(2026, 11, 23), law) == ("", "", "Mourning")
    assert times("NYSE", datetime.date(2026, 11, 23), law) == ("09:30 EST", "16:00 EST", "")
    assert times("NASDAQ", datetime.date(2026, 11, 24), law) == ("09:30 EST", "12:00 EST", "Storm")
    assert times("NASDAQ", datetime.date(2026, 11, 21), law) == ("09:30 EST", "16:00 EST", "Saturday session")
