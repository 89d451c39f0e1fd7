"""Characters that nobody sees do not survive in any text, however they come in."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from releases import text
from releases.document import richtext
from releases.readers import decode

#: One of each kind, each said to hide a message or a difference from a reader.
HIDDEN = [
    "\u00ad", "\u034f", "\u061c", "\u115f", "\u1160", "\u17b4", "\u180b", "\u180e", "\u200b", "\u200e", "\u202e", "\u2060", "\u2065", "\u206a",
    "\u2800", "\u3164", "\ufe0f", "\ufeff", "\uffa0", "\ufff0", "\ufff9", "\U0001bca0", "\U0001d173", "\U000e0001", "\U000e0041", "\U000e007f",
    "\U000e0100", "\U000e0fff", "\ue000", "\U000f0000", "\U0010fffd", "\ufdd0", "\uffff", "\U0001fffe", "\x00", "\x9f",
]  # fmt: skip
#: Where Unicode has letters, spaces and signs that are seen, or that part words.
SEEN = "aé字가ㄱ\u00a0\u2009\u3000–®™‑\u0301\u0338\n\t😀𝛼"


@pytest.mark.parametrize("sign", HIDDEN, ids=lambda sign: f"U+{ord(sign):04X}")
def test_a_hidden_character_does_not_survive(sign):
    assert text.line(f"Ac{sign}me") == text.visible(f"Ac{sign}me") == "Acme"
    assert richtext.sanitise(f"<p>Ac{sign}me</p>") == "<p>Acme</p>"
    assert richtext.sanitise(f"<p>Ac&#{ord(sign)};me</p>") in ("<p>Acme</p>", "<p>Ac\ufffdme</p>", "<p>AcŸme</p>")
    assert richtext.sanitise(f'<p><a href="https://a.example/&#x{ord(sign):x};b">x</a></p>').isprintable()
    assert richtext.sanitise_inline(f"Ac&#x{ord(sign):x};me").isprintable()


@pytest.mark.parametrize("sign", HIDDEN[:-2], ids=lambda sign: f"U+{ord(sign):04X}")
def test_a_paragraph_of_hidden_characters_is_empty(sign):
    if sign not in ("\ufdd0", "\uffff", "\U0001fffe"):
        assert richtext.sanitise(f"<p>&#{ord(sign)};{sign}</p>") == ""


def test_what_is_seen_stays():
    assert text.visible(SEEN) == unicodedata.normalize("NFC", SEEN)


def test_every_hidden_character_has_a_name_in_notices():
    notices = []
    decode.tell_invisible("".join(HIDDEN), notices)
    assert any("tag character" in notice.message for notice in notices)
    for sign in HIDDEN:
        decode.tell_invisible(sign, [])


#: Persian "it becomes", "books"; Hindi and Sinhala half letters; Bengali "RAB"; Malayalam within a word.
JOINED = [
    "\u0645\u06cc\u200c\u0634\u0648\u062f", "\u06a9\u062a\u0627\u0628\u200c\u0647\u0627", "\u0645\u06cc\u064e\u200c\u0634\u0648\u062f",
    "\u0915\u094d\u200d\u0937", "\u0915\u094d\u200c\u0937", "\u0d9a\u0dca\u200d\u0dc2", "\u09b0\u200d\u09cd\u09af\u09be\u09ac",
]  # fmt: skip
#: Where a joiner changes nothing that is seen: it could hide a difference.
IDLE = [
    "Ac{}me", "{}Acme", "1{}0", "{}", "\u06a9\u062a\u0627\u0628{}", "{}\u0645\u06cc", "\u0645\u06cc {}\u0634", "\u0627{}\u0628",
    "\u0645{}e", "\u0915{}\u0937", "\u0915\u094d{}", "\u05d0{}\u05d1",
]  # fmt: skip


@pytest.mark.parametrize("word", JOINED, ids=ascii)
def test_joiners_stay_in_words_that_need_them(word):
    assert text.visible(word) == text.line(f" {word} ") == word
    assert richtext.sanitise(f"<p>{word}</p>") == f"<p>{word}</p>"
    entities = word.replace("\u200c", "&zwnj;").replace("\u200d", "&#x200d;")
    assert richtext.sanitise(f"<p>{entities}</p>") == f"<p>{word}</p>"
    notices = []
    decode.tell_invisible(word, notices)
    assert notices == []


@pytest.mark.parametrize("joiner", ["\u200c", "\u200d", "\u200c\u200c", "\u200b\u200c"], ids=ascii)
@pytest.mark.parametrize("words", IDLE, ids=ascii)
def test_joiners_that_do_nothing_go(words, joiner):
    assert text.visible(words.format(joiner)) == words.format("")


def test_two_joiners_in_a_row_go():
    assert text.visible("\u0645\u06cc\u200c\u200c\u0634") == "\u0645\u06cc\u0634"
    assert text.visible("\u0645\u06cc\u200d\u0634") == "\u0645\u06cc\u0634"


def test_no_address_is_made_by_taking_characters_out():
    for hidden in ("&#x200b;", "&#x3164;", "\u200b", "\U000e0041"):
        assert "javascript" not in richtext.sanitise(f'<p><a href="java{hidden}script:alert(1)">x</a></p>')


def test_a_mark_after_a_tag_does_not_swallow_it():
    """U+0338 and “>” are one character in Unicode's composed form."""
    once = richtext.sanitise('<p>&#x338; onclick="x" words <b>&#x338;bold</b></p>')
    assert once == '<p>&#824; onclick="x" words <strong>&#824;bold</strong></p>'
    assert richtext.sanitise(once) == once
    assert text.visible(once) == once


@given(
    st.lists(
        st.sampled_from(
            [
                *HIDDEN,
                "<b>",
                "</b>",
                "<p>",
                "e",
                "\u0301",
                "\u0338",
                " ",
                "&#x3164;",
                "&#x301;",
                "&zwnj;",
                "\u200c",
                "\u06cc",
                "\u094d",
                "\u0915",
            ]
        ),
        max_size=12,
    )
)
def test_one_normal_form_with_hidden_characters(pieces):
    once = richtext.sanitise("".join(pieces))
    assert richtext.sanitise(once) == once
    assert not text.INVISIBLE.search(once)
