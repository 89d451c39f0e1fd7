"""What an editor has corrected stays when the tracked changes of a Word file are accepted or rejected."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from releases.models import IncomingFile
from tests import factories
from tests.readers.test_word_changes import BY
from tests.readers.word_files import docx, paragraph, run

pytestmark = pytest.mark.django_db

INSERTED = f"<w:ins {BY}>{run('not ')}</w:ins>"
GONE = f"<w:del {BY}><w:r><w:delText>Nobody heads this text.</w:delText></w:r></w:del>"
FILE = docx(
    paragraph("Quiet Words Above")
    + paragraph("Marrow Bay Opens a Site in Boston")
    + paragraph(
        "BOSTON, May 5, 2025 (GLOBE NEWSWIRE) -- Marrow Bay Biologics, Inc. (Nasdaq: MRBY) will ", INSERTED, "move."
    )
    + paragraph(f"<w:ins {BY}>{run('A paragraph that somebody added to the text of the release.')}</w:ins>",
                properties=f"<w:rPr><w:ins {BY}/></w:rPr>")
    + paragraph(GONE, properties=f"<w:rPr><w:del {BY}/></w:rPr>")
    + paragraph("It keeps ", f"<w:del {BY}><w:r><w:delText>all of </w:delText></w:r></w:del>", "its labs in Waltham.")
)  # fmt: skip


@pytest.fixture
def file(client):
    factories.company()
    client.force_login(factories.member("Writer"))
    client.post("/admin/releases/incomingfile/receive/", {"files": [SimpleUploadedFile("draft.docx", FILE)]})
    return IncomingFile.objects.get()


def post(client, file, **values):
    return client.post(reverse("admin:releases_incomingfile_change", args=[file.pk]), values, follow=True)


def chosen_words(file) -> dict[str, str]:
    file.refresh_from_db()
    source = file.reading["source"]
    return {source[int(at)][0].removeprefix("<p>").removesuffix("</p>"): part for at, part in file.chosen.items()}


@pytest.mark.parametrize("tracked", ["accept", "reject"])
def test_the_parts_that_an_editor_chose_stay_with_their_paragraphs(client, file, tracked):
    last = len(file.reading["source"]) - 1
    post(client, file, act="choose", **{"part-0": "nothing", "part-1": "headline", f"part-{last}": "footnote"})
    post(client, file, act="tracked", tracked=tracked)
    rest = "It keeps its labs in Waltham." if tracked == "accept" else "It keeps all of its labs in Waltham."
    assert chosen_words(file) == {
        "Quiet Words Above": "nothing",
        "Marrow Bay Opens a Site in Boston": "headline",
        rest: "footnote",
    }
    assert file.tracked == tracked


def test_it_says_which_choice_went_with_a_change(client, file):
    added = next(at for at, (html, _) in enumerate(file.reading["source"]) if "somebody added" in html)
    post(client, file, act="choose", **{f"part-{added}": "trademark"})
    page = post(client, file, act="tracked", tracked="reject")
    assert [str(message) for message in page.context["messages"]] == [
        "The paragraph “A paragraph that somebody added to the text of the release.” went with a change,"
        " and with it the part that was chosen for it."
    ]
    assert chosen_words(file) == {}
