"""A PDF may have its pages and public links, by an allow-list over all its objects; what is refused is named."""

import io

import pikepdf
import pytest
import typst
from django.core.exceptions import ValidationError
from pikepdf import Array, Dictionary, Name, String

from releases.files import pdfs, uploads
from tests.files.test_pdfs import changed, refusal

FILES = "The PDF carries other files inside ({}). Take them out, or add them as attachments of their own."
RUNS = "The PDF runs scripts or opens programs ({}). Print it to a new PDF and add that."
OPENS = "The PDF does something by itself when it is opened or shown ({}). Print it to a new PDF and add that."
LEADS = "The PDF leads to “{}”. Links may lead to addresses that begin with https:, http:, mailto: or tel: only. Mend the link."
OTHER = "The PDF has something that a published file may not have ({}). Print it to a new PDF and add that."
LAYERS = "The PDF has hidden layers ({}). Print it to a new PDF and add that."
SIGNED = "The PDF is signed, and the signature would not survive. Print it to a new PDF and add that."


def page(**entries):
    """A change that puts these entries into the page."""

    def change(made):
        for key, value in entries.items():
            made.pages[0].obj[f"/{key}"] = value

    return change


def root(**entries):
    """A change that puts these entries into the document's catalog."""

    def change(made):
        for key, value in entries.items():
            made.Root[f"/{key}"] = value

    return change


def link(action=None, **entries):
    """A change that adds a link with this action."""

    def change(made):
        found = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], **entries)
        if action is not None:
            found.A = action
        made.pages[0].obj.Annots = Array([made.make_indirect(found)])

    return change


def act(kind, **entries):
    return Dictionary(S=Name(f"/{kind}"), **entries)


def spec(made, name="zebra.xlsx"):
    data = made.make_stream(b"zebra", Type=Name.EmbeddedFile)
    return made.make_indirect(Dictionary(Type=Name.Filespec, F=String(name), UF=String(name), EF=Dictionary(F=data)))


def layer(usage=None, **settings):
    def change(made):
        group = Dictionary(Type=Name.OCG, Name=String("Zebra"))
        if usage is not None:
            group.Usage = usage
        group = made.make_indirect(group)
        default = Dictionary(ON=[group], Order=[group])
        for key, value in settings.items():
            default[f"/{key}"] = [group] if value == "group" else value
        made.Root.OCProperties = Dictionary(OCGs=[group], D=default)

    return change


def stray(**entries):
    """A change that adds an object to which nothing on a page refers."""
    return lambda made: made.Root.__setitem__("/PageLabels", Dictionary(Nums=[0, Dictionary(**entries)]))


