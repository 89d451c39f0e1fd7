"""Browsers cut what is pasted into a field with ``maxlength``, and say nothing: no field has one, and what is too long is
refused with a sentence."""

import re

import pytest
from django.contrib import admin

from tests import factories

pytestmark = pytest.mark.django_db
#: Accounts' own forms ask for what nobody pastes a text into.
RECORDS = sorted(
    (model._meta.model_name for model in admin.site._registry if model._meta.app_label == "releases"), key=str
)


@pytest.mark.parametrize("name", RECORDS)
def test_no_field_cuts_what_is_pasted(client, name):
    client.force_login(factories.user("desk", is_superuser=True))
    response = client.get(f"/admin/releases/{name}/add/")
    if response.status_code == 200:
        assert re.findall(r'name="([^"]*)"[^>]*maxlength', response.content.decode()) == []
