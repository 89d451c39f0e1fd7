"""Cases of the rules about statements that look ahead, the safe harbor, legends and reports."""

import datetime

from releases.document import Drug, SafeHarbor, Section
from releases.preflight.context import Context, Filing, KnownCompany, SafeHarborVersion
from tests.preflight.cases import edge, finds, silent

WHOLE = (
    "<p>This release contains forward-looking statements within the meaning of the Private Securities Litigation Reform Act of 1995"
    " about QHV-101. They are subject to risks that could cause actual results to differ materially: that enrollment is slow,"
    " that side effects appear, that regulators ask for more and that cash runs out. They are described in Quillhaven’s Annual Report"
    " on Form 10-K for the fiscal year ended December 31, 2025. Quillhaven undertakes no obligation to update them.</p>"
)


def harbor(html: str = WHOLE, version: str = "Standard, version 1", **facts) -> dict:
    return {"safe_harbor": SafeHarbor(html=html, version=version), "drugs": (Drug(code_name="QHV-101"),)} | facts


def without(words: str) -> dict:
    assert words in WHOLE
    return harbor(WHOLE.replace(words, " "))


VERSIONS = Context(
    safe_harbors=(
        SafeHarborVersion(
            version="Standard, version 1",
            text="Risks of {drugs} and others.",
            from_date=datetime.date(2023, 1, 3),
            until_date=datetime.date(2025, 6, 30),
        ),
        SafeHarborVersion(
            version="Standard, version 2", text="Other risks of {drugs}.", from_date=datetime.date(2025, 7, 1)
        ),
    )
)
_FILLED = "<p>Risks of QHV-101 and others.</p>"

AHEAD = (
    finds("C3", "Quillhaven expects to file in May.", "expects", evidence=("1 × expects",), levels="B"),
    finds("C3", "The data support the further development of it.", "support the further development"),
    edge(finds("C3", "It will host a call. It may be accessed here. Data may follow.", "may", evidence=("1 × may",))),
    edge(finds("C3", "The board met.", "", levels="N", facts=harbor(category="event"))),
    silent("C3", "Quillhaven expects to file in May.", facts=harbor()),
    silent("C3", "On May 3 it will host a webcast that will be archived; it may be accessed here."),
    edge(
        silent(
            "C3",
            "It expects more.",
            facts={"sections": (Section(heading="Forward-Looking Statements", html="<p>Words.</p>"),)},
        )
    ),
    edge(silent("C3", "It unexpectedly willed a stock plan; it planned nothing.")),
    silent(
        "C3",
        "Five people received options to purchase 9,000 shares. A third of each option will vest after a year. The options"
        " will, while the person stays, become exercisable each month, and may be exercised for ten years.",
    ),
    silent(
        "C3",
        "The awards are inducements under Listing Rule 5635(c)(4).\n\nThe restricted stock units vest over three years."
        " One third will be released each May.",
    ),
    edge(finds("C3", "The options will vest in May. Sales will double.", "will", evidence=("1 × will",), levels="B")),
    edge(finds("C3", "The options vest in May. Quillhaven expects the vesting to help.", "expects", levels="B")),
)

HARBORS = (
    finds(
        "C4",
        "Words.",
        "Standard, version 1",
        evidence=("in force from 2023-01-03 to 2025-06-30",),
        levels="B",
        context=VERSIONS,
        facts=harbor(_FILLED, date=datetime.date(2025, 7, 1)),
    ),
    finds(
        "C4",
        "Words.",
        "Standard, version 1",
        evidence=("edited inline",),
        context=VERSIONS,
        facts=harbor("<p>Risks of QHV-101 and no others.</p>", date=datetime.date(2025, 6, 30)),
    ),
    edge(
        finds(
            "C4",
            "This has forward-looking statements under the Private Securities Litigation Reform Act.",
            "Private Securities Litigation Reform Act",
            facts=harbor(),
        )
    ),
    silent("C4", context=VERSIONS, facts=harbor(_FILLED, date=datetime.date(2025, 6, 30))),
    edge(
        silent("C4", context=VERSIONS, facts=harbor(date=datetime.date(2025, 6, 30), version="")),
    ),
    finds(
        "C5",
        "It announced its initial public offering of shares.",
        "Private Securities Litigation Reform Act",
        evidence=("an initial public offering",),
        levels="B",
        facts=harbor(),
    ),
    edge(
        finds(
            "C5",
            "It will commence a tender offer for all shares.",
            "Private Securities Litigation Reform Act",
            facts=harbor(),
        )
    ),
    silent(
        "C5", "It announced its initial public offering of shares.", facts=harbor("<p>Forward-looking statements.</p>")
    ),
    edge(silent("C5", "It has grown since its initial public offering in 2016.", facts=harbor())),
    finds(
        "C7",
        "Words.",
        "This release contains forward-looking statements within the meaning of the …",
        facts=without("could cause actual results to differ materially"),
        levels="Q",
    ),
    finds(
        "C7",
        "Words.",
        "This release contains forward-looking statements within the meaning of the …",
        facts=without("undertakes no obligation to update them"),
    ),
    finds(
        "C7",
        "Words.",
        "This release contains forward-looking statements within the meaning of the …",
        evidence=("names no linked drug",),
        facts=without("about QHV-101"),
    ),
    edge(
        finds("C7", "Words.", "Words.", "Words.", "Words.", "Words.", "Words.", "Words.", facts=harbor("<p>Words.</p>"))
    ),
    silent("C7", facts=harbor()),
    edge(silent("C7")),
    edge(silent("C7", facts=harbor(WHOLE.replace("about QHV-101", "about our product candidates")))),
)


