"""The sanitiser: one normal form, safe on hostile input, and no word lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from releases.document import richtext
from tests.document.strategies import messy_html
from tests.properties import examples


def letters(html: str) -> str:
    """What a reader would read, without white space and tags."""
    return re.sub(r"\s", "", "".join(richtext.parse(html)._texts()))


@given(messy_html)
@examples(300)
def test_the_normal_form_is_normal(html):
    once = richtext.sanitise(html)
    assert richtext.sanitise(once) == once


@given(messy_html)
@examples(300)
def test_words_are_never_lost(html):
    assert letters(richtext.sanitise(html)) == letters(html)


@given(st.text(max_size=200))
@examples(200)
def test_any_characters_at_all_have_a_normal_form(source):
    once = richtext.sanitise(source)
    assert richtext.sanitise(once) == once


@given(messy_html)
@examples(100)
def test_a_single_line_has_no_blocks_and_a_normal_form(html):
    once = richtext.sanitise_inline(html)
    assert richtext.sanitise_inline(once) == once
    assert not re.search(r"<(p|div|ul|ol|li|h[1-6]|blockquote|table)\b", once)


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ("", ""),
        ("<p></p>", ""),
        ("<p> \u00a0 <br> </p>", ""),
        ("Loose words", "<p>Loose words</p>"),
        ("<p>One\n   two</p>\n\n<p>Three</p>", "<p>One two</p><p>Three</p>"),
        ("<div>One<div>Two</div></div>", "<p>One</p><p>Two</p>"),
        ("<b>Bold</b> and <i>slanted</i>", "<p><strong>Bold</strong> and <em>slanted</em></p>"),
        ("<h1>Title</h1><h6>Small</h6>", "<h2>Title</h2><h4>Small</h4>"),
        ("<p>A<br><br></p>", "<p>A</p>"),
        ("<ul> <li> One </li> <li></li> <li><p>Two</p><p>Three</p></li> </ul>", "<ul><li>One</li><li>Two<br>Three</li></ul>"),
        ('<p><a href="#">Nowhere</a> <a href="">too</a> <a>bare</a></p>', "<p>Nowhere too bare</p>"),
        ('<p><a href="https://a.example/?b=1&amp;c" target="_blank" rel="x">Out</a></p>',
         '<p><a href="https://a.example/?b=1&amp;c">Out</a></p>'),
        ('<ol start="3"><li>Three</li></ol>', '<ol start="3"><li>Three</li></ol>'),
        ("<p>zero\u200bwidth soft\u00adhyphen \u202eright</p>", "<p>zerowidth softhyphen right</p>"),
        ("<p>e\u0301</p>", "<p>é</p>"),
        ("<p>75 mg/m<sup>2</sup> H<sub>2</sub>O</p>", "<p>75 mg/m<sup>2</sup> H<sub>2</sub>O</p>"),
        ("<!-- note --><p data-x='1' class=MsoNormal style='color:red'>Word</p>", "<p>Word</p>"),
    ],
)  # fmt: skip
def test_the_normal_form_is_this(html, clean):
    assert richtext.sanitise(html) == clean


HOSTILE = [
    "<script>alert(1)</script>",
    "<p onclick=alert(1)>x</p>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVa&#x09;ScRiPt:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="vbscript:x">x</a>',
    "<img src=x onerror=alert(1)>",
    '<img src="//evil.example/p.gif">',
    "<svg><script>alert(1)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=x></object><embed src=x>",
    "<form action=//evil.example><button>Go</button></form>",
    "<style>@import '//evil.example'</style>",
    "<base href=//evil.example><meta http-equiv=refresh content=0>",
    '<p style="background:url(//evil.example)">x</p>',
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<a href='https://a.example' onmouseover='x' style='x'>x</a>",
    "<template><script>alert(1)</script></template>",
    "<textarea><img src=x onerror=alert(1)></textarea>",
    "<title><img src=x onerror=alert(1)></title>",
    "<p id=x name=cookie>x</p>",
    "<td colspan='\"><script>'>x",
    "<<script>script>alert(1)<</script>/script>",
]
_SAFE_TAG = re.compile(
    r"</?(?:br|em|strong|su[bp]|p|h[234]|blockquote|li|ul|table|caption|thead|tbody|tfoot|tr)>|</(?:a|ol|th|td)>"
    r'|<a href="(?:https?:|mailto:|tel:|/)?[^"<>]*">|<ol(?: start="[^"<>]*")?>|<t[hd](?: (?:scope|colspan|rowspan)="[^"<>]*")*>'
)


@pytest.mark.parametrize("html", HOSTILE)
def test_hostile_input_becomes_harmless(html):
    for source in (html, f"<p>{html}</p>", f"<ul><li>{html}</li></ul>", f"<table><tr><td>{html}</td></tr></table>"):
        for clean in (richtext.sanitise(source), richtext.sanitise_inline(source)):
            rest = _SAFE_TAG.sub("", clean)
            assert "<" not in rest
            assert not re.search(r'href="\s*(javascript|data|vbscript)', clean, re.I)
            assert richtext.sanitise(richtext.sanitise(source)) == richtext.sanitise(source)


def test_nesting_without_end_is_survived():
    deep = "<b>" * 5000 + "word" + "</b>" * 5000
    assert letters(richtext.sanitise(deep)) == "word"
    lists = "<ul><li>" * 500 + "word"
    assert letters(richtext.sanitise(lists)) == "word"


def test_plain_text_of_each_kind_of_block():
    html = richtext.sanitise(
        "<h2>Title</h2><p>One<br>two</p><ul><li>a<ul><li>b</li></ul></li></ul>"
        "<table><tr><th>Dose</th><th>N</th></tr><tr><td>5</td><td></td></tr></table><blockquote><p>Q</p></blockquote>"
    )
    assert richtext.plain(html) == "Title\n\nOne two\n\n- a\n\n- b\n\nDose\tN\n\n5\t\n\nQ"
