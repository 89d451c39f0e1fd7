import dataclasses
import datetime
import re

import pytest

from releases.document import (
    Company,
    Contact,
    Correction,
    Dateline,
    Document,
    File,
    Footnote,
    SafeHarbor,
    Section,
)
from releases.rendering import article_html, plain_text

FIGURE = File(
    key="8b5f7c1e-2a61-4b56-9d3f-64f3b1a0c001",
    kind="figure",
    name="survival curves.png",
    content_type="image/png",
    size=84213,
    sha256="0" * 64,
    alternative_text="Two falling curves",
    caption="Survival by treatment",
    width=1400,
    height=780,
)
WHOLE = Document(
    headline="Valemere’s VLM-204 Meets Its Goal",
    company=Company(legal_name="Valemere Therapeutics, Inc."),
    category="clinical",
    date=datetime.date(2031, 3, 4),
    subheadline="Fourteen months against nine\nApplication planned",
    dateline=Dateline(city="PROVIDENCE", region="R.I.", wire="BUSINESS WIRE"),
    body_html="<p>Valemere today reported<sup>1</sup> results at 75 mg/m<sup>2</sup>.</p>",
    sections=(Section(heading="About VLM-204", html="<p>An antibody.</p>"),),
    trademark_notes=("Carrysure® is a registered trademark.",),
    footnotes=(Footnote(mark="1", html="Orlov et al. <em>Annals</em>."), Footnote(mark="2", html="Second.")),
    safe_harbor=SafeHarbor(html="<p>Results may differ.</p>", heading="Forward-looking statements"),
    contacts=(
        Contact(
            kind="investors",
            label="For Investors:",
            person="Tomas Okafor",
            phone="401-555-0142",
            email="ir@valemere.example",
        ),
    ),
    source="Valemere Therapeutics, Inc.",
    distributor="Imaginary Media",
    files=(FIGURE,),
    correction=Correction(kind="correction", note="The goal was met in March."),
)


def body(html, *marks):
    """The rendered body of a release with these words and notes."""
    notes = tuple(Footnote(mark=mark, html="Note.") for mark in marks)
    document = Document(headline="H", company=WHOLE.company, body_html=html, footnotes=notes)
    return re.search(r'<div class="body">\n(.*)\n</div>', article_html(document), re.DOTALL)[1]


