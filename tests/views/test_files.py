"""Figures and attachments: exact bytes through the gate, and none before their release."""

import pytest
from django.core.files.storage import default_storage

from releases import editions
from tests import factories
from tests.newsroom.sealed import LONG_AGO, corrected, figure, png, published, scheduled

pytestmark = pytest.mark.django_db


def url(media) -> str:
    return f"/files/{media.key}/{media.name}"


def sealed_with_file(*, seal=published, **facts):
    release = factories.release()
    media = figure(release, **facts)
    return media, seal(release)


def test_a_figure_s_bytes_and_headers(client):
    media, edition = sealed_with_file()
    response = client.get(url(media))
    with default_storage.open(media.file.name, "rb") as file:
        assert (response.status_code, response.content) == (200, file.read())
    assert dict(response.headers) == {
        "Content-Type": "image/png",
        "Accept-Ranges": "bytes",
        "Content-Length": str(media.size),
        "Content-Disposition": 'inline; filename="response-by-dose.png"',
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
        "Cache-Control": "public, max-age=1",
        "ETag": f'"{media.sha256}"',
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    assert f'src="{url(media)}"' in edition.article_html


def test_an_attachment(client):
    media, _ = sealed_with_file(kind="attachment", title="Fact Sheet", alternative_text="")
    response = client.get(url(media))
    with default_storage.open(media.file.name, "rb") as file:
        assert (response.content, response.headers["Content-Type"]) == (file.read(), "application/pdf")
    assert response.headers["Content-Disposition"] == 'inline; filename="fact-sheet.pdf"'


def test_held_bytes_are_not_sent_again(client):
    media, _ = sealed_with_file()
    again = client.get(url(media), headers={"if-none-match": f'"{media.sha256}"'})
    assert (again.status_code, again.content) == (304, b"")
    assert client.head(url(media)).content == b""


def test_another_name_or_key_is_nothing(client):
    media, _ = sealed_with_file()
    for path in (f"/files/{media.key}/other.png", f"/files/{media.key}/", f"/files/{media.key}", "/files/"):
        assert client.get(path).status_code == 404
    assert client.get(url(media).replace(str(media.key), str(media.key).upper())).status_code == 404


def test_the_file_waits_for_its_release(client):
    media, edition = sealed_with_file(seal=scheduled)
    assert client.get(url(media)).status_code == 404
    editions.call_back(edition, by=None)
    assert client.get(url(media)).status_code == 404
    draft = figure(factories.release())
    assert client.get(url(draft)).status_code == 404


def test_a_replaced_figure_stays_with_its_edition_and_the_new_one_has_a_new_address(client):
    media, edition = sealed_with_file()
    old_url, old_bytes = url(media), client.get(url(media)).content
    media.take(png(color="#ff0000"))
    media.save()
    assert url(media) != old_url
    assert client.get(url(media)).status_code == 404
    corrected(edition, live_at=LONG_AGO.replace(day=6))
    assert client.get(old_url).content == old_bytes
    assert client.get(url(media)).content not in (old_bytes, b"")


def test_a_figure_added_to_a_public_release_waits_for_the_correction(client):
    edition = published()
    media = figure(edition.release)
    assert client.get(url(media)).status_code == 404
    corrected(edition)
    assert client.get(url(media)).status_code == 200


def test_the_logo_is_the_sealed_one(client):
    company = factories.company()
    company.take_logo(png())
    company.save()
    published()
    old = f"/files/{company.logo_key}/logo.png"
    assert f'<img src="{old}"'.encode() in client.get("/").content
    assert client.get(old).headers["Content-Type"] == "image/png"
    company.take_logo(png(color="#ff0000"))
    company.save()
    assert client.get(f"/files/{company.logo_key}/logo.png").status_code == 404
    assert f'<img src="{old}"'.encode() in client.get("/").content


def test_stored_names_and_paths_are_not_public(client):
    media, edition = sealed_with_file()
    assert media.file.name.startswith("media/")
    for path in ("/", f"/releases/2021/03/04/{edition.slug}/", "/feeds/releases.rss"):
        assert media.file.name.encode() not in client.get(path).content
    assert client.get("/" + media.file.name).status_code == 404
