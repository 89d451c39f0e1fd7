"""Writing at the desk in a real browser: the preview follows, an interruption costs nothing, two editors see both."""

import pytest

from releases.models import FormDraft, Release
from tests import factories
from tests.admin.test_release_form import WORD
from tests.journeys.desk import save

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def change(live_server):
    return lambda release: f"{live_server.url}/admin/releases/release/{release.pk}/change/"


def write(page, words: str) -> None:
    page.locator(".cke_editable").first.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def preview(page):
    return page.frame_locator("#desk-preview-frame")


def test_preview_and_counts_follow_while_typing(desk, change):
    release = factories.release(headline="Marrow Bay Waits", body="<p>Three words here.</p>")
    desk.goto(change(release))
    preview(desk).locator("h1", has_text="Marrow Bay Waits").wait_for()
    assert desk.inner_text("#desk-count-body") == "3 words"
    assert desk.inner_text("#desk-count-headline") == "16 characters"
    desk.wait_for_timeout(2000)
    assert desk.inner_text("#desk-draft-state") == ""
    assert not FormDraft.objects.exists()
    desk.fill("#id_headline", "Marrow Bay " + "Runs " * 25)
    write(desk, " And more.")
    preview(desk).locator("article", has_text="Three words here. And more.").wait_for()
    assert "Marrow Bay Runs Runs" in preview(desk).locator("h1").inner_text()
    assert desk.inner_text("#desk-count-body") == "5 words"
    assert desk.inner_text("#desk-count-headline") == (
        "135 characters. Over 120: wires and search results will cut it."
    )
    desk.click("text=Add another About section")
    desk.fill("#id_sections-0-heading", "About Us")
    assert desk.input_value("#id_sections-0-position") == "0"
    desk.click("text=Add another About section")
    assert desk.input_value("#id_sections-1-position") == "1"
    desk.locator("#sections-0 .cke_editable").click()
    desk.keyboard.type("We are.")
    preview(desk).locator("section.about", has_text="We are.").wait_for()
    assert Release.objects.get().headline == "Marrow Bay Waits"
    # The second row was left empty and is no row.
    save(desk)
    desk.wait_for_selector(".messagelist")
    assert [(part.position, part.text) for part in release.sections.all()] == [(0, "<p>We are.</p>")]
    assert not FormDraft.objects.exists()


def test_a_draft_survives_the_closing_of_the_browser(desk, change, live_server):
    release = factories.release(headline="Marrow Bay Waits", body="<p>Saved.</p>")
    browser = desk.context.browser
    desk.goto(change(release))
    desk.wait_for_selector(".cke_editable")
    desk.fill("#id_headline", "Marrow Bay Writes")
    write(desk, " Unsaved.")
    desk.click("text=Add another Footnote")
    desk.fill("#id_footnotes-0-mark", "1")
    desk.locator("#desk-draft-state", has_text="Your draft is kept").wait_for()
    desk.locator("#footnotes-0 .cke_editable").click()
    with desk.expect_response("**/draft/"):
        desk.keyboard.type("A note.")
    desk.context.close()

    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{live_server.url}/admin/")
    page.fill("input[autocomplete=username], #id_username", "irene")
    page.fill("input[type=password]", "correct horse battery")
    page.click("#content [type=submit]")
    page.goto(change(release))
    assert page.input_value("#id_headline") == "Marrow Bay Waits"
    assert page.inner_text("#desk-draft-state") == "No draft is kept until you decide above."
    page.click("text=Take it up again")
    page.wait_for_selector("text=Your words of")
    assert page.input_value("#id_headline") == "Marrow Bay Writes"
    assert page.locator(".cke_editable").first.inner_text().strip() == "Saved. Unsaved."
    assert page.locator("#footnotes-0 .cke_editable").inner_text().strip() == "A note."
    assert Release.objects.get().headline == "Marrow Bay Waits"
    save(page)
    page.wait_for_selector(".messagelist")
    release.refresh_from_db()
    assert (release.headline, release.body) == ("Marrow Bay Writes", "<p>Saved. Unsaved.</p>")
    assert release.footnotes.get().text == "A note."
    assert not FormDraft.objects.exists()


