"""The house's own names: linked however they are spelled, and asked about when they are nearly spelled so."""

import datetime

import pytest
from django.utils import timezone

from releases.importers import Outcome, bring_in, house, questions
from releases.importers.records import create_records
from releases.models import Drug, MatchQuestion, Trial
from releases.readers import read
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 23)
RELEASE = """March 4, 2021

Marrow Bay Advances {name}

BOSTON--(BUSINESS WIRE)-- Marrow Bay Biologics, Inc. (NASDAQ: MRBY) today said that {name} is on its way. {more}

Source: Marrow Bay Biologics, Inc.
"""


def text(name: str = "dorvekibart", more: str = "It goes on.") -> str:
    return RELEASE.format(name=name, more=more)


def came(words: str, name: str = "a.txt"):
    return bring_in(words.encode(), name=name, by=None, today=TODAY)


def linked(release) -> list:
    return [
        *(link.drug for link in release.drug_links.all()),
        *(link.trial for link in release.trial_links.all()),
    ]


@pytest.fixture(autouse=True)
def company():
    return factories.company()


@pytest.mark.parametrize(
    ("facts", "printed"),
    [
        ({"generic_name": "dorvekibart"}, "dorvekibart"),
        ({"generic_name": "dorvekibart"}, "Dorvekibart"),
        ({"generic_name": "quillosome"}, "quillosome"),
        ({"brand_name": "Zelvora"}, "ZELVORA"),
        ({"code_name": "HarborOne"}, "HarborOne"),
        ({"aliases": "Old Harbor Serum"}, "Old Harbor Serum"),
    ],
)
def test_a_name_of_the_house_links_however_it_is_spelled(facts, printed):
    drug = factories.drug(**facts)
    intake = came(text(printed))
    assert intake.outcome == Outcome.IMPORTED
    assert linked(intake.release) == [drug]
    assert Drug.objects.count() == 1


def test_trials_link_by_acronym_and_number():
    first, second = factories.trial(acronym="TIDEMARK"), factories.trial(nct_number="NCT01234567")
    release = came(text("TIDEMARK", "More is under NCT01234567.")).release
    assert set(linked(release)) == {first, second}


@pytest.mark.parametrize("facts", [{"is_confirmed": False}, {"owner": "Tidewater Bio, Inc."}])
def test_what_is_proposed_or_of_others_is_not_linked_for_its_name_alone(facts):
    factories.drug(generic_name="dorvekibart", **facts)
    assert linked(came(text()).release) == []


def test_what_trials_only_compare_with_is_not_linked():
    drug = factories.drug(code_name="", generic_name="dorvekibart")
    factories.trial().drug_links.create(drug=drug, role="comparator")
    assert linked(came(text()).release) == []


def test_a_common_word_is_no_brand():
    factories.drug(brand_name="Advance")
    assert linked(came(text("progress", "It will advance.")).release) == []


@pytest.mark.parametrize(
    ("facts", "printed", "known"),
    [
        ({"generic_name": "dorvekibart"}, "dorvekibrat", "dorvekibart"),
        ({"generic_name": "dorvekibart"}, "dorvekbart", "dorvekibart"),
        ({"code_name": "MBY-412"}, "MBY-421", "MBY-412"),
        ({"code_name": "MBY-412"}, "MBY-42", "MBY-412"),
        ({"code_name": "MBY-412"}, "MY-412", "MBY-412"),
        ({"brand_name": "Zelvora"}, "Zelvorra", "Zelvora"),
    ],
)
def test_a_slip_in_a_drug_s_name_is_asked_and_makes_nothing(facts, printed, known):
    drug = factories.drug(**{"code_name": "XQT-9", **facts})
    intake = came(text(printed))
    assert (intake.outcome, intake.release) == (Outcome.ASKED, None)
    question = MatchQuestion.objects.get()
    assert (questions.subject(question), question.printed) == (drug, printed)
    assert question.differs == f"The file prints “{printed}”; the record says “{known}”."
    assert list(Drug.objects.all()) == [drug]
    came(text(printed, "Another text."), name="b.txt")
    assert MatchQuestion.objects.count() == 1


