"""All orders of moves and edits, tried at random and compared with a model of the rules that is written apart (model.py).

No order publishes a text that a required person's last word refused, or that its own author approved; and from wherever an
order leads, people who had no part in it can go on to the public.
"""

import datetime

import pytest
from auditlog.context import set_actor
from django.contrib.auth.models import Group
from django.db import transaction
from hypothesis import Phase
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from releases import workflow
from releases.models import BoilerplateVersion, Drug, Edition, Release
from tests import factories, properties
from tests.newsroom.sealed import tomorrow
from tests.workflow.model import AHEAD, CREATOR, LEGAL, ONCE, PEOPLE, PUBLISHES, SIGNS_LEGAL, WRITES, Model

pytestmark = pytest.mark.django_db
ROLES = {WRITES: "Writer", SIGNS_LEGAL: "Legal reviewer", PUBLISHES: "Publisher"}
HEADLINES = ["Marrow Bay Reports Progress", "Marrow Bay Reports Less"]
STANDING = ["<p>Forward-looking, says {company}.</p>", "<p>Looking ahead, says {company}.</p>"]
TARGETS = ["CD19", "CD20"]
who = st.sampled_from([name for name in PEOPLE if not name.startswith("late")])
value = st.sampled_from([0, 1])


@pytest.fixture
def people():
    factories.company()
    made = {}
    for name, rights in PEOPLE.items():
        made[name] = factories.user(name.replace(" ", "-"))
        made[name].groups.add(*Group.objects.filter(name__in=[ROLES[right] for right in rights]))
    return made


