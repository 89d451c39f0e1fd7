"""What layouts of thirty years become: exhibits of filings, saved pages, tables drawn with tables."""

import pytest

from releases.document import richtext
from releases.readers import Unreadable, hypertext, read

LONG = (
    "Quillhaven Therapeutics, Inc. (Nasdaq: QHVN) today announced results of its trial in adults with gout, and more. "
    * 3
)


def html(source: str, notices: list | None = None) -> str:
    found = hypertext.blocks(source, "a.html", [] if notices is None else notices)
    return "".join(richtext.serialise(block.node) for block in found)


def left_out(source: str) -> dict[str, str]:
    notices = []
    html(source, notices)
    return {notice.left_out: notice.message for notice in notices if notice.left_out}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('<div align="center"><font style="FONT-WEIGHT: bold">A Headline</font></div>', "<h3>A Headline</h3>"),
        ('<p style="font-weight:700">Heavy <span style="font-weight:normal">light</span></p>', "<p><strong>Heavy</strong> light</p>"),
        ('<p>10<font style="vertical-align:super;font-size:70%">6</font> C<sub>max</sub></p>', "<p>10<sup>6</sup> C<sub>max</sub></p>"),
        ('<p>A <i>b</i> <span style="font-style:italic">c</span></p>', "<p>A <em>b</em> <em>c</em></p>"),
        ("<p>&nbsp;&nbsp;&nbsp;&nbsp; Indented&nbsp; words 5&nbsp;mg</p><div>&nbsp;</div>", "<p>Indented words 5\u00a0mg</p>"),
        ("One<br><br>two<br>three", "<p>One</p><p>two<br>three</p>"),
        ("<p><b>About Quillhaven</b><br>It makes medicines.</p>", "<h3>About Quillhaven</h3><p>It makes medicines.</p>"),
        ("<p>&#149;&nbsp;&nbsp;First</p><p>·&nbsp;Second</p>", "<ul><li>First</li><li>Second</li></ul>"),
        ("<ul><li>One<li>Two<ul><li>deep</ul></ul>", "<ul><li>One</li><li>Two<ul><li>deep</li></ul></li></ul>"),
        ("<table><tr><td>&nbsp;</td><td>&bull;</td><td>&nbsp;</td><td>First</td></tr></table>"
         "<table><tr><td></td><td>&bull;</td><td></td><td>Second</td></tr></table>", "<ul><li>First</li><li>Second</li></ul>"),
        ("<table><tr><td>1.</td><td>One</td></tr><tr><td>2.</td><td>Two</td></tr></table>", "<ol><li>One</li><li>Two</li></ol>"),
        ('<table role="presentation"><tr><td><p>Framed</p><p>twice</p></td></tr></table>', "<p>Framed</p><p>twice</p>"),
        ("<table><tr><td>Investors:</td><td>Media:</td></tr><tr><td>Jo Park</td><td>Max Oat</td></tr>"
         "<tr><td>jo@q.example.com</td><td>max@g.example.com</td></tr></table>",
         "<p>Investors:</p><p>Jo Park</p><p>jo@q.example.com</p><p>Media:</p><p>Max Oat</p><p>max@g.example.com</p>"),
        ("<table><caption>Doses</caption><tr><th>Group</th><th>n</th></tr><tr><td>QH-1</td><td>20</td></tr></table>",
         '<table><caption>Doses</caption><thead><tr><th scope="col">Group</th><th scope="col">n</th></tr></thead>'
         "<tbody><tr><td>QH-1</td><td>20</td></tr></tbody></table>"),
        ("<pre>First line of a\nparagraph that goes on here.\n\n- item</pre>",
         "<p>First line of a</p><p>paragraph that goes on here.</p><ul><li>item</li></ul>"),
        ("<p>Before</p><p>- 2 -</p><page><p>After</p>", "<p>Before</p><p>After</p>"),
        ('<p>See <a href="/x">this</a>, <a href="https://q.example.com/?a=1&b=2"><b>that</b></a></p>',
         '<p>See this, <a href="https://q.example.com/?a=1&amp;b=2"><strong>that</strong></a></p>'),
        ("<h1>One</h1><h5>Five</h5>", "<h2>One</h2><h4>Five</h4>"),
        ('<p onclick="x()">Safe<script>evil()</script></p>', "<p>Safe</p>"),
    ],
)  # fmt: skip
def test_reads_layouts(source, expected):
    assert html(source) == expected


