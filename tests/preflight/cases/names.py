"""Cases of the rules about names: drugs, trials, the company, its listing."""

import dataclasses
import datetime

from releases.document import Drug, SafeHarbor, Section, Trial
from releases.document import Listing as Further
from releases.preflight.context import Context, KnownCompany, KnownDrug, KnownTrial, Listing
from tests.preflight.cases import COMPANY, edge, finds, silent

DORVE = Drug(
    code_name="QHV-101",
    generic_name="dorvekibart",
    brand_name="Dorvayo",
    owner="Quillhaven Therapeutics, Inc.",
    target="CD38",
)
LURBI = Drug(code_name="QHV-204", generic_name="lurbicopan", owner="Quillhaven Therapeutics, Inc.")
REGISTRY = Context(
    drugs=(KnownDrug(drug=DORVE, is_own=True), KnownDrug(drug=LURBI, is_own=True)),
    trials=(
        KnownTrial(
            trial=Trial(
                acronym="BREAKWATER",
                nct_number="NCT99000001",
                phase="PHASE3",
                enrollment_count=412,
                enrollment_type="ACTUAL",
            )
        ),
        KnownTrial(trial=Trial(acronym="TIDEMARK", phase="PHASE2", enrollment_count=72, enrollment_type="ESTIMATED")),
    ),
)
_ABROAD = Context(
    trials=(KnownTrial(trial=Trial(title="A study"), other_numbers=("2019-001234-56", "ISRCTN12345678")),)
)
#: A drug with a short brand, as the records have it.
_ZELVORA = Context(drugs=(KnownDrug(drug=Drug(brand_name="Zelvora", aliases=("quillozan",)), is_own=True),))
LINKED = {"drugs": (DORVE, LURBI), "trials": tuple(known.trial for known in REGISTRY.trials)}
HARBOR = {"safe_harbor": SafeHarbor(html="<p>Risks of IMGN901 and others.</p>")}

CODE_NAMES = (
    finds(
        "B1",
        "Patients received QVH-101 weekly.",
        "QVH-101",
        evidence=("one character apart from QHV-101",),
        levels="B",
        context=REGISTRY,
    ),
    finds("B1", "QHV-1O1 is not, but QH-101 is.", "QH-101", context=REGISTRY),
    edge(finds("B1", "QHV101A was given. QHV101A was taken.", "QHV101A", context=REGISTRY)),
    silent("B1", "QHV-101 and QHV-204 were given together; QHV101 too.", context=REGISTRY),
    silent("B1", "Abstract QHV-102 and poster QHV-103, Room QHV-201.", context=REGISTRY),
    silent("B1", "See www.quillhaven.example/QHV-111 and QHV-111@quillhaven.example.", context=REGISTRY),
    edge(
        finds(
            "B1",
            "Patients received QHV-110 weekly.",
            "QHV-110",
            evidence=("one character apart from QHV-101",),
            context=REGISTRY,
            facts={"drugs": (Drug(code_name="QHV-110"),)},
        )
    ),
    edge(silent("B1", "Cells had CD38 and CD19.", context=REGISTRY)),
    edge(silent("B1", "QVH-101 was given.")),
    finds(
        "B2",
        "KRP901 worked. KRP901 was safe.\n\nKRPN901 was not.",
        "KRPN901",
        evidence=("KRP901 ×2, KRPN901 ×1",),
        levels="B",
    ),
    edge(
        finds(
            "B2",
            "KRP-901 worked, KRP901 was safe, and KRPN-901 was not.",
            "KRPN-901",
            evidence=("KRP-901 ×2, KRPN-901 ×1",),
        )
    ),
    silent("B2", "IMGN853 and IMGN855 are siblings; CD19 and CD20 are targets; HER2 and HER3 too."),
    silent("B2", "PD-1, PD-L1, T-DM1 and DM1; COVID-19 and PSMA-617."),
    edge(
        silent("B2", "Write to a901@krp901.example or call 781-258-6153; ZIP code MA 02139; Grant KR901, award KRR901.")
    ),
    edge(silent("B2", "QHV-101 and QHV-204.", context=REGISTRY)),
    finds(
        "C8",
        "IMG901 was given.",
        "IMGN901",
        facts=HARBOR,
        evidence=("IMGN901 stands in the safe harbor only",),
        levels="B",
    ),
    edge(
        finds(
            "C8",
            "Lurbicopan was given.",
            "dorvekibart",
            context=REGISTRY,
            facts={"safe_harbor": SafeHarbor(html="<p>Risks of dorvekibart.</p>")},
        )
    ),
    silent("C8", "IMGN901 was given.", facts=HARBOR),
    edge(
        silent(
            "C8",
            "Dorvayo was given.",
            context=REGISTRY,
            facts={"safe_harbor": SafeHarbor(html="<p>Risks of QHV-101.</p>")},
        )
    ),
    silent(
        "C8",
        "Words.",
        facts={"safe_harbor": SafeHarbor(html="<p>The Act of 1995, Section 21E and CD38 and COVID-19.</p>")},
    ),
)

