"""What a PDF may have: an allow-list over every object of the file (ISO 32000-2).

A published PDF shows its pages and leads to public addresses when a reader clicks. Whatever else a PDF can do, carry files, run scripts,
open something by itself, reach other machines, play media or hide layers, is refused with a sentence that names it.
"""

from collections.abc import Iterator

import pikepdf
from django.core.exceptions import ValidationError

_CATALOG = frozenset(
    "Type Version Extensions Pages PageLabels Names Dests ViewerPreferences PageLayout PageMode Outlines Threads OpenAction AcroForm"
    " StructTreeRoot MarkInfo Lang OutputIntents OCProperties".split()
)
_NAME_TREES = frozenset({"Dests", "EmbeddedFiles"})  # the second if it is empty: some programs always write it
_PAGE = frozenset(
    "Type Parent Resources MediaBox CropBox BleedBox TrimBox ArtBox BoxColorInfo Contents Rotate Group B Dur Trans Annots StructParents ID"
    " PZ SeparationInfo Tabs UserUnit VP".split()
)
#: /Type of any object. What plays, carries or is drawn by a program of its own is not among them.
_TYPES = frozenset(
    "Catalog Pages Page Font FontDescriptor Encoding CMap XObject ExtGState Pattern Shading Function Group Mask Halftone ColorSpace Outlines"
    " Outline Annot Border Action Thread Bead PageLabel NumTree NameTree ParentTree Names Dests StructTreeRoot StructElem MCR OBJR Namespace"
    " ClassMap RoleMap MarkInfo OCG OCMD OCProperties Resources OutputIntent ViewerPreferences Trans Viewport Measure NumberFormat PtData XRef"
    " ObjStm Artifact Pagination Layout Background Extensions DeveloperExtensions Lang Info ProcSet FontFile Metadata".split()
)
_XOBJECTS = frozenset({"Image", "Form"})
#: Annotations that are part of the page; all others are somebody's marks on it, or carry something.
_ANNOTATIONS = frozenset({"Link", "Widget"})
_HIDDEN = 1 << 1 | 1 << 5  # flags of an annotation: Hidden, NoView
#: What may happen when a reader clicks, and the keys that such an action may have.
_ACTIONS = frozenset({"GoTo", "URI", "Named"})
_ACTION_KEYS = frozenset("Type S D SD Next URI IsMap N".split())
_STEPS = frozenset({"NextPage", "PrevPage", "FirstPage", "LastPage"})
_ALL_ACTIONS = _ACTIONS | frozenset(
    "GoToR GoToE GoToDp Launch Thread Sound Movie Hide SubmitForm ResetForm ImportData JavaScript SetOCGState Rendition Trans GoTo3DView"
    " RichMediaExecute".split()
)
_SCHEMES = ("https://", "http://", "mailto:", "tel:")
#: Keys that carry a file or refer to one, in whatever object.
_FILES = ("EF", "AF", "RF", "UF", "OPI", "AdditionalStreams")

_FILES_INSIDE = "The PDF carries other files inside ({}). Take them out, or add them as attachments of their own."
_RUNS = "The PDF runs scripts or opens programs ({}). Print it to a new PDF and add that."
_OPENS = "The PDF does something by itself when it is opened or shown ({}). Print it to a new PDF and add that."
_LEADS = "The PDF leads to “{}”. Links may lead to addresses that begin with https:, http:, mailto: or tel: only. Mend the link."
_OTHER = "The PDF has something that a published file may not have ({}). Print it to a new PDF and add that."
_LAYERS = "The PDF has hidden layers ({}). Print it to a new PDF and add that."
_SIGNED = "The PDF is signed, and the signature would not survive. Print it to a new PDF and add that."
_MARKS = "Page {} of the PDF has comments or marks ({}). Remove them, or print it to a new PDF, and add that."
_HIDDEN_MARKS = "Page {} of the PDF has hidden fields or links. Print it to a new PDF and add that."


def expect_pages_only(pdf: pikepdf.Pdf) -> None:
    """Raise ValidationError for the first thing that is not on the list."""
    if len(pdf.pages) == 0:
        raise ValidationError("The PDF has no pages. Export it anew from where it was made.")
    if "/AdditionalStreams" in pdf.trailer:
        raise _refusal(_FILES_INSIDE, "the document that it was made from")
    _catalog(pdf.Root)
    for number, page in enumerate(pdf.pages, start=1):
        _page(number, page.obj)
    # Files under their names first and then actions, so that the sentence names what a person would look for.
    for thing in sorted(objects(pdf), key=lambda each: ("/EF" not in each, "/S" not in each)):
        _object(thing)
    if "/OCProperties" in pdf.Root:
        _layers(pdf)


