import pytest

from releases import readers

HEADLINE = "Tern Hollow Names a “Chief”"


def refusal(data: bytes, name: str = "report.txt") -> str:
    with pytest.raises(readers.Unreadable) as caught:
        readers.read(data, name=name)
    return str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_reads_unicode_with_and_without_its_mark(encoding):
    reading = readers.read(HEADLINE.encode(encoding), name="a.txt")
    assert reading.document.headline == HEADLINE
    assert not any("Windows" in notice.message for notice in reading.notices)


def test_reads_windows_1252_and_says_so():
    reading = readers.read(HEADLINE.encode("cp1252"), name="a.txt")
    assert reading.document.headline == HEADLINE
    (notice,) = [notice for notice in reading.notices if "Windows-1252" in notice.message]
    assert not notice.needs_review


def test_wants_damaged_characters_reviewed():
    reading = readers.read(b"Tern Hollow\n\nCaf\xe9 \x81 opens", name="a.txt")
    (notice,) = [notice for notice in reading.notices if "damaged" in notice.message]
    assert (notice.line, notice.needs_review) == (3, True)


@pytest.mark.parametrize("data", [b"", b" \r\n\t ", b"\xef\xbb\xbf\n", "\u200b\n".encode()])
def test_refuses_an_empty_file(data):
    assert refusal(data) in (
        "report.txt is empty; choose the file that holds the release.",
        "report.txt holds no text; choose the file that holds the release.",
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (
            b"%PDF-1.7 ...",
            "report.pdf is a PDF; save the release as a Word document (.docx), HTML or plain text and send that.",
        ),
        (b"PK\x03\x04....", "report.pdf is damaged or was cut off on its way; save it again in Word and send that."),
        (b"\x89PNG\r\n\x1a\n", "report.pdf is a PNG image; send the text of the release instead."),
        (b"Head\x00line", "report.pdf holds binary data, not text;"),
        (bytes(range(1, 32)) * 9, "report.pdf holds binary data, not text;"),
    ],
)
def test_refuses_what_is_not_text_and_names_it(data, words):
    assert refusal(data, "report.pdf").startswith(words)


def test_refuses_a_file_over_the_limit_with_both_sizes():
    assert refusal(b"a" * 2_500_000) == (
        "report.txt is 2.5 MB long and the limit is 2 MB; send only the text of the release."
    )


def test_reads_an_unknown_suffix_as_text():
    assert readers.read(b"Tern Hollow Moves", name="release.wire").document.headline == "Tern Hollow Moves"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_reads_utf_16_without_its_mark_and_says_so(encoding):
    reading = readers.read(HEADLINE.encode(encoding), name="a.txt")
    assert reading.document.headline == HEADLINE
    assert "a.txt is UTF-16 without its mark; look at the first and last words." in [n.message for n in reading.notices]


@pytest.mark.parametrize(
    ("encoding", "words", "said"),
    [
        ("mac_roman", "The “Chief” of Société Générale — it’s 5° in Zürich…", "Mac Roman"),
        ("cp1252", "The “Chief” of Société Générale — it’s 5° in Zürich…", "Windows-1252"),
        (
            "latin-1",
            "The chief of Société Générale in Zürich at 5°",
            "Latin-1 (in Windows-1252 its characters are the same)",
        ),
    ],
)
def test_judges_eight_bit_encodings_by_what_makes_sense(encoding, words, said):
    reading = readers.read(words.encode(encoding), name="a.txt")
    assert reading.document.headline == words
    assert f"a.txt is not UTF-8 and was read as {said}; look at quotation marks, dashes and accented letters." in [
        notice.message for notice in reading.notices
    ]


def test_believes_a_page_that_names_its_encoding():
    page = '<meta charset="iso-8859-2"><h1>Quillhaven w Łodzi</h1><p>Tak.</p>'
    assert readers.read(page.encode("iso-8859-2"), name="a.html").document.headline == "Quillhaven w Łodzi"


def test_keeps_utf_8_with_one_damaged_byte():
    words = "Quillhaven’s “first” — and more"
    reading = readers.read(words.encode() + b"\n\nA \xff b", name="a.txt")
    assert reading.document.headline == words
    assert any("damaged" in notice.message and notice.line == 3 for notice in reading.notices)


def test_notices_text_that_was_decoded_wrongly_before():
    source = "Quillhaven’s “first”".encode().decode("cp1252", errors="replace")
    (notice,) = [n for n in readers.read(source.encode(), name="a.txt").notices if "wrong encoding" in n.message]
    assert notice.needs_review