@pytest.mark.parametrize(
    ("printed", "number"),
    [("NCT01234576", "NCT01234576"), ("NCT0123457", "NCT0123457"), ("NCT 01243567", "NCT01243567")],
)
def test_a_slip_in_a_registry_number_is_asked_and_makes_no_trial(printed, number):
    trial = factories.trial(acronym="HARBOR", nct_number="NCT01234567")
    intake = came(text("its Phase 2 trial", f"The Phase 2 HARBOR trial ({printed}) goes on."))
    assert intake.outcome == Outcome.ASKED
    assert [question.printed for question in MatchQuestion.objects.all()] == [number]
    assert list(Trial.objects.all()) == [trial]


OTHERS = "EudraCT 2019-001234-56\nISRCTN12345678\nACTRN12612345678901"


@pytest.mark.parametrize(
    "printed", ["EudraCT number: 2019-001234-56", "2019‑001234‑56", "ISRCTN12345678", "ISRCTN 12345678"]
)
def test_a_trial_links_by_its_number_at_another_registry(printed):
    trial = factories.trial(acronym="", title="A study", other_numbers=OTHERS)
    assert linked(came(text("progress", f"More is under {printed}.")).release) == [trial]


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("EudraCT 2019-001243-56", "2019-001243-56"),
        ("EudraCT 2019-00124-56", "2019-00124-56"),
        ("2019-001234-65", "2019-001234-65"),
        ("ISRCTN1234568", "ISRCTN1234568"),
        ("ACTRN12612345678910", "ACTRN12612345678910"),
    ],
)
def test_a_slip_in_a_number_of_another_registry_is_asked(printed, number):
    trial = factories.trial(acronym="", title="A study", other_numbers=OTHERS)
    assert came(text("progress", f"More is under {printed}.")).outcome == Outcome.ASKED
    question = MatchQuestion.objects.get()
    assert (question.printed, questions.subject(question)) == (number, trial)
    assert list(Trial.objects.all()) == [trial]


@pytest.mark.parametrize(("answer", "count"), [("same", 1), ("new", 2)])
def test_the_answer_about_a_number_is_kept(answer, count):
    trial = factories.trial(acronym="HARBOR", nct_number="NCT01234567")
    words = text("its Phase 2 trial", "The Phase 2 HARBOR trial (NCT01234576) goes on.")
    came(words)
    questions.answer(MatchQuestion.objects.get(), by=factories.user(), now=timezone.now(), answer=answer)
    intake = came(words)
    assert intake.outcome == Outcome.IMPORTED
    assert (trial in linked(intake.release)) is (answer == "same")
    assert Trial.objects.count() == count


def test_a_slip_that_is_answered_links_the_record():
    drug = factories.drug(generic_name="dorvekibart")
    came(text("dorvekibrat"))
    questions.answer(MatchQuestion.objects.get(), by=factories.user(), now=timezone.now(), answer="alias")
    assert linked(came(text("dorvekibrat")).release) == [drug]
    drug.refresh_from_db()
    assert drug.aliases == "dorvekibrat"


@pytest.mark.parametrize(
    "words",
    [
        "MBY-413 is another drug.",
        "It comes in two dorvekibarts.",
        "Harbored hopes.",
        "It is NCT07654321 and ISRCTN87654321.",
    ],
)
def test_what_is_another_name_is_not_asked(words):
    factories.drug(code_name="MBY-412", generic_name="dorvekibart")
    factories.trial(acronym="HARBOR", nct_number="NCT01234567", other_numbers="ISRCTN12345678")
    document = read(text("progress", words).encode(), name="a.txt").document
    assert house.nearly(document) == []


def test_a_document_without_a_house_asks_nothing():
    document = read(text().encode(), name="a.txt").document
    assert (house.nearly(document), house.named(document)) == ([], [])
    release, _ = create_records(document, by=None, today=TODAY)
    assert linked(release) == []
