import datetime

import pytest

from releases import readers
from releases.document import Company, Correction, Designation, TrialDrug
from tests.readers.releases import BUSINESS_WIRE, GLOBE_NEWSWIRE, PR_NEWSWIRE


def read(source: str) -> readers.Reading:
    return readers.read(source.encode(), name="a.txt")


@pytest.mark.parametrize("source", [BUSINESS_WIRE, PR_NEWSWIRE, GLOBE_NEWSWIRE])
def test_finds_every_part(source):
    document = read(source).document
    assert document.date == datetime.date(2025, 3, 4)
    assert document.headline == "Tern Hollow Completes Enrollment in the HEADLAND Trial"
    assert document.subheadline == "412 adults with chronic cough enrolled"
    assert document.company == Company(
        legal_name="Tern Hollow Therapeutics, Inc.",
        short_name="Tern Hollow",
        exchange="NASDAQ",
        mic="XNAS",
        ticker="TERN",
        website="https://www.ternhollow.example.com",
    )
    assert document.body_html.startswith("<p>Tern Hollow Therapeutics, Inc. (Nasdaq: TERN)")
    assert "chronic cough.<sup>1</sup></p>" in document.body_html
    assert "20 m².</li>" in document.body_html
    assert [(section.heading, section.kind) for section in document.sections] == [
        ("About THX-204", "drug"),
        ("About Tern Hollow", "company"),
    ]
    assert document.safe_harbor.heading == "Forward-Looking Statements"
    assert document.safe_harbor.html.count("<p>") == 2
    assert [contact.organization for contact in document.contacts] == [
        "Tern Hollow Therapeutics, Inc.",
        "Gull Communications",
    ]


def test_describes_drug_and_trial():
    document = read(BUSINESS_WIRE).document
    (drug,) = document.drugs
    assert (drug.code_name, drug.generic_name, drug.target) == ("THX-204", "ivolasen", "P2X3")
    assert drug.designations == (Designation(kind="fast-track", indication="chronic cough", region="US"),)
    (trial,) = document.trials
    assert (trial.nct_number, trial.acronym, trial.phase) == ("NCT01234567", "HEADLAND", "PHASE3")
    assert (trial.conditions, trial.enrollment_count, trial.enrollment_type) == (("chronic cough",), 412, "ACTUAL")
    assert trial.drugs == (TrialDrug(name="THX-204"),)


def test_reads_a_lone_headline_and_names_what_is_missing():
    reading = read("Tern Hollow Moves")
    assert reading.document.headline == "Tern Hollow Moves"
    assert reading.document.body_html == ""
    missing = [notice.message.split(" was ")[0].split(" were ")[0] for notice in reading.notices if notice.needs_review]
    assert missing == [
        "No body",
        "No dateline",
        "No date",
        "The name of the company",
        "No safe harbor statement",
        "No contacts",
    ]


def test_keeps_a_stray_paragraph_at_the_end_of_the_body_and_says_so():
    reading = read(BUSINESS_WIRE + "\nOne more word.\n")
    assert reading.document.body_html.endswith("<p>One more word.</p>")
    (notice,) = [notice for notice in reading.notices if "stands behind the standing texts" in notice.message]
    assert notice.needs_review


def test_names_a_dateline_of_another_day():
    reading = read(PR_NEWSWIRE.replace("Maine, March 4", "Maine, March 5"))
    assert reading.document.date == datetime.date(2025, 3, 4)
    assert "The dateline is dated 2025-03-05 and the release 2025-03-04; the latter was kept." in [
        notice.message for notice in reading.notices
    ]


def test_reads_a_correction_notice():
    document = read("Correction notice: The dose was 5 mg.\n\n" + BUSINESS_WIRE).document
    assert document.correction == Correction(kind="correction", note="The dose was 5 mg.")
    assert document.headline == "Tern Hollow Completes Enrollment in the HEADLAND Trial"


def test_takes_a_short_capitalized_line_as_a_heading_of_the_body():
    source = BUSINESS_WIRE.replace("## What Comes Next", "What Comes Next")
    assert read(source).document == read(BUSINESS_WIRE).document


