import pytest

from releases.document import Contact
from releases.readers import contacts, labels


def read(*lines: str):
    return contacts.read([(line, number) for number, line in enumerate(lines, 1)], "Tern Hollow", [])


def test_reads_one_field_a_line():
    assert read("Investor Contact:", "Jo Park", "Vice President, Finance", "Tern Hollow", "Tel: 207-555-0101", "jo@t.example.com") == (
        (Contact(kind="investors", label="Investor Contact:", organization="Tern Hollow", person="Jo Park",
                 title="Vice President, Finance", phone="207-555-0101", email="jo@t.example.com"),), []
    )  # fmt: skip


def test_reads_person_title_and_telephone_on_a_line():
    (contact,), left = read("Media:", "Jo Park, Ph.D., Director of Communications, +1 (207) 555-0101")
    assert (contact.kind, contact.person, contact.title, contact.phone) == (
        "media", "Jo Park, Ph.D.", "Director of Communications", "+1 (207) 555-0101"
    )  # fmt: skip
    assert left == []


def test_takes_a_name_before_a_person_with_telephone_as_the_organization():
    (contact,), _ = read("For Media:", "Gull Harbor", "Max Oat, 207-555-0199")
    assert (contact.organization, contact.person) == ("Gull Harbor", "Max Oat")


def test_begins_another_contact_with_another_person():
    people, left = read("Contacts:", "Jo Park, 207-555-0101", "Max Oat, 207-555-0199")
    assert [(person.kind, person.label, person.person) for person in people] == [
        ("both", "Contacts:", "Jo Park"),
        ("both", "Contacts:", "Max Oat"),
    ]
    assert left == []


def test_reads_a_label_with_its_contact_on_one_line():
    (contact,), _ = read("Media Contact: Max Oat, 207-555-0199")
    assert (contact.label, contact.person, contact.phone) == ("Media Contact:", "Max Oat", "207-555-0199")


def test_takes_countries_as_labels_between_contacts():
    people, left = read(
        "Contacts:", "Japan", "Tern Hollow K.K.", "+81-3-5550-0101", "United States", "Tern Hollow", "207-555-0101"
    )
    assert [(person.label, person.organization, person.phone) for person in people] == [
        ("Japan", "Tern Hollow K.K.", "+81-3-5550-0101"),
        ("United States", "Tern Hollow", "207-555-0101"),
    ]
    assert left == []


def test_an_agency_speaks_for_others_under_its_own_name():
    people, left = read(
        "Media:", "Gull Partners on behalf of Tern Hollow | Ana Ruiz | 207-555-0101", "Investors:", "Max Oat", "on behalf of Tern Hollow", "max@oat.example.com"
    )  # fmt: skip
    assert [(person.organization, person.person) for person in people] == [
        ("Gull Partners", "Ana Ruiz"),
        ("", "Max Oat"),
    ]
    assert left == []


def test_a_title_may_be_set_in_two_lines_or_small():
    people, left = read(
        "Contacts:", "Jo Park", "Vice President, Investor Relations and", "Corporate Communications", "207-555-0101",
        "Max Oat, director of corporate relations of Tern Hollow, 207-555-0102",
    )  # fmt: skip
    assert [person.title for person in people] == [
        "Vice President, Investor Relations and Corporate Communications",
        "director of corporate relations",
    ]
    assert (people[1].organization, left) == ("Tern Hollow", [])


def test_the_host_of_an_address_tells_a_firm_from_a_person():
    (contact,), _ = read("Media:", "Theo Lind", "Lind Bell", "theo@lindbell.example.com")
    assert (contact.organization, contact.person) == ("Lind Bell", "Theo Lind")


def test_two_people_of_one_company_named_behind_them():
    people, left = read(
        "CONTACT:", "Ana Ruiz, 207-555-0101, ana@t.example.com, or Max Oat, 207-555-0102, both of Tern Hollow, Inc."
    )
    assert [(person.organization, person.person, person.phone) for person in people] == [
        ("Tern Hollow, Inc.", "Ana Ruiz", "207-555-0101"),
        ("Tern Hollow, Inc.", "Max Oat", "207-555-0102"),
    ]
    assert left == []


def test_gives_back_what_fits_no_field():
    _, left = read("For Media:", "Gull Harbor Partners", "Ask us anything about the sea and we will answer")
    assert left == [("Ask us anything about the sea and we will answer", 3)]


def test_leaves_out_an_address_and_says_so():
    notices = []
    lines = [
        "For Media:",
        "Gull Harbor Partners",
        "12 Pier Road",
        "Portland, Maine 04101",
        "www.gull.example.com",
        "Fax: 207-555-0100",
    ]
    (contact,), left = contacts.read([(line, None) for line in lines], "Tern Hollow", notices)
    assert (contact.organization, contact.phone, left) == ("Gull Harbor Partners", "", [])
    assert [notice.left_out for notice in notices] == lines[2:]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("For Investors:", "For Investors:"),
        ("Investor Relations Contact", "Investor Relations Contact"),
        ("Investors and Media:", "Investors and Media:"),
        ("Contacts:", "Contacts:"),
        ("For Further Information:", "For Further Information:"),
        ("Investors", ""),
        ("Investors should read this:", ""),
    ],
)
def test_knows_a_label(words, expected):
    assert labels.label(words) == expected


@pytest.mark.parametrize(
    ("line", "phone"),
    [
        ("Max Oat of Oat Partners for Tern Hollow, 207-555-0142", "207-555-0142"),
        ("Max Oat of Oat Partners, 207-555-0142, for Tern Hollow, Inc.", "207-555-0142"),
    ],
)
def test_whom_an_agency_speaks_for_takes_no_number_along(line, phone):
    notices = []
    (contact,), left = contacts.read([("Media:", 1), (line, 2)], "Tern Hollow", notices)
    assert (contact.organization, contact.person, contact.phone, left) == ("Oat Partners", "Max Oat", phone, [])
    assert any("Hollow" in notice.left_out for notice in notices)


def test_two_people_who_speak_for_a_company_keep_their_own_firms():
    notices = []
    people, left = contacts.read(
        [("CONTACT:", 1), ("Ana Ruiz of Oat Partners, 207-555-0101 or Max Oat of Gull Partners, 207-555-0102, both for Tern Hollow, Inc.", 2)],
        "Tern Hollow",
        notices,
    )  # fmt: skip
    assert [(person.organization, person.person, person.phone) for person in people] == [
        ("Oat Partners", "Ana Ruiz", "207-555-0101"),
        ("Gull Partners", "Max Oat", "207-555-0102"),
    ]
    assert left == []
    assert any("both for Tern Hollow Inc" in notice.left_out for notice in notices)
