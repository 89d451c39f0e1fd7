"""A public release whose correction is open: it can be withdrawn and held in every state, and the correction given up."""

import dataclasses

import pytest
from auditlog.context import set_actor
from django.test import Client
from django.urls import reverse

from releases import editions, newsroom, workflow
from releases.compose import compose
from releases.models import Edition, HistoryEntry, Release, ReleaseContact, ReleaseSnapshot
from tests import factories
from tests.newsroom.sealed import LONG_AGO, figure, tomorrow
from tests.workflow.test_refusals import refused

pytestmark = pytest.mark.django_db
STATES = ["draft", "in-review", "approved", "scheduled", "held", "called back"]


@pytest.fixture
def team():
    return factories.team()


def fresh(release: Release) -> Release:
    return Release.objects.get(pk=release.pk)


def public(team, **facts) -> Release:
    """A public release with something of everything."""
    release = factories.release(
        created_by=team["Writer"],
        safe_harbor=factories.safe_harbor(),
        body=factories.body("<p>As we said.<sup>1</sup> And so it is.<sup>2</sup></p>"),
        drugs=[factories.drug(code_name="MBY-101"), factories.drug(code_name="MBY-102")],
        **facts,
    )
    release.trials.add(factories.trial(acronym="HARBOR-1"))
    release.sections.create(kind="other", heading="About A", text="<p>A.</p>")
    release.sections.create(kind="other", heading="About B", text="<p>B.</p>", position=1)
    release.footnotes.create(mark="1", text="One.")
    release.footnotes.create(mark="2", text="Two.", position=1)
    release.results.create(population="Patients", size=10, rows="Response: 4")
    figure(release)
    workflow.seal(release, by=None, live_at=LONG_AGO, is_historic=True)
    return fresh(release)


def change(release: Release) -> None:
    """A correction of everything that can be corrected."""
    release = fresh(release)
    release.headline, release.category, release.safe_harbor = "Marrow Bay Says Other Words", "clinical", None
    release.save()
    first, second = release.footnotes.all()
    first.mark = "3"
    first.save()
    second.mark, first.mark = "1", "2"
    second.save()
    first.save()
    release.sections.first().delete()
    release.sections.create(kind="other", heading="About C", text="<p>C.</p>", position=5)
    release.drug_links.first().delete()
    release.contact_links.all().delete()
    ReleaseContact.objects.create(release=release, contact=factories.contact(person="Ben Fox"))
    release.results.update(size=11)
    release.media.all().delete()
    figure(release, title="Another figure")


def corrected(team, state: str) -> Release:
    """The public release with a correction in this state."""
    release = public(team)
    workflow.correct(release, by=team["Writer"], kind="correction", note="The figure.")
    change(release)
    workflow.plan(fresh(release), by=team["Writer"], planned_at=tomorrow())
    if state == "draft":
        return fresh(release)
    workflow.submit(fresh(release), by=team["Writer"])
    if state == "in-review":
        return fresh(release)
    factories.approve(release, "legal", team["Legal reviewer"])
    factories.approve(release, "medical", team["Medical reviewer"])
    if state == "approved":
        return fresh(release)
    workflow.seal(fresh(release), by=team["Publisher"], live_at=fresh(release).planned_at)
    if state != "scheduled":
        stop = {"held": workflow.hold, "called back": workflow.call_back}[state]
        stop(fresh(release), by=team["Publisher"], reason="Wait.")
    return fresh(release)


@pytest.mark.parametrize("state", STATES)
def test_it_can_be_withdrawn(team, state):
    release = corrected(team, state)
    notice = workflow.withdraw(release, by=team["Publisher"], notice="It was sent in error.", ticker="MRBY")
    assert (notice.number, notice.is_withdrawal) == (2, True)
    assert list(Edition.objects.published()) == [notice]
    release = fresh(release)
    assert (release.state, release.correction_kind, release.correction_note) == ("withdrawn", "", "")
    assert release.planned_at is None
    verbs = [entry.verb for entry in release.history.order_by("id")][-2:]
    assert verbs == (["call-back", "withdraw"] if state == "scheduled" else [verbs[0], "withdraw"])
    assert not Edition.objects.standing().filter(live_at__gt=editions.database_now()).exists()
    assert set(editions.verify()) == {None}


def test_a_correction_that_becomes_public_while_it_is_called_back_is_not_called_back(team, monkeypatch):
    release = corrected(team, "scheduled")
    live_at = Edition.objects.get(number=2).live_at
    withdraw = editions.withdraw

    def withdrawn_late(*args, **kwargs):
        notice = withdraw(*args, **kwargs)
        monkeypatch.setattr(editions, "database_now", lambda: live_at)
        return notice

    monkeypatch.setattr(editions, "withdraw", withdrawn_late)
    assert refused(workflow.withdraw, release, by=team["Publisher"], notice="Sent in error.", ticker="MRBY") == (
        "The scheduled correction became public at this moment. Withdraw the release again.",
    )
    assert Edition.objects.get(number=2).called_back_at is None