def filings(*rows: tuple[str, str, str]) -> Context:
    day = datetime.date.fromisoformat
    return Context(
        company=KnownCompany(fiscal_year_end=(12, 31)),
        filings=tuple(
            Filing(form=form, period_end_date=day(period), filed_date=day(filed)) for form, period, filed in rows
        ),
    )


_YEARS = (
    ("10-K", "2024-12-31", "2025-03-04"),
    ("10-K", "2025-12-31", "2026-02-26"),
    ("10-Q", "2026-03-31", "2026-05-07"),
)
_TEN_K = "Form 10-K for the fiscal year ended December 31, 2025"
REPORTS = (
    finds(
        "C6",
        "Words.",
        _TEN_K.replace("2025", "2024"),
        evidence=("Form 10-K for 2025-12-31, filed 2026-02-26",),
        levels="Q",
        context=filings(*_YEARS),
        facts=harbor(WHOLE.replace("31, 2025", "31, 2024"), date=datetime.date(2026, 5, 12)),
    ),
    finds(
        "C6",
        "Words.",
        "Form 10-K for the fiscal year ended June 30, 2025",
        evidence=("fiscal year ends December 31",),
        context=filings(),
        facts=harbor(WHOLE.replace("December 31", "June 30")),
    ),
    edge(finds("C6", "Words.", _TEN_K, context=filings(*_YEARS), facts=harbor(date=datetime.date(2026, 2, 25)))),
    edge(silent("C6", context=filings(*_YEARS), facts=harbor(date=datetime.date(2026, 2, 26)))),
    silent("C6", context=filings(*_YEARS), facts=harbor(date=datetime.date(2026, 11, 23))),
    silent("C6", facts=harbor()),
)

_OFFER = "Quillhaven today announced the pricing of an underwritten public offering of 9,375,000 shares."
LEGENDS = (
    finds("E9", _OFFER, "pricing of an underwritten public offering", levels="B"),
    edge(
        finds(
            "E9",
            "It intends to offer shares in a proposed public offering. X is the sole book-running manager. This does not constitute an offer.",
            "book-running manager",
            levels="Q",
        )
    ),
    silent("E9", f"{_OFFER} This shall not constitute an offer to sell."),
    edge(
        silent(
            "E9",
            "Net proceeds from the public offering of May funded it. It completed its public offering of shares in May.",
        )
    ),
    finds("E10", "It entered into a merger agreement with Roe.", "merger agreement", levels="Q"),
    edge(
        finds("E10", "It announced a tender offer. A tender offer statement on Schedule TO is filed.", "tender offer")
    ),
    silent(
        "E10",
        "It entered into a merger agreement. A proxy statement will follow. Its directors are participants in the solicitation.",
    ),
    edge(silent("E10", "It completed the acquisition under the merger agreement of May.")),
    finds("E11", "Adjusted EBITDA was $3 million.", "Adjusted EBITDA", levels="Q"),
    silent("E11", "Adjusted EBITDA was $3 million. A reconciliation to net loss follows."),
    edge(silent("E11", "The dose was adjusted; net loss was $3 million under GAAP.")),
    edge(finds("E11", "Free cash flow rose.", "Free cash flow")),
)

CASES = (*AHEAD, *HARBORS, *REPORTS, *LEGENDS)
