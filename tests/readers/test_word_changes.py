"""Tracked changes and comments: asked about, settled as told, reported each."""

import datetime
import pickle

import pytest

from releases.document import richtext
from releases.readers import Changes, Undecided, read, word
from tests.readers.word_files import docx, paragraph, run, t

BY = 'w:id="1" w:author="Dana Counsel" w:date="2025-03-03T10:00:00Z"'
INSERTED = f"<w:ins {BY}>{run('may ')}{run('not ')}</w:ins>"
DELETED = f"<w:del {BY}><w:r><w:delText>will </w:delText></w:r></w:del>"
SENTENCE = paragraph("The drug ", DELETED, INSERTED, "work.")


def html(body: str, changes: Changes, **parts) -> str:
    found = word.read(docx(body, **parts), "a.docx", changes, [])
    return "".join(richtext.serialise(block.node) for block in found.blocks)


def mark(kind: str) -> str:
    return f"<w:rPr><w:{kind} {BY}/></w:rPr>"


def test_asks_before_it_reads_words_under_changes():
    with pytest.raises(Undecided) as caught:
        read(docx(SENTENCE), name="draft.docx")
    assert str(caught.value) == (
        "draft.docx holds tracked changes that nobody has accepted or rejected (1 deletion and 1 insertion, by Dana Counsel); "
        "choose whether they are accepted or rejected, or settle them in Word and send the file again."
    )
    deletion, insertion = caught.value.changes
    assert (deletion.kind, deletion.words, deletion.author) == ("deletion", "will", "Dana Counsel")
    assert deletion.at == datetime.datetime(2025, 3, 3, 10, tzinfo=datetime.UTC)
    assert (insertion.kind, insertion.words) == ("insertion", "may not")
    assert pickle.loads(pickle.dumps(caught.value)).changes == caught.value.changes


@pytest.mark.parametrize(
    ("body", "accepted", "rejected"),
    [
        (SENTENCE, "<p>The drug may not work.</p>", "<p>The drug will work.</p>"),
        (
            paragraph("One", properties=mark("ins")) + paragraph(" two."),
            "<p>One</p><p>two.</p>",
            "<p>One two.</p>",
        ),
        (
            paragraph("One", properties=mark("del")) + paragraph(" two."),
            "<p>One two.</p>",
            "<p>One</p><p>two.</p>",
        ),
        (
            paragraph(f"<w:ins {BY}>{run('All new')}</w:ins>", properties=mark("ins")) + paragraph("Old."),
            "<p>All new</p><p>Old.</p>",
            "<p>Old.</p>",
        ),
        (
            paragraph(f"<w:moveFrom {BY}>{run('Moved')}</w:moveFrom>", "here") + paragraph("there", f"<w:moveTo {BY}>{run('Moved')}</w:moveTo>"),
            "<p>here</p><p>thereMoved</p>",
            "<p>Movedhere</p><p>there</p>",
        ),
        (
            f"<w:tbl><w:tr><w:tc>{paragraph('a')}</w:tc><w:tc>{paragraph('b')}</w:tc></w:tr>"
            f"<w:tr><w:trPr><w:ins {BY}/></w:trPr><w:tc>{paragraph('c')}</w:tc><w:tc>{paragraph('d')}</w:tc></w:tr></w:tbl>",
            "<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></tbody></table>",
            "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>",
        ),
        (
            paragraph("Was a heading", f"<w:ins {BY}>{run('!')}</w:ins>",
                      properties=f'<w:pStyle w:val="Normal"/><w:pPrChange {BY}><w:pPr><w:pStyle w:val="H2"/></w:pPr></w:pPrChange>'),
            "<p>Was a heading!</p>",
            "<h3>Was a heading</h3>",
        ),
        (
            paragraph(f"<w:ins {BY}>{run('new ')}<w:del {BY}><w:r><w:delText>and gone</w:delText></w:r></w:del></w:ins>", "end"),
            "<p>new end</p>",
            "<p>end</p>",
        ),
    ],
)  # fmt: skip
def test_settles_changes_as_told(body, accepted, rejected):
    assert (html(body, Changes.ACCEPT), html(body, Changes.REJECT)) == (accepted, rejected)


def test_settles_changes_in_notes_as_well():
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    parts = {"word/footnotes.xml": f'<w:footnote w:id="2">{SENTENCE}</w:footnote>'}
    with pytest.raises(Undecided):
        read(docx(paragraph("Text", reference), parts=parts), name="a.docx")
    assert html(paragraph("Text", reference), Changes.REJECT, parts=parts).endswith(
        "<sup>1</sup> The drug will work.</p>"
    )


def test_says_of_each_change_what_became_of_it():
    reading = read(docx(paragraph("Headline") + SENTENCE), name="a.docx", changes=Changes.ACCEPT)
    told = {notice.message: notice.left_out for notice in reading.notices if "Dana" in notice.message}
    assert told == {
        "The deletion of “will” by Dana Counsel (March 3, 2025) in “The drug will may not work.” was accepted, as was asked for.": "will",
        "The insertion of “may not” by Dana Counsel (March 3, 2025) in “The drug will may not work.” was accepted, as was asked for.": "",
    }
    assert [change.kind for change in reading.changes] == ["deletion", "insertion"]


def test_reads_a_file_in_which_only_formatting_was_changed():
    look = f"<w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange>"
    reading = read(docx(paragraph("Headline") + paragraph("Some ", run("words", look), ".")), name="a.docx")
    assert [change.kind for change in reading.changes] == ["formatting"]
    assert "Dana Counsel (March 3, 2025) changed the formatting in “Some words.”; the words are the same." in [
        notice.message for notice in reading.notices
    ]


def test_reports_a_comment_with_its_words_and_leaves_it_out():
    body = paragraph("Headline") + paragraph(
        "The ", '<w:commentRangeStart w:id="7"/>', run("best"), '<w:commentRangeEnd w:id="7"/>', " drug.",
        '<w:r><w:commentReference w:id="7"/></w:r>',
    )  # fmt: skip
    comment = f'<w:comment w:id="7" w:author="Dana Counsel" w:date="2025-03-03T10:00:00Z">{paragraph("Says who?")}</w:comment>'
    reading = read(docx(body, parts={"word/comments.xml": comment}), name="a.docx")
    (change,) = reading.changes
    assert (change.kind, change.words, change.where) == ("comment", "Says who?", "best")
    (notice,) = [notice for notice in reading.notices if "commented" in notice.message]
    assert notice.message == (
        "Dana Counsel (March 3, 2025) commented on “best”: “Says who?”. The comment was left out of the text."
    )
    assert (notice.left_out, notice.needs_review) == ("Says who?", True)
    assert "Says who" not in reading.document.headline + reading.document.body_html


def test_counts_neighbours_as_one_change_and_others_as_two():
    body = paragraph(
        f"<w:ins {BY}>{run('a')}</w:ins>",
        f"<w:ins {BY}>{run('b')}</w:ins>",
        " x ",
        f"<w:ins {BY}><w:r>{t('c')}</w:r></w:ins>",
    )
    with pytest.raises(Undecided) as caught:
        read(docx(body), name="a.docx")
    assert [change.words for change in caught.value.changes] == ["ab", "c"]
