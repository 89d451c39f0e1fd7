"""A block of results in the article, in plain words and in wire text."""

import dataclasses

from releases import readers
from releases.document import Company, Document, ResultRow, Results
from releases.rendering import article_html, plain_text, wire_text

BARE = Document(
    headline="Marrow Bay Counts",
    company=Company(legal_name="Marrow Bay Biologics, Inc.", short_name="Marrow Bay"),
    body_html="<p>Words.</p><table><tbody><tr><td>a</td></tr></tbody></table>",
)
BLOCK = Results(
    population="Evaluable patients",
    size=23,
    title="Best response",
    rows=(ResultRow(category="Partial response", count=11), ResultRow(category="Stable disease", count=10)),
)
WHOLE = dataclasses.replace(BARE, results=(BLOCK,))


def test_the_article_shows_them_behind_the_body_as_a_table():
    article = article_html(WHOLE)
    begin = article.index('<div aria-label="Table 2: Best response: Evaluable patients (N = 23)"')
    table = article[begin : article.index("</div>", begin)]
    assert 'id="table-2" role="region" tabindex="0"' in table
    assert table.endswith(
        "<table><caption>Best response: Evaluable patients (N = 23)</caption><thead><tr>"
        '<th scope="col">Category</th><th class="figures" scope="col">Patients</th>'
        '<th class="figures" scope="col">Percentage</th></tr></thead><tbody>'
        '<tr><th scope="row">Partial response</th><td class="figures">11</td><td class="figures">48%</td></tr>'
        '<tr><th scope="row">Stable disease</th><td class="figures">10</td><td class="figures">43%</td></tr></tbody></table>'
    )
    assert article.index("Words.") < begin < article.index("</article>")


def test_an_article_without_results_is_as_it_was():
    article = article_html(BARE)
    assert article == article_html(dataclasses.replace(BARE, results=()))
    assert "</table></div>\n</div>\n" in article


def test_plain_words_and_wire_text_carry_them():
    assert "Partial response\t11\t48%" in plain_text(WHOLE)
    assert wire_text(WHOLE).endswith(
        "Best response: Evaluable patients (N = 23)\n| Category | Patients | Percentage |\n|---|---|---|\n"
        "| Partial response | 11 | 48% |\n| Stable disease | 10 | 43% |\n"
    )
    again = readers.read(wire_text(WHOLE).encode(), name="a.txt").document
    assert "<td>11</td><td>48%</td>" in again.body_html
