"""The draft as a Word file, for counsel."""

import pytest
from django.urls import reverse

from releases import readers
from tests import factories

pytestmark = pytest.mark.django_db


def test_it_reads_back_and_says_that_it_is_embargoed(admin_client):
    release = factories.release(headline="Marrow Bay Counts", body=factories.body("<p>Ten <sup>2</sup> words.</p>"))
    answer = admin_client.get(reverse("admin:releases_release_word", args=[release.pk]))
    assert answer["Content-Disposition"] == 'attachment; filename="marrow-bay-counts.docx"'
    assert answer["Cache-Control"] == "no-store, private"
    reading = readers.read(answer.content, name="marrow-bay-counts.docx")
    assert reading.document.headline == "Marrow Bay Counts"
    assert "Ten <sup>2</sup> words." in reading.document.body_html
    assert any("Draft, embargoed." in notice.left_out for notice in reading.notices)


def test_without_a_right_to_releases(client):
    release = factories.release()
    client.force_login(factories.user("stranger"))
    assert client.get(reverse("admin:releases_release_word", args=[release.pk])).status_code == 403
