"""Approvals belong to a text, and no one person can make a mistake public."""

import datetime

import pytest
from auditlog.context import set_actor

from releases import editions, workflow
from releases.models import Approval, Edition, HistoryEntry, Release, RequiredSignOff, SealedError
from tests import factories
from tests.newsroom.sealed import figure, tomorrow
from tests.workflow.test_refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return factories.team()


def fresh(release: Release) -> Release:
    return Release.objects.get(pk=release.pk)


def in_review(team, **facts) -> Release:
    writer = team["Writer"]
    release = factories.release(created_by=writer, updated_by=writer, **facts)
    workflow.submit(release, by=writer)
    return fresh(release)


def seen(release: Release) -> str:
    return workflow.approvals.current(release).digest


def test_from_draft_to_scheduled_through_every_desk(team):
    instant = tomorrow()
    release = factories.approved(team, planned_at=instant, category="clinical")
    assert release.state == "approved"
    edition = workflow.seal(release, by=team["Publisher"], live_at=instant)
    assert (edition.live_at, edition.sealed_by) == (instant, team["Publisher"])
    # On a day without trading the desk also asks why the news would go out ahead of its instant.
    history = HistoryEntry.objects.exclude(verb="answer").order_by("id")
    answers = HistoryEntry.objects.filter(verb="answer").values_list("by__username", "reason")
    assert set(answers) <= {("legal", "D5: Looked into.")}
    assert len(answers) <= 1
    rows = history.values_list("verb", "from_state", "to_state", "by__username", "reason")
    assert list(rows) == [
        ("submit", "draft", "in-review", "writer", ""),
        ("approve", "in-review", "in-review", "legal", "Legal"),
        ("approve", "in-review", "approved", "medical", "Medical"),
        ("seal", "approved", "sealed", "publisher", ""),
    ]


def test_the_author_approves_nothing(team):
    release = in_review(team)
    author = team["Legal reviewer"]
    Release.objects.filter(pk=release.pk).update(created_by=author)
    assert refused(workflow.approve, release, by=author, sign_off="legal", seen_digest=seen(release)) == (
        "You wrote this release, and nobody approves their own text. Ask a colleague.",
    )


def test_who_changed_the_text_gives_no_approval_of_it(team):
    release = in_review(team, category="clinical")
    with set_actor(team["Legal reviewer"]):
        release.headline += " Again"
        release.save()
    own = ("You changed this release, and nobody approves their own words. Ask a colleague.",)
    for again in (False, True):
        if again:
            with set_actor(team["Writer"]):
                release.headline += " And Again"
                release.save()
        assert (
            refused(workflow.approve, release, by=team["Legal reviewer"], sign_off="legal", seen_digest=seen(release))
            == own
        )
    factories.approve(release, "medical", team["Medical reviewer"])
    assert fresh(release).state == "in-review"


def test_a_sign_off_takes_its_role_and_is_given_once(team):
    release = in_review(team, category="clinical")
    assert refused(workflow.approve, release, by=team["Writer"], sign_off="legal", seen_digest=seen(release)) == (
        "Your account may not approve a release. Ask an administrator for a role that may.",
    )
    legal = team["Legal reviewer"]
    assert refused(workflow.approve, release, by=legal, sign_off="medical", seen_digest=seen(release)) == (
        "Your account may not give the sign-off “Medical”.",
    )
    assert refused(
        workflow.approve, release, by=team["Finance reviewer"], sign_off="finance", seen_digest=seen(release)
    ) == ("Releases of this category don't need the sign-off “Finance”.",)
    factories.approve(release, "legal", legal)
    assert refused(workflow.approve, release, by=legal, sign_off="legal", seen_digest=seen(release)) == (
        "This text has the sign-off “Legal” already.",
    )
    assert refused(workflow.approve, release, by=None, sign_off="legal", seen_digest=seen(release))[0] == (
        "Nobody approves from the command line. Sign in at the desk."
    )


def test_a_text_that_changed_while_it_was_read_is_not_approved(team):
    release = in_review(team)
    digest = seen(release)
    release.headline += ","
    release.save()
    legal = team["Legal reviewer"]
    assert refused(workflow.approve, release, by=legal, sign_off="legal", seen_digest=digest) == (
        "The text has changed since you opened it, so nothing was approved. Read it again.",
    )


def _comma(release):
    release.headline += ","
    release.save()


def _postponed(release):
    release.planned_at += datetime.timedelta(minutes=1)
    release.save()


def _linked_drug(release):
    drug = release.drug_links.get().drug
    drug.target = "CD99"
    drug.save()


