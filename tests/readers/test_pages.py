"""Layouts that a printer or Word leaves in HTML and text: ends of pages, levels of lists, lists of terms."""

import pytest

from releases import readers
from releases.document import richtext
from releases.readers import hypertext

BREAK = '<hr style="page-break-after:always">'
PARAGRAPH = "BOSTON, May 5, 2025 (GLOBE NEWSWIRE) -- Marrow Bay, Inc. (Nasdaq: MRBY) spoke today about its cells."


def html(source: str, notices: list | None = None) -> str:
    found = hypertext.blocks(source, "a.html", [] if notices is None else notices)
    return "".join(richtext.serialise(block.node) for block in found)


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        ("<p>It will end in the</p>", "<p>spring of 2031.</p>", "<p>It will end in the spring of 2031.</p>"),
        ("<p>It was given to</p>", "<p>48 patients.</p>", "<p>It was given to 48 patients.</p>"),
        ("<ul><li>One</li><li>two of</li></ul>", "<p>the three</p>", "<ul><li>One</li><li>two of the three</li></ul>"),
        ("<p>It ended.</p>", "<p>another began.</p>", None),
        ("<p>What it found</p>", "<p>Cells grew.</p>", None),
        ("<p>Among them:</p>", "<p>cells.</p>", None),
    ],
)
def test_a_sentence_that_a_page_cut_is_whole_again(above, below, whole):
    notices = []
    page = f"{above}<p>- 2 -</p>{BREAK}{below}<p>The end.</p>"
    assert html(page, notices) == f"{whole or above + below}<p>The end.</p>"
    told = [notice.message.partition(":")[0] for notice in notices]
    cut = "A page ended inside a sentence, which was put together again"
    assert told == ["The page number “- 2 -” was left out.", *([cut] if whole else [])]


def test_a_sentence_that_a_page_of_a_filing_cut_is_whole_again():
    exhibit = (
        f"Marrow Bay Speaks About Cells\n\n{PARAGRAPH}\n\nThe company will end its second trial of the drug in the\n\n"
        "                                   2\n<PAGE>\n\nspring of 2031, and tell of it in the summer of that year.\n\n"
        "It has money.\n<PAGE>\n\nThe company is in Boston.\n"
    )
    envelope = f"<SEC-DOCUMENT>a\n<DOCUMENT>\n<TYPE>EX-99.1\n<TEXT>\n{exhibit}</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n"
    reading = readers.read(envelope.encode(), name="a.txt")
    assert "trial of the drug in the spring of 2031, and tell" in reading.document.body_html
    assert "<p>It has money.</p><p>The company is in Boston.</p>" in reading.document.body_html
    assert "2" in [notice.left_out for notice in reading.notices]


def item(level: int, mark: str, words: str) -> str:
    ignored = f'<![if !supportLists]><span style="mso-list:Ignore">{mark}<span>&nbsp;&nbsp; </span></span><![endif]>'
    return f'<p class="MsoListParagraph" style="mso-list:l0 level{level} lfo1">{ignored}{words}</p>'


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (
            [(1, "·", "One"), (2, "o", "In it"), (3, "§", "Deep"), (2, "o", "More"), (1, "·", "Two")],
            "<ul><li>One<ul><li>In it<ul><li>Deep</li></ul></li><li>More</li></ul></li><li>Two</li></ul>",
        ),
        (
            [(1, "1.", "One"), (2, "a.", "In it"), (2, "b.", "More"), (1, "2.", "Two")],
            "<ol><li>One<ol><li>In it</li><li>More</li></ol></li><li>Two</li></ol>",
        ),
        ([(1, "4.", "Four"), (1, "5.", "Five"), (1, "9.", "Nine")],
         '<ol start="4"><li>Four</li><li>Five</li></ol><ol start="9"><li>Nine</li></ol>'),
    ],
)  # fmt: skip
def test_lists_of_word_keep_their_levels_and_lose_their_marks(items, expected):
    assert html("".join(item(*each) for each in items)) == expected


def test_a_list_of_terms_says_each_term_with_what_it_means():
    source = (
        "<dl><dt>Date</dt><dd>March 10, 2031</dd><div><dt><b>Dial-in:</b></dt><dd>617-555-0100</dd><dd>or online</dd></div>"
        "<dt>Is it open to all?</dt><dd>It is.</dd></dl>"
    )
    assert html(source) == (
        "<p>Date: March 10, 2031</p><p>Dial-in: 617-555-0100</p><p>or online</p><p>Is it open to all?</p><p>It is.</p>"
    )