class Orders(RuleBasedStateMachine):
    """One release; each rule tries a move, and the model knows whether it has to be refused."""

    people: dict
    instants: list

    def __init__(self):
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.model = Model()
        made = factories.release(
            created_by=self.people[CREATOR],
            headline=HEADLINES[0],
            is_at_once=False,
            safe_harbor=factories.safe_harbor(text=STANDING[0]),
            drugs=[factories.drug(code_name="MBY-101", target=TARGETS[0])],
        )
        self.pk = made.pk

    @property
    def release(self) -> Release:
        return Release.objects.get(pk=self.pk)

    def attempt(self, is_allowed: bool, move, who: str, **facts) -> bool:
        """Try the move; whether it was made, which is what the model says."""
        refused = None
        try:
            with transaction.atomic():
                move(self.release, by=self.people[who], **facts)
        except workflow.Refused as error:
            refused = error
        assert (refused is None) == is_allowed, f"{move.__name__} by {who}: {refused} {self.model}"
        return is_allowed

    # Edits, as the desk saves them; the same value again is a save that changes nothing.

    @rule(who=who, value=value)
    @precondition(lambda self: self.model.state in ("draft", "review"))
    def edit(self, who, value):
        self._save(who, self.release, headline=HEADLINES[value])
        self.model.write(who, "headline", value)

    @rule(who=who)
    @precondition(lambda self: self.model.state in ("draft", "review"))
    def change_and_take_back(self, who):
        present = self.model.words["headline"]
        self.edit(who=who, value=1 - present)
        self.edit(who=who, value=present)

    @rule(who=who, value=value)
    @precondition(lambda self: not self.model.is_frozen())
    def edit_standing_text(self, who, value):
        self._save(who, BoilerplateVersion.objects.get(), text=STANDING[value])
        self.model.write(who, "standing text", value)

    @rule(who=who, value=value)
    @precondition(lambda self: self.model.state in ("draft", "review"))
    def edit_drug(self, who, value):
        self._save(who, Drug.objects.get(), target=TARGETS[value])
        self.model.write(who, "drug", value)

    def _save(self, who, record, **changes):
        with set_actor(self.people[who]):
            for name, text in changes.items():
                setattr(record, name, text)
            record.save()
        workflow.reconsider(self.release, by=self.people[who])

    # Moves.

    @rule(who=who, plan=st.sampled_from([ONCE, 0, 1]))
    def plan(self, who, plan):
        planned_at = None if plan == ONCE else self.instants[plan]
        if self.attempt(self.model.may_plan(who), workflow.plan, who, planned_at=planned_at):
            self.model.plan = plan

    @rule(who=who)
    def submit(self, who):
        if self.attempt(self.model.may_submit(who), workflow.submit, who):
            self.model.state = "review"

    @rule(who=who, role=st.sampled_from([LEGAL, AHEAD]))
    def approve(self, who, role):
        seen = workflow.approvals.current(self.release).digest
        if self.attempt(self.model.may_approve(who, role), workflow.approve, who, sign_off=role, seen_digest=seen):
            self.model.approve(who, role)

    @rule(who=who)
    def send_back(self, who):
        if self.attempt(self.model.may_send_back(who), workflow.send_back, who, reason="No."):
            self.model.send_back(who)

    @rule(who=who, at_once=st.booleans())
    def seal(self, who, at_once):
        at_once = at_once or self.model.plan in (None, ONCE)
        if self.model.state == "review":  # on some days preflight asks about the instant
            factories.explain(self.release, self.people["legal"])
        live_at = None if at_once else self.instants[self.model.plan]
        is_allowed = self.model.may_seal(who, at_once=at_once)
        if self.attempt(is_allowed, workflow.seal, who, live_at=live_at, ticker="MRBY"):
            self.model.seal(who, at_once=at_once)

    @rule(who=who)
    def hold(self, who):
        if self.attempt(self.model.may_hold(who), workflow.hold, who, reason="Wait."):
            self.model.stop(who, is_hold=True)

    @rule(who=who)
    def call_back(self, who):
        if self.attempt(self.model.may_call_back(who), workflow.call_back, who, reason="Wait."):
            self.model.stop(who, is_hold=False)

    @rule(who=who, note=st.sampled_from(["One.", "Two."]))
    def correct(self, who, note):
        if self.attempt(self.model.may_correct(who), workflow.correct, who, kind="update", note=note):
            self.model.correct(who, note)

    @rule(who=who)
    def give_up(self, who):
        if self.attempt(self.model.may_give_up(who), workflow.give_up, who, reason="No."):
            self.model.give_up(who)

    @rule(who=who, is_meant=st.integers(0, 3))
    @precondition(lambda self: self.model.public)
    def withdraw(self, who, is_meant):
        if is_meant:  # what is withdrawn stays so: seldom, or little else would be tried
            return
        if self.attempt(self.model.may_withdraw(who), workflow.withdraw, who, notice="No.", ticker="MRBY"):
            self.model.withdraw(who)

    @rule(plan=st.sampled_from([ONCE, 0]), by_counsel=st.booleans())
    def go_on(self, plan, by_counsel):
        """The next step of the ordinary way, so that many orders come far."""
        self._go_on(plan, "writer", "counsel" if by_counsel else "legal", "publisher", "second")

    @rule(plan=st.sampled_from([ONCE, 1]), is_last_minute=st.booleans())
    def go_further(self, plan, is_last_minute):
        for _ in range(3):
            self._go_on(plan, "writer", "legal", "second", "publisher", is_last_minute=is_last_minute)

    def _go_on(self, plan, writer, legal, publisher, second, *, is_last_minute=False):
        """``is_last_minute``: somebody changes the text just before it is sealed, and takes the change back; every sign-off
        holds again, though the release is in review."""
        model = self.model
        if model.state == "public":
            self.correct(who=writer, note="One.")
        elif model.state == "scheduled":
            self.call_back(who=publisher)
        elif model.state == "draft" and model.plan is None:
            self.plan(who=writer, plan=plan)
        elif model.state == "draft":
            self.submit(who=writer)
        elif model.state == "review" and not model.said_yes(LEGAL):
            self.approve(who=legal, role=LEGAL)
        elif model.state == "review" and model.plan == ONCE and not model.said_yes(AHEAD):
            self.approve(who=second, role=AHEAD)
        elif model.state == "review":
            if is_last_minute:
                self.change_and_take_back(who=writer)
            self.seal(who=publisher, at_once=False)

    def check_public(self):
        """The public reads what was sealed for it, and nothing else."""
        public = Edition.objects.live().filter(release=self.pk).order_by("-number").first()
        if self.model.state == "withdrawn":
            assert public.is_withdrawal
        else:
            assert (public.document.headline if public else None) == (
                HEADLINES[self.model.public["headline"]] if self.model.public else None
            )

    def teardown(self):
        """From here people who had no part in it go on, to the public or to an instant."""
        late = ("late writer", "late legal", "late publisher", "late second")
        try:
            self.check_public()
            if self.model.state in ("public", "scheduled"):
                self._go_on(ONCE, *late)
            for _ in range(5):
                if self.model.state in ("draft", "review"):
                    self._go_on(ONCE, *late, is_last_minute=True)
            assert self.model.state in ("public", "scheduled", "withdrawn"), f"stuck: {self.model}"
            self.check_public()
        finally:
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)


def test_no_order_publishes_what_was_refused_and_none_is_stuck(people):
    instant = tomorrow()
    Orders.people, Orders.instants = people, [instant, instant + datetime.timedelta(hours=1)]
    # Making a failing order shorter would take minutes.
    tried = properties.examples(40, stateful_step_count=14, phases=[Phase.generate])
    run_state_machine_as_test(Orders, settings=tried)
