"""Cases of the rule that compares the text with the block of results: A15."""

from releases.document import ResultRow, Results
from tests.preflight.cases import edge, finds, silent

_BLOCK = Results(
    title="Best response",
    population="Efficacy-evaluable patients",
    size=39,
    rows=(
        ResultRow(category="Very good partial response (VGPR)", count=5),
        ResultRow(category="Partial response", count=12),
        ResultRow(category="Stable disease (SD)", count=11),
    ),
)
_FACTS = {"facts": {"results": (_BLOCK,)}}

CASES = (
    finds("A15", "Among the 39 efficacy-evaluable patients, 12 (31%) had stable disease.", "12 (31%)",
          evidence=("11/39 = 28.21 % in the results",), **_FACTS),
    finds("A15", "Among the 39 efficacy-evaluable patients, 33% had SD.", "33%", **_FACTS),
    finds("A15", "Among the 38 efficacy-evaluable patients, most did well.", "Among the 38 efficacy-evaluable patients",
          evidence=("N = 39 in the results, 38 in the text",), **_FACTS),
    finds("A15", "Among the 39 patients, very good partial responses were rare, with VGPR in four (10%).", "four (10%)", **_FACTS),
    silent("A15", "Among the 39 efficacy-evaluable patients, 12 (31%) had a partial response, 28% had SD and 5 (13%) a VGPR.", **_FACTS),
    silent("A15", "Among the 39 efficacy-evaluable patients, 17 (44%) had a partial response or better and 5% a rash.", **_FACTS),
    silent("A15", "Among the 44 treated patients, 40% had stable disease before.", **_FACTS),
    edge(silent("A15", "Among the 39 patients, 12 (31%) had stable disease.")),
    edge(silent("A15", "Among the 39 patients, 5 (13%) had a very good partial response.", **_FACTS)),
    edge(silent("A15", "Words.", facts={"results": (Results(population="Patients", size=0),)})),
)  # fmt: skip
