"""Rich text takes time in proportion to its length, whatever it holds, and has bounds with sentences."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from releases.document import markup, richtext
from tests import properties

#: Pieces that are repeated until the text is full: what parsers of HTML are slow at, and what we do after them.
PIECES = [
    "<p>a", "<div>a", "<blockquote>a", "<ul>", "<ul><li>a", "<li>a", "<b>a", "<a href='https://x.example'>a", "<table>", "<table><tr><td>a",
    "<td>a", "<h2>a", "<em><p>a", "<sup>", "<x>a", "<x><y>a", "</p>", "</b>", "&amp;", "&", "<", "<a ", "<!--", "<!-- -->", "<script>",
    "<![CDATA[", "<a b=", '<a "', "<a '", "<br>", " ", "\u00a0", "é", "e\u0301", "\u0301", "<p>&#824;", "<font>", "<select><option>", "<svg>",
    "<math><mi>", "<p><b>a", "<b><i>a</b>", "<a><div>", "<ul><b>", "<ol><b></ol>", "<table><caption>a", "<table><ul></table>",
    "<ul><table></ul></table>", "<ul><textarea></ul></textarea>", "<ul><object></ul>", "<ul><select></ul></select>", "<ul></x>",
    '<ul a="</ul>">', "<ul><!--</ul>-->", "<dd><dl>", "<nobr>a", "<button>", "<form>", "<template>", "<p></p>a", "<b></p>", "<h2><em>x</h2>",
    "a b ", "&#x3164;", "<li><ul></li>", "<svg><p>", "<title>", "<p><ruby><rt>",
]  # fmt: skip
#: Characters, and seconds of processor time for them. A quarter of the budget is usual. What took time by the square
#: needed 6 to 20 seconds for 200,000 characters, so 1.5 to 5 and what is usual for half of them.
LENGTH, BUDGET = (200_000, 4) if properties.PROFILE != "everyday" else (100_000, 1.8)


@pytest.mark.parametrize("piece", PIECES)
def test_time_is_in_proportion_to_length(piece):
    text = (piece * (LENGTH // len(piece) + 1))[:LENGTH]
    began = time.process_time()
    richtext.sanitise(text)
    assert time.process_time() - began < BUDGET


def test_formatting_that_is_never_closed_is_not_repeated_in_every_paragraph():
    text = "".join(f'<font color="#{n:06x}">' for n in range(150)) + "<p>a</p>" * 10_000
    began = time.process_time()
    richtext.sanitise(text)
    assert time.process_time() - began < BUDGET


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("<p>" + "word " * 9_000 + "</p>", ""),
        ("<p>one</p>" * 20_000, ""),
        ("<ul><li>" * 50 + "deep" + "</li></ul>" * 50, ""),
        ("<p>a<p>b<li>c" * 100, ""),
        ("<p>wordy</p>" * 45_000, "The text has 540,000 characters with its markup; at most 500,000 fit. Shorten it, or attach a part of it as a file."),
        ("<p>o</p>" * 40_000, "The text has more than 20,000 paragraphs, cells and other elements. Shorten it, or attach a part of it as a file."),
        ("<ul>" * 300, "The text has too many elements inside each other. Paste it without formatting."),
        ("<b>" * 31, "The text has too many elements inside each other. Paste it without formatting."),
        ("é" * 50_001, "The text has 50,001 characters without a paragraph's end; at most 50,000 fit. Divide it into paragraphs."),
    ],
)  # fmt: skip
def test_rich_text_has_bounds(text, sentence):
    assert markup.measure(text).excess == sentence


@pytest.mark.parametrize(
    "text",
    ["<div>one<b>two</b>" * 300 + "<p>three &amp; &lt;four&gt;</p>", "<ul><li>é " * 250 + "end", "é ü" * 30_000],
)
def test_what_is_too_deep_keeps_its_words(text):
    def words(html):
        return re.sub(r"\s", "", "".join(richtext.parse(html)._texts()))

    assert markup.measure(text).is_hopeless
    once = richtext.sanitise(text)
    assert words(once) == words(text)
    assert richtext.sanitise(once) == once


def test_what_is_too_deep_runs_nothing():
    text = (
        "<ul>" * 300
        + '<script>alert(1)</script><img src=x onerror="alert(1)"><a href="javascript:alert(1)">x</a>&lt;b&gt;'
    )
    assert richtext.sanitise(text) == "<p>x&lt;b&gt;</p>"


@given(st.lists(st.sampled_from([*PIECES, "</ul>", "</table>", "</div>", "</p>", "words"]), max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_markup_is_measured(pieces):
    found = markup.measure("".join(pieces))
    assert found.depth <= found.elements
    assert found.excess == ""
