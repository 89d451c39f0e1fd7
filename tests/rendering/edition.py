"""An edition of an invented company with everything a document can hold, as machine formats are given it."""

import datetime
import io

from PIL import Image

from releases.document import (
    Company,
    Contact,
    Correction,
    Dateline,
    Document,
    Drug,
    File,
    Footnote,
    Program,
    SafeHarbor,
    Section,
    Trial,
    TrialDrug,
)
from releases.document.results import ResultRow, Results
from releases.rendering.facts import Facts

UTC = datetime.UTC
FIGURE = File(
    key="6f0b3c0e-0000-4000-8000-000000000001",
    kind="figure",
    name="response-by-dose.png",
    content_type="image/png",
    size=2000,
    sha256="1" * 64,
    alternative_text="Bars that rise with dose",
    caption="Response by dose",
    width=1200,
    height=500,
)
SHEET = File(
    key="6f0b3c0e-0000-4000-8000-000000000002",
    kind="attachment",
    name="fact-sheet.pdf",
    content_type="application/pdf",
    size=84000,
    sha256="2" * 64,
    title="Fact sheet",
)
DOCUMENT = Document(
    headline="Valemere Reports *First* Results of HARBOR-1 & More",
    company=Company(
        legal_name="Valemere Bio, Inc.",
        short_name="Valemere",
        exchange="NASDAQ",
        mic="XNAS",
        ticker="VLMR",
        website="https://www.valemere.example",
    ),
    category="clinical",
    date=datetime.date(2025, 3, 4),
    subheadline="Three of ten responded\nNo new signals",
    dateline=Dateline(city="PROVIDENCE", region="R.I.", wire="BUSINESS WIRE"),
    body_html=(
        "<p>Valemere <strong>today</strong> reported 75 mg/m<sup>2</sup> of <em>valetinib</em><sup>1</sup>; see"
        ' <a href="https://www.valemere.example/a?b=1&amp;c=(2)">the poster</a>.<br>1. is no list; 3 &lt; 4_x_</p>'
        "<h3>Design</h3><ul><li>One<ul><li>Inside</li></ul></li><li>Two</li></ul>"
        '<ol start="3"><li>Three</li></ol><blockquote><p>We said so.</p></blockquote>'
        "<table><caption>Response</caption><thead><tr><th rowspan='2'>Arm</th><th colspan='2'>Dose</th></tr>"
        "<tr><th>1 mg</th><th>2 mg</th></tr></thead><tbody><tr><th>A</th><td>1.2</td><td>3 | 4</td></tr>"
        "<tr><td rowspan='9'>B</td><td>2</td></tr><tr><td>5</td><td>6</td><td>7</td></tr></tbody></table>"
        "<table><tr><td>No headers</td></tr></table>"
    ),
    results=(
        Results(population="Patients", size=10, title="Best response", rows=(ResultRow(category="Partial", count=3),)),
    ),
    footnotes=(Footnote(mark="1", html="A <em>note</em>."),),
    sections=(Section(heading="About Valemere", html="<p>Valemere is invented.</p>"),),
    safe_harbor=SafeHarbor(heading="Forward-Looking Statements", html="<p>Results may differ.</p>", version="2"),
    trademark_notes=("Valemere® is a mark.",),
    contacts=(
        Contact(kind="investors", person="Ada Quill", title="IR", phone="401-555-0142", email="ir@valemere.example"),
    ),
    source="Valemere Bio, Inc.",
    drugs=(
        Drug(
            code_name="VAL-1",
            generic_name="valetinib",
            mechanism="Kinase inhibitor",
            owner="Valemere Bio, Inc.",
            programs=(Program(indication="glioma", phase="phase-2"),),
            key="d-1",
        ),
    ),
    trials=(
        Trial(
            nct_number="NCT01234567",
            acronym="HARBOR-1",
            title="A Study of Valetinib",
            phase="PHASE2",
            status="ACTIVE_NOT_RECRUITING",
            conditions=("Glioma",),
            sponsor="Valemere Bio, Inc.",
            drugs=(TrialDrug(name="VAL-1", key="d-1"), TrialDrug(name="placebo", role="comparator")),
            key="t-1",
        ),
    ),
    files=(FIGURE, SHEET),
    correction=Correction(kind="correction", note="Three, not four, responded."),
)
FACTS = Facts(
    origin="https://ir.valemere.example",
    address="/releases/2025/03/04/valemere-reports/",
    feed_id="tag:ir.valemere.example,2025-03-04:release/r-1",
    number=2,
    live_at=datetime.datetime(2025, 3, 5, 12, 30, tzinfo=UTC),
    first_live_at=datetime.datetime(2025, 3, 4, 12, 0, tzinfo=UTC),
    sealed_at=datetime.datetime(2025, 3, 5, 12, 29, 59, 500, tzinfo=UTC),
    digest="ab" * 32,
    previous_digest="cd" * 32,
    is_current=True,
)


def picture() -> bytes:
    """The bytes of the figure."""
    buffer = io.BytesIO()
    Image.new("RGB", (1200, 500), "#1f4e79").save(buffer, "PNG")
    return buffer.getvalue()