def test_an_ended_session_costs_no_words(desk, change, live_server):
    release = factories.release()
    desk.goto(change(release))
    desk.context.clear_cookies()
    desk.fill("#id_headline", "Typed While Signed Out")
    desk.locator("#desk-draft-state", has_text="You are signed out.").wait_for()
    again = desk.context.new_page()
    again.goto(f"{live_server.url}/admin/")
    again.fill("input[autocomplete=username], #id_username", "irene")
    again.fill("input[type=password]", "correct horse battery")
    again.click("#content [type=submit]")
    again.wait_for_selector("#user-tools")
    desk.fill("#id_headline", "Typed While Signed Out, and On")
    for _ in range(50):
        desk.wait_for_timeout(200)
        kept = FormDraft.objects.first()
        if kept and kept.typed["headline"] == ["Typed While Signed Out, and On"]:
            break
    assert "Your draft is kept" in desk.inner_text("#desk-draft-state")
    assert FormDraft.objects.get().typed["headline"] == ["Typed While Signed Out, and On"]
    save(desk)
    desk.wait_for_selector(".messagelist")
    assert Release.objects.get().headline == "Typed While Signed Out, and On"


def test_two_savers_both_see_both(at, change):
    for name in ("irene", "otto"):
        factories.user(name, is_superuser=True)
    release = factories.release(headline="Marrow Bay Waits")
    irene, otto = at("irene"), at("otto")
    irene.goto(change(release))
    otto.goto(change(release))
    otto.fill("#id_headline", "Marrow Bay Was Quicker")
    save(otto)
    otto.wait_for_selector(".messagelist")
    irene.fill("#id_headline", "Marrow Bay Was Slower")
    save(irene)
    irene.wait_for_selector(".desk-conflict")
    assert "otto saved version 2" in irene.inner_text(".desk-conflict")
    assert irene.inner_text(".desk-conflict section del").split() == ["deleted:", "Quicker", "(end)"]
    assert irene.inner_text(".desk-conflict section ins").split() == ["inserted:", "Slower", "(end)"]
    # The Enter key saves, and does not overwrite.
    with irene.expect_navigation():
        irene.press("#id_dateline_city", "Enter")
    irene.wait_for_selector(".desk-conflict")
    assert Release.objects.get().headline == "Marrow Bay Was Quicker"
    irene.click("text=Save mine over it")
    irene.wait_for_selector(".messagelist")
    assert (Release.objects.get().headline, Release.objects.get().version) == ("Marrow Bay Was Slower", 3)


def test_a_paste_from_word_and_a_table_with_headings(desk, change):
    release = factories.release(body="")
    desk.goto(change(release))
    desk.wait_for_selector(".cke_editable")
    desk.evaluate(
        """html => {
            const editor = CKEDITOR.instances.id_body;
            editor.focus();
            const data = new DataTransfer();
            data.setData("text/html", html);
            editor.editable().$.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        WORD,
    )
    desk.locator(".cke_editable h2, .cke_editable h1", has_text="Results").wait_for()
    assert "®" in desk.evaluate("CKEDITOR.instances.id_body.config.specialChars.join('')")
    save(desk)
    desk.wait_for_selector(".messagelist")
    release.refresh_from_db()
    assert "mso" not in release.body.lower()
    assert "style" not in release.body
    assert release.body.startswith(
        "<h2>Results</h2><p>A dose of 75 mg/m<sup>2</sup> of <strong>MBY-001</strong> and H<sub>2</sub>O.</p>"
    )
    assert "<ul><li>First</li><li>Second</li></ul>" in release.body
    assert "<td>Arm</td><td>N</td>" in release.body

    write(desk, "x")
    desk.locator(".cke_button__table").first.click()
    desk.locator(".cke_dialog_ui_button_ok").click()
    desk.wait_for_selector(".cke_editable th[scope=col]")


def test_saving_without_a_connection_keeps_the_words(desk, change):
    release = factories.release(headline="Marrow Bay Waits")
    desk.goto(change(release))
    desk.wait_for_selector(".cke_editable")
    desk.fill("#id_headline", "Marrow Bay Rides A Train")
    desk.context.set_offline(True)
    desk.click("input[name=_continue]")
    said = desk.locator("#desk-draft-state", has_text="so nothing was saved. Your words stay in this window")
    said.wait_for()
    # The draft can't be kept either, which says less.
    desk.wait_for_event("requestfailed", lambda asked: asked.method == "POST" and asked.url.endswith("/draft/"))
    desk.wait_for_timeout(100)
    assert said.is_visible()
    assert desk.input_value("#id_headline") == "Marrow Bay Rides A Train"
    assert Release.objects.get().headline == "Marrow Bay Waits"
    desk.context.set_offline(False)
    save(desk)
    desk.wait_for_selector(".messagelist .success")
    assert Release.objects.get().headline == "Marrow Bay Rides A Train"
