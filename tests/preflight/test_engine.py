"""The engine: what becomes of a hit, and in which order findings come."""

import hashlib

import pytest

from releases import preflight
from releases.document import Company, Contact, Dateline, File, SafeHarbor, Section
from releases.preflight import Context, Finding, Level, Place, catalogue
from releases.preflight.finding import normalised
from tests.preflight.cases import document

SAFE = SafeHarbor(html="<p>{annual_report}, {drugs}, {annual_report}</p>")


@pytest.fixture
def rules(monkeypatch):
    """An empty catalogue; the fixture's value registers a check in it."""
    monkeypatch.setattr(catalogue, "CATALOGUE", {})
    monkeypatch.setattr("releases.preflight.engine.CATALOGUE", catalogue.CATALOGUE)
    monkeypatch.setattr(catalogue, "UNBUILT", {})

    def add(rule_id, level, check, **rest):
        catalogue.rule(rule_id, level, "t", source="s", **rest)(check)

    return add


def every(word, **rest):
    def check(view, context):
        for passage in view.passages:
            at = passage.text.find(word)
            while at >= 0:
                yield passage.hit(at, at + len(word), "m", **rest)
                at = passage.text.find(word, at + 1)

    return check


def sound(**facts):
    """A document that no rule speaks about."""
    facts = {
        "dateline": Dateline(city="BOSTON", wire="BUSINESS WIRE"),
        "contacts": (Contact(kind="investors", person="Ada Quill", email="aquill@quillhaven.example"),),
    } | facts
    return document("Quillhaven Therapeutics, Inc. (NASDAQ: QLHV) today reported progress.", **facts)


def of(rule, report):
    return [each for each in report.findings if each.rule == rule]


def test_a_sound_document_passes():
    assert preflight.inspect(sound()).findings == ()


def test_what_is_missing_is_said_where_it_is_missing():
    empty = document("<p> </p>", headline="", company=Company(legal_name=" "))
    assert [
        (each.rule, each.level, each.field, each.quote) for each in preflight.inspect(empty).blocks if each.rule == "W1"
    ] == [
        ("W1", "B", "company", ""),
        ("W1", "B", "headline", ""),
        ("W1", "B", "body", ""),
    ]
    assert preflight.inspect(sound(headline="")).findings == (
        Finding(
            rule="W1",
            level=Level.BLOCK,
            message="The release has no headline. Write one.",
            places=(Place("headline"),),
        ),
    )


def test_the_same_words_twice_are_one_finding_with_both_places():
    first, second = of("C12", preflight.inspect(document(safe_harbor=SAFE)))
    assert (first.quote, first.count, first.field, first.span) == ("{annual_report}", 2, "safe_harbor[0]", (0, 15))
    assert first.places == (Place("safe_harbor[0]", 0, 15), Place("safe_harbor[0]", 26, 41))
    assert (second.quote, second.count) == ("{drugs}", 1)


def test_what_differs_in_evidence_stays_apart(rules):
    rules("A1", Level.NOTE, every("x", evidence="1"))
    rules("A2", Level.NOTE, every("x", evidence="2"))
    assert [(each.rule, each.count) for each in preflight.inspect(document("x and x")).findings] == [
        ("A1", 2),
        ("A2", 2),
    ]


def test_what_blocks_comes_first_then_what_stands_first(rules):
    rules("A10", Level.QUERY, every("q"))
    rules("A2", Level.QUERY, every("q"))
    rules("A3", Level.NOTE, every("n"))
    rules("A4", Level.NOTE, every("b", level=Level.BLOCK))
    found = preflight.inspect(document("n q\n\nb q", headline="q"))
    assert [(each.rule, each.level) for each in found.findings] == [
        ("A4", "B"),
        ("A2", "Q"),
        ("A10", "Q"),
        ("A3", "N"),
    ]
    assert [len(part) for part in (found.blocks, found.queries, found.notes)] == [1, 2, 1]
    assert found.worst == Level.BLOCK


def test_a_fingerprint_stays_while_other_words_change(rules):
    rules("A1", Level.NOTE, every("44 %", evidence="10/23 = 43.48 %"))
    (before,) = preflight.inspect(document("Then 44 % had it.")).findings
    (after,) = preflight.inspect(document("More words.\n\nThen, at last, 44 % had it.")).findings
    assert before.places != after.places
    assert before.fingerprint == after.fingerprint
    assert before.fingerprint == hashlib.sha256(b"A1\n44 %\n10/23 = 43.48 %").hexdigest()


def test_quotes_are_compared_without_their_typography():
    assert normalised("  “IMG‑901”\n ’s ") == '"img-901" \'s'


def test_allowed_words_are_passed_over_for_their_rule_only(rules):
    rules("A1", Level.NOTE, every("NORTH"))
    rules("A2", Level.NOTE, every("NORTH"))
    found = preflight.inspect(document("The NORTH trial."), Context(allowed={"A1": frozenset({"north"})}))
    assert [each.rule for each in found.findings] == ["A2"]
    assert preflight.inspect(document("The NORTH trial."), Context(allowed={"*": frozenset({"north"})})).findings == ()


def test_a_rule_is_registered_once_and_under_a_known_id(rules):
    rules("A1", Level.NOTE, every("x"), version=3)
    assert preflight.inspect(document("x")).findings[0].rule_version == 3
    for taken in ("A1", "A19", "Z1"):
        with pytest.raises(ValueError, match=taken):
            rules(taken, Level.NOTE, every("x"))


def test_a_finding_as_data():
    finding = of("C12", preflight.inspect(document(safe_harbor=SafeHarbor(html="<p>Of {drugs}</p>"))))[0]
    assert finding.data() == {
        "rule": "C12",
        "level": "B",
        "field": "safe_harbor[0]",
        "span": [3, 10],
        "quote": "{drugs}",
        "message": "The standing text asks for {drugs}, and the release does not say it. Fill it in.",
        "evidence": "",
        "suggestion": "",
        "fingerprint": hashlib.sha256(b"C12\n{drugs}\n").hexdigest(),
        "rule_version": 1,
        "count": 1,
        "places": [{"field": "safe_harbor[0]", "span": [3, 10]}],
    }


def test_figures_and_sections_are_addressed_by_number():
    facts = {"key": "k", "name": "x", "content_type": "t", "size": 1, "sha256": "0"}
    found = preflight.inspect(
        sound(
            files=(File(kind="attachment", **facts), File(kind="figure", title="Chart", **facts)),
            sections=(Section(heading="{a}", html="<p>Filled.</p>"), Section(heading="b", html="<p>w</p><p>{b}</p>")),
        )
    )
    assert [(each.field, each.quote) for each in found.findings] == [
        ("files[1].alternative_text", "Chart"),
        ("sections[0].heading", "{a}"),
        ("sections[1][1]", "{b}"),
    ]
