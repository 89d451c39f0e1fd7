"""A person at the desk, in a real browser: from an empty site to a release that becomes public at its instant."""

import datetime

import pytest
from PIL import Image

from releases import editions
from releases.models import Company, Release
from tests import factories
from tests.journeys.desk import public, save

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_second_of_two_savers_overwrites_nothing_and_keeps_the_words(desk, live_server):
    release = factories.release(headline="Marrow Bay Waits")
    desk.goto(f"{live_server.url}/admin/releases/release/{release.pk}/change/")
    release.headline, release.version = "Marrow Bay Was Quicker", 2
    release.save()
    desk.fill("#id_headline", "Marrow Bay Was Slower")
    save(desk, "_save")
    assert "saved this release after you had opened it" in desk.inner_text(".errorlist.nonfield")
    assert desk.input_value("#id_headline") == "Marrow Bay Was Slower"
    release.refresh_from_db()
    assert release.headline == "Marrow Bay Was Quicker"


def test_a_time_that_does_not_exist_or_comes_twice_is_questioned(desk, live_server):
    release = factories.release(is_at_once=False)
    desk.goto(f"{live_server.url}/admin/releases/release/{release.pk}/plan/")
    desk.fill("#id_date", "2027-03-14")
    desk.fill("#id_time", "02:30:00")
    desk.click("text=Plan it")
    assert "America/New_York has no 02:30 on that day: clocks go forward over it." in desk.inner_text("#content-main")
    desk.fill("#id_date", "2027-11-07")
    desk.fill("#id_time", "01:30:00")
    desk.click("text=Plan it")
    assert "America/New_York has 01:30 twice on that day. Say which you mean." in desk.inner_text("#content-main")
    desk.check("input[name=fold][value='1']")
    desk.click("text=Plan it")
    assert "Sunday, November 7, 2027, 01:30:00 EST (06:30:00 UTC)" in desk.inner_text(".desk-panel")
    assert Release.objects.get().planned_at == datetime.datetime(2027, 11, 7, 6, 30, tzinfo=datetime.UTC)


def test_a_figure_is_added_previewed_and_published(desk, live_server, tmp_path):
    picture = tmp_path / "secret-code-name.png"
    Image.new("RGB", (40, 30), "navy").save(picture)
    release = factories.release()
    desk.goto(f"{live_server.url}/admin/releases/release/{release.pk}/change/")
    desk.click("text=Add another Figure or attachment")
    desk.fill("#id_media-0-title", "Response by dose")
    desk.set_input_files("#id_media-0-file", str(picture))
    desk.fill("#id_media-0-alternative_text", "A bar for each dose.")
    save(desk)
    media = release.media.get()
    assert (media.name, media.width, media.height) == ("response-by-dose.png", 40, 30)
    desk.goto(f"{live_server.url}/admin/releases/release/{release.pk}/preview/")
    # Decoding fails where the picture was not served.
    is_shown = "document.querySelector('article img').decode().then(() => true, () => false)"
    assert desk.evaluate(is_shown) is True
    assert public(f"{live_server.url}/files/{media.key}/{media.name}")[0] == 404
    edition = editions.seal(release, by=None)
    desk.goto(f"{live_server.url}/releases/{edition.path_date:%Y/%m/%d}/{edition.slug}/")
    assert desk.evaluate(is_shown) is True
    assert "secret-code-name" not in desk.content()


def test_a_company_is_set_up_with_its_logo(desk, live_server, tmp_path):
    logo = tmp_path / "logo.png"
    Image.new("RGBA", (64, 64), (0, 90, 90, 255)).save(logo)
    desk.goto(f"{live_server.url}/admin/releases/company/add/")
    desk.fill("#id_legal_name", "Marrow Bay Biologics, Inc.")
    desk.fill("#id_short_name", "Marrow Bay")
    desk.select_option("#id_exchange", "NASDAQ")
    desk.fill("#id_ticker", "MRBY")
    desk.set_input_files("#id_logo", str(logo))
    save(desk, "_save")
    company = Company.objects.get()
    assert (company.mic, company.logo_name, company.logo_content_type) == ("XNAS", "logo.png", "image/png")
    assert company.logo.size > 0
