"""The promise of the reader: no word is lost, whatever comes in, and no input keeps it busy."""

import contextlib
import re
import time
import unicodedata
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from releases import readers, text
from releases.readers.decode import decode
from releases.rendering.wire import wire_text
from tests.properties import examples

PIECES = [
    "Headline Here", "BOSTON, Mass.--(BUSINESS WIRE)-- Lead words.", "PARIS, March 4, 2025 /PRNewswire/ -- Lead.", "March 4, 2025",
    "About Gull", "About half of it was.", "- item", "  - deep", "1. one", "7. seven", "| a | b |", "|---|---|", "| c\\ |", "Table 1. Cap",
    "## Heading", "> said", "*em* **strong** [x](#) [y](https://a.example/)", "^(a) _(b) \\* \\", "¹Note text", "word.¹", "* star", "†dagger",
    "X® is a trademark of Y.", "Forward-Looking Statements", "This release contains forward-looking statements.", "For Media:", "Contacts:",
    "Jo Park, 207-555-0101", "jo@t.example.com", "Gull Partners", "12 Pier Road", "or", "Source: Gull, Inc.", "SOURCE Gull", "News Provided by Feed",
    "Press Release", "Update notice: new", "(Nasdaq: GULL)", "“Words of some length here,” said Jo Park, Head.", "", "", "",
]  # fmt: skip
#: What stands around releases: menus, letterheads, codes, drafts' notes, other news, signatures.
AROUND = [
    "Home » Investors » News", "Overview", "Contact Us", "Facebook", "Print | E-mail", "[Logo: Gull]", "12 Pier Road, Suite 3", "Tel. 207-555-0101 | Fax 207-555-0102",
    "News provided by", "Gull, Inc.", "GULL, INC.", "Draft 3 – for counsel", "CONFIDENTIAL – do not send", "EX-99.1 2 gull.txt", "RNS Number : 4821B", "TO BUSINESS EDITORS:",
    "EQS-Ad-hoc: Gull AG / Key word(s): Study", "09-May-2022 / 17:45 CET/CEST", "Language: English", "More news from Gull", "Share price", "-- item of a wire --", "-- item",
    "PARIS, March 4, 2025, 7:00 a.m. CET – Lead.", "PARIS, March [●], 2025 – Lead.", "March 4, 2025 – Paris – Lead.", "BOSTON--(BUSINESS WIRE)--$GULL #gull--Lead.",
    "ON BEHALF OF THE BOARD", "Jo Park", "on behalf of Gull", "Gull Partners on behalf of Tern | 207-555-0103", "1 First source. 2010.", "2 Second source. 2011.",
    "FORWARD-LOOKING STATEMENTS: This release contains forward-looking statements.", "The information contained in this release is as of May 1, 2020.", "Japan", "Gull Investors",
    "HEADLINE OF TWO LINES AND", "ITS SECOND LINE", "a line that goes on", "Use of proceeds", "The post Gull appeared first on Gull.", "GULL +1.7%", "stock-for-",
    "Jo Park, Head of Gull, said:", "– It works, says Jo Park, Head of Gull.",
]  # fmt: skip


def words(source: str) -> Counter:
    """The words of a text as its reader sees them, and as the wire may print them: figures on the line,
    and "SOURCE" or "Source" alike."""
    # A headline prints "^(a)b" as "ab".
    source = re.sub(r"(?<=[^\W\d_])[\^_]\(([^()\n]*)\)|[\^_]\(([^()\n]*)\)(?=[^\W\d_])", r"\1\2", source)
    source = re.sub("([⁰-₟¹²³])", r" \\1 ", source)  # "1^(1)" is printed as "1¹": a figure each, not eleven
    plain = unicodedata.normalize("NFKC", text.visible(re.sub("[\x0b\x0c\x85\u2028\u2029]", "\n", source)))
    return Counter(re.findall(r"[^\W\d_]+|\d", plain.casefold()))


def missing(source: str) -> Counter:
    """The words of the source that stand neither in the wire text of its document nor in a notice; none of a refused one. The order of
    the words is not part of the promise, and neither is the "or" between contacts, which the wire text sets itself."""
    expected = words(re.sub(r"(?m)^or$", "", source))
    try:
        reading = readers.read(source.encode("utf-8"), name="a.txt")
    except readers.Unreadable:
        return Counter()
    # Every second byte a NUL is what UTF-16 without its mark looks like; it is read so, and said.
    if any("UTF-16 without its mark" in notice.message for notice in reading.notices):
        expected = words(decode(source.encode("utf-8"), "a.txt", []))
    told = " ".join(f"{notice.message} {notice.left_out}" for notice in reading.notices)
    return expected - words(wire_text(reading.document)) - words(told)


def outcome(data: bytes, name: str) -> str:
    """The name of a file that was read, or the reason why it was not; anything else that is raised is a failure."""
    try:
        readers.read(data, name=name)
    except readers.Unreadable as refusal:
        return str(refusal)
    return name


@example("0\x000\x0000\x80")
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
@examples(400)
def test_keeps_every_word_of_any_text(source):
    assert not missing(source)


@example("^(A)A")
@given(st.text(alphabet='aA1 \n-*[]()#|\\^_>.:,¹²²“”"@/&<', max_size=120))
@examples(800)
def test_keeps_every_word_among_marks(source):
    assert not missing(source)


@example(
    "Headline Here\nFor Media:\n“Words of some length here,” said Jo Park, Head.\nBOSTON, Mass.--(BUSINESS WIRE)-- Lead words.\nGull Partners"
)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=25).map("\n".join))
@examples(600)
def test_keeps_every_word_of_pieces_in_any_order(source):
    assert not missing(source)


@given(st.lists(st.sampled_from(PIECES + 2 * AROUND), min_size=1, max_size=25).map("\n".join))
@examples(600)
def test_keeps_every_word_of_what_stands_around(source):
    # The date is a field of its own, however often and in whatever form it is printed.
    dates = words(" ".join(re.findall(r"March \d+, 2025|09-May-2022", source)))
    assert not missing(source) - dates


@given(st.binary(max_size=200))
@examples(300)
def test_reads_or_refuses_any_bytes(data):
    for name in ("a.txt", "a.html"):
        assert name in outcome(data, name)


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<ul>",
                "<li>",
                "<table>",
                "<tr>",
                "<td>",
                "a",
                "<b>",
                "<h2>B C",
                "<br>",
                "<a href='#'>",
                "&amp;",
                "<div>",
            ]
        ),
        max_size=30,
    )
)
@examples(300)
def test_reads_or_refuses_any_markup(parts):
    assert "a.html" in outcome("".join(parts).encode(), "a.html")


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "(",
        "“",
        '"a" said A ',
        "A ",
        "*",
        "[",
        "[a](",
        "\\",
        "<",
        "a. ",
        "- a\n",
        "a\n\n",
        "| a |\n",
        "> a\n",
        "trademark is ",
        "(AB) ",
        "1-",
        "www.",
        "\t",
        "X1 ",
    ],
)
def test_reads_or_refuses_half_a_megabyte_of_anything_in_linear_time(unit):
    # Half a megabyte, so that the suite stays quick: what took time by the square took minutes here.
    begin = time.process_time()
    with contextlib.suppress(readers.Unreadable):
        wire_text(readers.read((unit * (500_000 // len(unit.encode()))).encode(), name="a.txt").document)
    assert time.process_time() - begin < 6
