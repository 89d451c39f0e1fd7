"""PDFs are rewritten without what tells of their making, and refused when they carry more than their pages."""

import io

import pikepdf
import pytest
from django.core.exceptions import ValidationError

from releases.files import uploads
from tests.newsroom.sealed import pdf

SECRET = "Marrow Bay project Zebra"
DAMAGED = "The PDF is damaged and can't be read. Export it anew from where it was made."
PROTECTED = "The PDF is protected. Save it without a password or restrictions and add that."


def changed(change, **options) -> bytes:
    """A PDF of one page with something done to it."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as made:
        change(made)
        made.save(buffer, **options)
    return buffer.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(ValidationError) as caught:
        uploads.attachment(data, "Fact sheet")
    return caught.value.message


def inside(data: bytes) -> bytes:
    """The file with its streams unpacked."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as opened:
        opened.save(
            buffer,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return data + buffer.getvalue()


def test_metadata_is_gone_and_the_title_is_the_desk_s():
    def tell(made):
        made.docinfo["/Author"] = SECRET
        made.docinfo["/Title"] = SECRET
        made.docinfo["/ModDate"] = "D:20260101000000"
        with made.open_metadata() as metadata:
            metadata["dc:description"] = SECRET
        made.pages[0].obj.PieceInfo = pikepdf.Dictionary(Zebra=pikepdf.String(SECRET))
        made.pages[0].obj.Metadata = made.make_stream(SECRET.encode())

    data = changed(tell)
    assert SECRET.encode() in inside(data)
    upload = uploads.attachment(data, "Fact sheet")
    assert SECRET.encode() not in inside(upload.data)
    with pikepdf.open(io.BytesIO(upload.data)) as rewritten:
        assert dict(rewritten.docinfo) == {"/Title": "Fact sheet"}
        assert bool(rewritten.Root.ViewerPreferences.DisplayDocTitle)
        with rewritten.open_metadata() as metadata:
            assert metadata["dc:title"] == "Fact sheet"
            assert "xmp:ModifyDate" not in metadata
    assert (upload.content_type, upload.extension) == ("application/pdf", "pdf")


def test_the_same_file_gives_the_same_bytes():
    assert uploads.attachment(pdf(), "A").data == uploads.attachment(pdf(), "A").data


def test_earlier_revisions_are_gone():
    """An incremental update appends, and leaves what it replaced in the file."""
    old = pdf(SECRET)
    with pikepdf.open(io.BytesIO(old)) as opened:
        number = opened.pages[0].obj.Contents.objgen[0]
        root, size = opened.Root.objgen[0], len(opened.objects) + 1
    start = int(old.rpartition(b"startxref")[2].split()[0])
    body = f"{number} 0 obj\n<< /Length 3 >>\nstream\nq Q\nendstream\nendobj\n".encode()
    table = f"xref\n{number} 1\n{len(old):010} 00000 n \ntrailer\n".encode()
    trailer = f"<< /Size {size} /Root {root} 0 R /Prev {start} >>\nstartxref\n{len(old) + len(body)}\n%%EOF\n".encode()
    updated = old + body + table + trailer
    assert SECRET.encode() in inside(old)
    upload = uploads.attachment(updated, "A")
    assert SECRET.encode() not in inside(upload.data)


def test_a_claim_of_accessibility_stays():
    def claim(made):
        with made.open_metadata() as metadata:
            metadata["pdfuaid:part"] = "1"
        made.Root.Lang = pikepdf.String("en-US")

    with pikepdf.open(io.BytesIO(uploads.attachment(changed(claim), "A").data)) as rewritten:
        assert str(rewritten.Root.Lang) == "en-US"
        with rewritten.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def _comment(made):
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents=pikepdf.String(SECRET)
    )
    made.pages[0].obj.Annots = pikepdf.Array([made.make_indirect(note)])


def test_comments_are_refused():
    sentence = "Page 1 of the PDF has comments or marks (Text). Remove them, or print it to a new PDF, and add that."
    assert refusal(changed(_comment)) == sentence


def test_files_of_a_picture_and_checksums_are_not_told():
    """LaTeX names the files of pictures, LibreOffice a checksum of the document."""

    def tell(made):
        drawing = made.make_stream(b"q Q", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 1, 1])
        drawing["/PTEX.FileName"] = pikepdf.String(SECRET)
        made.pages[0].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=drawing))
        made.trailer["/DocChecksum"] = pikepdf.Name("/" + SECRET.replace(" ", ""))

    data = changed(tell)
    assert SECRET.encode() in inside(data)
    kept = inside(uploads.attachment(data, "A").data)
    assert SECRET.encode() not in kept
    assert SECRET.replace(" ", "").encode() not in kept


def test_protected_and_damaged_files_are_refused():
    nothing = changed(lambda made: None, encryption=pikepdf.Encryption(owner="secret", user=""))
    locked = changed(lambda made: None, encryption=pikepdf.Encryption(owner="secret", user="secret"))
    assert refusal(nothing) == refusal(locked) == PROTECTED
    whole = pdf()
    for data in (whole[: len(whole) // 2], b"%PDF-1.7\nfacts", whole.replace(b"startxref", b"startxxxx")):
        assert refusal(data) == DAMAGED
    empty = io.BytesIO()
    pikepdf.new().save(empty)
    assert refusal(empty.getvalue()) == "The PDF has no pages. Export it anew from where it was made."
    assert refusal(b"<html>") == "An attachment must be a PDF. Save the file as PDF and add that."
