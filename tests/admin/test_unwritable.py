"""What no database takes, and a database that takes nothing: the desk says so in a sentence, and no word is lost."""

import sqlite3

import pytest
from django.contrib import admin
from django.db import OperationalError, connection
from django.urls import reverse

from releases.models import FormDraft, Release
from tests import factories

LEFT_OUT = "A character that can&#x27;t be part of any text was left out of what you sent."
LOCKED = "so nothing was saved. Go back in your browser: your words are still in the form."


def filters(its) -> list[str]:
    """Names by which a list of the desk is filtered."""
    names = [
        each if isinstance(each, str) else each[0] if isinstance(each, tuple) else each.parameter_name
        for each in its.list_filter
    ]
    return ["q", *names]


@pytest.mark.django_db
def test_a_nul_in_any_filter_is_left_out_with_a_sentence(admin_client):
    factories.release()
    found = {}
    for model, its in admin.site._registry.items():
        start = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        for name in filters(its):
            answer = admin_client.get(f"{start}?{name}=a%00b", follow=True)
            found[f"{start}?{name}"] = (answer.status_code, LEFT_OUT in answer.content.decode())
    assert len(found) > 20
    assert {path: told for path, told in found.items() if told != (200, True)} == {}


@pytest.mark.django_db
def test_a_nul_in_what_is_typed_is_left_out(admin_client):
    release = factories.release()
    address = f"/admin/releases/release/{release.pk}/draft/"
    assert admin_client.post(address, {"headline": "Marrow\0 Bay"}).json()["kept"] is True
    assert FormDraft.objects.get().typed["headline"] == ["Marrow Bay"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="PostgreSQL lets a writer wait for a row, not for the database"
)
def test_a_database_that_somebody_else_has_locked(admin_client):
    release = factories.release(headline="Marrow Bay Waits")
    admin_client.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50")
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        for path in ("draft/", "change/"):
            answer = admin_client.post(f"/admin/releases/release/{release.pk}/{path}", {"headline": "Other"})
            assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
            assert LOCKED in answer.content.decode().replace("&#x27;", "'")
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert not FormDraft.objects.exists()
    assert Release.objects.get().headline == "Marrow Bay Waits"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/releases/?q=marrow", "/feeds/releases.rss"])
def test_the_public_is_asked_to_come_back(client, path):
    def refuse(execute, *what):
        raise OperationalError("database is locked")

    client.raise_request_exception = False
    with connection.execute_wrapper(refuse):
        answer = client.get(path)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (503, "no-store")
    assert "The database is busy or can't be reached. Please try again in a minute." in answer.content.decode()


@pytest.mark.django_db
def test_a_list_with_a_filter_of_the_wrong_kind_is_shown_without_it(admin_client):
    factories.release()  # so that there is something to filter
    answer = admin_client.get("/admin/auditlog/logentry/?resource_type=words", follow=True)
    assert answer.redirect_chain == [("/admin/auditlog/logentry/", 302)]
    assert "The address had a filter that fits nothing here. It was left out." in answer.content.decode()
