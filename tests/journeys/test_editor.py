"""The editor under the desk's policy, which runs no handler in a page: every button, list and dialog of its toolbar."""

import pytest

from releases.models import Release
from tests import factories
from tests.journeys.desk import save

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def writing(desk, live_server):
    """The form of a release, and a function that gives the body's text as the form would send it."""
    release = factories.release(body="<p>One two three.</p>")
    desk.goto(f"{live_server.url}/admin/releases/release/{release.pk}/change/")
    desk.locator("#cke_id_body .cke_editable").wait_for()
    return desk


def body(page) -> str:
    return page.evaluate("CKEDITOR.instances.id_body.getData()").replace("\n", "").replace("\t", "")


def becomes(page, html: str) -> bool:
    """The editor works in steps of its own: wait for what comes of them."""
    page.wait_for_function(
        "html => CKEDITOR.instances.id_body.getData().replace(/[\\n\\t]/g, '') === html", arg=html, timeout=8000
    )
    return True


def linking(page) -> None:
    """The dialog of links, once it has taken up the words that are selected."""
    select_all(page)
    button(page, "link").click()
    page.wait_for_function(
        "() => [...document.querySelectorAll('.cke_dialog input')].some(input => input.value === 'One two three.')"
    )


def select_all(page) -> None:
    page.locator("#cke_id_body .cke_editable").click()
    # By the editor's own hand, which takes note of a selection of the browser's only a moment later.
    page.evaluate(
        "() => { const editor = CKEDITOR.instances.id_body; editor.focus(); const range = editor.createRange();"
        " range.selectNodeContents(editor.editable().getFirst()); editor.getSelection().selectRanges([range]); }"
    )
    page.wait_for_timeout(300)


def button(page, name: str):
    return page.locator(f"#cke_id_body .cke_button__{name}")


def dialog(page):
    return page.locator(".cke_dialog:visible")


def test_the_policy_is_enforced(writing):
    answer = writing.request.get(writing.url)
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "unsafe-eval" not in policy
    assert "default-src 'none'" in policy
    ran = writing.evaluate(
        "() => { window.ran = 0; const box = document.createElement('div');"
        ' box.innerHTML = \'<img src=x onerror="window.ran = 1"><b onclick="window.ran = 2">x</b>\';'
        " document.body.append(box); box.querySelector('b').click();"
        " const script = document.createElement('script'); script.textContent = 'window.ran = 3'; document.body.append(script);"
        " return new Promise((done) => setTimeout(() => done(window.ran), 300)); }"
    )
    assert ran == 0


def test_buttons(writing):
    for name, html in (
        ("bold", "<p><strong>One two three.</strong></p>"),
        ("italic", "<p><em>One two three.</em></p>"),
        ("superscript", "<p><sup>One two three.</sup></p>"),
        ("numberedlist", "<ol><li>One two three.</li></ol>"),
        ("bulletedlist", "<ul><li>One two three.</li></ul>"),
    ):
        select_all(writing)
        button(writing, name).click()
        assert becomes(writing, html)
        button(writing, "undo").click()
        assert becomes(writing, "<p>One two three.</p>")


def test_the_list_of_formats(writing):
    select_all(writing)
    writing.locator("#cke_id_body .cke_combo__format .cke_combo_button").click()
    panel = writing.frame_locator("iframe.cke_panel_frame")
    panel.locator("h2", has_text="Heading 2").click()
    assert becomes(writing, "<h2>One two three.</h2>")


def test_a_link(writing):
    linking(writing)
    dialog(writing).locator("input[type=text]").nth(1).fill("www.example.com/a")
    dialog(writing).locator(".cke_dialog_ui_button_ok").click()
    assert becomes(writing, '<p><a href="http://www.example.com/a">One two three.</a></p>')
    button(writing, "unlink").click()
    assert becomes(writing, "<p>One two three.</p>")
    linking(writing)
    dialog(writing).locator(".cke_dialog_ui_button_cancel").click()
    assert becomes(writing, "<p>One two three.</p>")


def test_a_table(writing):
    writing.locator("#cke_id_body .cke_editable").click()
    writing.keyboard.press("Control+End")
    button(writing, "table").click()
    dialog(writing).locator(".cke_dialog_ui_button_ok").click()
    writing.wait_for_function("() => CKEDITOR.instances.id_body.getData().includes('<table')")
    html = body(writing)
    assert html.count("<tr>") == 3
    assert html.count('<th scope="col">') == 2


def test_a_special_character(writing):
    writing.locator("#cke_id_body .cke_editable").click()
    writing.keyboard.press("Control+End")
    button(writing, "specialchar").click()
    dialog(writing).locator("a.cke_specialchar", has_text="≥").first.click()
    assert becomes(writing, "<p>One two three.≥</p>")


def test_by_keyboard_alone(writing):
    select_all(writing)
    writing.keyboard.press("Alt+F10")
    writing.keyboard.press("ArrowRight")
    assert "Bold" in writing.evaluate("document.activeElement.title")
    writing.keyboard.press("Enter")
    assert becomes(writing, "<p><strong>One two three.</strong></p>")
    writing.keyboard.press("Control+l")
    dialog(writing).wait_for()
    writing.keyboard.press("Escape")
    dialog(writing).wait_for(state="hidden")


def test_what_was_typed_is_saved(writing):
    select_all(writing)
    button(writing, "bold").click()
    save(writing)
    writing.wait_for_selector(".messagelist")
    assert Release.objects.get().body == "<p><strong>One two three.</strong></p>"