SPELLINGS = (
    finds(
        "B3",
        "Patients received dorvekibert.",
        "dorvekibert",
        evidence=("1 apart from dorvekibart",),
        levels="Q",
        context=REGISTRY,
    ),
    finds("B3", "The BREAKWATTER trial goes on.", "BREAKWATTER", context=REGISTRY),
    finds("B3", "Zelvoar and quillozam were given.", "Zelvoar", "quillozam", levels="QQ", context=_ZELVORA),
    silent("B3", "Zelvora’s effect; zelvoar at sea; Zelda.", context=_ZELVORA),
    edge(finds("B3", "QHV101 was given.", "QHV101", levels="N", context=REGISTRY)),
    silent("B3", "Dorvekibart, DORVEKIBART and dorvekibart’s effect; breakwaters at sea.", context=REGISTRY),
    edge(
        silent(
            "B3",
            "A confidence interval and its consequence.",
            context=Context(trials=(KnownTrial(trial=Trial(acronym="CONFLUENCE")),)),
        )
    ),
    edge(
        silent(
            "B3",
            "A therapeutic company.",
            context=Context(company=KnownCompany(legal_name="Quillhaven Therapeutics, Inc.")),
        )
    ),
    finds("B15", "QHV-204 was given.", "QHV-204", levels="N", context=REGISTRY, facts={"drugs": (LURBI,)}),
    silent("B15", "Lurbicopan (QHV-204) was given.", context=REGISTRY, facts={"drugs": (LURBI,)}),
    edge(
        silent(
            "B15",
            "QHV-204 was given.",
            context=REGISTRY,
            facts={"drugs": (LURBI,), "sections": (Section(heading="About", html="<p>Lurbicopan is new.</p>"),)},
        )
    ),
    edge(silent("B15", "QHV-204 was given.", facts={"drugs": (Drug(code_name="QHV-204"),)})),
)

