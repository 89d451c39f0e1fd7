"""What the desk's forms take: no hidden characters, and no more text than can be handled."""

import time

import pytest
from django.test import RequestFactory

from irsite.middleware import DeskTextMiddleware
from releases.models import Drug, Release
from tests import factories
from tests.admin.test_release_form import address, editor, form_values

__all__ = ["editor"]

pytestmark = pytest.mark.django_db

FILLER = "\u3164"


def saved(client, release, **typed) -> Release:
    values = form_values(client, address("change", release)) | typed
    response = client.post(address("change", release), values)
    assert response.status_code == 302, response.context["errors"]
    release.refresh_from_db()
    return release


def refused(client, release, **typed) -> list[str]:
    """The sentences of the form; nothing was saved."""
    before = Release.objects.filter(pk=release.pk).values().get()
    values = form_values(client, address("change", release)) | typed
    response = client.post(address("change", release), values)
    assert response.status_code == 200
    assert Release.objects.filter(pk=release.pk).values().get() == before
    return [sentence for row in response.context["errors"] for sentence in row]


def test_hidden_characters_are_taken_out_of_every_field(client, editor):
    release = saved(
        client, factories.release(), headline="Marrow\U000e0041 Bay\u115f Runs", dateline_city=f"BOS{FILLER}TON",
        subheadline="One\u2800\nTwo\ufe0f", body=f"<p>It{FILLER} is&#x3164; new.</p>", trademark_notes="A\u034f mark.",
    )  # fmt: skip
    assert (release.headline, release.dateline_city, release.subheadline) == ("Marrow Bay Runs", "BOSTON", "One\nTwo")
    assert (release.body, release.trademark_notes) == ("<p>It is new.</p>", "A mark.")


def test_a_headline_that_nobody_sees_is_no_headline(client, editor):
    assert refused(client, factories.release(), headline=FILLER * 3) == ["This field is required."]


def test_a_name_of_a_record_that_nobody_sees_is_no_name(client, editor):
    before = Drug.objects.count()
    response = client.post("/admin/releases/drug/add/", {"code_name": FILLER, "generic_name": FILLER})
    assert response.status_code == 200
    assert Drug.objects.count() == before


def test_a_password_stays_as_it_is_typed(client, editor):
    request = RequestFactory().post("/admin/account/login/", {"login": f"a{FILLER}", "password": f"b{FILLER}", "password1": FILLER})  # fmt: skip
    DeskTextMiddleware(lambda request: None).process_view(request, None, (), {})
    assert dict(request.POST.items()) == {"login": "a", "password": f"b{FILLER}", "password1": FILLER}


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("body", "<p>a</p>" * 40_000, "The text has more than 20,000 paragraphs, cells and other elements. Shorten it, or attach a part of it as a file."),
        ("body", "<ul>" * 5_000, "The text has too many elements inside each other. Paste it without formatting."),
        ("body", f"<p>{'word ' * 9}word</p>" * 10_000, "The text has 560,000 characters with its markup; at most 500,000 fit. Shorten it, or attach a part of it as a file."),
        ("subheadline", "line\n" * 20_000, "The text has 99,999 characters; at most 50,000 fit. Shorten it."),
    ],
)  # fmt: skip
def test_too_much_text_is_refused_with_a_sentence(client, editor, field, text, sentence):
    assert refused(client, factories.release(), **{field: text}) == [sentence]


def test_the_live_preview_says_that_it_is_too_much(client, editor):
    release = factories.release(headline="Marrow Bay Waits", body="<p>Saved words.</p>")
    values = form_values(client, address("change", release)) | {"body": "<p>a</p>" * 40_000}
    began = time.process_time()
    response = client.post(address("live", release), values)
    assert response.status_code == 200
    assert "more than 20,000 paragraphs" in response.content.decode()
    assert time.process_time() - began < 10
