"""Contacts in a sentence at the end of a release."""

import time

import pytest

from releases.readers import contact_sentence, contacts, read

BEGIN = """Marrow Bay Counts Its Lakes

BOSTON, March 10, 2026 (GLOBE NEWSWIRE) -- Marrow Bay Biologics, Inc. (NASDAQ: MRBY) today counted its lakes.

About Marrow Bay

Marrow Bay makes medicines.

"""


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("For inquiries, please write to ir@marrowbay.example.", ("both", "For inquiries, please write to", "", "", "ir@marrowbay.example")),
        ("Media should contact Ada Byron at 617-555-0100 or press@marrowbay.example.", ("media", "Media should contact", "Ada Byron", "617-555-0100", "press@marrowbay.example")),
        ("Investors may call 617-555-0100.", ("investors", "Investors may call", "", "617-555-0100", "")),
        ("Any questions should be directed to ir@marrowbay.example", ("both", "Any questions should be directed to", "", "", "ir@marrowbay.example")),
        ("For media and investor inquiries, please e-mail us at ir@marrowbay.example.", ("both", "For media and investor inquiries, please e-mail us at", "", "", "ir@marrowbay.example")),
    ],
)  # fmt: skip
def test_a_sentence_with_one_way_to_reach_somebody_is_a_contact(sentence, found):
    document = read((BEGIN + sentence).encode(), name="release.txt").document
    (contact,) = document.contacts
    assert (contact.kind, contact.label, contact.person, contact.phone, contact.email) == found
    assert [section.heading for section in document.sections] == ["About Marrow Bay"]
    assert "555" not in document.sections[0].html
    assert "@" not in document.sections[0].html


@pytest.mark.parametrize(
    "sentence",
    [
        "For more information, visit www.marrowbay.example.",
        "For information on the 2,000 patients of the trial, contact their doctors.",
        "Investors may write to one@marrowbay.example or to two@marrowbay.example.",
        "Media Contact email: press@marrowbay.example",
        "Marrow Bay may be reached at ir@marrowbay.example.",
    ],
)
def test_other_sentences_are_none(sentence):
    assert contact_sentence.read(sentence) is None


def test_who_has_a_block_already_is_not_named_twice_and_no_word_is_lost():
    sentence = "For inquiries, please write to ir@marrowbay.example."
    block = "Investor Contact:\nAda Byron\nir@marrowbay.example"
    reading = read(f"{BEGIN}{block}\n\n{sentence}".encode(), name="release.txt")
    assert [contact.person for contact in reading.document.contacts] == ["Ada Byron"]
    told = reading.document.canonical_bytes().decode() + "".join(notice.message for notice in reading.notices)
    assert "please write to" in told


def test_many_sentences_take_no_time_by_the_square():
    lines = [(f"For inquiries, please write to a{number}@marrowbay.example.", number) for number in range(30_000)]
    began = time.process_time()
    found, left = contacts.read(lines, "Marrow Bay", [])
    assert time.process_time() - began < 5
    assert (len(found), left) == (30_000, [])
