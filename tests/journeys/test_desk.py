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
from tests.journeys.desk import desks

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Playwright keeps an event loop in this thread; the ORM is only asked between its calls.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture
def at(live_server):
    """The desk of a colleague, by username."""
    with desks(live_server.url) as at:
        yield at


@pytest.fixture
def desk(at):
    """One desk, of somebody who may do everything that one person may."""
    factories.user("irene", is_superuser=True)
    return at("irene")


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


def test_from_a_draft_to_the_market_at_its_instant(at, live_server):
    """A writer drafts clinical data, legal sends it back, legal and medical approve, a comma voids both, they approve
    again, the publisher seals; at the instant the public has it, and not before."""
    factories.company()
    factories.team()
    writer, legal, medical, publisher = at("writer"), at("legal"), at("medical"), at("publisher")

    writer.goto(f"{live_server.url}/admin/releases/release/add/")
    writer.wait_for_selector(".cke_editable")
    writer.select_option("#id_category", "clinical")
    writer.fill("#id_headline", "Marrow Bay Doses First Patient")
    type_text(writer, "Marrow Bay Biologics, Inc. today dosed the first patient.")
    writer.locator(".cke_button__bold").first.click()
    writer.keyboard.type(" A first.")
    writer.click("input[name=_continue]")
    release = Release.objects.get()
    assert release.headline == "Marrow Bay Doses First Patient"
    assert release.body.startswith("<p>Marrow Bay Biologics, Inc. today dosed the first patient.<strong>")
    assert (release.state, release.version, release.created_by.username) == ("draft", 1, "writer")
    change = f"{live_server.url}/admin/releases/release/{release.pk}/change/"

    with writer.expect_popup() as preview:
        writer.click("text=Preview")
    assert "Embargoed preview." in preview.value.inner_text("main")
    assert preview.value.inner_text("h1") == "Marrow Bay Doses First Patient"
    preview.value.close()

    submit(writer, change)
    legal.goto(change)
    legal.click("text=Send back…")
    legal.fill("#id_reason", "Say that it is the trial's first patient.")
    legal.click("text=Send it back")
    writer.goto(change)
    assert "Say that it is the trial's first patient." in writer.text_content(".desk-panel")
    submit(writer, change)
    approve(legal, change)
    approve(medical, change)
    assert Release.objects.get().state == "approved"

    writer.goto(change)
    writer.fill("#id_headline", "Marrow Bay Doses First Patient, a Woman")
    writer.click("input[name=_continue]")
    assert "The legal approval of legal is void: the headline changed since." in writer.inner_text(".messagelist")
    assert "The medical approval of medical is void: the headline changed since." in writer.inner_text(".messagelist")
    assert Release.objects.get().state == "in-review"

    instant = (editions.database_now() + datetime.timedelta(seconds=30)).replace(microsecond=0)
    local = instant.astimezone(zoneinfo.ZoneInfo("America/New_York"))
    writer.click("text=Plan the instant…")
    writer.fill("#id_date", f"{local:%Y-%m-%d}")
    writer.fill("#id_time", f"{local:%H:%M:%S}")
    writer.click("text=Plan it")
    approve(legal, change)
    approve(medical, change)
    publisher.goto(change)
    publisher.click("text=Seal…")
    plan = publisher.inner_text(".desk-plan")
    address = f"/releases/{local:%Y/%m/%d}/marrow-bay-doses-first-patient-a-woman/"
    assert address in plan
    assert instants.both_zones(instant, "America/New_York") in plan
    assert not Edition.objects.exists()
    publisher.click("input[value='Seal it']")
    assert "It becomes public" in publisher.inner_text(".messagelist")
    assert "Scheduled" in publisher.inner_text(".desk-panel")

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

    publisher.goto(change)
    publisher.click("text=Withdraw…")
    publisher.fill("#id_notice", "This release was published in error.")
    publisher.fill("#id_ticker", "MRBY")
    publisher.click("text=Withdraw it")
    for path in (address, f"{address}editions/1/"):
        status, body = public(live_server.url + path)
        assert (status, "This release was published in error." in body, "First Patient" in body) == (
            410,
            True,
            False,
        ), path


def submit(page, change: str) -> None:
    page.goto(change)
    page.click("text=Submit…")
    page.click("text=Submit it")
    assert "The release is in review." in page.inner_text(".messagelist")


def approve(page, change: str) -> None:
    page.goto(change)
    page.click("text=Approve…")
    page.click("text=Approve it")
    assert "Your approval stands for this text." in page.inner_text(".messagelist")


def test_a_public_release_is_corrected_and_the_original_stays_readable(at, live_server):
    team = factories.team()
    factories.member("Publisher", "second")
    release = factories.release(headline="Marrow Bay Counts to Three", created_by=team["Writer"])
    first = editions.seal(release, by=None)
    Release.objects.filter(pk=release.pk).update(state="sealed")
    change = f"{live_server.url}/admin/releases/release/{release.pk}/change/"
    writer, legal, publisher, second = at("writer"), at("legal"), at("publisher"), at("second")
    writer.goto(change)
    assert writer.locator("#id_headline").count() == 0
    assert "Marrow Bay Counts to Three" in writer.inner_text(".desk-article h1")
    writer.click("text=Correct…")
    writer.select_option("#id_kind", "correction")
    writer.fill("#id_note", "The count is four.")
    writer.click("text=Open it for correction")
    writer.fill("#id_headline", "Marrow Bay Counts to Four")
    writer.click("input[name=_continue]")
    submit(writer, change)
    approve(legal, change)
    approve(second, change)
    publisher.goto(change)
    publisher.click("text=Seal…")
    publisher.fill("#id_ticker", "MRBX")
    publisher.click("input[value='Seal it']")
    assert "Type MRBY to confirm that this becomes public at once." in publisher.inner_text(".errornote")
    publisher.fill("#id_ticker", "MRBY")
    publisher.click("input[value='Seal it']")
    assert "It has become public" in publisher.inner_text(".messagelist")
    desk = publisher
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
