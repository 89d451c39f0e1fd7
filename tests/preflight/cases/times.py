"""Cases of the rules about dates, times of day and the markets."""

import datetime
import zoneinfo

from releases.preflight import market, regulation
from releases.preflight.context import Context, KnownCompany, Listing, OlderRelease
from tests.preflight.cases import edge, finds, silent

DAY = {"date": datetime.date(2026, 11, 23)}


def on(date: str, **facts) -> dict:
    return {"date": datetime.date.fromisoformat(date)} | facts


DATES = (
    finds(
        "D1",
        "The call is on Monday, November 2, 2021.",
        "Monday, November 2, 2021",
        evidence=("November 2, 2021 = Tuesday",),
        levels="B",
    ),
    finds("D1", "It ended on February 30, 2024.", "February 30, 2024", evidence=("no such day",)),
    edge(finds("D1", "It is on Tuesday, Dec. 10.", "Tuesday, Dec. 10", facts=on("2012-12-05"))),
    edge(
        finds(
            "D1",
            "It is on Friday, Jan. 4.",
            "Friday, Jan. 4",
            evidence=("January 4, 2027 = Monday",),
            facts=on("2026-12-29"),
        )
    ),
    silent("D1", "It is on Monday, Dec. 10.", facts=on("2012-12-05")),
    silent("D1", "From Monday, December 10 – Wednesday, December 12, 2012; February 29, 2024."),
    silent("D1", "Am Montag, 10. Dezember 2013; le lundi 10 décembre 2013. Patients may 40 times."),
    edge(silent("D1", "It is on Tuesday, Dec. 10.")),
    finds(
        "D3",
        "It will host a call on November 20, 2026.",
        "will host a call on November 20, 2026",
        levels="Q",
        facts=DAY,
    ),
    finds(
        "D3",
        "Data were presented at the meeting on Friday, December 4, 2026.",
        "were presented at the meeting on Friday, December 4, 2026",
        facts=DAY,
    ),
    silent("D3", "It will host a call on November 24, 2026, as was announced on November 2, 2026.", facts=DAY),
    silent(
        "D3",
        "“We will present on May 1, 2026,” said Ada. It held $3 million on May 1, 2026, which will last.",
        facts=DAY,
    ),
    edge(silent("D3", "It will host a call on November 23, 2026.", facts=DAY)),
    edge(silent("D3", "It will host a call on November 20, 2026.")),
    finds(
        "D4",
        "Words.",
        "Third Quarter 2024",
        levels="Q",
        facts=on("2025-11-06", headline="Quillhaven Reports Third Quarter 2024 Results", category="earnings"),
    ),
    finds("D4", "It will meet on January 15, 2025.", "January 15, 2025", facts=on("2026-01-08")),
    edge(
        finds(
            "D4",
            "Words.",
            "First Quarter 2026",
            facts=on("2026-03-31", headline="Quillhaven Reports First Quarter 2026 Results"),
        )
    ),
    edge(silent("D4", facts=on("2026-04-01", headline="Quillhaven Reports First Quarter 2026 Results"))),
    finds(
        "D4",
        "Words.",
        "Third Quarter 2024",
        levels="Q",
        facts=on(
            "2025-11-06",
            headline="Quillhaven Reports Financial Results",
            subheadline="Two trials began\nThird Quarter 2024 net loss of $4 million",
            category="earnings",
        ),
    ),
    silent(
        "D4",
        facts=on(
            "2025-11-06",
            headline="Quillhaven Reports Third Quarter 2025 Results",
            subheadline="Results of the trial expected in the fourth quarter of 2026\nSales rose from third quarter 2024",
            category="earnings",
        ),
    ),
    silent(
        "D4",
        "Revenue was higher than on January 15, 2025.",
        facts=on("2026-01-08", headline="Quillhaven Reports Fourth Quarter and Full Year 2025 Results"),
    ),
    edge(
        silent(
            "D4",
            facts=on("2026-08-06", headline="Quillhaven Reports Fourth Quarter 2026 Results"),
            context=Context(company=KnownCompany(fiscal_year_end=(6, 30))),
        )
    ),
)

