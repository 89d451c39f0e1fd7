import time

import pytest

from releases.document import Quotation, find_quotations


@pytest.mark.parametrize(
    ("paragraph", "speaker", "title"),
    [
        ('"We are glad," said Ana Ruiz, Ph.D., Head of Research.', "Ana Ruiz, Ph.D.", "Head of Research"),
        ("“We are glad,” Max Oat, the Director, said.", "Max Oat", "the Director"),
        ("Jo Park, Chief of Staff, added: “We are glad.”", "Jo Park", "Chief of Staff"),
        ("“We are glad,”2 said Jo Park, Head of Research.", "Jo Park", "Head of Research"),
        ("– We are very glad today, says Åsa Björk, CEO of Gull.", "Åsa Björk", "CEO of Gull"),
        ("– We are very glad today and so on.", None, None),
        ("“We are glad,” noted Jan van der Meer of Gull.", None, None),
        ("The “great” plan was “We are glad” itself.", None, None),
    ],
)
def test_finds_the_speaker_beside_the_words(paragraph, speaker, title):
    found = find_quotations(f"<p>{paragraph}</p>")
    assert [(quotation.speaker, quotation.title) for quotation in found] == ([(speaker, title)] if speaker else [])


def test_joins_what_the_same_speaker_goes_on_to_say():
    assert find_quotations("<p>“We are glad,” said Jo Park. “We will be so for years to come.”</p>") == (
        Quotation(text="We are glad … We will be so for years to come.", speaker="Jo Park"),
    )


def test_a_speaker_may_be_named_in_a_paragraph_above():
    body = "<p>Results are in.</p><p>Jo Park, Chief of Staff, said:</p><p>“We are glad.”</p><p>“So it is.”</p>"
    assert find_quotations(body) == (Quotation(text="We are glad.", speaker="Jo Park", title="Chief of Staff"),)


def test_finds_a_quotation_in_a_nested_list_once():
    body = "<ul><li>One<ul><li>“We are glad,” said Jo Park.</li></ul></li></ul>"
    assert find_quotations(body) == (Quotation(text="We are glad", speaker="Jo Park"),)


@pytest.mark.parametrize("unit", ['"a" said A ', '"a b c d e" ', "“", "A said A, ", '"," said A, B A B '])
def test_stays_linear(unit):
    begin = time.process_time()
    find_quotations("<p>" + unit * (300_000 // len(unit)) + "</p>")
    assert time.process_time() - begin < 3


@pytest.mark.parametrize(
    ("words", "speaker", "title"),
    [
        ("“It grows,” said CEO Ana Ruiz.", "Ana Ruiz", "CEO"),
        ("“It grows,” said Chief Executive Officer Ana Ruiz.", "Ana Ruiz", "Chief Executive Officer"),
        ("“It grows,” said Chief Geologist Ana Ruiz.", "Chief Geologist Ana Ruiz", ""),
        ("“It grows,” said President Ruiz.", "President Ruiz", ""),
        ("“It grows,” said Ana Ruiz and Max Oat, Co-CEOs of Tern Hollow.", "Ana Ruiz and Max Oat", "Co-CEOs of Tern Hollow"),
        ("“It grows,” said Tern Founder and Chief Executive Officer Ana Ruiz, Ph.D.", "Ana Ruiz, Ph.D.",
         "Tern Founder and Chief Executive Officer"),
        ("Tern Hollow’s CEO and President, Dr. Ana Ruiz, commented: “It grows.”", "Dr. Ana Ruiz", "CEO and President"),
        ("“It grows,” said Ana Ruiz, D.Phil., Chief Scientific Officer of Tern.", "Ana Ruiz, D.Phil.", "Chief Scientific Officer of Tern"),
        ("“It grows,” said Ana Ruiz, MPA, President of Tern.", "Ana Ruiz, MPA", "President of Tern"),
        ("“It grows,” said Ana Ruiz, MBBS, FRCP, head of Tern.", "Ana Ruiz, MBBS, FRCP", "head of Tern"),
        ("“It grows,” said Ana Ruiz, CFO of Tern.", "Ana Ruiz", "CFO of Tern"),
    ],
)  # fmt: skip
def test_offices_and_degrees_beside_a_name(words, speaker, title):
    (quotation,) = find_quotations(f"<p>{words}</p>")
    assert (quotation.speaker, quotation.title, quotation.text) == (speaker, title, quotation.text)
    assert "It grows" in quotation.text


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ('"', '"')])
def test_a_quotation_that_goes_on_in_the_next_paragraph_is_one(opening, closing):
    body = (
        f"<p>{opening}Good,{closing} said Max Oat.</p><p>{opening}The dock is long.</p>"
        f"<p>It has six berths,{closing} concluded Ana Ruiz, CEO.</p><p>It is open.</p>"
    )
    assert [(one.text, one.speaker, one.title) for one in find_quotations(body)] == [
        ("Good", "Max Oat", ""),
        ("The dock is long. It has six berths", "Ana Ruiz", "CEO"),
    ]


def test_a_quotation_that_opens_each_paragraph_anew_is_not_joined():
    body = "<p>“The dock is long.</p><p>“It has six berths,” said Ana Ruiz.</p>"
    assert [(one.text, one.speaker) for one in find_quotations(body)] == [("It has six berths", "Ana Ruiz")]
