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
