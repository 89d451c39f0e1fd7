"""What stands behind or between contacts without being one, and people who share a way to be reached."""

import pytest

from releases import readers
from releases.readers import contacts, reach

RELEASE = """Tern Hollow Opens a Dock

PORTLAND, Maine, March 4, 2025 (GLOBE NEWSWIRE) -- Tern Hollow, Inc. (Nasdaq: TERN) opened a dock for its boats today.

Investors:
Jo Park
207-555-0101
jo@ternhollow.example.com

{behind}
"""


def read(*lines: str):
    people, left = contacts.read([(line, number) for number, line in enumerate(lines, 1)], "Tern Hollow", [])
    found = [(one.organization, one.person, one.title, one.phone, one.email) for one in people]
    return found, [words for words, _ in left]


@pytest.mark.parametrize(
    "line",
    [
        "A photo accompanying this announcement is available at https://news.example.com/a/7d21-2025-5550-1234-987654321098",
        "A video of the dock can be seen at https://news.example.com/v/20255550101",
        "Photos accompanying this announcement are available",
        "Pictures of the dock by the harbor office, at www.example.com/p/2075550101",
        "Figure 1: The dock by night",
        "(unaudited)",
        "(in thousands, except per share data)",
        "Revenue 1,204 998",
        "Net loss per share $(0.31) $(0.44)",
        "Balance Sheets",
    ],
)
@pytest.mark.parametrize("parting", ["\n\n", "\n"])
def test_what_stands_behind_the_contacts_makes_none(line, parting):
    source = RELEASE.replace("\n\n{behind}", parting + line)
    reading = readers.read(source.encode(), name="release.txt")
    (contact,) = reading.document.contacts
    assert (contact.organization, contact.person, contact.phone, contact.email) == (
        "", "Jo Park", "207-555-0101", "jo@ternhollow.example.com"
    )  # fmt: skip
    assert line in reading.document.body_html
    assert any(notice.needs_review for notice in reading.notices)


def test_digits_of_a_web_address_are_no_telephone_number():
    assert not reach.is_there("https://news.example.com/a/0f0f-2075-5501-0199")
    assert reach.cut("Jo Park, 207-555-0101, www.example.com/2075550199")[1] == ["207-555-0101"]


@pytest.mark.parametrize(
    "line",
    ["Site of the study: https://www.example.com/x", "or visit the site at www.example.com, ir@t.example.com", "6.2%"],
)
def test_a_web_address_a_figure_or_half_a_sentence_is_no_organization(line):
    assert read("Contacts:", "Jo Park", "207-555-0101", line) == ([("", "Jo Park", "", "207-555-0101", "")], [line])


def test_a_company_that_is_written_small_is_one():
    found, _ = read("Contacts:", "tern hollow", "207-555-0101", "Media:", "gullbird bio", "207-555-0102")
    assert [organization for organization, *_ in found] == ["tern hollow", "gullbird bio"]


def test_end_marks_and_time_stamps_of_an_agency_are_left_out():
    source = RELEASE.format(behind="(END) Gull Newswires\n\nMarch 04, 2025 16:20 ET (20:20 GMT)")
    reading = readers.read(source.encode(), name="release.txt")
    assert len(reading.document.contacts) == 1
    left = [notice.left_out for notice in reading.notices]
    assert "(END) Gull Newswires" in left
    assert "March 04, 2025 16:20 ET (20:20 GMT)" in left


@pytest.mark.parametrize(
    "names",
    [["Ana Ruiz", "Max Oat"], ["Ana Ruiz or Max Oat"], ["Ana Ruiz, Max Oat"]],
)
def test_people_above_a_mailbox_share_it(names):
    found, left = read("Contacts:", *names, "ir@ternhollow.example.com")
    assert found == [
        ("", "Ana Ruiz", "", "", "ir@ternhollow.example.com"),
        ("", "Max Oat", "", "", "ir@ternhollow.example.com"),
    ]
    assert left == []


