"""A writer brings in what others sent: a Word file from counsel with tracked changes, a page, a text, and one that is no document."""

from pathlib import Path

import pytest

from releases import compose
from releases.models import Drug, IncomingFile, Release, SourceFile
from tests import factories
from tests.importers.files import RELEASE
from tests.readers import word_files
from tests.readers.word_files import paragraph, run, styled, t

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIST = "/admin/releases/incomingfile/"
BY = 'w:id="7" w:author="Dana Counsel" w:date="2025-03-03T10:00:00Z"'


def counsels_draft() -> bytes:
    """As Word writes it: runs cut by its spelling checker, a link as a field, a page header, tracked changes, a comment."""
    cut = (
        run("NEWTON, Mass., March 3, 2025 (GLOBE NEWSWIRE) -- Marrow Bay Biologics, ")
        + '<w:proofErr w:type="spellStart"/>'
        + run("Inc")
        + '<w:proofErr w:type="spellEnd"/><w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>'
        + run(". (NASDAQ: MRBY) today announced that the first patient has been dosed in HARBOR-9, a Phase 2 trial of ")
        + f"<w:ins {BY}>{run('the investigational antibody ')}</w:ins>"
        + f"<w:del {BY}><w:r><w:delText>its blockbuster </w:delText></w:r></w:del>"
        + '<w:commentRangeStart w:id="1"/>'
        + run("MBY101 in glioma.")
        + '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
    )
    mail = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "mailto:ir@marrowbay.example" </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r>{t("ir@marrowbay.example")}</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = "".join(
        (
            styled("Marrow Bay Doses First Patient in HARBOR-9", "berschrift1"),
            paragraph(cut),
            paragraph("“Dosing is a milestone,” said Ada Quill, MD, Chief Medical Officer of Marrow Bay."),
            styled("Who We Are", "H2"),
            paragraph("Marrow Bay Biologics, Inc. develops medicines."),
            styled("Forward-Looking Statements", "H2"),
            paragraph("This press release contains forward-looking statements that are subject to risks."),
            paragraph(run("Investor Contact:", "<w:b/>")),
            paragraph(run("Ada Quill"), "<w:r><w:tab/></w:r>", run("617-555-0100")),
            paragraph(mail),
        )
    )
    comment = (
        '<w:comment w:id="1" w:author="Dana Counsel" w:date="2025-03-03T11:00:00Z">'
        + paragraph("Hyphen?")
        + "</w:comment>"
    )
    return word_files.docx(body, parts={"word/comments.xml": comment, "word/header1.xml": paragraph("DRAFT 3")})


@pytest.fixture
def files(tmp_path):
    """The files by name, on the writer's disk."""
    page = (
        "<html><body><nav><a href='/'>Home</a> <a href='/x'>Pipeline</a> <a href='/y'>News</a></nav><article><h1>Marrow Bay to Present in June</h1>"
        "<p>BOSTON, May 5, 2025 (GLOBE NEWSWIRE) -- Marrow Bay Biologics, Inc. (NASDAQ: MRBY) will present in June.</p>"
        "<p>The company will speak about its <b>plans</b> and show what it has learned of medicines for diseases of the brain this year.</p></article></body></html>"
    )
    written = {
        "counsel.docx": counsels_draft(),
        "page.html": page.encode(),
        "release.txt": RELEASE.encode(),
        "scan.docx": b"%PDF-1.7\n" + b"\0\1\2\3" * 300,
    }
    for name, data in written.items():
        (tmp_path / name).write_bytes(data)
    return {name: str(tmp_path / name) for name in written}


def read_all(desk, count: int) -> list[str]:
    """What the page says of each file, when all have been read."""
    desk.wait_for_function(
        "count => [...document.querySelectorAll('#incoming-progress progress')].filter(bar => bar.value === 100).length === count",
        arg=count,
    )
    return [row.inner_text() for row in desk.query_selector_all("#incoming-progress li")]


def test_a_word_file_becomes_a_draft_beside_its_source(desk, live_server, files):
    factories.company()
    known = factories.drug(code_name="MBY-101")
    desk.goto(live_server.url + LIST)
    desk.set_input_files(
        "#incoming-files", [files[name] for name in ("counsel.docx", "page.html", "release.txt", "scan.docx")]
    )
    said = read_all(desk, 4)
    assert "is a PDF, whatever its name says" in said[3]
    desk.wait_for_selector("#incoming-waiting:has-text('Waiting (3)')")
    assert IncomingFile.objects.count() == 3
    assert not Release.objects.exists()

    desk.click("#incoming-progress >> text=Marrow Bay Doses First Patient")
    assert desk.inner_text("#incoming-changes") == "Tracked changes"
    assert "its blockbuster" in desk.inner_text(".incoming-changes del")
    assert "Hyphen?" in desk.inner_text(".incoming-changes q")
    assert "Hyphen?" not in desk.inner_text(".desk-notice")
    assert desk.query_selector_all("mark.names-drug")
    desk.click("text=Accept as a draft")
    assert not Release.objects.exists()  # counsel's changes and a question come first
    desk.click("text=Accept them all")
    desk.click(".incoming-question label:has-text('same')")
    desk.click(".incoming-question button")
    assert not desk.query_selector_all(".incoming-question")

    # "Who We Are" is no heading that a machine knows: the writer says what it is.
    for words, part in (("Who We Are", "About section: heading"), ("develops medicines", "About section: text")):
        paragraph = desk.locator(".incoming-paragraph", has_text=words).first
        with desk.expect_response(lambda answer: answer.request.method == "POST"):
            paragraph.locator("select").select_option(label=part)
        desk.wait_for_selector(f".incoming-paragraph.is-chosen:has-text('{words}')")
    desk.click("text=Accept as a draft")
    release = Release.objects.get()
    assert release.headline == "Marrow Bay Doses First Patient in HARBOR-9"
    assert "a Phase 2 trial of the investigational antibody MBY101 in glioma." in release.body
    assert list(release.drugs.all()) == [known] == list(Drug.objects.all())
    assert [section.heading for section in compose.compose(release).sections] == ["Who We Are"]
    assert SourceFile.objects.get().file.read() == Path(files["counsel.docx"]).read_bytes()
    assert desk.input_value("#id_headline") == release.headline


def test_paste_works_like_a_file_and_a_later_version_is_a_redline(desk, live_server, files):
    factories.company()
    desk.goto(live_server.url + LIST)
    desk.fill("#incoming-words", RELEASE)
    desk.click("#incoming-paste button")
    assert "Marrow Bay Presents HARBOR Data" in desk.inner_text(".incoming-parts")
    desk.click("text=Accept as a draft")
    release = Release.objects.get()

    desk.goto(live_server.url + LIST)
    desk.evaluate(
        """words => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([words], "later.txt", { type: "text/plain" }));
          document.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
        }""",
        RELEASE.replace("The trial goes on.", "The trial has ended."),
    )
    read_all(desk, 1)
    desk.click("#incoming-progress a")
    redline = desk.inner_text(".incoming-redline")
    assert "goes on" in redline
    assert "has ended" in redline
    desk.click("text=Accept into the draft")
    release.refresh_from_db()
    assert "The trial has ended." in release.body
    assert Release.objects.count() == 1
