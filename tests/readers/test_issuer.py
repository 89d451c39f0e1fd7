"""Whose release it is: who speaks in the first sentence, never a partner; and all symbols of its listings."""

import pytest

from releases import readers
from releases.readers import listings

DATELINE = "PORTLAND, Maine, March 4, 2025 (GLOBE NEWSWIRE) -- "


def company(lead: str, *, headline: str = "News of the Day", behind: str = ""):
    return readers.read(f"{headline}\n\n{DATELINE}{lead}\n\n{behind}".encode(), name="release.txt").document.company


def found(words: str) -> list[tuple[str, str]]:
    return [(listing.exchange, listing.ticker) for listing in listings.find(words)]


@pytest.mark.parametrize(
    ("lead", "headline", "behind", "legal"),
    [
        ("Gullwing today announced that it will buy Tern Hollow Therapeutics, Inc. of Portland.",
         "Gullwing to Buy Tern Hollow", "About Gullwing\n\nGullwing makes medicines.", "Gullwing"),
        ("Gullwing today announced that it will buy Tern Hollow, Inc. (Nasdaq: TERN) of Portland.",
         "Gullwing to Buy Tern Hollow", "", "Gullwing"),
        ("Gullwing, a maker of medicines, reported that Tern Hollow, Inc. has joined it.",
         "Gullwing Has a New Member", "About Gullwing\n\nGullwing AG makes medicines.", "Gullwing AG"),
        ("Today, Gullwing is pleased to announce a license from Tern Hollow, Inc. for its dock.",
         "A License for a Dock", "About Gullwing\n\nGullwing makes medicines.", "Gullwing"),
        ("The dock of Gullwing is open, said its partner in a letter to Tern Hollow, Inc. today.",
         "A Dock Is Open", "", ""),
        ("Tern Hollow, Inc. today announced that it will buy Gullwing AG.",
         "Tern Hollow to Buy Gullwing", "About Gullwing AG\n\nGullwing makes docks.", "Tern Hollow, Inc."),
        ("The Board of Directors of Tern Hollow, Inc. (Nasdaq: TERN) has declared a dividend.",
         "Tern Hollow Declares a Dividend", "", "Tern Hollow, Inc."),
        ("Tern Hollow®, Inc. (Nasdaq: TERN) today opened a dock.", "Tern Hollow Opens a Dock", "", "Tern Hollow, Inc."),
        ("Bell and Anchor Bancorp today reported its results.", "Bell and Anchor Bancorp Reports Results",
         "About Us\n\nBell and Anchor Bancorp, Inc. is a bank.", "Bell and Anchor Bancorp, Inc."),
    ],
)  # fmt: skip
def test_the_company_is_the_one_that_speaks(lead, headline, behind, legal):
    assert company(lead, headline=headline, behind=behind).legal_name == legal


def test_a_partner_does_not_lend_its_ticker():
    read = company(
        "Gullwing today announced a pact with Tern Hollow, Inc. (Nasdaq: TERN).", headline="Gullwing Has a Pact"
    )
    assert (read.legal_name, read.ticker) == ("Gullwing", "")


def test_a_heading_in_capitals_gives_the_name_as_the_text_writes_it():
    read = company(
        "Reference is made to the notice regarding Tern Hollow Medical ASA (“Tern Hollow” or the “Company”).",
        behind="ABOUT TERN HOLLOW MEDICAL ASA\n\nTern Hollow Medical ASA makes pumps.",
    )
    assert (read.legal_name, read.short_name) == ("Tern Hollow Medical ASA", "Tern Hollow")


def test_words_for_the_company_are_no_short_name():
    read = company(
        "Tern Hollow Realty, Inc. (the “Trust”) today reported results.", headline="Tern Hollow Reports Results"
    )
    assert read.short_name == "Tern Hollow"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("(Nasdaq: TERN, TERNW)", [("NASDAQ", "TERN"), ("NASDAQ", "TERNW")]),
        ("(Nasdaq: TERN, TERNW; B3: TERN34)", [("NASDAQ", "TERN"), ("NASDAQ", "TERNW"), ("B3", "TERN34")]),
        ("(NYSE: TRN, TRN.PR.A and TRN.PR.B)", [("NYSE", "TRN"), ("NYSE", "TRN.PR.A"), ("NYSE", "TRN.PR.B")]),
        ("(NYSE: TRN, TSX: TRN)", [("NYSE", "TRN"), ("TSX", "TRN")]),
        ("(Nasdaq®: TERN)", [("NASDAQ", "TERN")]),
        ("(Nasdaq: TERN or “Tern Hollow” or the “Company”)", [("NASDAQ", "TERN")]),
        ("(Nasdaq: TERN “Tern Hollow”)", [("NASDAQ", "TERN")]),
        ("(Nasdaq: TERN, ISIN: US0000000001)", [("NASDAQ", "TERN")]),
        ("(OTCQB - TERN)", [("OTCQB", "TERN")]),
        ("(BMV: TERN; Cboe Canada: TRN)", [("BMV", "TERN"), ("Cboe Canada", "TRN")]),
        ("(Phase 2: DOSE)", []),
        ("(Group - A)", []),
    ],
)  # fmt: skip
def test_reads_every_symbol_of_a_parenthesis(printed, expected):
    assert found(f"Tern Hollow, Inc. {printed} opened a dock.") == expected


def test_symbols_are_no_drugs():
    source = f"Tern Hollow Opens a Dock\n\n{DATELINE}Tern Hollow, Inc. (Nasdaq: TERN; B3: TERN34) opened a dock. TERN34 is traded in Brazil."
    assert readers.read(source.encode(), name="a.txt").document.drugs == ()


@pytest.mark.parametrize(
    ("headline", "behind"),
    [
        ("Tern Hollow (Nasdaq: TERN) Opens a Dock", ""),
        (
            "Tern Hollow Opens a Dock",
            "About Tern Hollow\n\nTern Hollow, Inc. (Nasdaq: TERN) makes medicines for the lung.",
        ),
    ],
)
def test_the_listing_may_stand_in_the_headline_or_in_the_text_about_the_company(headline, behind):
    read = company("Tern Hollow, Inc. has opened a dock today.", headline=headline, behind=behind)
    assert (read.legal_name, read.exchange, read.ticker) == ("Tern Hollow, Inc.", "NASDAQ", "TERN")


def test_the_listing_of_another_company_below_is_not_taken():
    behind = (
        "About Gullwing\n\nGullwing AG (SIX: GULN) makes docks. Tern Hollow and Gullwing AG (SIX: GULN) are partners."
    )
    read = company("Tern Hollow, Inc. has opened a dock today.", headline="Tern Hollow Opens a Dock", behind=behind)
    assert (read.legal_name, read.ticker) == ("Tern Hollow, Inc.", "")
