"""Words pasted at the desk in a real browser: what is struck out stays out and is told, and raised figures stay raised."""

import pytest

from tests import factories
from tests.journeys.desk import save

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASTE = """([selector, html, words]) => {
    const field = document.querySelector(selector);
    field.focus();
    const data = new DataTransfer();
    data.setData("text/html", html);
    data.setData("text/plain", words);
    field.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""
#: As Word writes it, with its markup shown.
WORD = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- .up {vertical-align:4pt} --></style></head><body>'
    "<p class=MsoNormal>The price is <del cite='mailto:L' datetime='2031-03-04T10:00'><s>12</s></del>"
    "<ins cite='mailto:L' datetime='2031-03-04T10:00'>14</ins> dollars"
    "<span style='text-decoration:line-through'> or more</span><span style='mso-hide:all'> hidden</span>.</p>"
    "<p class=MsoNormal>Cells grew to 10<span style='position:relative;top:-3.0pt;mso-text-raise:3.0pt'>6</span> per m"
    "<span class=up>2</span>.</p></body></html>"
)


def test_the_editor_leaves_out_what_is_struck_out_and_keeps_what_is_raised(desk, live_server):
    release = factories.release(body="")
    desk.goto(f"{live_server.url}/admin/releases/release/{release.pk}/change/")
    desk.wait_for_selector(".cke_editable")
    desk.evaluate(PASTE, ["#cke_id_body .cke_editable", WORD, "x"])
    desk.locator("#cke_id_body .cke_editable", has_text="Cells grew").wait_for()
    assert desk.inner_text(".desk-pasted") == (
        "Left out, because they are struck out or hidden where they come from: “12”, “or more”, “hidden”."
        " Type them if they should stand."
    )
    save(desk)
    desk.wait_for_selector(".messagelist")
    release.refresh_from_db()
    assert release.body == ("<p>The price is 14 dollars.</p><p>Cells grew to 10<sup>6</sup> per m<sup>2</sup>.</p>")


def test_a_field_of_plain_text_takes_raised_figures_in_unicode(desk, live_server):
    release = factories.release(headline="Marrow Bay")
    desk.goto(f"{live_server.url}/admin/releases/release/{release.pk}/change/")
    desk.fill("#id_headline", "")
    html = "<p>Grows 10<sup>6</sup> <s>12</s>Cells at <span style='vertical-align:sub'>3</span></p>"
    desk.evaluate(PASTE, ["#id_headline", html, "Grows 106 12Cells at 3"])
    assert desk.input_value("#id_headline") == "Grows 10⁶ Cells at ₃"
    assert "“12”" in desk.inner_text(".desk-pasted")
    desk.fill("#id_headline", "")
    desk.evaluate(PASTE, ["#id_headline", "<b>Plain</b>", "Plain"])
    assert not desk.is_visible(".desk-pasted")