def test_takes_no_sentence_that_begins_with_about_as_a_section():
    source = BUSINESS_WIRE.replace("## What Comes Next", "About half of the patients were men.")
    assert len(read(source).document.sections) == 2
    assert "<p>About half of the patients were men.</p>" in read(source).document.body_html


def test_marks_only_notes_that_exist_and_no_powers():
    document = read(BUSINESS_WIRE.replace("20 m²", "10¹ m² and R¹ of it.²")).document
    assert "<li>The area is 10¹ m² and R¹ of it.².</li>" in document.body_html


def test_asks_about_a_note_that_nothing_refers_to():
    reading = read(BUSINESS_WIRE.replace("cough.¹", "cough."))
    assert "Nothing in the body refers to footnote 1; set its mark where it belongs." in [
        notice.message for notice in reading.notices if notice.needs_review
    ]


@pytest.mark.parametrize(
    ("headline", "category"),
    [
        ("Tern Hollow Reports Third Quarter 2025 Financial Results", "earnings"),
        ("Tern Hollow Announces Pricing of Public Offering of Common Stock", "financing"),
        ("FDA Grants Orphan Drug Designation to THX-204", "regulatory"),
        ("Tern Hollow Appoints Jo Park to Its Board of Directors", "governance"),
        ("Tern Hollow to Present at the Gull Healthcare Conference", "event"),
        ("Tern Hollow Says Hello", "other"),
    ],
)
def test_guesses_the_category(headline, category):
    assert read(headline).document.category == category


@pytest.mark.parametrize(
    ("printed", "listings"),
    [
        ("(Nasdaq: TERN; TSX: TRN)", ["NASDAQ: TERN XNAS", "TSX: TRN XTSE"]),
        ("(Nasdaq: TERN) (Euronext Brussels: TERN)", ["NASDAQ: TERN XNAS", "Euronext: TERN XBRU"]),
        ("(Nasdaq and Euronext Amsterdam: TERN)", ["NASDAQ: TERN XNAS", "Euronext: TERN XAMS"]),
        ("(Nasdaq: TERN) and Genova AG (SIX: GNV; NYSE: GNVA)", ["NASDAQ: TERN XNAS"]),
        ("(Nasdaq: TERN; Nasdaq: TERN)", ["NASDAQ: TERN XNAS"]),
    ],
)
def test_takes_every_listing_of_the_company_and_no_partner_s(printed, listings):
    assert BUSINESS_WIRE.count("(Nasdaq: TERN)") == 1
    reading = read(BUSINESS_WIRE.replace("(Nasdaq: TERN)", printed))
    assert [f"{listing} {listing.mic}" for listing in reading.document.company.listings] == listings
    partners = [part.words for part in reading.parts if part.name.startswith("partners[")]
    assert partners == (["GNV", "GNVA"] if "Genova" in printed else [])


def test_takes_no_drug_from_the_safe_harbor_and_none_from_a_ticker():
    source = BUSINESS_WIRE.replace("within the meaning", "about THXX204 and THXX204 within the meaning")
    source = source.replace("TERN)", "TX99) (TX99)")
    assert [drug.code_name for drug in read(source).document.drugs] == ["THX-204"]


def test_grants_no_designation_that_is_only_sought():
    source = BUSINESS_WIRE.replace("It was granted", "The Company plans to seek, and others received,")
    assert read(source).document.drugs[0].designations == ()


def test_takes_the_day_from_the_wires_own_address_where_none_is_printed():
    address = "View source version on businesswire.com: https://www.businesswire.com/news/home/20210105005432/en/\n"
    undated = BUSINESS_WIRE.removeprefix("March 4, 2025\n\n")
    reading = read(undated + "\n" + address)
    assert reading.document.date == datetime.date(2021, 1, 5)
    assert [notice.message for notice in reading.notices if "Business Wire's copy" in notice.message] == [
        "No date is printed; January 5, 2021 was taken from the address of Business Wire's copy, which may have been given the day before. Look at it."
    ]
    assert read(BUSINESS_WIRE + "\n" + address).document.date == datetime.date(2025, 3, 4)
    assert read(undated + "\n" + address.replace("20210105", "20211305")).document.date is None