def test_tidies_a_table_of_figures():
    def row(*cells):
        return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"

    source = (
        '<table><tr><td></td><td></td><td colspan="7">Three months ended June 30,</td></tr>'
        '<tr><td></td><td></td><td colspan="3">2025</td><td></td><td colspan="3">2024</td></tr>'
        + row("Revenue", "", "$", "1,204", "", "", "$", "998", "")
        + row("Net loss", "", "", "(310", ")", "", "", "(402", ")")
        + row("Margin", "", "", "61", "%", "", "", "58", "%")
        + "</table>"
    )
    assert html(source) == (
        '<table><thead><tr><th scope="col"></th><th colspan="2" scope="col">Three months ended June 30,</th></tr>'
        '<tr><th scope="col"></th><th scope="col">2025</th><th scope="col">2024</th></tr></thead>'
        "<tbody><tr><td>Revenue</td><td>$1,204</td><td>$998</td></tr>"
        "<tr><td>Net loss</td><td>(310)</td><td>(402)</td></tr>"
        "<tr><td>Margin</td><td>61%</td><td>58%</td></tr></tbody></table>"
    )


def test_finds_the_article_and_tells_what_stands_around_it():
    page = (
        "<title>Quillhaven</title><div id='cookie-banner'>We use cookies.</div><nav><a href='/'>Home</a></nav>"
        f"<main><h2>News Details</h2><h1>Quillhaven Opens a Laboratory Today</h1><div class='shareLinks'>Tweet</div><p>{LONG}</p>"
        "<p style='display:none'>Unseen</p><article class='card'><a href='/n2'>Another release</a></article></main>"
        "<aside>Stock quote</aside><footer>Terms</footer>"
    )
    assert html(page) == f"<h2>Quillhaven Opens a Laboratory Today</h2><p>{LONG.strip()}</p>"
    assert left_out(page) == {
        words: f"Left out of the page: “{words}”, which is {kind}."
        for words, kind in {
            "Quillhaven": "the title of the window",
            "We use cookies.": "a cookie notice",
            "Home": "the site’s navigation",
            "News Details": "a heading of the site",
            "Tweet": "share links",
            "Unseen": "not shown",
            "Another release": "a list of links",
            "Stock quote": "a sidebar",
            "Terms": "the page’s footer",
        }.items()
    }


def test_keeps_an_article_whose_box_has_the_name_of_a_sidebar():
    assert html(f"<div class='content-with-sidebar'><p>{LONG}</p></div>") == f"<p>{LONG.strip()}</p>"


def test_takes_the_headline_from_above_the_article():
    page = f"<header><h1>Quillhaven Opens a New Laboratory</h1></header><article><p>{LONG}</p></article>"
    assert html(page) == f"<h2>Quillhaven Opens a New Laboratory</h2><p>{LONG.strip()}</p>"


def test_tells_of_pictures_but_not_of_spacers():
    page = "<p>x</p><img src='/curve.png' alt='Survival curve'><img src='/spacer.gif'>"
    assert left_out(page) == {
        "Survival curve": "The picture “Survival curve” (/curve.png) was left out; add it as a figure."
    }


ENVELOPE = """<SEC-DOCUMENT>0001.txt : 20250304
<SEC-HEADER>ACCESSION NUMBER: 0001</SEC-HEADER>
<DOCUMENT>
<TYPE>8-K
<SEQUENCE>1
<TEXT>
<html><body><p>Form words</p></body></html>
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>EX-99.2
<TEXT>
Slides of the day
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>EX-99.1
<SEQUENCE>3
<TEXT>
{}
</TEXT>
</DOCUMENT>
</SEC-DOCUMENT>
"""


@pytest.mark.parametrize("exhibit", ["<html><body><p>Quillhaven Moves</p></body></html>", "Quillhaven Moves\n<PAGE>\n"])
def test_opens_the_envelope_of_a_filing(exhibit):
    reading = read(ENVELOPE.format(exhibit).encode(), name="0001.txt")
    assert reading.document.headline == "Quillhaven Moves"
    assert {notice.left_out: notice.needs_review for notice in reading.notices if notice.left_out} == {
        "0001.txt : 20250304 ACCESSION NUMBER: 0001": False,
        "EX-99.1 3": False,
        "Form words": False,
        "Slides of the day": True,
    }
    assert "0001.txt is a filing with the SEC; its EX-99.1 was read." in [notice.message for notice in reading.notices]


def test_refuses_a_filing_without_a_release():
    data = ENVELOPE.format("x").replace("EX-99.1", "EX-10.1").replace("EX-99.2", "EX-31.1").encode()
    with pytest.raises(Unreadable) as caught:
        read(data, name="0001.txt")
    assert str(caught.value) == (
        "0001.txt is a filing without a press release (it holds 8-K, EX-31.1, EX-10.1); "
        "send the exhibit 99 that holds the release."
    )


def test_a_table_of_figures_is_no_table_of_contacts():
    for cells in (("3.1 3.1 3.1 3.1", "12"), ("120 (58.3)", "33 (16.0)"), ("12", "206")):
        row = "".join(f"<td>{cell}</td>" for cell in cells)
        source = f"<h1>Marrow Bay Reports</h1><p>BOSTON, May 5, 2025 (GLOBE NEWSWIRE) -- Marrow Bay, Inc. spoke.</p><table>{f'<tr>{row}</tr>' * 3}</table><p>It goes on.</p>"
        assert read(source.encode(), name="a.html").document.body_html.count("<td>") == 6
