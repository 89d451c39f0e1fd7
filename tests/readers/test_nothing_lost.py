"""Every word of a file stands in its blocks or in the report's list of what was left out, whatever the format."""

import html
import io
import re
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from releases import readers
from tests.readers.test_hypertext_blocks import ENVELOPE
from tests.readers.test_word_changes import BY, SENTENCE
from tests.readers.word_files import docx, item, paragraph, run, styled, table

PAGES = sorted((Path(__file__).parents[1] / "corpus" / "documents").glob("*.html"))
#: Word's own words that no reader of the page sees.
_UNSEEN = re.compile(r"<(w:instrText|w:delInstrText)\b.*?</\1>", re.DOTALL)
_WORDS = re.compile(r"<(?:w:t|w:delText|m:t|a:t)(?: [^>]*)?>([^<]*)<")

EVERYTHING = docx(
    styled("Quillhaven Opens a Laboratory", "berschrift1")
    + SENTENCE
    + paragraph("Noted", '<w:r><w:footnoteReference w:id="2"/></w:r>', run(" hidden thing", "<w:vanish/>"))
    + item("First point", 1) + item("Deeper point", 1, 1) + item("Numbered point", 2)
    + table(("Group", "Number"), ("Placebo", "Twenty"), header=True)
    + paragraph("Sum ", "<m:oMath><m:r><m:t>alpha</m:t></m:r></m:oMath>")
    + f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{paragraph('Click here')}</w:sdtContent></w:sdt>"
    + f"<w:sdt><w:sdtContent>{paragraph('Filled control')}</w:sdtContent></w:sdt>"
    + paragraph("Gone entirely", properties=f"<w:rPr><w:del {BY}/></w:rPr>"),
    parts={
        "word/footnotes.xml": f'<w:footnote w:id="2">{paragraph("Note text")}</w:footnote>'
        f'<w:footnote w:id="3">{paragraph("Orphaned note")}</w:footnote>',
        "word/comments.xml": f'<w:comment w:id="7" w:author="Dana">{paragraph("Says who")}</w:comment>',
        "word/header1.xml": paragraph("Draft header"),
        "word/footer1.xml": paragraph("Page footer"),
    },
)  # fmt: skip


def words(source: str) -> Counter:
    return Counter(re.findall(r"[^\W_]+", html.unescape(source).casefold()))


def kept(reading: readers.Reading) -> Counter:
    blocks = " ".join(re.sub(r"<(?!/?(?:a|em|strong)\b)[^>]*>", " ", part.html) for part in reading.source)
    return words(re.sub(r"<[^>]*>", "", blocks)) + words(" ".join(notice.left_out for notice in reading.notices))


@pytest.mark.parametrize("changes", [readers.Changes.ACCEPT, readers.Changes.REJECT])
def test_accounts_for_every_word_of_a_word_file(changes):
    with zipfile.ZipFile(io.BytesIO(EVERYTHING)) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if name.startswith("word/")]
    # Runs of one paragraph make one word, as in "Quill" and "haven".
    texts = ["".join(_WORDS.findall(_UNSEEN.sub("", part))) for whole in parts for part in whole.split("</w:p>")]
    assert len(words(" ".join(texts))) > 30
    assert not words(" ".join(texts)) - kept(readers.read(EVERYTHING, name="a.docx", changes=changes))


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_accounts_for_every_word_of_a_page(page):
    source = page.read_text(encoding="utf-8")
    seen = re.sub(r"(?is)<(script|style)\b.*?</\1>|<!--.*?-->|<!doctype[^>]*>", " ", source)
    seen = re.sub(r"(?i)</?(?:a|b|i|em|strong|font|span|u)\b[^>]*>", "", seen)
    assert not words(re.sub(r"<[^>]*>", " ", seen)) - kept(readers.read(page.read_bytes(), name=page.name))


def test_accounts_for_every_word_of_a_filing():
    source = ENVELOPE.format("<html><body><p>Quillhaven Moves</p></body></html>")
    reading = readers.read(source.encode(), name="a.txt")
    seen = re.sub(r"(?m)^<(?:TYPE|SEQUENCE)>.*$|<[^>]*>", " ", source)
    assert not words(seen) - kept(reading)
