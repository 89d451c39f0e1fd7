"""Cases of the rules about people, meetings, the dateline and approvals."""

import dataclasses
import datetime

from releases.document import Contact, Correction, Dateline, Quotation
from releases.preflight.context import (
    ApprovalFacts,
    Context,
    KnownCompany,
    KnownContact,
    OlderRelease,
    Presentation,
)
from tests.preflight.cases import edge, finds, silent

DAY = datetime.date(2026, 11, 23)
WHITCOMBE = Contact(
    kind="investors",
    person="Marisol Whitcombe",
    title="Vice President, Investor Relations",
    phone="617-555-0143",
    email="mwhitcombe@quillhaven.example",
    key="w",
)
PEOPLE = Context(
    contacts=(
        KnownContact(
            contact=WHITCOMBE, active_from=datetime.date(2025, 3, 1), active_until=datetime.date(2026, 12, 31)
        ),
    )
)


def facts(**changes) -> dict:
    return {"contacts": (dataclasses.replace(WHITCOMBE, **changes),), "date": DAY}


def address(email: str, person: str = "Jon Smith") -> dict:
    return {"contacts": (Contact(kind="media", person=person, email=email),)}


TITLES = (
    finds(
        "B11",
        "Marisol Whitcombe, Chief Financial Officer of Quillhaven, spoke.",
        "Marisol Whitcombe, Chief Financial Officer of Quillhaven, spoke",
        evidence=("Vice President, Investor Relations on record",),
        levels="Q",
        context=PEOPLE,
        facts={"date": DAY},
    ),
    finds(
        "B11", "Words.", "jsmyth@firm.example", evidence=("jsmyth and Jon Smith",), facts=address("jsmyth@firm.example")
    ),
    silent("B11", "Marisol Whitcombe, Vice President, Investor Relations, spoke.", context=PEOPLE, facts={"date": DAY}),
    silent("B11", "Marisol Whitcombe, who joined in 2025, spoke.", context=PEOPLE),
    edge(
        silent(
            "B11",
            "Marisol Whitcombe, Chief Financial Officer, spoke.",
            context=PEOPLE,
            facts={"date": datetime.date(2024, 1, 8)},
        )
    ),
    edge(silent("B11", facts=address("info@firm.example"))),
    edge(silent("B11", facts=address("js@firm.example"))),
    edge(silent("B11", facts=address("ir@smith-firm.example"))),
    edge(silent("B11", facts=address("jane.miller@firm.example", "Jane Oduya"))),
)

CONTACTS = (
    finds(
        "B12",
        "Words.",
        "617-555-0134",
        evidence=("617-555-0143 on record",),
        levels="B",
        context=PEOPLE,
        facts=facts(phone="617-555-0134"),
    ),
    finds(
        "B12",
        "Words.",
        "Marisol Whitcombe",
        evidence=("active from 2025-03-01 to 2026-12-31",),
        context=PEOPLE,
        facts=facts() | {"date": datetime.date(2027, 1, 1)},
    ),
    finds("B12", "Words.", "", evidence=("no contact for investors",), levels="B"),
    edge(
        finds(
            "B12",
            "Words.",
            "m.w@quillhaven.example",
            context=PEOPLE,
            facts=facts(key="", email="m.w@quillhaven.example"),
        )
    ),
    edge(
        finds(
            "B12",
            "Words.",
            "",
            facts={"contacts": (Contact(kind="investors", person="A B"), Contact(kind="media", email="a@b.example"))},
        )
    ),
    silent("B12", context=PEOPLE, facts=facts(phone="(617) 555-0143")),
    edge(silent("B12", context=PEOPLE, facts=facts() | {"date": datetime.date(2026, 12, 31)})),
    edge(silent("B12", facts={"contacts": (Contact(kind="both", organization="Desk", email="ir@b.example"),)})),
)

_LONG = "We are glad that this trial has shown what we hoped it would show"
QUOTATIONS = (
    finds("C17", f"“{_LONG}.” It was a good day.", f"“{_LONG}.”", levels="Q"),
    finds(
        "C17",
        f"“{_LONG},” said Ada Quill, President.",
        f"“{_LONG},”",
        evidence=("identical to an earlier one",),
        context=Context(older=(OlderRelease(headline="Old", quotations=(_LONG,)),)),
    ),
    edge(
        finds(
            "C17",
            f"“{_LONG},” said Ada Quill.",
            "Ada Quill",
            evidence=("no title",),
            facts={"quotations": (Quotation(text=_LONG, speaker="Ada Quill"),)},
        )
    ),
    silent(
        "C17",
        f"“{_LONG},” said Ada Quill, President.",
        facts={"quotations": (Quotation(text=_LONG, speaker="Ada Quill", title="President"),)},
    ),
    edge(silent("C17", "The “so-called quiet period” ended. It is “a term of art”.")),
    edge(
        silent(
            "C17",
            f"The board appointed Ada Quill as President.\n\n“{_LONG},” said Ms. Quill.",
            facts={"quotations": (Quotation(text=_LONG, speaker="Ms. Quill"),)},
        )
    ),
    edge(
        silent(
            "C17", "The paper, “A randomized trial of dorvekibart in adults with membranous nephropathy,” is published."
        )
    ),
)

