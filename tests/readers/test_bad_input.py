"""Files that are hopeless, hostile or mistaken: one sentence with a next step each, in bounded time and memory."""

import time

import pytest

from releases import readers
from tests.readers.word_files import docx, paragraph, run, zipped

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500
BOMB = (
    '<!DOCTYPE w [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
OUTSIDE = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
ENTITIES = "{} declares XML entities, which Word never writes and attackers do; save it again in Word."
DAMAGED = "{} is damaged or was cut off on its way; save it again in Word and send that."
MARKUP = "{} holds more markup than a press release can; save the release as plain text and send that."


def stream(name: str) -> bytes:
    return COMPOUND + name.encode("utf-16-le")


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.txt", b"", "{} is empty; choose the file that holds the release."),
        ("a.txt", "\u200b\u200e".encode(), "{} holds no text; choose the file that holds the release."),
        ("a.docx", b"", "{} is empty; choose the file that holds the release."),
        ("a.docx", docx(""), "{} holds no text; choose the file that holds the release."),
        ("a.bin", bytes(range(256)) * 40, "{} holds binary data, not text; save the release as plain text or HTML and send that."),
        ("a.txt", b"Quillhaven\0\0Moves", "{} holds binary data, not text; save the release as plain text or HTML and send that."),
        ("a.txt", b"word " * 1_000_000, "{} is 5.0 MB long and the limit is 2 MB; send only the text of the release."),
        ("a.txt", b"word " * 300_000, "{} holds 1,499,999 characters in line 1 without a paragraph's end; send only the text of the release."),
        ("a.html", b"<p>" + b"word " * 300_000, "{} holds 1,499,999 characters without a paragraph's end; send only the text of the release."),
        ("a.html", b"<div>" * 300_000, MARKUP),
        ("a.html", b"<p><b>" + b"<i>" * 500, MARKUP),
        ("a.docx", docx(paragraph("word " * 300_000)), "{} holds 1,499,999 characters without a paragraph's end; send only the text of the release."),
        ("a.docx", docx("<w:tbl><w:tr><w:tc>" * 120 + "</w:tc></w:tr></w:tbl>" * 120),
         "{} is nested more deeply than Word allows; save the release as plain text and send that."),
        ("a.docx", docx(" " * 12_000_000), "{} unpacks to more than a press release can hold; save only the text of the release in Word."),
        ("a.docx", zipped({f"{number}": "" for number in range(4000)}),
         "{} holds 4,000 parts, too many for a Word file; save it again in Word and send that."),
        ("a.docx", docx(paragraph("&c;"), declaration=BOMB), ENTITIES),
        ("a.docx", docx(paragraph("&a;"), declaration=OUTSIDE), ENTITIES),
        ("a.docx", docx(paragraph("x"))[:-400], DAMAGED),
        ("a.docx", docx(paragraph("unclosed") + "<w:p>"), "{} is damaged: its XML cannot be read; save it again in Word and send that."),
        ("a.docm", docx(paragraph("x"), parts={"word/vbaProject.bin": b"VBA"}),
         "{} holds macros; save it in Word as a “Word Document (.docx)”, which drops them, and send that."),
        ("a.docx", b"%PDF-1.7\n", "{} is a PDF, whatever its name says; save the release as a Word document (.docx), HTML or plain text and send that."),
        ("a.docx", stream("EncryptedPackage"), "{} is protected with a password; remove the password in Word and send it again."),
        ("a.doc", stream("WordDocument"), "{} is an old Word document (.doc); open it in Word, save it as .docx and send that."),
        ("a.eml", b"Received: from a\r\n\tby b\r\nSubject: Release\r\nMIME-Version: 1.0\r\n\r\nHello", "{} is an e-mail; save the document that it carries, or its text, and send that."),
        ("a.mht", b"From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\tboundary=x\n\nHello", "{} is a web archive (MHTML); save the page as HTML and send that."),
        ("a.msg", stream("__substg1.0_0037"), "{} is an Outlook message; copy its text into a Word document (.docx) and send that."),
        ("a.rtf", b"{\\rtf1 x}", "{} is a Rich Text document; save it as a Word document (.docx) and send that."),
        ("a.pages", zipped({"Index/Document.iwa": "x"}), "{} is an Apple Pages document; save the release as a Word document (.docx) and send that."),
        ("a.odt", zipped({"mimetype": "x", "content.xml": "x"}), "{} is an OpenDocument file; save the release as a Word document (.docx) and send that."),
        ("a.xlsx", zipped({"xl/workbook.xml": "x"}), "{} is an Excel workbook; save the release as a Word document (.docx) and send that."),
        ("a.zip", zipped({"a.txt": "x"}), "{} is a ZIP archive without a Word document in it; unpack it and send the file inside."),
    ],
)  # fmt: skip
def test_refuses_with_one_sentence_in_time(name, data, sentence):
    begin = time.process_time()
    with pytest.raises(readers.Unreadable) as caught:
        readers.read(data, name=name)
    assert str(caught.value) == sentence.format(name)
    assert time.process_time() - begin < 10


def test_refuses_the_heaviest_within_the_limits_of_the_system():
    for name, data in (
        ("a.docx", docx(" " * 12_000_000)),
        ("a.docx", docx("<w:p/>" * 500_000)),
        ("a.html", b"<p>a" * 250_000),
    ):
        with pytest.raises(readers.Unreadable, match=r"unpacks to more|more markup"):
            readers.read_confined(data, name=name)


def test_refuses_an_archive_protected_with_a_password():
    data = bytearray(docx(paragraph("x")))
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    with pytest.raises(
        readers.Unreadable, match=r"^a\.docx is protected with a password; remove the password and send it again\.$"
    ):
        readers.read(bytes(data), name="a.docx")


@pytest.mark.parametrize("data", [docx(paragraph("x", run("y")))[:size] for size in range(0, 1800, 150)])
def test_reads_no_half_of_a_word_file(data):
    with pytest.raises(readers.Unreadable):
        readers.read(data, name="a.docx")


def test_says_which_invisible_characters_it_took_out():
    source = "Quillhaven\u200b Moves\u202e\n\nA \u2066sentence\u2069 with \ue001 in it."
    for name, data in (("a.txt", source.encode()), ("a.docx", docx(paragraph(source.replace("\n", " "))))):
        reading = readers.read(data, name=name)
        told = {notice.message: notice.needs_review for notice in reading.notices if "taken out" in notice.message}
        assert told == {
            "1 zero-width character was taken out of the text.": False,
            "3 writing-direction marks were taken out of the text.": True,
            "1 sign of a private font was taken out of the text.": True,
        }
        assert not any(
            char in reading.document.headline + reading.document.body_html for char in "\u200b\u202e\u2066\ue001"
        )


def test_drops_scripts_and_handlers_and_says_so():
    page = "<h1>Quillhaven Moves</h1><p onclick='x()'>Far <a href='javascript:x()'>away</a>.</p><script>write('y')</script>"
    reading = readers.read(page.encode(), name="a.html")
    assert reading.document.body_html == "<p>Far away.</p>"
    assert "a.html holds 1 script, which was removed; check that no text was written by it." in [
        notice.message for notice in reading.notices
    ]
