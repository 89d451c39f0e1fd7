"""Redlines as HTML, byte for byte where it matters."""

from releases.document import Company, Document
from releases.rendering import redline_html

COMPANY = Company(legal_name="Marrow Bay Biologics, Inc.")


def told(old: str, new: str) -> str:
    before, after = (Document(headline="H", company=COMPANY, body_html=html) for html in (old, new))
    html = redline_html(before, after)
    html = html.replace('<span class="redline-told"> (end)</span>', "").replace(' class="redline-told"', "")
    return html.partition("<h2>Body</h2>\n")[2].partition("\n</section>")[0]


def test_equal_texts_say_so():
    document = Document(headline="H", company=COMPANY)
    html = redline_html(document, document)
    assert "The two texts are the same." in html
    assert "<ins>" not in html


def test_words_formatting_links_and_tables():
    assert told("<p>Was <em>in vitro</em> 3.</p>", "<p>Was <em>in vitro</em> 4.</p>") == (
        "<p>Was <em>in vitro</em> <del><span>deleted: </span>3</del> <ins><span>inserted: </span>4</ins>.</p>"
    )
    assert told('<p>See <a href="https://a.example/?x=1&amp;y">it</a> now</p>', "<p>See it now</p>") == (
        '<p>See <del><span>deleted: </span><span class="redline-link">it</span>'
        ' <span class="redline-target">(https://a.example/?x=1&amp;y)</span></del>'
        " <ins><span>inserted: </span>it</ins> now</p>"
    )
    assert told(
        "<table><thead><tr><th>A</th></tr></thead><tbody><tr><td>1 of 2</td></tr></tbody></table>",
        "<table><thead><tr><th>A</th></tr></thead><tbody><tr><td>1 of 3</td></tr></tbody></table>",
    ) == (
        '<div class="redline-scroll" role="region" aria-label="Table" tabindex="0"><table class="redline-table"><tr><th scope="col">A</th></tr><tr><td>1 of'
        " <del><span>deleted: </span>2</del> <ins><span>inserted: </span>3</ins></td></tr></table></div>"
    )
    assert told("<h2>A</h2><ol><li>x<ul><li>y</li></ul></li></ol>", "<h2>A</h2><p>b</p>") == (
        '<h3>A</h3>\n<ul><li class="redline-depth-1"><del><span>deleted: </span>x</del></li>'
        '<li class="redline-depth-2"><del><span>deleted: </span>y</del></li></ul>\n'
        "<p><ins><span>inserted: </span>b</ins></p>"
    )


def test_figures_stay_below_their_heads():
    table = (
        '<table><thead><tr><td rowspan="2"></td><th colspan="2">Quarter</th><th colspan="2">Year</th></tr>'
        "<tr><th>2024</th><th>2023</th><th>2024</th><th>2023</th></tr></thead><tbody>"
        '<tr><th rowspan="2">Cost</th><td>1</td><td>2</td><td>{}</td><td>4</td></tr>'
        '<tr><td>5</td><td colspan="3">6</td></tr></tbody></table>'
    )
    html = told(table.format(3), table.format(9))
    assert html.partition('<table class="redline-table">')[2] == (
        '<tr><td></td><th colspan="2" scope="colgroup">Quarter</th><th colspan="2" scope="colgroup">Year</th></tr>'
        '<tr><td></td><th scope="col">2024</th><th scope="col">2023</th><th scope="col">2024</th><th scope="col">2023</th></tr>'
        '<tr><th scope="row">Cost</th><td>1</td><td>2</td>'
        "<td><del><span>deleted: </span>3</del><ins><span>inserted: </span>9</ins></td><td>4</td></tr>"
        '<tr><td></td><td>5</td><td colspan="3">6</td></tr></table></div>'
    )


def test_what_nobody_would_see_is_spelled_out():
    assert told("<p>10 mg a day</p>", "<p>10\u00a0mg a day</p>") == (
        "<p>10<ins><span>inserted: </span>[no-break space]</ins>mg a day</p>"
    )


def test_words_are_escaped():
    html = told("<p>a &lt;script&gt; b</p>", "<p>a &lt;b&gt; b</p>")
    assert "<script>" not in html
    assert "&lt;" in html


def test_a_table_keeps_its_caption_and_the_headers_of_its_rows():
    table = "<table><caption>Cash</caption><tbody><tr><th>Quarter</th><td>{}</td></tr></tbody></table>"
    html = told(
        table.format(3) + "<table><caption>Debt</caption><tbody><tr><td>None</td></tr></tbody></table>", table.format(4)
    )
    assert html.startswith(
        '<div class="redline-scroll" role="region" aria-label="Table: Cash" tabindex="0"><table class="redline-table">'
        '<caption>Cash</caption><tr><th scope="row">Quarter</th><td>'
    )
    assert '</table></div>\n<div class="redline-scroll" role="region" aria-label="Table" tabindex="0">' in html
