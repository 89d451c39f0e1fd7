"""Every document of the corpus becomes a draft with its records, in the database as it is."""

import datetime

import pytest
from django.db import connection

from releases import readers
from releases.compose import compose
from releases.importers import Outcome, bring_in
from tests import factories
from tests.corpus import SAMPLES
from tests.properties import looks

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

TODAY = datetime.date(2026, 11, 23)


# PostgreSQL refuses what is longer than its column; SQLite refuses no more than the models do.
CHOSEN = SAMPLES if connection.vendor == "postgresql" else looks(SAMPLES[::4], [])


@pytest.mark.parametrize("sample", CHOSEN, ids=lambda sample: sample.name)
def test_becomes_a_draft(sample):
    factories.company()
    data, name = sample.data, sample.name
    if sample.path.suffix == ".rss":
        (item,) = readers.unfold(data, name=name)
        data, name = item.data, item.name
    intake = bring_in(data, name=name, by=None, today=TODAY)
    assert intake.outcome == Outcome.IMPORTED
    read, draft = sample.reading().document, compose(intake.release)
    assert (draft.headline, draft.body_html) == (read.headline, read.body_html)
    assert [(one.organization, one.person, one.title, one.phone, one.email) for one in draft.contacts] == [
        (one.organization, one.person, one.title, one.phone, one.email) for one in read.contacts
    ]
    assert [(drug.code_name, drug.generic_name, drug.brand_name) for drug in draft.drugs] == [
        (drug.code_name, drug.generic_name, drug.brand_name) for drug in read.drugs
    ]
    assert [(trial.nct_number, trial.acronym) for trial in draft.trials] == [
        (trial.nct_number, trial.acronym) for trial in read.trials
    ]
