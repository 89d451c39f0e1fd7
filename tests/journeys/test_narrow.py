"""Nothing of the desk's lists and moves is cut off, on a laptop and on a telephone."""

import pytest

from releases import workflow
from tests import factories
from tests.newsroom.sealed import published

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOVES = ("submit", "plan", "approve", "send-back", "seal", "reasons", "redline")
PAGES = (
    *("", "releases/release/", "releases/edition/", "releases/contact/"),
    *(f"releases/release/{{pk}}/{move}/" for move in MOVES),
)
#: Elements that are wider than what they stand in, or than the screen.
CUT_OFF = """() => [document.documentElement, ...document.querySelectorAll('.results, .desk-today, .desk-form, #content-main')]
  .filter(part => part.scrollWidth > part.clientWidth + 1).map(part => part.id || part.className || 'the page')"""


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_is_cut_off(at, live_server, width):
    team = factories.team()
    factories.user("irene", is_superuser=True)
    published(headline="Marrow Bay Presents Results of a Study With a Rather Long Headline at a Congress")
    release = factories.release(
        category="governance",
        created_by=team["Writer"],
        headline="Marrow Bay Reports Progress in a Rather Long Headline",
    )
    workflow.submit(release, by=team["Writer"])
    workflow.send_back(release, by=team["Legal reviewer"], reason="Name the trial, " * 10)
    desk = at("irene")
    desk.set_viewport_size({"width": width, "height": 900})
    found = {}
    for path in PAGES:
        desk.goto(f"{live_server.url}/admin/{path.format(pk=release.pk)}")
        found[path] = desk.evaluate(CUT_OFF)
    assert {path: parts for path, parts in found.items() if parts} == {}
