"""Nobody approves words of their own: who wrote what would be sealed is read from its whole history, as the desk writes it."""

import pytest
from auditlog.models import LogEntry
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from releases import workflow
from releases.models import BoilerplateVersion, Release
from releases.workflow import records
from tests import factories
from tests.admin.test_release_form import form_values
from tests.newsroom.sealed import tomorrow
from tests.workflow.test_refusals import refused

pytestmark = pytest.mark.django_db
OWN = "You changed {}, and nobody approves their own words. Ask a colleague."


@pytest.fixture
def team():
    return factories.team()


@pytest.fixture
def counsel(team):
    """Somebody who signs for legal and may also write and edit standing texts."""
    user = factories.member("Legal reviewer", "counsel")
    user.groups.add(*Group.objects.filter(name__in=["Writer", "Administrator", "Publisher"]))
    return user


@pytest.fixture
def release(team):
    made = factories.release(
        created_by=team["Writer"],
        planned_at=tomorrow(),
        subheadline="Two of three\nThree of three",
        safe_harbor=factories.safe_harbor(),
        drugs=[factories.drug(code_name="MBY-101", aliases="MB one\nMB two", about="<p>One.</p>")],
    )
    workflow.submit(made, by=team["Writer"])
    return made


def fresh(release: Release) -> Release:
    return Release.objects.get(pk=release.pk)


def save(user, record, **changes) -> None:
    """Open the record's form at the desk and save it, with these changes or none."""
    client = Client()
    client.force_login(user)
    address = reverse(f"admin:releases_{record._meta.model_name}_change", args=[record.pk])
    values = form_values(client, address)
    # A browser sends the lines of a text area with both characters.
    values = {name: value.replace("\n", "\r\n") if isinstance(value, str) else value for name, value in values.items()}
    response = client.post(address, values | changes | {"_save": "1"})
    assert response.status_code == 302, response.context["errors"]


def against(release: Release, user, sign_off: str = "legal") -> tuple[str, ...]:
    release = fresh(release)
    factories.explain(release, user)
    seen = workflow.approvals.current(release).digest
    return refused(workflow.approve, release, by=user, sign_off=sign_off, seen_digest=seen)


def contact(release: Release):
    return release.contact_links.get().contact


CHANGES = {
    "the release": (lambda release: release, {"headline": "Marrow Bay Reports More"}, "this release"),
    "a part of the release": (lambda release: release, {"contact_links-0-label": "For Readers:"}, "this release"),
    "a standing text": (
        lambda release: release.safe_harbor,
        {"text": "<p>Forward-looking, says {company}.</p>"},
        "Standard, version 1",
    ),
    "its name": (lambda release: release.safe_harbor.boilerplate, {"name": "House"}, "House, version 1"),
    "a drug": (lambda release: release.drugs.get(), {"target": "CD99"}, "the record of MBY-101"),
    "a contact": (contact, {"phone": "617-555-0199"}, "the record of Ada Quill"),
}


@pytest.mark.parametrize("case", CHANGES)
def test_who_changed_it_does_not_approve_it_whoever_saves_later(team, counsel, release, case):
    record, change, named = CHANGES[case]
    save(counsel, record(release), **change)
    assert against(release, counsel) == (OWN.format(named),)
    colleague = factories.member("Writer", "colleague")
    colleague.groups.add(Group.objects.get(name="Administrator"))
    save(colleague, record(release))
    save(colleague, fresh(release), headline="Marrow Bay Reports Even More")
    assert against(release, counsel) == (OWN.format(named),)
    factories.approve(release, "legal", team["Legal reviewer"])
    assert fresh(release).state == "approved"


@pytest.mark.parametrize("case", CHANGES)
def test_a_save_that_changes_nothing_changes_nothing(team, counsel, release, case):
    record = CHANGES[case][0](release)
    before, logged = type(record).objects.values().get(pk=record.pk), LogEntry.objects.count()
    save(counsel, record)
    assert type(record).objects.values().get(pk=record.pk) == before
    assert LogEntry.objects.count() == logged
    factories.approve(release, "legal", counsel)
    assert fresh(release).state == "approved"


