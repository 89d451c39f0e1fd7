"""PDFs as they are taken: written anew, so that nothing of their making is published with them.

Gone are author, programs, dates, XMP, thumbnails, private data of programs and earlier revisions inside the file. What a
reader of the file would miss is not taken out in silence: such a file is refused.
"""

import io

import pikepdf
from django.core.exceptions import ValidationError

from releases.files import pdf_contents

#: Keys of the catalogue and of any object that hold what programs note for themselves.
_PRIVATE = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb")
#: How LaTeX names the files that a picture came from.
_MAKER = "/PTEX."
#: Keys of the trailer that a reader needs; some programs note more there.
_TRAILER = {"/Root", "/Size", "/ID", "/Info"}


def rewritten(data: bytes, *, title: str) -> bytes:
    """The PDF with this title and no other metadata; the same bytes for the same file. Raises ValidationError with a
    sentence for what is damaged, locked, or carries more than its pages."""
    if not data.startswith(b"%PDF-"):
        raise ValidationError("An attachment must be a PDF. Save the file as PDF and add that.")
    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
            if pdf.is_encrypted:
                raise ValidationError("The PDF is protected. Save it without a password or restrictions and add that.")
            pdf_contents.expect_pages_only(pdf)
            is_accessible = _claims_accessibility(pdf)
            _strip(pdf)
            _name(pdf, title, is_accessible=is_accessible)
            buffer = io.BytesIO()
            pdf.save(buffer, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    except pikepdf.PasswordError as error:
        raise ValidationError(
            "The PDF is protected. Save it without a password or restrictions and add that."
        ) from error
    except (pikepdf.PdfError, pikepdf.ForeignObjectError, RecursionError, ValueError, TypeError, KeyError) as error:
        raise ValidationError("The PDF is damaged and can't be read. Export it anew from where it was made.") from error
    return buffer.getvalue()


def _strip(pdf: pikepdf.Pdf) -> None:
    for thing in list(pdf_contents.objects(pdf)):
        for key in list(thing.keys()):
            if key in _PRIVATE or key.startswith(_MAKER):
                del thing[key]
    for key in set(pdf.trailer.keys()) - _TRAILER | {"/Info"}:
        if key in pdf.trailer:
            del pdf.trailer[key]


def _claims_accessibility(pdf: pikepdf.Pdf) -> bool:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        return metadata.get("pdfuaid:part") == "1"


def _name(pdf: pikepdf.Pdf, title: str, *, is_accessible: bool) -> None:
    """A title in place of the file's name, which viewers and screen readers show first; the claim of PDF/UA stays."""
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=True) as metadata:
        metadata["dc:title"] = title
        if is_accessible:
            metadata["pdfuaid:part"] = "1"
    preferences = pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary())
    preferences.DisplayDocTitle = True
    pdf.Root.ViewerPreferences = preferences
