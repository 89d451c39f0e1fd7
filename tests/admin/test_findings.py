"""Whoever looks at a text sees the same findings, and a writer sees at once what came back and why."""

import datetime
import re

import pytest

from releases import editions, workflow
from releases.models import Release
from tests import factories
from tests.admin.test_release_form import address, form_values
from tests.newsroom.sealed import published, tomorrow

pytestmark = pytest.mark.django_db
#: Counts that do not give the percentage, and a headline that does not name the company.
WRONG = factories.body("<p>Among the 23 patients, 10 (44%) had a partial response.</p>")


@pytest.fixture
def team():
    return factories.team()


def fingerprints(page: str) -> list[str]:
    return sorted(re.findall(r'<li class="desk-finding [^"]*" data-fingerprint="(\w+)"', page))


def asked(release) -> list:
    fresh = Release.objects.get(pk=release.pk)
    words = workflow.approvals.current(fresh)
    return list(workflow.report(fresh, words.document, now=editions.database_now()).findings)


def pages_of(client, team, release) -> dict[str, list[str]]:
    """The findings on each page that shows any, by the page's name."""
    seen = {}
    for user, move in (
        ("Writer", "change"),
        ("Writer", "reasons"),
        ("Legal reviewer", "approve"),
        ("Legal reviewer", "reasons"),
        ("Publisher", "change"),
        ("Publisher", "seal"),
    ):
        client.force_login(team[user])
        page = client.get(address("change", release).replace("/change/", f"/{move}/")).content.decode()
        page = page.partition("ahead of its instant</h3>")[0] if move != "change" else page
        seen[f"{user}, {move}"] = fingerprints(page)
    client.force_login(team["Writer"])
    values = form_values(client, address("change", release))
    seen["Writer, typed"] = fingerprints(client.post(address("findings", release), values).content.decode())
    return seen


@pytest.fixture
def sunday(monkeypatch):
    """Today is the Sunday before: no news goes out at once without a reason."""
    now = editions.database_now()
    day = (now - datetime.timedelta(days=now.isoweekday())).replace(hour=17)
    monkeypatch.setattr(editions, "database_now", lambda: day)


@pytest.mark.parametrize("planned", [True, False], ids=["for an instant", "at once"])
def test_writer_reviewer_and_publisher_see_the_same_findings(client, team, sunday, planned):
    release = factories.release(
        headline="Progress Reported",
        category="earnings",
        created_by=team["Writer"],
        updated_by=team["Writer"],
        **({"planned_at": tomorrow()} if planned else {}),
    )
    workflow.submit(release, by=team["Writer"])
    Release.objects.filter(pk=release.pk).update(body=WRONG)
    seen = pages_of(client, team, release)
    rules = {finding.rule for finding in asked(release)}
    assert ("D5" in rules) == (not planned)
    assert {name: found for name, found in seen.items() if found != seen["Writer, change"]} == {}


def test_what_another_release_announces_is_not_found_in_this_one(client, team):
    """A drug's news belongs to a release that is sealed for later: findings about it would be of another text."""
    drug = factories.drug(code_name="MBY-101", target="CD99")
    published(drugs=[drug])
    drug.generic_name = "zelrubicin"
    drug.save()
    workflow.seal(factories.release(planned_at=tomorrow(), drugs=[drug]), by=None, live_at=tomorrow())
    release = factories.release(
        headline="Progress Reported", created_by=team["Writer"], updated_by=team["Writer"], drugs=[drug]
    )
    workflow.submit(release, by=team["Writer"])
    seen = pages_of(client, team, release)
    assert {name: found for name, found in seen.items() if found != seen["Legal reviewer, approve"]} == {}


def section(client, user) -> str:
    client.force_login(user)
    page = client.get("/admin/").content.decode()
    found = re.search(r'<section aria-labelledby="today-waiting">(.*?)</section>', page, re.DOTALL)[1]
    return re.sub(r"\d[\w ]* ago", "0 seconds ago", " ".join(re.sub(r"<[^>]+>", " ", found).split()))


def submitted(team, **facts) -> Release:
    release = factories.release(
        headline="Marrow Bay Waits", created_by=team["Writer"], updated_by=team["Writer"], **facts
    )
    workflow.submit(release, by=team["Writer"])
    return release


def test_what_was_sent_back_is_on_the_writers_first_page_with_its_reason(client, team):
    release = submitted(team)
    workflow.send_back(release, by=team["Legal reviewer"], reason="Name the trial.")
    for number in range(25):  # it does not fall off the list of drafts
        factories.release(headline=f"Later Draft {number}")
    reason = "Sent back by legal, 0 seconds ago: “Name the trial.”"
    assert f"Marrow Bay Waits {reason} Waits for you." in section(client, team["Writer"])
    assert f"Marrow Bay Waits {reason} Waits for its writer, writer." in section(client, team["Legal reviewer"])
    client.force_login(team["Writer"])
    page = client.get(address("change", release)).content.decode()
    panel = re.sub(r"<details.*?</details>", "", page[page.index("desk-panel") :], flags=re.DOTALL)
    assert "Name the trial." in panel.partition("</section>")[0]
    workflow.submit(release, by=team["Writer"])
    assert "Sent back" not in section(client, team["Writer"])


def test_what_was_called_back_or_held_too(client, team):
    instant = tomorrow()
    back, held = (
        factories.approved(team, planned_at=instant, headline=headline)
        for headline in ("Marrow Bay Comes Back", "Marrow Bay Is Held")
    )
    for release in (back, held):
        workflow.seal(release, by=team["Publisher"], live_at=instant)
    workflow.call_back(back, by=team["Publisher"], reason="A wrong dose.")
    workflow.hold(held, by=team["Legal reviewer"], reason="A call from the FDA.")
    seen = section(client, team["Writer"])
    assert "Marrow Bay Comes Back Called back by publisher, 0 seconds ago: “A wrong dose.” Waits for you." in seen
    assert (
        "Marrow Bay Is Held Held by legal, 0 seconds ago: “A call from the FDA.” Waits for the sign-off Legal" in seen
    )
    factories.approve(held, "legal", team["Legal reviewer"])
    workflow.seal(Release.objects.get(pk=held.pk), by=team["Publisher"], live_at=instant)
    assert "Held by" not in section(client, team["Writer"])


def test_an_old_release_is_submitted_with_its_printed_date(client, team):
    """It goes out as history: that its date is not today is no finding."""
    release = submitted(team, release_date=datetime.date(2021, 3, 4))
    assert [finding.rule for finding in asked(release) if finding.rule == "C2"] == []
    assert Release.objects.get(pk=release.pk).state == "in-review"
