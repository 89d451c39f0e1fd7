"""The newsroom in a real browser: rules of accessibility on every kind of page, the keyboard, and nothing from elsewhere."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import resolve
from django.utils import timezone

from releases import demo, urls, workflow
from releases.models import Release
from releases.views import errors
from tests.properties import looks

pytestmark = [pytest.mark.browser, pytest.mark.thorough, pytest.mark.django_db(transaction=True)]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
#: What hangs on neither color nor size is looked at once at each width.
LOOKS = {"type": "rule", "values": ["color-contrast", "target-size"]}
VIEWS = looks(
    [(390, "light", {"type": "tag", "values": RULES}), (1280, "dark", {"type": "tag", "values": RULES})],
    [(390, "dark", LOOKS), (1280, "light", LOOKS)],
)
RUN = "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})"
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


class Looking:
    """A page of a browser that gathers what is wrong with the pages it opens."""

    def __init__(self, browser, origin: str):
        self._axe, self._origin, self.wrong = Axe(), origin, []
        self.page = browser.new_context(base_url=origin).new_page()
        self.page.on("request", self._note_foreign)
        self.page.on("console", self._note_refused)
        self.page.route("**/broken/", lambda asked: asked.fulfill(
            status=500, body=errors.server_error(None).content.decode(), content_type="text/html"))  # fmt: skip

    def _note_foreign(self, asked) -> None:
        if not asked.url.startswith(self._origin):
            self.wrong.append(f"asked {asked.url}")

    def _note_refused(self, said) -> None:
        if "Content Security" in said.text:
            self.wrong.append(said.text)

    def look(self, path: str) -> None:
        """Open a page and try it at every width, and in light and dark."""
        page = self.page
        page.goto(path)
        if page.evaluate("document.querySelectorAll('[style], [onclick], script:not([src]):not([type])').length"):
            self.wrong.append((path, "inline style or script"))
        page.evaluate(self._axe.axe_script)
        for width, scheme, rules in VIEWS:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            found = page.evaluate(RUN, rules)["violations"]
            self.wrong += [(path, width, scheme, rule["id"], rule["nodes"][0]["target"]) for rule in found]
            self._fits(path, width)
        page.set_viewport_size({"width": 320, "height": 900})  # WCAG 2.2, 1.4.10
        self._fits(path, 320)

    def _fits(self, path: str, width: int) -> None:
        beyond = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if beyond > 0:
            self.wrong.append((path, width, f"{beyond} pixels too wide"))


@pytest.fixture
def looking(chromium, live_server):
    found = Looking(chromium, live_server.url)
    yield found
    assert found.wrong == []


def test_an_empty_newsroom_is_accessible_fits_and_asks_nobody_else(looking):
    for path in (*STANDING, "/broken/"):
        looking.look(path)


@pytest.mark.parametrize("half", [0, 1])
def test_every_kind_of_page_is_accessible_fits_and_asks_nobody_else(looking, half):
    demo.load(now=timezone.now())
    for path in paths(looking.page)[half::2]:
        looking.look(path)


def test_what_is_withdrawn_is_accessible_fits_and_asks_nobody_else(looking):
    demo.load(now=timezone.now())
    withdrawn = Release.objects.get(editions__slug=CORRECTED.split("/")[-2], editions__number=2)
    workflow.withdraw(withdrawn, by=None, notice="It was in error.")
    looking.look(CORRECTED)
    assert looking.page.locator("main").inner_text().count("It was in error.") == 1


def test_search_by_keyboard(chromium, live_server):
    """Without a mouse and without JavaScript: skip the masthead, search, open what was found."""
    demo.load(now=timezone.now())
    page = chromium.new_context(base_url=live_server.url, java_script_enabled=False).new_page()
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
