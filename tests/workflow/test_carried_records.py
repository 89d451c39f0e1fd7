"""An approval covers the linked records that become public with the release, and which are held back."""

import pytest

from releases import editions, workflow
from releases.models import Company, Drug, Program
from releases.vocabulary import ReleaseState
from tests import factories
from tests.newsroom.sealed import published, tomorrow

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return factories.team()


@pytest.fixture
def drug():
    made = factories.drug(code_name="MBY-101")
    Program.objects.create(drug=made, indication="glioma", phase="phase-2")
    published(drugs=[made])
    return made


def void(release) -> list[str]:
    release.refresh_from_db()
    return [str(each) for each in workflow.approvals.voided(release, workflow.approvals.current(release))]


def test_a_standing_text_of_a_linked_drug(team, drug):
    release = factories.approved(team, planned_at=tomorrow(), drugs=[drug])
    Drug.objects.filter(pk=drug.pk).update(about="<p>Another story.</p>")
    assert void(release) == ["The legal approval of legal is void: the record of MBY-101 changed since."]


def test_the_looks_of_the_company(team):
    published()
    release = factories.approved(team, planned_at=tomorrow())
    Company.objects.update(accent_color="#123456")
    assert void(release) == [
        "The legal approval of legal is void: the record of Marrow Bay Biologics, Inc. changed since."
    ]


def test_what_is_held_back(team, drug):
    Program.objects.update(phase="phase-3")
    release = factories.approved(team, planned_at=tomorrow(), drugs=[drug])
    release.withheld_records = [":".join(editions.identity(drug))]
    release.save()
    workflow.reconsider(release, by=team["Writer"])
    assert void(release) == ["The legal approval of legal is void: the drugs changed since."]
    assert release.state == ReleaseState.IN_REVIEW
    factories.approve(release, "legal", team["Legal reviewer"])
    release.refresh_from_db()
    edition = workflow.seal(release, by=team["Publisher"], live_at=release.planned_at)
    assert edition.document.drugs[0].programs[0].phase == "phase-2"
    assert not edition.records.filter(kind="drug").exists()


def test_an_unrelated_record_voids_nothing(team, drug):
    release = factories.approved(team, planned_at=tomorrow(), drugs=[drug])
    factories.drug(code_name="MBY-900")
    assert void(release) == []


def test_who_changed_a_carried_record_gives_no_approval(team, drug):
    Program.objects.update(phase="phase-3")
    drug.updated_by = team["Legal reviewer"]
    drug.save()
    release = factories.release(
        created_by=team["Writer"], updated_by=team["Writer"], planned_at=tomorrow(), drugs=[drug]
    )
    workflow.submit(release, by=team["Writer"])
    with pytest.raises(workflow.Refused) as refusal:
        factories.approve(release, "legal", team["Legal reviewer"])
    assert refusal.value.reasons == (
        "You changed the record of MBY-101, and nobody approves their own words. Ask a colleague.",
    )
    assert not release.approvals.exists()


def test_what_is_approved_is_what_is_sealed(team, drug):
    """A record that changes between the last look and the seal is caught, whatever the order."""
    release = factories.approved(team, planned_at=tomorrow(), drugs=[drug])
    Program.objects.update(phase="phase-3")
    with pytest.raises(workflow.Refused, match="is void: the drugs changed since"):
        workflow.seal(release, by=team["Publisher"], live_at=release.planned_at)
    assert not release.editions.exists()
