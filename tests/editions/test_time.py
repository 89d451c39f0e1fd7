"""When: to the microsecond, through every change of the clocks, and by the database's clock alone."""

import ast
import datetime
import zoneinfo
from pathlib import Path

import pytest
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, models
from django.db.models import Value
from hypothesis import given
from hypothesis import strategies as st

from releases import editions, instants
from releases.admin.move_forms import PlanForm
from releases.checks import expect_to_serve, same_zone_rules
from releases.editions import zones
from releases.models import Edition, SealedRecord
from tests import factories
from tests.newsroom.sealed import LONG_AGO, address, corrected, published, scheduled

UTC = datetime.UTC
NEW_YORK = zoneinfo.ZoneInfo("America/New_York")
MICROSECOND, SECOND = datetime.timedelta(microseconds=1), datetime.timedelta(seconds=1)
TRANSITIONS = [
    instant for instant in zones.transitions("America/New_York", datetime.datetime(2026, 1, 1, tzinfo=UTC)) if instant.year <= 2040
]  # fmt: skip
ROOT = Path(__file__).resolve().parent.parent.parent
CLOCKS = (".timezone.now", ".datetime.now", ".utcnow", ".date.today", ".datetime.today", ".time.time", ".time.time_ns")
#: Where the application's own clock may be read: for notes of who did something when, and for signing in.
OWN_CLOCK = {
    "releases/admin/writing.py", "releases/admin/incoming.py", "releases/admin/incoming_file.py", "releases/admin/drafts.py",
    "releases/views/notices.py", "releases/management/commands/load_demo.py", "irsite/accounts/guards.py", "irsite/accounts/removal.py", "irsite/accounts/rights.py", "irsite/accounts/models.py", "irsite/accounts/signals.py",
}  # fmt: skip


def test_the_clocks_of_new_york_change_thirty_times_by_2040():
    assert len(TRANSITIONS) == 30
    assert [f"{instant:%Y-%m-%d %H:%M:%S}" for instant in TRANSITIONS[:4]] == [
        "2026-03-08 07:00:00", "2026-11-01 06:00:00", "2027-03-14 07:00:00", "2027-11-07 06:00:00",
    ]  # fmt: skip
    assert list(zones.transitions("Asia/Tokyo", LONG_AGO)) == []


@given(st.sampled_from(TRANSITIONS), st.integers(-7200, 7200))
def test_around_every_change_of_the_clocks_an_instant_is_what_its_wall_time_says(transition, seconds):
    """Two hours on either side: typed as wall time it is found again, and only what is shown twice has two answers."""
    instant = transition + seconds * SECOND
    wall = instant.astimezone(NEW_YORK)
    found = instants.from_wall(wall.date(), wall.time(), "America/New_York")
    assert instant in found
    is_back = (transition - SECOND).astimezone(NEW_YORK).utcoffset() > transition.astimezone(NEW_YORK).utcoffset()
    assert len(found) == (2 if is_back and -3600 <= seconds < 3600 else 1)
    assert all(each.astimezone(NEW_YORK).replace(tzinfo=None) == wall.replace(tzinfo=None) for each in found)


@given(st.sampled_from(TRANSITIONS[::2]), st.integers(0, 3599))
def test_an_hour_that_clocks_jump_over_is_no_instant(transition, seconds):
    before = (transition - SECOND).astimezone(NEW_YORK).replace(tzinfo=None)
    skipped = before + (seconds + 1) * SECOND
    assert instants.from_wall(skipped.date(), skipped.time(), "America/New_York") == ()


@pytest.mark.parametrize("time", ["23:59:60", "24:00", "24:00:00", "25:00", "12:60", "-1:00"])
def test_a_time_that_no_clock_shows_is_refused(time):
    form = PlanForm(
        {"when": "at-instant", "date": "2026-12-31", "time": time},
        zone_name="America/New_York",
        needs=lambda is_at_once: [],
        now=datetime.datetime(2026, 11, 27, tzinfo=UTC),
    )
    assert not form.is_valid()
    assert form.errors["time"] == ["Enter a valid time."]


