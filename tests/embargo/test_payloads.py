"""No word that staff write runs as a script: in every field, at the desk and in the newsroom, in a real browser under the
enforced policies, and in the newsroom without them too."""

import itertools
import json
import os
from pathlib import Path

import pytest
from django.db import models

from releases.models import Edition, Release
from tests import factories
from tests.embargo import world
from tests.embargo.payloads import payloads
from tests.newsroom.sealed import address, published

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
#: A round takes this many payloads: one for each field, and the rest stand in the body.
ROUND = 90
ROUNDS = int(os.environ.get("PAYLOAD_ROUNDS", "3"))
#: Pages of each side that are opened in a round, found by their links.
MOST_PAGES = 45
_LEFT = ("logout", "/delete/", "/history/revert", "/account/", ".docx", "/ckeditor/")


class Watch:
    """A browser window that notes what a payload may never do."""

    def __init__(self, browser, origin: str, *, ignores_policy: bool = False):
        self.origin, self.won, self.visited = origin, [], 0
        self.context = browser.new_context(bypass_csp=ignores_policy)
        self.context.expose_function("xss", lambda number: self.won.append(f"payload {number} ran"))
        self.context.on("request", self._note)
        self.context.on("dialog", lambda shown: (self.won.append(f"dialog: {shown.message}"), shown.dismiss()))
        self.page = self.context.new_page()

    def _note(self, asked) -> None:  # the extension is Chromium's own, which shows PDFs
        if not asked.url.startswith((self.origin, "data:", "blob:", "about:", "chrome-extension:", "chrome:")):
            self.won.append(f"asked {asked.url}")

    def open(self, path: str) -> list[str]:
        """Open a page, let what is on it work, move over it; the addresses of this side that it links to."""
        answer = self.page.goto(self.origin + path, wait_until="load")
        self.visited += 1
        if answer is None or "html" not in answer.headers.get("content-type", ""):
            return []
        self.page.mouse.move(300, 300)
        self.page.wait_for_timeout(60)
        if not self.page.url.startswith(self.origin):
            self.won.append(f"left for {self.page.url}")
        return self.page.eval_on_selector_all("a[href], iframe[src]", "all => all.map(each => each.getAttribute('href') || each.getAttribute('src'))")  # fmt: skip

    def crawl(self, *paths: str, under: str) -> None:
        """Open these pages and those that they link to."""
        waiting, seen = list(paths), set()
        while waiting and len(seen) < MOST_PAGES:
            path = waiting.pop(0).partition("#")[0]
            if path in seen or not path.startswith(under) or any(part in path for part in _LEFT):
                continue
            seen.add(path)
            try:
                waiting += self.open(path)
            except Exception as error:  # a file that is downloaded is no page
                if "ERR_ABORTED" not in str(error) and "Download" not in str(error):
                    raise


def filled(number: int, monkeypatch) -> tuple[Release, list[str]]:
    """The release with everything attached, with a payload in every text of it, and the payloads used."""
    used = list(itertools.islice(payloads(), number * ROUND, (number + 1) * ROUND))
    short = itertools.cycle(f"Word {each}" for each in used if len(each) < 95)
    monkeypatch.setattr(world, "canary", lambda name: next(short) if "email" not in name and "pdf" not in name else "x")
    factories.company()
    factories.drug(code_name="MBY-101")
    factories.team()
    release = world.whole_release()
    release.body = factories.BODY + "".join(f"<p>{each}</p>" for each in used)
    release.save()
    return release, used


@pytest.mark.proof
@pytest.mark.parametrize("number", range(ROUNDS))
def test_nothing_runs(chromium, live_server, monkeypatch, number):
    release, used = filled(number, monkeypatch)
    edition = published(release)
    question = f"/releases/?q={used[number % 40]}"
    paths = (
        "/",
        address(edition),
        question,
        "/drugs/",
        "/contacts/",
        "/feeds/",
        "/feeds/releases.rss",
        "/feeds/releases.atom",
    )
    guarded, bare = Watch(chromium, live_server.url), Watch(chromium, live_server.url, ignores_policy=True)
    for window in (guarded, bare):
        window.crawl(*paths, under="/")
    desk = at_desk(chromium, live_server.url)
    change = f"/admin/releases/release/{release.pk}/change/"
    desk.crawl("/admin/", change, "/admin/releases/release/", under="/admin/")
    type_into_editor(desk, change, used)
    for window in (guarded, bare, desk):
        window.context.close()
        assert window.won == []
        assert window.visited >= 15
    report = os.environ.get("PAYLOAD_REPORT")
    if report:
        with Path(report).open("a") as file:
            file.write(
                json.dumps({"payloads": len(used), "pages": [each.visited for each in (guarded, bare, desk)]}) + "\n"
            )


def at_desk(browser, origin: str) -> Watch:
    factories.user("irene", is_superuser=True)
    desk = Watch(browser, origin)
    page = desk.page
    page.goto(f"{origin}/admin/")
    page.fill("input[autocomplete=username], #id_username", "irene")
    page.fill("input[type=password]", "correct horse battery")
    page.click("#content [type=submit]")
    return desk


def type_into_editor(desk: Watch, path: str, used: list[str]) -> None:
    """As somebody does who pastes each payload, and as the editor takes it that has been stored. In a tab of its own."""
    desk.page.close()
    desk.page = desk.context.new_page()
    desk.open(path)
    desk.page.locator("#cke_id_body .cke_editable").wait_for()
    for payload in used:
        desk.page.evaluate(
            """words => { const editor = CKEDITOR.instances.id_body;
            editor.setData(words); editor.focus(); editor.insertHtml(words);
            editor.fire('paste', {dataValue: words, method: 'paste', type: 'html'}); }""",
            payload,
        )
        desk.page.wait_for_timeout(20)
    desk.page.wait_for_timeout(300)
    desk.page.evaluate("window.onbeforeunload = null")


def test_it_is_able_to_see_a_payload_run_and_the_policy_stops_what_gets_past_the_sanitiser(chromium, live_server):
    """A rendering that nobody cleaned: without the policy it runs, under the policy it does not."""
    edition = published(factories.release())
    words = "".join(itertools.islice(payloads(), 49))
    models.QuerySet.update(
        Edition.objects.filter(pk=edition.pk),
        article_html=words,
        rendering_version=edition.rendering_version + 1,
    )
    bare, guarded = Watch(chromium, live_server.url, ignores_policy=True), Watch(chromium, live_server.url)
    for window in (bare, guarded):
        window.open(address(edition))
        window.page.wait_for_timeout(300)
        window.context.close()
    assert len(set(bare.won)) > 5
    assert guarded.won == []


def test_there_are_two_thousand_and_no_two_are_alike():
    every = list(payloads())
    assert len(every) == len(set(every)) == 2156
