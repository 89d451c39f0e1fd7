"""Figures at several widths, and parts of files."""

import io

import pytest
from PIL import Image

from releases.files import renditions
from releases.models import Media
from tests import factories
from tests.newsroom.sealed import figure, pdf, published, scheduled

pytestmark = pytest.mark.django_db


def noisy(size=(1300, 650)) -> bytes:
    picture = Image.effect_noise(size, 60).convert("RGB")
    exif = Image.Exif()
    exif[0x010E] = "Marrow Bay HQ"
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", comment=b"Marrow Bay HQ", exif=exif)
    return buffer.getvalue()


@pytest.fixture
def media() -> Media:
    shown = figure(factories.release())
    shown.take(noisy())
    shown.save()
    return shown


def test_each_form_and_width_answers_with_what_it_says(client, media):
    published(media.release)
    page = client.get(f"/releases/2021/03/04/{media.release.editions.get().slug}/").content.decode()
    names = {
        **{f"response-by-dose-{width}.avif": ("AVIF", width) for width in (480, 960, 1300)},
        **{f"response-by-dose-{width}.webp": ("WEBP", width) for width in (480, 960, 1300)},
        **{f"response-by-dose-{width}.jpg": ("JPEG", width) for width in (480, 960)},
    }
    for name, (form, width) in names.items():
        path = f"/files/{media.key}/{name}"
        assert f"{path} {width}w" in page
        response = client.get(path)
        assert response.headers["Content-Type"] == f"image/{form.lower()}"
        with Image.open(io.BytesIO(response.content)) as picture:
            assert (picture.format, picture.size) == (form, (width, width // 2))
            assert not picture.getexif()
            assert "comment" not in picture.info
        assert b"Marrow" not in response.content
    assert 'width="1300" height="650"' in page


def test_no_other_size_exists(client, media):
    published(media.release)
    for name in ("response-by-dose-481.avif", "response-by-dose-1440.avif", "response-by-dose-1300.jpg", "x-480.avif"):
        assert client.get(f"/files/{media.key}/{name}").status_code == 404


def test_they_wait_for_their_release(client, media):
    scheduled(media.release)
    path = f"/files/{media.key}/response-by-dose-480.avif"
    for headers in ({}, {"if-none-match": "*"}, {"if-range": '"x"', "range": "bytes=0-9"}):
        for method in (client.get, client.head):
            assert method(path, headers=headers).status_code == 404


def test_sealing_prepares_them_after_the_commit(media, django_capture_on_commit_callbacks, monkeypatch):
    with django_capture_on_commit_callbacks(execute=True):
        edition = published(media.release)
    (file,) = edition.document.files

    def never(data, rendition):
        raise AssertionError("was not prepared")

    monkeypatch.setattr(renditions, "scaled", never)
    for rendition in renditions.renditions(file):
        assert renditions.picture(media.file.name, sha256=file.sha256, rendition=rendition)


def test_a_small_transparent_figure_stays_what_it_is(client):
    buffer = io.BytesIO()
    Image.new("RGBA", (40, 20), (0, 0, 0, 0)).save(buffer, "PNG")
    media = figure(factories.release())
    media.take(buffer.getvalue())
    media.save()
    published(media.release)
    for form in ("avif", "webp"):
        with Image.open(io.BytesIO(client.get(f"/files/{media.key}/response-by-dose-40.{form}").content)) as picture:
            assert (picture.size, picture.convert("RGBA").getpixel((5, 5))[3]) == ((40, 20), 0)
    assert client.get(f"/files/{media.key}/response-by-dose-40.png").status_code == 404


@pytest.fixture
def path() -> str:
    release = factories.release()
    media = figure(release, kind="attachment", title="Sheet", alternative_text="")
    media.take(pdf("x" * 500))
    media.save()
    published(release)
    return f"/files/{media.key}/sheet.pdf"


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-9", 0, 9), ("bytes=100-", 100, None), ("bytes=-20", -20, None), ("bytes=5-99999999", 5, None)],
)
def test_a_part_of_a_file(client, path, asked, first, last):
    whole = client.get(path)
    assert whole.headers["Accept-Ranges"] == "bytes"
    part = client.get(path, headers={"range": asked, "if-range": whole.headers["ETag"]})
    expected = whole.content[first:] if last is None else whole.content[first : last + 1]
    size, begin = len(whole.content), len(whole.content) + first if first < 0 else first
    assert (part.status_code, part.content) == (206, expected)
    assert part.headers["Content-Range"] == f"bytes {begin}-{begin + len(expected) - 1}/{size}"
    assert part.headers["Content-Length"] == str(len(expected))
    assert part.headers["ETag"] == whole.headers["ETag"]


@pytest.mark.parametrize(
    "headers",
    [
        {"range": "bytes=0-1,5-6"},
        {"range": "lines=0-1"},
        {"range": "bytes=-"},
        {"range": "bytes=9-2"},
        {"range": "bytes=0-9", "if-range": '"other"'},
    ],
)
def test_what_can_t_be_cut_is_answered_whole(client, path, headers):
    response = client.get(path, headers=headers)
    assert (response.status_code, response.content) == (200, client.get(path).content)


def test_a_part_behind_the_end(client, path):
    size = len(client.get(path).content)
    for asked in (f"bytes={size}-", "bytes=-0"):
        response = client.get(path, headers={"range": asked})
        assert (response.status_code, response.content) == (416, b"")
        assert response.headers["Content-Range"] == f"bytes */{size}"
