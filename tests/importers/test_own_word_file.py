"""The desk's own Word file, edited in two places, changes these two places of the release and nothing else."""

import dataclasses
import io
import re
import zipfile

import pytest
from django.utils import timezone

from releases import importers, readers
from releases.compose import compose
from releases.document import compare
from releases.importers import incoming
from releases.models import Boilerplate, BoilerplateVersion, ReleaseFootnote, ReleaseResults, ReleaseSection
from releases.models.release import ReleaseTrial
from releases.rendering import word_file
from tests import factories

pytestmark = pytest.mark.django_db

BODY = (
    "<p>Marrow Bay Biologics, Inc. today said that 48 of 120 patients answered to MBY-501.<sup>1</sup></p>"
    "<p>Cells grew to 10<sup>6</sup> in a week.</p><h3>What Is Next</h3><ul><li>A second trial.</li><li>A third one.</li></ul>"
    '<table><thead><tr><th scope="col">Arm</th><th scope="col">n</th></tr></thead>'
    '<tbody><tr><th scope="row">Low dose</th><td>60</td></tr><tr><th scope="row">High dose</th><td>60</td></tr></tbody></table>'
    "<p><strong>More</strong> is expected in the spring.</p>"
)


@pytest.fixture
def release():
    named, unnamed = factories.drug(code_name="MBY-501"), factories.drug(code_name="MBY-777")
    made = factories.release(
        headline="Marrow Bay Counts Answers",
        body=BODY,
        drugs=(named, unnamed),
        annual_report="fiscal year ended December 31, 2030",
        safe_harbor=factories.safe_harbor(
            heading="Forward-Looking Statements",
            text="<p>This press release contains forward-looking statements of {company} within the meaning of the Private"
            " Securities Litigation Reform Act of 1995, see the report for the {annual_report}.</p>",
        ),
    )
    ReleaseTrial.objects.create(release=made, trial=factories.trial(acronym="QUIETUDE"))
    about, _ = Boilerplate.objects.get_or_create(kind="about-company", name="About")
    version = BoilerplateVersion.objects.create(
        boilerplate=about,
        effective_from="2020-01-01",
        heading="About {company}",
        text="<p>{company} makes medicines.</p>",
    )
    ReleaseSection.objects.create(release=made, kind="company", boilerplate_version=version)
    ReleaseSection.objects.create(
        release=made, kind="other", heading="About Answers", text="<p>They are counted.</p>", position=1
    )
    ReleaseFootnote.objects.create(release=made, mark="1", text="Quill. <em>Answers</em>. 2030")
    ReleaseResults.objects.create(release=made, population="Patients", size=120, rows="Answered: 48\nSilent: 72")
    return made


def edited(data: bytes, *edits: tuple[str, str], rewritten: bool = False) -> bytes:
    """The Word file with these words in the place of others; rewritten as other programs save it, each run cut in two."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            content = source.read(name).decode()
            if name == "word/document.xml":
                for before, after in edits:
                    assert content.count(before) == 1
                    content = content.replace(before, after)
                if rewritten:
                    content = re.sub(r"<w:r>(<w:rPr>.*?</w:rPr>)?<w:t [^>]*>([^<]*)</w:t></w:r>", _cut, content)
            target.writestr(name, content)
    return buffer.getvalue()


def _cut(run: re.Match) -> str:
    looks = (run[1] or "<w:rPr></w:rPr>").replace(
        "</w:rPr>", '<w:rFonts w:ascii="Georgia"/><w:sz w:val="22"/><w:lang w:val="en-US"/></w:rPr>'
    )
    half = len(run[2]) // 2
    if "&" in run[2]:
        half = 0
    parts = (f'<w:t xml:space="preserve">{words}</w:t>' for words in (run[2][:half], run[2][half:]) if words)
    made = '<w:bookmarkStart w:id="9" w:name="x"/><w:proofErr w:type="spellStart"/>'.join(
        f'<w:r w:rsidR="00AB12CD">{looks}{part}</w:r>' for part in parts
    )
    return f"{made}<w:lastRenderedPageBreak/>"


def changed(release, data: bytes) -> dict[str, tuple]:
    before, after = incoming.compared(release, readers.read(data, name="counsel.docx").document)
    names = [field.name for field in dataclasses.fields(before)]
    return {
        name: (getattr(before, name), getattr(after, name))
        for name in names
        if getattr(before, name) != getattr(after, name)
    }


@pytest.mark.parametrize("rewritten", [False, True])
def test_a_file_that_nobody_edited_changes_nothing(release, rewritten):
    assert changed(release, edited(word_file(compose(release), header="Draft."), rewritten=rewritten)) == {}


@pytest.mark.parametrize("rewritten", [False, True])
def test_two_edits_are_two_edits(release, rewritten):
    data = edited(
        word_file(compose(release), header="Draft."),
        ("A second trial.", "A second, larger trial."),
        ("They are counted.", "They are counted twice."),
        rewritten=rewritten,
    )
    sections = compose(release).sections
    assert changed(release, data) == {
        "body_html": (BODY, BODY.replace("A second trial.", "A second, larger trial.")),
        "sections": (sections, (sections[0], dataclasses.replace(sections[1], html="<p>They are counted twice.</p>"))),
    }


def test_accepting_it_keeps_the_versions_and_the_links(release):
    data = edited(word_file(compose(release)), ("They are counted.", "They are counted twice."))
    before = compose(release)
    received = importers.receive(data, name="counsel.docx", by=factories.member("Writer"), now=timezone.now())
    accepted = importers.accept(received.incoming, by=None, now=timezone.now())
    assert (accepted.pk, accepted.safe_harbor.boilerplate.name) == (release.pk, "Standard")
    assert [section.boilerplate_version_id is None for section in accepted.sections.all()] == [False, True]
    assert compare.changed_fields(before, compose(accepted)) == ("the about sections",)


def test_an_edited_cell_keeps_what_heads_the_rows(release):
    data = _second_cell(word_file(compose(release)))
    assert changed(release, data) == {"body_html": (BODY, BODY.replace("High dose</th><td>60", "High dose</th><td>61"))}


def _second_cell(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        row = re.search(r"High dose.*?</w:tr>", source.read("word/document.xml").decode(), re.DOTALL)[0]
    return edited(data, (row, row.replace(">60<", ">61<")))


def test_what_the_file_names_in_addition_is_linked_and_nothing_else(release):
    factories.drug(code_name="MBY-888", generic_name="quietinib")
    data = edited(
        word_file(compose(release)), ("answered to MBY-501.", "answered to MBY-501, and 3 to MBY-888 (quietinib).")
    )
    found = changed(release, data)
    assert [drug.code_name for drug in found["drugs"][1]] == ["MBY-501", "MBY-777", "MBY-888"]
    assert found.keys() == {"body_html", "drugs"}