REFUSED = {
    "attachment": (lambda made: made.attachments.__setitem__("zebra.txt", b"x"), FILES.format("zebra.txt")),
    "associated file of the document": (lambda made: root(AF=[spec(made)])(made), FILES.format("an associated file")),
    "associated file of a page": (lambda made: page(AF=[spec(made)])(made), FILES.format("an associated file of page 1")),
    "associated file of a picture": (
        lambda made: page(Resources=Dictionary(XObject=Dictionary(X=made.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, AF=[spec(made)]))))(made),
        FILES.format("zebra.xlsx"),
    ),
    "stray file specification": (lambda made: stray(Zebra=spec(made))(made), FILES.format("zebra.xlsx")),
    "file specification without a type": (stray(Zebra=Dictionary(F=String("zebra.docx"))), FILES.format("zebra.docx")),
    "stray embedded file": (lambda made: stray(Zebra=made.make_stream(b"x", Type=Name.EmbeddedFile))(made), FILES.format("a file")),
    "portfolio": (root(Collection=Dictionary(View=Name.D)), FILES.format("a portfolio")),
    "the document it was made from": (lambda made: made.trailer.__setitem__("/AdditionalStreams", Array([])), FILES.format("the document that it was made from")),
    "data in another file": (lambda made: stray(Zebra=made.make_stream(b"", F=String("\\\\host\\x")))(made), FILES.format("a reference")),
    "page of another file": (lambda made: stray(Zebra=made.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, Ref=Dictionary()))(made), FILES.format("a reference")),
    "script when opened": (root(OpenAction=act("JavaScript", JS=String("app.alert(1)"))), RUNS.format("JavaScript")),
    "program when opened": (root(OpenAction=act("Launch", F=String("a.exe"))), RUNS.format("Launch")),
    "address when opened": (root(OpenAction=act("URI", URI=String("https://a.example/"))), OPENS.format("URI")),
    "form sent when opened": (root(OpenAction=act("SubmitForm", F=String("https://a.example/"))), OPENS.format("SubmitForm")),
    "named scripts": (root(Names=Dictionary(JavaScript=Dictionary(Names=[]))), RUNS.format("JavaScript")),
    "renditions": (root(Names=Dictionary(Renditions=Dictionary(Names=[]))), OTHER.format("Renditions of the document")),
    "action of the document": (root(AA=Dictionary(WC=act("URI", URI=String("https://a.example")))), OPENS.format("an action of the document")),
    "action of a page": (page(AA=Dictionary(O=act("URI", URI=String("https://a.example")))), OPENS.format("an action of page 1")),
    "action of a link": (link(AA=Dictionary(PV=act("URI", URI=String("https://a.example")))), OPENS.format("an action")),
    "script of a link": (link(act("JavaScript", JS=String("1"))), RUNS.format("JavaScript")),
    "rendition of a link": (link(act("Rendition", OP=0)), RUNS.format("Rendition")),
    "script of a rendition": (link(act("Rendition", JS=String("1"))), RUNS.format("JavaScript")),
    "script behind a step": (link(act("GoTo", D=String("a"), Next=[act("JavaScript", JS=String("1"))])), RUNS.format("JavaScript")),
    "script that says it is an element": (link(Dictionary(Type=Name.StructElem, S=Name.JavaScript, JS=String("1"))), RUNS.format("JavaScript")),
    "program that says it is an element": (link(Dictionary(Type=Name.StructElem, S=Name.Launch, F=String("a.exe"))), RUNS.format("Launch")),
    "form sent": (link(act("SubmitForm", F=String("https://a.example"))), RUNS.format("SubmitForm")),
    "menu": (link(act("Named", N=Name.SaveAs)), RUNS.format("SaveAs of the viewer's menu")),
    "fields hidden": (link(act("Hide", T=String("a"))), OTHER.format("the action Hide")),
    "layers switched": (link(act("SetOCGState", State=[])), OTHER.format("the action SetOCGState")),
    "unknown action": (link(act("Zebra")), RUNS.format("Zebra")),
    "another file": (link(act("GoToR", F=String("other.pdf"), D=String("a"))), LEADS.format("other.pdf")),
    "path to another machine": (link(act("GoToR", F=Dictionary(Type=Name.Filespec, F=String("\\\\host\\share\\a.pdf")), D=[0])), LEADS.format("\\\\host\\share\\a.pdf")),
    "embedded target": (link(act("GoToE", D=String("a"))), LEADS.format("another file")),
    "address of a file": (link(act("URI", URI=String("file:///etc/passwd"))), LEADS.format("file:///etc/passwd")),
    "path as address": (link(act("URI", URI=String("\\\\host\\share"))), LEADS.format("\\\\host\\share")),
    "script as address": (link(act("URI", URI=String("JavaScript:alert(1)"))), LEADS.format("JavaScript:alert(1)")),
    "relative address": (link(act("URI", URI=String("a{0}.pdf"))), LEADS.format("a{0}.pdf")),
    "base of addresses": (root(URI=Dictionary(Base=String("https://a.example"))), OTHER.format("URI of the document")),
    "XFA": (root(AcroForm=Dictionary(Fields=[], XFA=String("<a/>"))), RUNS.format("an XFA form")),
    "signature": (root(AcroForm=Dictionary(Fields=[], SigFlags=3)), SIGNED),
    "signed field": (stray(Zebra=Dictionary(Type=Name.Sig, ByteRange=[0, 1, 2, 3], Contents=String("x"))), SIGNED),
    "movie": (link(Subtype2=Name.PS), OTHER.format("a picture that prints as another")),
    "media": (stray(Zebra=Dictionary(Type=Name.Rendition, N=String("a"))), OTHER.format("Rendition")),
    "3D": (lambda made: stray(Zebra=made.make_stream(b"", Type=Name("/3D"), Subtype=Name.U3D))(made), OTHER.format("3D")),
    "program of a printer": (lambda made: stray(Zebra=made.make_stream(b"", Type=Name.XObject, Subtype=Name.PS))(made), OTHER.format("a drawing of the kind PS")),
    "unknown entry of the document": (root(Zebra=1), OTHER.format("Zebra of the document")),
    "unknown entry of a page": (page(PresSteps=Dictionary()), OTHER.format("PresSteps of page 1")),
    "hidden link": (link(F=2), "Page 1 of the PDF has hidden fields or links. Print it to a new PDF and add that."),
    "layer off": (layer(OFF="group"), LAYERS.format("switched off")),
    "all layers off": (layer(BaseState=Name.OFF), LAYERS.format("switched off")),
    "layer off on the screen": (layer(Dictionary(View=Dictionary(ViewState=Name.OFF))), LAYERS.format("hidden by usage: View")),
    "layer off in print": (layer(Dictionary(Print=Dictionary(PrintState=Name.OFF))), LAYERS.format("hidden by usage: Print")),
    "layer off in exports": (layer(Dictionary(Export=Dictionary(ExportState=Name.OFF))), LAYERS.format("hidden by usage: Export")),
    "layer for one zoom": (layer(Dictionary(Zoom=Dictionary(min=9))), LAYERS.format("shown by zoom only")),
    "layer for one language": (layer(Dictionary(Language=Dictionary(Lang=String("de")))), LAYERS.format("shown by language only")),
    "layer by a rule": (
        lambda made: (layer()(made), stray(Zebra=Dictionary(Type=Name.OCMD, P=Name.AllOff))(made))[1], LAYERS.format("shown by a rule only"),
    ),
}  # fmt: skip
for _kind in (
    "FileAttachment",
    "RichMedia",
    "Movie",
    "Sound",
    "Screen",
    "3D",
    "Redact",
    "Watermark",
    "Highlight",
    "Popup",
):
    REFUSED[f"annotation {_kind}"] = (
        lambda made, kind=_kind: page(Annots=[Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=[0, 0, 9, 9])])(made),
        f"Page 1 of the PDF has comments or marks ({_kind}). Remove them, or print it to a new PDF, and add that.",
    )  # fmt: skip


