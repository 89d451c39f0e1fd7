"""Every rule of the catalogue on documents that it must speak about, and on those it must not."""

import pytest

from releases import preflight
from releases.preflight.catalogue import IDS
from tests.preflight.cases import all_cases, document

CASES = all_cases()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case):
    report = preflight.inspect(document(case.body, **case.facts), case.context)
    found = [finding for finding in report.findings if finding.rule == case.rule]
    assert sorted(finding.quote for finding in found) == sorted(case.quotes)
    if case.evidence is not None:
        assert sorted(finding.evidence for finding in found) == sorted(case.evidence)
    if case.levels:
        assert "".join(finding.level for finding in found) == case.levels


def test_every_id_has_a_rule_or_a_reason_for_having_none():
    assert sorted([*preflight.CATALOGUE, *preflight.UNBUILT]) == sorted(IDS)
    assert all(preflight.UNBUILT.values())


def test_every_rule_is_tried_from_both_sides_and_at_an_edge():
    for rule in preflight.CATALOGUE:
        cases = [case for case in CASES if case.rule == rule]
        assert any(case.quotes for case in cases), f"{rule} has no case that it must find"
        assert any(not case.quotes for case in cases), f"{rule} has no case that it must not speak about"
        assert any(case.is_edge for case in cases), f"{rule} has no edge"


def test_cases_are_of_rules_that_exist():
    assert {case.rule for case in CASES} <= preflight.CATALOGUE.keys()
