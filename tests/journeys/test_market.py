"""The way of a release through the hands of its people, in real browsers: to the market at its instant, corrected,
withdrawn."""

import datetime
import time
import zoneinfo

import pytest
from django.contrib.auth.models import User

from releases import instants
from releases.models import Edition, Program, Release, Trial
from tests import clock, factories
from tests.journeys.desk import follow, save
from tests.journeys.desk import public as asked_by_a_stranger
from tests.newsroom.sealed import published, tomorrow

pytestmark = [pytest.mark.browser, pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

HEADLINE = "Marrow Bay Doses First Patient in HARBOR-3"
#: What tells the news, and where the public would read it.
NEWS = "First Patient in HARBOR-3"
#: Words of the text that its headline does not have: a notice names what was withdrawn.
TEXT = "with its investigational medicine"


def test_from_a_draft_to_the_market_corrected_and_withdrawn(at, live_server):
    """A writer drafts clinical data with a new trial and a phase change, legal sends it back, legal and medical approve, a
    comma voids both, they approve again, the publisher seals; at the instant the public has it on every page, and not
    before. Then it is corrected, and then withdrawn."""
    factories.company()
    factories.team()
    factories.member("Publisher", "second")
    factories.contact()
    drug = factories.drug(code_name="MBY-101")
    Program.objects.create(drug=drug, indication="glioma", phase="phase-2")
    published(drugs=[drug])
    admin = f"{live_server.url}/admin/releases"

    def public(path: str) -> tuple[int, str]:
        return asked_by_a_stranger(live_server.url + path)

    writer, legal, medical, publisher = at("writer"), at("legal"), at("medical"), at("publisher")

    writer.goto(f"{admin}/drug/{drug.pk}/change/")
    writer.select_option("#id_programs-0-phase", "phase-3")
    save(writer, "_save")
    writer.goto(f"{admin}/trial/add/")
    writer.fill("#id_acronym", "HARBOR-3")
    writer.fill("#id_nct_number", "NCT01234567")
    writer.select_option("#id_phase", "PHASE3")
    save(writer, "_save")
    assert Trial.objects.get().acronym == "HARBOR-3"

    writer.goto(f"{admin}/release/add/")
    writer.wait_for_selector(".cke_editable")
    writer.select_option("#id_category", "clinical")
    writer.fill("#id_headline", HEADLINE)
    writer.fill("#id_dateline_city", "BOSTON")
    writer.locator(".cke_editable").first.click()
    writer.keyboard.type(
        "Marrow Bay Biologics, Inc. (NASDAQ: MRBY) today dosed the first patient with its investigational medicine MBY-101"
        " in the Phase III trial HARBOR-3 (NCT01234567)."
    )
    writer.locator(".cke_button__bold").first.click()
    writer.keyboard.type(" A first.")
    for part, name, word in (
        ("contact_links", "contact", "Ada"),
        ("drug_links", "drug", "MBY"),
        ("trial_links", "trial", "HARBOR"),
    ):
        link(writer, part, name, word)
    save(writer)
    release = Release.objects.order_by("pk").last()
    assert release.headline == HEADLINE
    assert "<strong> A first.</strong>" in release.body or "<strong>A first.</strong>" in release.body
    assert (release.state, release.version, release.created_by.username) == ("draft", 1, "writer")
    assert "Hold back the drug MBY-101: programs changed" in writer.inner_text("#release_form")
    change = f"{admin}/release/{release.pk}/change/"

    with writer.expect_popup() as preview:
        writer.click("text=Preview")
    assert "Embargoed preview." in preview.value.inner_text("main")
    assert preview.value.inner_text("h1") == HEADLINE
    preview.value.close()

    submit(writer, change, tomorrow())
    legal.goto(change)
    follow(legal, "text=Send back…")
    legal.fill("#id_reason", "Say that it is the trial's first patient.")
    follow(legal, "text=Send it back")
    writer.goto(change)
    assert "Say that it is the trial's first patient." in writer.text_content(".desk-panel")
    submit(writer, change, tomorrow())
    approve(legal, change)
    approve(medical, change)
    assert Release.objects.get(pk=release.pk).state == "approved"

    writer.goto(change)
    writer.fill("#id_headline", f"{HEADLINE}, a Woman")
    save(writer)
    assert "The legal approval of legal is void: the headline changed since." in writer.inner_text(".messagelist")
    assert "The medical approval of medical is void: the headline changed since." in writer.inner_text(".messagelist")
    assert Release.objects.get(pk=release.pk).state == "in-review"

    for instant in clock.instants(12, 45, 180):
        instant = instant.replace(microsecond=0)
        local = instant.astimezone(zoneinfo.ZoneInfo("America/New_York"))
        writer.goto(change)
        follow(writer, "text=Plan the instant…")
        writer.fill("#id_date", f"{local:%Y-%m-%d}")
        writer.fill("#id_time", f"{local:%H:%M:%S}")
        follow(writer, "text=Plan it")
        factories.explain(release, User.objects.get(username="legal"))  # on a day without trading the desk asks why
        approve(legal, change)
        approve(medical, change)
        publisher.goto(change)
        follow(publisher, "text=Seal…")
        plan = publisher.inner_text(".desk-plan")
        if clock.is_ahead(instant - datetime.timedelta(seconds=3)):
            break
    address = f"/releases/{local:%Y/%m/%d}/marrow-bay-doses-first-patient-in-harbor-3-a-woman/"
    assert address in plan
    assert instants.both_zones(instant, "America/New_York") in plan
    assert "MBY-101: programs changed, public with this release" in plan
    assert "HARBOR-3: public for the first time, with this release" in plan
    assert not release.editions.exists()
    follow(publisher, "input[value='Seal it']")
    assert "It becomes public" in publisher.inner_text(".messagelist")
    assert "Scheduled" in publisher.inner_text(".desk-panel")

    unknown = public(f"/releases/{local:%Y/%m/%d}/no-such-release/")
    asked = 0
    while clock.is_ahead(instant):
        release_page, trial_page, drug_page = map(public, (address, "/trials/harbor-3/", "/drugs/mby-101/"))
        lists = "".join(public(path)[1] for path in ("/", "/releases/", "/feeds/releases.rss", "/drugs/"))
        if not clock.is_ahead(instant):
            break  # these answers may be of before or after
        assert release_page == unknown
        assert trial_page[0] == 404
        assert "Phase III" not in drug_page[1]
        assert NEWS not in lists
        asked += 1
        time.sleep(0.1)
    assert asked > 1
    clock.wait_until_after(instant)
    for path in (address, "/", "/releases/", "/feeds/releases.rss", "/drugs/mby-101/", "/trials/harbor-3/"):
        status, body = public(path)
        assert (status, NEWS in body) == (200, True), path
    assert "Phase III" in public("/drugs/mby-101/")[1]

    writer.goto(change)
    assert writer.locator("#id_headline").count() == 0
    follow(writer, "text=Correct…")
    writer.select_option("#id_kind", "correction")
    writer.fill("#id_note", "The patient is a man.")
    follow(writer, "text=Open it for correction")
    writer.fill("#id_headline", f"{HEADLINE}, a Man")
    save(writer)
    submit(writer, change)
    for page in (legal, medical, at("second")):
        approve(page, change)
    publisher.goto(change)
    follow(publisher, "text=Seal…")
    publisher.fill("#id_ticker", "MRBX")
    follow(publisher, "input[value='Seal it']")
    assert "Type MRBY to confirm that this becomes public at once." in publisher.inner_text(".errornote")
    assert Edition.objects.filter(release=release).count() == 1
    publisher.fill("#id_ticker", "MRBY")
    follow(publisher, "input[value='Seal it']")
    assert "It has become public" in publisher.inner_text(".messagelist")
    publisher.goto(live_server.url + address)
    assert publisher.inner_text("h1") == f"{HEADLINE}, a Man"
    assert "The patient is a man." in publisher.inner_text("article")
    assert public("/feeds/releases.rss")[1].count(f"{HEADLINE}, a ") > 1
    follow(publisher, "text=Edition 1")
    assert publisher.inner_text("h1") == f"{HEADLINE}, a Woman"
    assert "This is an earlier edition." in publisher.inner_text("main")

    publisher.goto(change)
    follow(publisher, "text=Withdraw…")
    publisher.fill("#id_notice", "This release was published in error.")
    publisher.fill("#id_ticker", "MRBY")
    follow(publisher, "text=Withdraw it")
    for path in (address, f"{address}editions/1/", f"{address}editions/2/"):
        status, body = public(path)
        assert (status, "This release was published in error." in body, TEXT in body) == (410, True, False), path
    assert public("/trials/harbor-3/")[0] == 404


def link(page, part: str, name: str, word: str) -> None:
    """Add a row and choose a record by typing its name."""
    page.click(f"#{part}-group .add-row a")
    page.click(f"#{part}-0 .field-{name} .select2-selection")
    page.keyboard.type(word)
    page.click(f".select2-results__option:has-text('{word}')")


def submit(page, change: str, instant: datetime.datetime | None = None) -> None:
    """For an instant, or at once."""
    page.goto(change)
    follow(page, "text=Submit…")
    if instant is None:
        page.check("input[name=when][value=at-once]")
    else:
        local = instant.astimezone(zoneinfo.ZoneInfo("America/New_York"))
        page.fill("#id_date", f"{local:%Y-%m-%d}")
        page.fill("#id_time", f"{local:%H:%M:%S}")
    follow(page, "text=Submit it")
    assert "The release is in review." in page.inner_text(".messagelist")


def approve(page, change: str) -> None:
    page.goto(change)
    follow(page, "text=Approve…")
    follow(page, "input[value='Approve it']")
    assert "Your approval stands for this text." in page.inner_text("#container")
