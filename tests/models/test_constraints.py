"""What the linked records refuse: with a sentence in a form, and in the database whoever writes."""

import datetime

import pytest

from releases.models import (
    Company,
    Contact,
    Designation,
    Drug,
    Program,
    Trial,
    TrialDrug,
)
from tests import factories
from tests.models.refusal import refused

pytestmark = pytest.mark.django_db

DAY = datetime.date(2020, 1, 2)


def test_there_is_one_company():
    factories.company()
    assert refused(Company(legal_name="Other", short_name="O")) == ["There is one company already; change that one."]


def test_a_ticker_needs_its_exchange():
    assert refused(Company(legal_name="M", short_name="M", ticker="MRBY")) == ["A ticker needs its exchange."]


def test_a_further_listing_needs_the_first():
    assert refused(Company(legal_name="M", short_name="M", other_listings="TSX: MRB")) == [
        "Give the first listing as exchange and ticker, and only the others one a line."
    ]


NAMELESS = [
    (lambda: Drug(), "Give a code name, a generic name or a brand name."),
    (lambda: Trial(), "Give an NCT number, an acronym or a title."),
    (
        lambda: Contact(kind="media"),
        "Give a person, an organization, a department, a telephone number or an e-mail address.",
    ),
]


@pytest.mark.parametrize(("record", "sentence"), NAMELESS, ids=["drug", "trial", "contact"])
def test_records_have_a_name(record, sentence):
    assert refused(record()) == [sentence]


@pytest.mark.parametrize("name", ["code_name", "generic_name", "brand_name"])
def test_a_drug_s_name_is_its_own_whatever_the_case(name):
    Drug.objects.create(**{name: "Marrowtinib"})
    sentence = f"Another drug has this {name.replace('_', ' ')} already."
    assert refused(Drug(**{name: "MARROWTINIB"})) == [sentence]


def test_two_drugs_may_lack_the_same_name():
    Drug.objects.create(code_name="A-1")
    Drug(code_name="A-2").full_clean()


def test_an_nct_number_has_its_form_and_is_one_trial_s():
    sentence = "An NCT number is “NCT” and eight digits: NCT01234567."
    for wrong in ("NCT1234567", "nct01234567", "NCT0123456x"):
        assert set(refused(Trial(nct_number=wrong))) == {sentence}
    Trial.objects.create(nct_number="NCT01234567")
    assert refused(Trial(nct_number="NCT01234567")) == ["Another trial has this NCT number already."]


@pytest.mark.parametrize("facts", [{"enrollment_count": 4}, {"enrollment_type": "ACTUAL"}])
def test_an_enrollment_says_what_it_is(facts):
    assert refused(Trial(acronym="A", **facts)) == [
        "Say whether the enrollment is estimated or actual, and how many it is."
    ]


def test_periods_do_not_end_before_they_begin():
    before = DAY - datetime.timedelta(days=1)
    assert refused(Trial(acronym="A", start_date=DAY, completion_date=before)) == [
        "The trial would be complete before it starts."
    ]
    assert refused(Contact(kind="media", person="P", active_from=DAY, active_until=before)) == [
        "The contact would end before it begins."
    ]
    Contact(kind="media", person="P", active_from=DAY, active_until=DAY).full_clean()


def test_parts_of_a_drug_and_a_trial_stand_once():
    drug, trial = factories.drug(), factories.trial()
    rows = [
        (Designation, {"drug": drug, "kind": "orphan", "indication": "glioma", "region": "US"}, "This designation stands here already."),
        (Program, {"drug": drug, "indication": "glioma", "phase": "phase-2"}, "This drug has a program in this indication already."),
        (TrialDrug, {"trial": trial, "drug": drug}, "This drug is in the trial already."),
    ]  # fmt: skip
    for model, facts, sentence in rows:
        model.objects.create(**facts)
        assert refused(model(**facts)) == [sentence]
