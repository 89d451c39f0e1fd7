"""Generated releases: text → Document → text comes back the same, on every wire, with any of the parts missing."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from releases import readers, text
from releases.rendering.wire import wire_text
from tests.properties import examples

PLACES = ["BOSTON", "WALTHAM, Mass.", "SAN DIEGO", "BASEL, Switzerland", "CHAPEL HILL, N.C.", "LONDON"]
SENTENCES = [
    "The trial enrolled 120 adults with chronic cough at 30 centers.",
    "Twelve of 40 patients (30%) had a response, and no patient stopped treatment.",
    "Results are expected in the second half of the year.",
    "“We thank every person who took part,” said Ana Ruiz, Ph.D., Chief Medical Officer of Tern Hollow.",
    "THX-204 (ivolasen) was given once a day at 20 mg/m².",
    "The company had $31.4 million in cash on June 30.",
    "An *in vitro* study came before; see [the paper](https://paper.example.com/1).",
]
HEADLINES = [
    "Tern Hollow Completes Enrollment in the HEADLAND Trial",
    "Tern Hollow Reports Second Quarter Financial Results",
    "FDA Grants Fast Track Designation to THX-204",
]
ITEMS = ["Enrollment complete", "Cash of $31.4 million", "Data from 40 patients in fall"]
ABOUT = "About Tern Hollow\n\nTern Hollow makes medicines for the lung. See www.ternhollow.example.com."
DRUG = "About THX-204\n\nTHX-204 (ivolasen) is a P2X3 antagonist."
SAFE = [
    "Forward-Looking Statements\n\nThis press release contains forward-looking statements within the meaning of the law.",
    "This press release contains forward-looking statements, which involve risks.",
]
CONTACT = "Investors:\n\nTern Hollow Therapeutics, Inc.\n\nJo Park, 207-555-0101\n\nDirector, Investor Relations\n\nir@ternhollow.example.com"
MEDIA = "Media Contact:\n\nGull Communications\n\nMax Oat, 207-555-0199"
NESTED = "- Enrollment complete\n  1. In *March*, at **30** centers\n  2. In April\n- Cash of $31.4 million\n  - in banks\n    - of two countries"
NUMBERED = "1. First the trial.\n2. Then the rest: H₂O, 10^(x) and [a link](https://www.ternhollow.example.com)."
QUOTATION = "> Those who took part made it possible.\n\n> - Thank you."
HEADLESS = "| | |\n|---|---|\n| Net loss | $(5,120) |\n| *Cash* | A \\| B |"
NOTED = "Two of three patients had a response.¹ Nobody stopped treatment.^(†)"
NOTES = ["¹Oat et al. *Lung Notes*. 2024", "^(†)Data on file."]
CORRECTION = "Correction notice: The date of the meeting was wrong."
TABLE = "Table 1. Groups\n| Group | n |\n|---|---|\n| THX-204 | 206 |\n| Placebo | 206 |"
LEAD = 'Tern Hollow Therapeutics, Inc. (Nasdaq: TERN) ("Tern Hollow" or the "Company") today told how its work goes on in every respect.'


@st.composite
def releases(draw) -> str:
    date = draw(st.dates(datetime.date(1996, 1, 1), datetime.date(2026, 12, 31)))
    place, day = draw(st.sampled_from(PLACES)), f"{text.ap_day(date)}, {date.year}"
    dateline = draw(
        st.sampled_from(
            [
                f"{place}--(BUSINESS WIRE)-- ",
                f"{place}, {day} /PRNewswire/ -- ",
                f"{place}, {day} (GLOBE NEWSWIRE) -- ",
                f"{place}--(Marketwired - {day}) - ",
                f"{place} / ACCESSWIRE / {day} / ",
                f"{place} -- ",
            ]
        )
    )
    body = draw(
        st.lists(
            st.one_of(
                st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map(" ".join),
                st.lists(st.sampled_from(ITEMS), min_size=1, max_size=3).map(
                    lambda items: "\n".join(f"- {item}" for item in items)
                ),
                st.sampled_from([TABLE, HEADLESS, NESTED, NUMBERED, QUOTATION]),
                st.sampled_from(["## What Comes Next", "### And After That"]),
            ),
            max_size=6,
        )
    )
    # Two lists in a row are one list, so are two quotations, and a heading stands above something.
    joined = ("- ", "##", "1.", "> ")
    body = [part for at, part in enumerate(body) if at == 0 or part[:2] not in joined or body[at - 1][:2] not in joined]
    is_noted = draw(st.booleans())
    body = [*body, NOTED if is_noted else SENTENCES[0]]
    optional = [part for part in (DRUG, ABOUT) if draw(st.booleans())]
    notes = ["Airlet® is a registered trademark of Tern Hollow Therapeutics, Inc."] if draw(st.booleans()) else []
    notes += NOTES if is_noted else []
    safe = [draw(st.sampled_from(SAFE))] if draw(st.booleans()) else []
    contacts = draw(st.sampled_from([[], [CONTACT], [CONTACT, "or", MEDIA], [MEDIA]]))
    tail = ["Source: Tern Hollow Therapeutics, Inc."] if draw(st.booleans()) else []
    tail += ["News Provided by Gull Feed"] if draw(st.booleans()) else []
    subheads = draw(
        st.lists(st.sampled_from(["412 adults enrolled at 30 centers", "Data in fall"]), max_size=2, unique=True)
    )
    parts = [
        *([CORRECTION] if draw(st.booleans()) else []),
        text.ap_date(date),
        draw(st.sampled_from(HEADLINES)),
        *subheads,
        dateline + LEAD,
        *body,
        *optional,
        *notes,
        *safe,
        *contacts,
        *tail,
    ]
    return "\n\n".join(parts) + "\n"


@given(releases())
@examples(50)
def test_text_comes_back_the_same(source):
    document = readers.read(source.encode(), name="a.txt").document
    assert wire_text(document) == source
    assert readers.read(wire_text(document).encode(), name="b.txt").document == document