@pytest.mark.parametrize(("change", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_what_a_pdf_may_not_have_is_named(change, sentence):
    with pytest.raises(ValidationError) as caught:
        pdfs.rewritten(changed(change), title="A")
    assert caught.value.message == sentence


def _latex(made):
    made.Root.PageMode = Name.UseOutlines
    made.Root.OpenAction = Dictionary(S=Name.GoTo, D=Array([made.pages[0].obj, Name.Fit]))
    made.Root.Names = Dictionary(Dests=Dictionary(Names=[String("a"), Array([made.pages[0].obj, Name.Fit])]))
    made.Root.Outlines = Dictionary(Type=Name.Outlines, Count=1)
    link(act("URI", URI=String("https://a.example/x"), Type=Name.Action), Border=[0, 0, 0], H=Name.I)(made)
    page(Group=Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceRGB))(made)


def _word(made):
    made.Root.MarkInfo = Dictionary(Marked=True)
    made.Root.Lang = String("en-US")
    element = Dictionary(Type=Name.StructElem, S=Name.Link, P=Dictionary(), Pg=made.pages[0].obj, A=Dictionary(O=Name.Layout, Placement=Name.Block))  # fmt: skip
    made.Root.StructTreeRoot = Dictionary(
        Type=Name.StructTreeRoot, K=[made.make_indirect(element)], RoleMap=Dictionary()
    )
    page(Tabs=Name.S, StructParents=0)(made)
    link(act("GoTo", D=Array([made.pages[0].obj, Name.XYZ, 0, 0, 0])), StructParent=1, F=4)(made)


def _indesign(made):
    layer(
        Dictionary(CreatorInfo=Dictionary(Creator=String("Adobe InDesign"), Subtype=Name.Artwork), View=Dictionary(ViewState=Name.ON)),
        RBGroups=[], ListMode=Name.AllPages, AS=[Dictionary(Event=Name.View, Category=[Name.View], OCGs="group")],
    )(made)  # fmt: skip
    made.Root.OutputIntents = Array(
        [Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier=String("x"))]
    )
    made.Root.ViewerPreferences = Dictionary(Direction=Name.L2R)
    page(TrimBox=[0, 0, 9, 9], BleedBox=[0, 0, 9, 9], LastModified=String("D:2026"))(made)


def _libreoffice(made):
    made.trailer["/DocChecksum"] = Name("/0123456789ABCDEF")
    made.Root.Version = Name("/1.7")
    made.Root.OpenAction = Array([made.pages[0].obj, Name.XYZ, None, None, 0])
    made.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=[]))
    field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("name"), Rect=[0, 0, 9, 9], F=4)
    made.Root.AcroForm = Dictionary(Fields=[made.make_indirect(field)], NeedAppearances=True)


@pytest.mark.parametrize("change", [_latex, _word, _indesign, _libreoffice])
def test_what_ordinary_programs_write_is_taken(change):
    assert uploads.attachment(changed(change), "A").data.startswith(b"%PDF-")


def test_a_pdf_of_typst_is_taken(tmp_path):
    source = tmp_path / "a.typ"
    source.write_text(
        '#set document(title: "Facts")\n= Facts\n#link("https://a.example")[Here] #footnote[Note]\n#table(columns: 2)[1][2]\n'
    )
    for standard in ("1.7", "a-2b", "ua-1"):
        made = typst.compile(str(source), format="pdf", pdf_standards=[standard])
        assert uploads.attachment(made, "A").data.startswith(b"%PDF-")


def test_links_and_destinations_still_work():
    data = uploads.attachment(changed(_latex), "A").data
    with pikepdf.open(io.BytesIO(data)) as kept:
        assert str(kept.pages[0].Annots[0].A.URI) == "https://a.example/x"
        assert str(kept.Root.OpenAction.S) == "/GoTo"


def test_the_refusal_reaches_the_desk():
    assert refusal(changed(link(act("Launch", F=String("a.exe"))))) == RUNS.format("Launch")