CLOCKS = (
    finds("D2", "The call is at 8:30 a.m. EST on July 9, 2026.", "EST", evidence=("EDT on 2026-07-09",), levels="B"),
    finds("D2", "The call is today at 8:30 a.m. EDT.", "EDT", facts=DAY),
    finds(
        "D2",
        "It begins at 8:30 a.m. ET / 6:30 a.m. PT.",
        "8:30 a.m. ET / 6:30 a.m. PT",
        evidence=("13:30 and 14:30 UTC",),
        facts=DAY,
    ),
    edge(finds("D2", "It begins at 8:30 a.m. ET (1:30 p.m. CET).", "8:30 a.m. ET (1:30 p.m. CET)", facts=DAY)),
    edge(silent("D2", "It begins at 8:30 a.m. ET (1:30 p.m. CET).", facts=on("2026-10-27"))),
    silent("D2", "It begins at 8:30 a.m. ET / 5:30 a.m. PT, 8:30 a.m. Eastern time and 8:30 a.m. EST.", facts=DAY),
    edge(silent("D2", "The call is at 8:30 a.m. EST.")),
    finds("D8", "It will hold a conference call at 8:30 a.m. today.", "8:30 a.m.", levels="Q"),
    finds(
        "D8",
        "The webcast is at 8:30 a.m. ET. A replay will be there until May 1, 2026.",
        "replay will be there until May 1, 2026",
        facts=DAY,
    ),
    edge(
        silent(
            "D8",
            "A webcast will be held at 8:30 a.m. Eastern time. A replay will be there until November 23, 2026.",
            facts=DAY,
        )
    ),
    silent("D8", "Patients took it at 8:30 a.m. each day."),
)

LAW = regulation.load()


def live(wall: str, exchange: str = "NASDAQ", **facts) -> Context:
    """Planned for a wall-clock time in New York."""
    instant = datetime.datetime.fromisoformat(wall).replace(tzinfo=zoneinfo.ZoneInfo("America/New_York"))
    facts = {
        "is_material": True,
        "company": KnownCompany(listings=(Listing(exchange=exchange, symbol="QLHV"),)),
        "calendar": market.trading_days(exchange, instant.date(), regulation=LAW),
    } | facts
    return Context(live_at=instant, **facts)


def told(wall: str, notice: str, exchange: str = "NASDAQ") -> Context:
    return live(wall, exchange, notice_at=live(notice).live_at)


_SOON = Context(
    live_at=live("2026-11-23T07:00").live_at,
    older=(OlderRelease(headline="Other", live_at=live("2026-11-23T07:09:59").live_at),),
)
_LATER = Context(
    live_at=_SOON.live_at, older=(OlderRelease(headline="Other", live_at=live("2026-11-23T07:10").live_at),)
)
MARKETS = (
    finds("D5", "Words.", "", levels="B", context=live("2026-11-23T16:00")),
    finds(
        "D5",
        "Words.",
        "",
        levels="B",
        evidence=("NYSE Listed Company Manual 202.06(C): closes 16:00",),
        context=live("2026-11-23T16:04:59", "NYSE"),
    ),
    finds(
        "D5",
        "Words.",
        "",
        levels="B",
        evidence=("NYSE Listed Company Manual 202.06(C): closes 13:00",),
        context=live("2026-11-27T13:02", "NYSE"),
    ),
    finds("D5", "Words.", "", levels="Q", evidence=("closed: Thanksgiving Day",), context=live("2026-11-26T07:00")),
    finds("D5", "Words.", "", levels="Q", evidence=("closed: Saturday",), context=live("2026-11-21T07:00")),
    finds(
        "D5",
        "Words.",
        "",
        levels="B",
        evidence=(
            "Nasdaq Rule 5250(b)(1) and IM-5250-1; listingcenter.nasdaq.com FAQ 1038: notice by 2026-11-23T07:20:00-05:00",
        ),
        context=told("2026-11-23T07:30", "2026-11-23T07:21"),
    ),
    finds("D5", "Words.", "", levels="B", context=told("2026-11-23T06:55", "2026-11-23T06:51")),
    edge(finds("D5", "Words.", "", levels="Q", context=live("2026-11-23T16:01"))),
    edge(silent("D5", context=live("2026-11-23T16:05"))),
    edge(silent("D5", context=live("2026-11-23T16:15", "NYSE"))),
    edge(silent("D5", context=told("2026-11-23T07:30", "2026-11-23T07:20"))),
    edge(silent("D5", context=told("2026-11-23T06:55", "2026-11-23T06:50"))),
    edge(silent("D5", context=told("2026-11-23T21:00", "2026-11-23T21:30"))),
    silent("D5", context=live("2026-11-26T07:00", is_material=False)),
    silent("D5", context=live("2026-11-23T15:59:59")),
    finds("D9", "Words.", "", levels="N", context=live("2026-11-23T10:00")),
    finds("D9", "Words.", "", levels="N", context=_SOON),
    edge(finds("D9", "Words.", "", context=live("2026-11-23T09:30"))),
    edge(silent("D9", context=live("2026-11-27T13:00"))),
    edge(silent("D9", context=_LATER)),
    silent("D9", context=live("2026-11-23T10:00", is_material=False)),
)

CASES = (*DATES, *CLOCKS, *MARKETS)
