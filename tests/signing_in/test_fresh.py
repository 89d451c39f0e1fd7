"""Whatever brings something nearer to the public, or changes who may, needs a fresh sign-in; brakes never do.

The tests walk over the desk's own addresses: whoever adds one has to say on which side it is.
"""

import pytest
from django.conf import settings as live
from django.contrib import admin
from django.urls import get_resolver, reverse

from releases.admin.record_moves import STEPS
from releases.models import Company
from releases.vocabulary import Verb
from releases.workflow import TRANSITIONS
from tests import factories
from tests.signing_in.conftest import sign_in
from tests.signing_in.test_sessions import shown

pytestmark = pytest.mark.django_db

#: Moves that stop something, and must never be slowed.
BRAKES = {Verb.SEND_BACK, Verb.HOLD, Verb.CALL_BACK, Verb.GIVE_UP}
RECORD_BRAKES = {"drop", "call-back"}
#: Addresses of the desk that move nothing: they show, or keep words that somebody typed.
QUIET = {
    *(
        f"releases_release_{page}"
        for page in ("preview", "text", "word", "file", "redline", "live", "add_live", "draft")
    ),
    *(f"releases_release_{page}" for page in ("add_draft", "findings", "add_findings", "answer")),
    *(f"releases_{record}_publish" for record in ("company", "contact", "drug", "trial")),
    *(f"releases_incomingfile_{page}" for page in ("receive", "answer", "source", "text")),
    *("autocomplete", "jsi18n", "view_on_site", "index", "login", "logout", "app_list"),
    *("password_change", "password_change_done"),  # both lead to allauth's, which asks for the password
}
#: Records whose change changes who may do what.
PEOPLE = ("auth_user", "auth_group", "releases_requiredsignoff", "releases_requiredrecordsignoff")


def needs_one(name: str) -> bool:
    return f"admin:{name}" in live.FRESH_SIGN_IN_URLS


@pytest.fixture
def stale(client, person):
    """Asks for an address in a session that is older than five minutes; whether it asked to show again who is there."""
    sign_in(client, person)

    def ask(address: str) -> bool:
        shown(client, ago=5 * 60)
        answer = client.get(address)
        return answer.status_code == 302 and answer.headers["Location"].startswith("/admin/account/reauthenticate/")

    return ask


@pytest.mark.parametrize("verb", list(TRANSITIONS))
def test_every_move_of_a_release(stale, verb):
    address = reverse(f"admin:releases_release_{verb.name.lower()}", args=[factories.release().pk])
    assert stale(address) == (verb not in BRAKES)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("kind", ["company", "contact", "drug", "trial"])
def test_every_step_of_a_record(stale, kind, step):
    record = getattr(factories, kind)() if kind != "company" else Company.objects.first() or factories.company()
    address = reverse(f"admin:releases_{kind}_publish_{step.replace('-', '_')}", args=[record.pk])
    assert stale(address) == (step not in RECORD_BRAKES)


@pytest.mark.parametrize("record", PEOPLE)
def test_every_change_of_who_may_what(record):
    assert {act for act in ("add", "change", "delete") if not needs_one(f"{record}_{act}")} == set()


@pytest.mark.parametrize("record", [*PEOPLE, "socialaccount_socialaccount", "mfa_authenticator"])
def test_none_of_them_is_done_to_many_at_once(client, person, record):
    """The list's own address needs no fresh sign-in, so nothing is deleted from there."""
    model = next(
        model for model in admin.site._registry if f"{model._meta.app_label}_{model._meta.model_name}" == record
    )
    client.force_login(person)
    request = client.get(reverse("admin:index")).wsgi_request
    assert admin.site._registry[model].get_actions(request) == {}


def test_every_address_of_the_desk_is_on_one_side():
    registered = {f"{model._meta.app_label}_{model._meta.model_name}" for model in admin.site._registry}
    ordinary = {f"{name}_{act}" for name in registered for act in ("changelist", "add", "change", "delete", "history")}
    moves = {f"releases_release_{verb.name.lower()}" for verb in TRANSITIONS} | {
        f"releases_{kind}_publish_{step.replace('-', '_')}"
        for kind in ("company", "contact", "drug", "trial")
        for step in STEPS
    }
    names = {
        name
        for name in get_resolver("irsite.urls.both").namespace_dict["admin"][1].reverse_dict
        if isinstance(name, str)
    }
    unknown = {name for name in names - ordinary - moves - QUIET if not needs_one(name)}
    assert unknown == set(), "Add it to FRESH_SIGN_IN_URLS in irsite/settings.py, or to QUIET here."
    assert {name for name in live.FRESH_SIGN_IN_URLS if name.removeprefix("admin:") not in names} == set()
