"""Files are judged by their content, and pictures are written anew."""

import io
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from PIL import Image, PngImagePlugin

from releases.files import uploads
from tests import factories
from tests.newsroom.sealed import figure, png

SECRET = "Marrow Bay HQ, 42.3601 N"


def saved(form: str, mode="RGB", size=(4, 3), **options) -> bytes:
    buffer = io.BytesIO()
    Image.new(mode, size, 0).save(buffer, form, **options)
    return buffer.getvalue()


def refused(data: bytes, take=uploads.picture) -> str:
    with pytest.raises(ValidationError) as caught:
        take(data)
    return caught.value.message


def test_a_png_s_texts_are_gone_and_its_pixels_stay():
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", SECRET)
    info.add_itxt("XML:com.adobe.xmp", SECRET)
    data = png(color="#123456", pnginfo=info)
    assert SECRET.encode() in data
    upload = uploads.picture(data)
    assert (upload.content_type, upload.extension, upload.width, upload.height) == ("image/png", "png", 4, 3)
    assert SECRET.encode() not in upload.data
    with Image.open(io.BytesIO(upload.data)) as image:
        assert image.info == {}
        assert image.convert("RGB").getpixel((3, 2)) == (0x12, 0x34, 0x56)


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_a_picture_of_few_colours_is_smaller_and_the_same(mode):
    few, many = Image.new(mode, (64, 64)), Image.new(mode, (64, 64))
    for x in range(64):
        for y in range(64):
            few.putpixel((x, y), (x * y % 200, 40, 80, 255 - x * y % 200)[: len(mode)])
            many.putpixel((x, y), (x * 4, y * 4, 80, 255 - x)[: len(mode)])
    for image, stored in ((few, "P"), (many, mode)):
        buffer = io.BytesIO()
        image.save(buffer, "PNG", optimize=True)
        upload = uploads.picture(buffer.getvalue())
        with Image.open(io.BytesIO(upload.data)) as taken:
            assert taken.mode == stored
            assert taken.convert(mode).tobytes() == image.tobytes()
    assert len(uploads.picture(saved("PNG", mode, size=(300, 300))).data) < 1000


def test_a_jpeg_s_comment_and_place_are_gone():
    exif = Image.Exif()
    exif[0x010E] = SECRET
    data = saved("JPEG", comment=SECRET.encode(), exif=exif)
    assert data.count(SECRET.encode()) == 2
    upload = uploads.picture(data)
    assert (upload.content_type, upload.extension) == ("image/jpeg", "jpg")
    assert SECRET.encode() not in upload.data
    with Image.open(io.BytesIO(upload.data)) as image:
        assert not image.getexif()


def test_a_photograph_stays_upright_without_its_orientation():
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side; a viewer turns it
    upload = uploads.picture(saved("JPEG", size=(40, 20), exif=exif))
    assert (upload.width, upload.height) == (20, 40)


def test_webp_transparency_and_palettes_are_taken():
    assert uploads.picture(saved("WEBP")).content_type == "image/webp"
    for data in (saved("PNG", "RGBA"), saved("PNG", "LA"), saved("PNG", "P", transparency=0)):
        with Image.open(io.BytesIO(uploads.picture(data).data)) as image:
            assert image.convert("RGBA").getpixel((0, 0))[3] == 0
    assert uploads.picture(saved("JPEG", "CMYK")).content_type == "image/jpeg"


@pytest.mark.parametrize(
    "data",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!doctype html><script>alert(1)</script>",
        saved("GIF"),
        saved("BMP"),
        saved("TIFF"),
        b"%PDF-1.7",
        png()[:40],
        b"\x89PNG\r\n\x1a\n" + b"\0" * 64,
        b"x",
    ],
)
def test_what_is_no_picture_is_refused(data):
    assert refused(data) == "This is no PNG, JPEG or WebP picture that can be read. Export it anew as PNG."


def header_of(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be large."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize(("width", "height"), [(8000, 5001), (10000, 10000)])
def test_too_many_pixels_are_refused_before_they_are_unpacked(width, height):
    assert refused(header_of(width, height)) == (
        f"The picture has {width} × {height} pixels; at most 40 million are taken. Scale it down."
    )


def test_a_picture_that_claims_no_end_of_pixels_is_refused():
    assert refused(header_of(20000, 20000)) == "The picture has more than 40 million pixels. Scale it down."


def test_empty_and_huge_files_are_refused():
    for take in (uploads.picture, uploads.attachment):
        assert refused(b"", take) == "The file is empty. Choose it again."
        assert refused(b"%PDF-" + b"0" * (26 * 1024 * 1024), take) == (
            "The file has 26 MB; at most 25 MB are taken. Make it smaller."
        )


@pytest.mark.django_db
def test_new_bytes_have_a_new_key_and_leave_the_old_ones():
    media = figure(factories.release(), title="Dose & Response: 2 mg")
    key, stored = media.key, media.file.name
    assert media.name == "dose-response-2-mg.png"
    assert (media.size, media.width, media.height) == (media.file.size, 4, 3)
    media.take(png(color="#ff0000"))
    media.save()
    assert media.key != key
    assert media.file.name != stored
    assert media.file.storage.exists(stored)


def test_a_file_that_takes_too_long_or_too_much_is_refused(monkeypatch):
    data = saved("PNG", size=(6000, 6000))
    assert uploads.picture(data).width == 6000
    monkeypatch.setattr(uploads.SANDBOX, "memory", 150_000_000)
    assert (
        refused(data) == "The file can't be decoded within 30 seconds and 150 MB of memory. Export it again, smaller."
    )
    monkeypatch.setattr(uploads.SANDBOX, "memory", 1_500_000_000)
    monkeypatch.setattr(uploads.SANDBOX, "seconds", 0.01)
    assert refused(data) == "The file takes longer than 0.01 seconds to decode. Export it again, smaller."


def test_each_file_is_decoded_by_a_process_of_its_own():
    uploads.picture(png())
    assert uploads.SANDBOX._idle == []
