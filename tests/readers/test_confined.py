"""Every file is read in the sandbox, and what that says becomes a sentence with a next step."""

import pytest

from releases import readers
from releases.readers import confined
from releases.sandbox import Sandbox
from tests.readers.releases import BUSINESS_WIRE
from tests.readers.test_word_changes import SENTENCE
from tests.readers.word_files import docx


def test_reads_as_read_does():
    assert readers.read_confined(BUSINESS_WIRE.encode(), name="a.txt") == readers.read(
        BUSINESS_WIRE.encode(), name="a.txt"
    )


def test_passes_refusals_and_their_changes_on():
    with pytest.raises(readers.Unreadable, match=r"^a\.txt is empty; choose the file that holds the release"):
        readers.read_confined(b"", name="a.txt")
    with pytest.raises(readers.Undecided) as caught:
        readers.read_confined(docx(SENTENCE), name="a.docx")
    assert [change.kind for change in caught.value.changes] == ["deletion", "insertion"]


def test_refuses_a_file_over_the_limit_before_anything_reads_it():
    with pytest.raises(readers.Unreadable, match=r"^a.txt is 30.0 MB long and the limit is 30 MB; send only the text"):
        readers.read_confined(b"a" * (confined.LARGEST + 1), name="a.txt")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"spin", "a.txt takes longer than 1 seconds to read; save only the text of the release and send that."),
        (b"grow", "a.txt takes more than 500 MB of memory to read; save only the text of the release and send that."),
        (
            b"fail",
            "a.txt could not be read because of a fault in the reader (KeyError); save it as plain text and send that, "
            "and show the file to whoever runs the site.",
        ),
    ],
)
def test_what_goes_wrong_becomes_a_sentence(monkeypatch, caplog, data, sentence):
    monkeypatch.setattr(confined, "SANDBOX", Sandbox(module="tests.misbehaving", seconds=1, memory=500_000_000))
    with pytest.raises(readers.Unreadable) as caught:
        readers.read_confined(data, name="a.txt")
    assert str(caught.value) == sentence
    assert ("The reader stumbled over a.txt" in caplog.text) == (data == b"fail")