_ONE = {
    "trials": (
        Trial(
            acronym="BREAKWATER",
            nct_number="NCT99000001",
            phase="PHASE3",
            enrollment_count=412,
            enrollment_type="ACTUAL",
        ),
    )
}
TRIALS = (
    finds("B4", "BREAKWATER (NCT9900001) goes on.", "NCT9900001", evidence=("7 digits, NCT9900001",), levels="B"),
    finds("B4", "It is NCT 99000001.", "NCT 99000001", levels="B"),
    finds("B4", "It is NCT9900000l.", "NCT9900000l", levels="B"),
    edge(
        finds(
            "B4",
            "BREAKWATER (NCT99000002) goes on.",
            "NCT99000002",
            evidence=("BREAKWATER: NCT99000001",),
            levels="B",
            facts=_ONE,
        )
    ),
    edge(finds("B4", "It is NCT99000099.", "NCT99000099", levels="Q", context=REGISTRY)),
    edge(
        finds(
            "B4",
            "It is NCT99000010.",
            "NCT99000010",
            evidence=("NCT99000001 in the records",),
            levels="B",
            context=REGISTRY,
            facts={"trials": (Trial(nct_number="NCT99000010"),)},
        )
    ),
    *(
        finds("B4", f"It is {printed}.", printed, levels="B", context=_ABROAD)
        for printed in ("EudraCT 2019-001243-56", "2019-001234-65", "ISRCTN1234568", "EudraCT 2019-00123-56")
    ),
    silent("B4", "It is EudraCT 2019-001234-56 and ISRCTN 12345678, beside ISRCTN87654321.", context=_ABROAD),
    silent("B4", "BREAKWATER (NCT99000001) goes on.", facts=_ONE, context=REGISTRY),
    silent("B4", "EudraCT 2011-001234-56, ISRCTN12345678, CTIS 2022-501234-12-00; the NCT number is pending."),
    edge(silent("B4", "See https://clinicaltrials.gov/study/NCT9900.")),
    finds("B5", "Patients in the NORTHGATE trial did well.", "the NORTHGATE trial", levels="Q"),
    edge(
        finds(
            "B5",
            "Data of a Phase I clinical study in adults.",
            "Phase I clinical study",
            facts={"category": "clinical"},
        )
    ),
    silent("B5", "Patients in the NORTHGATE trial (NCT99000001) did well.", facts={"category": "clinical"}),
    edge(silent("B5", "Patients in the BREAKWATER trial did well.", context=REGISTRY, facts=_ONE)),
    edge(silent("B5", "Patients in the NORTHGATE trial did well.", facts={"date": datetime.date(2001, 5, 3)})),
    finds(
        "B6",
        "BREAKWATER is a Phase II trial.",
        "Phase II",
        evidence=("BREAKWATER: PHASE3, said PHASE2",),
        levels="Q",
        facts=_ONE,
    ),
    edge(finds("B6", "A Phase II trial began. Then a Phase 3 trial.", "Phase 3", levels="N")),
    silent("B6", "BREAKWATER, a Phase III trial, began.", facts=_ONE),
    edge(silent("B6", "BREAKWATER follows a Phase II trial and is a Phase III trial.", facts=_ONE)),
    finds(
        "B7",
        "BREAKWATER enrolled 410 adults.",
        "enrolled 410 adults",
        evidence=("410 here, 412 on record",),
        levels="Q",
        facts=_ONE,
    ),
    edge(
        finds(
            "B7", "A total of 1,412 patients were enrolled in BREAKWATER.", "1,412 patients were enrolled", facts=_ONE
        )
    ),
    silent("B7", "BREAKWATER enrolled 412 adults.", facts=_ONE),
    edge(silent("B7", "TIDEMARK enrolled 70 adults.", context=REGISTRY)),
)

LINKS = (
    finds("B8", "Dorvayo was given.", "Dorvayo", levels="Q", context=REGISTRY),
    finds("B8", "Words.", "QHV-101", context=REGISTRY, facts={"drugs": (DORVE,)}),
    edge(finds("B8", "TIDEMARK began.", "TIDEMARK", context=REGISTRY)),
    edge(finds("B8", "Words.", "BREAKWATER", context=REGISTRY, facts=_ONE)),
    silent("B8", "Dorvekibart and lurbicopan in BREAKWATER and TIDEMARK.", context=REGISTRY, facts=LINKED),
    edge(silent("B8", "Velcade was given.", context=Context(drugs=(KnownDrug(drug=Drug(brand_name="Velcade")),)))),
    finds(
        "B14",
        "Words.",
        "Ten TAP compounds",
        evidence=("10 here, 11 on record",),
        levels="Q",
        context=Context(company=KnownCompany(counts={"TAP compounds": 11})),
        facts={"sections": (Section(heading="About", html="<p>Ten TAP compounds are in testing.</p>"),)},
    ),
    edge(
        finds(
            "B14",
            "Words.",
            "12 of its own TAP compounds",
            context=Context(company=KnownCompany(counts={"TAP compounds": 11})),
            facts={"sections": (Section(heading="About", html="<p>It has 12 of its own TAP compounds.</p>"),)},
        )
    ),
    silent(
        "B14",
        "Words.",
        context=Context(company=KnownCompany(counts={"TAP compounds": 10})),
        facts={
            "sections": (Section(heading="About", html="<p>Ten TAP compounds are in testing; 30 people work.</p>"),)
        },
    ),
    silent("B14", "Ten TAP compounds.", context=Context(company=KnownCompany(counts={"TAP compounds": 11}))),
)

