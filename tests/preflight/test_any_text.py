"""No text makes a rule fail, or take more than a second."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from releases import preflight
from releases.document import Document
from releases.preflight import CATALOGUE, Context
from releases.preflight.view import View
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
