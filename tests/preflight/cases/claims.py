"""Cases of the rules about claims and data."""

import datetime

from releases.document import Designation, Drug, Program, Section, Trial
from releases.preflight.context import Context, KnownDrug, KnownTrial
from tests.preflight.cases import COMPANY, edge, finds, silent

NEW = Drug(code_name="QHV-204", generic_name="lurbicopan", owner=COMPANY.legal_name)
SOLD = Drug(
    generic_name="dorvekibart",
    brand_name="Dorvayo",
    owner=COMPANY.legal_name,
    programs=(Program(indication="IgAN", phase="approved"),),
)
ABOUT = {"drugs": (NEW,)}
KNOWN = Context(
    drugs=(KnownDrug(drug=NEW, is_own=True, is_linked=True), KnownDrug(drug=SOLD, is_own=True, approved_in=("US",)))
)

CLAIMS = (
    finds(
        "E1",
        "Words.",
        "Benefit seen",
        evidence=("QHV-204: not approved",),
        levels="Q",
        facts=ABOUT
        | {"headline": "Quillhaven Presents QHV-204 Data", "subheadline": "Benefit seen in adults with C3G"},
    ),
    finds("E1", "Lurbicopan is safe and effective.", "is safe", "safe and effective", levels="BB", facts=ABOUT),
    finds("E1", "QHV-204 is a breakthrough.", "breakthrough", levels="Q", facts=ABOUT),
    edge(finds("E1", "“QHV-204 is effective,” said Ada Quill.", "is effective", levels="Q", facts=ABOUT)),
    silent(
        "E1",
        "QHV-204 has not been shown to be safe or effective; it is not known whether it is safe. Its safety profile was assessed in a dose-finding trial.",
        facts=ABOUT,
    ),
    silent("E1", "Dorvayo is effective and well tolerated.", context=KNOWN),
    edge(silent("E1", "The trial was well tolerated by all. The cure of ham takes months.", facts=ABOUT)),
    edge(
        silent(
            "E1",
            "QHV-204 is a breakthrough.",
            facts={"drugs": (Drug(code_name="QHV-204", designations=(Designation(kind="breakthrough"),)),)},
        )
    ),
    finds("E2", "Lurbicopan was given to adults.", "Lurbicopan", levels="Q", facts=ABOUT),
    silent("E2", "Lurbicopan, an investigational medicine, was given to adults.", facts=ABOUT),
    edge(
        silent(
            "E2",
            "Lurbicopan was given to adults.",
            facts=ABOUT | {"sections": (Section(heading="About", html="<p>It has not been approved.</p>"),)},
        )
    ),
    edge(silent("E2", "Dorvayo was given.", facts={"drugs": (SOLD,)})),
    finds(
        "E3",
        "Dorvayo was given.",
        "Dorvayo",
        evidence=("lacks its approved use and its risks",),
        levels="Q",
        context=KNOWN,
    ),
    edge(
        finds(
            "E3", "Dorvayo is approved for adults with IgAN.", "Dorvayo", evidence=("lacks its risks",), context=KNOWN
        )
    ),
    silent("E3", "Dorvayo is approved for adults with IgAN. See the full prescribing information.", context=KNOWN),
    edge(silent("E3", "Lurbicopan and dorvekibart were given.", context=KNOWN)),
    finds("E12", "Lurbicopan will be approved in May.", "will be approved", levels="Q"),
    edge(finds("E12", "We guarantee these results.", "guarantee")),
    silent("E12", "If lurbicopan is approved, it will be sold. There is no guarantee that it will be approved."),
    edge(silent("E12", "The FDA decides whether it will be approved.")),
)

_RATE = "In 40 patients the response rate was 40%."
DATA = (
    finds("E4", _RATE, "response rate", levels="Q"),
    finds(
        "E4",
        f"{_RATE} The primary endpoint was met.",
        "Subgroup",
        facts={"headline": "Quillhaven Reports Response in Subgroup"},
    ),
    silent("E4", f"{_RATE} The primary endpoint was met."),
    finds(
        "E4",
        f"{_RATE} The primary endpoint was met.",
        "subgroup",
        evidence=("subgroup in the subheadline",),
        facts={"headline": "Quillhaven Presents Data", "subheadline": "A subgroup gained most"},
    ),
    silent(
        "E4",
        f"{_RATE} The primary endpoint was met.",
        facts={"headline": "Quillhaven Trial Met Its Endpoint", "subheadline": "A subgroup gained most"},
    ),
    edge(silent("E4", _RATE, facts={"category": "financing"})),
    edge(silent("E4", "The response rate will be measured in 40 patients.")),
    finds("E5", "Survival was significantly longer with lurbicopan.", "significantly", levels="Q"),
    finds("E5", "There was a trend toward longer survival (p=0.09).", "trend toward"),
    silent("E5", "Survival was significantly longer (95% CI 2 to 3; p=0.001)."),
    edge(silent("E5", "Survival was significantly longer:\n\n- by 3 months (p=0.001)")),
    edge(silent("E5", "Expenses rose significantly.")),
    finds(
        "E6",
        "Responses were superior to those of others.",
        "superior to",
        levels="Q",
        context=Context(trials=(KnownTrial(trial=Trial(acronym="TIDE"), is_linked=True, arms=1),)),
    ),
    silent(
        "E6",
        "Responses were superior to those of others.",
        context=Context(trials=(KnownTrial(trial=Trial(acronym="TIDE"), is_linked=True, arms=2),)),
    ),
    edge(
        silent(
            "E6",
            "“They were superior to others,” said Ada.",
            context=Context(trials=(KnownTrial(trial=Trial(acronym="TIDE"), is_linked=True, arms=1),)),
        )
    ),
    edge(silent("E6", "Responses were superior to those of others.")),
    finds("E7", _RATE, "response rate", levels="Q"),
    silent("E7", f"{_RATE} Adverse events were mild."),
    edge(silent("E7", f"{_RATE} It was tolerable; tolerability was measured.")),
    finds("E8", f"Interim results are here. {_RATE}", "Interim results", levels="N"),
    silent("E8", f"Interim results are here, as of May 3. {_RATE}"),
    edge(silent("E8", "Interim results are here.", facts={"date": datetime.date(2026, 1, 2)})),
)

CASES = (*CLAIMS, *DATA)
