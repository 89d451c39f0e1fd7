"""Cases of the rules about a release being whole."""

from releases.document import Company, File, SafeHarbor, Section
from tests.preflight.cases import edge, finds, silent

_FILE = {"key": "k", "name": "x.png", "content_type": "t", "size": 1, "sha256": "0"}

CASES = (
    finds("W1", "Words.", "", facts={"headline": " "}),
    edge(finds("W1", "<p> </p>", "", "", facts={"company": Company(legal_name=" ")})),
    silent("W1"),
    finds("C12", "Words.", "{drugs}", facts={"safe_harbor": SafeHarbor(html="<p>{drugs}, {drugs}</p>")}),
    edge(finds("C12", "Words.", "{x}", facts={"sections": (Section(heading="b", html="<p>{<em>x</em>}</p>"),)})),
    silent("C12", facts={"safe_harbor": SafeHarbor(html="<p>Filled.</p>")}),
    finds("C19", "Words.", "Chart", facts={"files": (File(kind="figure", title="Chart", **_FILE),)}),
    edge(silent("C19", facts={"files": (File(kind="attachment", **_FILE),)})),
    silent("C19", facts={"files": (File(kind="figure", alternative_text="A", **_FILE),)}),
)