def test_a_first_edition_that_is_not_public_is_not_withdrawn(team):
    release = factories.release(created_by=team["Writer"], planned_at=tomorrow())
    against = workflow.against_verb
    assert against(release, "withdraw", by=team["Publisher"]) == ["The release is a draft."]
    workflow.seal(release, by=None, live_at=release.planned_at)
    assert against(fresh(release), "withdraw", by=team["Publisher"]) == [
        "The release is not public yet. Call it back and change it."
    ]


@pytest.mark.parametrize("state", STATES)
def test_it_can_be_held_and_what_the_public_reads_stays(team, state):
    release = corrected(team, state)
    before = newsroom.latest(9)
    workflow.hold(release, by=team["Legal reviewer"], reason="The agency calls.")
    release = fresh(release)
    assert release.state == ("draft" if state in ("draft", "called back") else "in-review")
    assert release.correction_note == "The figure."
    assert newsroom.latest(9) == before
    assert "legal" not in workflow.approvals.holding(release, workflow.approvals.current(release))
    entry = release.history.order_by("-id").first()
    assert (entry.verb, entry.by, entry.reason) == ("hold", team["Legal reviewer"], "The agency calls.")


@pytest.mark.parametrize("state", [state for state in STATES if state != "scheduled"])
def test_it_can_be_given_up_and_the_release_is_what_the_public_reads(team, state):
    release = corrected(team, state)
    sealed = Edition.objects.live().get()
    assert compose(release).headline == "Marrow Bay Says Other Words"
    before = newsroom.latest(9)
    workflow.give_up(release, by=team["Writer"], reason="The figure was right.")
    release = fresh(release)
    words = dataclasses.replace(compose(release), date=sealed.document.date)  # which the edition prints
    assert words.canonical_bytes() == sealed.document.canonical_bytes()
    assert (release.state, release.correction_kind, release.planned_at) == ("sealed", "", None)
    entry = release.history.order_by("-id").first()
    assert (entry.verb, entry.by, entry.reason) == ("give-up", team["Writer"], "The figure was right.")
    assert newsroom.latest(9) == before
    assert workflow.against_verb(release, "correct", by=team["Writer"]) == []
    assert set(editions.verify()) == {None}


def test_a_correction_that_is_given_up_leaves_no_approval_and_no_author_behind(team):
    release = public(team, category="corporate")
    for attempt in ("given up", "sealed"):
        workflow.correct(fresh(release), by=team["Writer"], kind="correction", note="The figure.")
        workflow.plan(fresh(release), by=team["Writer"], planned_at=tomorrow())
        workflow.submit(fresh(release), by=team["Writer"])
        assert workflow.approvals.holding(fresh(release), workflow.approvals.current(fresh(release))) == {}
        assert workflow.approvals.voided(fresh(release), workflow.approvals.current(fresh(release))) == []
        factories.approve(release, "legal", team["Legal reviewer"])
        if attempt == "given up":
            with set_actor(team["Legal reviewer"]):
                words = fresh(release)
                words.headline = "Marrow Bay Says Other Words"
                words.save()
            workflow.give_up(fresh(release), by=team["Writer"], reason="Not needed.")
    assert workflow.seal(fresh(release), by=team["Publisher"], live_at=fresh(release).planned_at).number == 2


def test_what_can_not_be_given_up(team):
    draft = factories.release(created_by=team["Writer"])
    assert refused(workflow.give_up, draft, by=team["Writer"], reason="x") == ("The release is a draft.",)
    release = corrected(team, "draft")
    assert refused(workflow.give_up, release, by=team["Legal reviewer"], reason=" ") == (
        "Your account may not give up a correction. Ask an administrator for a role that may.",
        "Say why the correction is given up.",
    )
    factories.Drug.objects.get(code_name="MBY-101").delete()
    assert refused(workflow.give_up, release, by=team["Writer"], reason="Not needed.") == (
        "The drug that the public text names was deleted since, so it can't come back. Seal the correction, or withdraw the"
        " release.",
    )
    ReleaseSnapshot.objects.all().delete()
    assert refused(workflow.give_up, release, by=team["Writer"], reason="Not needed.") == (
        "The desk did not keep the public text when this correction was opened. Seal the correction, or withdraw.",
    )


def test_the_desk_has_the_button_and_the_page(team):
    release = corrected(team, "in-review")
    client = Client()
    client.force_login(team["Publisher"])
    page = client.get(reverse("admin:releases_release_change", args=[release.pk])).content.decode()
    address = reverse("admin:releases_release_give_up", args=[release.pk])
    for name in ("give_up", "withdraw", "hold"):
        assert f'<a class="desk-move" href="{reverse(f"admin:releases_release_{name}", args=[release.pk])}"' in page
    assert "Give up the correction…" in page
    assert client.post(address, {"reason": ""}).status_code == 200
    assert fresh(release).state == "in-review"
    assert client.post(address, {"reason": "The figure was right."}).status_code == 302
    assert fresh(release).state == "sealed"
    assert HistoryEntry.objects.filter(verb="give-up", by=team["Publisher"]).count() == 1
    page = client.get(reverse("admin:releases_release_change", args=[release.pk])).content.decode()
    assert "Correction given up" in page