_Q = "Quillhaven Therapeutics, Inc."
_TWICE = {"company": dataclasses.replace(COMPANY, other_listings=(Further(exchange="TSX", ticker="QLH", mic="XTSE"),))}
_MOVED = Context(
    company=KnownCompany(
        legal_name=_Q,
        listings=(
            Listing(exchange="NASDAQ", symbol="QLHV", until_date=datetime.date(2024, 5, 31)),
            Listing(exchange="NYSE", symbol="QLH", from_date=datetime.date(2024, 6, 1)),
        ),
    )
)


def traded(exchange: str, ticker: str) -> dict:
    """The company with this listing."""
    return {"company": dataclasses.replace(COMPANY, exchange=exchange, ticker=ticker)}


LISTINGS = (
    finds(
        "B9",
        f"{_Q} (NASDAQ: IMG9) today spoke.",
        "NASDAQ: IMG9",
        evidence=("IMG9 is not of the form of a symbol",),
        levels="B",
    ),
    finds("B9", f"{_Q} today spoke.", "", evidence=("NASDAQ: QLHV on record",), levels="B"),
    finds("B9", f"{_Q} (Nasdaq: QHVL) today spoke.", "Nasdaq: QHVL", evidence=("NASDAQ: QLHV on record",)),
    finds("B9", f"{_Q} (NASDQ: QLHV) today spoke.", "NASDQ: QLHV", evidence=("unknown exchange",)),
    edge(finds("B9", f"{_Q} (NASDAQ: QLHV) spoke. Later {_Q} (NASDAQ: QLHW) spoke.", "NASDAQ: QLHW")),
    edge(
        finds(
            "B9",
            f"{_Q} (NASDAQ: QLHV) spoke.",
            "NASDAQ: QLHV",
            context=_MOVED,
            facts={"date": datetime.date(2024, 6, 1)},
        )
    ),
    silent("B9", f"{_Q} (NASDAQ: QLHV) spoke.", context=_MOVED, facts={"date": datetime.date(2024, 5, 31)}),
    silent(
        "B9",
        f"{_Q} (Nasdaq: QLHV) (“Quillhaven”) and Genova AG (SIX: GNV9) and Roe Inc. (NASDAQ: R0E) spoke (ratio: 2).",
    ),
    silent(
        "B9", f"{_Q} (Nasdaq Global Select Market: QLHV; TSX: QLH.B) spoke; {_Q} (OTC: QLHVF) too, and (NASDAQ: QLHV)."
    ),
    finds(
        "B9",
        f"{_Q} (NASDAQ: QLHV; TSX: QHL) spoke.",
        "TSX: QHL",
        evidence=("NASDAQ: QLHV, TSX: QLH on record",),
        levels="B",
        facts=_TWICE,
    ),
    silent("B9", f"{_Q} (NASDAQ: QLHV; TSX: QLH) spoke; {_Q} (TSX: QLH) too.", facts=_TWICE),
    *(
        silent("B9", f"{_Q} ({printed}) today spoke.", facts=traded(exchange, ticker))
        for exchange, ticker, printed in (
            ("LSE", "QLH", "AIM: QLH"),
            ("LSE", "QLH", "London AIM: QLH"),
            ("LSE", "QLH", "LON:QLH"),
            ("AIM", "QLH", "LSE: QLH"),
            ("OTCQB", "QLHVF", "OTC: QLHVF"),
            ("OTCQX", "QLHVF", "OTC Markets: QLHVF"),
            ("OTCQB", "QLHVF", "OTC Pink: QLHVF"),
            ("FSE", "QL1", "ETR: QL1"),
            ("FSE", "QL1", "Frankfurt Prime Standard: QL1; WKN: A1B2C3; ISIN: DE000A1B2C34"),
            ("FSE", "QL1", "Xetra: QL1"),
            ("Euronext", "QLH", "EPA: QLH"),
            ("Euronext", "QLH", "Euronext Growth Paris: QLH"),
            ("SIX", "QLH", "SWX: QLH"),
            ("Nasdaq Stockholm", "QLH B", "STO: QLH B"),
            ("ASX", "QLH", "Australian Securities Exchange: QLH"),
            ("HKEX", "9999", "Hong Kong: 9999"),
            ("TSE", "4599", "TOKYO: 4599"),
            ("NASDAQ", "QLHV", "NASDAQ, TASE: QLHV"),
            ("NASDAQ", "QLHV", "TSX and Nasdaq: QLHV"),
            ("NASDAQ", "QLHV", "NASDAQ/TSX: QLHV"),
            ("NASDAQ", "QLHV", "NASDAQ: “QLHV”"),
            ("NASDAQ", "QLHV", "QLHV: NASDAQ"),
            ("NASDAQ", "QLHV", "Nasdaq ticker symbol: QLHV"),
            ("NASDAQ", "QLHV", "Nasdaq Global Select Market® : QLHV"),
            ("NASDAQ", "QLHV", "listed on the Nasdaq Capital Market: QLHV"),
            ("NASDAQ", "QLHV", "Nasdaq: QLHV; Oslo Børs: QLH; Reuters: QLHV.O"),
        )
    ),
    silent("B9", f"{_Q} (NASDAQ: QLHV) spoke.\n\n{_Q} (AIM: QLH) makes medicines."),
    silent("B9", f"{_Q} (NASDAQ: QLHV) spoke; Genova AG (Zurich: office) and {_Q} (Berlin: office) too."),
    finds("B9", f"{_Q} (AIM: QLX) spoke.", "AIM: QLX", evidence=("LSE: QLH on record",), facts=traded("LSE", "QLH")),
    finds("B9", f"{_Q} (ETR: QL2) spoke.", "ETR: QL2", levels="B", facts=traded("FSE", "QL1")),
    edge(finds("B9", f"{_Q} (OTCQX: QLH) spoke.", "OTCQX: QLH", levels="B", facts=traded("OTCQB", "QLH"))),
    edge(finds("B9", f"{_Q} (AIM: QLH) spoke.", "AIM: QLH", evidence=("NASDAQ: QLHV on record",), levels="B")),
    edge(finds("B9", f"{_Q} (NASDAQ and TSQ: QLHV) spoke.", "TSQ: QLHV", evidence=("unknown exchange",))),
    edge(
        silent(
            "B9", "A private company spoke.", facts={"company": dataclasses.replace(COMPANY, ticker="", exchange="")}
        )
    ),
    finds("B10", "Words.", "Drug Works", levels="Q", facts={"headline": "Drug Works"}),
    edge(silent("B10", facts={"headline": "Drug Works", "subheadline": "Quillhaven to file"})),
    edge(finds("B10", "Quillhaven Therapeutics Inc spoke.", "Quillhaven Therapeutics Inc", evidence=(_Q,), levels="Q")),
    silent("B10", f"{_Q} spoke. So did {_Q}", facts={"headline": "FDA Accepts Quillhaven’s Application"}),
)

CASES = (*CODE_NAMES, *SPELLINGS, *TRIALS, *LINKS, *LISTINGS)
