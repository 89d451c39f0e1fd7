"""The PDF of an edition: tagged, titled, with its fonts, and always the same bytes."""

import collections
import dataclasses
import io

import pdfua
import pikepdf
import pytest
from hypothesis import Phase, given
from PIL import Image

from releases import text
from releases.document import File, Footnote, codec
from releases.rendering import pdf as pdfs
from tests.document.strategies import documents, messy_html
from tests.properties import examples
from tests.rendering.edition import DOCUMENT, FACTS, FIGURE, picture


@pytest.fixture(scope="module")
def made() -> bytes:
    return pdfs.pdf(DOCUMENT, facts=FACTS, pictures={FIGURE.key: picture()})


def elements(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    """The structure elements in reading order."""

    def walk(node):
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield kid
                yield from walk(kid)

    return list(walk(pdf.Root.StructTreeRoot))


def test_the_catalogue_says_what_screen_readers_ask(made):
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "en"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == DOCUMENT.headline
            assert metadata["dc:creator"] == ["Valemere Bio, Inc."]
            assert metadata["xmp:CreateDate"].startswith("2025-03-05T12:30:00")


def test_every_part_is_tagged_in_reading_order(made):
    with pikepdf.open(io.BytesIO(made)) as pdf:
        found = elements(pdf)
        counts = collections.Counter(str(element.S) for element in found)
        assert (counts["/H1"], counts["/Figure"], counts["/BlockQuote"], counts["/L"]) == (1, 1, 1, 4)
        assert next(str(element.S) for element in found if str(element.S).startswith("/H")) == "/H1"
        # The table of the body, whose last row is one cell too long, and that of the results; one without headers is no
        # table to a screen reader.
        assert (counts["/Table"], counts["/TH"]) == (2, 4 + 2 + 3)
        (figure,) = (element for element in found if element.S == "/Figure")
        assert str(figure.Alt) == "Bars that rise with dose"


def test_every_font_is_in_the_file(made):
    with pikepdf.open(io.BytesIO(made)) as pdf:
        descriptors = [
            thing
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"
        ]
        assert len(descriptors) >= 4
        assert all("/FontFile3" in thing or "/FontFile2" in thing for thing in descriptors)


def test_a_checker_of_pdf_ua_finds_nothing(made, tmp_path):
    """What can be checked by machine without veraPDF, which is a Java program."""
    path = tmp_path / "release.pdf"
    path.write_bytes(made)
    report = pdfua.validate(path)
    assert list(report.findings) == []
    assert len(report.outcomes) >= 10


def test_the_same_edition_is_the_same_bytes(made):
    assert pdfs.pdf(DOCUMENT, facts=FACTS, pictures={FIGURE.key: picture()}) == made


def test_what_no_font_has_stands_by_its_name():
    document = dataclasses.replace(DOCUMENT, headline="A helix 🧬 of 漢", files=())
    made = pdfs.pdf(document, facts=FACTS, pictures={})
    with pikepdf.open(io.BytesIO(made)) as pdf, pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == "A helix [dna double helix] of [cjk unified ideograph-6f22]"


@examples(30, phases=[Phase.generate])
@given(documents, messy_html, messy_html)
def test_every_document_has_a_pdf(document, body, note):
    """Whatever editors have left in it; invisible characters never reach a document."""
    tidy = codec.map_text(document, lambda _name, words: text.visible(words))
    changed = dataclasses.replace(
        tidy,
        body_html=body,
        files=(),
        footnotes=(Footnote(mark="1", html=note),),
        contacts=DOCUMENT.contacts,
        correction=DOCUMENT.correction,
        results=DOCUMENT.results,
        company=DOCUMENT.company,
        date=DOCUMENT.date,
        language="de",
    )
    assert pdfs.pdf(changed, facts=FACTS, pictures={}).startswith(b"%PDF-1.7")


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_figures_of_every_form(form):
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30)).save(buffer, form)
    file: File = dataclasses.replace(FIGURE, content_type=f"image/{form.lower()}", width=40, height=30)
    made = pdfs.pdf(dataclasses.replace(DOCUMENT, files=(file,)), facts=FACTS, pictures={file.key: buffer.getvalue()})
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert sum(element.S == "/Figure" for element in elements(pdf)) == 1