def objects(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every dictionary and stream of the file, those inside others and those that nothing refers to among them."""
    waiting = list(pdf.objects)
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, pikepdf.Array):
            inner = list(thing)
        elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            yield thing
            inner = [value for _, value in thing.items()]
        else:
            continue
        waiting += [each for each in inner if isinstance(each, pikepdf.Object) and not each.is_indirect]


def _refusal(sentence: str, *found) -> ValidationError:
    # What is quoted is the file's own: it is put into the sentence, never read as a part of it.
    return ValidationError(sentence.format(*(str(each)[:80] for each in found)))


def _name(value) -> str:
    """A name without its slash; other values as nothing."""
    return str(value).removeprefix("/") if isinstance(value, pikepdf.Name) else ""


def _keys(thing) -> set[str]:
    return {key.removeprefix("/") for key in thing.keys()}  # noqa: SIM118 - no mapping


def _catalog(root) -> None:
    keys = _keys(root)
    if "AA" in keys and len(root.AA):
        raise _refusal(_OPENS, "an action of the document")
    if "Collection" in keys:
        raise _refusal(_FILES_INSIDE, "a portfolio")
    names = root.get("/Names", pikepdf.Dictionary())
    for key in sorted(_keys(names)):
        if key == "JavaScript":
            raise _refusal(_RUNS, "JavaScript")
        if key == "EmbeddedFiles" and (names["/EmbeddedFiles"].get("/Names") or names["/EmbeddedFiles"].get("/Kids")):
            raise _refusal(_FILES_INSIDE, _first_name(names["/EmbeddedFiles"]))
        if key not in _NAME_TREES:
            raise _refusal(_OTHER, f"{key} of the document")
    if "AF" in keys:
        raise _refusal(_FILES_INSIDE, "an associated file")
    if unknown := keys - _CATALOG - {"AA", "Metadata", "PieceInfo", "LastModified"}:
        raise _refusal(_OTHER, f"{min(unknown)} of the document")
    opening = root.get("/OpenAction")
    if isinstance(opening, pikepdf.Dictionary) and (kind := _name(opening.get("/S"))) != "GoTo":
        raise _refusal(_RUNS if kind in ("JavaScript", "Launch") else _OPENS, kind or "an action")
    form = root.get("/AcroForm", pikepdf.Dictionary())
    if "/XFA" in form:
        raise _refusal(_RUNS, "an XFA form")
    if int(form.get("/SigFlags", 0)) & 1:
        raise ValidationError(_SIGNED)


def _first_name(tree) -> str:
    found = tree.get("/Names")
    return str(found[0]) if found is not None and len(found) else "a file"


def _page(number: int, page) -> None:
    keys = _keys(page)
    if "AA" in keys and len(page.AA):
        raise _refusal(_OPENS, f"an action of page {number}")
    if "AF" in keys:
        raise _refusal(_FILES_INSIDE, f"an associated file of page {number}")
    if unknown := keys - _PAGE - {"AA", "Metadata", "PieceInfo", "LastModified", "Thumb"}:
        raise _refusal(_OTHER, f"{min(unknown)} of page {number}")
    for annotation in page.get("/Annots", []):
        kind = _name(annotation.get("/Subtype"))
        if kind not in _ANNOTATIONS:
            raise _refusal(_MARKS, number, kind or "unknown")
        if int(annotation.get("/F", 0)) & _HIDDEN:
            raise _refusal(_HIDDEN_MARKS, number)


def _object(thing) -> None:
    keys = _keys(thing)
    kind, subtype, act = (_name(thing.get(key)) for key in ("/Type", "/Subtype", "/S"))
    if kind in ("Sig", "DocTimeStamp") or ("ByteRange" in keys and "Contents" in keys):
        raise ValidationError(_SIGNED)
    for key in _FILES:
        if key in keys:
            raise _refusal(_FILES_INSIDE, {"AF": "an associated file", "EF": _file_name(thing)}.get(key, "a reference"))
    if kind in ("Filespec", "F", "EmbeddedFile"):
        raise _refusal(_FILES_INSIDE, _file_name(thing))
    is_stream = isinstance(thing, pikepdf.Stream)
    if is_stream and not {"F", "FFilter", "FDecodeParms", "Ref"}.isdisjoint(keys):
        raise _refusal(_FILES_INSIDE, "a reference")
    if "JS" in keys:
        raise _refusal(_RUNS, "JavaScript")
    if isinstance(thing.get("/F"), pikepdf.String) and act not in _ALL_ACTIONS:
        raise _refusal(_FILES_INSIDE, _file_name(thing))
    if "XFA" in keys:
        raise _refusal(_RUNS, "an XFA form")
    if "AA" in keys and len(thing.AA):
        raise _refusal(_OPENS, "an action")
    # Viewers look at /S only, so a lie in /Type hides no action.
    if act in _ALL_ACTIONS and not (kind == "StructElem" and keys <= _ELEMENT):
        _action(thing, act, keys)
    elif "URI" in keys:
        _address(thing["/URI"])
    for key in ("/A", "/PA", "/Next"):
        for inner in _each(thing.get(key)):
            if "/S" in inner and _name(inner.get("/S")) not in _ALL_ACTIONS:
                raise _refusal(_RUNS, _name(inner.get("/S")) or "an unknown action")
    if kind and kind not in _TYPES:
        raise _refusal(_OTHER, kind)
    if is_stream and kind == "XObject" and subtype not in _XOBJECTS:
        raise _refusal(_OTHER, f"a drawing of the kind {subtype or 'unknown'}")
    if subtype in _MEDIA:
        raise _refusal(_OTHER, subtype)
    if "Alternates" in keys or subtype == "PS" or _name(thing.get("/Subtype2")) == "PS":
        raise _refusal(_OTHER, "a picture that prints as another")


_ELEMENT = frozenset("Type S P ID Pg K A C R T Lang Alt E ActualText NS PhoneticAlphabet Phoneme".split())
#: Annotations and streams that play, carry or run something; those on pages are refused by the list above already.
_MEDIA = frozenset(
    "3D RichMedia Movie Sound Screen FileAttachment U3D PRC Redact TrapNet PrinterMark Projection Watermark".split()
)


def _each(value) -> list:
    if isinstance(value, pikepdf.Array):
        return [each for each in value if isinstance(each, pikepdf.Dictionary)]
    return [value] if isinstance(value, pikepdf.Dictionary) else []


def _file_name(thing) -> str:
    return str(thing.get("/UF", thing.get("/F", ""))) or "a file"


def _action(thing, act: str, keys: set[str]) -> None:
    if act in ("GoToR", "GoToE", "GoToDp"):
        raise _refusal(_LEADS, _target(thing))
    if act in ("JavaScript", "Launch", "ImportData", "SubmitForm", "Rendition", "RichMediaExecute"):
        raise _refusal(_RUNS, act)
    if act not in _ACTIONS or not keys <= _ACTION_KEYS:
        raise _refusal(_OTHER, f"the action {act}")
    if act == "URI":
        _address(thing.get("/URI", ""))
    if act == "Named" and _name(thing.get("/N")) not in _STEPS:
        raise _refusal(_RUNS, f"{_name(thing.get('/N')) or 'an unknown'} of the viewer's menu")


def _target(thing) -> str:
    file = thing.get("/F", "")
    return _file_name(file) if isinstance(file, pikepdf.Dictionary) else str(file) or "another file"


def _address(value) -> None:
    address = str(value).strip()
    if not address.lower().startswith(_SCHEMES):
        raise _refusal(_LEADS, address or "nothing")


def _layers(pdf: pikepdf.Pdf) -> None:
    """Each layer has to be seen on the screen, in print and in exports, whatever the viewer's language, zoom and user."""
    properties = pdf.Root.OCProperties
    for settings in [properties.get("/D", pikepdf.Dictionary()), *_each(properties.get("/Configs"))]:
        if settings.get("/OFF", []) or _name(settings.get("/BaseState", pikepdf.Name.ON)) != "ON":
            raise _refusal(_LAYERS, "switched off")
    for thing in objects(pdf):
        kind = _name(thing.get("/Type"))
        if kind == "OCG" or "/Usage" in thing:
            usage = thing.get("/Usage", pikepdf.Dictionary())
            for use, key in (("View", "ViewState"), ("Print", "PrintState"), ("Export", "ExportState")):
                if _name(usage.get(f"/{use}", pikepdf.Dictionary()).get(f"/{key}", pikepdf.Name.ON)) != "ON":
                    raise _refusal(_LAYERS, f"hidden by usage: {use}")
            for use in ("Zoom", "User", "Language"):
                if f"/{use}" in usage:
                    raise _refusal(_LAYERS, f"shown by {use.lower()} only")
        if kind == "OCMD" and (_name(thing.get("/P", pikepdf.Name.AnyOn)) not in ("AnyOn", "AllOn") or "/VE" in thing):
            raise _refusal(_LAYERS, "shown by a rule only")