ASH = "The data were shown at the {} American Society of Hematology (ASH) Annual Meeting in {}."
_SHOWN = Context(
    live_at=datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC),
    presentations=(
        Presentation(
            meeting="Kidney Forum",
            number="12",
            ordinal=9,
            city="Lisbon",
            embargo_lifts_at=datetime.datetime(2026, 11, 23, 12, 0, 1, tzinfo=datetime.UTC),
        ),
    ),
)
_LIFTED = Context(
    live_at=_SHOWN.live_at, presentations=(Presentation(meeting="Kidney Forum", embargo_lifts_at=_SHOWN.live_at),)
)
MEETINGS = (
    finds(
        "B13",
        ASH.format("53rd", "Atlanta"),
        "53rd",
        evidence=("2012 − 1958 = 54",),
        levels="Q",
        facts={"date": datetime.date(2012, 12, 10)},
    ),
    finds(
        "B13",
        ASH.format("54th", "Orlando"),
        "Orlando",
        evidence=("2012: Atlanta",),
        facts={"date": datetime.date(2012, 12, 10)},
    ),
    finds("B13", "It was shown at the 8th Kidney Forum in Lisbon.", "8th", evidence=("9th on record",), context=_SHOWN),
    edge(finds("B13", "It was shown at the 9th Kidney Forum in Porto.", "Porto", context=_SHOWN)),
    silent("B13", ASH.format("54th", "Atlanta, Georgia"), facts={"date": datetime.date(2012, 12, 10)}),
    edge(silent("B13", ASH.format("54th", "Atlanta"), facts={"date": datetime.date(2013, 1, 14)})),
    edge(silent("B13", ASH.format("54th", "Atlanta"))),
    silent("B13", "The 3rd patient was shown at ASH 2012.", facts={"date": datetime.date(2012, 12, 10)}),
    finds("D6", "Words.", "Kidney Forum #12", levels="B", context=_SHOWN),
    edge(silent("D6", context=_LIFTED)),
    silent("D6", context=Context(presentations=_SHOWN.presentations)),
)


def place(city: str = "CAMBRIDGE", region: str = "Mass.") -> dict:
    return {"dateline": Dateline(city=city, region=region, wire="BUSINESS WIRE")}


_LATE = Context(live_at=datetime.datetime(2026, 11, 24, 1, 30, tzinfo=datetime.UTC))  # 20:30 on the 23rd in New York
DATELINES = (
    finds("C1", "Words.", "", evidence=("no city",), levels="B"),
    finds("C1", "Words.", "MA", levels="B", facts=place(region="MA")),
    finds("C1", "Words.", "Massachusetts", facts=place(region="Massachusetts")),
    finds("C1", "Words.", "Cambridge", facts=place(city="Cambridge")),
    edge(finds("C1", "Words.", "Mass", facts=place(region="Mass"))),
    edge(finds("C1", "Words.", "CAMBRIDGE", facts=place(region=""))),
    edge(
        finds(
            "C1",
            "Words.",
            "WALTHAM",
            levels="Q",
            facts=place(city="WALTHAM"),
            context=Context(company=KnownCompany(offices=(("CAMBRIDGE", "Mass."),))),
        )
    ),
    silent("C1", facts=place(), context=Context(company=KnownCompany(offices=(("Cambridge", "Mass."),)))),
    silent("C1", facts=place("BOSTON", "")),
    edge(silent("C1", facts=place("CAMBRIDGE", "Mass. & OSAKA, Japan"))),
    edge(silent("C1", facts=place("AUSTIN", "Texas"))),
    edge(silent("C1", facts=place("LONDON", ""))),
    silent("C1", facts=place("BOSTON and BERLIN", "")),
    silent("C1", facts=place("OXFORD and LEIDEN", "")),
    silent("C1", facts=place("CAMBRIDGE, Mass., and BASEL", "Switzerland")),
    silent("C1", facts=place("PARIS et LYON", "")),
    silent("C1", facts=place("BOSTON – TEL AVIV", "")),
    silent("C1", facts=place("FRANKFURT am MAIN", "Germany")),
    silent("C1", facts=place("McLEAN", "Va.")),
    edge(finds("C1", "Words.", "BOSTON and Berlin", levels="B", facts=place("BOSTON and Berlin", ""))),
    edge(
        silent(
            "C1",
            facts=place("BASEL and CAMBRIDGE", "Mass."),
            context=Context(company=KnownCompany(offices=(("Cambridge", "Mass."),))),
        )
    ),
    finds("C2", "Words.", "November 24, 2026", levels="B", context=_LATE, facts={"date": datetime.date(2026, 11, 24)}),
    edge(silent("C2", context=_LATE, facts={"date": DAY})),
    silent("C2", facts={"date": DAY}),
    # A correction keeps the date of what it corrects.
    silent(
        "C2",
        context=_LATE,
        facts={"date": datetime.date(2026, 11, 2), "correction": Correction(kind="correction", note="The year.")},
    ),
)

_GIVEN = {"content_digest": "a" * 64, "approved_digests": ("a" * 64,), "author": "wanda", "approvers": ("leo",)}
APPROVALS = (
    finds(
        "D7",
        "Words.",
        "",
        levels="B",
        context=Context(approvals=ApprovalFacts(**_GIVEN | {"content_digest": "b" * 64})),
    ),
    finds(
        "D7",
        "Words.",
        "",
        evidence=("author = approver",),
        context=Context(approvals=ApprovalFacts(**_GIVEN | {"approvers": ("leo", "wanda")})),
    ),
    edge(
        finds(
            "D7",
            "Words.",
            "",
            evidence=("Legal and Medical",),
            context=Context(approvals=ApprovalFacts(**_GIVEN | {"missing": ("Legal", "Medical")})),
        )
    ),
    silent("D7", context=Context(approvals=ApprovalFacts(**_GIVEN))),
    edge(silent("D7")),
)

CASES = (*TITLES, *CONTACTS, *QUOTATIONS, *MEETINGS, *DATELINES, *APPROVALS)
