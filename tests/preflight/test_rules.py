"""Each rule on a document that breaks it, and on one that does not."""

import dataclasses

from releases import preflight
from releases.document import Company, Document, File, SafeHarbor, Section
from releases.preflight import Finding, Level

SOUND = Document(
    headline="Marrow Bay Counts",
    company=Company(legal_name="Marrow Bay Biologics, Inc."),
    body_html="<p>Words.</p>",
    safe_harbor=SafeHarbor(html="<p>Filled.</p>"),
    sections=(Section(heading="About", html="<p>Filled.</p>"),),
)


def found(**facts) -> list[tuple]:
    document = dataclasses.replace(SOUND, **facts)
    return [(finding.rule, finding.level, finding.field, finding.quote) for finding in preflight.inspect(document)]


def test_a_sound_document_passes():
    assert preflight.inspect(SOUND) == ()


def test_company_headline_and_text_must_be_there():
    empty = {"company": Company(legal_name=" "), "headline": "\n", "body_html": "<p> </p>"}
    assert found(**empty) == [
        ("W1", "B", "company", ""),
        ("W1", "B", "headline", ""),
        ("W1", "B", "body_html", ""),
    ]
    assert preflight.inspect(dataclasses.replace(SOUND, headline="")) == (
        Finding(rule="W1", level=Level.BLOCK, field="headline", message="The release has no headline. Write one."),
    )


def test_every_unfilled_placeholder_is_named_once_where_it_stands():
    assert found(
        safe_harbor=SafeHarbor(html="<p>{annual_report}, {drugs}, {annual_report}</p>"),
        sections=(Section(heading="a", html="<p>Filled.</p>"), Section(heading="b", html="<p>{<b>x</b>}</p>")),
    ) == [
        ("C12", "B", "safe_harbor", "{annual_report}"),
        ("C12", "B", "safe_harbor", "{drugs}"),
        ("C12", "B", "sections[1]", "{x}"),
    ]


def test_an_unfilled_placeholder_in_a_heading_is_found_too():
    assert found(safe_harbor=SafeHarbor(heading="{drugs} cautions", html="<p>Filled.</p>")) == [
        ("C12", "B", "safe_harbor", "{drugs}")
    ]


def test_figures_need_alternative_text_and_attachments_do_not():
    facts = {"key": "k", "name": "x", "content_type": "t", "size": 1, "sha256": "0"}
    bare, described = File(kind="figure", title="Chart", **facts), File(kind="figure", alternative_text="A", **facts)
    assert found(files=(described, bare, File(kind="attachment", **facts))) == [("C19", "B", "files[1]", "Chart")]


def test_what_blocks_comes_first(monkeypatch):
    def note(document):
        yield Finding(rule="Z", level=Level.NOTE, field="headline", message="m")

    monkeypatch.setattr("releases.preflight.rules.RULES", (note, *preflight.rules.RULES))
    assert [row[1] for row in found(headline="")] == ["B", "N"]
