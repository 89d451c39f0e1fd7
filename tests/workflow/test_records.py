"""A linked record is published on its own by the rules of approval that releases have."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from releases import editions, newsroom
from releases.models import Program, RecordMove, RequiredRecordSignOff, SealedError, SealedRecord
from releases.workflow import Refused, records
from tests import factories
from tests.editions.test_verify import tamper
from tests.newsroom.sealed import published, tomorrow

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return factories.team()


@pytest.fixture
def drug():
    """A drug that the public knows in phase 2, and the desk in phase 3."""
    made = factories.drug(code_name="MBY-101")
    Program.objects.create(drug=made, indication="glioma", phase="phase-2")
    published(drugs=[made])
    Program.objects.update(phase="phase-3")
    return made


def phases() -> list[str]:
    return [
        program.phase
        for copy in SealedRecord.objects.live().filter(kind="drug")
        for program in copy.value.drug.programs
    ]


def seen(record) -> str:
    standing = records.proposal(record)
    return records.digest(standing.state, standing.planned_at)


def approve(record, sign_off, by):
    records.approve(record, by=by, sign_off=sign_off, seen_digest=seen(record))


def approved(record, team, planned_at=None):
    records.propose(record, by=team["Writer"], planned_at=planned_at)
    approve(record, "legal", team["Legal reviewer"])
    if "medical" in records.required(record):
        approve(record, "medical", team["Medical reviewer"])


def refused(act, *args, **kwargs) -> tuple[str, ...]:
    """The reasons; nothing was written."""
    before = (RecordMove.objects.count(), SealedRecord.objects.count())
    with pytest.raises(Refused) as refusal:
        act(*args, **kwargs)
    assert (RecordMove.objects.count(), SealedRecord.objects.count()) == before
    return refusal.value.reasons


def test_from_proposal_to_the_instant(team, drug):
    instant = tomorrow()
    approved(drug, team, instant)
    copy = records.seal(drug, by=team["Publisher"])
    assert (copy.live_at, copy.edition, copy.sealed_by) == (instant, None, team["Publisher"])
    assert phases() == ["phase-2"]
    assert newsroom.drug(copy.slug).drug.programs[0].phase == "phase-2"
    assert records.proposal(drug) is None
    steps = [(move.verb, move.sign_off, move.by.username) for move in reversed(records.ledger(drug))]
    assert steps == [
        ("propose", "", "writer"),
        ("approve", "legal", "legal"),
        ("approve", "medical", "medical"),
        ("seal", "", "publisher"),
    ]
    assert records.ledger(drug)[0].digest == copy.digest


def test_at_once_takes_a_second_person_and_the_ticker(team, drug):
    approved(drug, team)
    publisher, second = team["Publisher"], factories.member("Publisher", "second")
    assert refused(records.seal, drug, by=publisher) == (
        "The sign-off “Publishing at once or ahead of schedule” is missing for this record.",
        "Type MRBY to confirm that this becomes public at once.",
    )
    approve(drug, "ahead", second)
    assert refused(records.seal, drug, by=second, ticker="MRBY") == (
        "You gave the sign-off for publishing at once yourself; a second person must seal.",
    )
    records.seal(drug, by=publisher, ticker="MRBY")
    assert phases() == ["phase-3"]


def test_who_may(team, drug):
    assert refused(records.propose, drug, by=team["Auditor"], planned_at=None) == (
        "Your account may not change a drug.",
    )
    records.propose(drug, by=team["Writer"], planned_at=tomorrow())
    assert refused(approve, drug, "medical", team["Legal reviewer"]) == (
        "Your account may not give the sign-off “Medical”.",
    )
    assert refused(approve, drug, "finance", team["Finance reviewer"]) == (
        "A drug doesn't need the sign-off “Finance”.",
    )
    assert refused(approve, drug, "royal", team["Legal reviewer"])[0].startswith("“royal” is no sign-off.")
    assert refused(records.approve, drug, by=None, sign_off="legal", seen_digest="") == (
        "Nobody approves from the command line. Sign in at the desk.",
    )
    assert (
        refused(records.seal, drug, by=team["Writer"])[0] == "Your account may not publish a record. Ask a publisher."
    )
    assert refused(records.drop, drug, by=team["Auditor"], reason="no") == ("Your account may not drop a proposal.",)


def test_nobody_approves_their_own(team, drug):
    both = factories.member("Writer", "both")
    both.groups.add(team["Legal reviewer"].groups.get())
    records.propose(drug, by=both, planned_at=tomorrow())
    assert refused(approve, drug, "legal", both) == (
        "You proposed this, and nobody approves their own proposal. Ask a colleague.",
    )


def test_who_changed_it_gives_no_approval_of_it(team, drug):
    records.propose(drug, by=team["Writer"], planned_at=tomorrow())
    drug.updated_by = team["Legal reviewer"]
    drug.save()
    assert refused(approve, drug, "legal", team["Legal reviewer"]) == (
        "You changed this record, and nobody approves their own words. Ask a colleague.",
    )
    approve(drug, "medical", team["Medical reviewer"])


def test_a_change_or_another_instant_voids_the_sign_offs(team, drug):
    approved(drug, team, tomorrow())
    Program.objects.update(indication="glioblastoma")
    assert refused(records.seal, drug, by=team["Publisher"]) == (
        "The legal approval of legal is void: the record or its instant changed since.",
        "The medical approval of medical is void: the record or its instant changed since.",
        "The sign-off “Legal” is missing for this record.",
        "The sign-off “Medical” is missing for this record.",
    )
    Program.objects.update(indication="glioma")
    assert records.proposal(drug).missing == ()
    records.propose(drug, by=team["Writer"], planned_at=tomorrow() + datetime.timedelta(hours=1))
    assert records.proposal(drug).missing == ("legal", "medical")


def test_only_what_was_seen_is_approved(team, drug):
    records.propose(drug, by=team["Writer"], planned_at=tomorrow())
    digest = seen(drug)
    Program.objects.update(indication="glioblastoma")
    assert refused(records.approve, drug, by=team["Legal reviewer"], sign_off="legal", seen_digest=digest) == (
        "The record has changed since you opened it, so nothing was approved. Read it again.",
    )


def test_what_can_not_be_proposed(team, drug):
    past = editions.database_now() - datetime.timedelta(seconds=1)
    assert refused(records.propose, drug, by=team["Writer"], planned_at=past) == (
        "This instant is in the past. Choose a later one.",
    )
    Program.objects.update(phase="phase-2")
    assert refused(records.propose, drug, by=team["Writer"], planned_at=None) == (
        "MBY-101 has no changes that are not sealed already.",
    )
    nothing = "Nobody has proposed to publish this record. Propose it first."
    assert refused(records.seal, drug, by=team["Publisher"]) == (nothing,)
    assert refused(records.approve, drug, by=team["Legal reviewer"], sign_off="legal", seen_digest="") == (nothing,)
    assert refused(records.drop, drug, by=team["Writer"], reason="") == (
        "Nothing is proposed for this record.",
        "Say why the proposal is dropped.",
    )


def test_a_kind_without_sign_offs_is_not_published(team):
    contact = factories.contact()
    factories.company()
    RequiredRecordSignOff.objects.filter(kind="contact").delete()
    records.propose(contact, by=team["Writer"], planned_at=tomorrow())
    assert refused(records.seal, contact, by=team["Publisher"]) == (
        "Nobody is named to sign off a contact. Ask an administrator to name at least one sign-off.",
    )


def test_a_planned_instant_that_has_passed(team, drug):
    approved(drug, team, editions.database_now() + datetime.timedelta(milliseconds=400))
    while editions.database_now() < records.proposal(drug).planned_at:
        pass
    assert refused(records.seal, drug, by=team["Publisher"]) == ("The planned instant has passed. Propose another.",)


def test_called_back_before_its_instant(team, drug):
    approved(drug, team, tomorrow())
    copy = records.seal(drug, by=team["Publisher"])
    assert refused(records.call_back, copy, drug, by=team["Writer"], reason=" ") == (
        "Your account may not call a record back. Ask a publisher or reviewer.",
        "Say why the record is called back.",
    )
    records.call_back(copy, drug, by=team["Legal reviewer"], reason="Counsel asks.")
    assert SealedRecord.objects.get(pk=copy.pk).called_back_at is not None
    assert [(move.verb, move.reason) for move in records.ledger(drug)[:1]] == [("call-back", "Counsel asks.")]
    public = SealedRecord.objects.live().get(kind="drug")
    assert refused(records.call_back, public, drug, by=team["Publisher"], reason="no")[0].startswith(
        "This copy came with a release."
    )


def test_dropped(team, drug):
    approved(drug, team, tomorrow())
    records.drop(drug, by=team["Writer"], reason="Later, with the release.")
    assert records.proposal(drug) is None
    records.propose(drug, by=team["Writer"], planned_at=tomorrow())
    assert records.proposal(drug).missing == ("legal", "medical")


def test_the_ledger_is_append_only(team, drug):
    records.propose(drug, by=team["Writer"], planned_at=tomorrow())
    move = RecordMove.objects.get()
    for act in (move.save, move.delete, RecordMove.objects.all().delete, lambda: RecordMove.objects.update(reason="x")):
        with pytest.raises(SealedError, match="append-only"):
            act()
    for statement in ("UPDATE releases_recordmove SET reason = 'x'", "DELETE FROM releases_recordmove"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert RecordMove.objects.get().reason == ""


def test_a_copy_that_somebody_removed_is_missed(team, drug):
    """The last copy of a chain leaves no gap; the ledger knows of it."""
    approved(drug, team, tomorrow())
    copy = records.seal(drug, by=team["Publisher"])
    assert set(editions.verify()) == {None}
    tamper("UPDATE releases_sealedrecord SET superseded_at = NULL WHERE kind = 'drug'")
    tamper("DELETE FROM releases_sealedrecord WHERE id = %s", copy.pk)
    (found,) = [difference for difference in editions.verify() if difference]
    assert found.what == f"It records a copy with the digest {copy.digest}, and there is none."
