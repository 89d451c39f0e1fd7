"""The desk's page on which a record is published on its own."""

import pytest
from django.urls import reverse

from releases.models import Program, RecordMove, SealedRecord
from releases.workflow import records
from tests import factories
from tests.newsroom.sealed import published, tomorrow

pytestmark = pytest.mark.django_db


@pytest.fixture
def drug():
    made = factories.drug(code_name="MBY-101", about="<p>Old story.</p>")
    Program.objects.create(drug=made, indication="glioma", phase="phase-2")
    published(drugs=[made])
    Program.objects.update(phase="phase-3")
    made.about = "<p>New story.</p>"
    made.save()
    return made


def address(step: str, record) -> str:
    return reverse(f"admin:releases_drug_publish{step and '_' + step}", args=[record.pk])


def page(client, record) -> str:
    return client.get(address("", record)).content.decode()


def test_from_proposal_to_seal(client, drug):
    team = factories.team()
    client.force_login(team["Writer"])
    shown = page(client, drug)
    assert "glioma, Phase II" in shown
    assert "glioma, Phase III" in shown
    assert '<div class="redline">' in shown
    instant = tomorrow()
    local = {"when": "at-instant", "date": instant.strftime("%Y-%m-%d"), "time": "07:00"}
    assert client.post(address("propose", drug), local).status_code == 302
    assert "Proposed by writer" in page(client, drug)
    for role, sign_off in (("Legal reviewer", "legal"), ("Medical reviewer", "medical")):
        client.force_login(team[role])
        standing = records.proposal(drug)
        seen = records.digest(standing.state, standing.planned_at)
        assert seen in page(client, drug)
        assert client.post(address("approve", drug), {"sign_off": sign_off, "seen_digest": seen}).status_code == 302
    client.force_login(team["Publisher"])
    assert client.post(address("seal", drug)).status_code == 302
    copy = SealedRecord.objects.get(kind="drug", edition=None)
    assert f"Copy {copy.number} becomes public" in page(client, drug)
    assert client.post(address("call_back", drug), {"reason": "Not yet."}).status_code == 302
    assert SealedRecord.objects.get(pk=copy.pk).called_back_by == team["Publisher"]


def test_a_refusal_shows_its_reasons_and_keeps_what_was_typed(client, drug):
    factories.team()
    client.force_login(factories.member("Publisher", "other"))
    records.propose(drug, by=None, planned_at=tomorrow())
    answer = client.post(address("seal", drug))
    assert answer.status_code == 200
    assert "The sign-off “Legal” is missing for this record." in answer.content.decode()
    answer = client.post(address("drop", drug), {"reason": ""})
    assert "This field is required." in answer.content.decode()
    assert not SealedRecord.objects.filter(kind="drug", edition=None).exists()
    assert RecordMove.objects.count() == 1


def test_the_record_links_to_it(admin_client, drug):
    change = admin_client.get(reverse("admin:releases_drug_change", args=[drug.pk])).content.decode()
    assert address("", drug) in change


def test_nothing_to_publish(admin_client):
    drug = factories.drug(code_name="MBY-7")
    published(drugs=[drug])
    assert "the newest sealed copy is as the record stands" in page(admin_client, drug)


def test_without_a_right_to_the_record(client, drug):
    client.force_login(factories.user("stranger"))
    assert client.get(address("", drug)).status_code == 403
    assert client.post(address("propose", drug), {"when": "at-once"}).status_code == 403
    assert not RecordMove.objects.exists()


def test_a_step_is_posted(admin_client, drug):
    answer = admin_client.get(address("seal", drug))
    assert (answer.status_code, answer.url) == (302, address("", drug))


def test_every_kind_of_record_has_the_page(admin_client):
    for record in (factories.company(), factories.trial(), factories.contact()):
        name = record._meta.model_name
        assert admin_client.get(reverse(f"admin:releases_{name}_publish", args=[record.pk])).status_code == 200
