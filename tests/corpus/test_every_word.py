"""Each word of each document in the repository, as its bytes hold it, is in the Document or in a notice.

The words are taken out of the file here, without the readers: a reader that drops a cell cannot hide it.
"""

import contextlib
import html
import io
import re
import unicodedata
import zipfile
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from releases import readers
from releases.rendering.wire import wire_text
from tests.corpus import SAMPLES

ROOT = Path(__file__).resolve().parents[2]
OTHERS = sorted([*ROOT.glob("releases/demo/**/*.txt"), *ROOT.glob("releases/demo/**/*.html"), *ROOT.glob("tests/preflight/clean/*.txt")])  # fmt: skip
#: What Word and HTML hold that no reader of the page sees.
_UNSEEN = re.compile(r"<(w:instrText|w:delInstrText)\b.*?</\1>", re.DOTALL)
_OF_WORD = re.compile(r"<(?:w:t|w:delText|m:t|a:t)(?: [^>]*)?>([^<]*)<|(</w:p>|<w:br/>|<w:tab/>)")
_INLINE = frozenset("a b i em strong font span u sup sub wbr".split())
#: Marks of links and lists, which are no words.
_WIRE_MARKS = re.compile(r"\]\([^()\s]*\)|\\(?=[^\w\s])|^\s*o(?=\s+[A-Z])", re.MULTILINE)


def _counted(words: str) -> Counter:
    # A raised figure is a figure; figures are counted one by one, since a page may run them into a word.
    words = re.sub("([⁰-₟¹²³™℠])", r" \1 ", words)
    return Counter(re.findall(r"[^\W\d_]+|\d", unicodedata.normalize("NFKC", words).casefold()))


class _Page(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found, self.unseen, self.is_sign = [], 0, False

    def handle_starttag(self, tag, attributes):
        self.is_sign = any("wingdings" in (value or "").casefold() for _, value in attributes)
        self.unseen += tag in ("script", "style")
        if tag not in _INLINE:
            self.found.append(" ")

    def handle_endtag(self, tag):
        self.unseen -= tag in ("script", "style")
        self.is_sign = False
        if tag not in _INLINE:
            self.found.append(" ")

    def handle_data(self, data):
        if not self.unseen and not self.is_sign:
            self.found.append(data)


def _text(data: bytes) -> str:
    for encoding in ("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8", "cp1252"):
        with contextlib.suppress(UnicodeDecodeError):
            return data.decode(encoding)
    raise AssertionError("the file is in none of the encodings that are known here")


def seen_words(data: bytes, name: str) -> Counter:
    """The words that somebody sees who opens the file."""
    if name.endswith(".docx"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [archive.read(part).decode() for part in archive.namelist() if re.match(r"word/\w+\.xml$", part)]
        found = "".join(text or " " for part in parts for text, _ in _OF_WORD.findall(_UNSEEN.sub("", part)))
        return _counted(html.unescape(found))
    source = _text(data)
    if name.endswith(".rss"):
        wanted = ("title", "description", "encoded", "content")
        items = [each for each in ElementTree.fromstring(source).iter() if each.tag.endswith(("item", "entry"))]
        source = "\n".join("".join(each.itertext()) for item in items for each in item if each.tag.endswith(wanted))
    if not name.endswith(".txt") or source.lstrip().startswith("<"):
        page = _Page()
        page.feed(source)
        source = "".join(page.found)
    return _counted(_WIRE_MARKS.sub(" ", source))


def kept_words(reading: readers.Reading) -> Counter:
    """The words of the Document, as the wire prints it, and of the notices; the date in each form that files print."""
    day = reading.document.date
    forms = [f"{day:%B %b} Sept {day.day} {day.year} {day:%m} 0 {day:%A}"] * 3 if day else []
    notices = [f"{notice.left_out} {notice.message}" for notice in reading.notices]
    return _counted(" ".join([wire_text(reading.document), *forms, *notices]))


def lost(data: bytes, name: str, reading: readers.Reading) -> Counter:
    seen, kept = seen_words(data, name), kept_words(reading)
    if name.endswith(".rss"):  # a feed says its summary and its title twice
        seen = Counter(dict.fromkeys(seen, 1))
    missing = seen - kept
    del missing["or"]  # the wire text sets its own between contacts
    return missing


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_no_word_of_a_document_is_lost(sample):
    assert lost(sample.data, sample.name, sample.reading()) == Counter()


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.name)
def test_no_word_of_another_file_of_the_repository_is_lost(path):
    data = path.read_bytes()
    assert lost(data, path.name, readers.read(data, name=path.name)) == Counter()
