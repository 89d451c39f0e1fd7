"""The newsroom in a real browser: rules of accessibility on every kind of page, the keyboard, and nothing from elsewhere."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import resolve
from django.utils import timezone

from releases import demo, urls, workflow
from releases.models import Release
from releases.views import errors
from tests.browser import chromium

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
#: Colours and sizes are looked at in every view; what hangs on neither, once at each width.
LOOKS = {"type": "rule", "values": ["color-contrast", "target-size"]}
VIEWS = [
    (390, "light", {"type": "tag", "values": RULES}),
    (390, "dark", LOOKS),
    (1280, "dark", {"type": "tag", "values": RULES}),
    (1280, "light", LOOKS),
]
CORRECTED = "/releases/2025/03/04/quillhaven-therapeutics-reports-fourth-quarter-and-full-year-2024-results/"


#: What answers no page: by the names in releases/urls.py.
NO_PAGES = {
    "release-format", "edition-format", "record", "vcard", "file", "feed", "category-feed", "drug-feed", "trial-feed",
}  # fmt: skip
STANDING = ["/", "/releases/", "/drugs/", "/contacts/", "/feeds/", "/record/"]


def paths(page) -> list[str]:
    page.goto("/")
    release = page.locator(".lead h2 a").get_attribute("href")
    found = [
        *STANDING, "/releases/?q=kidney+function&year=2026", "/releases/?q=zzzz", "/releases/?q=a*", f"/releases/?q={'a' * 200}", "/drugs/qhv-101/",
        "/trials/lightkeeper/", release, CORRECTED, f"{CORRECTED}editions/1/", f"{CORRECTED}editions/2/redline/",
    ]  # fmt: skip
    named = {pattern.name for pattern in urls.urlpatterns if getattr(pattern, "name", None)}
    assert {resolve(path.partition("?")[0]).url_name for path in found} == named - NO_PAGES
    return [*found, "/nowhere/"]


def test_every_kind_of_page_is_accessible_fits_and_asks_nobody_else(live_server):
    axe, wrong, foreign, refused = Axe(), [], [], []
    with chromium() as browser:
        context = browser.new_context(base_url=live_server.url)
        page = context.new_page()
        page.on("request", lambda asked: None if asked.url.startswith(live_server.url) else foreign.append(asked.url))
        page.on("console", lambda said: refused.append(said.text) if "Content Security" in said.text else None)
        page.route("**/broken/", lambda asked: asked.fulfill(status=500, body=errors.server_error(None).content.decode(),
                                                             content_type="text/html"))  # fmt: skip

        def look(path: str) -> None:
            page.goto(path)
            inline = "document.querySelectorAll('[style], [onclick], script:not([src]):not([type])').length"
            wrong.extend([(path, "inline style or script")] if page.evaluate(inline) else [])
            for width, scheme, rules in VIEWS:
                page.set_viewport_size({"width": width, "height": 900})
                page.emulate_media(color_scheme=scheme)
                found = axe.run(page, options={"runOnly": rules}).response["violations"]
                wrong.extend((path, width, scheme, rule["id"], rule["nodes"][0]["target"]) for rule in found)
                beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                wrong.extend([(path, width, f"{beyond} pixels too wide")] if beyond > 0 else [])
            page.set_viewport_size({"width": 320, "height": 900})  # WCAG 2.2, 1.4.10
            beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            wrong.extend([(path, 320, f"{beyond} pixels too wide")] if beyond > 0 else [])

        for path in (*STANDING, "/broken/"):
            look(path)  # an empty newsroom
        demo.load(now=timezone.now())
        for path in paths(page):
            look(path)
        withdrawn = Release.objects.get(editions__slug=CORRECTED.split("/")[-2], editions__number=2)
        workflow.withdraw(withdrawn, by=None, notice="It was in error.")
        look(CORRECTED)
        assert page.locator("main").inner_text().count("It was in error.") == 1
        context.close()
        assert wrong == []
        assert foreign == refused == []
        _search_by_keyboard(browser, live_server.url)


def _search_by_keyboard(browser, origin: str) -> None:
    """Without a mouse and without JavaScript: skip the masthead, search, open what was found."""
    page = browser.new_context(base_url=origin, java_script_enabled=False).new_page()
    page.goto("/releases/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.endswith("#main"))
    page.keyboard.press("Tab")
    page.keyboard.type("accelerated approval")
    page.keyboard.press("Enter")
    page.wait_for_url("**/releases/?q=accelerated+approval**")
    first = page.locator(".ledger h3 a").first
    assert first.inner_text().startswith("FDA Grants Accelerated Approval to Dorvayo")
    first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/releases/2026/01/16/**")
    assert page.locator("h1").inner_text().startswith("FDA Grants Accelerated Approval")
