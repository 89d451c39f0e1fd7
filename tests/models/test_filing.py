"""Filings with the SEC: what they refuse, and who may edit them."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from releases.models import Filing
from releases.vocabulary import Role
from tests import factories
from tests.models.refusal import refused

pytestmark = pytest.mark.django_db
FACTS = {"form": "10-K", "period_end_date": datetime.date(2025, 12, 31), "filed_date": datetime.date(2026, 2, 26)}


def test_a_report_says_its_period_and_other_forms_need_none():
    assert refused(Filing(**FACTS | {"period_end_date": None})) == [
        "An annual or quarterly report needs the day on which its period ended."
    ]
    Filing(form="8-K", filed_date=datetime.date(2026, 2, 26)).full_clean()


def test_a_report_is_filed_after_its_period():
    assert refused(Filing(**FACTS | {"filed_date": FACTS["period_end_date"]})) == [
        "A report is filed after the period that it reports on."
    ]


def test_an_accession_number_has_its_form_and_is_one_filing_s():
    Filing.objects.create(**FACTS, accession_number="0001234567-26-000123")
    assert refused(Filing(**FACTS, accession_number="0001234567-26-000123")) == ["This filing stands here already."]
    with pytest.raises(ValidationError, match="EDGAR's accession number looks like this"):
        Filing(**FACTS, accession_number="1234567-26-1").full_clean()


def test_writers_and_administrators_edit_filings_and_the_others_read_them():
    allowed = {
        role.value: [act for act in ("add", "change", "delete", "view") if user.has_perm(f"releases.{act}_filing")]
        for role, user in ((role, factories.member(role.value)) for role in Role)
    }
    everything = ["add", "change", "delete", "view"]
    assert allowed == {role.value: ["view"] for role in Role} | {"Writer": everything, "Administrator": everything}