def _legal_text(release):
    version = release.safe_harbor
    version.text = "<p>Other words about {company}.</p>"
    version.save()


def _order(release):
    *_, first, second = release.contact_links.all()
    first.position, second.position = 5, 4
    first.save()
    second.save()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_comma, "the headline"),
        (_postponed, "the planned instant"),
        (_linked_drug, "the drugs"),
        (_legal_text, "the safe harbor"),
        (_order, "the contacts"),
        (lambda release: figure(release), "the files"),
    ],
    ids=["comma", "instant", "drug", "legal text", "order", "file"],
)
def test_any_change_voids_the_approvals_and_is_named(team, change, words):
    release = factories.release(
        created_by=team["Writer"],
        planned_at=tomorrow(),
        drugs=[factories.drug()],
        safe_harbor=factories.safe_harbor(),
    )
    for person in ("Ada Quill", "Ben Fox"):
        release.contact_links.create(contact=factories.contact(person=person))
    workflow.submit(release, by=team["Writer"])
    factories.approve(release, "legal", team["Legal reviewer"])
    release = fresh(release)
    change(release)
    factories.explain(release, team["Writer"])
    release = fresh(release)
    sentence = f"The legal approval of legal is void: {words} changed since."
    assert refused(workflow.seal, release, by=team["Publisher"], live_at=release.planned_at) == (
        sentence,
        "The sign-off “Legal” is missing for this text.",
    )
    (voided,) = workflow.reconsider(release, by=team["Writer"])
    assert str(voided) == sentence
    assert fresh(release).state == "in-review"
    entry = HistoryEntry.objects.order_by("-id")[0]
    assert (entry.verb, entry.from_state, entry.to_state, entry.reason) == ("void", "approved", "in-review", sentence)
    factories.approve(release, "legal", team["Legal reviewer"])
    assert workflow.seal(fresh(release), by=team["Publisher"], live_at=release.planned_at).number == 1


def test_at_once_takes_a_second_person_and_the_ticker(team):
    release = in_review(team)
    publisher, second = team["Publisher"], factories.member("Publisher", "second")
    factories.approve(release, "legal", team["Legal reviewer"])
    assert fresh(release).state == "in-review"
    words = workflow.approvals.current(release)
    assert workflow.approvals.missing(release, words) == ["ahead"]
    assert refused(workflow.seal, release, by=publisher, ticker="MRBY") == (
        "The release is in review.",
        "The sign-off “Publishing at once or ahead of schedule” is missing for this text.",
    )
    factories.approve(release, "ahead", publisher)
    assert fresh(release).state == "approved"
    assert refused(workflow.seal, release, by=publisher) == (
        "Type MRBY to confirm that this becomes public at once.",
        "You gave the sign-off for publishing at once yourself; a second person must seal.",
    )
    assert refused(workflow.seal, release, by=publisher, ticker="MRBY") == (
        "You gave the sign-off for publishing at once yourself; a second person must seal.",
    )
    assert refused(workflow.seal, release, by=second, ticker="mrby") == (
        "Type MRBY to confirm that this becomes public at once.",
    )
    edition = workflow.seal(release, by=second, ticker="MRBY")
    assert edition.live_at <= editions.database_now()


def test_ahead_of_schedule_too_and_later_not_at_all(team):
    release = factories.approved(team, planned_at=tomorrow())
    earlier = release.planned_at - datetime.timedelta(hours=1)
    later = release.planned_at + datetime.timedelta(hours=1)
    publisher, second = team["Publisher"], factories.member("Publisher", "second")
    assert len(refused(workflow.seal, release, by=publisher, live_at=earlier)) == 2
    assert refused(workflow.seal, release, by=publisher, live_at=later) == (
        "The approvals were given for another instant. Change the planned instant, and have it approved.",
    )
    factories.approve(release, "ahead", second)
    assert workflow.seal(release, by=publisher, live_at=earlier, ticker="MRBY").live_at == earlier


def test_a_category_that_nobody_signs_off_is_not_submitted(team):
    RequiredSignOff.objects.filter(category="event").delete()
    release = factories.release(category="event")
    assert refused(workflow.submit, release, by=team["Writer"]) == (
        "Nobody is named to sign off releases of the category “Event”."
        " Ask an administrator to name at least one sign-off.",
    )