def test_three_people_share_number_and_mailbox():
    found, _ = read("Contacts:", "Ana Ruiz", "Max Oat", "Jo Park", "207-555-0101", "media@ternhollow.example.com")
    assert [(person, phone) for _, person, _, phone, _ in found] == [
        ("Ana Ruiz", "207-555-0101"), ("Max Oat", "207-555-0101"), ("Jo Park", "207-555-0101"),
    ]  # fmt: skip


@pytest.mark.parametrize("email", ["info@gullharbor.example.com", "max@agency.example.com"])
def test_a_firm_named_like_a_person_stays_one_where_the_mailbox_says_so(email):
    found, _ = read("Media:", "Gull Harbor", "Max Oat", email)
    assert found == [("Gull Harbor", "Max Oat", "", "", email)]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["Senior Vice President", "Corporate Communications and Investor Relations"],
         "Senior Vice President, Corporate Communications and Investor Relations"),
        (["Senior Director", "Media Relations"], "Senior Director, Media Relations"),
        (["Executive Vice President", "and Chief Financial Officer"],
         "Executive Vice President and Chief Financial Officer"),
    ],
)  # fmt: skip
def test_a_title_on_two_lines_is_one(lines, title):
    assert read("Contact:", "Jo Park", *lines, "207-555-0101") == ([("", "Jo Park", title, "207-555-0101", "")], [])


def test_a_department_above_a_person_still_heads_a_contact():
    found, _ = read("Contacts:", "Jo Park", "Director", "207-555-0101", "Media Relations", "Max Oat", "207-555-0102")
    assert [(person, title) for _, person, title, _, _ in found] == [("Jo Park", "Director"), ("Max Oat", "")]


def test_labels_of_numbers_are_no_organizations():
    lines = ["For more information, contact:", "General Phone: 207-555-0101", "Media Line: 207-555-0102",
             "Investor E-mail: ir@ternhollow.example.com", "Direct line: 207-555-0103"]  # fmt: skip
    people, left = contacts.read([(line, at) for at, line in enumerate(lines)], "Tern Hollow", [])
    assert [(one.kind, one.label, one.organization, one.phone, one.email) for one in people] == [
        ("both", "General Phone:", "", "207-555-0101", ""),
        ("media", "Media Line:", "", "207-555-0102", ""),
        ("investors", "Investor E-mail:", "", "207-555-0103", "ir@ternhollow.example.com"),
    ]
    assert left == []


@pytest.mark.parametrize(
    ("line", "person", "title"),
    [
        ("Jo Park VP, Investor Relations & Public Affairs", "Jo Park", "VP, Investor Relations & Public Affairs"),
        ("Jo Park, Ph.D. Chief Medical Officer", "Jo Park, Ph.D.", "Chief Medical Officer"),
        ("Josephine “Jo” Park, CFO", "Josephine “Jo” Park", "CFO"),
        ("Josephine (Jo) Park, Ph.D., CFO", "Josephine (Jo) Park, Ph.D.", "CFO"),
        ("Jo Park National Vice President", "", "Jo Park National Vice President"),
        ("Jo Park, Jr., Sr. Director, Finance", "Jo Park, Jr.", "Sr. Director, Finance"),
    ],
)
def test_a_person_and_a_title_on_one_line(line, person, title):
    assert read("Investors:", line, "jo@t.example.com") == ([("", person, title, "", "jo@t.example.com")], [])


def test_a_company_that_heads_two_groups_of_contacts_is_told_twice():
    notices = []
    contacts.read(
        [("Gull Bay, Inc.", 1), ("For Media:", 2), ("Gull Bay, Inc.", 3), ("For Media:", 4), ("Jo Park", 5)],
        "",
        notices,
    )
    assert [notice.left_out for notice in notices] == ["For Media:", "Gull Bay, Inc."]
