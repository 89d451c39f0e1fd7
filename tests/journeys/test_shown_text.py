"""What is approved is read at the desk as the public reads it afterwards: letter by letter, as the browser shows it."""

import pytest

from releases import workflow
from releases.models import Release
from tests import factories
from tests.newsroom.sealed import LONG_AGO

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

#: Signs that differ from their capitals, in every part that the desk's own styles would write in capitals.
TABLE = (
    "<h2>Responses at week 24 (n=71)</h2>"
    "<table><caption>Table 1. ctDNA responses (mITT, n=71)</caption>"
    "<thead><tr><th>mg/kg</th><th>ziltivekast (n=71)</th><th>placebo (n=35)</th></tr></thead>"
    "<tbody><tr><th>pH, mean</th><td>7.4</td><td>7.3</td></tr></tbody></table>"
    "<ul><li>mRNA below 10<sup>6</sup> copies</li></ul>"
)
#: What a browser shows of an element, signs as they are rendered.
SHOWN = "element => element.innerText.trim().split(/\\s*\\n\\s*/).join('\\n')"


@pytest.fixture
def release():
    team = factories.team()
    made = factories.release(
        created_by=team["Writer"],
        updated_by=team["Writer"],
        release_date=LONG_AGO.date(),
        body=factories.body(TABLE),
        safe_harbor=factories.safe_harbor(),
    )
    made.sections.create(kind="other", heading="About mRNA and eGFR", text="<p>An eGFR of 60 mL/min is normal.</p>")
    workflow.submit(made, by=team["Writer"])
    return Release.objects.get(pk=made.pk)


def framed(page, address: str):
    page.goto(address)
    frame = page.locator("iframe.desk-text").element_handle().content_frame()
    frame.wait_for_selector("article.release")
    return frame


@pytest.mark.parametrize("width", [1280, 390])
def test_the_approved_text_is_shown_as_the_newsroom_shows_it(at, live_server, release, width):
    admin = f"{live_server.url}/admin/releases/release/{release.pk}"
    legal = at("legal")
    legal.set_viewport_size({"width": width, "height": 900})
    frame = framed(legal, f"{admin}/approve/")
    approved = frame.eval_on_selector("article.release", SHOWN)
    assert "ziltivekast (n=71)" in approved
    assert frame.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert legal.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    shown = framed(legal, f"{admin}/change/").eval_on_selector("article.release", SHOWN)  # a reviewer changes nothing
    assert shown == approved
    inside = legal.locator("iframe.desk-text").bounding_box()["width"]

    edition = workflow.seal(release, by=None, live_at=LONG_AGO, is_historic=True)
    assert framed(legal, f"{admin}/change/").eval_on_selector("article.release", SHOWN) == approved
    legal.set_viewport_size({"width": int(inside), "height": 900})
    legal.goto(f"{live_server.url}/releases/{edition.path_date:%Y/%m/%d}/{edition.slug}/")
    assert legal.eval_on_selector("article.release", SHOWN) == approved


def test_what_changed_and_what_is_written_change_no_letter(at, live_server, release):
    admin = f"{live_server.url}/admin/releases/release/{release.pk}"
    workflow.seal(release, by=None, live_at=LONG_AGO, is_historic=True)
    workflow.correct(release, by=None, kind="correction", note="A number.")
    Release.objects.filter(pk=release.pk).update(body=factories.body(TABLE.replace("(n=71)", "(n=72)")))
    writer = at("writer")
    writer.goto(f"{admin}/redline/")
    shown = writer.eval_on_selector(".redline", SHOWN)
    for words in ("mg/kg", "ctDNA responses (mITT, n=", "ziltivekast", "mRNA"):
        assert words in shown
    assert "N=7" not in shown
    writer.goto(f"{admin}/change/")
    writer.wait_for_selector(".cke_editable table")
    written = writer.eval_on_selector(".cke_editable:has(table)", SHOWN)
    for words in ("Table 1. ctDNA responses (mITT, n=71)", "ziltivekast (n=72)", "mg/kg"):
        assert words in written


def test_a_text_that_changed_meanwhile_is_not_shown_in_its_place(at, live_server, release):
    legal = at("legal")
    legal.goto(f"{live_server.url}/admin/releases/release/{release.pk}/approve/")
    source = legal.get_attribute("iframe.desk-text", "src")
    Release.objects.filter(pk=release.pk).update(headline="Marrow Bay Says Something Else")
    answer = legal.goto(live_server.url + source)
    assert answer.status == 409
    assert legal.inner_text("body") == "The text has changed since you opened this page. Load it again."


def test_no_script_runs_in_the_frame_and_nobody_else_frames_it(client, release):
    client.force_login(factories.user("irene", is_superuser=True))
    answer = client.get(f"/admin/releases/release/{release.pk}/text/")
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'self' 'sha256-")
    assert policy.endswith("frame-ancestors 'self'; sandbox allow-same-origin")
    assert "script-src" not in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    page = client.get(f"/admin/releases/release/{release.pk}/approve/").content.decode()
    assert 'sandbox="allow-same-origin"' in page
    assert client.get(f"/admin/releases/release/{release.pk}/preview/").headers["X-Frame-Options"] == "DENY"
