"""A sign-off is no longer required once two administrators have removed it; nobody turns one into another."""

import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.core.cache import cache

from irsite.accounts import required
from releases.models import RequiredRecordSignOff, RequiredSignOff
from releases.vocabulary import Role
from tests import factories

pytestmark = pytest.mark.django_db
NOTED = (
    "Noted, and all superusers were told. “Clinical data: Medical” stays required until another administrator removes it here,"
    " too, within 24 hours. If there is no other, make one on the server: manage.py give_role NAME Administrator"
)


@pytest.fixture(autouse=True)
def guards_off(guards_on, settings):
    """Signing in is not what these are about."""
    settings.SECOND_FACTOR_REQUIRED = False
    settings.FRESH_SIGN_IN_SECONDS = 0
    settings.ALERTS_BY_MAIL = True
    cache.clear()


@pytest.fixture
def ada():
    return factories.member(Role.ADMINISTRATOR, "ada")


@pytest.fixture
def ben():
    return factories.user("ben", is_superuser=True, email="ben@marrowbay.example")


@pytest.fixture
def medical():
    return RequiredSignOff.objects.get(category="clinical", sign_off="medical")


def remove(client, by, required) -> str:
    client.force_login(by)
    address = f"/admin/releases/{required._meta.model_name}/{required.pk}/delete/"
    return client.post(address, {"post": "yes"}, follow=True).content.decode()


def test_it_takes_two(client, ada, ben, medical, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = remove(client, ada, medical)
    assert NOTED in page
    assert 'class="field-removal_asked_for_by">ada<' in page
    assert "“ada” asks to require “Clinical data: Medical” no longer" in mail.outbox[-1].body
    assert NOTED in remove(client, ada, medical)  # again is not twice
    assert RequiredSignOff.objects.contains(medical)
    assert not LogEntry.objects.exists()
    page = remove(client, ben, medical)
    assert "was deleted successfully" in page
    assert not RequiredSignOff.objects.contains(medical)
    assert LogEntry.objects.get().user == ben


def test_a_record_s_too(client, ada, ben):
    wanted = RequiredRecordSignOff.objects.first()
    remove(client, ada, wanted)
    assert RequiredRecordSignOff.objects.contains(wanted)
    remove(client, ben, wanted)
    assert not RequiredRecordSignOff.objects.contains(wanted)


def test_the_second_has_a_day(client, ada, ben, medical, monkeypatch):
    monkeypatch.setattr(required, "WAITS", datetime.timedelta(0))
    remove(client, ada, medical)
    monkeypatch.undo()
    assert NOTED in remove(client, ben, medical)
    assert RequiredSignOff.objects.contains(medical)


@pytest.mark.parametrize("loses", ["use", "role"])
def test_who_may_not_any_more_does_not_count(client, ada, ben, medical, loses):
    remove(client, ada, medical)
    if loses == "use":
        ada.is_active = False
        ada.save()
    else:
        ada.groups.clear()
    assert NOTED in remove(client, ben, medical)
    assert RequiredSignOff.objects.contains(medical)


@pytest.mark.parametrize("model", [RequiredSignOff, RequiredRecordSignOff])
def test_one_is_not_turned_into_another(client, ben, model):
    wanted = model.objects.first()
    client.force_login(ben)
    address = f"/admin/releases/{model._meta.model_name}/{wanted.pk}/change/"
    assert client.get(address).status_code == 200
    field = "category" if model is RequiredSignOff else "kind"
    response = client.post(address, {field: getattr(wanted, field), "sign_off": "finance"})
    assert response.status_code == 403
    assert model.objects.filter(pk=wanted.pk, sign_off=wanted.sign_off).exists()


def test_one_more_takes_one(client, ada):
    client.force_login(ada)
    client.post("/admin/releases/requiredsignoff/add/", {"category": "event", "sign_off": "medical"})
    assert RequiredSignOff.objects.filter(category="event", sign_off="medical").exists()
