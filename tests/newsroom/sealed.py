"""Editions in each of the states that the public can meet, or must not meet."""

import datetime
import io
from zoneinfo import ZoneInfo

import pikepdf
from PIL import Image

from releases import editions
from releases.models import Edition, Media, Release
from releases.preflight import market, regulation
from tests import factories

UTC = datetime.UTC
LONG_AGO = datetime.datetime(2021, 3, 4, 17, tzinfo=UTC)


def tomorrow() -> datetime.datetime:
    """An instant more than a day away at which no rule about the markets speaks: half past five in New York on the next
    trading day. What tests say may not depend on the day on which they run."""
    now = editions.database_now().astimezone(ZoneInfo("America/New_York"))
    calendar = market.trading_days("NASDAQ", now.date(), regulation=regulation.load())
    day = min(
        date for date, day in calendar.items() if day.closes_at and date > now.date() + datetime.timedelta(days=1)
    )
    return datetime.datetime.combine(day, datetime.time(17, 30), now.tzinfo).astimezone(UTC)


def published(release: Release | None = None, *, on: datetime.datetime = LONG_AGO, **facts) -> Edition:
    release = release or factories.release(**facts)
    return editions.seal(release, by=None, live_at=on, is_historic=True)


def scheduled(release: Release | None = None, **facts) -> Edition:
    return editions.seal(release or factories.release(**facts), by=None, live_at=tomorrow())


def corrected(edition: Edition, *, live_at: datetime.datetime | None = None, note="A number.", **facts) -> Edition:
    """The next edition of the release, sealed at once or for an instant."""
    release = Release.objects.get(pk=edition.release_id)
    for name, value in (facts | {"correction_kind": "correction", "correction_note": note}).items():
        setattr(release, name, value)
    release.save()
    return editions.seal(
        release, by=None, live_at=live_at, is_historic=bool(live_at and live_at < editions.database_now())
    )


def address(edition: Edition) -> str:
    return f"/releases/{edition.path_date:%Y/%m/%d}/{edition.slug}/"


def png(size=(4, 3), color="#1f4e79", **options) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, color).save(buffer, "PNG", **options)
    return buffer.getvalue()


def pdf(words: str = "") -> bytes:
    """A PDF of one page; ``words`` make it another."""
    buffer = io.BytesIO()
    with pikepdf.new() as made:
        page = made.add_blank_page(page_size=(200, 200))
        page.obj.Contents = made.make_stream(f"% {words}".encode())
        made.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def figure(release: Release, *, color: str = "#336699", **facts) -> Media:
    facts = {"kind": "figure", "title": "Response by dose", "alternative_text": "Bars that rise with dose."} | facts
    media = Media(release=release, **facts)
    media.take(png(color=color) if media.kind == "figure" else pdf())
    media.save()
    return media
