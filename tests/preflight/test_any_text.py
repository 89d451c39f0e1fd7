"""No text makes a rule fail, or take more than a second."""

import datetime
import html
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from releases import preflight
from releases.document import Document, Trial
from releases.preflight import CATALOGUE, Context
from releases.preflight.context import KnownTrial
from releases.preflight.view import View
from tests import adversaries, properties
from tests.document.strategies import documents
from tests.preflight.cases import COMPANY, document
from tests.properties import examples

#: What the rules look for, to be put together without sense.
PIECES = (
    "Among the 23 patients, ", "10 (44%) ", "44% ", "10/23 ", "of whom ", "including the five patients ", "the remaining two patients ",
    "had a PR", "VGPR, ", "— ", ": ", "(95% CI, 62–30) ", "HR 0.65 ", "p=0.000 ", "from 10 to 12 million (25%) ", "increased ", "75 mg/m² ",
    "75 mg/m²/week ", "randomized 2:1 ", "(n=12) ", "median PFS of 7.7 months ", "three posters:", "Twenty-", "“", "”", "(", "NCT0123", "IMGN901 ",
    "IMG901 ", "Phase II ", "(NASDAQ: QLHV) ", "December 7, 2026 ", "Monday, ", "9:00 a.m. EST ", "will ", "safe and effective ", "®", "¹", "\n", "\u200b",
    "{x}", "TBD ", "https://a.example/# ", "ir@a.example ", "617-555-0100 ", "0" * 30, "9,", "−", "½",
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=25).map("".join)


@given(documents)
@examples(40)
def test_no_document_makes_a_rule_fail(anything):
    assert preflight.inspect(anything) == preflight.inspect(anything)


@given(texts, texts)
@examples(50)
def test_every_finding_quotes_what_stands_at_its_place(headline, body):
    written = document(f"<p>{body}</p>", headline=headline)
    fields = {passage.field: passage.text for passage in View(written).passages}
    for finding in preflight.inspect(written).findings:
        assert finding.message
        for place in finding.places:
            if place.end:
                assert preflight.finding.normalised(fields[place.field][place.start : place.end]) == (
                    preflight.finding.normalised(finding.quote)
                )


@pytest.mark.parametrize(
    ("piece", "size"),
    [
        ("1234567890", 5_000_000),
        *((piece, 30_000) for piece in ("10% ", "10 of 23 (44%) ", "Among the 23 patients, 10 (44%) had SD. ", "(", "“", "of whom ", "1,234,")),
        *((piece, 30_000) for piece in ("75 mg/m²/week ", "95% CI ", "HR 0.65 (95% CI ", "increased from ", "(n=12) ", "A. ", "twenty-", "a-", "A1")),
        *((piece, 30_000) for piece in ("http://a", "a@", "IMGN901 ", "NCT", "® ", "\u200b", "Dec. 10, ", "will be ", "said ", "\n")),
    ],
    ids=repr,
)  # fmt: skip
def test_no_rule_takes_more_than_a_second(piece, size):
    words = (piece * (size // len(piece) + 1))[:size]
    view = View(Document(headline="H", company=COMPANY, body_html=f"<p>{words}</p>"))
    for rule in CATALOGUE.values():
        begun = time.process_time()
        for _ in rule.check(view, Context()):
            pass
        assert time.process_time() - begun < 1, rule.id


#: What took time by the square: a question about the whole sentence or text for each of its words.
SLOW = (
    "9:00 a.m. (EST), ", "AAs ", "significantly ", "complete response rate (AA) 10% of patients ", ",111", "including 5 patients 10% ",
    "including 5 patients, 10% ", "1 of 999,999,999 patients (5%), ", "enrolled 100 patients ", "“A” ", "A-", "call at 9 a.m. ",
)  # fmt: skip
LINKED = Trial(acronym="BREAKWATER", nct_number="NCT01234567", enrollment_count=90, enrollment_type="ACTUAL")
CONTEXT = Context(trials=(KnownTrial(trial=LINKED, is_linked=True),))


def slow_rules(words: str, seconds: float) -> list[str]:
    """The rules that take more processor time than that on these words, in one paragraph and in many."""
    bodies = (f"<p>{words}</p>", "".join(f"<p>{words[at : at + 60]}</p>" for at in range(0, len(words), 60)))
    views = [
        View(Document(headline="H", company=COMPANY, body_html=body, date=datetime.date(2026, 6, 3))) for body in bodies
    ]

    def takes(rule, view) -> float:
        return adversaries.seconds(lambda: [*rule.check(view, CONTEXT)])

    # Beside other work even processor time is longer: what is slow is slow each time.
    return [
        rule.id for view in views for rule in CATALOGUE.values() if all(takes(rule, view) > seconds for _ in range(3))
    ]


@pytest.mark.parametrize("piece", SLOW)
def test_no_rule_takes_time_by_the_square(piece):
    assert slow_rules(adversaries.filled(piece, 30_000), 1) == []


def test_many_names_take_no_time_by_the_square():
    assert slow_rules(adversaries.varied("The trial A1 (AA) enrolled 1 patients of AA, 12% ", 30_000), 1) == []


@pytest.mark.thorough
@pytest.mark.skipif(properties.PROFILE == "everyday", reason="script/prove tries what the patterns look for")
@pytest.mark.parametrize("fill", [adversaries.filled, adversaries.varied])
def test_what_patterns_look_for_takes_no_time_by_the_square(fill):
    modules = [module for name, module in sys.modules.items() if name.startswith("releases.preflight")]
    slow = {
        piece: rules
        for piece in adversaries.pieces(modules)[::7]
        if (rules := slow_rules(html.escape(fill(piece, 10_000), quote=False), 0.25))
    }
    assert slow == {}
