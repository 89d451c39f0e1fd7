"""PDFs as they are taken: written anew, so that nothing of their making is published with them.

Gone are author, programs, dates, XMP, thumbnails, private data of programs and earlier revisions inside the file. What a
reader of the file would miss is not taken out in silence: such a file is refused.
"""

import io

import pikepdf
from django.core.exceptions import ValidationError

#: Annotations that are part of the page; all others are somebody's marks on it.
_KEPT = {"/Link", "/Widget"}
#: What runs, opens or sends something.
_ACTIONS = ("/JavaScript", "/Launch", "/ImportData", "/SubmitForm")
#: Keys of the catalogue and of any object that hold what programs note for themselves.
_PRIVATE = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb")


def rewritten(data: bytes, *, title: str) -> bytes:
    """The PDF with this title and no other metadata; the same bytes for the same file. Raises ValidationError with a
    sentence for what is damaged, locked, or carries more than its pages."""
    if not data.startswith(b"%PDF-"):
        raise ValidationError("An attachment must be a PDF. Save the file as PDF and add that.")
    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
            if pdf.is_encrypted:
                raise ValidationError("The PDF is protected. Save it without a password or restrictions and add that.")
            _refuse_more_than_pages(pdf)
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


def _refuse_more_than_pages(pdf: pikepdf.Pdf) -> None:
    if len(pdf.pages) == 0:
        raise ValidationError("The PDF has no pages. Export it anew from where it was made.")
    if len(pdf.attachments) or "/AF" in pdf.Root or "/Collection" in pdf.Root:
        raise ValidationError(
            "The PDF carries other files inside. Take them out, or add them as attachments of their own."
        )
    if _runs_something(pdf):
        raise ValidationError("The PDF runs scripts or opens programs. Print it to a new PDF and add that.")
    for number, page in enumerate(pdf.pages, start=1):
        for annotation in page.obj.get("/Annots", []):
            kind = str(annotation.get("/Subtype", ""))
            if kind not in _KEPT:
                raise ValidationError(
                    f"Page {number} of the PDF has comments or marks ({kind.removeprefix('/') or 'unknown'})."
                    " Remove them, or print it to a new PDF, and add that."
                )
    if "/OCProperties" in pdf.Root and _has_hidden_layer(pdf):
        raise ValidationError("The PDF has hidden layers. Print it to a new PDF and add that.")


def _runs_something(pdf: pikepdf.Pdf) -> bool:
    """Scripts and programs may hang on the file, a page, a link or a form's field."""
    if "/JavaScript" in pdf.Root.get("/Names", {}) or "/AA" in pdf.Root or "/XFA" in pdf.Root.get("/AcroForm", {}):
        return True
    return any(thing.get("/S") in _ACTIONS for thing in _dictionaries(pdf))


def _has_hidden_layer(pdf: pikepdf.Pdf) -> bool:
    settings = pdf.Root.OCProperties.get("/D", {})
    return bool(settings.get("/OFF", [])) or settings.get("/BaseState", "/ON") != "/ON"


def _strip(pdf: pikepdf.Pdf) -> None:
    for thing in _dictionaries(pdf):
        for key in _PRIVATE:
            if key in thing:
                del thing[key]
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]


def _dictionaries(pdf: pikepdf.Pdf) -> list:
    """Every dictionary and stream of the file, those that stand inside others among them."""
    found, waiting = [], list(pdf.objects)
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, pikepdf.Array):
            inner = list(thing)
        elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            found.append(thing)
            inner = [value for _, value in thing.items()]
        else:
            continue
        waiting += [each for each in inner if isinstance(each, pikepdf.Object) and not each.is_indirect]
    return found


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
