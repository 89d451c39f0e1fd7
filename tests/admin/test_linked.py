"""The desk shows how a record stands against its sealed copies."""

import pytest
from django.urls import reverse

from releases.models import Program
from tests import factories
from tests.newsroom.sealed import published, scheduled

pytestmark = pytest.mark.django_db


def state(client, record) -> str:
    address = reverse(f"admin:releases_{record._meta.model_name}_change", args=[record.pk])
    return client.get(address).content.decode()


def test_the_sealed_state_of_a_drug(admin_client):
    drug = factories.drug(code_name="MBY-101")
    page = state(admin_client, drug)
    assert "No copy is public." in page
    assert "Changes not sealed yet: code name." in page
    published(drugs=[drug])
    page = state(admin_client, drug)
    assert "The copy of Thursday, March 4, 2021, 12:00:00 EST (17:00:00 UTC) holds." in page
    assert "Nothing is unsealed." in page
    Program.objects.create(drug=drug, indication="glioma", phase="phase-3")
    assert "Changes not sealed yet: programs." in state(admin_client, drug)
    scheduled(factories.release(drugs=[drug]))
    page = state(admin_client, drug)
    assert "A copy is sealed for" in page
    assert "Nothing is unsealed." in page


def test_every_linked_record_shows_it(admin_client):
    for record in (factories.company(), factories.trial(), factories.contact()):
        assert "No copy is public." in state(admin_client, record)


def test_a_new_record_has_none(admin_client):
    assert admin_client.get(reverse("admin:releases_drug_add")).status_code == 200
