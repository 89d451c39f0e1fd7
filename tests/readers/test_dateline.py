import datetime

import pytest

from releases.document import Dateline
from releases.readers import dateline

DAY = datetime.date(2025, 3, 4)


@pytest.mark.parametrize(
    ("printed", "city", "region", "wire", "date"),
    [
        ("WALTHAM, Mass.--(BUSINESS WIRE)-- ", "WALTHAM", "Mass.", "BUSINESS WIRE", None),
        ("NEW YORK--(BUSINESS WIRE)--", "NEW YORK", "", "BUSINESS WIRE", None),
        ("ST. LOUIS--(BUSINESS WIRE)--Mar. 4, 2025-- ", "ST. LOUIS", "", "BUSINESS WIRE", DAY),
        ("PORTLAND, Maine, March 4, 2025 /PRNewswire/ -- ", "PORTLAND", "Maine", "PRNewswire", DAY),
        ("WALTHAM, Mass., Mar. 4, 2025 /PRNewswire/ — ", "WALTHAM", "Mass.", "PRNewswire", DAY),
        ("BASEL, Switzerland, March 04, 2025 (GLOBE NEWSWIRE) -- ", "BASEL", "Switzerland", "GLOBE NEWSWIRE", DAY),
        ("CAMBRIDGE, Mass. and BASEL, Switzerland, March 4, 2025 (GLOBE NEWSWIRE) -- ", "CAMBRIDGE",
         "Mass. and BASEL, Switzerland", "GLOBE NEWSWIRE", DAY),
        ("PORTLAND, ME--(Marketwired - Mar 4, 2025) - ", "PORTLAND", "ME", "Marketwired", DAY),
        ("PORTLAND, ME / ACCESSWIRE / March 4, 2025 / ", "PORTLAND", "ME", "ACCESSWIRE", DAY),
        ("PORTLAND, Maine--(GULL WIRE)-- ", "PORTLAND", "Maine", "GULL WIRE", None),
        ("PORTLAND, Maine, March 4, 2025 -- ", "PORTLAND", "Maine", "", DAY),
        ("PORTLAND, Maine -- ", "PORTLAND", "Maine", "", None),
        ("March 4, 2025 – San Diego, Calif. – ", "San Diego", "Calif.", "", DAY),
        ("PORTLAND, Maine, March 4, 2025, 7:00 a.m. ET – ", "PORTLAND", "Maine", "", DAY),
        ("Lyon, France, March 4, 2025 – 6:00 p.m. CET – ", "Lyon", "France", "", DAY),
        ("DUBLIN, Ireland and BOSTON, Mass., 7:00 a.m. GMT / 2:00 a.m. EST, March 4, 2025 – ", "DUBLIN",
         "Ireland and BOSTON, Mass.", "", DAY),
        ("NEW YORK and SAN MATEO, Calif., March [●], 2025 – ", "NEW YORK and SAN MATEO", "Calif.", "", None),
        ("BOSTON--(BUSINESS WIRE)--$TERN #lymphoma--", "BOSTON", "", "BUSINESS WIRE", None),
    ],
)  # fmt: skip
def test_reads_each_wires_form(printed, city, region, wire, date):
    text = "Tern Hollow, Inc. opened a laboratory today, " + "and then another one, " * 6
    found = dateline.find(printed + text)
    assert found.dateline == Dateline(city=city, region=region, wire=wire)
    assert found.date == date
    assert (printed + text)[found.length :] == text


def test_tells_what_is_no_place_and_no_date():
    tagged = dateline.find("BOSTON--(BUSINESS WIRE)--$TERN #lymphoma--Tern Hollow")
    timed = dateline.find("DUBLIN, Ireland, 7:00 a.m. GMT / 2:00 a.m. EST, March 4, 2025 – Tern Hollow")
    assert (tagged.tags, timed.hours) == ("$TERN #lymphoma", "7:00 a.m. GMT / 2:00 a.m. EST")
    assert dateline.blank("NEW YORK, March [●], 2025 – ") == "March [●], 2025"


@pytest.mark.parametrize(
    "words",
    [
        "Tern Hollow (Nasdaq: TERN) today announced results.",
        "On March 4, 2025 the Company announced -- at last -- results.",
        "The text was sent by PR people (BUSINESS WIRE ASIDE NOTE HERE) to all.",
        "A NEW ERA – Tern Hollow opens",
    ],
)
def test_finds_none_in_a_sentence(words):
    assert dateline.find(words) is None