def words(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def test_order_is_that_of_wire_copy():
    html = words(article_html(WHOLE))
    order = [
        "Correction The goal was met in March.",
        "Clinical data March 4, 2031",
        "Valemere’s VLM-204 Meets Its Goal",
        "Fourteen months against nine Application planned",
        "PROVIDENCE, R.I. — (BUSINESS WIRE) — Valemere today reported",
        "Survival by treatment",
        "About VLM-204 An antibody.",
        "Carrysure® is a registered trademark.",
        "Orlov et al. Annals",
        "Forward-looking statements Results may differ.",
        "For Investors: Tomas Okafor, 401-555-0142 ir@valemere.example",
        "Source: Valemere Therapeutics, Inc. News Provided by Imaginary Media",
    ]
    places = [html.index(part) for part in order]

    assert places == sorted(places)


def test_the_same_document_gives_the_same_bytes():
    assert article_html(WHOLE) == article_html(Document.from_json(WHOLE.canonical_bytes()))


def test_correction_notice_has_its_kind_and_note_and_no_links():
    notice = article_html(WHOLE).partition("<header>")[0]

    assert '<p class="kind">Correction</p>\n<p>The goal was met in March.</p>' in notice
    assert "<a " not in notice
    assert "correction" not in article_html(dataclasses.replace(WHOLE, correction=None))


def test_dateline_runs_into_the_first_paragraph():
    assert (
        '<p><span class="dateline"><span class="place">PROVIDENCE, R.I.</span>—<span class="wire">(BUSINESS WIRE)</span>—'
        "</span>Valemere today" in article_html(WHOLE)
    )


@pytest.mark.parametrize(
    ("dateline", "printed"),
    [
        (Dateline(city="BOSTON"), "BOSTON — News."),
        (Dateline(city="BOSTON", wire="PRNewswire"), "BOSTON, Feb. 4, 2031 /PRNewswire/ — News."),
        (
            Dateline(city="BASEL", region="Switzerland", wire="GLOBE NEWSWIRE"),
            "BASEL, Switzerland, Feb. 4, 2031 (GLOBE NEWSWIRE) — News.",
        ),
        (Dateline(city="BOSTON", wire="Marketwired"), "BOSTON—(Marketwired – Feb. 4, 2031) – News."),
        (Dateline(city="BOSTON", wire="ACCESSWIRE"), "BOSTON / ACCESSWIRE / Feb. 4, 2031 / News."),
        (Dateline(city="BOSTON", wire="Cision"), "BOSTON—(Cision)—News."),
        (Dateline(), "News."),
    ],
)
def test_dateline_forms(dateline, printed):
    document = Document(
        headline="H", company=WHOLE.company, date=datetime.date(2031, 2, 4), dateline=dateline, body_html="<p>News.</p>"
    )

    assert plain_text(document) == f"H\n\n{printed}"


def test_dateline_stands_alone_before_a_list():
    document = Document(
        headline="H", company=WHOLE.company, dateline=Dateline(city="BOSTON"), body_html="<ul><li>One</li></ul>"
    )

    assert "BOSTON</span> —</span> </p><ul><li>One</li></ul>" in article_html(document)


def test_note_and_place_lead_to_each_other():
    html = article_html(WHOLE)

    assert 'reported<sup class="reference"><a href="#note-1" id="ref-1" role="doc-noteref">1</a></sup> results' in html
    assert '<p id="note-1"><sup>1</sup> Orlov et al. <em>Annals</em>. <a class="back" href="#ref-1"' in html
    assert '<p id="note-2"><sup>2</sup> Second.</p>' in html


def test_every_place_has_an_id_of_its_own():
    html = body("<p>One<sup>1</sup> two<sup>1</sup> three<sup>1,2</sup></p>", "1", "2")

    assert re.findall(r'id="(ref-[^"]+)"', html) == ["ref-1", "ref-1-2", "ref-1-3", "ref-2"]


@pytest.mark.parametrize(
    "html",
    [
        "<p>75 mg/m<sup>2</sup> a week</p>",
        "<p>40 cm<sup>2</sup></p>",
        "<p>10<sup>2</sup> cells</p>",
        "<p>r<sup>2</sup> and χ<sup>2</sup></p>",
        "<p>given <sup>2</sup>H water</p>",
        "<p>CD56<sup>+</sup></p>",
        "<p>unknown<sup>3</sup> and mixed<sup>2,3</sup></p>",
        '<p><a href="https://example.org/">linked<sup>2</sup></a></p>',
    ],
)
def test_what_is_no_reference_stays_as_it_is(html):
    assert body(html, "1", "2") == html


@pytest.mark.parametrize(
    "html",
    [
        "<p>lymphoma<sup>2</sup></p>",
        "<p>the criteria.<sup>2</sup></p>",
        "<p><em>Blood</em><sup>2</sup></p>",
        "<p>Harm<sup>2</sup></p>",
        "<p>(91%)<sup>2</sup></p>",
    ],
)
def test_reference_behind_a_word(html):
    assert '<a href="#note-2" id="ref-2" role="doc-noteref">2</a>' in body(html, "1", "2")


def test_a_mark_that_is_no_number_may_stand_behind_one():
    assert 'href="#note-1"' in body("<table><tr><td>12.3<sup>†</sup></td></tr></table>", "†")


def test_hostile_body_is_disarmed():
    hostile = (
        '<p onclick="a()">Words <script>alert(1)</script><a href="javascript:alert(2)">link</a>'
        '<img src=x onerror="b()"> <span style="color:red">red</span></p><iframe src="//evil.example"></iframe>'
    )
    document = dataclasses.replace(
        WHOLE,
        headline="<script>x</script>",
        body_html=hostile,
        sections=(Section(heading="<b>", html=hostile),),
        safe_harbor=SafeHarbor(html=hostile),
        footnotes=(Footnote(mark='"><i>', html=hostile),),
    )
    html = article_html(document)

    for danger in ("<script", "onclick", "onerror", "javascript:", "<iframe", "evil.example", "style=", "<i>", "<b>"):
        assert danger not in html
    assert "&lt;script&gt;x&lt;/script&gt;</h1>" in html


def test_headings_begin_at_the_second_level_without_gaps():
    assert body("<h3>A</h3><p>x</p><h4>B</h4><p>y</p>") == "<h2>A</h2><p>x</p><h3>B</h3><p>y</p>"
    assert article_html(WHOLE).count("<h1") == 1


def test_headings_in_a_section_stand_below_its_own():
    document = dataclasses.replace(WHOLE, sections=(Section(heading="About", html="<h2>Part</h2><p>x</p>"),))

    assert '<h2 id="section-1-heading">About</h2>\n<h3>Part</h3>' in article_html(document)


def test_table_scrolls_in_a_labelled_region_and_has_scopes():
    html = body(
        "<table><caption>Response</caption><thead><tr><th></th><th>Rate (95% CI)</th></tr></thead>"
        "<tbody><tr><th>Arm A</th><td>71.4 (60.1–80.2)</td></tr><tr><th>Arm B</th><td>NR</td></tr></tbody></table>"
    )

    assert html == (
        '<div aria-label="Table 1: Response" class="table" id="table-1" role="region" tabindex="0">'
        '<table><caption>Response</caption><thead><tr><th scope="col"></th>'
        '<th class="figures" scope="col">Rate (95% CI)</th></tr></thead>'
        '<tbody><tr><th scope="row">Arm A</th><td class="figures">71.4 (60.1–80.2)</td></tr>'
        '<tr><th scope="row">Arm B</th><td class="figures">NR</td></tr></tbody></table></div>'
    )


def test_figures_line_up_only_where_the_whole_column_is_figures():
    html = body(
        "<table><tr><td>a</td><td>12</td><td>12</td></tr><tr><td>b</td><td>three</td><td>$1,300</td></tr></table>"
    )

    assert re.findall(r'<td class="figures">([^<]+)', html) == ["12", "$1,300"]


def test_figure_has_its_words_and_measures():
    html = article_html(WHOLE)

    folder = f"/files/{FIGURE.key}/survival%20curves"
    sizes = 'sizes="(min-width: 44rem) 42rem, 100vw"'
    assert (
        "<picture>\n"
        f'<source type="image/avif" srcset="{folder}-480.avif 480w, {folder}-960.avif 960w, {folder}-1400.avif 1400w" {sizes}>\n'
        f'<source type="image/webp" srcset="{folder}-480.webp 480w, {folder}-960.webp 960w, {folder}-1400.webp 1400w" {sizes}>\n'
        f'<img src="{folder}.png" srcset="{folder}-480.png 480w, {folder}-960.png 960w, {folder}.png 1400w" {sizes}'
        ' alt="Two falling curves" width="1400" height="780" loading="lazy" decoding="async">\n'
        "</picture></a>"
    ) in html
    assert "<figcaption>Survival by treatment</figcaption>" in html


def test_contacts_can_be_called_and_written_to():
    html = article_html(WHOLE)

    assert '<a href="tel:+14015550142">401-555-0142</a>' in html
    assert '<a href="mailto:ir@valemere.example">ir@valemere.example</a>' in html


def test_a_bare_document_has_a_headline_and_nothing_empty():
    html = article_html(Document(headline="H", company=WHOLE.company))

    assert "<h1>H</h1>" in html
    for part in ("<section", "<figure", "<footer", "<address", "correction", "subheadline", "<time"):
        assert part not in html


def test_plain_text_is_every_word_without_marks():
    assert plain_text(WHOLE) == "\n\n".join(
        [
            "Valemere’s VLM-204 Meets Its Goal",
            "Correction: The goal was met in March.",
            "Fourteen months against nine",
            "Application planned",
            "PROVIDENCE, R.I.—(BUSINESS WIRE)—Valemere today reported results at 75 mg/m².",
            "Survival by treatment",
            "About VLM-204",
            "An antibody.",
            "Carrysure® is a registered trademark.",
            "1 Orlov et al. Annals.",
            "2 Second.",
            "Forward-looking statements",
            "Results may differ.",
            "For Investors:\nTomas Okafor\n401-555-0142\nir@valemere.example",
            "Source: Valemere Therapeutics, Inc.",
            "News Provided by Imaginary Media",
        ]
    )
