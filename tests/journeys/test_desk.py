"""A person at the desk, in a real browser: from an empty site to a release that becomes public at its instant."""

import datetime
import os
import time
import urllib.error
import urllib.request
import zoneinfo

import pytest
from PIL import Image

from releases import editions, instants
from releases.models import Company, Edition, Release
from tests import factories
from tests.browser import chromium

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Playwright keeps an event loop in this thread; the ORM is only asked between its calls.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture
def desk(live_server):
    """A page signed in at the desk; fails when it asked another site for anything or a script failed."""
    factories.user("irene", is_superuser=True)
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        foreign, errors = [], []
        page.on(
            "request",
            lambda asked: (
                foreign.append(asked.url) if not asked.url.startswith((live_server.url, "data:", "blob:")) else None
            ),
        )
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{live_server.url}/admin/")
        page.fill("#id_username", "irene")
        page.fill("#id_password", "correct horse battery")
        page.click("input[type=submit]")
        yield page
        assert foreign == []
        assert errors == []


def public(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def type_text(page, words: str) -> None:
    """Type into the body's editor, and leave it, so that it hands its words to the form."""
    page.locator(".cke_editable").first.click()
    page.keyboard.type(words)


def test_from_a_draft_to_the_market_at_its_instant(desk, live_server):
    factories.company()
    factories.contact()
    now = editions.database_now()

    desk.goto(f"{live_server.url}/admin/releases/release/add/")
    desk.wait_for_selector(".cke_editable")
    desk.select_option("#id_category", "clinical")
    desk.fill("#id_headline", "Marrow Bay Doses First Patient")
    type_text(desk, "Marrow Bay Biologics, Inc. today dosed the first patient.")
    desk.locator(".cke_button__bold").first.click()
    desk.keyboard.type(" A first.")
    desk.click("input[name=_continue]")
    release = Release.objects.get()
    assert release.headline == "Marrow Bay Doses First Patient"
    assert release.body.startswith("<p>Marrow Bay Biologics, Inc. today dosed the first patient.<strong>")
    assert (release.state, release.version, release.created_by.username) == ("draft", 1, "irene")

    with desk.expect_popup() as preview:
        desk.click("text=Preview")
    assert "Embargoed preview." in preview.value.inner_text("main")
    assert preview.value.inner_text("h1") == "Marrow Bay Doses First Patient"
    preview.value.close()

    instant = (now + datetime.timedelta(seconds=10)).replace(microsecond=0)
    local = instant.astimezone(zoneinfo.ZoneInfo("America/New_York"))
    desk.click("text=Seal…")
    desk.fill("#id_date", f"{local:%Y-%m-%d}")
    desk.fill("#id_time", f"{local:%H:%M:%S}")
    desk.click("text=Show what will happen")
    plan = desk.inner_text(".desk-plan")
    address = f"/releases/{local:%Y/%m/%d}/marrow-bay-doses-first-patient/"
    assert address in plan
    assert instants.both_zones(instant, "America/New_York") in plan
    assert not Edition.objects.exists()
    desk.click("input[name=confirm]")
    assert "becomes public" in desk.inner_text(".messagelist")
    assert "Scheduled" in desk.inner_text(".desk-panel")

    unknown = public(f"{live_server.url}/releases/{local:%Y/%m/%d}/no-such-release/")
    asked = 0
    while editions.database_now() < instant - datetime.timedelta(milliseconds=150):
        assert public(live_server.url + address) == unknown
        assert "First Patient" not in public(f"{live_server.url}/releases/")[1]
        assert "First Patient" not in public(f"{live_server.url}/feeds/releases.rss")[1]
        asked += 1
        time.sleep(0.1)
    assert asked > 3
    while editions.database_now() <= instant:
        time.sleep(0.01)
    for path in (address, "/", "/releases/", "/feeds/releases.rss"):
        status, body = public(live_server.url + path)
        assert (status, "Marrow Bay Doses First Patient" in body) == (200, True), path


def test_a_public_release_is_corrected_and_the_original_stays_readable(desk, live_server):
    release = factories.release(headline="Marrow Bay Counts to Three")
    first = editions.seal(release, by=None)
    Release.objects.filter(pk=release.pk).update(state="sealed")
    change = f"{live_server.url}/admin/releases/release/{release.pk}/change/"
    desk.goto(change)
    assert desk.locator("#id_headline").count() == 0
    assert "The release is public and can't be called back. Correct it instead." in desk.inner_text(".desk-panel")
    desk.click("text=Correct…")
    desk.select_option("#id_kind", "correction")
    desk.fill("#id_note", "The count is four.")
    desk.click("text=Open it for correction")
    desk.fill("#id_headline", "Marrow Bay Counts to Four")
    desk.click("input[name=_continue]")
    desk.click("text=Seal…")
    desk.check("input[value=at-once]")
    desk.click("text=Show what will happen")
    desk.click("input[name=confirm]")
    assert "has become public" in desk.inner_text(".messagelist")
    address = f"{live_server.url}/releases/{first.path_date:%Y/%m/%d}/{first.slug}/"
    desk.goto(address)
    assert desk.inner_text("h1") == "Marrow Bay Counts to Four"
    assert "The count is four." in desk.inner_text("article")
    desk.click("text=Edition 1")
    assert desk.inner_text("h1") == "Marrow Bay Counts to Three"
    assert "This is an earlier edition." in desk.inner_text("main")


def test_the_second_of_two_savers_overwrites_nothing_and_keeps_the_words(desk, live_server):
    release = factories.release(headline="Marrow Bay Waits")
    desk.goto(f"{live_server.url}/admin/releases/release/{release.pk}/change/")
    release.headline, release.version = "Marrow Bay Was Quicker", 2
    release.save()
    desk.fill("#id_headline", "Marrow Bay Was Slower")
    desk.click("input[name=_save]")
    assert "saved this release after you had opened it" in desk.inner_text(".errorlist.nonfield")
    assert desk.input_value("#id_headline") == "Marrow Bay Was Slower"
    release.refresh_from_db()
    assert release.headline == "Marrow Bay Was Quicker"


def test_a_time_that_does_not_exist_or_comes_twice_is_questioned(desk, live_server):
    release = factories.release()
    desk.goto(f"{live_server.url}/admin/releases/release/{release.pk}/seal/")
    desk.fill("#id_date", "2027-03-14")
    desk.fill("#id_time", "02:30:00")
    desk.click("text=Show what will happen")
    assert "America/New_York has no 02:30 on that day: clocks go forward over it." in desk.inner_text("#content-main")
    desk.fill("#id_date", "2027-11-07")
    desk.fill("#id_time", "01:30:00")
    desk.click("text=Show what will happen")
    assert "America/New_York has 01:30 twice on that day. Say which you mean." in desk.inner_text("#content-main")
    desk.check("input[name=fold][value='1']")
    desk.click("text=Show what will happen")
    assert "Sunday, November 7, 2027, 01:30:00 EST (06:30:00 UTC)" in desk.inner_text(".desk-plan")
    assert not Edition.objects.exists()


def test_a_figure_is_added_previewed_and_published(desk, live_server, tmp_path):
    picture = tmp_path / "secret-code-name.png"
    Image.new("RGB", (40, 30), "navy").save(picture)
    release = factories.release()
    desk.goto(f"{live_server.url}/admin/releases/release/{release.pk}/change/")
    desk.click("text=Add another Figure or attachment")
    desk.fill("#id_media-0-title", "Response by dose")
    desk.set_input_files("#id_media-0-file", str(picture))
    desk.fill("#id_media-0-alternative_text", "A bar for each dose.")
    desk.click("input[name=_continue]")
    media = release.media.get()
    assert (media.name, media.width, media.height) == ("response-by-dose.png", 40, 30)
    desk.goto(f"{live_server.url}/admin/releases/release/{release.pk}/preview/")
    natural = (
        "document.querySelector('article img').decode().then(() => document.querySelector('article img').naturalWidth)"
    )
    assert desk.evaluate(natural) == 40
    assert public(f"{live_server.url}/files/{media.key}/{media.name}")[0] == 404
    edition = editions.seal(release, by=None)
    desk.goto(f"{live_server.url}/releases/{edition.path_date:%Y/%m/%d}/{edition.slug}/")
    assert desk.evaluate(natural) == 40
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
    desk.click("input[name=_save]")
    company = Company.objects.get()
    assert (company.mic, company.logo_name, company.logo_content_type) == ("XNAS", "logo.png", "image/png")
    assert company.logo.size > 0
