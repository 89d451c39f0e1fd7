"""A designation that the text gives without saying for what is told, and costs nobody the document."""

import datetime

import pytest

from releases import importers
from releases.models import Designation
from tests import factories

pytestmark = pytest.mark.django_db

TEXT = """March 4, 2021

Marrow Bay Reports on MBY-204

BOSTON--(BUSINESS WIRE)--Mar. 4, 2021-- Marrow Bay Biologics, Inc. (NASDAQ: MRBY) today reported on MBY-204.
{granted}

About MBY-204

MBY-204 is an antibody that targets CD33.
"""


def bring_in(granted: str):
    factories.company()
    return importers.bring_in(
        TEXT.format(granted=granted).encode(), name="a.txt", by=None, today=datetime.date(2026, 1, 1)
    )


def test_without_an_indication():
    intake = bring_in("The FDA has granted MBY-204 fast track designation.")
    assert intake.outcome == importers.Outcome.IMPORTED
    assert not Designation.objects.exists()
    assert any("“Fast track” without saying for what" in notice for notice in intake.notices)


def test_with_one():
    intake = bring_in("The FDA has granted MBY-204 fast track designation for the treatment of glioma.")
    assert intake.outcome == importers.Outcome.IMPORTED
    assert [(each.kind, each.indication) for each in Designation.objects.all()] == [("fast-track", "glioma")]