def test_a_save_of_other_line_ends_or_other_html_for_the_same_words_is_no_change(release):
    logged = LogEntry.objects.count()
    release.subheadline = "  Two of three\r\n\r\nThree of three\r\n"
    release.body = f"{factories.BODY}\n\n<script>x()</script>"
    release.save()
    assert LogEntry.objects.count() == logged


def test_what_reaches_no_reader_bars_nobody(counsel, release):
    Release.objects.update(needs_review=True)
    release.refresh_from_db()
    save(counsel, release, needs_review="")
    assert fresh(release).version == release.version + 1
    factories.approve(release, "legal", counsel)


def test_who_wrote_the_note_of_a_correction_does_not_approve_it(team, counsel):
    release = factories.approved(team, planned_at=tomorrow())
    workflow.seal(release, by=None)
    workflow.correct(fresh(release), by=counsel, kind="update", note="Two, not one.")
    workflow.plan(fresh(release), by=team["Writer"], planned_at=tomorrow())
    workflow.submit(fresh(release), by=team["Writer"])
    assert against(release, counsel) == (OWN.format("this release"),)


def test_words_that_others_approved_and_the_public_has_bar_nobody_from_the_next_correction(team, counsel, release):
    for record, change, _ in CHANGES.values():
        save(counsel, record(fresh(release)), **change)
    factories.approve(release, "legal", team["Legal reviewer"])
    workflow.seal(fresh(release), by=None)
    workflow.correct(fresh(release), by=team["Writer"], kind="update", note="Two, not one.")
    workflow.plan(fresh(release), by=team["Writer"], planned_at=tomorrow())
    workflow.submit(fresh(release), by=team["Writer"])
    factories.approve(release, "legal", counsel)
    assert fresh(release).state == "approved"


def test_a_standing_text_is_not_cleared_by_an_edition_that_was_called_back(team, counsel, release):
    save(counsel, release.safe_harbor, text="<p>Other words of {company}.</p>")
    factories.approve(release, "legal", team["Legal reviewer"])
    workflow.seal(fresh(release), by=team["Publisher"], live_at=release.planned_at)
    workflow.call_back(fresh(release), by=team["Publisher"], reason="Wait.")
    assert BoilerplateVersion.objects.get().frozen_at is not None
    workflow.submit(fresh(release), by=team["Writer"])
    assert against(release, counsel) == (OWN.format("Standard, version 1"),)


def test_who_changed_it_does_not_publish_it_at_once(team, counsel, release):
    save(counsel, release, headline="Marrow Bay Reports More")
    factories.approve(release, "legal", team["Legal reviewer"])
    factories.approve(release, "ahead", team["Publisher"])
    assert refused(workflow.seal, fresh(release), by=counsel, ticker="MRBY") == (
        "You changed this release, so a second person must publish at once or ahead of schedule.",
    )
    assert against(release, counsel, "ahead")[0] == OWN.format("this release")
    assert workflow.seal(fresh(release), by=factories.member("Publisher", "second"), ticker="MRBY").number == 1


def test_a_record_on_its_own_keeps_the_same_rule(team, counsel, release):
    drug = release.drugs.get()
    save(counsel, drug, target="CD99")
    save(team["Writer"], drug)
    save(team["Writer"], drug, mechanism="It binds.")
    drug.refresh_from_db()
    assert drug.updated_by == team["Writer"]
    records.propose(drug, by=team["Writer"], planned_at=None)
    seen = records.digest(records.proposal(drug).state, None)
    own = "You changed this record, and nobody approves their own words. Ask a colleague."
    assert refused(records.approve, drug, by=counsel, sign_off="legal", seen_digest=seen) == (own,)
    assert "You changed this record, so a second person must publish it at once." in refused(
        records.seal, drug, by=counsel, ticker="MRBY"
    )