@pytest.mark.django_db
def test_the_boundary_to_the_microsecond(monkeypatch):
    """Closed one microsecond before, open at the instant and after it; a correction takes over at the same place."""
    first = published(factories.release(headline="Marrow Bay Counts"), on=LONG_AGO)
    at = LONG_AGO + datetime.timedelta(days=3)
    second = corrected(first, live_at=at)

    def seen(now: datetime.datetime) -> tuple[list[int], list[int]]:
        for module in (Edition, SealedRecord):
            monkeypatch.setattr(
                f"{module.__module__}.Now", lambda: Value(now, output_field=models.DateTimeField()), raising=True
            )
        live = list(Edition.objects.live().values_list("number", flat=True))
        return live, sorted(Edition.objects.published().values_list("number", flat=True))

    assert seen(LONG_AGO - MICROSECOND) == ([], [])
    assert seen(LONG_AGO) == ([1], [1])
    assert seen(LONG_AGO + MICROSECOND) == ([1], [1])
    assert seen(at - MICROSECOND) == ([1], [1])
    assert seen(at) == ([2], [1, 2])
    assert seen(at + MICROSECOND) == ([2], [1, 2])
    assert (first.live_at, second.live_at) == (LONG_AGO, at)


@pytest.mark.django_db
@pytest.mark.parametrize("days", [-2, 2])
def test_a_wrong_clock_of_the_application_server_shows_and_hides_nothing(client, monkeypatch, days):
    public = published(factories.release(headline="Marrow Bay Counts"))
    hidden = scheduled(factories.release(headline="Marrow Bay Waits"))
    paths = [address(public), address(hidden), "/", "/releases/", "/feeds/releases.rss", "/sitemap.xml"]
    before = [(answer.status_code, answer.content) for answer in map(client.get, paths)]
    wrong = datetime.datetime.now(UTC) + datetime.timedelta(days=days)
    monkeypatch.setattr("django.utils.timezone.now", lambda: wrong)
    monkeypatch.setattr("time.time", wrong.timestamp)
    assert [(answer.status_code, answer.content) for answer in map(client.get, paths)] == before
    assert [status for status, _ in before] == [200, 404, 200, 200, 200, 200]


def test_no_other_room_reads_the_application_s_clock():
    readers = set()
    for path in [*ROOT.glob("releases/**/*.py"), *ROOT.glob("irsite/**/*.py")]:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and f".{ast.unparse(node.func)}".endswith(CLOCKS):
                readers.add(str(path.relative_to(ROOT)))
    assert readers == OWN_CLOCK


@pytest.mark.django_db
def test_python_and_the_database_have_the_same_rules():
    assert editions.zone_disagreements("America/New_York", editions.database_now()) == []
    assert same_zone_rules(None, ["default"]) == []


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite knows no zones")
def test_rules_that_differ_stop_the_desk(monkeypatch):
    """As if Python's copy had New York in Chicago's time."""
    factories.company()
    real = zoneinfo.ZoneInfo

    monkeypatch.setattr(
        zones.zoneinfo, "ZoneInfo", lambda name: real("America/Chicago" if name == "America/New_York" else name)
    )
    found = editions.zone_disagreements("America/New_York", datetime.datetime(2026, 11, 27, tzinfo=UTC))
    assert len(found) == 15  # five of the moments before fall into the hour that both have
    assert found[0] == (
        "2027-03-14 07:59:59 UTC is 2027-03-14 01:59:59 in America/New_York for Python, and 2027-03-14 03:59:59 for PostgreSQL"
    )
    (error,) = same_zone_rules(None, ["default"])
    assert (error.id, isinstance(error, checks.Error)) == ("irsite.E007", True)
    with pytest.raises(ImproperlyConfigured, match="Update the zone rules of the older one"):
        expect_to_serve()