def around(*above: str, below: tuple[str, ...] = ()):
    """The release with lines above its headline and below its source."""
    return read("\n\n".join([*above, BUSINESS_WIRE.strip(), *below]))


def test_leaves_out_a_site_s_menu_and_what_stands_below_the_source():
    reading = around(
        "Home » Investors » News", "Overview", "Press Releases", "SEC Filings",
        below=("Released May 4, 2021", "Share", "Facebook", "Privacy Policy", "Other News of the Company"),
    )  # fmt: skip
    plain = read(BUSINESS_WIRE)
    assert reading.document == plain.document
    told = {notice.left_out for notice in reading.notices}
    assert {"Home » Investors » News", "Overview", "SEC Filings", "Facebook", "Other News of the Company"} <= told


def test_a_heading_that_is_called_like_a_page_stays():
    words = "The company has three programs of its own, and a fourth one that it shares with a partner in Japan. They are new."
    source = BUSINESS_WIRE.replace("About Tern Hollow", f"Pipeline\n\n{words}\n\nAbout Tern Hollow", 1)
    assert "Pipeline" in read(source).document.body_html + "".join(
        part.heading + part.html for part in read(source).document.sections
    )


def test_a_headline_goes_on_in_the_next_line():
    headline = read(BUSINESS_WIRE).document.headline
    half = len(headline.split()) // 2
    first, second = " ".join(headline.split()[:half]), " ".join(headline.split()[half:])
    shouted = BUSINESS_WIRE.replace(headline, f"{first.upper()}\n{second.upper()}")
    assert read(shouted).document.headline == headline.upper()
    assert (
        read(BUSINESS_WIRE.replace(headline, f"{headline} and\nOthers")).document.headline == f"{headline} and Others"
    )


def test_two_hyphens_begin_an_item_of_a_list_and_set_a_subheadline_apart():
    source = "Tern Hollow Reports Results\n\n-- Cash lasts to 2028 --\n\nBOSTON, March 4, 2025 /PRNewswire/ -- Tern Hollow, Inc. (Nasdaq: TERN) today reported:\n\n    -- One thing that goes on\n       in a second line.\n    -- Another thing.\n"
    document = read(source).document
    assert document.subheadline == "Cash lasts to 2028"
    assert document.body_html.endswith(
        "<ul><li>One thing that goes on in a second line.</li><li>Another thing.</li></ul>"
    )


def test_references_need_no_heading():
    source = "Tern Hollow Opens\n\nBOSTON--(BUSINESS WIRE)-- Tern Hollow, Inc. opened.\n\nAbout Tern Hollow\n\nIt is new.\n\n1 Lind A. Medicine. 2010.\n\n2 Bell B. More medicine. 2011.\n"
    assert [(note.mark, note.html) for note in read(source).document.footnotes] == [
        ("1", "Lind A. Medicine. 2010."),
        ("2", "Bell B. More medicine. 2011."),
    ]


def test_each_trial_of_a_sentence_has_its_own_phase():
    source = "Tern Hollow Presents Data\n\nBOSTON--(BUSINESS WIRE)-- Tern Hollow, Inc. (Nasdaq: TERN) presented data of SUMMIT-2 (NCT04881203), a Phase 3 trial of THX-204 in asthma; RIDGELINE (NCT04990001), a Phase 2 trial of THX-204 in eczema; and the Phase 1/2 CASCADIA-1 trial (NCT05330117).\n"
    assert [(trial.nct_number, trial.acronym, trial.phase) for trial in read(source).document.trials] == [
        ("NCT04881203", "SUMMIT-2", "PHASE3"),
        ("NCT04990001", "RIDGELINE", "PHASE2"),
        ("NCT05330117", "CASCADIA-1", "PHASE1/PHASE2"),
    ]


@pytest.mark.parametrize("code", ["THX-TTR02", "THX-CD19A", "THX-FB-L3", "THX-CoV21"])
def test_knows_codes_with_letters_behind_the_hyphen(code):
    source = BUSINESS_WIRE.replace("THX-204", code)
    assert [drug.code_name for drug in read(source).document.drugs] == [code]


