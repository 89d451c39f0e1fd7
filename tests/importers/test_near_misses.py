"""What resembles a record without being the same is asked once, never merged; the answer holds for every file."""

import datetime

import pytest
from django.utils import timezone

from releases.document import Contact, Drug, Trial
from releases.importers import Outcome, bring_in, matching, questions
from releases.importers.resemblance import resembles, resembles_number
from releases.models import Contact as ContactRecord
from releases.models import Drug as DrugRecord
from releases.models import IncomingFile, MatchQuestion, RecordName, Release
from releases.workflow import Refused
from tests import factories
from tests.importers.files import RELEASE, rows

TODAY = datetime.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        ("MBY 101", "MBY-101", True),
        ("MBY-102", "MBY-101", False),
        ("MBY-10", "MBY-101", True),
        ("MBY-1011", "MBY-101", True),
        ("MBY-110", "MBY-101", True),
        ("MBX-101", "MBY-101", True),
        ("MY-101", "MBY-101", True),
        ("ABX-101", "MBY-101", False),
        ("QH-12", "QH-21", False),
        ("HARBOR-1", "HARBOR-12", False),
        ("marrowtinb", "marrowtinib", True),
        ("marrowtimib", "marrowtinib", True),
        ("marowtimib", "marrowtinib", True),
        ("marowtimeb", "marrowtinib", False),
        ("dorvekibrat", "dorvekibart", True),
        ("dorvekibort", "dorvekibart", True),
        ("Zelvora", "Zelvoar", True),
        ("Zelora", "Zilvora", False),
        ("marrowtinib mesylate", "marrowtinib", True),
        ("marrowtinib-abcd", "marrowtinib", True),
        ("marrowtinib-2", "marrowtinib", False),
        ("HARBOR", "HARBER", False),
        ("HARBOR-3", "HARBOR-2", False),
        ("®", "MBY-101", False),
    ],
)
def test_what_resembles_what(one, other, may_be):
    assert resembles(one, other) is may_be
    assert resembles(other, one) is may_be


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["MBY 101", "mby101", "Marrowtinb", "xmarrowtinib", "marrowtinib mesylate", "Marrow 101"]
)
def test_a_near_miss_is_found_through_the_names(name):
    known = factories.drug(code_name="MBY-101", generic_name="marrowtinib", aliases="Marrow-101")
    assert matching.match(Drug(code_name=name)) is None
    assert matching.near(Drug(code_name=name)).record == known


@pytest.mark.django_db
def test_a_name_with_a_word_behind_it_is_near_to_the_name_alone():
    known = factories.drug(code_name="", generic_name="marrowtinib mesylate")
    assert matching.near(Drug(generic_name="marrowtinib")).record == known


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        ("NCT01234576", "NCT01234567", True),
        ("NCT0123456", "NCT01234567", True),
        ("NCT01234568", "NCT01234567", True),
        ("NCT01734562", "NCT01234567", True),
        ("NCT07654321", "NCT01234567", False),
        ("NCT01234567", "NCT01234567", False),
        ("ISRCTN01234567", "NCT01234567", False),
    ],
)
def test_which_registry_number_may_be_another_one(one, other, may_be):
    assert resembles_number(one, other) is may_be
    assert resembles_number(other, one) is may_be


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["dorvekibrat", "MYB-101", "MBY-011"])
def test_a_slip_across_the_middle_of_a_confirmed_name_is_found(name):
    known = factories.drug(code_name="MBY-101", generic_name="dorvekibart")
    assert matching.match(Drug(code_name=name)) is None
    assert matching.near(Drug(code_name=name)).record == known


@pytest.mark.django_db
def test_names_follow_their_record():
    drug = factories.drug(code_name="MBY-101", aliases="Old")
    drug.aliases = "New"
    drug.save()
    names = RecordName.objects.filter(kind="drug", record_id=drug.pk)
    assert sorted(names.values_list("fold", flat=True)) == ["mby101", "new"]
    assert matching.match(Drug(code_name="old")) is None


