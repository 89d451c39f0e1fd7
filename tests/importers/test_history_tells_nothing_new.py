"""Bringing in an old release tells no change of a linked record that is still to be announced."""

import datetime

import pytest

from releases import editions, importers
from releases.models import Drug, Edition
from tests import factories
from tests.importers.files import RELEASE
from tests.newsroom.sealed import published

pytestmark = pytest.mark.django_db


def test_an_unannounced_phase_stays_unannounced(client):
    factories.company()
    drug = factories.drug(code_name="MBY-101")
    drug.programs.create(indication="asthma", phase="phase-2")
    published(factories.release(drugs=[drug]))
    drug.programs.update(phase="phase-3")
    before = {path: client.get(path).content for path in ("/drugs/", "/drugs/mby-101/")}
    assert b"Phase III" not in before["/drugs/mby-101/"]
    intake = importers.bring_in(RELEASE.encode(), name="a.txt", by=None, today=datetime.date(2026, 1, 1))
    assert Drug.objects.get(code_name="MBY-101") == drug
    importers.publish(intake.release, by=None, now=editions.database_now())
    assert client.get("/drugs/").content == before["/drugs/"]
    assert b"Phase III" not in client.get("/drugs/mby-101/").content
    document = Edition.objects.get(release=intake.release).document
    assert [(program.indication, program.phase) for program in document.drugs[0].programs] == [("asthma", "phase-2")]
    assert [str(state.record) for state in editions.unsealed(intake.release) if state.chain] == ["MBY-101"]
