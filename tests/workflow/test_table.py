"""Every verb in every state by every role: what is possible, why the rest is not, and that a refusal writes nothing."""

import pytest

from releases import workflow
from releases.models import Release
from releases.vocabulary import Role, Verb
from tests import databases, factories
from tests.newsroom.sealed import LONG_AGO, tomorrow
from tests.workflow.test_refusals import traces

pytestmark = pytest.mark.django_db

STATES = ["draft", "in-review", "approved", "scheduled", "published", "withdrawn"]
#: Who may do what, and in which states: the policy written down a second time, independently of the code.
MAY = {
    Verb.SUBMIT: {Role.WRITER, Role.PUBLISHER},
    Verb.SEND_BACK: {Role.LEGAL, Role.MEDICAL, Role.FINANCE, Role.PUBLISHER},
    Verb.PLAN: {Role.WRITER, Role.PUBLISHER},
    Verb.APPROVE: {Role.LEGAL, Role.MEDICAL, Role.FINANCE, Role.PUBLISHER},
    Verb.SEAL: {Role.PUBLISHER},
    Verb.CALL_BACK: {Role.PUBLISHER},
    Verb.HOLD: {Role.LEGAL, Role.MEDICAL, Role.FINANCE, Role.PUBLISHER},
    Verb.CORRECT: {Role.WRITER, Role.PUBLISHER},
    Verb.GIVE_UP: {Role.WRITER, Role.PUBLISHER},
    Verb.WITHDRAW: {Role.PUBLISHER},
}
WHEN = {
    Verb.SUBMIT: {"draft"},
    Verb.SEND_BACK: {"in-review", "approved"},
    Verb.PLAN: {"draft", "in-review", "approved"},
    Verb.APPROVE: {"in-review", "approved"},
    Verb.SEAL: {"approved"},
    Verb.CALL_BACK: {"scheduled"},
    Verb.HOLD: {"in-review", "approved", "scheduled"},
    Verb.CORRECT: {"published"},
    Verb.GIVE_UP: set(),
    Verb.WITHDRAW: {"published"},
}
STANDS = {
    "draft": "The release is a draft.",
    "in-review": "The release is in review.",
    "approved": "The release is approved.",
    "scheduled": "The release is sealed already.",
    "published": "The release is sealed already.",
    "withdrawn": "The release is withdrawn.",
}
BESIDES = {
    (Verb.CALL_BACK, "published"): "The release is public and can't be called back. Correct it instead.",
    (Verb.HOLD, "published"): "The release is public and can't be held. Correct it instead.",
    (Verb.CORRECT, "scheduled"): "The release is not public yet. Call it back and change it.",
    (Verb.WITHDRAW, "scheduled"): "The release is not public yet. Call it back and change it.",
}
ACTS = {
    Verb.SUBMIT: "submit a release",
    Verb.SEND_BACK: "send a release back",
    Verb.PLAN: "plan a release",
    Verb.APPROVE: "approve a release",
    Verb.SEAL: "seal a release",
    Verb.CALL_BACK: "call a release back",
    Verb.HOLD: "hold a release",
    Verb.CORRECT: "correct a release",
    Verb.GIVE_UP: "give up a correction",
    Verb.WITHDRAW: "withdraw a release",
}


def standing(state: str, team: dict) -> Release:
    """A release of the writer's in this state, planned for tomorrow, of a category that legal signs off."""
    release = factories.release(created_by=team["Writer"], updated_by=team["Writer"], planned_at=tomorrow())
    if state == "scheduled":
        workflow.seal(release, by=None, live_at=release.planned_at)
    elif state in ("published", "withdrawn"):
        workflow.seal(release, by=None, live_at=LONG_AGO, is_historic=True)
        if state == "withdrawn":
            workflow.withdraw(release, by=None, notice="Sent in error.")
    elif state != "draft":
        workflow.submit(release, by=team["Writer"])
        if state == "approved":
            factories.approve(release, "legal", factories.member("Legal reviewer", f"legal-{release.pk}"))
    return Release.objects.get(pk=release.pk)


def attempt(release: Release, verb: Verb, user):
    seen = workflow.approvals.current(release).digest
    sign_off = next(iter(workflow.sign_offs_of(user)), "legal")
    return {
        Verb.SUBMIT: lambda: workflow.submit(release, by=user),
        Verb.SEND_BACK: lambda: workflow.send_back(release, by=user, reason="Why."),
        Verb.PLAN: lambda: workflow.plan(release, by=user, planned_at=release.planned_at),
        Verb.APPROVE: lambda: workflow.approve(release, by=user, sign_off=sign_off, seen_digest=seen),
        Verb.SEAL: lambda: workflow.seal(release, by=user, live_at=release.planned_at),
        Verb.CALL_BACK: lambda: workflow.call_back(release, by=user, reason="Why."),
        Verb.HOLD: lambda: workflow.hold(release, by=user, reason="Why."),
        Verb.CORRECT: lambda: workflow.correct(release, by=user, kind="update", note="What."),
        Verb.GIVE_UP: lambda: workflow.give_up(release, by=user, reason="Why."),
        Verb.WITHDRAW: lambda: workflow.withdraw(release, by=user, notice="Why.", ticker="MRBY"),
    }[verb]()


@pytest.mark.parametrize("verb", list(MAY))
@pytest.mark.parametrize("state", STATES)
def test_every_role(verb, state):
    team = factories.team()
    made = standing(state, team)
    for role in Role:
        with databases.undone():
            try_verb(verb, state, Release.objects.get(pk=made.pk), role, team[role])


def try_verb(verb, state, release, role, user):
    expected = (
        [] if role in MAY[verb] else [f"Your account may not {ACTS[verb]}. Ask an administrator for a role that may."]
    )
    if state not in WHEN[verb]:
        expected.append(BESIDES.get((verb, state), STANDS[state]))
    assert workflow.against_verb(release, verb, by=user) == expected, role
    if expected:
        before = traces()
        with pytest.raises(workflow.Refused) as refused:
            attempt(release, verb, user)
        assert list(refused.value.reasons)[: len(expected)] == expected, role
        assert traces() == before, role
    elif verb != Verb.APPROVE:  # which sign-off may be given is another table: test_approvals
        attempt(release, verb, user)
        held = "in-review" if state == "in-review" or role == Role.LEGAL else "approved"
        target = {Verb.HOLD: held, Verb.PLAN: state}.get(verb, workflow.TRANSITIONS[verb].target)
        assert Release.objects.get(pk=release.pk).state == target, role