def test_nobody_signs_off_what_nobody_has_planned(team):
    release = factories.release(created_by=team["Writer"], is_at_once=False)
    assert refused(workflow.submit, release, by=team["Writer"]) == (
        "Say when the release becomes public: choose an instant, or “at once”.",
    )
    Release.objects.filter(pk=release.pk).update(planned_at=editions.database_now() - datetime.timedelta(seconds=1))
    assert refused(workflow.submit, release, by=team["Writer"]) == (
        "The planned instant has passed. Choose a later one.",
    )
    workflow.plan(release, by=team["Writer"], planned_at=None)
    assert (fresh(release).is_at_once, fresh(release).planned_at) == (True, None)
    workflow.plan(release, by=team["Writer"], planned_at=(instant := tomorrow()))
    assert (fresh(release).is_at_once, fresh(release).planned_at) == (False, instant)
    workflow.submit(release, by=team["Writer"])
    assert fresh(release).state == "in-review"


def test_each_plan_names_its_sign_offs(team):
    release = factories.release(category="clinical", is_at_once=False)
    required = workflow.approvals.required
    assert required(release) == required(release, is_at_once=False) == ["legal", "medical"]
    assert required(release, is_at_once=True) == ["legal", "medical", "ahead"]
    workflow.plan(release, by=None, planned_at=None)
    assert required(fresh(release)) == ["legal", "medical", "ahead"]


def test_sending_back_says_what_has_to_change(team):
    release = in_review(team)
    assert refused(workflow.send_back, release, by=team["Legal reviewer"], reason=" ") == ("Say what has to change.",)
    workflow.send_back(release, by=team["Legal reviewer"], reason="Name the trial.")
    assert fresh(release).state == "draft"
    assert HistoryEntry.objects.order_by("-id")[0].reason == "Name the trial."


def test_a_hold_stops_a_scheduled_release_and_leaves_the_sign_offs_of_others(team):
    instant = tomorrow()
    release = factories.approved(team, planned_at=instant)
    workflow.seal(release, by=team["Publisher"], live_at=instant)
    edition = workflow.hold(release, by=team["Medical reviewer"], reason="A call from the FDA.")
    assert edition.called_back_by == team["Medical reviewer"]
    assert fresh(release).state == "approved"
    assert workflow.seal(fresh(release), by=team["Publisher"], live_at=instant).number == 1


def test_a_hold_after_the_instant_is_refused_with_the_reason(team):
    release = factories.release()
    workflow.seal(release, by=None)
    assert refused(workflow.hold, release, by=team["Legal reviewer"], reason="Wait.") == (
        "The release is public and can't be held. Correct it instead.",
    )


def test_a_correction_begins_without_approvals(team):
    release = factories.approved(team, planned_at=tomorrow())
    workflow.seal(release, by=None)
    workflow.correct(release, by=team["Writer"], kind="correction", note="Four.")
    release = fresh(release)
    assert (release.state, release.planned_at, release.is_at_once) == ("draft", None, False)
    assert workflow.approvals.holding(release, workflow.approvals.current(release)) == {}
    assert workflow.approvals.voided(release, workflow.approvals.current(release)) == []


def test_a_withdrawal_leaves_a_notice_and_nothing_else(team):
    release = factories.release(body=factories.body("<p>Of 43 patients, 44 responded.</p>"))
    edition = workflow.seal(release, by=None)
    publisher = team["Publisher"]
    assert refused(workflow.withdraw, release, by=publisher, notice=" ", ticker="X") == (
        "Say why the release is withdrawn: the public reads this notice in its place.",
        "Type MRBY to confirm that this becomes public at once.",
    )
    assert refused(workflow.withdraw, release, by=team["Writer"], notice="Sent in error.", ticker="MRBY") == (
        "Your account may not withdraw a release. Ask an administrator for a role that may.",
    )
    notice = workflow.withdraw(release, by=publisher, notice="It was sent in error.", ticker="MRBY")
    assert (notice.number, notice.is_withdrawal, notice.previous_digest) == (2, True, edition.digest)
    assert notice.document.correction.note == "It was sent in error."
    assert "43 patients" not in notice.document_json
    assert fresh(release).state == "withdrawn"
    assert list(Edition.objects.published()) == [notice]
    assert set(editions.verify()) == {None}
    assert refused(workflow.correct, release, by=team["Writer"], kind="update", note="x") == (
        "The release is withdrawn.",
    )


def test_an_approval_is_append_only(team):
    release = in_review(team)
    approval = factories.approve(release, "legal", team["Legal reviewer"])
    for attempt in (
        approval.save,
        approval.delete,
        Approval.objects.all().delete,
        lambda: Approval.objects.update(digest=""),
    ):
        with pytest.raises(SealedError):
            attempt()