@pytest.mark.parametrize(
    "heading",
    ["FORWARD-LOOKING STATEMENTS:", "Cautionary Statement on Forward-Looking Statements.", "Safe Harbor Statement:"],
)
def test_a_heading_that_runs_into_the_safe_harbor_is_its_heading(heading):
    text = "This release contains forward-looking statements that are subject to risks and uncertainties."
    document = read(
        f"Tern Hollow Opens\n\nBOSTON--(BUSINESS WIRE)-- Tern Hollow, Inc. opened.\n\n{heading} {text}\n"
    ).document
    assert (document.safe_harbor.heading, document.safe_harbor.html) == (heading, f"<p>{text}</p>")


LEAD = "BOSTON, March 4, 2025 /PRNewswire/ -- Tern Hollow, Inc. (Nasdaq: TERN) today reported news of its trial in adults, who have been followed for a year."


def titled(*lines: str):
    """Headline and subheadline of a release that begins with the lines."""
    document = read("\n\n".join([*lines, LEAD])).document
    return document.headline, document.subheadline


@pytest.mark.parametrize(
    "headline",
    [
        "Tern Hollow Doses First Patient With Hemophilia A",
        "TERN HOLLOW COMPLETES MERGER WITH GULL CORP.",
        "Tern Hollow Acquires Gull Harbor, Inc.",
        "2025 Annual General Meeting of Tern Hollow Will Take Place",
        "Tern Hollow Unveils New Name and Logo",
    ],
)
def test_a_headline_stays_whole_and_takes_nothing_of_the_line_below(headline):
    below = "Dosing goes on at four sites"
    assert titled(headline, below) == (headline, below)


@pytest.mark.parametrize("lead_in", ["The investor day will cover:", "Visitors of the site find:"])
def test_a_list_that_is_led_in_is_no_menu(lead_in):
    document = read(f"Tern Hollow Invites\n\n{LEAD}\n\n{lead_in}\n\n- Pipeline\n- Leadership\n- Investors\n").document
    assert "<ul><li>Pipeline</li><li>Leadership</li><li>Investors</li></ul>" in document.body_html


def test_a_heading_of_the_body_that_is_called_recent_news_cuts_nothing_off():
    source = f"Tern Hollow Reports\n\n{LEAD}\n\nRecent News\n\nThe second trial began.\n\nAbout Tern Hollow\n\nIt makes medicines.\n"
    document = read(source).document
    assert "The second trial began." in document.body_html
    assert [section.heading for section in document.sections] == ["About Tern Hollow"]


def test_words_in_parentheses_before_a_code_are_names_only_when_they_look_so():
    source = f"Tern Hollow Reports\n\n{LEAD} It treats patients with lymphoma (THX-204) after enrollment (THX-310). Both THX-204 and THX-310 go on.\n"
    drugs = read(source).document.drugs
    assert {(drug.code_name, drug.generic_name) for drug in drugs} == {("THX-204", ""), ("THX-310", "")}


@pytest.mark.parametrize(
    ("printed", "read_as"),
    [("a", "α"), ("b", "β"), ("\u00b3", "≥"), ("\u00b7", "•")],
)
def test_letters_of_the_symbol_font_are_the_signs_that_they_show(printed, read_as):
    page = f"<h1>Tern Hollow Reports</h1><p>{LEAD} The TGF-<span style='font-family:Symbol'>{printed}</span> trial.</p>"
    assert f"TGF-{read_as} trial." in read(page).document.body_html


def test_a_release_with_many_codes_and_tickers_is_read_within_bounds():
    codes = " ".join(f"THX-{number}" for number in range(1000, 3000))
    tickers = " ".join(
        f"Gull {number} (Nasdaq: G{chr(65 + number % 26)}{chr(65 + number // 26)})" for number in range(600)
    )
    reading = read(f"Tern Hollow Reports\n\n{LEAD}\n\n{codes}\n\n{tickers}\n")
    assert len(reading.document.drugs) <= 20
    assert sum(part.name.startswith("partners[") for part in reading.parts) == 20