@pytest.mark.django_db
def test_two_phases_and_two_registry_numbers_are_two_trials():
    known = factories.trial(acronym="HARBORLIGHT", phase="PHASE2", nct_number="NCT01234567")
    assert matching.near(Trial(acronym="HARBOR-LIGHT")) is not None
    assert matching.near(Trial(acronym="HARBOR-LIGHT", phase="PHASE3")) is None
    assert matching.near(Trial(acronym="HARBOR-LIGHT", nct_number="NCT07654321")) is None
    miss = matching.near(Trial(acronym="HARBORLIGHT", nct_number="NCT01234576"))
    assert (miss.record, miss.printed) == (known, "NCT01234576")
    assert miss.differs == "The file prints “NCT01234576”; the record says “NCT01234567”."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "is_asked"),
    [
        ({"phone": "617-555-0199"}, True),
        ({"email": "ada@marrowbay.example"}, True),
        ({"person": ""}, True),
        ({"person": "Ada Quil"}, True),
        ({"person": "Bo Stone"}, False),
        ({"person": "Bo Stone", "email": "bo@marrowbay.example"}, False),
    ],
)
def test_a_person_who_is_reached_otherwise_is_asked(change, is_asked):
    record = factories.contact()
    facts = {name: getattr(record, name) for name in ("kind", "organization", "person", "title", "phone", "email")}
    miss = matching.near(Contact(**facts | change))
    assert (miss is not None) is is_asked
    if "phone" in change:
        assert miss.differs == "The file prints phone “617-555-0199” (the record: “617-555-0100”)."


def came(text: str = RELEASE.replace("MBY-101", "MBY101"), name="a.txt", **options):
    return bring_in(text.encode(), name=name, by=None, today=TODAY, **options)


@pytest.fixture
def known(db) -> DrugRecord:
    factories.company()
    return factories.drug(code_name="MBY-101")


def test_the_file_waits_and_nothing_else_is_written(known):
    before = rows()
    intake = came()
    assert (intake.outcome, intake.release) == (Outcome.ASKED, None)
    question = MatchQuestion.objects.get()
    assert intake.notices == (
        "Is “MBY101” a record that is known? The file prints “MBY101”; the record says “MBY-101”.",
    )
    assert (question.kind, question.printed, questions.subject(question)) == ("drug", "MBY101", known)
    changed = {name: count for name, count in rows().items() if count != before[name]}
    assert changed == {"IncomingFile": 1, "MatchQuestion": 1}
    assert came().outcome == Outcome.ASKED
    assert IncomingFile.objects.count() == 1


@pytest.mark.parametrize(("answer", "drugs", "aliases"), [("same", 1, ""), ("alias", 1, "MBY101"), ("new", 2, "")])
def test_an_answer_holds_for_every_file(known, answer, drugs, aliases):
    came()
    questions.answer(MatchQuestion.objects.get(), by=factories.user(), now=timezone.now(), answer=answer)
    first = came()
    assert first.outcome == Outcome.IMPORTED
    assert (first.release.drug_links.get().drug == known) is (answer != "new")
    second = came(RELEASE.replace("MBY-101", "MBY101").replace("March 4", "March 5"), name="b.txt")
    assert second.outcome == Outcome.IMPORTED
    assert second.release.drug_links.get().drug == first.release.drug_links.get().drug
    known.refresh_from_db()
    assert (DrugRecord.objects.count(), known.aliases) == (drugs, aliases)
    assert IncomingFile.objects.get().state == "accepted"


def test_only_a_drug_has_other_names(db):
    factories.company()
    factories.contact()
    intake = came(RELEASE.replace("617-555-0100", "617-555-0199"))
    assert intake.outcome == Outcome.ASKED
    question = MatchQuestion.objects.get()
    with pytest.raises(Refused) as refused:
        questions.answer(question, by=factories.user(), now=timezone.now(), answer="alias")
    assert refused.value.reasons == ("Only a drug has other names. Answer that it is the same, or another one.",)
    question.refresh_from_db()
    assert question.answer == ""


def test_an_old_release_keeps_the_contact_that_it_printed(db):
    factories.company()
    known = factories.contact()
    intake = came(RELEASE.replace("617-555-0100", "617-555-0199"), is_historic=True)
    assert intake.outcome == Outcome.IMPORTED
    printed = Release.objects.get().contact_links.get().contact
    assert (printed.phone, printed.is_confirmed) == ("617-555-0199", False)
    assert ContactRecord.objects.exclude(pk=printed.pk).get() == known
